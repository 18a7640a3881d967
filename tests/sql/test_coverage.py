"""Coverage as promised: more evidence never lowers a cell, order does not matter, another pair's rows do not count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

QUICK = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
HERE = {"home": "IDN", "partner": "JPN", "as_of": "2024-01-01"}
DAYS = st.dates(min_value=date(2014, 1, 1), max_value=date(2026, 12, 31))
TEXTS = st.one_of(DAYS.map(str), DAYS.map(lambda day: f"{day:%Y-%m}"), DAYS.map(lambda day: f"{day:%Y}"))
SECTORS = st.sampled_from([None, "fisheries", "crafts"])
AREAS = st.sampled_from(["supply_chain", "market_promotion", "capacity_building"])
Rows = dict[str, list[dict[str, object]]]


def agreement(key: str, signed: str | None, until: str | None, sector: str | None, area: str, *, partner: str = "JPN") -> Rows:
    """Return a concluded agreement with the one cell it covers."""
    row = {"agreement_id": key, "title_en": "contoh", "agreement_stage_code": "concluded", "signed_on": signed, "in_force_until": until, "party_a_country_code": "IDN", "party_b_country_code": partner, "record_scope_code": _scope(partner), "source_id": "XS4"}
    return {"agreements": [row], "agreement_scope": [{"agreement_id": key, "focus_area_code": area, "sector_code": sector, "source_id": "XS4"}]}


def engagement(key: str, held: str | None, sector: str | None, area: str, *, partner: str = "JPN") -> Rows:
    """Return an engagement that was held, with its cell."""
    row = {"engagement_id": key, "name_en": "contoh", "engagement_stage_code": "held", "held_from": held, "country_a_code": "IDN", "country_b_code": partner, "record_scope_code": _scope(partner), "source_id": "XS4"}
    return {"engagements": [row], "engagement_scope": [{"engagement_id": key, "focus_area_code": area, "sector_code": sector, "source_id": "XS4"}]}


def program(key: str, opens: str | None, closes: str | None, sector: str | None, area: str, *, partner: str = "JPN") -> Rows:
    """Return a programme with its cell."""
    row = {"program_id": key, "name_en": "contoh", "opens_on": opens, "closes_on": closes, "provider_country_code": partner, "beneficiary_country_code": "IDN", "record_scope_code": _scope(partner), "source_id": "XS4"}
    return {"financing_programs": [row], "program_scope": [{"program_id": key, "focus_area_code": area, "sector_code": sector, "source_id": "XS4"}]}


def outcome(key: str, occurred: str | None, sector: str | None, area: str, *, partner: str = "JPN") -> Rows:
    """Return an outcome under a planned meeting that itself proves nothing."""
    meeting = engagement(f"{key}M", None, sector, area, partner=partner)
    meeting["engagements"][0]["engagement_stage_code"] = "planned"
    row: dict[str, object] = {"outcome_id": key, "outcome_kind_code": "deal", "engagement_id": f"{key}M", "occurred_on": occurred, "enterprise_sizes_code": "msme", "source_id": "XS4"}
    return {**meeting, "outcomes": [row]}


def _scope(partner: str) -> str:
    return "IDN-JPN" if partner == "JPN" else "IDN-OTHER"


def together(parts: Sequence[Rows]) -> Rows:
    """Return the rows of all parts."""
    return {table: [row for part in parts for row in part.get(table, [])] for table in sorted({table for part in parts for table in part})}


@st.composite
def pieces(draw: st.DrawFn, *, partner: str = "JPN", prefix: str = "G") -> list[Rows]:
    """Return up to six pieces of evidence of any kind."""
    found: list[Rows] = []
    for number in range(draw(st.integers(1, 6))):
        key, sector, area, first = f"{prefix}{number}", draw(SECTORS), draw(AREAS), draw(st.none() | TEXTS)
        kind = draw(st.sampled_from(["agreement", "engagement", "program", "outcome"]))
        if kind in ("agreement", "program"):
            made = {"agreement": agreement, "program": program}[kind](key, first, draw(st.none() | TEXTS), sector, area, partner=partner)
        else:
            made = {"engagement": engagement, "outcome": outcome}[kind](key, first, sector, area, partner=partner)
        found.append(made)
    return found


def cells(bench: Any, rows: Rows, **params: str) -> dict[tuple[str, str], Mapping[str, Any]]:
    """Return the matrix of a world by sector and focus area."""
    with bench.world(rows) as query:
        return {(cell["sector_code"], cell["focus_area_code"]): cell for cell in query("coverage.by_cell", **{**HERE, **params})}


@QUICK
@given(parts=pieces(), more=pieces(prefix="M"))
def test_adding_evidence_never_lowers_a_step(bench: Any, parts: list[Rows], more: list[Rows]) -> None:
    before, after = cells(bench, together(parts)), cells(bench, together([*parts, *more]))
    assert all(after[place]["score"] >= cell["score"] for place, cell in before.items())


@QUICK
@given(parts=pieces(), data=st.data())
def test_the_order_of_rows_changes_nothing(bench: Any, parts: list[Rows], data: st.DataObject) -> None:
    assert cells(bench, together(parts)) == cells(bench, together(data.draw(st.permutations(parts))))


@QUICK
@given(parts=pieces(), others=pieces(partner="KOR", prefix="K"))
def test_another_pair_changes_nothing(bench: Any, parts: list[Rows], others: list[Rows]) -> None:
    both = together([*parts, *others])
    assert cells(bench, together(parts)) == cells(bench, both)
    assert cells(bench, together(others), partner="KOR") == cells(bench, both, partner="KOR")


@QUICK
@given(parts=pieces())
def test_a_pair_reads_the_same_from_both_sides(bench: Any, parts: list[Rows]) -> None:
    rows = together(parts)
    assert cells(bench, rows) == cells(bench, rows, home="JPN", partner="IDN")


@QUICK
@given(parts=pieces())
def test_the_evidence_of_a_cell_reaches_its_step_and_no_higher(bench: Any, parts: list[Rows]) -> None:
    with bench.world(together(parts)) as query:
        order = {step: place for place, step in enumerate(("none", "lapsed", "committed", "active", "financed", "delivering"))}
        for cell in query("coverage.by_cell", **HERE):
            if cell["sector_code"] not in ("fisheries", "crafts", "trade") or cell["focus_area_code"] not in ("supply_chain", "market_promotion", "capacity_building"):
                continue  # no generated row reaches it
            behind = query("coverage.evidence", **HERE, sector=cell["sector_code"], focus=cell["focus_area_code"])
            steps = [row["coverage_step_code"] for row in behind] or ["none"]
            assert max(steps, key=order.__getitem__) == cell["coverage_step_code"]


@pytest.mark.parametrize(
    ("rows", "step"),
    [
        (agreement("A", "2023-12-31", None, None, "supply_chain"), "committed"),
        (agreement("A", "2024-01-02", None, None, "supply_chain"), "none"),
        (agreement("A", "2015", "2023-12-31", None, "supply_chain"), "lapsed"),
        (agreement("A", "2015", "2024-01-01", None, "supply_chain"), "committed"),
        (engagement("E", "2022-01-01", None, "supply_chain"), "active"),
        (engagement("E", "2021-12-31", None, "supply_chain"), "lapsed"),
        (engagement("E", "2022", None, "supply_chain"), "active"),  # a year counts as its last day
        (program("P", "2023", "2023", None, "supply_chain"), "lapsed"),
        (program("P", "2024", "2024", None, "supply_chain"), "financed"),
        (program("P", "2023-06", None, None, "supply_chain"), "financed"),
        (program("P", None, None, None, "supply_chain"), "none"),  # opening day unknown, source undated: not known before the day of collection
        (outcome("O", "2021-01-01", None, "supply_chain"), "delivering"),
        (outcome("O", "2020-12-31", None, "supply_chain"), "lapsed"),
        ({}, "none"),
    ],
)
def test_each_step_begins_and_ends_on_its_day(bench: Any, rows: Rows, step: str) -> None:
    found = cells(bench, rows)
    assert {cell["coverage_step_code"] for (_, area), cell in found.items() if area == "supply_chain"} == {step}
    assert {cell["coverage_step_code"] for (_, area), cell in found.items() if area != "supply_chain"} == {"none"}


def test_evidence_that_names_a_sector_stays_in_it(bench: Any) -> None:
    found = cells(bench, together([agreement("A", "2023", None, None, "supply_chain"), engagement("E", "2023", "crafts", "supply_chain")]))
    crafts, fisheries = found["crafts", "supply_chain"], found["fisheries", "supply_chain"]
    assert (crafts["coverage_step_code"], crafts["own_step_code"], crafts["general_step_code"]) == ("active", "active", "committed")
    assert (fisheries["coverage_step_code"], fisheries["own_step_code"], fisheries["general_step_code"]) == ("committed", None, "committed")


def test_a_second_provider_adds_its_country_and_takes_none_away(bench: Any) -> None:
    rows = program("P", "2023", None, None, "supply_chain")
    rows["financing_programs"][0] |= {"co_provider_institution_id": "XI-KOR", "record_scope_code": "IDN-OTHER"}
    for partner in ("JPN", "KOR"):
        assert {cell["coverage_step_code"] for (_, area), cell in cells(bench, rows, partner=partner).items() if area == "supply_chain"} == {"financed"}
