"""Inclusiveness: against a sheet worked out by hand, what holds for any record, and which rows of a record tell of a group."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mitra.charts import inclusiveness as charts
from mitra.findings import inclusiveness as findings
from mitra.i18n import Words
from mitra.measures.inclusiveness import NEEDED, parity
from mitra.theme import LIGHT

HAND = Path(__file__).parent.parent / "golden" / "hand" / "inclusiveness.csv"
GROUPS = ("women_led", "micro", "outside_java")
PAIR = {"home": "IDN", "partner": "JPN", "as_of": "2026-11-22"}
ENDS = ("member_share", "member_low_share", "member_high_share", "parity", "parity_low", "parity_high")


def asked(rows: list[tuple[str, str, int, int, float | None]]) -> pd.DataFrame:
    """Return rows as the statement gives them: country, group, described, members, national share."""
    frame = pd.DataFrame([(country, group, described + 5, described, members, 0, 4, national, None if national is None else 2021, None) for country, group, described, members, national in rows], columns=["country_code", "inclusion_group_code", "participant_count", "described_count", "member_count", "withheld_count", "engagement_count", "national_share", "year", "legal_basis"])
    return frame.astype({"participant_count": "Int64", "described_count": "Int64", "member_count": "Int64", "withheld_count": "Int64", "engagement_count": "Int64", "year": "Int64", "national_share": "float64"})


def test_the_shares_are_those_worked_out_by_hand() -> None:
    with HAND.open(encoding="utf-8") as file:
        sheet = list(csv.DictReader(line for line in file if not line.startswith("#")))
    found = parity(asked([(row["country"], "micro", int(row["described"]), int(row["members"]), float(row["national"]) if row["national"] else None) for row in sheet]), {})
    for row, mine in zip(sheet, found.to_dict("records"), strict=True):
        for column, name in zip(ENDS, ("share", "low", "high", "parity", "parity_low", "parity_high"), strict=True):
            assert pd.isna(mine[column]) if not row[name] else mine[column] == pytest.approx(float(row[name]), abs=2e-6), (row["country"], name)


COUNTS = st.integers(0, 60).flatmap(lambda described: st.tuples(st.just(described), st.integers(0, described)))
ROWS = st.lists(st.tuples(st.sampled_from(["IDN", "JPN"]), st.sampled_from(GROUPS), COUNTS, st.one_of(st.none(), st.floats(0, 1))), max_size=6, unique_by=lambda row: row[:2])


@settings(deadline=None)
@given(ROWS, st.randoms())
def test_shares_stay_within_their_interval_and_no_order_changes_them(rows: list[Any], order: Any) -> None:
    plain = [(country, group, *counts, national) for country, group, counts, national in rows]
    found = parity(asked(plain), {})
    mixed = parity(asked(order.sample(plain, len(plain))), {})
    key = ["country_code", "inclusion_group_code"]
    pd.testing.assert_frame_equal(found.sort_values(key).reset_index(drop=True), mixed.sort_values(key).reset_index(drop=True), check_dtype=False)
    for row in found.to_dict("records"):
        known = row["described_count"] >= NEEDED
        assert pd.isna(row["member_share"]) != known
        if known:
            assert 0 <= row["member_low_share"] <= row["member_share"] + 1e-12
            assert row["member_share"] - 1e-12 <= row["member_high_share"] <= 1
            assert (row["member_low_share"] > 0) or row["member_share"] < 0.5
        assert pd.isna(row["parity"]) == (not known or row["national_share"] is None or not row["national_share"] > 0)


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        ([], "Indonesia: too little is known of who takes part"),
        ([("IDN", "women_led", 0, 0, None)], "Indonesia: too little is known of who takes part"),
        ([("IDN", "women_led", 31, 9, None)], "Indonesia, Led by women: 29% of those known"),
        ([("IDN", "women_led", 31, 9, None), ("IDN", "micro", 40, 10, 0.9962)], "Indonesia, Micro: 25% of those known, less than the nation's 99.6%"),
        ([("IDN", "outside_java", 40, 38, 0.39)], "Indonesia, Outside Java: 95% of those known, more than the nation's 39.0%"),
        ([("IDN", "outside_java", 34, 12, 0.39)], "Indonesia, Outside Java: 35% of those known, not clearly another share than the nation's 39.0%"),
    ],
)
def test_the_title_says_what_is_clear_and_no_more(the_contract: Any, rows: list[Any], title: str) -> None:
    found = parity(asked(rows), {})
    assert findings.title(found, Words("en", the_contract, {}), "IDN") == title


def test_one_delegation_is_not_held_against_the_nation(plain_words: Words) -> None:
    rows = asked([("IDN", "micro", 40, 10, 0.9962)]).assign(engagement_count=1)
    found = parity(rows, {})
    assert (found["member_share"].iloc[0], found["national_share"].iloc[0]) == (0.25, 0.9962)
    assert found[["parity", "parity_low", "parity_high"]].isna().all(axis=None)
    assert "4" in findings.said(found, plain_words)
    assert findings.title(found, plain_words, "IDN") == plain_words.t("{country}, {group}: {share} of those known", country=plain_words.country("IDN"), group=plain_words.code("inclusion_group", "micro"), share=plain_words.percent(0.25))


def test_what_is_not_known_is_said_and_drawn_as_what_it_takes(plain_words: Words) -> None:
    found = parity(asked([("IDN", "women_led", 3, 1, None), ("IDN", "micro", 12, 3, 0.9962)]), {})
    said = findings.said(found, plain_words)
    assert "nan" not in said.lower()
    assert plain_words.number(NEEDED) in said
    figure = charts.groups(found, plain_words, LIGHT)
    assert figure is not None
    circles = next(trace for trace in figure["data"] if trace.get("name") == plain_words.t("known"))
    assert [colour == LIGHT.accent for colour in circles["marker"]["color"]] == [True] * 3 + [False] * 7
    assert charts.groups(found.head(0), plain_words, LIGHT) is None


def test_a_share_of_what_is_left_is_not_given_where_values_are_withheld(desk: Any, upload: Any, person: Any, plain_words: Words) -> None:
    private = {"source_id": "XP-a", "publisher": "Contoh", "title": "Daftar", "language": "id"}
    people = [person(f"N{place}", engagement_id="XE4", sector_code="crafts" if place % 2 else "health", is_women_led=str(place < 4).lower(), size_class_code="small", source_id="XP-a") for place in range(16)]
    release = desk.publish(upload("sources", "upsert", [private], file_name="s.csv"), upload("participants", "upsert", people, file_name="p.csv")).release
    full, shown = ({row["inclusion_group_code"]: row for row in desk.library.open(release, full=one).rows("sectors.inclusiveness", PAIR) if row["country_code"] == "IDN"} for one in (True, False))
    assert (full["women_led"]["member_count"], full["women_led"]["described_count"], full["women_led"]["withheld_count"]) == (5, 17, 0)
    assert full["women_led"]["member_share"] == pytest.approx(5 / 17)
    assert (shown["women_led"]["described_count"], shown["women_led"]["withheld_count"], shown["women_led"]["member_share"]) == (1, 16, None)
    assert shown["micro"]["member_share"] == full["micro"]["member_share"] == 0  # none of the sizes is withheld
    rows = desk.library.open(release).frame("sectors.inclusiveness", PAIR)
    mine = rows[rows["country_code"] == "IDN"]
    assert plain_words.number(16) in findings.said(mine, plain_words)
    assert "nan" not in findings.said(mine, plain_words).lower()
    assert findings.title(mine.head(1), plain_words, "IDN") == plain_words.t("{country}: what is known of who takes part stands in lists that are not public", country=plain_words.country("IDN"))
    assert charts.groups(mine, plain_words, LIGHT) is not None


def test_the_seed_tells_of_too_few_to_give_any_share(seed_release: Any) -> None:
    rows = {(row["country_code"], row["inclusion_group_code"]): row for row in seed_release.reader.rows("sectors.inclusiveness", PAIR)}
    assert {group for _, group in rows} == {"women_led", "micro", "small_scale", "outside_java", "outside_belt"}
    assert {key: (row["member_count"], row["described_count"]) for key, row in rows.items() if row["described_count"]} == {("IDN", "women_led"): (1, 1), ("IDN", "micro"): (0, 1), ("IDN", "outside_java"): (0, 4), ("JPN", "small_scale"): (0, 2)}
    assert all(row["member_share"] is None and row["parity"] is None for row in rows.values())
    assert (rows["IDN", "micro"]["national_share"], rows["IDN", "micro"]["year"], rows["IDN", "micro"]["legal_basis"]) == (pytest.approx(0.9962), 2021, "PP 7/2021 art. 35")
    assert rows["IDN", "outside_java"]["national_share"] == pytest.approx(1 - 16.2 / 26.71)
    assert rows["JPN", "outside_belt"]["national_share"] is None
    before = {(row["country_code"], row["inclusion_group_code"]): row for row in seed_release.reader.rows("sectors.inclusiveness", {**PAIR, "as_of": "2020-12-31"})}
    assert before["IDN", "micro"]["legal_basis"] == "UU 20/2008 art. 6"
    assert (before["IDN", "micro"]["year"], before["JPN", "small_scale"]["year"]) == (2017, 2016)


def test_each_enterprise_stands_once_and_only_for_what_is_known(desk: Any, upload: Any, person: Any) -> None:
    def group(key: str, **more: str | None) -> dict[str, str | None]:
        return person(key, enterprise_name=None, is_group="true", **more)

    people = [
        group("G1", engagement_id="XE4", enterprise_count="9", size_class_code="micro"),
        person("N1", engagement_id="XE4", size_class_code="small", is_women_led="true"),  # within the group, which tells of sizes itself
        person("N2", engagement_id="XE4", size_class_code="sme", is_women_led="false", region_code="ID-BA"),  # sme tells nothing of micro
        person("N3", engagement_id="XE4", country_code="JPN", region_code="JP-23", size_class_code="medium"),
        person("N4", engagement_id="XE4", country_code="JPN", region_code="ID-BA"),  # a region of the other country
        person("N5", engagement_id="XE4", country_code=None, region_code="ID-BA"),  # counted in no country, so in no country's group
        group("G2", engagement_id="XE2", enterprise_count="0", is_women_led="true"),  # tells of nobody
        group("G3", engagement_id="XE2", enterprise_count="7"),
        person("N6", engagement_id="XE2", is_women_led="true"),
    ]
    release = desk.publish(upload("participants", "upsert", people)).release
    rows = desk.library.open(release).rows("sectors.inclusiveness_rows", {**PAIR, "country": None})
    mine = {(row["ref_id"], row["inclusion_group_code"]): (row["is_member"], row["enterprise_count"]) for row in rows if row["engagement_id"] in ("XE2", "XE4")}
    assert mine == {("G1", "micro"): (True, 9), ("N1", "women_led"): (True, 1), ("N2", "women_led"): (False, 1), ("N2", "outside_java"): (True, 1), ("N3", "outside_belt"): (False, 1), ("N3", "micro"): (False, 1), ("N6", "women_led"): (True, 1)}
