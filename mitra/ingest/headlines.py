"""The numbers that the overview and the sectors page lead with, and the coverage matrix, on two releases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import pandas as pd

from mitra.i18n import mark
from mitra.store.reader import Reader

Pair = tuple[str, str]  # home and partner country
Measure = Callable[[pd.DataFrame], int | None]


@dataclass(frozen=True, slots=True)
class Headline:
    """A number that a page leads with: its label (a msgid), the query whose rows it is made of, and how."""

    label: str
    query: str
    measure: Measure


@dataclass(frozen=True, slots=True)
class HeadlineMove:
    """A headline number of a pair that is another one after; None is unknown, not zero."""

    label: str
    query: str
    home: str
    partner: str
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class CellMove:
    """A cell of the coverage matrix of a pair that changes step; the steps are codes of coverage_step."""

    home: str
    partner: str
    sector_code: str
    focus_area_code: str
    before: str
    after: str


def _known(numbers: pd.Series) -> int | None:
    known = numbers.dropna()
    return int(known.sum()) if len(known) else None


def _split(rows: pd.DataFrame) -> int | None:
    return _known(rows.loc[(rows["engagement_stage_code"] == "held") & rows["sector_code"].notna(), "participant_count"])


def _unsplit(rows: pd.DataFrame) -> int | None:
    return _known(rows.loc[(rows["engagement_stage_code"] == "held") & rows["sector_code"].isna(), "participant_count"])


HEADLINES = (
    Headline(mark("Agreements in force"), "overview.agreements_in_force", len),
    Headline(mark("Engagements held"), "overview.engagements", len),
    Headline(mark("Participants stated"), "overview.engagements", lambda rows: _known(rows["participant_count"])),
    Headline(mark("Programmes open"), "overview.programs_open", len),
    Headline(mark("Outcomes on record"), "outcomes.rows", len),
    Headline(mark("Not covered"), "overview.uncovered", len),
    Headline(mark("Participants whose sector is published"), "sectors.participants_by_sector", _split),
    Headline(mark("Participants whose sector is not published"), "sectors.participants_by_sector", _unsplit),
)


def headline_moves(before: Reader, after: Reader, pairs: Iterable[Pair], as_of: date) -> Iterator[HeadlineMove]:
    """Yield each headline number of the pairs that differs on the day."""
    for home, partner in pairs:
        given = {"home": home, "partner": partner, "as_of": as_of}
        frames = {query: (before.frame(query, given), after.frame(query, given)) for query in dict.fromkeys(one.query for one in HEADLINES)}
        for one in HEADLINES:
            old, new = (one.measure(frame) for frame in frames[one.query])
            if old != new:
                yield HeadlineMove(one.label, one.query, home, partner, old, new)


def cell_moves(before: Reader, after: Reader, pairs: Iterable[Pair], as_of: date) -> Iterator[CellMove]:
    """Yield each cell of the pairs' coverage that has another step on the day."""
    for home, partner in pairs:
        given = {"home": home, "partner": partner, "as_of": as_of}
        old, new = ({(row["sector_code"], row["focus_area_code"]): row["coverage_step_code"] for row in reader.rows("coverage.by_cell", given)} for reader in (before, after))
        for cell, step in new.items():
            if old.get(cell, step) != step:
                yield CellMove(home, partner, *cell, old[cell], step)
