"""From a slide to live data and back to the same slide; and out of a presentation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import streamlit as st

from mitra.briefing.scenes import Told
from mitra.briefing.story import Story
from mitra.briefing.views import VIEWS
from mitra.i18n import Words
from mitra.settings import Settings
from mitra.store.reader import Value
from mitra.ui import state
from mitra.ui.briefing.address import Asked, asked
from mitra.ui.emphasis import most
from mitra.ui.page import Page

PARAMS = {"home": "home", "partner": "partner", "from_year": "from", "to_year": "to", "sector": "sector", "focus": "focus", "as_of": "as_of"}  # a query's name: the address's
OWN = {("overview", "since"): "since", ("coverage", "since"): "then", ("financing", "program"): "program", ("agreements", "all_pairs"): "pairs"}  # what a page keeps in its address beside them
SHOWN_ON = {"quality": "data", "engagements": "agreements", "record": "sources", "questions": "explore"}  # queries without a page of their name
BACK = "back"


def leave_for(page: Page, told: Told, story: Story, slide: int, now: Asked) -> None:
    """Open the page, and the tab or question of it, that shows what is on a slide, with its filters; remember the slide."""
    scene = story.scenes[slide - 1]
    back = ".".join(filter(None, (story.id, str(slide), now.show)))
    release = told.release if told.release != page.reader.release else page.filters.release
    name, given = _page_of((*scene.views, "questions" if scene.question else scene.query, "overview")), told.params or {}
    part = next((VIEWS[view].part for view in scene.views if view in VIEWS), "")
    _switch(name, {**_filters(given), **_own(name, given), "part": part or None, "question": scene.question or None, "release": release, "lang": page.words.language, BACK: back})


def end(page: Page, now: Asked) -> None:
    """Close a presentation and open its story's editor."""
    shown = page.filters
    _switch("briefing", {**_filters(shown.params()), "release": shown.release, "lang": page.words.language, "story": now.story})


def offer_way_back(words: Words) -> None:
    """Draw, on a page of live data that a slide led to, the button that leads back to the slide."""
    held = state.current()
    held.detour = st.query_params.get(BACK) or held.detour
    parts = (held.detour or "").split(".")
    if len(parts) < 2 or not parts[1].isdigit():
        held.detour = None
        return
    st.query_params[BACK] = ".".join(parts)
    if st.button(words.t("Back to slide {number}", number=parts[1]), key="back-to-slide", type=most(), icon=":material/slideshow:", shortcut="backspace"):
        held.detour = None
        _switch("briefing", {"story": parts[0], "slide": parts[1], "show": parts[2] if len(parts) > 2 else None, "lang": words.language})


def forget() -> None:
    """Forget the slide that live data was opened from: one is looked at again."""
    if replace(asked(), loop=None) != Asked():
        state.current().detour = None


def _page_of(names: tuple[str, ...]) -> str:
    first = next(name for name in names if name).split(".")[0]
    name = SHOWN_ON.get(first, first)
    return name if (Settings.from_environment().pages / f"{name}.py").exists() else "overview"


def _filters(params: Mapping[str, Value]) -> dict[str, str | None]:
    found = {name: params.get(given) for given, name in PARAMS.items()}
    if found["as_of"] == date.today():
        found["as_of"] = None
    return {name: None if value is None else str(value) for name, value in found.items()}


def _own(name: str, params: Mapping[str, Value]) -> dict[str, str]:
    found = {given: params.get(param) for (page, param), given in OWN.items() if page == name}
    return {given: "all" if value is True else str(value) for given, value in found.items() if value not in (None, False)}


def _switch(name: str, params: Mapping[str, str | None]) -> None:
    st.switch_page(Settings.from_environment().pages / f"{name}.py", query_params={key: value for key, value in params.items() if value is not None})
