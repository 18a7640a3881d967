"""Agreements in charts: what is not known is not drawn as if it were, and every mark opens its agreement."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from mitra.charts import agreement_counts, agreement_lineage, agreements, rows
from mitra.i18n import Words
from mitra.theme import LIGHT

DAY = date(2024, 1, 1)
SIGNED = {"signed_on": "2023-07-31", "signed_on_earliest": pd.Timestamp(2023, 7, 31), "signed_on_latest": pd.Timestamp(2023, 7, 31), "signed_certainty_code": "stated", "known_by": pd.Timestamp(2023, 7, 31), "is_dated": True}
ROW = {"agreement_kind_code": "mou", "agreement_status_code": "in_force_term_unknown", "in_force_until": None, "ends_on": None, "status_from": pd.Timestamp(2023, 7, 31), "party_a_institution_id": None, "party_b_institution_id": None, "third_party_institution_id": None, "publisher": "contoh", **SIGNED}
UNKNOWN = {"signed_on": None, "signed_on_earliest": pd.NaT, "signed_on_latest": pd.NaT, "signed_certainty_code": "unknown", "is_dated": False}
AGREEMENTS = pd.DataFrame(
    [
        {**ROW, "ref_id": "X1"},
        {**ROW, "ref_id": "X2", "signed_on": "[..2015-05-26]", "signed_on_earliest": pd.NaT, "signed_on_latest": pd.Timestamp(2015, 5, 26), "known_by": pd.Timestamp(2015, 5, 26)},
        {**ROW, "ref_id": "X3", "agreement_status_code": "expiring", "in_force_until": "2024-06-14", "ends_on": pd.Timestamp(2024, 6, 14)},
        {**ROW, **UNKNOWN, "ref_id": "X4", "agreement_status_code": "announced", "known_by": pd.Timestamp(2023, 12, 1), "status_from": pd.Timestamp(2023, 12, 1)},
    ]
)
LINK = {"link_certainty_code": "stated", "signed_on": "2023", "signed_on_latest": pd.Timestamp(2023, 12, 31), "earlier_signed_on": "2014", "earlier_signed_on_latest": pd.Timestamp(2014, 12, 31)}
LINKS = pd.DataFrame(
    [
        {**LINK, "ref_id": "X2", "earlier_agreement_id": "X1"},
        {**LINK, "ref_id": "X3", "earlier_agreement_id": "X2", "link_certainty_code": "inferred", "signed_on": None, "signed_on_latest": pd.NaT, "earlier_signed_on": "2023", "earlier_signed_on_latest": pd.Timestamp(2023, 12, 31)},
    ]
)


def of_kind(figure: agreements.Figure, kind: str, mode: str | None = None) -> list[dict]:
    """Return a figure's traces of one kind."""
    return [trace for trace in figure["data"] if trace["type"] == kind and (mode is None or trace["mode"] == mode)]


def test_every_bar_and_every_label_opens_its_agreement(plain_words: Words) -> None:
    figure = agreements.timeline(AGREEMENTS, plain_words, LIGHT, as_of=DAY)
    assert figure is not None
    solid = of_kind(figure, "bar")[-1]
    named = [trace for trace in of_kind(figure, "scatter", "text") if "customdata" in trace]
    assert solid["customdata"] == named[0]["customdata"] == [["X3"], ["X1"], ["X2"], ["X4"]]  # by status, the undated last


def test_days_of_possible_signing_are_hatched_and_reach_the_edge_where_nothing_bounds_them(plain_words: Words) -> None:
    figure = agreements.timeline(AGREEMENTS, plain_words, LIGHT, as_of=DAY)
    assert figure is not None
    possible = of_kind(figure, "bar")[0]
    assert possible["customdata"] == [["X2"], ["X4"]]
    assert possible["base"] == [figure["layout"]["xaxis"]["range"][0]] * 2
    assert possible["marker"]["pattern"]["shape"] == "/"


def test_an_unknown_end_is_an_arrow_at_the_day_and_a_stated_one_a_stroke_at_its_day(plain_words: Words) -> None:
    figure = agreements.timeline(AGREEMENTS, plain_words, LIGHT, as_of=DAY)
    assert figure is not None
    ends = of_kind(figure, "scatter", "markers")[0]
    assert ends["marker"]["symbol"] == ["line-ns-open", "triangle-right", "triangle-right", "triangle-right-open"]
    assert ends["x"] == ["2024-06-14", "2024-01-01", "2024-01-01", "2024-01-01"]


def test_an_announced_agreement_is_only_outlined(plain_words: Words) -> None:
    figure = agreements.timeline(AGREEMENTS, plain_words, LIGHT, as_of=DAY)
    assert figure is not None
    assert of_kind(figure, "bar")[-1]["marker"]["color"].count(LIGHT.paper) == 1


def test_the_chosen_agreement_has_a_band(plain_words: Words) -> None:
    figures = [agreements.timeline(AGREEMENTS, plain_words, LIGHT, as_of=DAY, chosen=chosen) for chosen in (None, "X2", "elsewhere")]
    assert [len(figure["layout"]["shapes"]) for figure in figures if figure] == [1, 2, 1]


def test_a_chain_is_numbered_from_its_origin_and_only_a_stated_link_is_solid(plain_words: Words) -> None:
    figure = agreement_lineage.lineage(LINKS, plain_words, LIGHT)
    assert figure is not None
    points = of_kind(figure, "scatter", "markers+text")[0]
    assert points["customdata"] == [["X1"], ["X2"], ["X3"]]
    assert points["text"] == ["1", "2", "3"]
    assert [edge["line"]["dash"] for edge in of_kind(figure, "scatter", "lines")] == ["solid", "dash"]
    assert len(set(points["y"])) == 1


def test_a_later_agreement_without_a_date_stands_right_of_all_dates(plain_words: Words) -> None:
    figure = agreement_lineage.lineage(LINKS, plain_words, LIGHT)
    assert figure is not None
    points = of_kind(figure, "scatter", "markers+text")[0]
    assert points["x"][2] == max(points["x"])
    assert points["marker"]["color"][2] == LIGHT.paper


def test_links_in_a_circle_are_drawn_once(plain_words: Words) -> None:
    circle = pd.concat([LINKS, pd.DataFrame([{**LINK, "ref_id": "X1", "earlier_agreement_id": "X3"}])])
    assert agreement_lineage.lineage(circle, plain_words, LIGHT) is not None


def test_an_unknown_year_stands_left_of_all_years_as_a_ring(plain_words: Words) -> None:
    counts = pd.DataFrame({"agreement_kind_code": ["mou", "mou", "loi"], "year": pd.array([None, 2023, 2022], "Int64"), "agreement_count": pd.array([1, 3, 1], "Int64"), "announced_count": pd.array([0, 1, 0], "Int64")})
    figure = agreement_counts.by_kind(counts, plain_words, LIGHT)
    assert figure is not None
    known, unknown = of_kind(figure, "scatter", "markers+text")
    assert known["customdata"] == [[2023, 2023], [2022, 2022]]
    assert unknown["x"][0] < min(known["x"])
    assert unknown["marker"]["color"] == LIGHT.paper


def test_institutions_are_drawn_once_though_two_succeed_them(plain_words: Words) -> None:
    party = {"institution_id": "XI1", "country_code": "IDN", "agreement_count": 3, "in_force_count": 2, "effective_on": pd.Timestamp(2024, 10, 21)}
    parties = pd.DataFrame([{**party, "successor_institution_id": heir} for heir in ("XI2", "XI3")])
    figure = agreement_counts.by_institution(parties, plain_words, LIGHT, home="IDN", partner="JPN")
    assert figure is not None
    assert [bar["x"] for bar in of_kind(figure, "bar")] == [[3], [2]]
    assert "XI2" in str(figure["data"][-1]["text"])


@pytest.mark.parametrize("text", ["Nota Kesepahaman (MoU) kerja sama UMKM, Kementerian Koperasi dan UKM dengan SMRJ", "日本公庫とDBS銀行のスタンドバイ・クレジット業務提携(インドネシアを含む6市場)", "x" * 200, ""])
def test_a_label_keeps_to_its_lines(text: str) -> None:
    lines = rows.wrap(text)
    assert len(lines) <= 2
    assert "".join(lines).replace(" ", "") == text.replace(" ", "") or lines[-1].endswith("…")


def test_no_latin_word_is_split_and_no_bracket_stands_alone() -> None:
    assert rows.wrap("協同組合とActbureauの覚書(MoU)", 17)[1].startswith("Act")
    assert rows.wrap("業務提携の覚書(MoU)", 18) == ("業務提携の覚書", "(MoU)")


def test_nothing_is_drawn_from_no_rows(plain_words: Words) -> None:
    assert agreements.timeline(AGREEMENTS.head(0), plain_words, LIGHT, as_of=DAY) is None
    assert agreement_lineage.lineage(LINKS.head(0), plain_words, LIGHT) is None
    assert agreement_counts.by_kind(pd.DataFrame(), plain_words, LIGHT) is None
    assert agreement_counts.by_status(pd.DataFrame({"agreement_status_code": ["expired"], "agreement_count": [0]}), plain_words, LIGHT) is None


def test_no_line_of_the_axis_crosses_a_name_or_a_bar(plain_words: Words) -> None:
    figure = agreements.timeline(AGREEMENTS, plain_words, LIGHT, as_of=DAY)
    assert figure is not None
    strokes = next(trace for trace in of_kind(figure, "scatter", "markers") if trace["marker"]["symbol"] == "line-ns-open")
    names = {y for trace in of_kind(figure, "scatter", "text") for y in trace["y"]}
    assert figure["layout"]["xaxis"]["showgrid"] is False
    assert strokes["x"]
    assert not names & set(strokes["y"])
    begins = {y: base for bar in figure["data"] if bar["type"] == "bar" for y, base in reversed(list(zip(bar["y"], bar["base"], strict=True)))}
    assert all(x < begins[y] for x, y in zip(strokes["x"], strokes["y"], strict=True))
