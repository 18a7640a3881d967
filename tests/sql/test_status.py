"""The status of agreements and programmes on a day: exactly one from the day they are known, in one order, on any day there is."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

QUICK = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
ORDER = ("announced", "in_force", "in_force_term_unknown", "expiring", "expired", "superseded")
END = date(9999, 12, 31)
DAYS = st.dates(min_value=date(1995, 1, 1), max_value=date(2035, 12, 31))
TEXTS = st.none() | st.one_of(DAYS.map(str), DAYS.map(lambda day: f"{day:%Y-%m}"), DAYS.map(lambda day: f"{day:%Y}"), DAYS.map(lambda day: f"[..{day}]"), DAYS.map(lambda day: f"[{day}..2036]"))


@st.composite
def agreements(draw: st.DrawFn) -> list[dict[str, object]]:
    """Return up to four agreements, the later ones perhaps renewing the first."""
    rows: list[dict[str, object]] = []
    for number in range(draw(st.integers(1, 4))):
        renews = "G0" if number and draw(st.booleans()) else None
        stage = draw(st.sampled_from(["concluded", "concluded", "announced"]))
        source = draw(st.sampled_from(["XS1", "XS2", "XS4"]))
        rows.append({"agreement_id": f"G{number}", "title_en": "contoh", "agreement_stage_code": stage, "signed_on": draw(TEXTS), "in_force_from": draw(TEXTS), "in_force_until": draw(TEXTS), "renews_agreement_id": renews, "party_a_country_code": "IDN", "party_b_country_code": "JPN", "record_scope_code": "IDN-JPN", "source_id": source})
    return rows


def periods(bench: Any, table: str, key: str, status: str) -> dict[str, list[tuple[str, date, date]]]:
    """Return each row's periods in the order of time."""
    found: dict[str, list[tuple[str, date, date]]] = {}
    for ref_id, code, first, before in bench.connection.execute(f"select {key}, {status}, valid_from, valid_before from {table} order by {key}, valid_from, valid_before").fetchall():
        found.setdefault(ref_id, []).append((code, first, before))
    return found


def one_status_each_day(found: dict[str, list[tuple[str, date, date]]]) -> None:
    """Assert that periods neither overlap nor leave a gap, and that the last one never ends."""
    for mine in found.values():
        assert all(before == first for (_, _, before), (_, first, _) in pairwise(mine))
        assert all(first < before for _, first, before in mine)
        assert mine[-1][2] == END


@QUICK
@given(rows=agreements())
def test_an_agreement_has_one_status_each_day_in_one_order(bench: Any, rows: list[dict[str, object]]) -> None:
    with bench.world({"agreements": rows}):
        found = periods(bench, "agreement_periods", "agreement_id", "agreement_status_code")
    assert set(found) == {row["agreement_id"] for row in rows}
    one_status_each_day(found)
    for mine in found.values():
        places = [ORDER.index(code) for code, _, _ in mine]
        assert places == sorted(places)


@QUICK
@given(opens=TEXTS, closes=TEXTS, unit=st.sampled_from([None, "single_loan", "programme"]))
def test_a_programme_has_at_most_one_status_each_day(bench: Any, opens: str | None, closes: str | None, unit: str | None) -> None:
    row = {"program_id": "G", "name_en": "contoh", "opens_on": opens, "closes_on": closes, "amount_unit_code": unit, "record_scope_code": "IDN-JPN", "source_id": "XS2"}
    with bench.world({"financing_programs": [row]}):
        found = periods(bench, "program_periods", "program_id", "program_status_code")
    one_status_each_day(found)


@pytest.mark.parametrize(
    ("agreement", "day", "status"),
    [
        ("XA1", "2023-07-30", None),
        ("XA1", "2023-07-31", "in_force_term_unknown"),
        ("XA2", "2022-04-29", "in_force"),
        ("XA2", "2022-04-30", "expiring"),
        ("XA2", "2023-04-30", "expiring"),
        ("XA2", "2023-05-01", "expired"),
        ("XA5", "2024-01-01", "announced"),
        ("XA6", "2023-07-30", "in_force_term_unknown"),
        ("XA6", "2023-07-31", "superseded"),
        ("XA6", "9999-12-31", "superseded"),
        ("XA6", "0001-01-01", None),
    ],
)
def test_status_on_a_day(small_world: Any, agreement: str, day: str, status: str | None) -> None:
    rows = small_world.reader.connection.cursor().execute(
        "select agreement_status_code from agreement_periods where agreement_id = $1 and valid_from <= $2 and (valid_before > $2 or valid_before = date '9999-12-31')", [agreement, date.fromisoformat(day)]
    ).fetchall()
    assert [row[0] for row in rows] == ([status] if status else [])


@pytest.mark.parametrize("record", ["seed_release", "small_world"])
@pytest.mark.parametrize(("table", "key", "status"), [("agreement_periods", "agreement_id", "agreement_status_code"), ("program_periods", "program_id", "program_status_code")])
def test_periods_of_the_record_have_no_gap_and_no_overlap(record: str, table: str, key: str, status: str, request: pytest.FixtureRequest) -> None:
    reader = request.getfixturevalue(record).reader
    found: dict[str, list[tuple[str, date, date]]] = {}
    for ref_id, code, first, before in reader.connection.cursor().execute(f"select {key}, {status}, valid_from, valid_before from {table} order by {key}, valid_from").fetchall():
        found.setdefault(ref_id, []).append((code, first, before))
    assert found
    one_status_each_day(found)


@pytest.mark.parametrize("record", ["seed_release", "small_world"])
@pytest.mark.parametrize(
    ("table", "keys", "status"),
    [
        ("pair_agreements", "home_code, partner_code, agreement_id", "agreement_status_code"),
        ("pair_programs", "home_code, partner_code, program_id", "program_status_code"),
        ("chain", "chain_step_code, ref_id", "chain_state_code || next_count"),
        ("funnel", "funnel_step_code, ref_id", "funnel_state_code || coalesce(next_id, '')"),
    ],
)
def test_what_a_day_chooses_has_one_state_on_every_day_from_its_first(record: str, table: str, keys: str, status: str, request: pytest.FixtureRequest) -> None:
    reader = request.getfixturevalue(record).reader
    found: dict[str, list[tuple[str, date, date]]] = {}
    statement = f"select distinct concat_ws('/', {keys}) as key, {status} as status, valid_from, valid_until from {table} order by key, valid_from"
    for key, code, first, last in reader.connection.cursor().execute(statement).fetchall():
        found.setdefault(key, []).append((code, first, last))
    assert found
    for spans in found.values():
        assert all(first <= last for _, first, last in spans)
        assert all((after[1] - before[2]).days == 1 for before, after in pairwise(spans))
        assert spans[-1][2] == END


def test_the_small_world_holds_every_status_and_every_step(small_world: Any) -> None:
    cursor = small_world.reader.connection.cursor()
    assert {row[0] for row in cursor.execute("select agreement_status_code from agreement_periods").fetchall()} == set(ORDER)
    assert {row[0] for row in cursor.execute("select program_status_code from program_periods").fetchall()} == {"open", "open_end_unknown", "closed", "date_unknown"}
    steps = {row["coverage_step_code"] for row in small_world.reader.rows("coverage.by_cell", {"home": "IDN", "partner": "JPN", "as_of": date(2024, 1, 1)})}
    assert steps == {"none", "lapsed", "committed", "active", "financed", "delivering"}
