"""A record to its table's width: padded, or what is over kept; nothing of it is lost, and each change is told."""

from __future__ import annotations

from collections.abc import Sequence

from mitra.ingest.finding import Rule
from mitra.ingest.kinds import EMPTY, kind
from mitra.ingest.profile import Profile
from mitra.ingest.read_rules import EMPTY_CELL_OVER, LONG_ROW, SHORT_ROW

_WIDEST = 300  # columns up to which every place is tried


def fit(cells: list[str], width: int, profile: Profile, delimiter: str | None) -> tuple[list[str], Rule | None]:
    """Return `width` cells, and the rule that says what was done, if anything but empty cells at the end came or went."""
    if len(cells) == width:
        return cells, None
    if len(cells) < width:
        return cells + [""] * (width - len(cells)), SHORT_ROW
    if not any(cell.strip() for cell in cells[width:]):
        return cells[:width], None
    short = _without_empty(cells, width, profile)
    if short is not None:
        return short, EMPTY_CELL_OVER
    return _joined(cells, width, profile, delimiter or " "), LONG_ROW


def _joined(cells: Sequence[str], width: int, profile: Profile, delimiter: str) -> list[str]:
    """Return the cells with the run joined again that makes the rest fit their columns best, the last such run."""
    over = len(cells) - width + 1
    if width > _WIDEST:
        return [*cells[: width - 1], delimiter.join(cells[width - 1 :])]
    tries = [[*cells[:at], delimiter.join(cells[at : at + over]), *cells[at + over :]] for at in range(width)]
    return max(reversed(tries), key=lambda row: _fits(row, profile))


def _without_empty(cells: Sequence[str], width: int, profile: Profile) -> list[str] | None:
    """Return the cells without the one empty cell whose absence makes the rest fit their columns best, or None."""
    if len(cells) != width + 1:
        return None
    empty = [index for index, cell in enumerate(cells) if not cell.strip()]
    tries = [[*cells[:index], *cells[index + 1 :]] for index in empty]
    if not tries:
        return None
    best = max(tries, key=lambda row: _fits(row, profile))
    return best if _fits(best, profile) > _fits(cells[:width], profile) or empty == [width] else None


def _fits(cells: Sequence[str], profile: Profile) -> int:
    """Return how many cells are of their column's kind, less those that are not."""
    found = [(kind(cell), main) for cell, main in zip(cells, profile.kinds, strict=False)]
    return sum(1 if one == main else -1 for one, main in found if main and one != EMPTY) + sum(1 for one, main in found if not main and one == EMPTY)
