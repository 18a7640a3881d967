"""The words of Mitra in Indonesian, English and Japanese, and numbers, dates and money as each language writes them.

Messages are English msgids in one gettext catalogue (mitra/locale/<language>/LC_MESSAGES/mitra.po); names of codes
come from data/codelist, names of columns from data/schema/fields.toml, names of countries and currencies from Babel.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.numbers import format_compact_decimal, format_decimal, format_percent

from mitra.contract import Contract
from mitra.errors import MitraError
from mitra.partial_date import bounds

LANGUAGES = ("id", "en", "ja")
MAIN = "id"
LOCALE = Path(__file__).parent / "locale"
DAYS = {"en": "d MMM y", "ja": "long"}  # how prose writes a day, where that is not the language's medium form
UNKNOWN = "–"  # an unknown value, in tables and sentences; zero is 0


def mark(message: str) -> str:
    """Mark a msgid for extraction where it is translated later."""
    return message


def choose_language(*wishes: str | None) -> str:
    """Return the first wish that Mitra speaks (`ja-JP` counts as `ja`), else Indonesian."""
    for wish in wishes:
        code = (wish or "").replace("_", "-").split("-")[0].lower()
        if code in LANGUAGES:
            return code
    return MAIN


@lru_cache(maxsize=len(LANGUAGES))
def catalog(language: str) -> Catalog:
    """Return the gettext catalogue of a language."""
    with (LOCALE / language / "LC_MESSAGES" / "mitra.po").open("rb") as file:
        return read_po(file, locale=language)


@lru_cache(maxsize=len(LANGUAGES))
def _strings(language: str) -> dict[str, str | tuple[str, ...]]:
    return {(m.id if isinstance(m.id, str) else m.id[0]): m.string if isinstance(m.string, str) else tuple(m.string or ()) for m in catalog(language) if m.id}


def missing(value: object) -> bool:
    """Say whether a value is unknown: None, NaN, NaT or pandas' NA.

    >>> missing(float("nan")), missing(0), missing("")
    (True, False, False)
    """
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return True
    return isinstance(value, float) and math.isnan(value)


class Worded:
    """What fills a brace of a message with words of its own in each language; as text it is English."""

    __slots__ = ()

    def said(self, words: Words) -> str:
        """Return it in a language."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Message(Worded):
    """A message inside another."""

    message: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.message.format(**self.values) if self.values else self.message

    def said(self, words: Words) -> str:
        """Return it in a language."""
        return words.t(self.message, **self.values)


@dataclass(frozen=True, eq=False)  # one object a release and language, told apart by identity
class Words:
    """One language's words. `names`: record id to its name in this language, as far as it has one."""

    language: str
    contract: Contract
    names: Mapping[str, str]

    @property
    def locale(self) -> Locale:
        """Return Babel's locale of this language."""
        return _locale(self.language)

    def t(self, message: str, **values: object) -> str:
        """Return a message in this language with its braces filled."""
        found = _strings(self.language).get(message)
        text = found if isinstance(found, str) and found else message
        return text.format(**{name: value.said(self) if isinstance(value, Worded) else value for name, value in values.items()}) if values else text

    def n(self, one: str, many: str, count: int, **values: object) -> str:
        """Return the form of a message that fits `count`; `{count}` is written as the language writes numbers."""
        found = _strings(self.language).get(one)
        text = one if count == 1 else many
        if isinstance(found, tuple) and all(found):
            text = found[0 if len(found) == 1 or self.locale.plural_form(count) == "one" else 1]
        return text.format(count=self.number(count), **values)

    def error(self, error: MitraError) -> str:
        """Return an error in this language."""
        return self.t(error.message, **error.values) if error.values else self.t(error.message)

    def number(self, value: float | Decimal | None, digits: int | None = None) -> str:
        """Return a number as this language writes it, a dash where it is unknown."""
        if missing(value):
            return UNKNOWN
        pattern = None if digits is None else f"#,##0.{'0' * digits}" if digits else "#,##0"
        return format_decimal(value, format=pattern, locale=self.locale)  # type: ignore[arg-type]  # not None: missing() said so

    def signed(self, value: float) -> str:
        """Return a difference with its sign, as this language writes numbers."""
        return f"+{self.number(value)}" if value > 0 else self.number(value)

    def total(self, values: Iterable[object]) -> str:
        """Return the sum of the known values, a dash where none is known: a sum of unknowns is not zero."""
        known = [value for value in values if not missing(value)]
        return self.number(sum(known)) if known else UNKNOWN  # type: ignore[arg-type]  # columns of numbers

    def percent(self, share: float | None, digits: int = 0) -> str:
        """Return a share of 0 to 1 as a percentage, with a digit or two more where a part would read as none or as all."""
        if share is None or missing(share):
            return UNKNOWN
        if 0 < abs(share) < 1:
            digits = next((more for more in range(digits, digits + 3) if round(abs(share) * 100, more) not in (0, 100)), digits)
        return format_percent(share, format=f"#,##0.{'0' * digits}%" if digits else "#,##0%", locale=self.locale)

    def money(self, amount: float | Decimal | None, currency: str | None) -> str:
        """Return an amount in short form with its ISO 4217 code, such as "IDR 287 triliun"."""
        if missing(amount):
            return UNKNOWN
        length = "long" if "long" in self.locale.compact_decimal_formats else "short"  # Japanese has one form only
        short = format_compact_decimal(amount, format_type=length, locale=self.locale, fraction_digits=2)  # type: ignore[arg-type]
        return short if missing(currency) else f"{currency} {short}"

    def date(self, text: object) -> str:
        """Return a date (a date, or a partial date as the record writes it) as this language writes it."""
        if missing(text) or text == "":
            return UNKNOWN
        if isinstance(text, datetime | date):
            return self._day(text)
        return self._partial(str(text))

    def _partial(self, text: str) -> str:
        if text.startswith("["):
            found = bounds(text)
            first, last = text.strip("[]").split("..")
            if found.earliest is None:
                return self.t("by {date}", date=self._partial(last))
            if found.latest is None:
                return self.t("from {date}", date=self._partial(first))
            return self.t("between {first} and {last}", first=self._partial(first), last=self._partial(last))
        if len(text) == 4:
            return self.t("{year}", year=text)
        if len(text) == 7:
            return format_skeleton("yMMM", date(int(text[:4]), int(text[5:]), 1), locale=self.locale)
        return self._day(date.fromisoformat(text[:10]))

    def _day(self, day: date) -> str:
        """Return a day as prose writes it: 31 Jul 2023, also in English, whose spelling here is British; 2023年7月31日."""
        return format_date(day, format=DAYS.get(self.language, "medium"), locale=self.locale)

    def moment(self, text: str) -> str:
        """Return an ISO 8601 moment, such as a publication's, as this language writes it."""
        at = datetime.fromisoformat(text)
        return f"{self._day(at)} {at:%H:%M}"

    def country(self, code: object) -> str:
        """Return a country's name by its ISO 3166-1 alpha-3 code."""
        if missing(code):
            return UNKNOWN
        row = self.contract.codelists["country"].get(str(code), {})
        return self.locale.territories.get(row.get("alpha_2", ""), str(code)).split(" (")[0]  # "Myanmar (Burma)"

    def currency(self, code: object) -> str:
        """Return a currency's name by its ISO 4217 code."""
        return UNKNOWN if missing(code) else self.locale.currencies.get(str(code), str(code))

    def code(self, codelist: str, code: object) -> str:
        """Return the name of a code; the code itself where its list does not know it."""
        if missing(code):
            return UNKNOWN
        if codelist == "country":
            return self.country(code)
        row = self.contract.codelists[codelist].get(str(code))
        return row[f"name_{self.language}"] if row else str(code)

    def name(self, ref_id: object) -> str:
        """Return the name of a row of the record (agreement, institution, ...) in this language."""
        return UNKNOWN if missing(ref_id) else self.names.get(str(ref_id), str(ref_id))

    def column(self, name: str) -> str:
        """Return the heading of a column."""
        field = self.contract.fields.get(name)
        return field.title[self.language] if field else name

    def sentences(self, *parts: str) -> str:
        """Return sentences in a row, without a space in Japanese; empty ones are left out."""
        return ("" if self.language == "ja" else " ").join(part for part in parts if part)

    def clauses(self, parts: Iterable[str]) -> str:
        """Return clauses in a row, with the semicolon of this language between them."""
        return ("；" if self.language == "ja" else "; ").join(parts)

    def join(self, parts: Iterable[str]) -> str:
        """Return "a, b and c" as this language writes lists."""
        return format_list(list(parts), locale=self.locale)


@lru_cache(maxsize=len(LANGUAGES))
def _locale(language: str) -> Locale:
    return Locale.parse(language)
