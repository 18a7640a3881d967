"""A page twice, side by side: its numbers, each of its views and its rows for both sides of a comparison."""

from __future__ import annotations

from typing import Any

import streamlit as st

from mitra.briefing import numbers
from mitra.briefing.views import VIEWS, View
from mitra.findings import differences
from mitra.ui import cache
from mitra.ui.compare import figures, rows
from mitra.ui.compare.side import Sides, sides_of
from mitra.ui.filters import Filters
from mitra.ui.page import Page

BY_ITSELF = ("explore",)  # pages that draw the comparison of what is asked there themselves
BESIDE = {"overview": ("coverage.matrix",)}  # views that a page shows and another page owns
GROUPS = {"quality": "sources"}  # views by their name's first part, where that is not the page


def draw(page: st.Page, this: Page, other: Filters) -> None:  # type: ignore[valid-type]  # st.Page is the class and its factory
    """Draw a page for both sides: its numbers, its charts, its rows; one that has nothing to compare says so and is drawn as it is."""
    name = page.url_path or "overview"
    views = views_of(name)
    if not views:
        if name not in BY_ITSELF:
            st.info(_as_it_is(name, this, other), icon=":material/compare_arrows:")
        page.run()
        return
    both = sides_of(this, other)
    this.heading(this.words.t("{page}: {this} beside {other}", page=page.title, this=both[0].name, other=both[1].name))
    for column, side in zip(st.columns(2, gap="large"), both, strict=True):
        with column:
            side.head()
    _numbers(name, both)
    deeper = [view for view in views if is_deeper(view)]
    parts = {
        page.title: lambda: figures.views([view for view in views if view not in deeper], both),
        this.words.t("Rows of the record"): lambda: rows.draw(name, both),
        **({this.words.t("What an expert would ask"): lambda: figures.views(deeper, both)} if deeper else {}),
    }
    for tab, shown in zip(st.tabs(list(parts), key="compare-parts", on_change="rerun"), parts.values(), strict=True):
        if tab.open:
            with tab:
                shown()


def _as_it_is(name: str, this: Page, other: Filters) -> str:
    """Say why a page is not compared, and where two releases are that it tells of."""
    if name == "data" and other.release != this.filters.release:
        return this.words.t("This page is shown as it is. What the two releases hold, their sources and how complete they are, is compared under Sources.")
    return this.words.t("This page has nothing to compare, so it is shown as it is. The comparison goes on on the other pages.")


def views_of(page: str) -> list[View]:
    """Return the views that a page shows."""
    return [view for view in VIEWS.values() if GROUPS.get(view.page, view.page) == page or view.name in BESIDE.get(page, ())]


def is_deeper(view: View) -> bool:
    """Say whether a view rests on statistics, which are computed for two sides only where somebody asks for them."""
    return bool(cache.library().catalogue[view.query].measure)


def _numbers(name: str, both: Sides) -> None:
    """Draw the page's numbers of both sides, each with how far they are apart."""
    with st.grid(3, min_column_width=280):
        for number in numbers.PAGES.get(name, ()):
            with st.container(border=True, height="stretch"):
                _number(numbers.find(number), both)


def _number(measure: numbers.Measure, both: Sides) -> None:
    words, found = both[0].page.words, list[float | None]()
    st.markdown(f"**{words.t(measure.label)}**", help=words.t(measure.note) if measure.note else None)
    own: dict[str, Any] = dict(measure.params or {})
    with st.container(horizontal=True):
        for side in both:
            counted = side.context.rows(measure.query, **own)
            found.append(measure.number(counted))
            with st.container(width=150):
                st.caption(side.name)  # a metric would cut it
                st.metric(side.name, measure.value(counted, side.page.words), label_visibility="collapsed")
                side.page.evidence(measure.query, f"{words.t(measure.label)}: {side.name}", **own)
    st.caption(differences.apart(found[0], found[1], words))
