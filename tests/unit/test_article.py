"""The numbers of the article this began with, each with its source, and nothing that it does not say."""

from __future__ import annotations

from typing import Any

import pytest

ARTICLE = "https://voi.id/en/economy/298142"
PAIR = {"home": "IDN", "partner": "JPN"}


def one(seed_release: Any, sql: str) -> tuple[Any, ...]:
    """Return the one row that a statement finds in the release."""
    rows = seed_release.reader.connection.cursor().execute(sql).fetchall()
    assert len(rows) == 1
    return rows[0]


def column(seed_release: Any, sql: str) -> list[Any]:
    """Return the first column of what a statement finds in the release."""
    return [row[0] for row in seed_release.reader.connection.cursor().execute(sql).fetchall()]


def test_the_mou_of_31_july_2023(seed_release: Any) -> None:
    agreement = "select agreement_kind_code, signed_on, signed_certainty_code, party_a_country_code, party_b_country_code, party_a_institution_id, party_b_institution_id from agreements where agreement_id = 'A001'"
    assert one(seed_release, agreement) == ("mou", "2023-07-31", "stated", "IDN", "JPN", "I-KEMENKOP", "I-SMRJ")
    assert one(seed_release, "select url from agreements join sources using (source_id) where agreement_id = 'A001'") == (ARTICLE,)


def test_the_mou_has_no_term_and_none_is_made_up(seed_release: Any) -> None:
    assert one(seed_release, "select in_force_from, in_force_until, notice_days, in_force_until_latest from agreements where agreement_id = 'A001'") == (None, None, None, None)
    status = "select distinct agreement_status_code from agreement_periods where agreement_id = 'A001'"
    assert column(seed_release, status) == ["in_force_term_unknown"]


def test_the_focus_areas_of_the_mou(seed_release: Any) -> None:
    areas = column(seed_release, "select focus_area_code from agreement_scope where agreement_id = 'A001' order by focus_area_code")
    assert set(areas) >= {"market_promotion", "supply_chain", "startup_development"}
    assert column(seed_release, "select distinct sector_code from agreement_scope where agreement_id = 'A001'") == [None]


def test_thirty_enterprises_online_and_offline(seed_release: Any) -> None:
    assert one(seed_release, "select participants_stated, mode_code, agreement_id from engagements where engagement_id = 'E001'") == (30, "hybrid", "A001")
    assert one(seed_release, "select url from engagements join sources using (source_id) where engagement_id = 'E001'") == (ARTICLE,)


def test_four_sectors_are_named_and_their_split_stays_unknown(seed_release: Any) -> None:
    rows = seed_release.reader.connection.cursor().execute("select sector_as_stated, sector_code, enterprise_count, mode_code, size_class_code, source_id from participants where engagement_id = 'E001' order by participant_id").fetchall()
    assert [row[0] for row in rows] == ["automotive", "health", "food", "fisheries"]
    assert [row[1] for row in rows] == ["automotive", "health", "food_beverages", "fisheries"]
    assert {row[2:] for row in rows} == {(None, None, "msme", "S001")}


def test_the_meeting_with_jfc_and_its_four_points(seed_release: Any) -> None:
    kind, held, source = one(seed_release, "select engagement_kind_code, held_from, source_id from engagements where engagement_id = 'E002'")
    assert (kind, held) == ("meeting", "2023-07-31")
    areas = set(column(seed_release, "select focus_area_code from engagement_scope where engagement_id = 'E002'"))
    assert areas == {"financing_access", "knowledge_exchange", "technology_transfer", "capacity_building", "startup_funding", "b2b_investment"}
    assert set(column(seed_release, "select source_id from row_sources where ref_id = 'E002' order by position")) == {source, "S001"}


def test_the_ministry_became_two_on_21_october_2024(seed_release: Any) -> None:
    days = seed_release.reader.connection.cursor().execute("select distinct predecessor_institution_id, effective_on from institution_succession").fetchall()
    assert [(who, str(day)) for who, day in days] == [("I-KEMENKOP", "2024-10-21")]


@pytest.mark.parametrize(("day", "step"), [("2023-07-30", "none"), ("2023-07-31", "committed"), ("2023-08-01", "committed")])
def test_the_day_after_signing_market_promotion_stands_on_the_mou(seed_release: Any, day: str, step: str) -> None:
    cells = seed_release.reader.rows("coverage.by_cell", {**PAIR, "as_of": day})
    rows = seed_release.reader.rows("coverage.evidence", {**PAIR, "as_of": day, "focus": "startup_development"})
    assert ("A001" in {row["ref_id"] for row in rows}) is (step == "committed")
    assert len(cells) == len({(cell["sector_code"], cell["focus_area_code"]) for cell in cells})


def test_unknown_is_never_zero(seed_release: Any) -> None:
    """Numbers that a source does not give are null in the release, and zero stands only where a source says zero."""
    cursor = seed_release.reader.connection.cursor()
    for table, column_name in (("participants", "enterprise_count"), ("engagements", "participants_stated"), ("outcomes", "value"), ("outcomes", "outcome_count"), ("financing_programs", "amount")):
        unknown, zero = cursor.execute(f"select count(*) filter (where {column_name} is null), count(*) filter (where {column_name} = 0) from {table}").fetchone()
        assert unknown > 0, (table, column_name)
        assert zero == 0, (table, column_name)
