"""Money: stages and currencies never added, what has no rate counted aloud, real values by hand, shares of the same basis only."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
import sqlglot
from sqlglot import exp

from mitra import catalogue
from mitra.settings import Settings

CATALOGUE = catalogue.load(Settings.from_environment().queries)
HAND = Path(__file__).resolve().parent.parent / "golden" / "hand" / "real_amounts.csv"
PAIR = {"home": "IDN", "partner": "JPN", "as_of": "2026-11-22"}
MONEY = ("amount", "value", "converted_amount", "real_amount", "target_amount")
STAGE = {"amount_basis_code", "value_basis_code"}
COUNTS = ("converted_count", "no_year_count", "no_rate_count")
REAL_COUNTS = ("real_count", "real_no_year_count", "no_index_count", "no_base_rate_count")


def of(record: Any, query: str, **asked: Any) -> list[dict[str, Any]]:
    """Return a query's rows for the pair."""
    return record.reader.rows(query, {**PAIR, "domestic": False, **asked})


def sums(sql: str) -> list[tuple[str, set[str]]]:
    """Return each sum of money in a statement with the columns that its rows are grouped by."""
    found = []
    for select in sqlglot.parse_one(sql, read="duckdb").find_all(exp.Select):
        group = select.args.get("group")
        by = {column.name for column in group.find_all(exp.Column)} if group else set()
        found += [(column.name, by) for one in select.expressions for total in one.find_all(exp.Sum) for column in total.find_all(exp.Column) if column.name in MONEY]
    return found


def test_no_query_offers_a_total_over_stages_or_currencies() -> None:
    every = {name: sums(query.sql) for name, query in CATALOGUE.items()}
    assert {name for name, found in every.items() if found} == {"financing.stages", "financing.converted_total"}
    for found in every.values():
        for column, by in found:
            assert by & STAGE
            assert "amount_unit_code" in by
            assert "currency_code" in by or column in ("converted_amount", "real_amount")


@pytest.mark.parametrize("domestic", [True, False])
def test_each_stage_and_currency_stands_alone_and_every_row_is_counted_once(seed_release: Any, domestic: bool) -> None:  # noqa: FBT001  # a parameter of the test
    rows = of(seed_release, "financing.stages", domestic=domestic)
    behind = of(seed_release, "financing.stage_rows", domestic=domestic)
    keys = [(row["currency_code"], row["amount_basis_code"], row["amount_kind_code"], row["amount_unit_code"]) for row in rows]
    assert len(set(keys)) == len(keys)
    assert sum(row["row_count"] for row in rows) == len(behind)
    assert sum(row["known_count"] for row in rows) == sum(row["amount"] is not None for row in behind)
    for row in rows:
        assert row["known_count"] + row["missing_count"] == row["row_count"]
        assert (row["stage_total"] is None) == (row["added_count"] == 0)
        assert (row["currency_code"] is None) <= (row["known_count"] == 0)


def test_a_part_is_not_added_to_its_whole_and_a_ceiling_per_proposal_is_no_size(seed_release: Any) -> None:
    domestic = {row["amount_basis_code"]: row for row in of(seed_release, "financing.stages", domestic=True) if row["amount_kind_code"] == "program" and row["currency_code"] == "IDR"}
    assert (domestic["ceiling"]["known_count"], domestic["ceiling"]["added_count"], int(domestic["ceiling"]["stage_total"])) == (5, 1, 287_000_000_000_000)
    assert domestic["disbursed"]["stage_total"] is None  # one since 2008, one of a year, two without a beginning
    per = [row for row in of(seed_release, "financing.stages") if row["amount_unit_code"] in ("per_enterprise", "per_proposal")]
    assert per
    assert {row["stage_total"] for row in per} == {None}


def test_amounts_are_what_was_worked_out_by_hand(small_world: Any) -> None:
    with HAND.open(encoding="utf-8") as file:
        sheet = list(csv.DictReader(line for line in file if not line.startswith("#")))
    for line in sheet:
        rows = {row["ref_id"]: row for row in of(small_world, "financing.normalised", as_of="2024-01-01", currency=line["currency"], base_year=2021)}
        for name in ("converted_amount", "real_amount"):
            assert rows[line["ref_id"]][name] == (pytest.approx(float(line[name])) if line[name] else None), (line, name)


@pytest.mark.parametrize("currency", ["IDR", "JPY", "USD"])
@pytest.mark.parametrize("base_year", [None, 2021])
@pytest.mark.parametrize("domestic", [True, False])
@pytest.mark.parametrize("world", ["seed_release", "small_world"])
def test_a_sum_holds_what_can_be_added_and_counts_what_cannot(world: str, currency: str, base_year: int | None, domestic: bool, request: pytest.FixtureRequest) -> None:  # noqa: FBT001
    record = request.getfixturevalue(world)
    asked = {"currency": currency, "base_year": base_year, "domestic": domestic}
    rows, totals = of(record, "financing.normalised", **asked), of(record, "financing.converted_total", **asked)
    assert sum(total["row_count"] for total in totals) == len(rows)
    for total in totals:
        mine = [row for row in rows if all(row[name] == total[name] for name in ("amount_kind_code", "amount_basis_code", "outcome_kind_code", "value_basis_code", "enterprise_sizes_code", "amount_unit_code"))]
        added = [row for row in mine if row["is_added"]]
        assert total["row_count"] - total["apart_count"] == total["addable_count"] == len(added) == sum(total[name] for name in COUNTS)
        assert base_year is None or len(added) == sum(total[name] for name in REAL_COUNTS)
        for column, name in (("converted_amount", "converted_total"), ("real_amount", "real_total")):
            known = [row[column] for row in added if row[column] is not None]
            assert total[name] == (pytest.approx(sum(known)) if known else None)


@pytest.mark.parametrize("world", ["seed_release", "small_world"])
def test_every_rate_and_index_in_use_stands_in_the_row(world: str, request: pytest.FixtureRequest) -> None:
    for row in of(request.getfixturevalue(world), "financing.normalised", as_of="2026-11-22", currency="IDR", base_year=2021):
        is_adjusted = row["price_adjustment_code"] == "adjusted"
        assert (row["price_source_id"] is not None) == (row["base_price_source_id"] is not None) == is_adjusted
        assert (row["real_amount"] is not None) == (row["price_adjustment_code"] in ("adjusted", "base_year"))
        if is_adjusted:
            assert row["price_ratio"] == pytest.approx(float(row["base_index_value"]) / float(row["index_value"]))
            shown = 1 if row["currency_code"] == "IDR" else row["base_to_units_per_usd"] / row["base_from_units_per_usd"]
            assert row["real_amount"] == pytest.approx(float(row["amount"]) * row["price_ratio"] * shown)


def test_without_an_index_only_money_of_the_base_year_is_real(seed_release: Any) -> None:
    assert of(seed_release, "financing.base_years") == []
    rows = of(seed_release, "financing.normalised", domestic=True, currency="IDR", base_year=2021)
    assert {row["amount_year"] for row in rows if row["real_amount"] is not None} == {2021}


def test_a_year_is_one_year_or_none(seed_release: Any) -> None:
    rules = {row["ref_id"]: (row["amount_year"], row["year_rule_code"]) for domestic in (True, False) for row in of(seed_release, "financing.normalised", domestic=domestic, currency="USD", amount_kind="program" if domestic else None)}
    assert rules["P001"] == (2025, "opening")
    assert rules["P006"] == (None, "several_years")  # paid out since 2008
    assert rules["P014"] == (None, "no_year")
    assert rules["O003"] == (2021, "occurrence")  # 9 to 12 March 2021
    assert rules["O001"] == (None, "several_years")  # 2013 to 27 December 2022


def test_a_figure_inside_a_longer_one_is_added_only_until_that_is_known(seed_release: Any) -> None:
    def is_added(as_of: str) -> bool:
        rows = of(seed_release, "financing.normalised", domestic=True, as_of=as_of, currency="IDR", amount_kind="flow")
        return {row["ref_id"]: row["is_added"] for row in rows}["F010"]

    assert is_added("2025-08-01")  # up to 4 July 2025
    assert not is_added("2025-12-01")  # up to 30 November 2025


def test_what_is_divided_by_what_is_said(seed_release: Any) -> None:
    rows = {row["ref_id"]: row for row in of(seed_release, "financing.drawn", domestic=True)}
    assert rows["F003"]["drawn_against_code"] == "year_target"
    assert rows["F003"]["drawn_share"] == pytest.approx(96 / 110)
    assert rows["F004"]["elapsed_share"] == pytest.approx(273 / 365)  # up to 30 September
    assert (rows["F009"]["drawn_against_code"], rows["F009"]["drawn_share"]) == (None, None)  # no target of 2024, and the ceiling is of 2025
    assert (rows["P007"]["drawn_against_code"], rows["P007"]["amount"], rows["P007"]["drawn_share"]) == ("committed", None, None)
    assert {row["others_share"] for row in rows.values()} == {None}  # two programmes are too few


PROGRAM = {"program_id": "ZP", "name_en": "A", "provider_institution_id": "I-JBIC", "provider_country_code": "JPN", "beneficiary_country_code": "IDN", "instrument_code": "loan", "record_scope_code": "IDN-JPN", "source_id": "XS1"}
COMMITTED = {**PROGRAM, "amount": 1000, "currency_code": "USD", "amount_basis_code": "committed", "amount_unit_code": "programme", "opens_on": "2020", "closes_on": "2023"}
FLOW = {"flow_id": "ZF", "program_id": "ZP", "period_text": "x", "amount_basis_code": "cumulative_disbursed", "period_from": "2020-01-01", "period_until": "2021-12-31", "amount": 250, "currency_code": "USD", "source_id": "XS1"}


@pytest.mark.parametrize(
    ("program", "flow", "against", "share"),
    [
        ({}, {}, "committed", 0.25),
        ({}, {"amount": 0}, "committed", 0),  # nothing drawn is known, and is nothing
        ({"amount": 0}, {}, "committed", None),  # a commitment of nothing has no share
        ({}, {"currency_code": "JPY"}, None, None),
        ({}, {"period_from": "2019-01-01"}, None, None),  # money from before it opened
        ({}, {"period_from": "2021-01-01", "amount_basis_code": "disbursed"}, None, None),  # not all since it opened
        ({}, {"period_from": "2024-01-01", "period_until": "2024-12-31"}, None, None),  # all of it from after it closed
        ({"amount_unit_code": "per_enterprise"}, {}, None, None),
        ({"opens_on": "2020-09-01"}, {"period_until": "2020-08-31"}, None, None),  # all of it from before it opened
        ({"opens_on": "2020-09-01"}, {"period_until": "2020-09-01"}, "committed", 0.25),
        ({"opens_on": "[2019-01-01..2020-12-31]"}, {}, None, None),  # which year it opened in is not known
        ({}, {"amount_basis_code": "disbursed", "period_from": "2021-04-01", "target_amount": 500}, None, None),  # a quarter to a year's target
        ({}, {"amount_basis_code": "disbursed", "period_from": "2021-01-01", "target_amount": 500}, "year_target", 0.5),
        ({}, {"amount_basis_code": "disbursed", "period_from": "2021-01-01", "target_amount": 0}, "year_target", None),
    ],
)
def test_a_share_only_of_the_same_programme_currency_and_basis(bench: Any, program: dict[str, object], flow: dict[str, object], against: str | None, share: float | None) -> None:
    with bench.world({"financing_programs": [{**COMMITTED, **program}], "program_flows": [{**FLOW, **flow}]}) as run:
        (row,) = [row for row in run("financing.drawn", **{key: value for key, value in PAIR.items() if key != "domestic"}, domestic=False) if row["ref_id"] == "ZF"]
    assert row["drawn_against_code"] == against
    assert row["drawn_share"] == (None if share is None else pytest.approx(share))
    assert (row["age_years"] is None) == (row["elapsed_share"] is None) == (against is None)
