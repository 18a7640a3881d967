"""The views of a page for both sides, on the same scales, each under what the sides differ in.

Generic over mitra.briefing.views: a view that a page gains is compared without a word here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import pandas as pd
import streamlit as st

from mitra.briefing.document import Figure
from mitra.briefing.views import VIEWS, Context, View
from mitra.briefing.views.view import contexts, drawn, rows_of
from mitra.charts.scales import unite
from mitra.errors import MitraError
from mitra.findings import differences, sides
from mitra.findings.differences import Named
from mitra.findings.sides import Pair, Shape
from mitra.i18n import Words
from mitra.store.reader import Reader, Value
from mitra.theme import Look
from mitra.ui import cache
from mitra.ui.compare.differing import offer
from mitra.ui.compare.side import Side, Sides, named
from mitra.ui.page import Page

SERIES = ("population", "structure_year")  # which series of a country a view takes: the fullest on either side
ROLES = ("home", "partner")


@dataclass(frozen=True)
class Compared:
    """One figure of a view for both sides, None where a side has none, the rows of both joined.

    `are_alike`: both figures are one, so it is drawn once; `is_same`: nor do their rows differ in what is not drawn;
    `has_gaps`: rows are named that one side's chart does not have.
    """

    figures: tuple[Figure | None, Figure | None]
    params: tuple[Mapping[str, Value], Mapping[str, Value]]
    pairs: Sequence[Pair]
    shape: Shape
    are_alike: bool = False
    is_same: bool = False
    has_gaps: bool = False

    @property
    def is_drawn(self) -> bool:
        """Say whether either side has a figure; where both only say what is missing, their rows have nothing to compare."""
        return any(figure is not None and figure.spec is not None for figure in self.figures)


def views(shown: Sequence[View], both: Sides) -> None:
    """Draw views for both sides; what is told of one already is not told again."""
    told: set[str] = set()
    for view in shown:
        _view(view, both, told)


def _view(view: View, both: Sides, told: set[str]) -> None:
    """Draw each figure of a view for both sides under what they differ in; what is told already is not told again."""
    this = both[0].page
    if view.query not in told:
        this.section(this.words.t(this.reader.catalogue[view.query].title))
        told.add(view.query)
    figures(view, both, told)


def figures(view: View, both: Sides, told: set[str]) -> None:
    """Draw a view's figures for both sides, without a heading."""
    this, other = (side.page for side in both)
    try:
        found = compared(view.name, this.reader, _key(this), other.reader, _key(other), this.words, other.words, this.look)
    except MitraError as error:  # an older release may lack what the view asks for
        st.info(this.words.error(error), icon=":material/info:")
        return
    if not found:
        st.info(this.words.t("Neither side has anything to compare."), icon=":material/info:")
    for place, one in enumerate(found):
        _figure(view, one, both, f"{view.name}-{place}", told)


def _figure(view: View, one: Compared, both: Sides, key: str, told: set[str]) -> None:
    said_of = named(both)
    words = said_of.words
    if one.are_alike:
        st.markdown(_alike(one, said_of))
        _side(view, both[0], "", one.figures[0], one.params[0], key, told)
        if not one.is_same:
            offer(view.name, one.pairs, one.shape, said_of, key=key)
        return
    if one.is_drawn:
        said = differences.said(one.pairs, one.shape, said_of, view.shows if view.shows in (*one.shape.measures, *one.shape.traits) else "")
        if (text := "\n".join(f"- {sentence}" for sentence in said)) not in told:
            st.markdown(text)
            told.add(text)
    for column, side, figure, params in zip(st.columns(2, gap="large"), both, one.figures, one.params, strict=True):
        with column:
            _side(view, side, side.name, figure, params, f"{key}-{side.place}", told)
    if one.has_gaps:
        st.caption(words.t("A pale name with a dash: that side's chart has no such row."))
    if one.is_drawn:
        offer(view.name, one.pairs, one.shape, said_of, key=key)


def _alike(one: Compared, both: Named) -> str:
    """Say that both sides are the same, or only the chart is."""
    if one.is_same:
        return both.words.t("Both sides are the same here: {this}, {other}.", this=both.this, other=both.other)
    return both.words.t("The chart is the same on both sides: {this}, {other}. Their rows differ only in what is not drawn.", this=both.this, other=both.other)


def _side(view: View, side: Side, name: str, figure: Figure | None, params: Mapping[str, Value], key: str, told: set[str]) -> None:
    """Draw one side's figure under its name and what it shows, without a sentence that is told already."""
    words = side.page.words
    title = figure.title if figure is not None else ""
    label = f"**{name}**" if name else ""
    st.markdown(words.t("{side}: {title}", side=label, title=title) if label and title else label or title)
    if figure is None:
        st.info(words.t("This side has no such figure."), icon=":material/info:")
        return
    more: dict[str, Any] = {name: value for name, value in params.items() if name not in side.page.filters.params() or value != side.page.filters.params()[name]}
    said = "" if any(figure.said in text for text in told) else figure.said
    side.page.chart(figure.spec, view.query, title="", said=said, key=key, alt=figure.alt, empty=figure.said, view=view.name, **more)


Key = tuple[tuple[str, Value], ...]


def _key(page: Page) -> Key:
    return (("language", page.words.language), *page.filters.params().items())


@lru_cache(maxsize=128)
def compared(view_name: str, this: Reader, this_key: Key, other: Reader, other_key: Key, words: Words, other_words: Words, look: Look) -> list[Compared]:
    """Return a view's figures for both sides on one scale, kept because they depend on nothing but these arguments."""
    view = replace(VIEWS[view_name], wide=None)  # a slide's own picture is not shown here
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
    is_same, has_gaps = held[0].equals(held[1]), False
    are_alike = this is not None and other is not None and this.spec == other.spec and (is_same or (this.spec is not None and (this.title, this.said) == (other.title, other.said)))
    if this is not None and other is not None and this.spec is not None and other.spec is not None and not are_alike:
        specs = unite(this.spec, other.spec, look)
        has_gaps = len(specs[0]["data"]) + len(specs[1]["data"]) > len(this.spec["data"]) + len(other.spec["data"])
        this, other = replace(this, spec=specs[0]), replace(other, spec=specs[1])
    shape = sides.shape(query.types, query.key)
    mine, theirs = (rows if one is None else view.told(rows, one) for one, rows in zip(asked, held, strict=True))
    if view.counted:
        (mine, shape), (theirs, _) = (sides.counted(rows, view.counted) for rows in (mine, theirs))
    first, second = ({} if one is None else one.params for one in asked)
    return Compared((this, other), (first, second), sides.join(mine, theirs, shape), shape, are_alike, is_same, has_gaps)
