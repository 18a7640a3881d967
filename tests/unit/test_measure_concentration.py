"""Concentration and diversity: the measures against a sheet worked out by hand, the interval against scipy's, and what always holds."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import bootstrap

from mitra.charts import concentration as charts
from mitra.findings import concentration as findings
from mitra.i18n import Words
from mitra.measures.concentration import CODES, NEEDED, by_sector, by_year, hhi, interval, mix, of_mix
from mitra.theme import LIGHT

HAND = Path(__file__).parent.parent / "golden" / "hand" / "concentration.csv"
VISITS = [("G0", "food_beverages", 4), ("G1", "food_beverages", 2), ("G2", "food_beverages", 1), ("G3", "food_beverages", 1), ("G3", "crafts", 3), ("G4", "food_beverages", 1), ("G5", "food_beverages", 1), ("G6", "crafts", 1), ("G7", "crafts", 2), ("G8", "fisheries", 3), ("G9", "fisheries", 1)]
SECTORS = ("crafts", "fisheries", "food_beverages", None)
ANY = st.lists(st.tuples(st.integers(0, 14), st.sampled_from(SECTORS), st.integers(0, 40), st.sampled_from([None, 2019, 2020, 2021])), max_size=40)
COLUMNS = {"engagement_id": "str", "sector_code": "object", "unit_count": "Int64", "withheld_count": "Int64", "possible_count": "Int64", "year": "Int64"}


def visits(rows: list[tuple[Any, ...]], possible: int = 4) -> pd.DataFrame:
    """Return rows of engagement, sector, count and perhaps year as the statement reads them."""
    return pd.DataFrame([(f"{row[0]}", row[1], row[2], 0, possible, row[3] if len(row) > 3 else 2020) for row in rows], columns=list(COLUMNS)).astype(COLUMNS)


def read() -> dict[str, float]:
    """Return the sheet."""
    with HAND.open(encoding="utf-8") as file:
        return {row["code"]: float(row["value"]) for row in csv.DictReader(line for line in file if not line.startswith("#"))}


def plain(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return rows with unknown as None, to compare."""
    return [{key: None if pd.isna(value) else value for key, value in row.items()} for row in frame.to_dict("records")]


def test_the_measures_are_those_worked_out_by_hand() -> None:
    expected = read()
    found = of_mix(visits(VISITS), {}).set_index("diversity_measure_code")
    assert list(found.index) == list(CODES)
    assert dict(found["measure_value"]) == pytest.approx({code: expected[code] for code in CODES}, abs=1e-6)
    assert set(found["unit_count"]) == {20}
    assert set(found["sector_count"]) == {3}


def test_the_contributions_are_those_worked_out_by_hand() -> None:
    expected = read()
    found = by_sector(visits(VISITS), {})
    assert list(found["sector_code"]) == ["food_beverages", "crafts", "fisheries"]
    assert list(found["contribution_share"]) == pytest.approx([expected[code] for code in found["sector_code"]], abs=1e-6)
    assert list(found["unit_share"]) == pytest.approx([0.5, 0.3, 0.2])
    assert list(found["engagement_count"]) == [6, 3, 2]


def test_the_interval_is_the_basic_bootstrap_of_scipy_over_engagements() -> None:
    found = mix(visits([(f"G{place}", SECTORS[place % 3], 1 + place % 5) for place in range(60)]))
    theirs = bootstrap((np.arange(len(found.counts)),), lambda places, axis: hhi(found.counts[places].sum(axis=axis - 1)), vectorized=True, method="basic", n_resamples=9999, rng=1).confidence_interval
    ours = interval(found)
    assert ours[1] == pytest.approx(theirs.high, abs=0.01)
    assert ours[0] == pytest.approx(max(theirs.low, 1 / 4), abs=0.01)


def test_a_function_of_the_index_has_the_interval_of_the_index() -> None:
    found = of_mix(visits(VISITS), {}).set_index("diversity_measure_code")
    assert found.loc["hill_2", "measure_low"] == pytest.approx(1 / found.loc["hhi", "measure_high"])
    assert found.loc["hill_2", "measure_high"] == pytest.approx(1 / found.loc["hhi", "measure_low"])
    assert found.loc[["shannon", "hill_1", "evenness", "hill_0"], ["measure_low", "measure_high"]].isna().all(axis=None)


@pytest.mark.parametrize("rows", [[], [("G1", None, 5)], [("G1", "crafts", 3)], [("G1", "crafts", 0)], VISITS[:3]], ids=["no rows", "all unknown", "one row", "zero", "few"])
def test_too_few_engagements_give_no_number_but_how_many_it_takes(rows: list[tuple[Any, ...]], plain_words: Words) -> None:
    found = of_mix(visits(rows), {})
    assert found[["measure_value", "measure_low", "measure_high"]].isna().all(axis=None)
    assert set(found["needed_count"]) == {NEEDED}
    assert by_sector(visits(rows), {})[["unit_share", "contribution_share"]].isna().all(axis=None)
    assert by_year(visits(rows), {})["hhi"].isna().all()
    assert charts.contributions(by_sector(visits(rows), {}), plain_words, LIGHT) is None
    assert charts.through_years(by_year(visits(rows), {}), plain_words, LIGHT) is None
    assert "10" in findings.said(found, plain_words, basis=None)
    assert not findings.is_known(found)


def test_one_sector_is_one_effective_sector_without_an_interval(plain_words: Words) -> None:
    found = of_mix(visits([(f"G{place}", "crafts", 2) for place in range(NEEDED)]), {}).set_index("diversity_measure_code")
    assert found.loc["hhi", "measure_value"] == found.loc["hill_2", "measure_value"] == 1
    assert pd.isna(found.loc["evenness", "measure_value"])
    assert found["measure_low"].isna().all()
    assert "nan" not in (findings.headline(found.reset_index(), plain_words) + findings.said(found.reset_index(), plain_words, basis=None)).lower()


def test_participants_without_a_sector_are_counted_and_change_no_measure() -> None:
    plain_mix, more = of_mix(visits(VISITS), {}), of_mix(visits([*VISITS, ("G3", None, 500), ("G11", None, 7)]), {})
    assert set(more["unsplit_count"]) == {507}
    assert plain(more.drop(columns="unsplit_count")) == plain(plain_mix.drop(columns="unsplit_count"))


def test_years_with_enough_engagements_stand_alone_and_thin_ones_are_added_up() -> None:
    thin = by_year(visits([(f"G{place}", SECTORS[place % 3], 1, 2010 + place) for place in range(12)]), {})
    assert thin["is_cumulative"].all()
    assert list(thin["engagement_count"]) == list(range(1, 13))
    assert list(thin["hhi"].notna()) == [False] * 9 + [True] * 3
    rich = by_year(visits([(f"{year}-{place}", SECTORS[place % 2 + (year == 2021)], 1, year) for year in (2020, 2021) for place in range(12)]), {})
    assert not rich["is_cumulative"].any()
    assert list(rich["effective_sectors"]) == pytest.approx([2, 2])
    assert list(rich["sector_count"]) == [2, 2]


def test_an_engagement_without_a_year_is_in_no_year() -> None:
    rows = [(f"G{place}", SECTORS[place % 3], 1, 2020) for place in range(NEEDED)]
    assert plain(by_year(visits([*rows, ("G99", "crafts", 80, None)]), {})) == plain(by_year(visits(rows), {}))


def test_a_change_is_said_only_where_the_intervals_part(plain_words: Words) -> None:
    columns = ["year", "is_cumulative", "effective_sectors", "effective_low", "effective_high", "engagement_count", "needed_count"]
    apart = pd.DataFrame([(2020, False, 2.0, 1.8, 2.2, 40, 10), (2021, False, 4.0, 3.1, 5.0, 40, 10)], columns=columns)
    overlap = apart.assign(effective_low=[1.8, 2.1])
    unknown = apart.assign(effective_low=[None, None], effective_high=[None, None])
    half = apart.assign(effective_low=[None, 3.1], effective_high=[None, 5.0])
    said = {findings.through_years(rows, plain_words) for rows in (apart, overlap, unknown, apart.head(1), apart.head(0))}
    assert len(said) == 5  # what has no interval neither parts nor overlaps
    assert findings.through_years(half, plain_words) == findings.through_years(unknown, plain_words)


@given(rows=ANY, seed=st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_what_holds_for_any_mix(rows: list[tuple[Any, ...]], seed: Any) -> None:
    given_rows = visits([(f"G{row[0]}", *row[1:]) for row in rows])
    shuffled = given_rows.sample(frac=1, random_state=seed.randrange(1000))
    for measure in (of_mix, by_sector, by_year):
        assert plain(measure(given_rows, {})) == plain(measure(shuffled, {}))
    found = of_mix(given_rows, {}).set_index("diversity_measure_code")
    counted = given_rows["unit_count"].sum()
    assert found["unit_count"].iloc[0] + found["unsplit_count"].iloc[0] == counted
    if found["measure_value"].isna().all():
        return
    value = found["measure_value"].astype("float64")
    seen = value["hill_0"]
    assert 1 / seen - 1e-9 <= value["hhi"] <= 1
    assert 1 - 1e-9 <= value["hill_2"] <= value["hill_1"] + 1e-9 <= seen + 2e-9
    assert by_sector(given_rows, {})["contribution_share"].sum() == pytest.approx(1)
    low, high = found.loc["hhi", ["measure_low", "measure_high"]]
    assert pd.isna(low) or 1 / 4 <= low <= high <= 1


def test_the_record_counts_each_participant_once(seed_release: Any) -> None:
    pair = {"home": "IDN", "partner": "JPN", "as_of": "2026-11-22"}
    for basis in ("participants", "engagements"):
        rows = seed_release.reader.rows("sectors.mix_rows", {**pair, "mix_basis": basis})
        measured = seed_release.reader.rows("sectors.concentration", {**pair, "mix_basis": basis})[0]
        assert sum(row["unit_count"] for row in rows if row["sector_code"]) == measured["unit_count"]
        assert sum(row["unit_count"] for row in rows if not row["sector_code"]) == measured["unsplit_count"]
        assert len({row["engagement_id"] for row in rows if row["sector_code"]}) == measured["engagement_count"]


def test_another_pair_changes_nothing_for_this_one(desk: Any, upload: Callable[..., Any], person: Callable[..., dict[str, str | None]]) -> None:
    pair = {"home": "IDN", "partner": "JPN", "as_of": "2024-01-01", "country": "IDN"}
    names = ("sectors.concentration", "sectors.contribution", "sectors.concentration_by_year", "sectors.location_quotient")
    before = [desk.library.open(desk.release).rows(name, pair) for name in names]
    visit = {"engagement_id": "XE99", "name_en": "contoh", "engagement_kind_code": "training", "engagement_stage_code": "held", "held_from": "2020", "held_certainty_code": "stated", "country_a_code": "IDN", "country_b_code": "KOR", "record_scope_code": "other", "source_id": "XS1"}
    there = desk.publish(upload("engagements", "append", [visit]), upload("participants", "append", [person(f"XP9{place}", engagement_id="XE99") for place in range(20)]))
    assert [desk.library.open(there.release).rows(name, pair) for name in names] == before
