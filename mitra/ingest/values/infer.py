"""A column's distinct texts: its type, and how its values are written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from mitra.ingest.values import booleans, dates, numbers
from mitra.ingest.values.dates import Written
from mitra.ingest.values.glyphs import plain
from mitra.ingest.values.numbers import Readings
from mitra.ingest.values.unknown import is_unknown

_ENOUGH = 0.9  # the share of the cells that make a type of a column; the rest are misfits
_HALF = 0.5  # of the cells of a date column are days that were
_SHOWN = 10  # readings that ask the analyst
_ID_DIGITS, _LONGEST_NUMBER = 12, 15
_BIGINT = 2**63


@dataclass(frozen=True, slots=True)
class Inferred:
    """What a column holds. `ambiguous` asks the analyst: `readings` are (text, one value, another ...) of some that may mean several things.

    `misfits` are texts that are neither of the type nor one of `unknown_marks`; `units` the currencies (or "%") that are
    written in the cells, None for cells without one. `partial`: some dates have no day (`2023-07`). `zoned`: times carry an offset.
    """

    type: str  # string, integer, number, boolean, date, datetime
    format: str | None = None  # `dd/MM/yyyy`, `Rp #.##0`, `ya/tidak`
    decimal: str | None = None  # "." or ","
    date_order: str | None = None  # "dmy", "mdy" or "ymd"
    misfits: tuple[str, ...] = ()
    unknown_marks: tuple[str, ...] = ()
    ambiguous: bool = False
    readings: tuple[tuple[str, ...], ...] = ()
    units: tuple[str | None, ...] = ()
    partial: bool = False
    zoned: bool = False

    @property
    def settled(self) -> bool:
        """Say whether each cell has one reading, so that the column may take its type."""
        return not (self.misfits or self.ambiguous or len(self.units) > 1)


def infer(counts: Mapping[str, int], decimal: str | None = None, date_order: str | None = None) -> Inferred:
    """Return what a column holds, from its distinct texts and how often each stands; a mark or order that is told decides.

    >>> infer({"31/07/23": 1, "03/04/23": 1}).date_order, infer({"03/04/2023": 1}).ambiguous, infer({"03117": 1}).type
    ('dmy', True, 'string')
    """
    beside = frozenset(plain(text).lower() for text in counts)
    filled = {text: count for text, count in counts.items() if text.strip()}
    marks = tuple(text for text in filled if is_unknown(text) and booleans.parse(text, beside) is None)
    known = {text: count for text, count in filled.items() if text not in marks}
    if not known or _are_codes(known):
        return Inferred("string", unknown_marks=marks)
    found = _truths(known, beside) or _days(known, date_order) or _amounts(known, decimal)
    if found is None:  # NA is Namibia where texts stand
        return Inferred("string", unknown_marks=tuple(mark for mark in marks if plain(mark).lower() != "na"))
    return replace(found, unknown_marks=marks)


def _are_codes(known: Mapping[str, int]) -> bool:
    """Say whether digits are names of things: leading zeros, more than a number has, or long and of one length."""
    digits = [word for text in known if (word := plain(text)).isdigit() and word.isascii()]
    if any(len(word) > _LONGEST_NUMBER or (word[0] == "0" and len(word) > 1) for word in digits):
        return True
    lengths = {len(word) for word in digits}
    return len(digits) == len(known) > 1 and len(lengths) == 1 and min(lengths) >= _ID_DIGITS and not all(word.endswith("000") for word in digits)


def _share(fitting: Iterable[str], known: Mapping[str, int]) -> float:
    return sum(known[text] for text in fitting) / max(sum(known.values()), 1)


def _rest(known: Mapping[str, int], fitting: Iterable[str]) -> tuple[str, ...]:
    inside = set(fitting)
    return tuple(text for text in known if text not in inside)


def _truths(known: Mapping[str, int], beside: frozenset[str]) -> Inferred | None:
    said = {text: said for text in known if (said := booleans.parse(text, beside)) is not None}
    words = {plain(text) for text in said}
    if _share(said, known) < _ENOUGH or all(word.isdigit() for word in words):
        return None
    if all(len(word) == 1 and word.isascii() for word in words) and len(set(said.values())) < 2:
        return None  # a column of nothing but Y may be a code
    pair = [max(words, key=lambda text: known[text]) for truth in (True, False) if (words := [text for text in said if said[text] is truth])]
    return Inferred("boolean", format="/".join(map(plain, pair)), misfits=_rest(known, said))


def _amounts(known: Mapping[str, int], told: str | None) -> Inferred | None:
    read = {text: readings for text in known if (readings := numbers.read(text)) is not None}
    if _share(read, known) < _ENOUGH:
        return None
    mark = told or _mark(read, known)
    values = {text: found for text, readings in read.items() if (found := readings.under(mark)) and all(map(numbers.in_range, found))}
    open_ = {text: found for text, found in values.items() if len(found) > 1}
    whole = all(_is_whole(found[0]) for found in values.values())
    return Inferred(
        "integer" if whole else "number",
        format=_commonest({text: numbers.pattern(text, mark) for text in values}, known),
        decimal=mark,
        misfits=_rest(known, values),
        ambiguous=bool(open_),
        readings=tuple((text, *(format(value, "f") for value in found)) for text, found in [*open_.items()][:_SHOWN]),
        units=tuple(dict.fromkeys(read[text].unit for text, found in values.items() if read[text].unit or found[0] or len(values) == 1)),
    )


def _mark(read: Mapping[str, Readings], known: Mapping[str, int]) -> str | None:
    """Return the decimal mark that some text of the column settles, None where none does."""
    dot = sum(known[text] for text, readings in read.items() if not readings.comma)
    comma = sum(known[text] for text, readings in read.items() if not readings.dot)
    return None if dot == comma == 0 else "." if dot >= comma else ","


def _is_whole(value: Decimal) -> bool:
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= 0 and abs(value) < _BIGINT


def _days(known: Mapping[str, int], told: str | None) -> Inferred | None:
    shaped = {text: written for text in known if (written := dates.read(text, told)) is not None}
    if _share(shaped, known) < _ENOUGH or not _are_dates(shaped, known):
        return None
    orders = _orders(shaped, known)
    fitting = {text: found for text, written in shaped.items() if (found := _in_order(written, orders))}
    return None if _share(fitting, known) < _HALF else _dated(fitting, shaped, orders, known)


def _are_dates(shaped: Mapping[str, Written], known: Mapping[str, int]) -> bool:
    """Say whether more than bare digits speaks for dates; digits alone do where all are days such as 20230731."""
    if all(plain(text).isdigit() for text in shaped):
        return len(shaped) == len(known) and all(written.meanings and len(written.meanings[0].text) == 10 for written in shaped.values())
    return True


def _orders(shaped: Mapping[str, Written], known: Mapping[str, int]) -> tuple[str, ...]:
    """Return the orders that fit most cells whose shape leaves the order open, none where nothing is open.

    Several stand only where each fits all that one does: where cells contradict each other, the first order makes the others misfits.
    """
    fits: Counter[str] = Counter()
    open_ = {text: {meaning.order for meaning in written.meanings} for text, written in shaped.items() if len(written.orders) > 1 and written.meanings}
    for text, orders in open_.items():
        fits.update(dict.fromkeys(orders, known[text]))
    most = max(fits.values(), default=0)
    best = tuple(order for order in ("dmy", "mdy", "ymd") if fits[order] == most > 0)
    contradicted = any(0 < len(orders & set(best)) < len(best) or not orders & set(best) for orders in open_.values())
    return best[:1] if contradicted else best


def _in_order(written: Written, orders: tuple[str, ...]) -> dict[str, dates.Meaning]:
    """Return a text's different days, each with its meaning; the likeliest last."""
    allowed = [meaning for meaning in written.meanings if len(written.orders) == 1 or meaning.order in orders]
    return {meaning.text: meaning for meaning in reversed(allowed)}


def _dated(fitting: Mapping[str, dict[str, dates.Meaning]], shaped: Mapping[str, Written], orders: tuple[str, ...], known: Mapping[str, int]) -> Inferred:
    clock, zone = _majority(fitting, lambda text: shaped[text].time is not None, known), False
    kept = [text for text in fitting if (shaped[text].time is not None) == clock]
    if clock:
        zone = _majority(kept, lambda text: _zoned(shaped[text].time), known)
        kept = [text for text in kept if _zoned(shaped[text].time) == zone]
    open_ = [text for text in kept if len(fitting[text]) > 1]
    return Inferred(
        "datetime" if clock else "date",
        format=_date_format({text: [*fitting[text].values()][-1].format for text in kept}, known, timed=clock),
        date_order=orders[0] if orders and not open_ else None,
        misfits=_rest(known, kept),
        ambiguous=bool(open_),
        readings=tuple((text, *reversed(fitting[text])) for text in open_[:_SHOWN]),
        partial=any(len(day) < 10 for text in kept for day in fitting[text]),
        zoned=zone,
    )


def _zoned(time: str | None) -> bool:
    return time is not None and bool(re.search(r"[+-][0-9]{2}:[0-9]{2}$", time))


def _majority(texts: Iterable[str], holds: Callable[[str], bool], known: Mapping[str, int]) -> bool:
    votes: Counter[bool] = Counter()
    for text in texts:
        votes[holds(text)] += known[text]
    return votes[True] > votes[False]


def _commonest(patterns: Mapping[str, str | None], known: Mapping[str, int]) -> str | None:
    votes: Counter[str] = Counter()
    for text, pattern in patterns.items():
        if pattern is not None:
            votes[pattern] += known[text]
    return max(votes, key=lambda pattern: votes[pattern], default=None)


def _date_format(patterns: Mapping[str, str], known: Mapping[str, int], *, timed: bool) -> str | None:
    """Return the commonest pattern, without padding where some day or month has none."""
    found = _commonest(patterns, known)
    if found is None:
        return None
    bare = re.sub("d+", "d", re.sub(r"(?<!M)MM(?!M)", "M", found))
    return (bare if bare in patterns.values() else found) + (" HH:mm:ss" if timed else "")
