"""From agreement to financing by cohort: as worked out by hand, and what holds for any rows."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mitra.measures.funnel import LAGS_NEEDED, ROWS_NEEDED, STEPS, cohorts

SHEET = Path(__file__).parent.parent / "golden" / "hand" / "funnel.csv"
COLUMNS = ["funnel_step_code", "ref_id", "funnel_state_code", "is_mature", "began_earliest", "began_latest", "next_id", "next_earliest", "next_latest"]
COUNTS = ("entered_count", "passed_count", "stopped_count", "open_count", "mature_count")
QUICK = settings(max_examples=40, deadline=None, derandomize=True)


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def sheet() -> tuple[pd.DataFrame, list[list[str]]]:
    """Return the sheet's rows as the measure reads them, and its cohorts as they stand there."""
    lines = [line for line in csv.reader(SHEET.read_text("utf-8").splitlines()) if not line[0].startswith("#")]
    rows = [["match_deal", ref, state, mature == "true", day(began), day(ended), follows or None, day(first), day(last)] for kind, ref, state, mature, began, ended, follows, first, last in (line for line in lines if line[0] == "row")]
    return pd.DataFrame(rows, columns=COLUMNS), [line[1:] for line in lines if line[0] == "cohort"]


def test_it_is_what_was_worked_out_by_hand() -> None:
    rows, expected = sheet()
    found = cohorts(rows, {}).to_dict("records")
    assert [row["is_total"] for row in found] == [True, False, False, False, False]
    for row, (first, last, entered, passed, stopped, still, mature, share, low, high, lags, lag) in zip(found, expected, strict=True):
        assert (known(row["cohort_from_year"]), known(row["cohort_to_year"])) == (number(first), number(last))
        assert [row[name] for name in COUNTS] == [int(entered), int(passed), int(stopped), int(still), int(mature)]
        assert [known(row[name]) for name in ("passed_share", "share_low", "share_high", "lag_months")] == [pytest.approx(number(text), abs=1e-5) if text else None for text in (share, low, high, lag)]
        assert row["lag_count"] == int(lags)


def number(text: str) -> float | None:
    return float(text) if text else None


def known(value: Any) -> Any:
    return None if pd.isna(value) else value


DAYS = st.dates(min_value=date(2005, 1, 1), max_value=date(2025, 12, 31))


@st.composite
def entering(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Return up to forty rows that enter any steps, with dates of any precision or none."""
    found = []
    for place in range(draw(st.integers(0, 40))):
        state = draw(st.sampled_from(["passed", "stopped", "open"]))
        began, follows = draw(st.none() | DAYS), draw(st.none() | DAYS)
        wide, wider = (timedelta(days=draw(st.sampled_from([0, 30, 364, 2000]))) for _ in range(2))
        passed = state == "passed"
        found.append({
            "funnel_step_code": draw(st.sampled_from(STEPS)), "ref_id": f"R{place}", "funnel_state_code": state, "is_mature": state == "stopped" or (passed and draw(st.booleans())),
            "began_earliest": began, "began_latest": began + wide if began else None,
            "next_id": f"N{place}" if passed else None, "next_earliest": follows if passed else None, "next_latest": follows + wider if passed and follows else None,
        })
    return found


def judged(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    made = cohorts(pd.DataFrame(rows, columns=COLUMNS), {})
    return made.astype(object).where(made.notna(), None).to_dict("records")


@QUICK
@given(rows=entering(), data=st.data())
def test_the_order_of_rows_changes_nothing(rows: list[dict[str, Any]], data: st.DataObject) -> None:
    assert judged(rows) == judged(data.draw(st.permutations(rows)))


@QUICK
@given(rows=entering())
def test_what_enters_went_on_stopped_or_is_open_in_every_cohort_and_in_all(rows: list[dict[str, Any]]) -> None:
    found = judged(rows)
    for row in found:
        assert row["entered_count"] == row["passed_count"] + row["stopped_count"] + row["open_count"]
        assert row["stopped_count"] <= row["mature_count"] <= row["entered_count"] - row["open_count"]
    for total in (row for row in found if row["is_total"]):
        parts = [row for row in found if not row["is_total"] and row["funnel_step_code"] == total["funnel_step_code"]]
        assert all(total[name] == sum(part[name] for part in parts) for name in (*COUNTS, "lag_count"))
    assert sum(row["entered_count"] for row in found if row["is_total"]) == len(rows)


@QUICK
@given(rows=entering())
def test_a_figure_stands_within_its_interval_or_is_unknown(rows: list[dict[str, Any]]) -> None:
    for row in judged(rows):
        ends = (row["share_low"], row["passed_share"], row["share_high"])
        if row["mature_count"] < ROWS_NEEDED:
            assert ends == (None, None, None)
        else:
            assert 0 <= ends[0] <= ends[1] <= ends[2] <= 1
        assert (row["lag_months"] is None) == (row["lag_count"] < LAGS_NEEDED)
        assert row["lag_months"] is None or row["lag_months"] >= 0


def test_years_with_many_rows_are_cohorts_of_their_own() -> None:
    first = dict.fromkeys(COLUMNS) | {"funnel_step_code": "match_deal", "funnel_state_code": "stopped", "is_mature": True}
    rows = [first | {"ref_id": f"R{year}-{place}", "began_earliest": date(year, 2, 1), "began_latest": date(year, 2, 1)} for year in (2020, 2021) for place in range(10)]
    spans = [(row["cohort_from_year"], row["cohort_to_year"]) for row in judged(rows) if not row["is_total"]]
    assert spans == [(2020, 2020), (2021, 2021)]


def test_no_row_gives_no_row() -> None:
    assert judged([]) == []
