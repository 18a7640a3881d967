"""From agreement to financing by cohort: how many rows went on, stopped or are still open, how surely and how fast."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from statistics import median
from typing import Any

import pandas as pd

from mitra.measures import shares

STEPS = ("agreement_engagement", "engagement_match", "match_deal", "deal_financing")
ROWS_NEEDED, LAGS_NEEDED = 5, 3  # fewer give no share, no median
ROWS_A_YEAR = 10  # fewer, in the median of a step's years, make cohorts of five years
DAYS_A_MONTH, WIDEST = 30.4375, 366  # days; dates that span more give no lag
Row = Mapping[str, Any]
Span = tuple[int, int] | None


def cohorts(rows: pd.DataFrame, _: Mapping[str, object]) -> pd.DataFrame:
    """Return one row per step and cohort of the rows that enter, the whole step first, as outcomes.chain_cohorts has it."""
    entered: list[dict[str, Any]] = rows.astype(object).where(rows.notna(), None).to_dict("records")  # pyright: ignore[reportAssignmentType]  # names of columns are text
    found = [line for step in STEPS for line in _step(step, [row for row in entered if row["funnel_step_code"] == step])]
    return pd.DataFrame(found, columns=["funnel_step_code", "is_total", "cohort_from_year", "cohort_to_year", *_counted([])])


def _step(step: str, rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    if not rows:
        return
    yield {"funnel_step_code": step, "is_total": True, "cohort_from_year": None, "cohort_to_year": None, **_counted(rows)}
    width = _width(rows)
    spans = [_cohort(row, width) for row in rows]
    for span in sorted(set(spans), key=lambda one: one or (9999, 9999)):
        mine = [row for row, own in zip(rows, spans, strict=True) if own == span]
        first, last = span or (None, None)
        yield {"funnel_step_code": step, "is_total": False, "cohort_from_year": first, "cohort_to_year": last, **_counted(mine)}


def _width(rows: list[dict[str, Any]]) -> int:
    """Return how many years a cohort of these rows has: one where years hold enough rows, else five."""
    years = pd.Series([span for row in rows if (span := _cohort(row, 1)) is not None], dtype=object).value_counts()
    return 1 if len(years) and years.median() >= ROWS_A_YEAR else 5


def _cohort(row: Row, width: int) -> Span:
    """Return the first and last year of a row's cohort, None where its possible days fit no one cohort."""
    if row["began_earliest"] is None or row["began_latest"] is None:
        return None
    first, last = (year - year % width for year in (row["began_earliest"].year, row["began_latest"].year))
    return (first, first + width - 1) if first == last else None


def _counted(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the counts of some rows, with the share that went on and the median lag where there are enough."""
    states = [row["funnel_state_code"] for row in rows]
    old = [row for row in rows if row["is_mature"]]
    share, low, high = shares.share(sum(row["funnel_state_code"] == "passed" for row in old), len(old), needed=ROWS_NEEDED)
    lags = [lag for row in rows if (lag := _lag(row)) is not None]
    return {
        "entered_count": len(rows),
        **{f"{state}_count": states.count(state) for state in ("passed", "stopped", "open")},
        "mature_count": len(old),
        "needed_count": ROWS_NEEDED,
        "passed_share": share,
        "share_low": low,
        "share_high": high,
        "lag_count": len(lags),
        "lag_months": round(median(lags), 1) if len(lags) >= LAGS_NEEDED else None,
    }


def _lag(row: Row) -> float | None:
    """Return the months until the first next row, at least 0; None where either day is not known to within a year or the row is its own next."""
    days = [_middle(row[f"{side}_earliest"], row[f"{side}_latest"]) for side in ("began", "next")]
    if days[0] is None or days[1] is None or row["next_id"] in (None, row["ref_id"]):
        return None
    return max(0.0, (days[1] - days[0]) / DAYS_A_MONTH)


def _middle(earliest: date | None, latest: date | None) -> float | None:
    """Return the middle of two days as a day number."""
    if earliest is None or latest is None or (latest - earliest).days > WIDEST:
        return None
    return (earliest.toordinal() + latest.toordinal()) / 2
