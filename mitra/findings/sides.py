"""Two results of one query, side by side: each row of this one beside the row of the other that is about the same.

What is known on one side only is no difference of that number: unknown is not zero.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from mitra.i18n import missing

NUMBERS = ("bigint", "integer", "hugeint", "smallint", "tinyint", "double", "float", "decimal")
UNITS = ("currency_code", "basis_code", "unit_code", "unit")  # how the columns end that say what a number counts
BOTH, THIS, OTHER = "both", "this", "other"
DIFFERENT, SAME = "different", "same"  # what a row that both sides have says on the other one
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Shape:
    """What a result's columns are: `keys` say which row it is, `measures` are numbers to subtract, `traits` describe the row."""

    keys: tuple[str, ...]
    measures: tuple[str, ...]
    traits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """What both sides say of one thing: `key` is its values of the shape's keys; a side without such a row is None."""

    key: tuple[Any, ...]
    this: Row | None
    other: Row | None

    @property
    def side(self) -> str:
        """Return who has such a row."""
        return BOTH if self.this is not None and self.other is not None else OTHER if self.this is None else THIS

    def values(self, column: str) -> tuple[Any, Any]:
        """Return a column's values on this side and the other, None where it is unknown or there is no such row."""
        return (self.this or {}).get(column), (self.other or {}).get(column)

    def difference(self, column: str) -> float | None:
        """Return this side's number minus the other's; None where one is unknown, or the two are in different units."""
        units = [name for name in self.this or {} if name.endswith(UNITS)]
        return difference(*self.values(column)) if all(first == second for first, second in map(self.values, units)) else None

    def relative(self, column: str) -> float | None:
        """Return the difference as a share of the other's number, None where there is none or that is zero."""
        return None if self.difference(column) is None else relative(*self.values(column))


def shape(types: Mapping[str, str], key: Sequence[str] = ()) -> Shape:
    """Return what a result's columns (name to DuckDB's type) are: `key`, else the ids it begins with, else all before the first number."""
    measures = tuple(name for name, kind in types.items() if _is_measure(name, kind))
    named = [name for name in types if name not in measures]
    keys = tuple(key) or _leading(list(types), measures) or tuple(name for name in named if _tells(name))
    return Shape(keys, tuple(name for name in measures if name not in keys), tuple(name for name in named if name not in keys))


def within(whole: Shape, held: Iterable[str], shown: Iterable[str]) -> Shape:
    """Return a shape for rows that hold only some of a result's columns, and of which only some are shown."""
    held, shown = set(held), set(shown)
    return Shape(tuple(name for name in whole.keys if name in held), *(tuple(name for name in names if name in shown) for names in (whole.measures, whole.traits)))


def _is_measure(name: str, kind: str) -> bool:
    return kind.partition("(")[0] in NUMBERS and name != "year" and not name.endswith("_year") and not name.startswith("tile_")


def _tells(name: str) -> bool:
    return name == "year" or name.endswith(("_id", "_code", "_name"))


def _leading(columns: Sequence[str], measures: Sequence[str]) -> tuple[str, ...]:
    """Return the columns that a row begins with, up to the first number; only the ids, where it begins with one."""
    with_ids = bool(columns) and columns[0].endswith("_id")
    found: list[str] = []
    for name in columns:
        if name in measures or (with_ids and not name.endswith("_id")):
            break
        found.append(name)
    return tuple(found)


def join(this: pd.DataFrame, other: pd.DataFrame, shape: Shape) -> list[Pair]:
    """Return a pair for each thing that either side has, in this side's order, then what only the other has.

    Where the keys do not tell all rows of a side apart, columns that describe them do, and in the end their number; no row is lost.
    """
    sides = [_rows(frame) for frame in (this, other)]
    keys = _telling(sides, shape)
    mine, theirs = (dict(_numbered(rows, keys)) for rows in sides)
    return [Pair(key[: len(shape.keys)], mine.get(key), theirs.get(key)) for key in dict.fromkeys([*mine, *theirs])]


def parts(pairs: Sequence[Pair], shape: Shape) -> dict[str, list[Pair]]:
    """Return the pairs by what they tell: both sides differ in a column, only one has the row, both say the same; none that is empty."""
    found: dict[str, list[Pair]] = {DIFFERENT: [], THIS: [], OTHER: [], SAME: []}
    for pair in pairs:
        found[pair.side if pair.side != BOTH else DIFFERENT if differing(pair, shape) else SAME].append(pair)
    return {part: rows for part, rows in found.items() if rows}


def differing(pair: Pair, shape: Shape) -> list[str]:
    """Return the columns in which a row that both sides have says something else on the other one."""
    return [name for name in (*shape.measures, *shape.traits) if len(set(pair.values(name))) > 1]


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): None if missing(value) else value for name, value in row.items()} for row in frame.to_dict("records")]


def _telling(sides: Sequence[Sequence[Row]], shape: Shape) -> tuple[str, ...]:
    """Return the keys, and as many of the traits as it takes to tell the rows of both sides apart."""
    keys = shape.keys
    for trait in shape.traits:
        if all(len({_key(row, keys) for row in rows}) == len(rows) for rows in sides):
            break
        keys = (*keys, trait)
    return keys


def _key(row: Row, keys: Iterable[str]) -> tuple[Any, ...]:
    return tuple(row.get(name) for name in keys)


def _numbered(rows: Sequence[Row], keys: Sequence[str]) -> Iterator[tuple[tuple[Any, ...], Row]]:
    """Yield each row under its key; rows of one key are numbered by what else they say, so that their order means nothing."""
    counts = Counter(_key(row, keys) for row in rows)
    alike = {key: sorted((row for row in rows if _key(row, keys) == key), key=lambda row: str(list(row.values()))) for key, count in counts.items() if count > 1}
    seen: Counter[tuple[Any, ...]] = Counter()
    for row in rows:
        key = _key(row, keys)
        seen[key] += 1
        yield (*key, seen[key]), alike[key][seen[key] - 1] if key in alike else row


def difference(this: float | None, other: float | None) -> float | None:
    """Return this minus the other, None where either is unknown.

    >>> difference(12, 3), difference(0, 3), difference(None, 3)
    (9, -3, None)
    """
    if this is None or other is None:
        return None
    found = this - other
    return 0 if math.isclose(float(this), float(other), rel_tol=1e-9, abs_tol=1e-12) else found


def relative(this: float | None, other: float | None) -> float | None:
    """Return the difference as a share of the other, None where that is unknown or zero.

    >>> relative(12, 3), relative(3, 0), relative(3, None)
    (3.0, None, None)
    """
    apart = difference(this, other)
    return None if apart is None or not other else float(apart) / abs(float(other))


def table(pairs: Sequence[Pair], shape: Shape) -> pd.DataFrame:
    """Return the pairs as rows: the keys, which side has the row, each column of this and the other, and of numbers the difference."""
    rows = [dict(_cells(pair, shape)) for pair in pairs]
    return pd.DataFrame({name: pd.Series([row[name] for row in rows], dtype="object") for name in columns(shape)})


def counted(frame: pd.DataFrame, by: Sequence[str]) -> tuple[pd.DataFrame, Shape]:
    """Return how many rows there are of each value of some columns, and what its columns are."""
    counts = frame.groupby(list(by), dropna=False, sort=True).size().reset_index(name="row_count")
    return counts, Shape(tuple(by), ("row_count",), ())


def columns(shape: Shape) -> dict[str, str]:
    """Return the columns of `table`, each with the column of the query that it comes from (`side` with none)."""
    found = {**dict(zip(shape.keys, shape.keys, strict=True)), "side": ""}
    for name in shape.measures:
        found |= dict.fromkeys((name, f"{name}_other", f"{name}_difference", f"{name}_relative"), name)
    for name in shape.traits:
        found |= dict.fromkeys((name, f"{name}_other"), name)
    return found


def _cells(pair: Pair, shape: Shape) -> Iterator[tuple[str, Any]]:
    yield from zip(shape.keys, pair.key, strict=True)
    yield "side", pair.side
    for name in (*shape.measures, *shape.traits):
        this, other = pair.values(name)
        yield from ((name, this), (f"{name}_other", other))
        if name in shape.measures:
            yield from ((f"{name}_difference", pair.difference(name)), (f"{name}_relative", pair.relative(name)))
