"""The cells of a table as text, and how its columns share the room."""

from __future__ import annotations

import numbers
from collections.abc import Sequence
from typing import Any

import pandas as pd

from mitra.briefing.text_width import width
from mitra.i18n import UNKNOWN, Words, missing

PAD = 6.0  # points around a cell's text


def cells(table: pd.DataFrame, words: Words) -> list[list[str]]:
    """Return the cells as text: numbers as the language writes them, unknown as a dash."""
    return [[said(value, words) for value in row] for row in table.itertuples(index=False, name=None)]


def said(value: Any, words: Words) -> str:
    """Return a cell's text."""
    if missing(value):
        return UNKNOWN
    if isinstance(value, bool):
        return words.t("yes") if value else words.t("no")
    return words.number(value) if is_number(value) else str(value)


def is_number(value: Any) -> bool:
    """Say whether a cell is a number."""
    return isinstance(value, numbers.Real) and not isinstance(value, bool)  # pyright: ignore[reportUnnecessaryIsInstance]  # True is a number to Python


def numeric(table: pd.DataFrame) -> list[bool]:
    """Say of each column whether its cells are numbers or unknown."""
    return [all(is_number(value) or missing(value) for value in table.iloc[:, place]) for place in range(table.shape[1])]


def widths(heads: Sequence[str], rows: Sequence[Sequence[str]], room: float, size: float) -> list[float]:
    """Return the width of each column in points: what its longest cells need, shared out where they need too much."""
    needs = [min(max([width(head, size, bold=True), *(width(row[place], size) for row in rows[:200])]) + PAD * 2.2, room * 0.5) for place, head in enumerate(heads)]
    total = sum(needs)
    if total <= room:
        return [need + (room - total) * need / total for need in needs]
    least = room / len(heads) * 0.45
    spare = sum(max(need - least, 0) for need in needs) or 1.0
    return [min(need, least) + max(need - least, 0) * (room - sum(min(need, least) for need in needs)) / spare for need in needs]
