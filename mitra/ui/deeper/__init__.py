"""What an expert would ask of a page's rows, a module a page: one tab a measure, of which only the open one is computed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from mitra.ui.page import Page

ADDRESS = "part"  # the open tab, in the address


@dataclass(frozen=True)
class Part:
    """One measure: its code in the address, its title (a msgid) and what draws it."""

    code: str
    title: str
    draw: Callable[[Page], object]


def deeper(page: Page, parts: Sequence[Part]) -> None:
    """Draw the section at the end of a page; the open tab stands in the address as `part`."""
    t = page.words.t
    page.section(t("What an expert would ask"), t("Each figure opens its rows, its formula and what it assumes."))
    asked = next((t(part.title) for part in parts if part.code == st.query_params.get(ADDRESS)), None)
    page.tabs({t(part.title): _opened(part, is_first=part is parts[0]) for part in parts}, key="deeper", first=asked)


def _opened(part: Part, *, is_first: bool) -> Callable[[Page], None]:
    """Return what draws a part once its tab is open, and says in the address that it is."""

    def draw(page: Page) -> None:
        if not is_first:
            st.query_params[ADDRESS] = part.code
        elif ADDRESS in st.query_params:
            del st.query_params[ADDRESS]
        part.draw(page)

    return draw
