"""The key numbers that a slide may show: each by name, with the named query whose rows it counts or sums."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from mitra.errors import MitraError
from mitra.findings import outcomes, sources
from mitra.findings.coverage import OPEN_STEPS
from mitra.i18n import UNKNOWN, Words, mark, missing
from mitra.store.reader import Value


@dataclass(frozen=True, slots=True)
class Measure:
    """A number as it is read out: its label, the query it comes from, and how it comes out of the rows.

    `number` returns None where it is unknown; `said` reads it out where it is more than a number, or none.
    """

    label: str
    query: str
    number: Callable[[pd.DataFrame], float | None]
    note: str = ""
    params: Mapping[str, Value] | None = None
    said: Callable[[pd.DataFrame, Words], str] | None = None

    def value(self, rows: pd.DataFrame, words: Words) -> str:
        """Return it as it is read out."""
        return words.number(self.number(rows)) if self.said is None else self.said(rows, words)


def _known(column: str) -> Callable[[pd.DataFrame], int]:
    return lambda rows: int(rows[column].notna().sum())


def _total(column: str) -> Callable[[pd.DataFrame], float | None]:
    """Return the sum of what is known; where nothing is, that is unknown and not zero."""
    return lambda rows: rows[column].sum() if rows[column].notna().any() else None


def _first(column: str) -> Callable[[pd.DataFrame], float | None]:
    """Return the one row's value where it is a number."""
    return lambda rows: None if rows.empty or missing(rows.iloc[0][column]) or not pd.api.types.is_number(rows.iloc[0][column]) else rows.iloc[0][column]


def _cell(column: str, codelist: str = "") -> Callable[[pd.DataFrame, Words], str]:
    """Return the one row's value, which may be a code or a date."""

    def value(rows: pd.DataFrame, words: Words) -> str:
        if rows.empty or missing(rows.iloc[0][column]):
            return UNKNOWN
        cell = rows.iloc[0][column]
        return words.code(codelist, cell) if codelist else words.number(cell) if pd.api.types.is_number(cell) else words.date(cell)

    return value


def _covered(rows: pd.DataFrame) -> int:
    return int(rows["coverage_step_code"].isin(OPEN_STEPS).sum())


def _within_year(rows: pd.DataFrame) -> int:
    return int(rows["is_within_year"].astype(bool).sum())


def _contested(rows: pd.DataFrame) -> int:
    return len(sources.figures(rows))


def _with_outcome(rows: pd.DataFrame) -> int:
    return int(rows.loc[rows["chain_step_code"] == "engagement_outcome", "recorded_count"].sum())


MEASURES: Mapping[str, Measure] = {
    "agreements_in_force": Measure(mark("Agreements in force"), "overview.agreements_in_force", len),
    "agreements_with_end": Measure(mark("Of these, with a stated end"), "overview.agreements_in_force", _known("in_force_until")),
    "agreements_ending": Measure(mark("Ending within 12 months"), "agreements.ending", _within_year, mark("Only where a source states the end.")),
    "engagements_held": Measure(mark("Engagements held"), "overview.engagements", len),
    "participants_stated": Measure(mark("Participants stated"), "overview.engagements", _total("participant_count"), mark("Sum of what sources state; engagements without a number are not in it.")),
    "engagements_counted": Measure(mark("Engagements with a number"), "overview.engagements", _known("participant_count")),
    "programs_open": Measure(mark("Programmes open"), "overview.programs_open", len),
    "programs_with_amount": Measure(mark("Of these, with a stated amount"), "overview.programs_open", _known("amount")),
    "programs_with_end": Measure(mark("Of these, with a stated closing day"), "overview.programs_open", _known("closes_on")),
    "outcomes": Measure(mark("Outcomes on record"), "outcomes.rows", len),
    "outcomes_valued": Measure(mark("Of these, with a stated value"), "outcomes.rows", _known("value")),
    "engagements_with_outcome": Measure(mark("Engagements with an outcome"), "outcomes.chain", _with_outcome, mark("Outcomes over firms of all sizes are not counted here."), said=lambda rows, words: outcomes.part(rows, "engagement_outcome", words)),
    "covered": Measure(mark("Combinations covered"), "coverage.by_cell", _covered, mark("Combinations of sector and focus area.")),
    "uncovered": Measure(mark("Not covered"), "overview.uncovered", len, mark("Combinations of sector and focus area without current cooperation.")),
    "combinations": Measure(mark("Combinations of sector and focus area"), "coverage.by_cell", len),
    "contested": Measure(mark("Figures on which sources differ"), "sources.contested", _contested),
    "sources": Measure(mark("Sources behind this pair"), "sources.list", len, params={"pair_only": True}),
    "visit_participants": Measure(mark("Participants as stated"), "sectors.engagements", _first("participant_count"), said=_cell("participant_count")),
    "visit_sectors": Measure(mark("Sectors named"), "sectors.engagements", _first("sector_count"), said=_cell("sector_count")),
    "visit_split": Measure(mark("With a published sector"), "sectors.engagements", _first("split_count"), said=_cell("split_count")),
    "visit_mode": Measure(mark("Mode"), "sectors.engagements", _first("mode_code"), said=_cell("mode_code", "mode")),
    "visit_day": Measure(mark("Day"), "sectors.engagements", _first("held_from"), said=_cell("held_from")),
}

PAGES: Mapping[str, tuple[str, ...]] = {  # the numbers that stand for a page
    "overview": ("agreements_in_force", "engagements_held", "participants_stated", "programs_open", "outcomes", "uncovered"),
    "agreements": ("agreements_in_force", "agreements_with_end", "agreements_ending"),
    "sectors": ("engagements_held", "participants_stated", "engagements_counted"),
    "coverage": ("covered", "uncovered"),
    "financing": ("programs_open", "programs_with_amount", "programs_with_end"),
    "outcomes": ("outcomes", "outcomes_valued", "engagements_with_outcome"),
    "sources": ("sources", "contested"),
}


def find(name: str) -> Measure:
    """Return a key number by name; MitraError where there is none."""
    if name not in MEASURES:
        raise MitraError("There is no number {name}; there are {names}.", name=name[:60], names=", ".join(MEASURES))
    return MEASURES[name]
