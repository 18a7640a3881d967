"""The key numbers that a slide may show: each by name, with the named query whose rows it counts or sums."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from mitra.errors import MitraError
from mitra.findings import outcomes, sources
from mitra.i18n import UNKNOWN, Words, mark, missing
from mitra.store.reader import Value

CURRENT = ("committed", "active", "financed", "delivering")  # steps of coverage that are more than past evidence
SILENT = ("number_not_stated",)


@dataclass(frozen=True, slots=True)
class Measure:
    """A number as it is read out: its label, the query it comes from, and how it comes out of the rows."""

    label: str
    query: str
    value: Callable[[pd.DataFrame, Words], str]
    note: str = ""
    params: Mapping[str, Value] | None = None


def _count(rows: pd.DataFrame, words: Words) -> str:
    return words.number(len(rows))


def _known(column: str) -> Callable[[pd.DataFrame, Words], str]:
    return lambda rows, words: words.number(int(rows[column].notna().sum()))


def _total(column: str) -> Callable[[pd.DataFrame, Words], str]:
    return lambda rows, words: words.total(rows[column])


def _cell(column: str, codelist: str = "") -> Callable[[pd.DataFrame, Words], str]:
    """Return the one row's value, which may be a code or a date."""

    def value(rows: pd.DataFrame, words: Words) -> str:
        if rows.empty or missing(rows.iloc[0][column]):
            return UNKNOWN
        cell = rows.iloc[0][column]
        return words.code(codelist, cell) if codelist else words.number(cell) if pd.api.types.is_number(cell) else words.date(cell)

    return value


def _covered(rows: pd.DataFrame, words: Words) -> str:
    return words.number(int(rows["coverage_step_code"].isin(CURRENT).sum()))


def _within_year(rows: pd.DataFrame, words: Words) -> str:
    return words.number(int(rows["is_within_year"].astype(bool).sum()))


def _contested(rows: pd.DataFrame, words: Words) -> str:
    return words.number(len(sources.figures(rows)))


MEASURES: Mapping[str, Measure] = {
    "agreements_in_force": Measure(mark("Agreements in force"), "overview.agreements_in_force", _count),
    "agreements_with_end": Measure(mark("Of these, with a stated end"), "overview.agreements_in_force", _known("in_force_until")),
    "agreements_ending": Measure(mark("Ending within 12 months"), "agreements.ending", _within_year, mark("Only where a source states the end.")),
    "engagements_held": Measure(mark("Engagements held"), "overview.engagements", _count),
    "participants_stated": Measure(mark("Participants stated"), "overview.engagements", _total("participant_count"), mark("Sum of what sources state; engagements without a number are not in it.")),
    "engagements_counted": Measure(mark("Engagements with a number"), "overview.engagements", _known("participant_count")),
    "programs_open": Measure(mark("Programmes open"), "overview.programs_open", _count),
    "programs_with_amount": Measure(mark("Of these, with a stated amount"), "overview.programs_open", _known("amount")),
    "programs_with_end": Measure(mark("Of these, with a stated closing day"), "overview.programs_open", _known("closes_on")),
    "outcomes": Measure(mark("Outcomes on record"), "outcomes.rows", _count),
    "outcomes_valued": Measure(mark("Of these, with a stated value"), "outcomes.rows", _known("value")),
    "engagements_with_outcome": Measure(mark("Engagements with an outcome"), "outcomes.chain", lambda rows, words: outcomes.part(rows, "engagement_outcome", words), mark("Outcomes over firms of all sizes are not counted here.")),
    "covered": Measure(mark("Combinations covered"), "coverage.by_cell", _covered, mark("Combinations of sector and focus area.")),
    "uncovered": Measure(mark("Not covered"), "overview.uncovered", _count, mark("Combinations of sector and focus area without current cooperation.")),
    "combinations": Measure(mark("Combinations of sector and focus area"), "coverage.by_cell", _count),
    "contested": Measure(mark("Figures on which sources differ"), "sources.contested", _contested),
    "sources": Measure(mark("Sources"), "sources.list", _count, params={"pair_only": True}),
    "visit_participants": Measure(mark("Participants as stated"), "sectors.engagements", _cell("participant_count")),
    "visit_sectors": Measure(mark("Sectors named"), "sectors.engagements", _cell("sector_count")),
    "visit_split": Measure(mark("With a published sector"), "sectors.engagements", _cell("split_count")),
    "visit_mode": Measure(mark("Mode"), "sectors.engagements", _cell("mode_code", "mode")),
    "visit_day": Measure(mark("Day"), "sectors.engagements", _cell("held_from")),
}


def find(name: str) -> Measure:
    """Return a key number by name; MitraError where there is none."""
    if name not in MEASURES:
        raise MitraError("There is no number {name}; there are {names}.", name=name[:60], names=", ".join(MEASURES))
    return MEASURES[name]
