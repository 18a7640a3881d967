"""The little markup that plotly's texts carry (<b>, <br>, <span style='color:…'>), as lines of runs."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

_TAG = re.compile(r"<(/?)(\w+)([^<>]*)>")
_COLOUR = re.compile(r"color:\s*(#[0-9a-fA-F]{6})")
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one weight and colour; colour None is the text's own."""

    text: str
    bold: bool = False
    colour: str | None = None


Lines = tuple[tuple[Run, ...], ...]


def clean(text: str) -> str:
    """Return a text without what XML cannot hold: control characters and lone surrogates."""
    return _UNSEEN.sub("", text)


def lines(text: str) -> Lines:
    """Return the lines of a text; unknown tags are taken away.

    >>> lines("<b>Bali</b><br>3 rows")
    ((Run(text='Bali', bold=True, colour=None),), (Run(text='3 rows', bold=False, colour=None),))
    """
    found: list[list[Run]] = [[]]
    bold, colours, end = 0, [], 0
    text = clean(str(text)).replace("\n", "<br>")
    for tag in [*_TAG.finditer(text), None]:
        piece = html.unescape(text[end : tag.start() if tag else len(text)])
        if piece:
            found[-1].append(Run(piece, bold > 0, colours[-1] if colours else None))
        if tag is None:
            break
        end = tag.end()
        closes, name = bool(tag[1]), tag[2].lower()
        if name == "br":
            found.append([])
        elif name == "b":
            bold += -1 if closes else 1
        elif name == "span":
            colours = colours[:-1] if closes else [*colours, _colour(tag[3])]
    return tuple(tuple(line) for line in found)


def _colour(attributes: str) -> str | None:
    found = _COLOUR.search(attributes)
    return found[1] if found else None


def plain(text: str, join: str = " ") -> str:
    """Return a text without markup, its lines joined."""
    return join.join("".join(run.text for run in line).strip() for line in lines(text)).strip()


def bare(text: str) -> str:
    """Return a sentence without Markdown's stars, which pages show as bold."""
    return clean(text).replace("**", "")


def is_right_to_left(text: str) -> bool:
    """Say whether a text begins in a script that runs from right to left.

    >>> is_right_to_left("شراكة 2026"), is_right_to_left("2026 Mitra")
    (True, False)
    """
    first = next((letter for letter in text if letter.isalpha()), "")
    return bool(_RIGHT_TO_LEFT.match(first))
