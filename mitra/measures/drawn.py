"""Money drawn of what was there to be drawn, held against other programmes at the same age."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from statistics import median

import pandas as pd

NEEDED = 3  # the median of two programmes is no more than their mean
NEW = ("other_count", "needed_count", "others_share", "others_low_share", "others_high_share", "adjusted_share")

Point = tuple[float, float]  # age in years, share drawn
Curve = Sequence[Point]  # a programme's figures through one span of money to draw, by age, from nothing at age 0


def against_age(rows: pd.DataFrame, _params: Mapping[str, str | int | float | bool | date | None]) -> pd.DataFrame:
    """Return the rows with the median share drawn by the other programmes at each one's age, divided by the same kind of amount.

    Shares are parts of one, ages years. Fewer than NEEDED others give no median, only how many they are.
    """
    curves = _curves(rows)
    held = [_held(curves, against, str(program), age, share) for program, against, age, share in zip(rows["program_id"], rows["drawn_against_code"], rows["age_years"], rows["drawn_share"], strict=True)]
    found = pd.DataFrame(held, columns=list(NEW), index=rows.index).astype(dict.fromkeys(NEW[2:], "float64"))
    return pd.concat([rows, found], axis=1)


def _curves(rows: pd.DataFrame) -> dict[str, dict[str, list[Curve]]]:
    """Return what it is divided by to programme to its curves, one a span of money to draw: a year, or the programme's life."""
    known = rows[rows["drawn_share"].notna()]
    points = sorted(
        (against, str(program), int(year) if against == "year_target" else 0, float(age), float(share))
        for against, program, year, age, share in zip(known["drawn_against_code"], known["program_id"], known["year"], known["age_years"], known["drawn_share"], strict=True)
    )
    curves: dict[str, dict[str, list[Curve]]] = {}
    for (against, program, _), span in groupby(points, key=itemgetter(0, 1, 2)):
        curves.setdefault(against, {}).setdefault(program, []).append([(0.0, 0.0), *(point[3:] for point in span)])
    return curves


def _held(curves: Mapping[str, Mapping[str, Sequence[Curve]]], against: object, program: str, age: float, share: float) -> tuple[float | None, ...]:
    """Return the new columns of one row."""
    if pd.isna(share):
        return (0, NEEDED, None, None, None, None)
    others = sorted(_shares((spans for other, spans in curves[str(against)].items() if other != program), age))
    if len(others) < NEEDED:
        return (len(others), NEEDED, None, None, None, None)
    middle = median(others)
    return (len(others), NEEDED, middle, others[0], others[-1], share - middle)


def _shares(programs: Iterable[Sequence[Curve]], age: float) -> Iterable[float]:
    """Yield the share of each programme that has one at this age: the median of its spans, so that it counts once."""
    for spans in programs:
        known = [share for share in (_at(curve, age) for curve in spans) if share is not None]
        if known:
            yield median(known)


def _at(curve: Curve, age: float) -> float | None:
    """Return the share at an age, on a straight line between figures; None past the last one. Of figures at one age the largest stands."""
    if age > curve[-1][0]:
        return None
    before = max(point for point in curve if point[0] <= age)
    after = next((point for point in curve if point[0] > age), before)
    if before[0] == after[0]:
        return before[1]
    return before[1] + (after[1] - before[1]) * (age - before[0]) / (after[0] - before[0])
