"""A slide's figures on one sheet for a wall: each drawn as large as the room left for it allows, as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from mitra.briefing.document import Figure
from mitra.briefing.drawing import CLEARANCE, Drawing, Text, parts
from mitra.briefing.markup import lines
from mitra.briefing.plot import draw
from mitra.briefing.svg import around, svg
from mitra.briefing.text_width import wrap
from mitra.theme import Look

SCALES = (2.4, 2.2, 2.0, 1.8, 1.65, 1.5, 1.4, 1.3, 1.2, 1.1, 1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4)  # letters of 12 pixels become 29 to 5
NARROWEST = 360.0  # pixels of a drawing: a phone's, for which the charts are made
MOST_COLUMNS = 3
GAP, TITLE, WHY = 56.0, 30.0, 34.0  # pixels of the wall: between figures, letters of a figure's title and of why there is none
LEADING = 1.25
WELL, NEARLY = 1.8, 0.8  # a scale that reads well from afar; how much of the best scale a drawing in fewer columns may have


@dataclass(frozen=True, slots=True)
class Sheet:
    """The room that a slide leaves for its figures, in pixels of a wall of 1920 x 1080."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A drawing at its place on the sheet, enlarged."""

    drawing: Drawing
    x: float
    y: float
    scale: float


def sheet_svg(figures: Sequence[Figure], sheet: Sheet, language: str, look: Look) -> str:
    """Return the figures side by side, the parts of a tall one in columns; why there is nothing to draw where one has nothing."""
    if not figures:
        return ""
    room = (sheet.width - GAP * (len(figures) - 1)) / len(figures)
    placed = [one for place, figure in enumerate(figures) for one in _figure(figure, place * (room + GAP), Sheet(room, sheet.height), language, look, titled=len(figures) > 1)]
    body = "".join(f'<g transform="translate({one.x:.1f} {one.y:.1f}) scale({one.scale})">{svg(one.drawing, language=language)}</g>' for one in placed)
    return around(body, sheet.width, sheet.height)


def _figure(figure: Figure, left: float, room: Sheet, language: str, look: Look, *, titled: bool) -> list[Placed]:
    """Return one figure's drawings under its title."""
    head = wrap(figure.title, TITLE, room.width)[:3] if titled and figure.title else []
    top = len(head) * TITLE * LEADING + (16 if head else 0)
    title = [_written(head, TITLE, look.ink, left, 0, room.width)] if head else []
    if figure.spec is None:
        return [*title, _written(wrap(figure.said, WHY, room.width), WHY, look.soft, left, top, room.width)]
    return [*title, *_enlarged(_parted(figure.spec if titled else figure.wide or figure.spec), left, top, Sheet(room.width, room.height - top), language, look)]


def _written(rows: Sequence[str], size: float, colour: str, left: float, top: float, wide: float) -> Placed:
    return Placed(Drawing(wide, len(rows) * size * LEADING, (Text(0, 0, lines("\n".join(map(escape, rows))), size, colour, level="top"),)), left, top, 1.0)


def _parted(spec: dict[str, Any]) -> dict[str, Any]:
    """Return a matrix with room between its rows, at which it can be cut into columns; other charts as they are."""
    if not any(trace["type"] == "heatmap" for trace in spec["data"]):
        return spec
    data = [{**trace, "ygap": CLEARANCE + 1} if trace["type"] == "heatmap" else trace for trace in spec["data"]]
    return {"data": data, "layout": spec["layout"]}


def _enlarged(spec: dict[str, Any], left: float, top: float, room: Sheet, language: str, look: Look) -> list[Placed]:
    """Return a drawing as large as it fits; a tall one in columns, where that makes it much larger."""
    found = next(filter(None, ([one for count in range(1, MOST_COLUMNS + 1) if (one := _in_columns(spec, count, room, language, look, stays_in=stays_in)) is not None] for stays_in in (True, False))), [])
    if not found:  # taller than a wall: made to fit, however small
        whole = draw(spec, room.width, language, look)
        return [Placed(whole, left, top, round(room.height / whole.height, 3))]
    best = max(scale for scale, _ in found)
    scale, cut = next((scale, cut) for scale, cut in found if scale >= min(WELL, best * NEARLY))
    column = (room.width - GAP * (len(cut) - 1)) / len(cut)
    down = max(0.0, room.height - max(one.height for one in cut) * scale) / 3
    return [Placed(one, left + place * (column + GAP), top + down, scale) for place, one in enumerate(cut)]


def _in_columns(spec: dict[str, Any], count: int, room: Sheet, language: str, look: Look, *, stays_in: bool) -> tuple[float, list[Drawing]] | None:
    """Return the largest scale at which a drawing fits in that many columns, with its parts; `stays_in`: no text runs over its edge."""
    column = (room.width - GAP * (count - 1)) / count
    for scale in SCALES:
        if column / scale >= NARROWEST:
            found = parts(draw(spec, column / scale, language, look), room.height / scale)
            if len(found) == count and all(one.height * scale <= room.height + 1 and not (stays_in and _runs_over(one)) for one in found):
                return scale, found
    return None


def _runs_over(drawing: Drawing) -> bool:
    return any(left + across > drawing.width + 1 for left, _, across, _ in (mark.corner for mark in drawing.every if isinstance(mark, Text)))
