"""What two sides differ in, in a few sentences: which row most, what only one of them has, what cannot be said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from mitra import tables
from mitra.findings import sides
from mitra.findings.sides import BOTH, OTHER, THIS, UNITS, Pair, Row, Shape, columns, difference, relative
from mitra.i18n import Words, missing

NAMED = 3  # rows that a sentence names
SHARES = ("_share", "_score")
PERCENT = "_pct"
SMALL = 0.01  # shares below it take a digit more, else they would read as zero
MONEY = ("amount", "target_amount", "value")  # numbers in the currency that their row names


@dataclass(frozen=True)
class Named:
    """The two sides by name, and the words that know the names of each side's rows."""

    this: str
    other: str
    words: Words
    other_words: Words


def said(pairs: Sequence[Pair], shape: Shape, named: Named, shows: str = "") -> list[str]:
    """Return the sentences. `shows` is the column that the chart draws: a number, or a code; the first number where it is empty."""
    if not pairs:
        return [named.words.t("Neither side has anything to compare.")]
    column = shows or next(iter(shape.measures), "")
    apart = _numbers(pairs, shape, column, named) if column in shape.measures else _traits(pairs, shape, column, named)
    alone = [_alone(side, pairs, shape, column, named) for side in (THIS, OTHER)]
    found = [sentence for sentence in (apart, *alone, _unsaid(pairs, shape, column, named)) if sentence]
    return found or [named.words.t("The number is known on neither side.")]


def of_rows(pairs: Sequence[Pair], shape: Shape, named: Named) -> list[str]:
    """Return the sentences for a table of rows, none of whose columns stands above the others; the one that differs is named."""
    return said(pairs, Shape(shape.keys, (), (*shape.measures, *shape.traits)), named)


def part(name: str, count: int, named: Named) -> str:
    """Return what the rows of one part are (mitra.findings.sides.parts), and how many."""
    says = {
        sides.DIFFERENT: named.words.t("On both sides, but different: {count}", count=named.words.number(count)),
        THIS: named.words.t("Only for {side}: {count}", side=named.this, count=named.words.number(count)),
        OTHER: named.words.t("Only for {side}: {count}", side=named.other, count=named.words.number(count)),
        sides.SAME: named.words.t("On both sides the same: {count}", count=named.words.number(count)),
    }
    return says[name]


def by_column(pairs: Sequence[Pair], shape: Shape, named: Named) -> pd.DataFrame:
    """Return a line for each column in which a row differs: the row, the column, what either side says."""
    lines = []
    for pair in pairs:
        for name in sides.differing(pair, shape):
            said_there = _between(pair, name, named)
            lines.append((_row(pair, pairs, shape, named), named.words.column(name), said_there["this_value"], said_there["other_value"]))
    return pd.DataFrame(lines, columns=[named.words.t("Row"), named.words.t("What differs"), named.this, named.other])


def _numbers(pairs: Sequence[Pair], shape: Shape, column: str, named: Named) -> str:
    """Name the rows whose numbers are furthest apart."""
    t = named.words.t
    known = [(pair, gap) for pair in pairs if (gap := pair.difference(column)) is not None]
    moved = sorted(((pair, gap) for pair, gap in known if gap), key=lambda one: (-_weight(one[0], shape, column), str(one[0].key)))
    if not moved:
        return t("Where both sides know the number, it is the same.") if known else ""
    first, gap = moved[0]
    values = _between(first, column, named) | {"row": _row(first, pairs, shape, named), "difference": _gap(first, gap, column, named)}
    next_ones = [t("{row} ({difference})", row=_row(pair, pairs, shape, named), difference=_gap(pair, more, column, named)) for pair, more in moved[1:NAMED]]
    if not next_ones:
        return t("Furthest apart is {row}: {this_value} for {this}, {other_value} for {other} ({difference}).", **values)
    return t("Furthest apart is {row}: {this_value} for {this}, {other_value} for {other} ({difference}); next come {rows}.", rows=_listed(next_ones, named.words), **values)


def _weight(pair: Pair, shape: Shape, column: str) -> float:
    """Return how far apart a row's numbers are: in their unit, or, where the rows are in several units, as a share."""
    gap = pair.relative(column) if _has_units(shape) else pair.difference(column)
    return abs(float(gap or 0))


def _has_units(shape: Shape) -> bool:
    return any(name.endswith(UNITS) for name in (*shape.keys, *shape.traits))


def _gap(pair: Pair, gap: float, column: str, named: Named) -> str:
    currency = _currency(pair.this or {}, column)
    return signed(gap, column, named.words) if currency is None else _sign(gap, named.words.money(abs(gap), currency))


def _currency(row: Row, column: str) -> str | None:
    return row.get("currency_code") if column in MONEY else None


def _traits(pairs: Sequence[Pair], shape: Shape, column: str, named: Named) -> str:
    """Say how many rows that both sides have are described differently, and name the first of them."""
    t, both = named.words.t, [pair for pair in pairs if pair.side == BOTH]
    if not both:
        return ""
    traits = [column] if column else [name for name in shape.traits if not name.endswith(sides.TWINS)]
    moved = [(pair, name) for pair in both if (name := next((name for name in traits if _differs(pair, name)), ""))]
    if not moved:
        return named.words.n("Both sides have {count} row in common, and it is the same.", "Both sides have {count} rows in common, and they are the same.", len(both))
    first, name = min(moved, key=lambda one: (-_steps(*one, named.words), str(one[0].key)))
    values = _between(first, name, named) | {"row": _row(first, pairs, shape, named), "column": named.words.column(name), "count": named.words.number(len(moved)), "all": named.words.number(len(both))}
    return t("Of the rows that both sides have, different: {count} of {all}; {row}, for one ({column}): {this_value} for {this}, {other_value} for {other}.", **values)


def _differs(pair: Pair, column: str) -> bool:
    this, other = pair.values(column)
    return this != other


def _steps(pair: Pair, column: str, words: Words) -> int:
    """Return how many places of its code list lie between two codes, so that the widest gap of a scale is named first."""
    field = words.contract.fields.get(column)
    codes = list(words.contract.codes(field.codelist)) if field is not None and field.codelist and field.codelist != "country" else []
    places = [codes.index(value) for value in pair.values(column) if value in codes]
    return abs(places[0] - places[1]) if len(places) == 2 else 0


def _alone(side: str, pairs: Sequence[Pair], shape: Shape, column: str, named: Named) -> str:
    """Name what only one side has: the largest first, where there are numbers."""
    rows = [pair for pair in pairs if pair.side == side]
    largest = sorted(rows, key=lambda pair: (0 if _has_units(shape) else -_size(pair, column), str(pair.key))) if column in shape.measures else rows
    who = named.this if side == THIS else named.other
    return named.words.t("Only for {side}: {rows}.", side=who, rows=_some(largest, lambda pair: _with_value(pair, pairs, shape, column, named), named.words)) if rows else ""


def _unsaid(pairs: Sequence[Pair], shape: Shape, column: str, named: Named) -> str:
    """Name the rows of which a number is known on one side only, or counts something else there."""
    rows = [pair for pair in pairs if pair.side == BOTH and column in shape.measures and pair.difference(column) is None and pair.values(column) != (None, None)]
    return named.words.t("No difference is given for {rows}: the number is unknown on one side, or is in another unit there.", rows=_some(rows, lambda pair: _row(pair, pairs, shape, named), named.words)) if rows else ""


def _size(pair: Pair, column: str) -> float:
    return max((abs(float(value)) for value in pair.values(column) if value is not None), default=0.0)


def _some(rows: Sequence[Pair], name: Callable[[Pair], str], words: Words) -> str:
    """Return the first rows by name, and how many more there are."""
    shown = [name(pair) for pair in rows[:NAMED]]
    more = len(rows) - len(shown)
    return _listed([*shown, *([words.n("{count} more", "{count} more", more)] if more else [])], words)


def _listed(parts: Sequence[str], words: Words) -> str:
    """Return names that may hold commas themselves, in a row."""
    return ("；" if words.language == "ja" else "; ").join(parts)


def _between(pair: Pair, column: str, named: Named) -> dict[str, str]:
    this, other = pair.values(column)
    return {"this": named.this, "other": named.other, "this_value": _value(this, column, named.words, pair.this), "other_value": _value(other, column, named.other_words, pair.other)}


def _with_value(pair: Pair, pairs: Sequence[Pair], shape: Shape, column: str, named: Named) -> str:
    name = _row(pair, pairs, shape, named)
    number = next((value for value in pair.values(column) if value is not None), None) if column in shape.measures else None
    return name if number is None else named.words.t("{row} ({value})", row=name, value=_value(number, column, named.words, pair.this or pair.other))


def _row(pair: Pair, pairs: Sequence[Pair], shape: Shape, named: Named) -> str:
    """Return a row's name: those of its keys that are not the same in every row."""
    words = named.words if pair.this is not None else named.other_words
    cells = [(column, cell) for place, (column, cell) in enumerate(zip(shape.keys, pair.key, strict=True)) if len({one.key[place] for one in pairs}) > 1] or list(zip(shape.keys, pair.key, strict=True))[:1]
    told = [value(cell, column, words) if cell is not None else words.t("{column} not stated", column=words.column(column)) for column, cell in cells if cell is not None or not column.endswith("_id")]
    return " · ".join(dict.fromkeys(told)) or words.t("the whole")


def _value(cell: Any, column: str, words: Words, row: Row | None) -> str:
    """Return a cell of a row; money in its currency."""
    currency = _currency(row or {}, column)
    return value(cell, column, words) if currency is None or missing(cell) else words.money(cell, currency)


def value(cell: Any, column: str, words: Words) -> str:
    """Return a cell as a sentence writes it: codes and records by name, shares in percent, unknown in words."""
    if missing(cell):
        return words.t("unknown")
    if isinstance(cell, int | float) and not isinstance(cell, bool) and not _is_year(column):
        return _number(float(cell) if column.endswith((*SHARES, PERCENT)) else cell, column, words)
    if column.endswith("_as_stated"):
        return words.t(str(cell))
    return tables.cell(str(cell).lower() if isinstance(cell, bool) else str(cell), column, words)


def _is_year(column: str) -> bool:
    return column == "year" or column.endswith("_year")


def _number(number: float, column: str, words: Words) -> str:
    if column.endswith(SHARES):
        return words.percent(number, 1)
    return words.percent(number / 100, 1) if column.endswith(PERCENT) else words.number(number, None if float(number).is_integer() else 2)


def signed(number: float, column: str, words: Words) -> str:
    """Return a difference with its sign; of shares, in percentage points."""
    if not column.endswith((*SHARES, PERCENT)):
        return _sign(number, words.number(abs(number), None if float(number).is_integer() else 2))
    return words.t("{points} percentage points", points=_sign(number, words.number(abs(number) * (1 if column.endswith(PERCENT) else 100), 1)))


def _sign(number: float, text: str) -> str:
    return f"{'+' if number > 0 else '−' if number < 0 else ''}{text}"


def apart(this: float | None, other: float | None, words: Words) -> str:
    """Return how far two key numbers are apart: the difference and, where the other is neither unknown nor zero, its share."""
    gap, share = difference(this, other), relative(this, other)
    if gap is None:
        return words.t("No difference: a number is unknown")
    if share is None or not gap:
        return words.t("Difference: {difference}", difference=signed(gap, "", words))
    return words.t("Difference: {difference} ({share})", difference=signed(gap, "", words), share=_sign(gap, words.percent(abs(share), 0 if abs(share) >= SMALL else 1)))


def headings(shape: Shape, named: Named) -> list[str]:
    """Return the headings of a table of differences, in the order of mitra.findings.sides.columns."""
    t, words = named.words.t, named.words
    says = {"": named.this, "_other": named.other, "_difference": t("difference"), "_relative": t("difference as a share")}
    found = []
    for name, origin in columns(shape).items():
        heading = words.column(origin) if origin else t("On which side")
        found.append(heading if not origin or origin in shape.keys else f"{heading} · {says[name.removeprefix(origin)]}")
    return found
