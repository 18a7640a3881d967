"""A page twice, side by side: its numbers and each of its views for both sides of a comparison, and what differs in words.

Generic over mitra.briefing.views and mitra.briefing.numbers: a view that a page gains is compared without a word here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import pandas as pd
import streamlit as st

from mitra import tables
from mitra.briefing import numbers
from mitra.briefing.document import Figure
from mitra.briefing.views import VIEWS, Context, View
from mitra.briefing.views.view import contexts, drawn, rows_of
from mitra.charts.scales import unite
from mitra.errors import MitraError
from mitra.findings import differences, sides
from mitra.findings.sides import Pair, Shape
from mitra.i18n import Words
from mitra.store.drafts import PREFIX as DRAFT
from mitra.store.reader import Reader, Value
from mitra.theme import Look
from mitra.ui import cache, rights
from mitra.ui.evidence import stamp
from mitra.ui.filters import Filters
from mitra.ui.page import Page

BESIDE = {"overview": ("coverage.matrix",)}  # views that a page shows and another page owns
GROUPS = {"quality": "sources"}  # views by their name's first part, where that is not the page
SERIES = ("population", "structure_year")  # which series of a country a view takes: the fullest on either side
ROLES = ("home", "partner")


@dataclass(frozen=True)
class Side:
    """One side: what it is called, its page, its place (this or other)."""

    name: str
    page: Page
    place: str

    @property
    def context(self) -> Context:
        """Return the context in which views ask this side's release for rows."""
        reader = self.page.reader
        return Context({"language": self.page.words.language, **self.page.filters.params()}, lambda query, given: cache.fetch(reader, query, given))


@dataclass(frozen=True)
class Compared:
    """One figure of a view for both sides, None where a side has none, the rows of both joined.

    `are_alike`: nothing differs; `has_gaps`: rows are named that one side's chart does not have.
    """

    figures: tuple[Figure | None, Figure | None]
    params: tuple[Mapping[str, Value], Mapping[str, Value]]
    pairs: Sequence[Pair]
    shape: Shape
    are_alike: bool = False
    has_gaps: bool = False

    @property
    def is_drawn(self) -> bool:
        """Say whether either side has a figure; where both only say what is missing, their rows have nothing to compare."""
        return any(figure is not None and figure.spec is not None for figure in self.figures)


def draw(page: st.Page, this: Page, other: Filters) -> None:  # type: ignore[valid-type]  # st.Page is the class and its factory
    """Draw a page for both sides; one that has nothing to compare says so and is drawn as it is."""
    name = page.url_path or "overview"
    views = views_of(name)
    if not views:
        st.info(this.words.t("This page has nothing to compare, so it is shown as it is. The comparison goes on on the other pages."), icon=":material/compare_arrows:")
        page.run()
        return
    both = _sides(this, other)
    this.heading(this.words.t("{page}: {this} beside {other}", page=page.title, this=both[0].name, other=both[1].name))
    for column, side in zip(st.columns(2, gap="large"), both, strict=True):
        with column:
            st.markdown(f":material/{'looks_one' if side is both[0] else 'looks_two'}: **{side.name}**")
            st.caption(stamp(side.page.words, side.page.reader, side.page.filters.params()))
    _numbers(name, both)
    deeper = [view for view in views if is_deeper(view)]
    if not deeper:
        _views(views, both)
        return
    parts = {page.title: [view for view in views if view not in deeper], this.words.t("What an expert would ask"): deeper}
    for tab, shown in zip(st.tabs(list(parts), key="compare-parts", on_change="rerun"), parts.values(), strict=True):
        if tab.open:
            with tab:
                _views(shown, both)


def views_of(page: str) -> list[View]:
    """Return the views that a page shows."""
    return [view for view in VIEWS.values() if GROUPS.get(view.page, view.page) == page or view.name in BESIDE.get(page, ())]


def is_deeper(view: View) -> bool:
    """Say whether a view rests on statistics, which are computed for two sides only where somebody asks for them."""
    return bool(cache.library().catalogue[view.query].measure)


def _views(views: Sequence[View], both: tuple[Side, Side]) -> None:
    told: set[str] = set()
    for view in views:
        _view(view, both, told)


def _sides(this: Page, other: Filters) -> tuple[Side, Side]:
    reader = rights.opened(other.release) if other.release and other.release != this.filters.release else this.reader
    page = replace(this, filters=other, reader=reader, is_told=False, words=cache.words(reader, this.words.language))
    return Side(_name(this, page), this, "this"), Side(_name(page, this), page, "other")


def _name(page: Page, other: Page) -> str:
    """Return what tells a side from the other: its partner, its day, its period, its release."""
    t, mine, theirs = page.words.t, page.filters, other.filters
    parts = [page.words.country(mine.partner)] if mine.partner != theirs.partner else []
    if mine.as_of != theirs.as_of:
        parts.append(page.words.date(mine.as_of))
    if (mine.from_year, mine.to_year) != (theirs.from_year, theirs.to_year):
        parts.append(_period(mine, page.words))
    if page.reader is not other.reader:
        parts.append(t("your draft") if page.reader.release.startswith(DRAFT) else t("release {release}", release=page.reader.release))
    return ", ".join(parts)


def _period(filters: Filters, words: Words) -> str:
    if filters.from_year and filters.to_year:
        return "–".join(dict.fromkeys((str(filters.from_year), str(filters.to_year))))
    if filters.from_year or filters.to_year:
        return words.t("from {year}", year=filters.from_year) if filters.from_year else words.t("until {year}", year=filters.to_year)
    return words.t("all years")


def _numbers(name: str, both: tuple[Side, Side]) -> None:
    """Draw the page's numbers of both sides, each with how far they are apart."""
    with st.grid(3, min_column_width=280):
        for number in numbers.PAGES.get(name, ()):
            with st.container(border=True, height="stretch"):
                _number(numbers.find(number), both)


def _number(measure: numbers.Measure, both: tuple[Side, Side]) -> None:
    words, found = both[0].page.words, list[float | None]()
    st.markdown(f"**{words.t(measure.label)}**", help=words.t(measure.note) if measure.note else None)
    own: dict[str, Any] = dict(measure.params or {})
    with st.container(horizontal=True):
        for side in both:
            rows = side.context.rows(measure.query, **own)
            found.append(measure.number(rows))
            with st.container(width=150):
                st.caption(side.name)  # a metric would cut it
                st.metric(side.name, measure.value(rows, side.page.words), label_visibility="collapsed")
                side.page.evidence(measure.query, f"{words.t(measure.label)}: {side.name}", **own)
    st.caption(differences.apart(found[0], found[1], words))


def _view(view: View, both: tuple[Side, Side], told: set[str]) -> None:
    """Draw each figure of a view for both sides under what they differ in; what is told already is not told again."""
    this, other = (side.page for side in both)
    if view.query not in told:
        this.section(this.words.t(this.reader.catalogue[view.query].title))
        told.add(view.query)
    try:
        found = compared(view.name, this.reader, _key(this), other.reader, _key(other), this.words, other.words, this.look)
    except MitraError as error:  # an older release may lack what the view asks for
        st.info(this.words.error(error), icon=":material/info:")
        return
    if not found:
        st.info(this.words.t("Neither side has anything to compare."), icon=":material/info:")
    for place, one in enumerate(found):
        _figure(view, one, both, f"{view.name}-{place}", told)


def _figure(view: View, one: Compared, both: tuple[Side, Side], key: str, told: set[str]) -> None:
    named = differences.Named(both[0].name, both[1].name, both[0].page.words, both[1].page.words)
    words = named.words
    if one.are_alike:
        st.markdown(words.t("Both sides are the same here: {this}, {other}.", this=named.this, other=named.other))
        _side(view, both[0], "", one.figures[0], one.params[0], key)
        return
    if one.is_drawn:
        said = differences.said(one.pairs, one.shape, named, view.shows if view.shows in (*one.shape.measures, *one.shape.traits) else "")
        if (text := "\n".join(f"- {sentence}" for sentence in said)) not in told:
            st.markdown(text)
            told.add(text)
    for column, side, figure, params in zip(st.columns(2, gap="large"), both, one.figures, one.params, strict=True):
        with column:
            _side(view, side, side.name, figure, params, f"{key}-{side.place}")
    if one.has_gaps:
        st.caption(words.t("A pale name with a dash: that side's chart has no such row."))
    if one.is_drawn and st.button(words.t("All differences as a table"), key=f"differences-{key}", icon=":material/difference:", type="tertiary"):
        st.dialog(words.t("All differences as a table"), width="large")(_table)(view, one, named)


def _side(view: View, side: Side, name: str, figure: Figure | None, params: Mapping[str, Value], key: str) -> None:
    """Draw one side's figure under its name and what it shows."""
    words = side.page.words
    title = figure.title if figure is not None else ""
    label = f"**{name}**" if name else ""
    st.markdown(words.t("{side}: {title}", side=label, title=title) if label and title else label or title)
    if figure is None:
        st.info(words.t("This side has no such figure."), icon=":material/info:")
        return
    more: dict[str, Any] = {name: value for name, value in params.items() if name not in side.page.filters.params() or value != side.page.filters.params()[name]}
    side.page.chart(figure.spec, view.query, title="", said=figure.said, key=key, alt=figure.alt, empty=figure.said, view=view.name, **more)


def _table(view: View, one: Compared, named: differences.Named) -> None:
    """Show every pair of rows with its differences, to be read and to be taken along."""
    rows = sides.table(one.pairs, one.shape)
    readable = in_words(rows, one.shape, named)
    formats = {heading: "percent" if name.endswith("_relative") or origin.endswith(differences.SHARES) else "localized" for (name, origin), heading in zip(sides.columns(one.shape).items(), readable.columns, strict=True) if origin in one.shape.measures}
    st.dataframe(readable, hide_index=True, placeholder="–", alt=named.words.t("All differences as a table"), key="dialog-differences", column_config={heading: st.column_config.NumberColumn(format=kind) for heading, kind in formats.items()})
    with st.container(horizontal=True):
        for label, frame, ending in ((named.words.t("CSV in words"), readable, "words"), (named.words.t("CSV with codes"), rows, "codes")):
            st.download_button(label, data=lambda frame=frame: tables.csv(frame), file_name=f"mitra-{view.name.replace('.', '-')}-{ending}.csv", mime="text/csv", on_click="ignore", key=f"download-differences-{ending}", icon=":material/download:", type="tertiary")


def in_words(rows: pd.DataFrame, shape: Shape, named: differences.Named) -> pd.DataFrame:
    """Return a table of differences with headings, and codes and names in words."""
    names = {sides.BOTH: named.words.t("both"), sides.THIS: named.this, sides.OTHER: named.other}
    found: dict[str, Any] = {}
    for (name, origin), heading in zip(sides.columns(shape).items(), differences.headings(shape, named), strict=True):
        if not origin:
            found[heading] = rows[name].map(names)
        elif origin in shape.measures:
            found[heading] = pd.to_numeric(rows[name])
        else:
            words = named.other_words if name.endswith("_other") else named.words
            found[heading] = [None if cell is None else differences.value(cell, origin, words) for cell in rows[name]]
    return pd.DataFrame(found)


Key = tuple[tuple[str, Value], ...]


def _key(page: Page) -> Key:
    return (("language", page.words.language), *page.filters.params().items())


@lru_cache(maxsize=128)
def compared(view_name: str, this: Reader, this_key: Key, other: Reader, other_key: Key, words: Words, other_words: Words, look: Look) -> list[Compared]:
    """Return a view's figures for both sides on one scale, kept because they depend on nothing but these arguments."""
    view = VIEWS[view_name]
    asked = [Context(dict(key), lambda query, given, reader=reader: cache.fetch(reader, query, given)) for reader, key in ((this, this_key), (other, other_key))]
    return [_compared(view, one, (words, other_words), look) for one in _beside(view, asked)]


def _beside(view: View, asked: Sequence[Context]) -> list[tuple[Context | None, Context | None]]:
    """Return what each figure is asked with on both sides: the same country's or programme's beside each other."""
    found = [{_role(one, plain): one for one in contexts(view, plain)} for plain in asked]
    return [(found[0].get(role), found[1].get(role)) for role in dict.fromkeys([*found[0], *found[1]])]


def _role(one: Context, plain: Context) -> tuple[tuple[str, Value], ...]:
    """Return what makes a figure the one it is: its own parameters, a country of the pair by its part in it."""
    own = {name: value for name, value in one.params.items() if name not in plain.params and name not in SERIES}
    return tuple((name, next((role for role in ROLES if plain.params.get(role) == value), value)) for name, value in own.items())


def _compared(view: View, asked: tuple[Context | None, Context | None], words: tuple[Words, Words], look: Look) -> Compared:
    query = cache.library().catalogue[view.query]
    held = [pd.DataFrame(columns=list(query.columns)) if one is None else rows_of(view, one) for one in asked]
    held = view.together(held[0], held[1])
    this, other = (None if one is None else drawn(view, rows, said, one, look) for one, rows, said in zip(asked, held, words, strict=True))
    are_alike, has_gaps = this is not None and other is not None and this.spec == other.spec and held[0].equals(held[1]), False
    if this is not None and other is not None and this.spec is not None and other.spec is not None and not are_alike:
        specs = unite(this.spec, other.spec, look)
        has_gaps = len(specs[0]["data"]) + len(specs[1]["data"]) > len(this.spec["data"]) + len(other.spec["data"])
        this, other = replace(this, spec=specs[0]), replace(other, spec=specs[1])
    shape = sides.shape(query.types, query.key)
    held = tuple(rows if one is None else view.told(rows, one) for one, rows in zip(asked, held, strict=True))
    if view.counted:
        (mine, shape), (theirs, _) = (sides.counted(rows, view.counted) for rows in held)
        held = (mine, theirs)
    first, second = ({} if one is None else one.params for one in asked)
    return Compared((this, other), (first, second), sides.join(held[0], held[1], shape), shape, are_alike, has_gaps)
