"""A view: one chart with its query, how its rows are drawn, and the sentences that say what it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, overload

import pandas as pd

from mitra.briefing.document import Figure
from mitra.briefing.markup import bare
from mitra.i18n import Words
from mitra.store.reader import Value
from mitra.theme import LIGHT, Look

Spec = dict[str, Any] | None
Fetch = Callable[[str, Mapping[str, Value]], pd.DataFrame]


@dataclass(frozen=True)
class Context:
    """The filters that a view is asked with, and the way to rows: `fetch(query, params)` of one release."""

    params: Mapping[str, Value]
    fetch: Fetch

    def rows(self, query: str, **more: Value) -> pd.DataFrame:
        """Return another query's rows for the same filters."""
        return self.fetch(query, {**self.params, **more})

    def text(self, name: str) -> str:
        """Return a filter that must be a code, such as home."""
        return str(self.params[name])

    @property
    def as_of(self) -> date:
        """Return the day at which status is judged."""
        return day_of(self.params["as_of"])

    @property
    def sector(self) -> str | None:
        """Return the sector filtered by."""
        value = self.params.get("sector")
        return None if value is None else str(value)


def day_of(value: Value) -> date:
    """Return a filter that is a day, as a page or an address gives it."""
    return value if isinstance(value, date) else date.fromisoformat(str(value))


Variants = Callable[[Context], Iterable[Mapping[str, Value]]]
Said = Callable[[pd.DataFrame, Words, Context], str]
Draw = Callable[[pd.DataFrame, Words, Look, Context], Spec]


@overload
def of_rows(function: Callable[[pd.DataFrame, Words], str]) -> Said: ...
@overload
def of_rows(function: Callable[[pd.DataFrame, Words, Look], Spec]) -> Draw: ...
def of_rows(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return what draws or says something of rows alone in the form that is handed the context as well."""
    return lambda *given: function(*given[:-1])


def once(_: Context) -> Iterable[Mapping[str, Value]]:
    """Return the one figure of a view without variants."""
    return ({},)


def nothing(_rows: pd.DataFrame, _words: Words, _context: Context) -> str:
    """Say nothing."""
    return ""


def unrecorded(_rows: pd.DataFrame, words: Words, _context: Context) -> str:
    """Say that nothing is recorded for the choice."""
    return words.t("The record holds nothing for this choice. Widen the period or remove a filter.")


@dataclass(frozen=True)
class View:
    """One chart: a named query with parameters of its own, what draws it, its title and its sentence.

    `variants` gives the parameters of each figure; `series` names traces that the spec leaves unnamed; `kind` is the slide's.
    `is_partition`: each thing that its rows count is in one of them, so that counts may be added.
    `wide` draws it for a slide of its own, where that is another picture than a phone's. `empty` says why there is nothing to draw, such as how many rows a measure needs. For a comparison of two sides: `shows` is
    the column that it draws, where that is not the first number; `told` are the rows that its sentences are about, where not all
    are drawn; `counted` are columns by whose values it counts its rows; `together` brings the rows of both sides on one scale
    where they are measured against their own largest. `part` is the tab of its page that shows it, where it is in one.
    """

    name: str
    query: str
    draw: Draw
    title: Said
    said: Said = nothing
    params: Mapping[str, Value] | None = None
    variants: Variants = once
    series: Callable[[pd.DataFrame, Words], tuple[str, ...]] = lambda _rows, _words: ()
    rows: Callable[[pd.DataFrame, Context], pd.DataFrame] = lambda rows, _context: rows
    kind: str = "chart"
    is_native: bool = True
    wide: Draw | None = None
    is_partition: bool = False
    empty: Said = nothing
    shows: str = ""
    told: Callable[[pd.DataFrame, Context], pd.DataFrame] = lambda rows, _context: rows
    counted: tuple[str, ...] = ()
    together: Callable[[pd.DataFrame, pd.DataFrame], tuple[pd.DataFrame, pd.DataFrame]] = lambda this, other: (this, other)
    part: str = ""

    @property
    def page(self) -> str:
        """Return the page that shows the view."""
        return self.name.split(".")[0]


def figures(view: View, words: Words, context: Context, look: Look = LIGHT) -> list[tuple[Figure, Mapping[str, Value]]]:
    """Return a view's figures, each with the parameters it was asked with."""
    return [(drawn(view, rows_of(view, one), words, one, look), one.params) for one in contexts(view, context)]


def contexts(view: View, context: Context) -> list[Context]:
    """Return what each figure of a view is asked with."""
    return [replace(context, params={**context.params, **(view.params or {}), **variant}) for variant in view.variants(context)]


def rows_of(view: View, context: Context) -> pd.DataFrame:
    """Return the rows that one figure of a view is drawn from."""
    return view.rows(context.rows(view.query), context)


def drawn(view: View, rows: pd.DataFrame, words: Words, context: Context, look: Look = LIGHT) -> Figure:
    """Return one figure of a view; without a spec, and with the reason, where there is nothing to draw."""
    spec = None if rows.empty else view.draw(rows, words, look, context)
    title = bare(view.title(rows, words, context))
    if spec is None:
        why = bare(view.empty(rows, words, context)) or unrecorded(rows, words, context)
        return Figure(None, why, rows, view.query, title, why, is_partition=view.is_partition)
    said = bare(view.said(rows, words, context))
    return Figure(spec, said or title, rows, view.query, title, said, view.series(rows, words), view.is_native, view.wide(rows, words, look, context) if view.wide else None, view.is_partition)
