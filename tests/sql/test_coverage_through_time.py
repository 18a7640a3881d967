"""Coverage through time as promised: moves add up, weights are one series, an agenda holds every gap, every pair is judged alike."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.sql.test_coverage import HERE, Rows, agreement, cells, engagement, pieces, together

QUICK = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
SINCE = st.sampled_from(["2015-06-01", "2020-01-01", "2023-12-31", "2024-01-01", "2025-01-01"])
OPEN = ("committed", "active", "financed", "delivering")
SHEET = Path(__file__).parent.parent / "golden" / "hand" / "coverage_share.csv"


def asked(bench: Any, rows: Rows, name: str, **params: str) -> list[dict[str, Any]]:
    """Return a query's rows over a world."""
    with bench.world(rows) as query:
        return query(name, **{**HERE, **params})


@QUICK
@given(parts=pieces(), since=SINCE)
def test_cells_are_the_same_gained_lost_risen_or_fallen(bench: Any, parts: list[Rows], since: str) -> None:
    rows = together(parts)
    moved = {(row["sector_code"], row["focus_area_code"]): row for row in asked(bench, rows, "coverage.moves", since=since)}
    before, after = cells(bench, rows, as_of=since), cells(bench, rows)
    counts = Counter(row["move_code"] for row in moved.values())
    same = [place for place in before if before[place]["score"] == after[place]["score"]]
    assert len(before) == len(same) + sum(counts.values())
    for place, row in moved.items():
        low, high = before[place]["score"], after[place]["score"]
        assert row["move_code"] == ("gained" if low == 0 else "lost" if high == 0 else "risen" if high > low else "fallen")
        assert (row["step_before_code"], row["step_after_code"]) == (before[place]["coverage_step_code"], after[place]["coverage_step_code"])


@QUICK
@given(parts=pieces(), since=SINCE)
def test_every_move_has_rows_behind_it_and_none_else(bench: Any, parts: list[Rows], since: str) -> None:
    rows = together(parts)
    moved = asked(bench, rows, "coverage.moves", since=since)
    behind = asked(bench, rows, "coverage.moves_rows", since=since)
    assert bool(moved) == bool(behind)
    assert all(row["proof_began_count"] + row["proof_ended_count"] for row in moved)
    assert all(row["moved_count"] >= 1 for row in behind)
    for row in moved[:2] + moved[-2:]:
        own = asked(bench, rows, "coverage.moves_rows", since=since, sector=row["sector_code"], focus=row["focus_area_code"])
        counts = {change: len({one["ref_id"] for one in own if one["proof_change_code"] == change}) for change in ("began", "ended")}
        assert (counts["began"], counts["ended"]) == (row["proof_began_count"], row["proof_ended_count"])


@QUICK
@given(parts=pieces(), others=pieces(partner="KOR", prefix="K"), data=st.data())
def test_another_pair_and_another_order_change_nothing(bench: Any, parts: list[Rows], others: list[Rows], data: st.DataObject) -> None:
    mixed = together(data.draw(st.permutations([*parts, *others])))
    for name, more in (("coverage.moves", {"since": "2020-01-01"}), ("coverage.agenda", {}), ("coverage.agenda_institutions", {})):
        assert asked(bench, together(parts), name, **more) == asked(bench, mixed, name, **more), name


def test_back_in_time_what_was_gained_is_lost(bench: Any) -> None:
    rows = engagement("E", "2023", "crafts", "supply_chain")
    there = asked(bench, rows, "coverage.moves", since="2020-01-01")
    back = asked(bench, rows, "coverage.moves", since="2024-01-01", as_of="2020-01-01")
    assert [(row["sector_code"], row["move_code"], row["step_after_code"]) for row in there] == [("crafts", "gained", "active")]
    assert [(row["sector_code"], row["move_code"], row["step_before_code"]) for row in back] == [("crafts", "lost", "active")]


def test_what_came_and_went_between_the_days_is_the_same(bench: Any) -> None:
    assert asked(bench, engagement("E", "2018-01-01", "crafts", "supply_chain"), "coverage.moves", since="2017-01-01") == []


def structure(fisheries: str, trade: str, crafts: str) -> list[dict[str, object]]:
    """Return a national structure of 1,000 workers and 200 enterprises; an empty text is a sector that is not published."""
    row = {"country_code": "IDN", "year": 2022, "size_class_code": "msme", "population_scope": "made-up enterprises", "source_id": "XS2"}
    found: list[dict[str, object]] = [{**row, "structure_id": "T", "sector_as_stated": "total", "employment": 1000, "enterprises": 200}]
    for sector, workers in (("fisheries", fisheries), ("trade", trade), ("crafts", crafts)):
        if workers:
            found.append({**row, "structure_id": sector, "sector_as_stated": sector, "isic_code": "X", "sector_code": sector, "employment": int(workers), "enterprises": 60 if sector == "fisheries" else None, "share_basis": "SMEs in the sector"})
    return found


@pytest.mark.parametrize("case", [*csv.DictReader(line for line in SHEET.read_text("utf-8").splitlines() if not line.startswith("#"))], ids=lambda case: case["case"])
def test_the_share_is_what_was_worked_out_by_hand(bench: Any, case: dict[str, str]) -> None:
    rows = together([agreement("A", "2023", None, None, "supply_chain"), agreement("B", "2023", None, "fisheries", "capacity_building")])
    last = asked(bench, {**rows, "msme_structure": structure(case["fisheries"], case["trade"], case["crafts"])}, "coverage.share")[-1]
    assert (last["known_sector_count"], last["share_basis_code"], last["share_year"]) == (int(case["known"]), "employment", 2022)
    for column, name in (("weight", "known_weight"), ("plain", "covered_share"), ("same", "known_covered_share"), ("weighted", "weighted_share")):
        assert last[name] == (pytest.approx(float(case[column]), abs=1e-6) if case[column] else None), name


def test_without_a_published_share_there_is_no_weight(bench: Any) -> None:
    last = asked(bench, {**agreement("A", "2023", None, None, "supply_chain"), "msme_structure": []}, "coverage.share")[-1]
    assert (last["known_sector_count"], last["known_weight"], last["known_covered_share"], last["weighted_share"], last["share_basis_code"]) == (0, 0, None, None, None)
    assert last["covered_share"] == pytest.approx(0.1)


@QUICK
@given(parts=pieces())
def test_the_last_year_counts_the_cells_of_the_day(bench: Any, parts: list[Rows]) -> None:
    rows = together(parts)
    covered = sum(cell["coverage_step_code"] in OPEN for cell in cells(bench, rows).values())
    assert asked(bench, rows, "coverage.share")[-1]["covered_count"] == covered
    chosen = [row for row in asked(bench, rows, "coverage.pairs") if row["is_chosen"]]
    assert [row["covered_count"] for row in chosen] == [covered]


@QUICK
@given(parts=pieces())
def test_the_agenda_holds_every_gap_once_ranked_first(bench: Any, parts: list[Rows]) -> None:
    rows = together(parts)
    points, gaps = asked(bench, rows, "coverage.agenda"), asked(bench, rows, "coverage.gaps")
    assert [(row["sector_code"], row["focus_area_code"], row["priority_score"]) for row in points] == [(row["sector_code"], row["focus_area_code"], row["priority_score"]) for row in gaps]
    ranks = [row["agenda_order"] for row in points]
    ranked = [rank for rank in ranks if rank is not None]
    assert ranks == [*range(1, len(ranked) + 1), *[None] * (len(points) - len(ranked))]
    for row in points:
        if row["coverage_step_code"] != "none":
            assert row["nearness_code"] in ("cell", "cell_lapsed")
            assert row["near_step_code"] == row["coverage_step_code"]


def test_the_nearest_row_is_the_cell_then_its_past_then_the_sector_then_the_focus_area(bench: Any) -> None:
    rows = together([agreement("A", "2015", "2018", "crafts", "supply_chain"), engagement("E", "2023", "crafts", "market_promotion"), engagement("F", "2023", "fisheries", "capacity_building")])
    near = {(row["sector_code"], row["focus_area_code"]): (row["nearness_code"], row["ref_id"]) for row in asked(bench, rows, "coverage.agenda")}
    assert near["crafts", "market_promotion"] == ("cell", "E")
    assert near["crafts", "supply_chain"] == ("cell_lapsed", "A")
    assert near["crafts", "policy_dialogue"] == ("same_sector", "E")
    assert near["crafts", "capacity_building"] == ("same_sector", "E")
    assert near["trade", "capacity_building"] == ("same_focus", "F")
    assert near["trade", "policy_dialogue"] == (None, None)


def test_an_institution_that_succeeds_itself_or_was_succeeded_is_named_once(bench: Any) -> None:
    rows = agreement("A", "2023-12-01", None, "crafts", "supply_chain")
    rows["agreements"][0] |= {"party_a_institution_id": "XI-IDN", "party_b_institution_id": "XI-JPN"}
    loop = {"predecessor_institution_id": "XI-JPN", "successor_institution_id": "XI-JPN", "effective_on": "2023-01-01", "source_id": "XS1"}
    split = {"predecessor_institution_id": "XI-IDN", "successor_institution_id": "XI-NEW", "effective_on": "2023-10-21", "source_id": "XS1"}
    found = asked(bench, {**rows, "institution_succession": [loop, split]}, "coverage.agenda_institutions", sector="crafts", focus="supply_chain")
    assert [(row["country_code"], row["ref_id"], row["row_count"], row["own_count"]) for row in found] == [("IDN", "XI-NEW", 1, 1), ("JPN", "XI-JPN", 1, 1)]


def test_an_institution_that_came_back_is_named_and_not_who_was_in_its_place(bench: Any) -> None:
    rows = agreement("A", "2023-12-01", None, "crafts", "supply_chain")
    rows["agreements"][0] |= {"party_a_institution_id": "XI-IDN", "party_b_institution_id": None}
    away = {"predecessor_institution_id": "XI-IDN", "successor_institution_id": "XI-NEW", "effective_on": "2010-10-21", "source_id": "XS1"}
    back = {"predecessor_institution_id": "XI-NEW", "successor_institution_id": "XI-IDN", "effective_on": "2015-10-21", "source_id": "XS1"}
    for steps, stands in (([away], "XI-NEW"), ([away, back], "XI-IDN")):
        world = {**rows, "institution_succession": steps}
        assert [row["ref_id"] for row in asked(bench, world, "coverage.agenda_institutions", sector="crafts", focus="supply_chain")] == [stands]
        successors = {row["successor_institution_id"] for name, more in (("agreements.by_institution", {}), ("agreements.parties_of", {"agreement": "A"})) for row in asked(bench, world, name, **more)}
        assert successors - {None} == {row["successor_institution_id"] for row in asked(bench, world, "questions.former_parties")} == {stands} - {"XI-IDN"}


def test_every_pair_stands_once_and_the_asked_one_begins_with_home(seed_release: Any) -> None:
    rows = seed_release.reader.rows("coverage.pairs", HERE)
    assert len({frozenset((row["home_code"], row["partner_code"])) for row in rows}) == len(rows)
    assert {frozenset((row["home_code"], row["partner_code"])) for row in seed_release.reader.rows("record.pairs", {})} == {frozenset((row["home_code"], row["partner_code"])) for row in rows}
    assert [(row["home_code"], row["partner_code"]) for row in rows if row["is_chosen"]] == [("IDN", "JPN")]
    assert any(row["is_comparator"] for row in rows)
