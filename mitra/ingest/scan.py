"""One quick look over every byte of a large file: what DuckDB will be trusted with was counted first.

Each piece of the file is counted as if it began outside a quoted cell; where it did not, inside and outside change places.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np

_PIECE = 256 << 10  # as much as a processor keeps at hand
_LONG = 1 << 20
_LINE = 64 << 20
_FEED, _RETURN = 10, 13
_TAB, _SPACE = 9, 32


class _Count(NamedTuple):
    """What some bytes hold."""

    feeds: int
    signs: int
    empties: int  # blank lines
    blanks: int  # beside a delimiter or line end

    def less(self, other: _Count) -> _Count:
        return _Count(*(mine - its for mine, its in zip(self, other, strict=True)))


class _Piece(NamedTuple):
    """What a piece of the file holds outside and inside quotes if it begins outside."""

    sides: tuple[_Count, _Count]
    flips: bool  # an odd number of quotes
    zeros: bool
    blanks: bool  # around some cell, in any case
    longest: int
    first: bytes
    last: bytes


@dataclass(frozen=True, slots=True)
class Scan:
    """Counts over a whole file, quoted cells left aside."""

    records: int
    delimiters: int
    is_plain: bool  # no blank line, no NUL, no quote left open
    has_blanks: bool  # around some cell
    longest: int  # bytes of the longest line, about


def scan(path: Path, delimiter: str, quote: str | None) -> Scan:
    """Count in the bytes of a UTF-8 file whose lines end with line feeds."""
    sign, mark = delimiter.encode(), (quote or "").encode()
    records = delimiters = longest = 0
    inside = odd = blanks = False
    last = b"\n"
    for piece in (_look(piece, sign, mark) for piece in _pieces(path)):
        here = piece.sides[inside]
        records += here.feeds
        delimiters += here.signs
        odd = odd or here.empties > 0 or piece.zeros or (not inside and piece.first in {b"\n", b"\r"})
        blanks = blanks or piece.blanks or here.blanks > 0
        longest = max(longest, piece.longest)
        inside ^= piece.flips
        last = piece.last
    return Scan(records + (last != b"\n"), delimiters, not odd and not inside, blanks, longest)


def _pieces(path: Path) -> Iterator[bytes]:
    """Yield the file in pieces that end with a line."""
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece + file.readline(_LINE)


def _look(piece: bytes, sign: bytes, mark: bytes) -> _Piece:
    whole, within, flips, blanks = _count(piece, sign), _Count(0, 0, 0, 0), False, False
    if mark and mark in piece:
        parts = piece.split(mark)
        within = _count(mark.join(parts[1::2]), sign)
        flips = len(parts) % 2 == 0
        blanks = _quoted_blanks(piece, sign, mark)
    blanks = blanks or (not piece.isascii() and _wide_blanks(piece))
    return _Piece((whole.less(within), within), flips, b"\0" in piece, blanks, _longest(piece), piece[:1], piece[-1:])


def _count(piece: bytes, sign: bytes) -> _Count:
    data = np.frombuffer(piece, np.uint8)
    feeds, signs = data == _FEED, data == sign[0]
    edges, blank = feeds | signs, (data == _SPACE) | (data == _TAB) if sign != b"\t" else data == _SPACE
    empties = int(np.count_nonzero(feeds[:-1] & feeds[1:]))
    blanks = int(np.count_nonzero((edges[:-1] & blank[1:]) | (blank[:-1] & edges[1:])))
    if b"\r" in piece:
        empties += piece.count(b"\n\r\n")
        blanks += piece.count(b" \r\n")
    return _Count(int(np.count_nonzero(feeds)), int(np.count_nonzero(signs)), empties, blanks)


def _quoted_blanks(piece: bytes, sign: bytes, mark: bytes) -> bool:
    """Say whether a quoted cell begins or ends with a blank, by the two characters at each side of every quote."""
    data = np.frombuffer(piece, np.uint8)
    at = np.flatnonzero(data[1:-1] == mark[0]) + 1
    before, after = data[at - 1], data[at + 1]
    opens, closes = (before == sign[0]) | (before == _FEED), (after == sign[0]) | (after == _FEED) | (after == _RETURN)
    blank_after, blank_before = (after == _SPACE) | (after == _TAB), (before == _SPACE) | (before == _TAB)
    return bool(((opens & blank_after) | (closes & blank_before)).any())


def _wide_blanks(piece: bytes) -> bool:
    """Say whether there is a no-break or an ideographic space anywhere."""
    if b"\xc2" in piece and b"\xc2\xa0" in piece:
        return True
    data = np.frombuffer(piece, np.uint8)
    return bool(((data[:-2] == 0xE3) & (data[1:-1] == 0x80) & (data[2:] == 0x80)).any())


def _longest(piece: bytes) -> int:
    """Return a bound of the longest line in bytes: that line's length, or _LONG where all are shorter."""
    at = longest = 0
    while at < len(piece):
        after = piece.rfind(b"\n", at, at + _LONG)
        if after < 0:
            after = piece.find(b"\n", at)
            after = len(piece) if after < 0 else after
        longest = max(longest, after - at + 1)
        at = after + 1
    return longest
