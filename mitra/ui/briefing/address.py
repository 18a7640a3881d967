"""What the address asks of the briefing: a story, a slide of it, the notes, and where to come back to from live data."""

from __future__ import annotations

import re
from dataclasses import dataclass

import streamlit as st

from mitra.briefing.story import STORY_ID

SHOW = re.compile(r"[\w-]{16,64}")
NAMES = ("story", "slide", "view", "show", "loop")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address names. `slide` counts from 1, None outside a presentation; `loop` is seconds a slide, None without."""

    story: str | None = None
    slide: int | None = None
    show: str | None = None
    is_notes: bool = False
    loop: int | None = None


def asked() -> Asked:
    """Return what the address asks; what it says wrongly counts as not said."""
    given = st.query_params.to_dict()
    story, slide, show, loop = (given.get(name, "") for name in ("story", "slide", "show", "loop"))
    return Asked(
        story=story if STORY_ID.fullmatch(story) else None,
        slide=None if "slide" not in given else max(1, int(slide[:6])) if slide.isascii() and slide.isdigit() else 1,
        show=show if SHOW.fullmatch(show) else None,
        is_notes=given.get("view") == "notes",
        loop=min(max(int(loop[:6]), 3), 3600) if loop.isascii() and loop.isdigit() else None,
    )


def is_full_screen() -> bool:
    """Return whether the address asks for a slide or the notes, which stand without the frame around them."""
    found = asked()
    return found.story is not None and (found.slide is not None or found.is_notes)


def at(**values: object) -> None:
    """Put values into the address, or take out those that are None."""
    for name, value in values.items():
        if value is not None:
            if st.query_params.get(name) != str(value):
                st.query_params[name] = str(value)
        elif name in st.query_params:
            del st.query_params[name]
