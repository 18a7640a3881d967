"""Rows whose label stands above what it names, so that long names stay whole on a phone and in any language.

The y axis counts pixels from the top; a figure lays its rows out first and then draws at the places it was given.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from mitra.theme import Look

UNITS = 61  # Latin letters of a label line that fit a phone
WIDE = 2.25  # what a Japanese letter takes of them
LINE, SIZE = 16, 12  # pixels: a label's line, its letters
GAP = 14
NOT_FIRST, NOT_LAST = ")）」』、。・ー,.", "(（「『"  # letters that may not begin a line, or end one


@dataclass(frozen=True, slots=True)
class Row:
    """A label of one or more lines over a body. `data` is what a click on it means; a heading has no body."""

    lines: tuple[str, ...]
    body: int
    data: tuple[Any, ...] | None = None
    colour: str = ""
    hover: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row was laid: the middle of its label and the middle of its body, in pixels from the top."""

    row: Row
    label: float
    body: float


def lay(rows: Sequence[Row]) -> tuple[list[Place], int]:
    """Return the rows' places and the height of all."""
    places, top = [], 4.0
    for row in rows:
        text = LINE * len(row.lines)
        places.append(Place(row, top + text / 2, top + text + 3 + row.body / 2))
        top += text + 3 + row.body + GAP
    return places, int(top)


def labels(places: Sequence[Place], look: Look, x: Any) -> list[dict[str, Any]]:
    """Return the labels as text that starts at `x`: headings, then those that can be clicked."""
    headings = [place for place in places if place.row.data is None]
    named = [place for place in places if place.row.data is not None]
    traces = [_texts(mine, look, x) for mine in (headings, named)]
    traces[0]["hoverinfo"] = "skip"
    traces[1]["customdata"] = [list(place.row.data or ()) for place in named]
    traces[1]["hovertext"] = [place.row.hover for place in named]
    traces[1]["hovertemplate"] = "%{hovertext}<extra></extra>"
    return [trace for trace in traces if trace["y"]]


def _texts(places: Sequence[Place], look: Look, x: Any) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "text",
        "x": [x] * len(places),
        "y": [place.label for place in places],
        "text": ["<br>".join(place.row.lines) for place in places],
        "textposition": "middle right",
        "textfont": {"size": SIZE, "color": [place.row.colour or look.ink for place in places]},
        "cliponaxis": False,
        "selected": {"textfont": {"color": look.ink}},
        "unselected": {"textfont": {"color": look.ink}},
    }


def ticks(spots: Sequence[tuple[Any, float]], look: Look) -> dict[str, Any]:
    """Return short upright strokes where the axis's ticks meet the bodies, in place of lines that would cross the names."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [x for x, _ in spots],
        "y": [y for _, y in spots],
        "hoverinfo": "skip",
        "marker": {"symbol": "line-ns-open", "size": LINE, "color": look.line, "line": {"width": 1, "color": look.line}, "opacity": 1},
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


def leaders(places: Sequence[Place], first: Any, last: Any, look: Look) -> dict[str, Any]:
    """Return a thin line along each body, which leads the eye from its label to what stands far from it."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for _ in places for x in (first, last, None)],
        "y": [y for place in places for y in (place.body, place.body, None)],
        "hoverinfo": "skip",
        "line": {"color": look.line, "width": 1},
    }


def axis(total: int) -> dict[str, Any]:
    """Return the y axis that counts pixels downwards."""
    return {"range": [total, 0], "visible": False, "fixedrange": True}


def wrap(text: str, units: int = UNITS, most: int = 2) -> tuple[str, ...]:
    """Return a label in at most `most` lines, cut with … where even these do not hold it.

    >>> wrap("Letter of intent", 10)
    ('Letter of', 'intent')
    >>> wrap("覚書(MoU)の更新", 8, most=1)
    ('覚書(M…',)
    """
    found: list[str] = []
    rest = text.strip()
    while rest and len(found) < most:
        place = _fits(rest, units)
        if place < len(rest) and len(found) == most - 1:
            found.append(rest[: _fits(rest, units - 1)].rstrip() + "…")
            break
        place = _break(rest, place)
        found.append(rest[:place].rstrip())
        rest = rest[place:].lstrip()
    return tuple(found)


def _fits(text: str, units: int) -> int:
    """Return how many letters fit."""
    used = 0.0
    for place, letter in enumerate(text):
        used += WIDE if unicodedata.east_asian_width(letter) in "WFA" else 1
        if used > units:
            return place
    return len(text)


def _break(text: str, place: int) -> int:
    """Return where to break at or before `place`: after a space or a Japanese comma, else between letters that may part."""
    if place >= len(text):
        return place
    good = max(text.rfind(mark, 0, place + 1) for mark in (" ", "、"))
    if good > place * 0.6:
        return min(good + 1, place)
    parted = place
    while parted > 1 and not _may_part(text[parted - 1], text[parted]):
        parted -= 1
    return parted if parted > place * 0.4 else place


def _may_part(before: str, after: str) -> bool:
    """Say whether a line may end between two letters: no Latin word is split, no bracket or comma left alone."""
    return not (before.isascii() and after.isascii() and after != "(") and after not in NOT_FIRST and before not in NOT_LAST
