"""Charts and sentences of the outcomes page: values stay apart, unknown is not zero, each bar adds up."""

from __future__ import annotations

import pandas as pd

from mitra.charts import known, outcomes
from mitra.findings import outcomes as findings
from mitra.i18n import Words
from mitra.theme import LIGHT


def _chain() -> pd.DataFrame:
    rows = [("agreement_engagement", 23, 7, 0, 16), ("engagement_outcome", 44, 4, 2, 38)]
    return pd.DataFrame(rows, columns=["chain_step_code", "entered_count", "recorded_count", "all_sizes_count", "missing_count"])


def _amounts() -> pd.DataFrame:
    rows = [
        ("O1", "loan", 17e9, "IDR", "committed", "unknown", False, None, 1.0),
        ("O2", "deal", 69e7, "JPY", "reported", "unknown", False, "[2013-01-01..2022-12-27]", 1.0),
        ("O3", "investment_commitment", 283e8, "USD", "committed", "all_sizes", True, "2025", 1.0),
    ]
    return pd.DataFrame(rows, columns=["ref_id", "outcome_kind_code", "value", "currency_code", "value_basis_code", "enterprise_sizes_code", "is_all_sizes", "occurred_on", "currency_share"])


def test_the_bars_of_a_step_add_up_and_can_be_clicked(plain_words: Words) -> None:
    figure = outcomes.chain(_chain(), plain_words, LIGHT)
    assert figure is not None
    bars = [trace for trace in figure["data"] if trace["type"] == "bar"]
    assert [sum(values) for values in zip(*(bar["x"] for bar in bars), strict=True)] == [23, 44]
    assert bars[1]["customdata"][1] == ["engagement_outcome", "all_sizes_only"]


def test_headline_counts_no_outcome_over_all_sizes(plain_words: Words) -> None:
    said = findings.headline(pd.DataFrame({"outcome_kind_code": ["deal"]}), _chain(), plain_words)
    assert "4" in said
    assert "44" in said
    assert "6" not in said


def test_values_over_all_sizes_are_never_in_one_figure_with_the_others(plain_words: Words) -> None:
    own = outcomes.amounts(_amounts(), plain_words, LIGHT, all_sizes=False)
    wide = outcomes.amounts(_amounts(), plain_words, LIGHT, all_sizes=True)
    assert own is not None
    assert wide is not None
    assert len(own["data"][0]["x"]) == 2
    assert len(wide["data"][0]["x"]) == 1
    assert "USD" not in findings.amounts(_amounts(), plain_words)


def test_currencies_stand_under_heads_of_their_own_and_a_span_as_years(plain_words: Words) -> None:
    figure = outcomes.amounts(_amounts(), plain_words, LIGHT, all_sizes=False)
    assert figure is not None
    names, heads = figure["data"][1]["text"], figure["data"][2]["text"]
    assert heads == [plain_words.t("{row} ({value})", row=plain_words.currency(code), value=code) for code in ("IDR", "JPY")]
    assert plain_words.t("{first}–{last}", first=2013, last=2022) in names[1]


def test_an_outcome_without_a_date_stands_apart_from_the_years(plain_words: Words) -> None:
    rows = pd.DataFrame({"year": pd.array([2015, 2025, None], dtype="Int64"), "outcome_kind_code": ["loan", "mou", "loan"], "enterprise_sizes_code": ["unknown", "all_sizes", "unknown"], "row_count": [3, 1, 4], "span_count": [0, 0, 0]})
    figure = outcomes.by_year(rows, plain_words, LIGHT)
    assert figure is not None
    dots = next(trace for trace in figure["data"] if trace["mode"] == "markers+text")
    assert dots["x"][:2] == [2015, 2025]
    assert dots["x"][2] > 2026
    assert dots["customdata"] == [[2015], [2025], [None]]
    assert dots["marker"]["color"][1] == LIGHT.paper
    assert "4" in findings.by_year_said(rows, plain_words)


def test_what_is_not_stated_is_drawn_beside_what_is(plain_words: Words) -> None:
    rows = pd.DataFrame({"field_name": ["value", "note"], "row_count": [4, 4], "known_count": [1, 4]})
    figure = known.known(rows, plain_words, LIGHT)
    assert figure is not None
    stated, missing = figure["data"][0]["x"], figure["data"][1]["x"]
    assert stated == [1.0, 0.25]
    assert missing == [0.0, 0.75]


def test_nothing_on_record_draws_nothing(plain_words: Words) -> None:
    assert outcomes.chain(_chain().iloc[:0], plain_words, LIGHT) is None
    assert outcomes.amounts(_amounts().iloc[:0], plain_words, LIGHT, all_sizes=False) is None
    assert known.known(pd.DataFrame(), plain_words, LIGHT) is None


def test_a_label_is_clipped_by_width_not_by_letters() -> None:
    assert known.clipped("rattan crafts", 20) == "rattan crafts"
    assert known.clipped("中小企業振興", 6) == "中小…"
