"""The views of /coverage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from mitra.briefing.views.view import Context, Spec, View
from mitra.charts import coverage, coverage_shares
from mitra.findings import coverage as coverage_said
from mitra.findings import coverage_shares as shares_said
from mitra.i18n import Words
from mitra.store.reader import Value
from mitra.theme import Look


def _matrix(rows: pd.DataFrame, words: Words, look: Look, _: Context) -> Spec:
    """Return the matrix with its key, which stands beside it on the page."""
    spec = coverage.matrix(rows, words, look)
    if spec is None:
        return None
    names = [(words.code("coverage_step", step), colour) for step, colour in zip(coverage.STEPS, look.steps, strict=True)]
    key: list[dict[str, Any]] = [{"type": "bar", "name": name, "x": [None], "y": [None], "marker": {"color": colour}} for name, colour in names]
    key.append({"type": "scatter", "mode": "markers", "name": words.t("small square: no sector named"), "x": [None], "y": [None], "marker": {"symbol": "square", "size": 8, "color": look.steps[2], "opacity": 1}})
    return {"data": [*({**trace, "showlegend": False} for trace in spec["data"]), *key], "layout": {**spec["layout"], "height": spec["layout"]["height"] + 70, "showlegend": True, "legend": {"orientation": "h", "x": 0, "y": -0.02, "yanchor": "top", "itemclick": False, "itemdoubleclick": False}}}


def _since(context: Context) -> date:
    """Return the earlier day: the one asked for, else the beginning of the year three before."""
    given = context.params.get("since")
    if given is None:
        return date(max(context.as_of.year - 3, 1), 1, 1)
    return given if isinstance(given, date) else date.fromisoformat(str(given))


def _earlier(context: Context) -> Iterable[Mapping[str, Value]]:
    return ({"since": _since(context)},)


def _of_home(rows: pd.DataFrame, context: Context) -> pd.DataFrame:
    """Return the pairs of the home country: those of others stand in the order of the partner asked for."""
    return rows[rows["home_code"] == context.text("home")]


COVERAGE = (
    View("coverage.matrix", "coverage.by_cell", _matrix, lambda rows, words, _: coverage_said.headline(rows, words), lambda rows, words, context: coverage_said.sentence(rows, words, context.as_of), kind="matrix", is_native=False, shows="coverage_step_code"),
    View("coverage.gaps", "coverage.gaps", lambda rows, words, look, _: coverage.gaps(rows, words, look), lambda rows, words, _: coverage_said.gaps(rows, words), lambda rows, words, _: coverage_said.unranked(rows, words), params={"sector": None, "focus": None}, series=lambda _, words: (words.t("Priority"),)),
    View("coverage.by_year", "coverage.by_year", lambda rows, words, look, _: coverage.through_years(rows, words, look), lambda _, words, __: words.t("Coverage through the years"), lambda rows, words, _: coverage_said.by_year(rows, words), counted=("year", "coverage_step_code")),
    View("coverage.moves", "coverage.moves", lambda rows, words, look, _: coverage.moves(rows, words, look), lambda rows, words, context: shares_said.moves(rows, words, _since(context), context.as_of), lambda rows, words, _: shares_said.conservation(rows, words), params={"sector": None, "focus": None}, variants=_earlier, kind="matrix", is_native=False, empty=lambda rows, words, _: shares_said.conservation(rows, words), counted=("move_code",), part="moves"),
    View("coverage.share", "coverage.share", lambda rows, words, look, _: coverage_shares.share(rows, words, look), lambda rows, words, context: shares_said.share(rows, words, context.as_of), lambda rows, words, _: shares_said.weighed(rows, words), shows="covered_share", part="share"),
    View("coverage.pairs", "coverage.pairs", lambda rows, words, look, _: coverage_shares.pairs(rows, words, look), lambda rows, words, context: shares_said.pairs(rows, words, context.text("home"), context.text("partner")), lambda rows, words, _: shares_said.compared(rows, words, coverage_shares.drawn(rows)), series=lambda _, words: (words.t("Cells covered"),), shows="covered_count", told=_of_home, part="pairs"),
)
