"""Financing: nothing converted without a rate, nothing domestic counted as cooperation, and “not stated” never a yes."""

from __future__ import annotations

from typing import Any

import pytest

PAIR = {"home": "IDN", "partner": "JPN", "as_of": "2026-11-22"}
CRITERIA = ("country_fit_code", "sector_fit_code", "size_fit_code", "need_fit_code", "open_fit_code")


def fits(record: Any, **asked: str) -> dict[str, dict[str, Any]]:
    """Return each programme's verdicts for an enterprise."""
    return {row["ref_id"]: row for row in record.reader.rows("financing.fit", {"as_of": "2026-11-22", "country": "IDN", **asked})}


@pytest.mark.parametrize("currency", ["IDR", "JPY", "USD"])
def test_an_amount_is_converted_by_both_rates_of_its_year_or_not_at_all(seed_release: Any, currency: str) -> None:
    rows = seed_release.reader.rows("financing.normalised", {**PAIR, "domestic": False, "currency": currency})
    for row in rows:
        if row["conversion_code"] == "converted":
            assert row["converted_amount"] == pytest.approx(float(row["amount"]) / row["from_units_per_usd"] * row["to_units_per_usd"])
            assert row["amount_year"] is not None
            assert row["from_rate_source_id"] or row["currency_code"] == "USD"
            assert row["to_rate_source_id"] or currency == "USD"
        else:
            assert row["from_units_per_usd"] is row["to_units_per_usd"] is None
            assert (row["converted_amount"] is not None) == (row["currency_code"] == currency)
    assert {row["conversion_code"] for row in rows} >= {"converted", "same_currency", "no_year"}


def test_what_was_paid_out_over_years_is_not_converted_by_one_year(seed_release: Any) -> None:
    rows = seed_release.reader.rows("financing.normalised", {**PAIR, "domestic": True, "currency": "USD", "amount_kind": "program"})
    disbursed = [row for row in rows if row["amount_basis_code"] == "disbursed"]
    assert disbursed
    assert {row["conversion_code"] for row in disbursed} == {"several_years", "no_year"}


@pytest.mark.parametrize("partner", ["JPN", "KOR", "TLS"])
@pytest.mark.parametrize("as_of", ["2013-01-01", "2026-11-22", "2100-01-01"])
def test_each_programme_has_one_status(seed_release: Any, partner: str, as_of: str) -> None:
    given = {"home": "IDN", "partner": partner, "as_of": as_of, "domestic": False}
    programs = seed_release.reader.rows("financing.programs", given)
    counted = seed_release.reader.rows("financing.openness", given)
    assert len({row["ref_id"] for row in programs}) == len(programs) == sum(row["program_count"] for row in counted)
    assert sum(row["with_amount_count"] for row in counted) == sum(row["amount"] is not None for row in programs)


def test_domestic_programmes_belong_to_no_pair(seed_release: Any) -> None:
    rows = [{row["ref_id"] for row in seed_release.reader.rows("financing.programs", {**PAIR, "domestic": domestic})} for domestic in (True, False)]
    domestic, paired = rows
    assert domestic
    assert not domestic & paired
    assert "P033" in paired  # the co-provider is Japanese
    assert "P001" in domestic


def test_the_terms_come_in_the_language_asked_for(seed_release: Any) -> None:
    given = {**PAIR, "domestic": False, "program": "P011"}
    terms = {language: seed_release.reader.rows("financing.program_table", {**given, "language": language})[0]["terms"] for language in ("id", "en", "ja")}
    assert len(set(terms.values())) == 3


def test_only_full_calendar_years_are_full_years(seed_release: Any) -> None:
    rows = seed_release.reader.rows("financing.flows", {**PAIR, "domestic": True})
    for row in rows:
        first, last = row["period_from"], row["period_until"]
        assert row["is_full_year"] == ((first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year)
    assert not any(row["is_full_year"] for row in rows if row["amount_basis_code"] == "cumulative_disbursed")


def test_verdicts_are_counted_and_come_in_order(seed_release: Any) -> None:
    rows = list(fits(seed_release, sector="food_beverages", size_class="small", need="capacity_building").values())
    for row in rows:
        assert row["contradiction_count"] == sum(row[name] == "no" for name in CRITERIA)
        assert row["not_stated_count"] == sum(row[name] == "not_stated" for name in CRITERIA)
    places = [(row["contradiction_count"], row["not_stated_count"]) for row in rows]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("program", "asked", "criterion", "verdict"),
    [
        ("P011", {}, "country_fit_code", "not_stated"),  # names no beneficiary country
        ("P036", {}, "country_fit_code", "no"),  # Myanmar
        ("P001", {"sector": "trade"}, "sector_fit_code", "not_stated"),  # “all productive sectors” names none
        ("P024", {"sector": "machinery"}, "sector_fit_code", "fits"),  # manufacturing, not broken down
        ("P021", {"sector": "manufacturing"}, "sector_fit_code", "not_stated"),  # some branches of it
        ("P034", {"sector": "agriculture"}, "sector_fit_code", "no"),
        ("P022", {"size_class": "micro"}, "size_fit_code", "not_stated"),  # SME
        ("P022", {"size_class": "medium"}, "size_fit_code", "fits"),
        ("P022", {"size_class": "large"}, "size_fit_code", "no"),
        ("P012", {"size_class": "small"}, "size_fit_code", "not_stated"),
        ("P011", {"need": "standby_lc"}, "need_fit_code", "fits"),
        ("P011", {"need": "loan"}, "need_fit_code", "no"),
        ("P011", {"need": "financing_access"}, "need_fit_code", "fits"),
        ("P011", {}, "open_fit_code", "not_stated"),  # no end is stated
        ("P014", {}, "open_fit_code", "no"),  # a loan to one named borrower
        ("P012", {}, "open_fit_code", "no"),  # closed
        ("P011", {}, "sector_fit_code", "not_asked"),
    ],
)
def test_a_verdict_says_no_more_than_the_source(seed_release: Any, program: str, asked: dict[str, str], criterion: str, verdict: str) -> None:
    assert fits(seed_release, **asked)[program][criterion] == verdict
