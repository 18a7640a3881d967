"""What the queries behind questions say of small worlds whose answer is worked out by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

PAIR: dict[str, Any] = {"home": "IDN", "partner": "JPN", "as_of": date(2024, 1, 1)}


def agreement(key: str, **more: str) -> dict[str, object]:
    """Return an agreement of the pair."""
    return {"agreement_id": key, "title_en": key, "agreement_kind_code": "mou", "agreement_stage_code": "concluded", "signed_on": "2020-01-01", "signed_certainty_code": "stated", "record_scope_code": "IDN-JPN", "party_a_country_code": "IDN", "party_b_country_code": "JPN", "source_id": "XS1", **more}


def engagement(key: str, held: str | None, **more: str) -> dict[str, object]:
    """Return an engagement held of the pair."""
    return {"engagement_id": key, "name_en": key, "engagement_kind_code": "training", "engagement_stage_code": "held", "held_from": held, "held_certainty_code": "stated", "record_scope_code": "IDN-JPN", "country_a_code": "IDN", "country_b_code": "JPN", "source_id": "XS1", **more}


def outcome(key: str, occurred: str | None, **more: str) -> dict[str, object]:
    """Return an outcome."""
    return {"outcome_id": key, "outcome_kind_code": "deal", "occurred_on": occurred, "occurred_certainty_code": "stated", "enterprise_sizes_code": "msme", "source_id": "XS1", **more}


@pytest.mark.parametrize(
    ("held", "last", "is_quiet"),
    [
        ([], None, True),
        (["2022-01-01"], date(2022, 1, 1), False),  # 24 months before the day, to the day
        (["2021-12-31"], date(2021, 12, 31), True),
        (["2021-12"], date(2021, 12, 31), True),
        (["2022"], date(2022, 12, 31), False),  # as late as it may have been
        (["2019-05-01", "2023-02-01"], date(2023, 2, 1), False),
        ([None], None, None),  # held, but when is not known
        (["2024-01-02"], None, True),  # not known yet
    ],
)
def test_an_agreement_is_quiet_without_an_engagement_in_24_months(bench: Any, held: list[str | None], last: date | None, *, is_quiet: bool | None) -> None:
    events = [engagement(f"E{number}", day, agreement_id="A1") for number, day in enumerate(held)]
    with bench.world({"agreements": [agreement("A1")], "engagements": events}) as run:
        (row,) = run("questions.quiet_agreements", **PAIR)
    assert (row["last_engagement_on"], row["is_quiet"]) == (last, is_quiet)


def test_an_engagement_of_another_agreement_or_only_planned_wakes_none(bench: Any) -> None:
    planned = {**engagement("E2", "2023-06-01", agreement_id="A1"), "engagement_stage_code": "planned"}
    with bench.world({"agreements": [agreement("A1"), agreement("A2")], "engagements": [engagement("E1", "2023-06-01", agreement_id="A2"), planned]}) as run:
        quiet = {row["ref_id"]: row["is_quiet"] for row in run("questions.quiet_agreements", **PAIR)}
    assert quiet == {"A1": True, "A2": False}


@pytest.mark.parametrize(
    ("began", "occurred", "least", "most"),
    [
        ("2023-03-01", "2023-03-11", 10, 10),
        ("2023-03-01", "2023-03-01", 0, 0),
        ("2023-03", "2023-05", 31, 91),  # 31 March to 1 May; 1 March to 31 May
        ("2023-03", "2023-03-10", 0, 9),
        ("2023-03-10", "2023-03", 0, 21),
        ("2023-03-10", "2023-02", None, None),  # before it began
        (None, "2023-02", None, None),
        ("2023-03-10", None, None, None),
    ],
)
def test_a_lag_lies_between_the_least_and_the_most_that_dates_allow(bench: Any, began: str | None, occurred: str | None, least: int | None, most: int | None) -> None:
    with bench.world({"engagements": [engagement("E1", began)], "outcomes": [outcome("O1", occurred, engagement_id="E1")]}) as run:
        (row,) = run("questions.outcome_lags", **{**PAIR, "as_of": date(2100, 1, 1)})
    assert (row["least_days"], row["most_days"]) == (least, most)


def test_an_outcome_is_as_well_known_as_its_source_says_things(bench: Any) -> None:
    bare = {**outcome("O1", None, engagement_id="E1"), "enterprise_sizes_code": "unknown"}
    full = outcome("O2", "2023-03-02", engagement_id="E1", enterprise_name="Contoh", sector_code="crafts", currency_code="JPY", value_basis_code="reported")
    with bench.world({"engagements": [engagement("E1", "2023-03-01")], "outcomes": [bare, {**full, "value": 5, "outcome_count": 1}]}) as run:
        assert [(row["ref_id"], row["stated_count"]) for row in run("questions.outcome_evidence", **{**PAIR, "as_of": date(2100, 1, 1)})] == [("O2", 6), ("O1", 0)]


def test_coverage_changes_where_evidence_came_and_went(bench: Any) -> None:
    scope = [{"engagement_id": key, "focus_area_code": focus, "sector_code": "crafts", "source_id": "XS1"} for key, focus in (("E1", "supply_chain"), ("E2", "technology_transfer"), ("E3", "policy_dialogue"))]
    events = [engagement("E1", "2021-06-01"), engagement("E2", "2023-06-01"), engagement("E3", "2019-06-01")]
    with bench.world({"engagements": events, "engagement_scope": scope}) as run:
        rows = {row["focus_area_code"]: (row["earlier_step_code"], row["coverage_step_code"], row["step_change"]) for row in run("questions.coverage_change", **PAIR)}
    assert rows == {"supply_chain": ("active", "lapsed", -2), "technology_transfer": ("none", "active", 2)}


def test_the_change_of_coverage_is_the_difference_of_two_matrices(seed_release: Any) -> None:
    pair = {"home": "IDN", "partner": "JPN"}
    then, now = ({(row["sector_code"], row["focus_area_code"]): row["score"] for row in seed_release.reader.rows("coverage.by_cell", {**pair, "as_of": day})} for day in ("2024-11-22", "2026-11-22"))
    changed = {(row["sector_code"], row["focus_area_code"]): row["step_change"] for row in seed_release.reader.rows("questions.coverage_change", {**pair, "as_of": "2026-11-22"})}
    assert changed == {cell: now[cell] - then[cell] for cell in now if now[cell] != then[cell]}


def test_a_sector_s_balance_is_what_the_pages_count(seed_release: Any) -> None:
    pair = {"home": "IDN", "partner": "JPN", "as_of": "2026-11-22"}
    balance = {row["sector_code"]: row for row in seed_release.reader.rows("questions.sector_balance", pair)}
    held = {row["sector_code"]: row["engagement_count"] for row in seed_release.reader.rows("sectors.engagements_by_sector", pair) if row["engagement_stage_code"] == "held"}
    for sector, row in balance.items():
        assert row["engagement_count"] == held.get(sector, 0), sector
        assert row["recent_engagement_count"] <= row["engagement_count"]
        named = {found["ref_id"] for found in seed_release.reader.rows("coverage.evidence", {**pair, "sector": sector}) if found["coverage_step_code"] == "financed" and not found["is_general"]}
        assert row["program_count"] == len(named), sector
