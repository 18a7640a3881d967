"""The names of months and weekdays, and the eras of Japan."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cache

from babel import Locale

_OTHER_MONTHS = {"pebruari": 2, "peb": 2, "mrt": 3, "agt": 8, "ags": 8, "agust": 8, "sept": 9, "nopember": 11, "nop": 11}  # beside Babel's
_OTHER_WEEKDAYS = {"ahad": 6, "jum'at": 4, "tues": 1, "thur": 3, "thurs": 3}

# What to add to a year of the era, its letter, its first and last day. Before 1873 Japan's months were those of the moon: Meiji counts from there.
_ERAS = (
    ("明治", "M", 1867, date(1873, 1, 1), date(1912, 7, 29)),
    ("大正", "T", 1911, date(1912, 7, 30), date(1926, 12, 24)),
    ("昭和", "S", 1925, date(1926, 12, 25), date(1989, 1, 7)),
    ("平成", "H", 1988, date(1989, 1, 8), date(2019, 4, 30)),
    ("令和", "R", 2018, date(2019, 5, 1), date.max),
)
ERAS = {name: (offset, first, last) for kanji, letter, offset, first, last in _ERAS for name in (kanji, letter)}


@cache
def months() -> Mapping[str, int]:
    """Return month by name or abbreviation, in lower case, in Indonesian and English."""
    return _OTHER_MONTHS | {
        name.lower().rstrip("."): month for language in ("id", "en") for width in ("wide", "abbreviated") for month, name in Locale.parse(language).months["format"][width].items()
    }


@cache
def weekdays() -> Mapping[str, frozenset[int]]:
    """Return the weekdays (Monday is 0) that a name or abbreviation may mean, in lower case, in three languages."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for name, weekday in _OTHER_WEEKDAYS.items():
        found[name].add(weekday)
    for language in ("id", "en", "ja"):
        for width in ("wide", "abbreviated"):
            for weekday, name in Locale.parse(language).days["format"][width].items():
                found[name.lower().rstrip(".")].add(weekday)
    return {name: frozenset(days) for name, days in found.items()}


def in_era(era: str, year: int, month: int | None, day: int | None) -> bool:
    """Say whether a date of the common calendar, its day or month perhaps unknown, falls into an era."""
    _, first, last = ERAS[era]
    earliest = date(year, month or 1, day or 1)
    latest = date(year, month or 12, day or monthrange(year, month or 12)[1])
    return latest >= first and earliest <= last
