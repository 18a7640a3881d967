"""Numbers as analysts write them: marks of three languages, currencies, multipliers, kanji numerals, accounting's negatives."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Context, Decimal

from mitra.ingest.values import kanji
from mitra.ingest.values.glyphs import plain
from mitra.ingest.values.money import MULTIPLIERS, WHOLE, unit

WHOLE_DIGITS, PLACES = 20, 18  # decimal(38, 18) holds both; the record's own columns are decimal(24, 4)
NOT_A_NUMBER, OUT_OF_RANGE, AMBIGUOUS = "not-a-number", "out-of-range", "ambiguous"

_LONGEST = 80  # characters; no number is written longer
_KANJI = re.compile(f"[{kanji.NUMERALS}]")
_MINUS_AFTER = re.compile(r"[0-9][0-9., ']*[0-9]-|[0-9]-")  # as ledgers print it
_SCIENTIFIC = re.compile(r"[+-]?[0-9](?:[.,][0-9]+)?[eE][+-]?[0-9]{1,3}")
_SHAPE = re.compile(
    rf"(?P<before>[+\-△▲]?)\s*(?P<head>[^0-9{kanji.NUMERALS}()+\-△▲]*?)\s*(?P<after>[+\-△▲]?)\s*"
    rf"(?P<core>[.,]?[0-9{kanji.NUMERALS}](?:[0-9{kanji.NUMERALS}.,' ]*[0-9{kanji.NUMERALS}])?)(?P<tail>.*)"
)
_DOT = re.compile(r"(?:[1-9][0-9]{0,2}([, '])[0-9]{3}(?:\1[0-9]{3})*|0|[1-9][0-9]*|)(?:\.[0-9]+)?")
_COMMA = re.compile(r"(?:[1-9][0-9]{0,2}([. '])[0-9]{3}(?:\1[0-9]{3})*|0|[1-9][0-9]*|)(?:,[0-9]+)?")
_TO_DOT, _TO_COMMA = str.maketrans("", "", ", '"), str.maketrans(",", ".", ". '")
_EXACT = Context(prec=200)  # the default rounds at 28 digits
_NOTHING_AFTER = {",-": ",", ",--": ",", ".-": "."}  # `5.000,-` has its mark
_ONE, _MILLION, _MILLIARD = Decimal(1), Decimal(10**6), Decimal(10**9)


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its unit, a currency's ISO 4217 code or "%" (12,5 % is 12.5). `ambiguous` are the other values it may have."""

    value: Decimal
    unit: str | None = None
    ambiguous: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class Readings:
    """A number under each decimal mark, None where that mark does not allow the text. The likelier of several stands first."""

    dot: tuple[Decimal, ...] = ()
    comma: tuple[Decimal, ...] = ()
    unit: str | None = None
    prefers: str = ""  # the mark of the language that the number is written in, where its words tell

    @property
    def both(self) -> tuple[Decimal, ...]:
        """Return the distinct values, the likelier first; thousands are likelier than three decimal places."""
        first, second = (self.dot, self.comma)
        if self.prefers == "," or (not self.prefers and first and second and abs(second[0]) > abs(first[0])):
            first, second = second, first
        return tuple(dict.fromkeys((*first, *second)))

    def under(self, mark: str | None) -> tuple[Decimal, ...]:
        """Return the values that are left when the decimal mark is known; all of them for None."""
        return {None: self.both, ".": self.dot, ",": self.comma}[mark]


def parse(text: str, decimal: str | None = None) -> Number | None:
    """Return the number in a text; None where it is none, or beyond 20 digits before and 18 after the decimal mark.

    `decimal` is the column's mark, "." or ","; without it `1.234` has two readings.

    >>> parse("Rp 2,5 triliun").value == 2_500_000_000_000, parse("1.234").ambiguous, parse("1.234", ",").ambiguous
    (True, (Decimal('1.234'),), ())
    """
    readings = read(text)
    values = readings.under(decimal) if readings else ()
    if readings is None or not values or not all(map(in_range, values)):
        return None
    return Number(values[0], readings.unit, values[1:])


def why(text: str, decimal: str | None = None) -> str | None:
    """Return what keeps a text from being one number (NOT_A_NUMBER, OUT_OF_RANGE or AMBIGUOUS), None where nothing does."""
    number = parse(text, decimal)
    if number is not None:
        return AMBIGUOUS if number.ambiguous else None
    readings = read(text)
    return OUT_OF_RANGE if readings and readings.under(decimal) else NOT_A_NUMBER


def read(text: str) -> Readings | None:
    """Return the values of a text under each decimal mark, however large; None where it is no number."""
    if text.isascii() and text.isdigit():
        return _alike(Decimal(text)) if len(text) <= _LONGEST and (text[0] != "0" or text == "0") else None
    japanese, text = "，" in text, plain(text)
    if not text or len(text) > _LONGEST:
        return None
    if _SCIENTIFIC.fullmatch(text):
        return _alike(Decimal(text.replace(",", ".")))
    if _MINUS_AFTER.fullmatch(text):
        text = f"-{text[:-1]}"
    inside = text[1:-1].strip() if text[0] == "(" and text[-1] == ")" else None
    match = _SHAPE.fullmatch(text if inside is None else inside)
    readings = None if match is None else _shaped(match, in_brackets=inside is not None)
    return replace(readings, comma=readings.dot) if readings and japanese else readings  # the full-width comma groups, always


def in_range(value: Decimal) -> bool:
    """Say whether a number has at most 20 digits before and 18 after its decimal mark."""
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -PLACES and value.adjusted() < WHOLE_DIGITS


def _alike(value: Decimal, unit: str | None = None) -> Readings:
    return Readings((value,), (value,), unit)


def _shaped(match: re.Match[str], *, in_brackets: bool) -> Readings | None:
    before, head, after, core, tail = match.groups()
    signs = [*filter(None, ("(" if in_brackets else "", before, after))]
    if head and core[0] in ".,":
        head, core = head + core[0], core[1:]  # `Rp.5.000`
    beside = _beside(head.rstrip("."), tail)
    if beside is None or len(signs) > 1 or (signs == ["+"] and _telephone(core)):
        return None
    readings = _marked(_valued(core, beside), _NOTHING_AFTER.get(tail))
    return readings and (_negated(readings) if signs and signs != ["+"] else readings)


def _marked(readings: Readings | None, mark: str | None) -> Readings | None:
    if readings is None or mark is None or len(readings.both) < 2:
        return readings
    return replace(readings, dot=()) if mark == "," else replace(readings, comma=())


def _telephone(core: str) -> bool:
    return " " in core or (core.isdigit() and len(core) >= 8)


def _beside(head: str, tail: str) -> tuple[str | None, str] | None:
    """Return the unit and the multiplier that stand around a number, None where anything else stands there."""
    words = [] if tail in _NOTHING_AFTER else (tail if tail == "." else tail.rstrip(".")).split()
    word = words[0].lower() if words and words[0].lower() in MULTIPLIERS else ""
    named = [text for text in (head, " ".join(words[1:] if word else words)) if text]
    units = {unit(text) for text in named}
    if None in units or len(units) > 1 or (word and units == {"%"}):
        return None
    return next(iter(units), None), word


def _valued(core: str, beside: tuple[str | None, str]) -> Readings | None:
    named, word = beside
    if _KANJI.search(core):
        value = None if word else kanji.read(core)
        return None if value is None else _alike(value, named)
    dot = Decimal(core.translate(_TO_DOT)) if _DOT.fullmatch(core) else None
    comma = Decimal(core.translate(_TO_COMMA)) if _COMMA.fullmatch(core) else None
    if dot is None and comma is None:
        return None
    if named in WHOLE and not word and dot is not None and comma is not None:
        dot = comma = max(dot, comma)
    factors, mark = _factors(word, named)
    return Readings(_times(dot, factors), _times(comma, factors), named, mark)


def _factors(word: str, named: str | None) -> tuple[tuple[Decimal, ...], str]:
    """Return what a multiplier may mean, the likelier first: `M` is miliar in Indonesian and million in English."""
    if not word:
        return (_ONE,), ""
    if word == "m" and named in (None, "IDR"):
        return ((_MILLIARD, _MILLION) if named else (_MILLION, _MILLIARD)), ""
    return (MULTIPLIERS[word].factor,), MULTIPLIERS[word].mark


def _times(value: Decimal | None, factors: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
    """Return a value times each factor; the zeros after the mark go where a word multiplies, `2,5 juta` is whole."""
    if value is None or factors == (_ONE,):
        return () if value is None else (value,)
    return tuple(_EXACT.multiply(value, factor).normalize(_EXACT) for factor in factors)


def _negated(readings: Readings) -> Readings:
    dot, comma = (tuple(value.copy_negate() if value else value for value in values) for values in (readings.dot, readings.comma))
    return Readings(dot, comma, readings.unit, readings.prefers)


def pattern(text: str, mark: str | None) -> str | None:
    """Return how a number is written, None for bare digits: `Rp #.##0`, `0.00`, `#億#万円`."""
    text = plain(text).lstrip("+-△▲(").rstrip(")").strip()
    match = _SHAPE.fullmatch(text)
    if match is None or text.isdigit():
        return None
    core = match["core"]
    if _KANJI.search(core):
        return re.sub("[0-9,.]+", "#", text)
    whole, _, fraction = core.partition(mark) if mark else (core, "", "")
    grouped = next((sign for sign in whole if not sign.isdigit()), "")
    shown = (f"#{grouped}##0" if grouped else "0") + (f"{mark}{'0' * len(fraction)}" if fraction else "")
    return text[: match.start("core")] + shown + match["tail"]
