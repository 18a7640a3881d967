"""What a page has in hand: `open_page()`, then fetch, draw, say. A page is a recipe over these."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from typing import Any, Literal

import pandas as pd
import streamlit as st
from plotly.basedatatypes import BaseFigure

from mitra import tables
from mitra.briefing.views import VIEWS, Context
from mitra.briefing.views.view import rows_of
from mitra.i18n import Words
from mitra.remember import remembered
from mitra.store.reader import Reader, Value
from mitra.theme import Look
from mitra.ui import cache, evidence, state
from mitra.ui.clickable import settings
from mitra.ui.filters import Filters

CHART = {"displayModeBar": False, "scrollZoom": False}


@dataclass(frozen=True)
class Page:
    """One run of a page: the words, the colours, the filters and the release it shows; whether its views can be put into a story."""

    words: Words
    look: Look
    filters: Filters
    reader: Reader
    is_told: bool = True
    _keys: dict[str, int] = field(default_factory=dict)

    def fetch(self, query: str, **more: Value) -> pd.DataFrame:
        """Return a named query's rows for the filters; `more` adds or overrides parameters. Never change the frame."""
        return cache.fetch(self.reader, query, {**self.filters.params(), **more})

    @property
    def context(self) -> Context:
        """Return what views and questions are asked with here."""
        return Context({"language": self.words.language, **self.filters.params()}, partial(cache.fetch, self.reader))

    def heading(self, title: str, lead: str = "") -> None:
        """Draw the page's title and its first sentence."""
        st.title(title, anchor=False)
        if lead:
            st.markdown(lead)

    def section(self, title: str, lead: str = "") -> None:
        """Draw a section's title, which says the finding, and an optional sentence."""
        st.header(title, anchor=False)
        if lead:
            st.caption(lead)

    def tabs(self, parts: Mapping[str, Callable[[Page], object]], *, key: str) -> None:
        """Draw tabs by title, and of them only the one that is open."""
        for tab, draw in zip(st.tabs(list(parts), key=key, on_change="rerun"), parts.values(), strict=True):
            if tab.open:
                with tab:
                    draw(self)

    def metric(self, label: str, value: str, query: str, note: str = "", *, key: str | None = None, **more: Value) -> None:
        """Draw one number that opens its rows: `query` is the named query whose evidence stands behind it."""
        with st.container(border=True, height="stretch"):
            st.metric(label, value, help=note or None)
            self.evidence(query, label, key=key, **more)

    def chart(self, figure: dict[str, Any] | None, query: str, *, title: str, said: str, key: str, click: Mapping[str, int] | None = None, empty: str = "", view: str = "", alt: str = "", **more: Value) -> None:
        """Draw a chart under the finding it shows, one sentence that says it in text, and what it stands on.

        `figure` None draws `empty` (why there is nothing) instead. `click` maps a filter (sector, focus, ...) to the place
        of its value in the points' customdata; clicking a point sets these filters, undo takes them back. `view` is its name
        in mitra.briefing.views, where the query alone does not tell it, by which a story can show it. `alt` says the chart
        to who cannot see it, where `said` and `title` are said elsewhere.
        """
        if title:
            st.header(title, anchor=False)
        if figure is None:
            st.info(empty or self.words.t("The record holds nothing for this choice. Widen the period, remove a filter or choose another pair."), icon=":material/info:")
        else:
            self.picture(figure, alt=alt or said or title, key=key, click=click)
        if said and figure is not None:
            st.caption(said)
        named = title or self.words.t(self.reader.catalogue[query].title)
        with st.container(horizontal=True, gap="small"):
            view = view or _views().get(query, "")
            self._evidence(query, named, key, more, view)
            self.offer(view, named, key, more)

    def offer(self, name: str, title: str, key: str, more: Mapping[str, Value]) -> None:
        """Draw the button that puts a view, or a question by its code, into a story; the frame opens the choice of the story after the page."""
        if name and self.is_told and st.button(self.words.t("Add to a story"), key=f"add-{key}", icon=":material/playlist_add:", type="tertiary"):
            state.current().adding = (name, title, dict(more))

    def view(self, name: str, *, key: str, click: Mapping[str, int] | None = None, empty: str = "", **more: Value) -> pd.DataFrame:
        """Draw a view of mitra.briefing.views as it is drawn and said everywhere, and return its rows; `empty` says why there are none in the page's own words."""
        view, words, given = VIEWS[name], self.words, {**(VIEWS[name].params or {}), **more}
        context = replace(self.context, params={**self.context.params, **given})
        rows = rows_of(view, context)
        drawn = None if rows.empty else view.draw(rows, words, self.look, context)
        said = "" if drawn is None else view.said(rows, words, context)
        self.chart(drawn, view.query, title=view.title(rows, words, context), said=said, key=key, click=click, empty=empty or view.empty(rows, words, context), view=name, **given)  # pyright: ignore[reportArgumentType]  # no view has a parameter of a chart's name
        return rows

    def picture(self, figure: dict[str, Any], *, alt: str, key: str, click: Mapping[str, int] | None = None) -> None:
        """Draw a figure alone, without title and evidence, such as a key to colours."""
        height = figure["layout"].get("height", 360)
        drawn = validated(figure)
        if click is None:
            st.plotly_chart(drawn, key=f"chart-{key}", height=height, config=CHART, alt=alt)
            return
        # A fresh key after each click lets the same point be clicked again.
        widget = f"chart-{key}-{state.current().clicks}"
        st.plotly_chart(drawn, key=widget, height=height, config=CHART, alt=alt, on_select=_clicked(widget, click), selection_mode="points")

    def table(self, frame: pd.DataFrame, *, key: str, alt: str, height: int | Literal["auto"] = "auto", columns: list[str] | None = None) -> None:
        """Draw rows with headings and codes in words; unknown is a dash."""
        shown = tuple(columns or frame.columns)
        readable = tables.readable(frame, self.words, shown)
        st.dataframe(readable, key=f"table-{key}", hide_index=True, height=height, placeholder="–", alt=alt, column_config=settings(frame, shown, readable))

    def evidence(self, query: str, title: str, *, key: str | None = None, **more: Value) -> None:
        """Draw the button that opens rows, sources, formula and SQL of a named query."""
        self._evidence(query, title, key or query, more, "")

    def _evidence(self, query: str, title: str, name: str, more: Mapping[str, Value], view: str) -> None:
        count = self._keys[name] = self._keys.get(name, 0) + 1
        if st.button(self.words.t("Data and sources"), key=f"evidence-{name}-{count}", icon=":material/fact_check:", type="tertiary"):
            evidence.dialog(self.words, self.reader, query, {**self.filters.params(), **more}, title, view)


class Drawn(BaseFigure):  # pyright: ignore[reportUntypedBaseClass]  # plotly ships no types
    """A figure that plotly has checked and packed once; each run sends it as it stands."""

    def __init__(self, figure: dict[str, Any]) -> None:
        super().__init__(**figure)
        self._drawn = super().to_dict()

    def to_dict(self) -> dict[str, Any]:
        """Return the packed figure; plotly's own would copy and pack it again for every visitor."""
        return self._drawn


validated = remembered(Drawn)


@lru_cache(maxsize=1)
def _views() -> dict[str, str]:
    """Return the view of each query that has one view only."""
    found = [view.query for view in VIEWS.values()]
    return {view.query: view.name for view in VIEWS.values() if found.count(view.query) == 1}


def _clicked(widget: str, click: Mapping[str, int]) -> Callable[[], None]:
    """Return the callback that turns a clicked point into filters."""

    def apply() -> None:
        points = (state.get(widget) or {}).get("selection", {}).get("points", [])
        data = points[0].get("customdata") if points else None
        if not data:
            return
        values = data if isinstance(data, list) else list(data.values()) if isinstance(data, dict) else [data]
        state.set_filters({name: values[place] for name, place in click.items()})
        state.current().clicks += 1

    return apply



def open_page() -> Page:
    """Return the page that the frame opened for this run."""
    return st.session_state["mitra.page"]


def enter(page: Page) -> None:
    """Hand the page to the script that runs next (called by the frame)."""
    st.session_state["mitra.page"] = page
