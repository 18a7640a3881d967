"""A column's distinct texts: its type, and how its values are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Inferred:
    """What a column holds. `ambiguous` asks the analyst: `readings` are (text, one value, another ...) of some that may mean several things.

    `misfits` are texts that are neither of the type nor one of `unknown_marks`; `units` the currencies (or "%") that are
    written in the cells, None for cells without one. `partial`: some dates have no day (`2023-07`). `zoned`: times carry an offset.
    """

    type: str  # string, integer, number, boolean, date, datetime
    format: str | None = None  # `dd/MM/yyyy`, `Rp #.##0`
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
    """Return what a column holds, from its distinct texts and how often each stands; told marks and orders decide."""
    del counts, decimal, date_order
    return Inferred("string")
