"""Dates as sources give them: a day, a month, a year, or a set of days (EDTF).

`2023-07-31`, `2023-07`, `2023`, `[..2015-05-26]` (one day up to then), `[2018-02-20..2018-02-22]` (one day in between).
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

_POINT = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_SET = re.compile(r"\[([^\[\].]*)\.\.([^\[\].]*)\]")


@dataclass(frozen=True, slots=True)
class Bounds:
    """The earliest and latest day that a text may mean; None where it sets no bound."""

    earliest: date | None
    latest: date | None


def bounds(text: str) -> Bounds:
    """Return the bounds of a date of reduced precision; ValueError where it is none.

    >>> bounds("2023-02")
    Bounds(earliest=datetime.date(2023, 2, 1), latest=datetime.date(2023, 2, 28))
    >>> bounds("[..2015-05-26]").earliest is None
    True
    """
    inside = _SET.fullmatch(text)
    if inside is None:
        return _point(text)
    first, last = inside.groups()
    if not first and not last:
        raise ValueError(text)
    earliest = _point(first).earliest if first else None
    latest = _point(last).latest if last else None
    if earliest and latest and earliest > latest:
        raise ValueError(text)
    return Bounds(earliest, latest)


def _point(text: str) -> Bounds:
    match = _POINT.fullmatch(text)
    if match is None:
        raise ValueError(text)
    year, month, day = (int(part or 0) for part in match.groups())
    if not match[2]:
        return Bounds(date(year, 1, 1), date(year, 12, 31))
    if not match[3]:
        return Bounds(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
    return Bounds(date(year, month, day), date(year, month, day))
