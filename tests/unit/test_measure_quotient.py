"""Location quotients: against a sheet worked out by hand, Wilson's interval by its definition, and what holds for any record."""

from __future__ import annotations

import csv
from math import sqrt
from pathlib import Path
from statistics import NormalDist
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mitra.charts import quotient as charts
from mitra.findings import quotient as findings
from mitra.i18n import Words
from mitra.measures.quotient import EXPECTED, of_sectors
from mitra.measures.shares import wilson
from mitra.theme import LIGHT

HAND = Path(__file__).parent.parent / "golden" / "hand" / "quotient.csv"
SHARES = {"food_beverages": 0.25, "crafts": 0.15, "fisheries": 0.1}
VISITS = [("G1", "food_beverages", 8), ("G2", "food_beverages", 4), ("G2", "crafts", 2), ("G3", "crafts", 4), ("G4", "fisheries", 2)]
ANY = st.lists(st.tuples(st.sampled_from(["G1", "G2", "G3", "G4"]), st.sampled_from([*SHARES, "mining", None]), st.integers(0, 60)), max_size=20, unique_by=lambda row: row[:2])
COLUMNS = {"population_scope": "object", "year": "Int64", "sector_code": "object", "national_share": "float64", "engagement_id": "object", "participant_count": "Int64", "withheld_count": "Int64"}


def joined(visits: list[tuple[Any, ...]], shares: dict[str, float] | None = None) -> pd.DataFrame:
    """Return participants joined with the series on both sides, as the statement reads them."""
    national = SHARES if shares is None else shares
    rows = [("ministry series", 2023, sector, national.get(sector), engagement, count, 0) for engagement, sector, count in visits]
    seen = {sector for _, sector, _ in visits}
    return pd.DataFrame([*rows, *(("ministry series", 2023, sector, share, None, None, None) for sector, share in national.items() if sector not in seen)], columns=list(COLUMNS)).astype(COLUMNS)


def plain(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return rows with unknown as None, to compare."""
    return [{key: None if pd.isna(value) else value for key, value in row.items()} for row in frame.to_dict("records")]


def test_the_quotients_are_those_worked_out_by_hand() -> None:
    with HAND.open(encoding="utf-8") as file:
        expected = {row["sector"]: row for row in csv.DictReader(line for line in file if not line.startswith("#"))}
    found = of_sectors(joined([*VISITS, ("G4", "mining", 5), ("G1", None, 3)]), {}).set_index("sector_code")
    assert set(found.index) == set(expected)
    for sector, row in expected.items():
        mine = found.loc[sector]
        assert mine["participant_count"] == int(row["participants"])
        assert mine["needed_count"] == int(row["needed"])
        assert (mine["national_share"], mine["expected_count"]) == pytest.approx((float(row["national"]), float(row["expected"])))
        for column, sheet in (("location_quotient", "quotient"), ("quotient_low", "low"), ("quotient_high", "high")):
            assert pd.isna(mine[column]) if not row[sheet] else mine[column] == pytest.approx(float(row[sheet]), abs=1e-5)
    assert set(found["outside_count"]) == {5}
    assert set(found["unsplit_count"]) == {3}
    assert set(found["compared_count"]) == {20}


@pytest.mark.parametrize(("share", "draws"), [(0.0, 7), (1.0, 7), (0.3, 3), (0.5, 250), (0.4, 6.3)])
def test_an_end_of_the_interval_is_as_far_from_the_share_as_chance_carries_it(share: float, draws: float) -> None:
    for end in wilson(share, draws):
        assert abs(share - end) == pytest.approx(NormalDist().inv_cdf(0.975) * sqrt(end * (1 - end) / draws), abs=1e-12)


def test_groups_count_as_one_draw_each() -> None:
    alone = of_sectors(joined([(f"G{place}", "food_beverages" if place < 12 else "crafts", 1) for place in range(20)]), {}).set_index("sector_code")
    together = of_sectors(joined([("G1", "food_beverages", 6), ("G2", "food_beverages", 6), ("G3", "crafts", 4), ("G4", "crafts", 4)]), {}).set_index("sector_code")
    assert list(alone["location_quotient"].dropna()) == list(together["location_quotient"].dropna())
    assert alone.loc["food_beverages", "quotient_low"] > together.loc["food_beverages", "quotient_low"]
    assert alone.loc["food_beverages", "quotient_high"] < together.loc["food_beverages", "quotient_high"]


def test_a_sector_without_a_participant_is_zero_with_an_upper_end(plain_words: Words) -> None:
    rows = of_sectors(joined([(f"G{place}", "food_beverages", 1) for place in range(40)]), {})
    none = rows.set_index("sector_code").loc["crafts"]
    assert none["location_quotient"] == none["quotient_low"] == 0
    assert 0 < none["quotient_high"] < 1
    assert charts.forest(rows, plain_words, LIGHT) is not None
    title = findings.title(rows, plain_words, "IDN")
    assert all(plain_words.code("sector", code) in title for code in SHARES)


@pytest.mark.parametrize("visits", [[], [("G1", None, 9)], [("G1", "mining", 9)], [("G1", "crafts", 1)], [("G1", "crafts", 0)]], ids=["no rows", "all unknown", "none in the series", "one", "zero"])
def test_where_too_few_are_expected_a_sentence_says_how_many_it_takes(visits: list[tuple[Any, ...]], plain_words: Words) -> None:
    rows = of_sectors(joined(visits), {})
    assert len(rows) == len(SHARES)
    assert rows[["location_quotient", "quotient_low", "quotient_high"]].isna().all(axis=None)
    assert charts.forest(rows, plain_words, LIGHT) is None
    assert "10" in findings.missing_said(rows, plain_words, "IDN")  # 5 expected at half of the nation
    assert findings.title(rows, plain_words, "IDN")


@pytest.mark.parametrize("shares", [{}, {"crafts": 0.0}], ids=["no series", "a share of zero"])
def test_without_a_national_share_there_is_no_row(shares: dict[str, float], plain_words: Words) -> None:
    rows = of_sectors(joined(VISITS, shares), {})
    assert rows.empty
    assert plain_words.country("IDN") in findings.missing_said(rows, plain_words, "IDN")
    assert findings.said(rows, plain_words) == ""


def test_one_delegation_is_not_held_against_the_nation(plain_words: Words) -> None:
    rows = of_sectors(joined([("G1", "food_beverages", 100), ("G2", "food_beverages", 5), ("G3", "crafts", 1)]), {})
    assert rows["location_quotient"].isna().all()
    assert "3" in findings.missing_said(rows, plain_words, "IDN")
    assert "4" in findings.missing_said(rows, plain_words, "IDN")
    assert charts.forest(rows, plain_words, LIGHT) is None


def test_only_a_sector_whose_interval_leaves_one_out_is_named(plain_words: Words) -> None:
    rows = of_sectors(joined([(f"G{place}", "food_beverages", 1) for place in range(50)] + [(f"H{place}", "crafts", 1) for place in range(20)] + [("K", "fisheries", 1)]), {})
    title = findings.title(rows, plain_words, "IDN")
    named = [code for code in SHARES if plain_words.code("sector", code) in title]
    assert named == ["food_beverages", "fisheries"]
    figure = charts.forest(rows, plain_words, LIGHT)
    assert figure is not None
    filled, hollow = (trace for trace in figure["data"] if trace["mode"] == "markers")
    assert [data[0] for data in filled["customdata"]] == ["food_beverages", "fisheries"]
    assert [data[0] for data in hollow["customdata"]] == ["crafts"]


def test_the_nation_is_a_stroke_beside_each_quotient_and_none_through_the_text_of_a_sector_without_one(plain_words: Words) -> None:
    rows = of_sectors(joined([(f"G{place}", "food_beverages", 1) for place in range(12)]), {})
    given = int(rows["location_quotient"].notna().sum())
    assert 0 < given < len(rows)
    figure = charts.forest(rows, plain_words, LIGHT)
    assert figure is not None
    assert figure["data"][0]["y"].count(None) == given


@given(visits=ANY, seed=st.integers(0, 99))
@settings(max_examples=60, deadline=None)
def test_what_holds_for_any_record(visits: list[tuple[Any, ...]], seed: int) -> None:
    rows = joined(visits)
    found = of_sectors(rows, {})
    assert plain(of_sectors(rows.sample(frac=1, random_state=seed), {})) == plain(found)
    assert found["national_share"].sum() == pytest.approx(1)
    assert found["participant_count"].sum() == found["compared_count"].iloc[0]
    assert found["compared_count"].iloc[0] + found["outside_count"].iloc[0] + found["unsplit_count"].iloc[0] == rows["participant_count"].sum()
    given_ones = found[found["location_quotient"].notna()].astype({"location_quotient": "float64", "quotient_low": "float64", "quotient_high": "float64"})
    assert (given_ones["expected_count"] >= EXPECTED).all()
    assert (given_ones["quotient_low"] <= given_ones["location_quotient"] + 1e-9).all()
    assert (given_ones["location_quotient"] <= given_ones["quotient_high"] + 1e-9).all()


def test_branches_of_manufacturing_are_one_where_the_series_has_no_more(seed_release: Any) -> None:
    asked = {"home": "IDN", "partner": "JPN", "as_of": "2026-11-22", "country": "JPN"}
    rows = {row["sector_code"]: row for row in seed_release.reader.rows("sectors.location_quotient", asked)}
    behind = seed_release.reader.rows("sectors.quotient_rows", asked)
    counted = sum(row["participant_count"] for row in behind if row["engagement_id"] and row["sector_code"] in ("food_beverages", "metals"))
    assert sum(row["participant_count"] for row in behind if row["engagement_id"]) == rows["trade"]["compared_count"] + rows["trade"]["outside_count"] + rows["trade"]["unsplit_count"]
    assert {row["year"] for row in behind if not row["engagement_id"]} == {2014}
    assert rows["manufacturing"]["participant_count"] == counted == 10
    assert "food_beverages" not in rows
    assert rows["trade"]["national_share"] == pytest.approx(896102 / (1454 + 455269 + 413339 + 1000 + 73136 + 896102 + 29959 + 544281 + 107479 + 210326))


def test_the_fullest_series_is_the_default_and_another_can_be_asked_for(seed_release: Any) -> None:
    asked = {"home": "IDN", "partner": "JPN", "as_of": "2026-11-22", "country": "IDN"}
    default = seed_release.reader.rows("sectors.location_quotient", asked)
    assert {(row["population_scope"], row["year"]) for row in default} == {("micro and small manufacturing (fewer than 20 workers)", 2023)}
    census = {row["sector_code"]: row for row in seed_release.reader.rows("sectors.location_quotient", {**asked, "population": "ALL sizes, Economic Census 2016 listing"})}
    assert census["manufacturing"]["quotient_low"] > 1
    assert census["trade"]["quotient_high"] < 1
