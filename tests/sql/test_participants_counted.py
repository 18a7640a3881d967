"""The counting rule of participants: names where they are as many as the groups hold, else groups, the rest unsplit."""

from __future__ import annotations

from typing import Any

import pytest

PAIR = {"home": "IDN", "partner": "JPN", "as_of": "2026-11-22"}


def _counted(seed_release: Any, engagement: str) -> dict[str, tuple[str, int | None]]:
    rows = seed_release.reader.rows("sectors.participants", {**PAIR, "engagement": engagement})
    return {row["ref_id"]: (row["participant_counting_code"], row["participant_count"]) for row in rows}


def test_the_visit_of_july_2023_has_thirty_enterprises_and_no_split(seed_release: Any) -> None:
    (visit,) = seed_release.reader.rows("sectors.engagements", {**PAIR, "engagement": "E001"})
    assert (visit["participant_count"], visit["split_count"], visit["unsplit_count"]) == (30, None, 30)
    assert (visit["mode_code"], visit["sector_count"], visit["is_enterprise_count"]) == ("hybrid", 4, True)
    counted = _counted(seed_release, "E001")
    assert counted["E001"] == ("split_not_published", 30)
    assert {counted[ref] for ref in counted if ref != "E001"} == {("number_not_stated", None)}


@pytest.mark.parametrize(
    ("engagement", "ref_id", "counted"),
    [
        ("E004", "PT014", ("counted", 1)),  # the names are as many as their group holds
        ("E004", "PG005", ("listed_by_name", None)),  # and the group is not counted again
        ("E010", "PT017", ("within_group", None)),  # two names of the fourteen in the group of their country
        ("E028", "PT019", ("counted", 1)),  # a group without a number holds nobody back
        ("E014", "PT010", ("counted", 1)),  # the group is of the other country
        ("E016", "PT003", ("within_group", None)),  # the group has no country
        ("E057", "PT012", ("counted", 1)),  # no group at all
        ("E020", "E020", ("split_not_published", 30)),  # 35 stated, 5 in groups
    ],
)
def test_names_and_groups_of_the_same_enterprises_are_counted_once(seed_release: Any, engagement: str, ref_id: str, counted: tuple[str, int | None]) -> None:
    assert _counted(seed_release, engagement)[ref_id] == counted


def test_no_engagement_counts_more_than_its_source_states(seed_release: Any) -> None:
    sql = """
        select counted.engagement_id
        from participants_counted as counted
        join engagements on counted.engagement_id = engagements.engagement_id
        where engagements.participants_stated is not null
        group by counted.engagement_id, engagements.participants_stated
        having sum(counted.participant_count) <> engagements.participants_stated
    """
    assert seed_release.reader.connection.cursor().execute(sql).fetchall() == []


def test_year_mode_kind_and_sector_add_up_to_the_same_participants(seed_release: Any) -> None:
    totals = {name: sum(row["participant_count"] or 0 for row in seed_release.reader.rows(f"sectors.{name}", PAIR)) for name in ("participants_by_sector", "by_year", "by_mode", "by_kind", "engagements")}
    assert len(set(totals.values())) == 1, totals


def test_planned_engagements_stay_apart(seed_release: Any) -> None:
    rows = seed_release.reader.rows("sectors.by_kind", PAIR)
    assert {row["engagement_stage_code"] for row in rows} == {"held", "planned"}
    assert sum(row["participant_count"] or 0 for row in rows if row["engagement_stage_code"] == "planned") == 20
