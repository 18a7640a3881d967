"""The views of /outcomes."""

from __future__ import annotations

import pandas as pd

from mitra.briefing.views.view import View, of_rows
from mitra.charts import funnel, known, outcomes
from mitra.findings import funnel as funnel_said
from mitra.findings import outcomes as outcomes_said


def _against_the_largest(this: pd.DataFrame, other: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return both sides' values as shares of the largest of their currency and sizes on either side."""
    kinds = ["currency_code", "is_all_sizes"]
    largest = pd.concat([this, other]).groupby(kinds)["value"].max().rename("largest").reset_index()
    sides = [side.merge(largest, on=kinds, how="left") for side in (this, other)]
    return tuple(side.assign(currency_share=side["value"] / side["largest"]).drop(columns="largest") for side in sides)  # pyright: ignore[reportReturnType]  # two of them


OUTCOMES = (
    View(
        "outcomes.chain",
        "outcomes.chain",
        draw=of_rows(outcomes.chain),
        title=of_rows(outcomes_said.chain),
        said=of_rows(outcomes_said.conservation),
        series=lambda _, words: tuple(words.code("chain_state", state) for state in outcomes.STATES),
        shows="recorded_count",
    ),
    View(
        "outcomes.stated",
        "outcomes.stated",
        draw=of_rows(known.known),
        title=lambda _, words, __: words.t("What is not recorded"),
        said=of_rows(outcomes_said.stated),
        series=lambda _, words: (words.t("Stated"), words.t("Not stated")),
        shows="known_count",
    ),
    View(
        "outcomes.amounts",
        "outcomes.amounts",
        draw=lambda rows, words, look, _: outcomes.amounts(rows, words, look, all_sizes=False),
        title=of_rows(outcomes_said.amounts),
        said=lambda rows, words, context: outcomes_said.amounts_said(rows, context.rows("outcomes.rows"), words),
        told=lambda rows, _: rows[~rows["is_all_sizes"].astype(bool)],
        together=_against_the_largest,
        is_native=False,
    ),
    View(
        "outcomes.all_sizes",
        "outcomes.amounts",
        draw=lambda rows, words, look, _: outcomes.amounts(rows, words, look, all_sizes=True),
        title=of_rows(outcomes_said.all_sizes),
        said=lambda _, words, __: words.t("Drawn apart: sources count every firm here, so these values say nothing about MSMEs."),
        told=lambda rows, _: rows[rows["is_all_sizes"].astype(bool)],
        together=_against_the_largest,
        is_native=False,
    ),
    View(
        "outcomes.by_year",
        "outcomes.by_year",
        draw=of_rows(outcomes.by_year),
        title=of_rows(outcomes_said.by_year),
        said=of_rows(outcomes_said.by_year_said),
        is_native=False,
        is_partition=True,
    ),
    View(
        "outcomes.chain_cohorts",
        "outcomes.chain_cohorts",
        draw=of_rows(funnel.cohorts),
        wide=of_rows(funnel.steps),
        title=of_rows(funnel_said.cohorts),
        said=of_rows(funnel_said.told_shortly),
        shows="passed_share",
        told=lambda rows, _: rows[rows["is_total"].astype(bool)],
        part="cohorts",
    ),
    View(
        "outcomes.leaks",
        "outcomes.leaks",
        draw=of_rows(funnel.leaks),
        title=of_rows(funnel_said.leaks),
        said=of_rows(funnel_said.ages),
        params={"funnel_state": "stopped"},
        counted=("funnel_step_code",),
        part="stopped",
    ),
)
