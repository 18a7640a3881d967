"""A picture as marks in pixels, whichever format shows it: boxes, lines, dots and text; and where a long one may be cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from mitra.briefing.markup import Lines
from mitra.briefing.text_width import LEADING, width

CLEARANCE = 8.0  # pixels between two rows, where a picture may be cut
TALL = 0.5  # of a picture's height: a line longer than this may be cut anywhere
UNEVEN = 0.25  # of a part: how much less than its share it may hold
Anchor = Literal["start", "middle", "end"]
Level = Literal["top", "middle", "bottom"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; `hatch` is the colour of slanted strokes over the fill."""

    x: float
    y: float
    width: float
    height: float
    fill: str | None = None
    stroke: str | None = None
    stroke_width: float = 1.0
    hatch: str | None = None
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points."""

    points: tuple[tuple[float, float], ...]
    stroke: str
    stroke_width: float = 1.0
    dash: str = "solid"


@dataclass(frozen=True, slots=True)
class Dot:
    """A mark of a shape: circle, square, triangle (pointing right) or stroke (upright)."""

    x: float
    y: float
    size: float
    shape: str
    fill: str | None
    stroke: str | None = None
    stroke_width: float = 0.0


@dataclass(frozen=True, slots=True)
class Text:
    """Lines of text at a point; `is_upright` text reads from bottom to top."""

    x: float
    y: float
    lines: Lines
    size: float
    colour: str
    anchor: Anchor = "start"
    level: Level = "middle"
    is_upright: bool = False

    @property
    def breadth(self) -> float:
        """Return the width of the longest line."""
        return max((sum(width(run.text, self.size, bold=run.bold) for run in line) for line in self.lines), default=0.0)

    @property
    def depth(self) -> float:
        """Return the height of all lines."""
        return len(self.lines) * self.size * LEADING

    @property
    def corner(self) -> tuple[float, float, float, float]:
        """Return left, top, width and height of the text as it stands on paper."""
        across, down = (self.depth, self.breadth) if self.is_upright else (self.breadth, self.depth)
        left = self.x - {"start": 0.0, "middle": across / 2, "end": across}[self.anchor]
        top = self.y - {"top": 0.0, "middle": down / 2, "bottom": down}[self.level]
        return left, top, across, down


Mark = Box | Line | Dot | Text


@dataclass(frozen=True, slots=True)
class Drawing:
    """Marks on a sheet of `width` x `height`; `head` and `foot` are repeated on every part of a cut drawing."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    head: tuple[Mark, ...] = ()
    foot: tuple[Mark, ...] = ()
    head_height: float = 0.0
    foot_height: float = 0.0

    @property
    def every(self) -> tuple[Mark, ...]:
        """Return all marks of a whole drawing, from back to front."""
        return (*self.marks, *self.head, *self.foot)


def extent(mark: Mark) -> tuple[float, float]:
    """Return a mark's top and bottom."""
    if isinstance(mark, Box):
        return mark.y, mark.y + mark.height
    if isinstance(mark, Line):
        ys = [y for _, y in mark.points]
        return min(ys), max(ys)
    if isinstance(mark, Dot):
        return mark.y - mark.size / 2, mark.y + mark.size / 2
    _, top, _, height = mark.corner
    return top, top + height


def parts(drawing: Drawing, most: float) -> list[Drawing]:
    """Return the drawing cut into parts no taller than `most`, at gaps between rows; whole where it fits or has no gap."""
    if drawing.height <= most:
        return [drawing]
    top, end = drawing.head_height, drawing.height - drawing.foot_height
    room = most - drawing.head_height - drawing.foot_height
    gaps = _gaps([mark for mark in drawing.marks if not _is_tall(mark, drawing)], end)
    found, begin = [], top
    while begin < end:
        left = -(-(end - begin) // room)  # parts still to come, as even as the gaps allow
        fits = [gap for gap in gaps if begin < gap <= begin + room]
        even = begin + (end - begin) / left
        stop = end if left <= 1 else min(fits, key=lambda gap: (gap < even - room * UNEVEN, abs(gap - even))) if fits else next((gap for gap in gaps if gap > begin), end)
        found.append(_part(drawing, begin, stop))
        begin = stop
    return found


def _is_tall(mark: Mark, drawing: Drawing) -> bool:
    top, bottom = extent(mark)
    return bottom - top > TALL * drawing.height


def _gaps(marks: Sequence[Mark], end: float) -> list[float]:
    """Return the heights at which no mark stands, in the middle of each gap; a heading stays with what follows it."""
    found: list[float] = []
    reached, drawn = float("-inf"), float("-inf")
    for mark in sorted(marks, key=extent):
        top, bottom = extent(mark)
        if top - reached >= CLEARANCE and reached - drawn <= CLEARANCE:
            found.append((top + reached) / 2)
        reached = max(reached, bottom)
        drawn = drawn if isinstance(mark, Text) else max(drawn, bottom)
    return [*(gap for gap in found if gap < end), end]


def _part(drawing: Drawing, begin: float, stop: float) -> Drawing:
    """Return the stretch between two heights under the head, over the foot."""
    up = begin - drawing.head_height
    inner = [_cut(mark, begin, stop) if _is_tall(mark, drawing) else mark for mark in drawing.marks if extent(mark)[1] > begin and extent(mark)[0] < stop]
    height = stop - up + drawing.foot_height
    foot = tuple(moved(mark, 0, height - drawing.height) for mark in drawing.foot)
    return replace(drawing, height=height, marks=tuple(moved(mark, 0, -up) for mark in inner), foot=foot)


def _cut(mark: Mark, begin: float, stop: float) -> Mark:
    if isinstance(mark, Box):
        top, bottom = max(mark.y, begin), min(mark.y + mark.height, stop)
        return replace(mark, y=top, height=bottom - top)
    if isinstance(mark, Line):
        return replace(mark, points=tuple((x, min(max(y, begin), stop)) for x, y in mark.points))
    return mark


def moved(mark: Mark, right: float, down: float) -> Mark:
    """Return a mark at another place."""
    if isinstance(mark, Line):
        return replace(mark, points=tuple((x + right, y + down) for x, y in mark.points))
    return replace(mark, x=mark.x + right, y=mark.y + down)
