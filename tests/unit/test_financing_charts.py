"""Financing in charts and sentences: one mark a programme, part-years apart, gaps named, nothing drawn from nothing."""

from __future__ import annotations

import pandas as pd
import pytest

from mitra.charts import domestic, financing, money, stages
from mitra.contract import Contract
from mitra.findings import financing as findings
from mitra.findings import money as money_said
from mitra.i18n import Words
from mitra.theme import LIGHT

PROGRAMS = pd.DataFrame(
    [
        {"ref_id": "X1", "provider_institution_id": "XI1", "co_provider_institution_id": None, "instrument_code": "loan", "program_status_code": "open", "opens_on": "2020", "closes_on": "2030", "amount": 5.0, "currency_code": "IDR"},
        {"ref_id": "X2", "provider_institution_id": "XI1", "co_provider_institution_id": "XI2", "instrument_code": "loan", "program_status_code": "date_unknown", "opens_on": None, "closes_on": None, "amount": None, "currency_code": None},
    ]
)
AMOUNT = {"ref_id": "X1", "amount_kind_code": "program", "amount_basis_code": "ceiling", "amount_unit_code": "programme", "amount": 1000.0, "currency_code": "JPY", "converted_currency_code": "IDR", "price_base_year": 2021}
AMOUNTS = pd.DataFrame(
    [
        {**AMOUNT, "conversion_code": "converted", "converted_amount": 1e5, "amount_year": 2012, "real_amount": 2e5, "price_adjustment_code": "adjusted"},
        {**AMOUNT, "ref_id": "X2", "conversion_code": "no_year", "converted_amount": None, "amount_year": None, "real_amount": None, "price_adjustment_code": "no_year"},
    ]
)
STAGE = {"currency_code": "IDR", "amount_basis_code": "committed", "amount_kind_code": "program", "amount_unit_code": "programme", "row_count": 1, "known_count": 1, "missing_count": 0, "smallest_amount": 5.0, "largest_amount": 5.0, "added_count": 1, "stage_total": 5.0}
STAGES = pd.DataFrame(
    [
        STAGE,
        {**STAGE, "amount_basis_code": "disbursed", "known_count": 2, "row_count": 2, "smallest_amount": 0.0, "largest_amount": 500.0, "added_count": 0, "stage_total": None},
        {**STAGE, "currency_code": None, "amount_basis_code": None, "amount_unit_code": None, "known_count": 0, "missing_count": 1, "smallest_amount": None, "largest_amount": None, "added_count": 0, "stage_total": None},
    ]
)
DRAWN_ROW = {"program_id": "X1", "drawn_against_code": "committed", "against_amount": 10.0, "currency_code": "IDR", "amount": 5.0, "year": 2020, "is_full_year": True, "period_until": pd.Timestamp(2020, 12, 31), "elapsed_share": 1.0, "other_count": 1, "needed_count": 3, "others_share": None, "others_low_share": None, "others_high_share": None, "adjusted_share": None}
DRAWN = pd.DataFrame(
    [
        {**DRAWN_ROW, "ref_id": "F1", "drawn_share": 0.5},
        {**DRAWN_ROW, "ref_id": "F2", "drawn_share": 1.2, "year": 2021, "is_full_year": False, "period_until": pd.Timestamp(2021, 6, 30), "elapsed_share": None},
        {**DRAWN_ROW, "ref_id": "F3", "drawn_share": None, "drawn_against_code": None, "against_amount": None},
        {**DRAWN_ROW, "ref_id": "X2", "program_id": "X2", "drawn_share": None, "amount": None},
    ]
).astype({"others_share": "float64", "adjusted_share": "float64"})
TOTAL = {**AMOUNT, "row_count": 4, "apart_count": 1, "addable_count": 3, "converted_count": 1, "no_year_count": 1, "no_rate_count": 1, "converted_total": 7e6, "real_count": 0, "real_no_year_count": 1, "no_index_count": 2, "no_base_rate_count": 0, "real_total": None}
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
    figure = money.amounts(AMOUNTS, plain_words, LIGHT)
    assert figure is not None
    marks = figure["data"][0]
    assert marks["marker"]["symbol"] == ["circle", "circle-open"]
    assert marks["x"][1] < marks["x"][0]


def test_amounts_without_any_converted_one_are_still_drawn(plain_words: Words) -> None:
    assert money.amounts(AMOUNTS.tail(1), plain_words, LIGHT) is not None


def test_part_years_are_hatched_gaps_are_named_and_cumulative_figures_stay_out(plain_words: Words) -> None:
    figure = domestic.flows(FLOWS, plain_words, LIGHT)
    assert figure is not None
    assert figure["data"][0]["x"] == [10.0, 30.0]
    assert figure["data"][0]["marker"]["pattern"]["shape"] == ["", "/"]
    assert len(figure["layout"]["annotations"]) == 3  # 2021 stands with no bar
    assert "2020" in findings.flow(FLOWS, plain_words)
    assert "900" in findings.flow_notes(FLOWS, plain_words)


@pytest.mark.parametrize("draw", [financing.offers, money.amounts, stages.stages, stages.drawn, domestic.flows, domestic.sector_shares])
def test_nothing_is_drawn_from_no_rows(draw: object, plain_words: Words) -> None:
    assert callable(draw)
    rows = {financing.offers: PROGRAMS, money.amounts: AMOUNTS, stages.stages: STAGES, stages.drawn: DRAWN}.get(draw, FLOWS).head(0)  # type: ignore[call-overload]  # one of the six
    assert draw(rows, plain_words, LIGHT) is None


def test_a_long_label_breaks_at_words_and_a_japanese_one_keeps_its_katakana_together() -> None:
    assert financing.wrapped("Ministry of Economy, Trade and Industry", 24) == ["Ministry of Economy,", "Trade and Industry"]
    assert financing.wrapped("バンク・ネガラ・インドネシア（BNI）", 26) == ["バンク・ネガラ・", "インドネシア（BNI）"]
    assert financing.wrapped("", 10) == [""]


@pytest.mark.parametrize("column", [money.NOMINAL, money.REAL])
def test_nothing_and_not_known_stand_in_two_places(plain_words: Words, column: str) -> None:
    rows = pd.concat([AMOUNTS, AMOUNTS.tail(1).assign(ref_id="X3", converted_amount=0.0, real_amount=0.0)])
    figure = money.amounts(rows, plain_words, LIGHT, column=column)
    assert figure is not None
    known, unknown, zero = figure["data"][0]["x"]
    assert unknown < zero < known
    assert figure["data"][0]["marker"]["symbol"] == ["circle", "circle-open", "circle"]
    assert list(figure["layout"]["xaxis"]["ticktext"]).count("0") == 1


def test_stages_stand_on_their_currencys_scale_and_an_unstated_amount_is_a_ring(plain_words: Words) -> None:
    figure = stages.stages(STAGES, plain_words, LIGHT)
    assert figure is not None
    dots = figure["data"][1]
    assert dots["marker"]["symbol"] == ["circle", "circle", "circle", "circle-open"]
    assert dots["x"][1] == 0  # nothing paid out is drawn as such
    assert max(dots["x"]) <= 1
    assert plain_words.money(5.0, "IDR") not in money_said.stage_sums(STAGES, plain_words)  # one amount, which the chart names
    said = money_said.stage_sums(STAGES.assign(added_count=STAGES["added_count"] * 2), plain_words)
    assert plain_words.money(5.0, "IDR") in said
    assert plain_words.money(505.0, "IDR") not in said


def test_bars_of_what_was_drawn_have_a_stroke_only_where_an_end_is_stated(plain_words: Words) -> None:
    figure = stages.drawn(DRAWN, plain_words, LIGHT)
    assert figure is not None
    bars, paces = figure["data"]
    assert bars["x"] == [0.5, 1.2]
    assert bars["marker"]["pattern"]["shape"] == ["", "/"]
    assert paces["x"] == [1.0]
    assert figure["layout"]["xaxis"]["range"][1] > 1.2


def test_too_few_programmes_are_said_and_no_age_adjusted_share_is(plain_words: Words) -> None:
    said = money_said.drawn_note(DRAWN, plain_words)
    assert plain_words.n("Age-adjusted shares take {needed} other programmes at the same age; the record has {count}, so none is shown.", "", 1, needed="3") in said
    enough = money_said.drawn_note(DRAWN.assign(others_share=0.4, others_low_share=0.3, others_high_share=0.7, adjusted_share=0.1, other_count=3), plain_words)
    assert "+10" in enough
    assert said != enough


@pytest.fixture
def english(the_contract: Contract) -> Words:
    """Return English words without names of the record."""
    return Words("en", the_contract, {})


def test_a_sum_counts_aloud_what_is_not_in_it(english: Words) -> None:
    rows = pd.DataFrame([TOTAL])
    nominal, real = (money_said.totals(rows, english, column=column) for column in (money.NOMINAL, money.REAL))
    assert "**IDR 7 million** from 1 of 3 amounts. 1 belongs to no one year and is not in the sum. 1 has no rate for the year and is not in the sum." in nominal
    assert "no sum from 3 amounts. 1 belongs to no one year and is not in the sum. 2 have no price index for their year and are not in the sum." in real
    assert "1 amount is never added" in nominal
