"""What an expert would ask of a page's rows, a module a page: one tab a measure, of which only the open one is computed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from mitra.ui import state
from mitra.ui.page import Page

ADDRESS = "part"  # the open tab, in the address
_KEY = "deeper"


@dataclass(frozen=True)
class Part:
    """One measure: its code in the address, its title (a msgid) and what draws it."""

    code: str
    title: str
    draw: Callable[[Page], object]


def deeper(page: Page, parts: Sequence[Part]) -> None:
    """Draw the section at the end of a page; the tab that the address names as `part` is open, the first where it names none."""
    t = page.words.t
    page.section(t("What an expert would ask"), t("Each figure opens its rows, its formula and what it assumes."))
    titles = {t(part.title): part for part in parts}
    asked = next((title for title, part in titles.items() if part.code == st.query_params.get(ADDRESS)), t(parts[0].title))
    _write(titles[asked], parts[0])
    state.put(_KEY, asked)  # not as the default, which a tab's identity hangs on: it would be another set of tabs after each change
    page.tabs({title: part.draw for title, part in titles.items()}, key=_KEY, changed=lambda: _write(titles[state.get(_KEY)], parts[0]))


def _write(part: Part, first: Part) -> None:
    """Say in the address which tab is open."""
    if part is not first:
        st.query_params[ADDRESS] = part.code
    elif ADDRESS in st.query_params:
        del st.query_params[ADDRESS]
