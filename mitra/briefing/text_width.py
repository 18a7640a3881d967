"""How wide text is in the bundled font, and how it is broken and cut to fit."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from PIL import ImageFont

from mitra.briefing import fonts

SAMPLE = 100  # pixels: glyphs are measured once at this size
LEADING = 1.32  # a line's height in sizes
CUT = "…"
LONGEST = 4000  # letters that no slide holds: what is longer is cut before it is measured


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
            *whole, rest = _broken(piece, size, room, bold=bold)
            found += whole
        else:
            rest = piece
        line += rest
        used += width(rest, size, bold=bold)
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


def height(texts: Sequence[str], size: float, room: float, *, after: float = 0.0, bold: bool = False) -> float:
    """Return the height of paragraphs in `room`, each with `after` behind it."""
    return sum(len(wrap(text, size, room, bold=bold)) * size * LEADING + after for text in texts)


def fit(text: str, sizes: Sequence[float], room: float, most: float, *, bold: bool = False, tail: str = "") -> tuple[float, str, bool]:
    """Return the largest of `sizes` at which a text fits a height of `most`, the text, and whether it was cut at the smallest.

    `tail` stays at its end in any case.
    """
    text = text.strip()
    whole = text[:LONGEST]
    if whole == text:
        for size in sizes:
            if height([text + tail], size, room, bold=bold) <= most:
                return size, text + tail, False
    size, low, high = sizes[-1], 0, len(whole)
    while low < high:
        middle = (low + high + 1) // 2
        if height([whole[:middle].rstrip() + CUT + tail], size, room, bold=bold) <= most:
            low = middle
        else:
            high = middle - 1
    return size, whole[:low].rstrip() + CUT + tail, True
