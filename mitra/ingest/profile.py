"""What the columns of some rows hold: how wide and how full rows are, and what kind of cell each column has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from mitra.ingest.kinds import EMPTY, MOMENT, NUMBER, TEXT, kind, shape

_ROWS = 300  # rows that are looked at
_PURE = 0.95


@dataclass(frozen=True, slots=True)
class Profile:
    """The columns of a table: each one's kind ("" where mixed), whether all its cells are of it, its shapes and values."""

    width: int
    fill: float  # cells with text in a usual row
    kinds: tuple[str, ...]
    pure: tuple[bool, ...]
    shapes: tuple[frozenset[str], ...]  # empty where there are many
    values: tuple[frozenset[str], ...]  # those that come more than once

    def typed(self, column: int) -> bool:
        """Say whether the column holds numbers or dates."""
        return column < len(self.kinds) and self.kinds[column] in {NUMBER, MOMENT}

    def contrast(self, cells: Sequence[str]) -> tuple[int, int, int]:
        """Return how many of the cells in typed columns are text, how many are of the kind, and how many of the text are in pure columns."""
        against = fitting = strong = 0
        for column, cell in enumerate(cells):
            if self.typed(column):
                found = kind(cell)
                against += found == TEXT
                fitting += found in {NUMBER, MOMENT}
                strong += found == TEXT and self.pure[column]
        return against, fitting, strong


def fill(cells: Sequence[str]) -> int:
    """Return how many cells have text."""
    return sum(1 for cell in cells if cell and not cell.isspace())


def usual_width(rows: Sequence[Sequence[str]]) -> int:
    """Return the width that most rows have, the emptiest left aside."""
    full = median([fill(row) for row in rows]) if rows else 0
    widths = Counter(len(row) for row in rows if fill(row) * 2 >= full)
    return max(widths, key=lambda width: (widths[width], width), default=0)


def look(rows: Sequence[Sequence[str]]) -> Profile:
    """Describe the columns of data rows (blank ones left out by the caller)."""
    sample = rows if len(rows) <= _ROWS else [*rows[: _ROWS // 2], *rows[-_ROWS // 2 :]]
    width = usual_width(sample)
    even = [row for row in sample if len(row) == width]
    whole = even if len(even) * 2 >= len(sample) else sample
    columns = [[row[column].strip() for row in whole if column < len(row)] for column in range(width)]
    described = [_column(cells) for cells in columns]
    return Profile(
        width,
        median([fill(row) for row in sample]) if sample else 0,
        tuple(item[0] for item in described),
        tuple(item[1] for item in described),
        tuple(item[2] for item in described),
        tuple(item[3] for item in described),
    )


def _column(cells: Sequence[str]) -> tuple[str, bool, frozenset[str], frozenset[str]]:
    kinds = Counter(kind(cell) for cell in cells)
    kinds.pop(EMPTY, None)
    filled = sum(kinds.values())
    main, count = kinds.most_common(1)[0] if kinds else ("", 0)
    if main in {NUMBER, MOMENT} and kinds[NUMBER] + kinds[MOMENT] >= 0.9 * filled > count:
        count = kinds[NUMBER] + kinds[MOMENT]
    shapes = Counter(shape(cell) for cell in cells if cell)
    values = Counter(cells)
    few = frozenset(shapes) if len(shapes) * 3 <= min(filled, 18) else frozenset[str]()
    return (
        main if filled and count >= 0.75 * filled else "",
        filled > 0 and count >= _PURE * filled,
        few,
        frozenset(value for value, times in values.items() if times > 1 and value),
    )
