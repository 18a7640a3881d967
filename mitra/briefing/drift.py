"""Drift: which numbers of a frozen slide the record answers otherwise by now, by how much, and which rows made them move."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from mitra.briefing.frozen import SOURCES, Asked, Frozen, Kept
from mitra.errors import MitraError
from mitra.i18n import missing

_KEYS = ("_id", "_code", "year", "_text", "_key")  # how columns end that tell rows apart
AGREE = 1e-9  # as near as two floats of one number can be


@dataclass(frozen=True, slots=True)
class Moved:
    """One number that differs: of which query, in which row (its key's cells) and column. None is unknown, or no such row."""

    query: str
    key: tuple[Any, ...]
    column: str
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class Change:
    """Which rows of a query are new, differ, or are gone, by their keys; `columns` name the key."""

    query: str
    columns: tuple[str, ...]
    added: tuple[tuple[Any, ...], ...]
    changed: tuple[tuple[Any, ...], ...]
    withdrawn: tuple[tuple[Any, ...], ...]


@dataclass(frozen=True, slots=True)
class Drift:
    """What became of a frozen slide's numbers on another release; `lost` says why a query can no longer be asked."""

    numbers: tuple[Moved, ...] = ()
    changes: tuple[Change, ...] = ()
    lost: tuple[MitraError, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.numbers or self.changes or self.lost)


def drift(frozen: Frozen, now: Asked) -> Drift:
    """Compare what was kept with what a release answers to the same questions."""
    numbers, changes, lost = [], [], []
    for kept in _apart(frozen.kept):
        if kept.query == SOURCES:  # asked for the rows of that time
            continue
        try:
            rows = now.frame(kept.query, kept.params)
        except MitraError as error:
            lost.append(error)
            continue
        found, change = compare(kept, rows)
        numbers += [] if kept.is_behind else found
        changes += [change] if change.added or change.changed or change.withdrawn else []
    return Drift(tuple(numbers), tuple(changes), tuple(lost))


def _apart(kept: Sequence[Kept]) -> Iterator[Kept]:
    """Yield each question once: the same one in three languages counts one time."""
    seen: set[tuple[str, str]] = set()
    for one in kept:
        key = (one.query, repr({name: value for name, value in one.params.items() if name != "language"}))
        if key not in seen:
            seen.add(key)
            yield one


def compare(kept: Kept, rows: pd.DataFrame) -> tuple[list[Moved], Change]:
    """Return the numbers that differ between kept rows and others, and the rows that do."""
    columns = key_columns(kept.rows, rows)
    before, after = _by_key(kept.rows, columns), _by_key(rows, columns)
    shared = [name for name in kept.rows.columns if name in rows.columns]
    changed = tuple(key for key in before if key in after and any(not _equal(before[key][name], after[key][name]) for name in shared))
    numeric = [name for name in kept.rows.columns if name not in columns and (_is_number(kept.rows, name) or _is_number(rows, name))]
    numbers = [
        Moved(kept.query, key, name, _number(before, key, name), _number(after, key, name))
        for key in dict.fromkeys([*before, *after])
        for name in numeric
        if not _equal(_number(before, key, name), _number(after, key, name))
    ]
    return numbers, Change(kept.query, columns, tuple(key for key in after if key not in before), changed, tuple(key for key in before if key not in after))


def key_columns(*frames: pd.DataFrame) -> tuple[str, ...]:
    """Return the fewest leading columns that tell the rows of each frame apart: keys, codes and years first, numbers last."""
    shared = [str(name) for name in frames[0].columns if all(name in frame.columns for frame in frames)]
    rank = {name: (name != "ref_id", not name.endswith(_KEYS), any(_is_number(frame, name) for frame in frames) and not name.endswith("year")) for name in shared}
    found: list[str] = []
    for name in sorted(shared, key=lambda name: rank[name]):
        found.append(name)
        if not any(frame.duplicated(found).any() for frame in frames):
            break
    return tuple(found)


def _by_key(rows: pd.DataFrame, columns: Sequence[str]) -> dict[tuple[Any, ...], Mapping[str, Any]]:
    found: dict[tuple[Any, ...], Mapping[str, Any]] = {}
    for row in rows.astype("object").to_dict("records"):
        key = tuple(None if missing(row[name]) else row[name] for name in columns)
        while key in found:  # rows that are alike in every column stand beside each other
            key = (*key, "+")
        found[key] = row
    return found


def _is_number(rows: pd.DataFrame, name: str) -> bool:
    return name in rows.columns and pd.api.types.is_numeric_dtype(rows[name].dtype) and not pd.api.types.is_bool_dtype(rows[name].dtype)


def _number(rows: Mapping[tuple[Any, ...], Mapping[str, Any]], key: tuple[Any, ...], name: str) -> float | None:
    value: Any = rows.get(key, {}).get(name)
    return None if missing(value) or isinstance(value, str) else float(value)


def _equal(one: Any, other: Any) -> bool:
    if missing(one) or missing(other):
        return missing(one) and missing(other)
    if isinstance(one, float) or isinstance(other, float):
        return abs(float(one) - float(other)) <= AGREE * max(1.0, abs(float(one)))
    return bool(one == other)
