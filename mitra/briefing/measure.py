"""How wide text is in the bundled font, and how it is broken and cut to fit."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from PIL import ImageFont

from mitra.briefing import fonts

SAMPLE = 100  # pixels: glyphs are measured once at this size
LEADING = 1.32  # a line's height in sizes
CUT = "…"


@lru_cache(maxsize=2)
def _font(bold: bool) -> ImageFont.FreeTypeFont:  # noqa: FBT001  # the key of a cache
    return ImageFont.truetype(str(fonts.BOLD if bold else fonts.REGULAR), SAMPLE, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=20_000)
def _advance(letter: str, bold: bool) -> float:  # noqa: FBT001  # the key of a cache
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0.0
    return _font(bold).getlength(letter) / SAMPLE


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of one line in the unit of `size`."""
    return sum(_advance(letter, bold) for letter in text) * size


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WF"


NOT_FIRST, NOT_LAST = "）)」』】〉》、。，．・ー…！？!?,.:;％%ゃゅょっァィゥェォャュョッ々", "（(「『【〈《"


def _pieces(text: str) -> list[str]:
    """Return what a line may end after: words with their space, single East Asian letters with the marks that cling to them."""
    found: list[str] = []
    for letter in text:
        last = found[-1] if found else ""
        joins = last and (
            letter == " "
            or letter in NOT_FIRST
            or last[-1] in NOT_LAST
            or (not _is_wide(letter) and not _is_wide(last[-1]) and last[-1] != " ")
        )
        if joins:
            found[-1] += letter
        else:
            found.append(letter)
    return found


def wrap(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """Return the lines of a text in `room`; a word that is wider than a line is broken.

    >>> wrap("Bali", 10, 100)
    ['Bali']
    """
    found, line, used = [], "", 0.0
    for piece in _pieces(" ".join(text.split())):
        long = width(piece.rstrip(), size, bold=bold)
        if line and used + long > room:
            found.append(line.rstrip())
            line, used = "", 0.0
        if long > room:
            *whole, piece = _broken(piece, size, room, bold=bold)
            found += whole
        line += piece
        used += width(piece, size, bold=bold)
    return [*found, line.rstrip()] if line.strip() or not found else found


def _broken(word: str, size: float, room: float, *, bold: bool) -> list[str]:
    found, line, used = [], "", 0.0
    for letter in word:
        step = width(letter, size, bold=bold)
        if line and used + step > room:
            found.append(line)
            line, used = "", 0.0
        line += letter
        used += step
    return [*found, line]


def clip(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """Return a text on one line, cut with … where it is wider than `room`."""
    if width(text, size, bold=bold) <= room:
        return text
    room -= width(CUT, size, bold=bold)
    used = 0.0
    for place, letter in enumerate(text):
        used += width(letter, size, bold=bold)
        if used > room:
            return text[:place].rstrip() + CUT
    return text


def fit(text: str, sizes: tuple[float, ...], room: float, height: float, *, bold: bool = False) -> tuple[float, list[str], bool]:
    """Return the largest of `sizes` at which a text fits, its lines, and whether it had to be cut at the smallest."""
    text = text[:4000]  # what no sheet of paper holds need not be measured
    lines: list[str] = []
    for size in sizes:
        lines = wrap(text, size, room, bold=bold)
        if len(lines) * size * LEADING <= height:
            return size, lines, False
    size = sizes[-1]
    most = max(1, int(height / (size * LEADING)))
    return size, [*lines[: most - 1], clip(lines[most - 1] + CUT * 2, size, room, bold=bold).rstrip(CUT) + CUT], True
