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
    titles = [t(part.title) for part in parts]
    asked = next((t(part.title) for part in parts if part.code == st.query_params.get(ADDRESS)), titles[0])
    for tab, part in zip(st.tabs(titles, default=asked, key="deeper", on_change="rerun"), parts, strict=True):
        if tab.open:
            _tell_address(part.code, is_first=part is parts[0])
            with tab:
                part.draw(page)


def _tell_address(code: str, *, is_first: bool) -> None:
    if not is_first:
        st.query_params[ADDRESS] = code
    elif ADDRESS in st.query_params:
        del st.query_params[ADDRESS]
