"""The views of /coverage."""

from __future__ import annotations

import pandas as pd

from mitra.briefing.views.view import Context, Spec, View
from mitra.charts import coverage
from mitra.findings import coverage as coverage_said
from mitra.i18n import Words
from mitra.theme import Look


def _matrix(rows: pd.DataFrame, words: Words, look: Look, _: Context) -> Spec:
    """Return the matrix with its key, which stands beside it on the page."""
    spec = coverage.matrix(rows, words, look)
    if spec is None:
        return None
    names = [(words.code("coverage_step", step), colour) for step, colour in zip(coverage.STEPS, look.steps, strict=True)]
    key = [{"type": "bar", "name": name, "x": [None], "y": [None], "marker": {"color": colour}} for name, colour in [*names, (words.t("small square: no sector named"), look.paper)]]
    return {"data": [*({**trace, "showlegend": False} for trace in spec["data"]), *key], "layout": {**spec["layout"], "height": spec["layout"]["height"] + 70, "showlegend": True, "legend": {"orientation": "h", "x": 0, "y": -0.02, "yanchor": "top", "itemclick": False, "itemdoubleclick": False}}}


COVERAGE = (
    View("coverage.matrix", "coverage.by_cell", _matrix, lambda rows, words, _: coverage_said.headline(rows, words), lambda rows, words, context: coverage_said.sentence(rows, words, context.as_of), kind="matrix", is_native=False, shows="coverage_step_code"),
    View("coverage.gaps", "coverage.gaps", lambda rows, words, look, _: coverage.gaps(rows, words, look), lambda rows, words, _: coverage_said.gaps(rows, words), lambda rows, words, _: coverage_said.unranked(rows, words), params={"sector": None, "focus": None}, series=lambda _, words: (words.t("Priority"),)),
    View("coverage.by_year", "coverage.by_year", lambda rows, words, look, _: coverage.through_years(rows, words, look), lambda _, words, __: words.t("Coverage through the years"), lambda rows, words, _: coverage_said.by_year(rows, words), counted=("year", "coverage_step_code")),
)
