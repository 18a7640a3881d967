"""Days to decide and ends as a calendar file (RFC 5545), for any calendar program; it links to nothing outside."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pandas as pd
from icalendar import Alarm, Calendar, Event

from mitra.errors import MitraError
from mitra.i18n import Words, missing

MIME = "text/calendar"
AHEAD = timedelta(days=30)  # how long before its day an event rings


def calendar(due: pd.DataFrame, words: Words, *, home: str, partner: str, release: str, as_of: date) -> bytes:
    """Return the days of agreements.pipeline from `as_of` on as all-day events; MitraError where it holds none.

    An event keeps its UID from release to release, so that a calendar that took it once takes the later day in its place.
    """
    found = Calendar()
    name = words.t("Agreements of {home} and {partner}", home=words.country(home), partner=words.country(partner))
    for key, value in (("prodid", f"-//Mitra//Mitra//{words.language.upper()}"), ("version", "2.0"), ("calscale", "GREGORIAN"), ("method", "PUBLISH"), ("name", name), ("x-wr-calname", name)):
        found.add(key, value)
    origin = words.t("Mitra, release {release}, as of {date}", release=release, date=words.date(as_of))
    for event in _events(due, words, origin, as_of):
        found.add_component(event)
    if not found.events:
        raise MitraError("No agreement or programme of this pair states an end on or after {date}, so there is no day for a calendar.", date=words.date(as_of))
    return found.to_ical()


def has_days(due: pd.DataFrame) -> bool:
    """Say whether there is a day for a calendar."""
    return bool(due["ends_on"].notna().any())


def _events(due: pd.DataFrame, words: Words, origin: str, as_of: date) -> Iterator[Event]:
    """Yield an event for each day to give notice that has not passed, and one for each end."""
    for one in due.itertuples():
        name = words.name(one.ref_id)
        if not missing(one.decide_by) and _day(one.decide_by) >= as_of:
            yield _event(f"{one.ref_id}-decide-by", words.t("Decide: {name}", name=name), _day(one.decide_by), _facts(one, words, origin), as_of, rings=True)
        if not missing(one.ends_on) and _day(one.ends_on) >= as_of:
            yield _event(f"{one.ref_id}-end", words.t("Ends: {name}", name=name), _day(one.ends_on), _facts(one, words, origin), as_of, rings=bool(missing(one.decide_by)))


def _facts(one: Any, words: Words, origin: str) -> str:
    notice = words.t("notice not stated") if missing(one.notice_days) else words.n("notice: {count} day", "notice: {count} days", int(one.notice_days))
    by = [] if missing(one.decide_by) else [words.t("decide by {date}", date=words.date(one.decide_by))]
    return "\n".join([words.t("ends {date}", date=words.date(one.end_as_stated)), notice, *by, origin])


def _event(key: str, summary: str, day: date, description: str, as_of: date, *, rings: bool) -> Event:
    """Return an all-day event; without an end it lasts its one day."""
    event = Event()
    for name, value in (("uid", f"{key}@mitra"), ("dtstamp", datetime.combine(as_of, time(), UTC)), ("dtstart", day), ("summary", summary), ("description", description), ("transp", "TRANSPARENT")):
        event.add(name, value)
    if rings:
        alarm = Alarm()
        for name, value in (("action", "DISPLAY"), ("description", summary), ("trigger", -AHEAD)):
            alarm.add(name, value)
        event.add_component(alarm)
    return event


def _day(value: Any) -> date:
    return value.date() if hasattr(value, "date") else value
