"""Dates as analysts write them: ISO, names of months, eras of Japan, numbers in any order, Excel's serial numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from mitra.ingest.values import kanji
from mitra.ingest.values.calendar import ERAS, in_era, months, weekdays
from mitra.ingest.values.clock import split
from mitra.ingest.values.glyphs import plain

NOT_A_DATE, NO_SUCH_DAY, AMBIGUOUS = "not-a-date", "no-such-day", "ambiguous"

_LONGEST = 60  # characters
_NAME = r"[A-Za-z]{3,10}"
_NEAR = "(?:1[89]|2[01])[0-9]{2}"  # years that need no day beside them to be one
_ERA = "|".join(name for name in ERAS if len(name) > 1)


def _shapes(*given: tuple[str, str]) -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """Return patterns whose groups are the parts of a date as they stand, each with the orders that they may have."""
    return tuple((re.compile(pattern), tuple(orders.split())) for pattern, orders in given)


_NUMERIC = _shapes(
    (r"([0-9]{4})\s?([-/.])\s?([0-9]{1,2})\s?\2\s?([0-9]{1,2})", "ymd"),
    (r"([0-9]{1,2})\s?([-/.])\s?([0-9]{1,2})\s?\2\s?([0-9]{4})", "dmy mdy"),
    (r"([0-9]{1,2})\s?([-/.])\s?([0-9]{1,2})\s?\2\s?([0-9]{2})", "dmy mdy ymd"),
    (r"((?:19|20)[0-9]{2})((?:0[1-9]|1[0-2]))([0-3][0-9])", "ymd"),
    (rf"({_NEAR})[-/]([0-9]{{1,2}})", "ym"),
    (rf"([0-9]{{1,2}})[-/]({_NEAR})", "my"),
    (rf"({_NEAR})", "y"),
)
_NAMED = _shapes(
    (rf"([0-9]{{1,2}})(?:st|nd|rd|th)?[ ./-]*(?:of )?({_NAME})\.?,?[ ./-]*('?[0-9]{{2}}|[0-9]{{4}})", "dmy"),
    (rf"({_NAME})\.?[ -]*([0-9]{{1,2}})(?:st|nd|rd|th)?(?:, ?|[ -])([0-9]{{4}})", "mdy"),
    (rf"([0-9]{{4}})[ -]*({_NAME})\.?[ -]*([0-9]{{1,2}})", "ymd"),
    (rf"([0-9]{{4}})[ -]+({_NAME})\.?", "ym"),
    (rf"({_NAME})(?:\.?,?[ -]+([0-9]{{4}})|(?:-| ?')([0-9]{{2}}))", "my"),
    (r"(?P<era>[RHSTM])([0-9]{1,2})([./])([0-9]{1,2})\3([0-9]{1,2})", "ymd"),
)
_JAPANESE = _shapes(  # `era` counts years from its own beginning, 元 being the first
    (rf"(?:(?P<era>{_ERA}|[RHSTM])\s?([0-9]{{1,2}}|元)|([0-9]{{4}}))\s?年(?:\s?([0-9]{{1,2}})\s?月(?:\s?([0-9]{{1,2}})\s?日)?)?", "ymd"),
    (rf"(?P<era>{_ERA}|[RHSTM])\s?([0-9]{{1,2}}|元)([./])([0-9]{{1,2}})\3([0-9]{{1,2}})", "ymd"),
)
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DIGIT = re.compile(r"[0-9一二三四五六七八九十元]")
_MARKS = str.maketrans("", "", "-/. ")
_COMMON_ERA = re.compile(r"(?:西暦\s?)?(.*?)(?: (?:AD|CE|M|Masehi))?")
_WEEKDAY_FIRST = re.compile(r"([A-Za-z']{3,9})\.?,? +(?=.*[0-9])")
_WEEKDAY_LAST = re.compile(r"(.*[年月日0-9])\s*(?:\(([月火水木金土日])(?:曜日?)?\)|([月火水木金土日])曜日?)")
_KANJI = re.compile(r"[〇一二三四五六七八九十]+")


@dataclass(frozen=True, slots=True)
class Date:
    """A day, month or year. `text` is ISO 8601 (`2023-07-31`, `2023-07`, `2023`); `ambiguous` the other readings.

    `time` is the time of day that stood beside it (`10:00:00`, `10:00:00+07:00`); `short_year` says that the century was
    left out (00 to 68 are 2000 to 2068); `format` is how it was written: `dd/MM/yyyy`, `令和y年M月d日`.
    """

    text: str
    ambiguous: tuple[str, ...] = ()
    time: str | None = None
    short_year: bool = False
    format: str = ""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a text means when its parts stand in one order."""

    order: str
    text: str
    format: str
    short_year: bool


@dataclass(frozen=True, slots=True)
class Written:
    """A text in the shape of a date: its meanings, none where there is no such day, and the orders that its shape leaves open."""

    meanings: tuple[Meaning, ...]
    orders: tuple[str, ...]
    time: str | None = None


def parse(text: str, order: str | None = None, *, serial: bool = False) -> Date | None:
    """Return the date in a text, None where it is none or no such day is; `why` tells which.

    `order` is the column's ("dmy", "mdy" or "ymd"); it decides only where a text leaves the order open. `serial` reads
    numbers as Excel's days since 1900.

    >>> parse("令和5年7月31日").text, parse("03/04/2023").ambiguous, parse("03/04/2023", "mdy").text
    ('2023-07-31', ('2023-03-04',), '2023-03-04')
    """
    if serial and (day := _from_serial(text)):
        return Date(day, format="serial")
    written = read(text, order)
    if written is None or not written.meanings:
        return None
    first, *others = written.meanings
    ambiguous = tuple(dict.fromkeys(other.text for other in others if other.text != first.text))
    return Date(first.text, ambiguous, written.time, first.short_year, first.format)


def why(text: str, order: str | None = None) -> str | None:
    """Return what keeps a text from being one date (NOT_A_DATE, NO_SUCH_DAY or AMBIGUOUS), None where nothing does."""
    written = read(text, order)
    if written is None:
        return NOT_A_DATE
    if not written.meanings:
        return NO_SUCH_DAY
    return AMBIGUOUS if len({meaning.text for meaning in written.meanings}) > 1 else None


def read(text: str, order: str | None = None) -> Written | None:
    """Return what a date may mean, in each order; None where the text has not the shape of a date."""
    if _ISO.fullmatch(text):
        return _written_iso(text)
    text = plain(text)
    if len(text) > _LONGEST or not _DIGIT.search(text):
        return None
    day, time = split(text)
    if _ISO.fullmatch(day):
        return replace(_written_iso(day), time=time)
    shapes, weekday = _NUMERIC, None
    if not day.isascii() or not day.translate(_MARKS).isdigit():
        day, weekday = _without_weekday(day)
        shapes = _NUMERIC + _NAMED if day.isascii() else _JAPANESE
        day = _bare(day)
    for shape, orders in shapes:
        if match := shape.fullmatch(day):
            told = (order,) if order in orders else orders
            parts = tuple(_parts(match))
            meanings = (_meaning(match, parts, one, alone=len(told) == 1) for one in told)
            return None if _unnamed(match, parts) else Written(tuple(one for one in meanings if one and _on(one, weekday)), orders, time)
    return None


def _written_iso(text: str) -> Written:
    try:
        date.fromisoformat(text)
    except ValueError:
        return Written((), ("ymd",))
    return Written((Meaning("ymd", text, "yyyy-MM-dd", short_year=False),), ("ymd",))


def _bare(text: str) -> str:
    """Return a date without the words for the common era, its kanji numerals in digits."""
    match = _COMMON_ERA.fullmatch(text)
    bare = match[1] if match else text
    return bare if bare.isascii() else _KANJI.sub(_digits, bare)


def _digits(match: re.Match[str]) -> str:
    return str(kanji.read(match[0]) or match[0])


def _without_weekday(text: str) -> tuple[str, frozenset[int] | None]:
    """Return a text without its weekday, and the weekdays (Monday is 0) that it may name."""
    if match := _WEEKDAY_LAST.fullmatch(text):
        return match[1], weekdays()[match[2] or match[3]]
    match = _WEEKDAY_FIRST.match(text)
    named = weekdays().get(match[1].lower()) if match else None
    return (text, None) if match is None or named is None else (text[match.end() :], named)


def _on(meaning: Meaning, weekday: frozenset[int] | None) -> bool:
    return weekday is None or len(meaning.text) < 10 or date.fromisoformat(meaning.text).weekday() in weekday


def _parts(match: re.Match[str]) -> Iterator[int]:
    """Yield the groups that hold a year, a month or a day, as they stand."""
    era = match.re.groupindex.get("era")
    return (group for group in range(1, (match.re.groups or 0) + 1) if group != era and match[group] is not None and match[group] not in "-/.")


def _unnamed(match: re.Match[str], parts: tuple[int, ...]) -> bool:
    """Say whether a word that stands for a month is none."""
    return any(match[group].isalpha() and match[group] != "元" and match[group].lower() not in months() for group in parts)


def _meaning(match: re.Match[str], parts: tuple[int, ...], order: str, *, alone: bool) -> Meaning | None:
    groups = dict(zip(order, parts, strict=False))
    said = {letter: match[group] for letter, group in groups.items()}
    era = match["era"] if "era" in match.re.groupindex else None
    written = said["y"].lstrip("'")
    short = era is None and len(written) == 2
    if order == "ymd" and short and not alone and 30 <= int(written) <= 68:
        return None  # `31/07/23` is the 31st of July, not a day of 2031
    text = _iso(_year(written, era), said.get("m"), said.get("d"), era)
    return None if text is None else Meaning(order, text, _format(match, groups, era), short)


def _year(written: str, era: str | None) -> int:
    if era is not None:
        return ERAS[era][0] + (1 if written == "元" else int(written))
    return int(written) + (0 if len(written) == 4 else 2000 if int(written) <= 68 else 1900)


def _iso(year: int, month_text: str | None, day_text: str | None, era: str | None) -> str | None:
    month = None if month_text is None else months().get(month_text.lower()) or (int(month_text) if month_text.isdigit() else None)
    day = None if day_text is None else int(day_text)
    try:
        whole = date(year, 1 if month is None else month, 1 if day is None else day).isoformat()
    except ValueError:
        return None
    if era is not None and not in_era(era, year, month, day):
        return None
    return whole[: 4 if month is None else 7 if day is None else 10]


def _format(match: re.Match[str], groups: dict[str, int], era: str | None) -> str:
    small = [match[group] for letter, group in groups.items() if letter in "md"]
    padded = any(part.startswith("0") for part in small) or ("年" not in match.string and all(len(part) == 2 for part in small))
    pattern = match.string
    for letter, group in sorted(groups.items(), key=lambda item: -item[1]):
        first, last = match.span(group)
        pattern = pattern[:first] + _letters(letter, match[group], era=era, padded=padded) + pattern[last:]
    return pattern


def _letters(letter: str, written: str, *, era: str | None, padded: bool) -> str:
    if letter == "y":
        return "y" if era else "yy" if len(written) < 4 else "yyyy"
    if written.isalpha():
        return "MMMM" if len(written) > 4 or written.lower() in ("juni", "juli", "june", "july") else "MMM"
    return {"m": "M", "d": "d"}[letter] * (2 if padded else 1)


def _from_serial(text: str) -> str | None:
    """Return the day of an Excel serial number; its 60 is 29 February 1900, which never was."""
    whole = plain(text).partition(".")[0]
    if not (whole.isascii() and whole.isdigit()) or not 1 <= len(whole) <= 7 or not 1 <= int(whole) <= 2_958_465 or int(whole) == 60:
        return None
    return (date(1899, 12, 30 if int(whole) > 60 else 31) + timedelta(days=int(whole))).isoformat()
