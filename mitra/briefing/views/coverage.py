"""The views of /coverage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from mitra.briefing.views.view import Context, Spec, View, day_of, of_rows
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
    return date(max(context.as_of.year - 3, 1), 1, 1) if given is None else day_of(given)


def _earlier(context: Context) -> Iterable[Mapping[str, Value]]:
    return ({"since": _since(context)},)


def _of_home(rows: pd.DataFrame, context: Context) -> pd.DataFrame:
    """Return the pairs of the home country: those of others stand in the order of the partner asked for."""
    return rows[rows["home_code"] == context.text("home")]


COVERAGE = (
    View(
        "coverage.matrix",
        "coverage.by_cell",
        draw=_matrix,
        title=of_rows(coverage_said.headline),
        said=lambda rows, words, context: coverage_said.sentence(rows, words, context.as_of),
        shows="coverage_step_code",
        kind="matrix",
        is_native=False,
    ),
    View(
        "coverage.gaps",
        "coverage.gaps",
        draw=of_rows(coverage.gaps),
        title=of_rows(coverage_said.gaps),
        said=of_rows(coverage_said.unranked),
        params={"sector": None, "focus": None},
        series=lambda _, words: (words.t("Priority"),),
    ),
    View(
        "coverage.by_year",
        "coverage.by_year",
        draw=of_rows(coverage.through_years),
        title=lambda _, words, __: words.t("Coverage through the years"),
        said=of_rows(coverage_said.by_year),
        counted=("year", "coverage_step_code"),
    ),
    View(
        "coverage.moves",
        "coverage.moves",
        draw=of_rows(coverage.moves),
        title=lambda rows, words, context: shares_said.moves(rows, words, _since(context), context.as_of),
        said=of_rows(shares_said.conservation),
        empty=of_rows(shares_said.conservation),
        params={"sector": None, "focus": None},
        variants=_earlier,
        counted=("move_code",),
        kind="matrix",
        is_native=False,
        part="moves",
    ),
    View(
        "coverage.share",
        "coverage.share",
        draw=of_rows(coverage_shares.share),
        title=lambda rows, words, context: shares_said.share(rows, words, context.as_of),
        said=of_rows(shares_said.weighed),
        shows="covered_share",
        part="share",
    ),
    View(
        "coverage.pairs",
        "coverage.pairs",
        draw=of_rows(coverage_shares.pairs),
        title=lambda rows, words, context: shares_said.pairs(rows, words, context.text("home"), context.text("partner")),
        said=lambda rows, words, _: shares_said.compared(rows, words, coverage_shares.drawn(rows)),
        series=lambda _, words: (words.t("Cells covered"),),
        shows="covered_count",
        told=_of_home,
        part="pairs",
    ),
)
