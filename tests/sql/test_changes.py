"""The headline numbers then and now are those of the overview on both days, and the events between them make up the difference."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mitra.ingest.headlines import HEADLINES

NUMBERS = ("agreements_in_force", "engagements_held", "participants_stated", "programs_open", "outcomes", "uncovered")
SUBJECT = {"agreements_in_force": "agreement", "engagements_held": "engagement", "programs_open": "program", "outcomes": "outcome"}
DAYS = (date(2015, 6, 30), date(2021, 1, 1), date(2023, 7, 31), date(2024, 10, 21), date(2026, 11, 22), date(2027, 5, 1))
PERIODS = [(first, last) for place, first in enumerate(DAYS) for last in DAYS[place + 1 :]]


def headlines(reader: Any, given: dict[str, Any]) -> list[int | None]:
    """Return the overview's six numbers, from its own queries."""
    return [one.measure(reader.frame(one.query, given)) for one in HEADLINES[:6]]


@pytest.mark.parametrize("more", [{}, {"sector": "fisheries"}, {"focus": "market_promotion"}, {"sector": "crafts", "focus": "financing_access"}], ids=str)
@pytest.mark.parametrize("partner", ["JPN", "KOR", "BRA"])
@pytest.mark.parametrize("world", ["small_world", "seed_release"])
def test_numbers_then_and_now_are_those_of_the_overview(world: str, partner: str, more: dict[str, str], request: pytest.FixtureRequest) -> None:
    reader, pair = request.getfixturevalue(world).reader, {"home": "IDN", "partner": partner, **more}
    for since, as_of in ((DAYS[1], DAYS[2]), (DAYS[3], DAYS[4])):
        rows = reader.rows("changes.numbers", {**pair, "since": since, "as_of": as_of})
        assert tuple(row["headline_number_code"] for row in rows) == NUMBERS
        assert [row["value_then"] for row in rows] == headlines(reader, {**pair, "as_of": since})
        assert [row["value_now"] for row in rows] == headlines(reader, {**pair, "as_of": as_of})


@pytest.mark.parametrize("world", ["small_world", "seed_release"])
def test_the_numbers_of_every_pair_are_those_of_each(world: str, request: pytest.FixtureRequest) -> None:
    reader = request.getfixturevalue(world).reader
    every = reader.rows("record.pair_numbers", {"as_of": DAYS[4]})
    pairs = {(row["home_code"], row["partner_code"]) for row in every}
    assert len(every) == len(NUMBERS) * len(pairs)
    for home, partner in sorted(pairs)[:6]:
        found = [row["value_now"] for row in every if (row["home_code"], row["partner_code"]) == (home, partner)]
        assert found == headlines(reader, {"home": home, "partner": partner, "as_of": DAYS[4]})


@pytest.mark.parametrize("more", [{}, {"sector": "fisheries"}], ids=str)
@pytest.mark.parametrize("partner", ["JPN", "KOR"])
@pytest.mark.parametrize("world", ["small_world", "seed_release"])
def test_events_make_up_the_difference(world: str, partner: str, more: dict[str, str], request: pytest.FixtureRequest) -> None:
    reader = request.getfixturevalue(world).reader
    for since, as_of in PERIODS:
        given = {"home": "IDN", "partner": partner, "since": since, "as_of": as_of, **more}
        numbers = {row["headline_number_code"]: row["number_change"] for row in reader.rows("changes.numbers", given)}
        events = reader.rows("changes.events", given)
        for code, subject in SUBJECT.items():
            assert numbers[code] == sum(row["headline_change"] for row in events if row["change_subject_code"] == subject), (since, as_of, code)


def test_periods_that_meet_hold_the_events_of_both(seed_release: Any) -> None:
    def events(since: date, as_of: date) -> list[dict[str, Any]]:
        return seed_release.reader.rows("changes.events", {"home": "IDN", "partner": "JPN", "since": since, "as_of": as_of})

    assert events(DAYS[0], DAYS[4]) == [*events(DAYS[2], DAYS[4]), *events(DAYS[0], DAYS[2])]
    assert events(DAYS[4], DAYS[4]) == events(DAYS[4], DAYS[0]) == []


def test_an_institution_that_succeeds_itself_is_no_event(small_world: Any) -> None:
    rows = small_world.reader.rows("changes.events", {"home": "IDN", "partner": "JPN", "since": date(2000, 1, 1), "as_of": DAYS[5], "change_subject": "institution"})
    assert [(row["ref_id"], row["other_ref_id"]) for row in rows] == [("XI-NEW", "XI-IDN")]


def test_a_renewal_is_as_dated_as_what_renews_and_no_announcement(bench: Any) -> None:
    agreement = {"agreement_kind_code": "mou", "agreement_stage_code": "concluded", "party_a_country_code": "IDN", "party_b_country_code": "JPN", "record_scope_code": "IDN-JPN", "source_id": "XS1"}
    rows = [
        {**agreement, "agreement_id": "R1", "title_en": "A", "signed_on": "2015-01-01"},
        {**agreement, "agreement_id": "R2", "title_en": "B", "renews_agreement_id": "R1"},  # no day of its own: it counts from 2023-08-01, when it was reported
        {**agreement, "agreement_id": "R3", "title_en": "C", "agreement_stage_code": "announced"},  # reported in 2023, renewed before
        {**agreement, "agreement_id": "R4", "title_en": "D", "signed_on": "2020-05-01", "renews_agreement_id": "R3"},
    ]
    with bench.world({"agreements": rows}) as run:
        events = run("changes.events", home="IDN", partner="JPN", since=date(2000, 1, 1), as_of=date(2024, 1, 1))
    renewed = {row["ref_id"]: (row["happened_on"], row["is_dated"], row["other_ref_id"]) for row in events if row["change_event_code"] == "agreement_renewed"}
    assert renewed == {"R1": (date(2023, 8, 1), False, "R2"), "R3": (date(2020, 5, 1), True, "R4")}
    assert {row["change_event_code"] for row in events if row["ref_id"] == "R3"} == {"agreement_renewed"}
