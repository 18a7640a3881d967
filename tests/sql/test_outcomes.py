"""The chain from agreement to outcome adds up, and firms of all sizes never pass for MSMEs."""

from __future__ import annotations

from typing import Any

import pytest

from mitra.contract import Contract

PAIR = {"home": "IDN", "partner": "JPN", "as_of": "2026-11-22"}
STATES = {"recorded": "recorded_count", "all_sizes_only": "all_sizes_count", "none_recorded": "missing_count"}


@pytest.fixture
def chain(seed_release: Any) -> dict[str, dict[str, Any]]:
    return {row["chain_step_code"]: row for row in seed_release.reader.rows("outcomes.chain", PAIR)}


def test_what_enters_a_step_passes_or_stops(chain: dict[str, dict[str, Any]]) -> None:
    assert len(chain) == 4
    for row in chain.values():
        assert row["entered_count"] == sum(row[column] for column in STATES.values())


def test_each_count_is_the_rows_behind_it(chain: dict[str, dict[str, Any]], seed_release: Any) -> None:
    for step, row in chain.items():
        for state, column in STATES.items():
            assert len(seed_release.reader.rows("outcomes.chain_rows", {**PAIR, "chain_step": step, "chain_state": state})) == row[column]


def _state(seed_release: Any, step: str, ref_id: str, as_of: str = PAIR["as_of"]) -> str:
    rows = seed_release.reader.rows("outcomes.chain_rows", {**PAIR, "as_of": as_of, "chain_step": step})
    return next(row["chain_state_code"] for row in rows if row["ref_id"] == ref_id)


def test_an_outcome_counts_only_for_what_it_does_not_predate(seed_release: Any) -> None:
    # The deals of O001 were reported before the mission E011 and before the agreement A023.
    assert _state(seed_release, "engagement_outcome", "E011") == "none_recorded"
    assert _state(seed_release, "agreement_outcome", "A023") == "none_recorded"
    assert _state(seed_release, "agreement_outcome", "A033") == "recorded"


def test_outcomes_over_firms_of_all_sizes_stand_apart(seed_release: Any) -> None:
    assert _state(seed_release, "engagement_outcome", "E019") == "all_sizes_only"
    assert _state(seed_release, "engagement_outcome", "E017") == "all_sizes_only"
    rows = seed_release.reader.rows("outcomes.amounts", PAIR)
    assert {row["ref_id"] for row in rows if row["is_all_sizes"]} == {"O003", "O004"}


def test_nothing_follows_before_it_is_known(seed_release: Any) -> None:
    assert _state(seed_release, "engagement_outcome", "E015", "2022-07-14") == "recorded"
    assert _state(seed_release, "agreement_engagement", "A033", "2022-07-14") == "recorded"
    assert seed_release.reader.rows("outcomes.rows", {**PAIR, "as_of": "2012-12-31"}) == []


def test_a_period_leaves_rows_without_a_date_to_the_list_of_the_undated(seed_release: Any) -> None:
    within = seed_release.reader.rows("outcomes.rows", {**PAIR, "from_year": 1900})
    everything = seed_release.reader.rows("outcomes.rows", PAIR)
    undated = {row["ref_id"] for row in seed_release.reader.rows("outcomes.undated", PAIR) if row["evidence_kind_code"] == "outcome"}
    assert {row["ref_id"] for row in everything} - {row["ref_id"] for row in within} == undated


def test_completeness_holds_every_column_that_may_be_empty(seed_release: Any, the_contract: Contract) -> None:
    found = {(row["table_name"], row["field_name"]) for row in seed_release.reader.rows("sources.completeness", {})}
    optional = {(table.name, field) for table in the_contract.tables.values() for field in table.field_names if field not in table.required and field not in ("note", "more_source_ids")}
    assert found == optional


def test_every_row_that_names_a_source_rests_on_it(seed_release: Any, the_contract: Contract) -> None:
    cursor = seed_release.reader.connection.cursor()
    tables = {table.name for table in the_contract.tables.values() if "source_id" in table.field_names and table.name != "sources"}
    filled = set()
    for table in sorted(tables):
        (held,) = cursor.execute(f"select count(*) from {table}").fetchone()
        (resting,) = cursor.execute("select coalesce(sum(row_count), 0) from source_rows where table_name = ?", [table]).fetchone()
        assert resting >= held, table
        filled |= {table} if held else set()
    assert {name for (name,) in cursor.execute("select distinct table_name from source_rows").fetchall()} == filled
    assert tables - filled == {"price_indices"}  # no source of indices has been checked yet


def test_every_outcome_has_a_name_in_three_languages(seed_release: Any) -> None:
    for language in ("id", "en", "ja"):
        names = seed_release.words(language).names
        assert all(names.get(row["ref_id"]) for row in seed_release.reader.rows("outcomes.rows", PAIR))
