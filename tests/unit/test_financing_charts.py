"""Financing in charts and sentences: one mark a programme, part-years apart, gaps named, nothing drawn from nothing."""

from __future__ import annotations

import pandas as pd
import pytest

from mitra.charts import domestic, financing
from mitra.findings import financing as findings
from mitra.i18n import Words
from mitra.theme import LIGHT

PROGRAMS = pd.DataFrame(
    [
        {"ref_id": "X1", "provider_institution_id": "XI1", "co_provider_institution_id": None, "instrument_code": "loan", "program_status_code": "open", "opens_on": "2020", "closes_on": "2030", "amount": 5.0, "currency_code": "IDR"},
        {"ref_id": "X2", "provider_institution_id": "XI1", "co_provider_institution_id": "XI2", "instrument_code": "loan", "program_status_code": "date_unknown", "opens_on": None, "closes_on": None, "amount": None, "currency_code": None},
    ]
)
AMOUNT = {"ref_id": "X1", "amount_basis_code": "ceiling", "amount_unit_code": "programme", "amount": 1000.0, "currency_code": "JPY", "converted_currency_code": "IDR"}
AMOUNTS = pd.DataFrame([{**AMOUNT, "conversion_code": "converted", "converted_amount": 1e5, "rate_year": 2012}, {**AMOUNT, "ref_id": "X2", "conversion_code": "no_year", "converted_amount": None, "rate_year": None}])
FLOW = {"program_id": "X1", "amount_basis_code": "disbursed", "currency_code": "IDR", "target_amount": None, "beneficiaries": None, "beneficiary_unit_code": "borrowers"}
FLOWS = pd.DataFrame(
    [
        {**FLOW, "year": 2020, "period_from": pd.Timestamp(2020, 1, 1), "period_until": pd.Timestamp(2020, 12, 31), "is_full_year": True, "amount": 10.0},
        {**FLOW, "year": 2022, "period_from": pd.Timestamp(2022, 1, 1), "period_until": pd.Timestamp(2022, 7, 31), "is_full_year": False, "amount": 30.0},
        {**FLOW, "year": 2022, "amount_basis_code": "cumulative_disbursed", "period_from": pd.Timestamp(2008, 1, 1), "period_until": pd.Timestamp(2022, 10, 1), "is_full_year": False, "amount": 900.0},
    ]
)


def test_each_programme_is_one_piece_that_can_be_clicked(plain_words: Words) -> None:
    figure = financing.offers(PROGRAMS, plain_words, LIGHT)
    assert figure is not None
    assert figure["data"][0]["customdata"] == [["X1"], ["X2"]]


def test_an_amount_that_was_not_converted_is_a_ring_outside_the_scale(plain_words: Words) -> None:
    figure = financing.amounts(AMOUNTS, plain_words, LIGHT)
    assert figure is not None
    marks = figure["data"][0]
    assert marks["marker"]["symbol"] == ["circle", "circle-open"]
    assert marks["x"][1] < marks["x"][0]


def test_amounts_without_any_converted_one_are_still_drawn(plain_words: Words) -> None:
    assert financing.amounts(AMOUNTS.tail(1), plain_words, LIGHT) is not None


def test_part_years_are_hatched_gaps_are_named_and_cumulative_figures_stay_out(plain_words: Words) -> None:
    figure = domestic.flows(FLOWS, plain_words, LIGHT)
    assert figure is not None
    assert figure["data"][0]["x"] == [10.0, 30.0]
    assert figure["data"][0]["marker"]["pattern"]["shape"] == ["", "/"]
    assert len(figure["layout"]["annotations"]) == 3  # 2021 stands with no bar
    assert "2020" in findings.flow(FLOWS, plain_words)
    assert "900" in findings.flow_notes(FLOWS, plain_words)


@pytest.mark.parametrize("draw", [financing.offers, financing.amounts, domestic.flows, domestic.sector_shares])
def test_nothing_is_drawn_from_no_rows(draw: object, plain_words: Words) -> None:
    assert callable(draw)
    rows = {financing.offers: PROGRAMS, financing.amounts: AMOUNTS}.get(draw, FLOWS).head(0)  # type: ignore[call-overload]  # one of the four
    assert draw(rows, plain_words, LIGHT) is None


def test_a_long_label_breaks_at_words_and_a_japanese_one_keeps_its_katakana_together() -> None:
    assert financing.wrapped("Ministry of Economy, Trade and Industry", 24) == ["Ministry of Economy,", "Trade and Industry"]
    assert financing.wrapped("バンク・ネガラ・インドネシア（BNI）", 26) == ["バンク・ネガラ・", "インドネシア（BNI）"]
    assert financing.wrapped("", 10) == [""]
