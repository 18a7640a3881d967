"""The views of /outcomes."""

from __future__ import annotations

import pandas as pd

from mitra.briefing.views.view import View
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
    View("outcomes.chain", "outcomes.chain", lambda rows, words, look, _: outcomes.chain(rows, words, look), lambda rows, words, _: outcomes_said.chain(rows, words), lambda rows, words, _: outcomes_said.conservation(rows, words), series=lambda _, words: tuple(words.code("chain_state", state) for state in outcomes.STATES), shows="recorded_count"),
    View("outcomes.stated", "outcomes.stated", lambda rows, words, look, _: known.known(rows, words, look), lambda _, words, __: words.t("What is not recorded"), lambda rows, words, _: outcomes_said.stated(rows, words), series=lambda _, words: (words.t("Stated"), words.t("Not stated")), shows="known_count"),
    View("outcomes.amounts", "outcomes.amounts", lambda rows, words, look, _: outcomes.amounts(rows, words, look, all_sizes=False), lambda rows, words, _: outcomes_said.amounts(rows, words), lambda rows, words, context: outcomes_said.amounts_said(rows, context.rows("outcomes.rows"), words), is_native=False, together=_against_the_largest, told=lambda rows, _: rows[~rows["is_all_sizes"].astype(bool)]),
    View("outcomes.all_sizes", "outcomes.amounts", lambda rows, words, look, _: outcomes.amounts(rows, words, look, all_sizes=True), lambda rows, words, _: outcomes_said.all_sizes(rows, words), lambda _, words, __: words.t("Drawn apart: sources count every firm here, so these values say nothing about MSMEs."), is_native=False, together=_against_the_largest, told=lambda rows, _: rows[rows["is_all_sizes"].astype(bool)]),
    View("outcomes.by_year", "outcomes.by_year", lambda rows, words, look, _: outcomes.by_year(rows, words, look), lambda rows, words, _: outcomes_said.by_year(rows, words), lambda rows, words, _: outcomes_said.by_year_said(rows, words), is_native=False, is_partition=True),
    View("outcomes.chain_cohorts", "outcomes.chain_cohorts", lambda rows, words, look, _: funnel.cohorts(rows, words, look), lambda rows, words, _: funnel_said.cohorts(rows, words), lambda rows, words, _: funnel_said.told_shortly(rows, words), shows="passed_share", wide=lambda rows, words, look, _: funnel.steps(rows, words, look), told=lambda rows, _: rows[rows["is_total"].astype(bool)], part="cohorts"),
    View("outcomes.leaks", "outcomes.leaks", lambda rows, words, look, _: funnel.leaks(rows, words, look), lambda rows, words, _: funnel_said.leaks(rows, words), lambda rows, words, _: funnel_said.ages(rows, words), params={"funnel_state": "stopped"}, counted=("funnel_step_code",), part="stopped"),
)
