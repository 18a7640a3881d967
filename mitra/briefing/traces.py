"""The traces that mitra.charts draws with, as marks: bars, points and lines, heat maps, treemaps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mitra.briefing.axes import Axis
from mitra.briefing.drawing import Box, Dot, Line, Mark, Text
from mitra.briefing.markup import lines, plain
from mitra.briefing.text_width import LEADING, wrap
from mitra.briefing.text_width import width as breadth
from mitra.theme import Look

SHAPES = {"circle": "circle", "square": "square", "triangle-right": "triangle", "line-ns": "stroke"}
NEAR = 4.0  # pixels between a mark and its text
_HEX = re.compile(r"#[0-9a-fA-F]{6}$")


@dataclass(slots=True)
class Plot:
    """What traces are drawn on: their axes, the layout, and how high the stacked bars have grown."""

    x: Axis
    y: Axis
    layout: Mapping[str, Any]
    look: Look
    grown: dict[tuple[str, float, bool], float] = field(default_factory=dict[tuple[str, float, bool], float])


def each(value: Any, count: int) -> list[Any]:
    """Return a value for every point: lists as they are (short ones filled up with their last), single ones repeated."""
    if isinstance(value, list | tuple):
        given = list(value)
        return (given + [given[-1] if given else None] * count)[:count]
    return [value] * count


def paint(colour: Any) -> str | None:
    """Return a colour that every format understands; what is see-through is none."""
    return str(colour) if isinstance(colour, str) and _HEX.match(colour) else None


def draw(trace: Mapping[str, Any], plot: Plot) -> Iterator[Mark]:
    """Yield a trace's marks; a kind that is not drawn here is a programming error and raises KeyError."""
    kinds = {"bar": bars, "scatter": points, "heatmap": cells, "treemap": areas}
    return kinds[trace["type"]](trace, plot)


def spans(trace: Mapping[str, Any], plot: Plot) -> list[tuple[float, float, float, float] | None]:
    """Return along-from, along-to, middle and thickness of each bar in the numbers of the axes; None where the value is unknown."""
    lying = trace.get("orientation") == "h"
    along, across = (plot.x, plot.y) if lying else (plot.y, plot.x)
    values, places = (trace["x"], trace["y"]) if lying else (trace["y"], trace["x"])
    bases, widths = each(trace.get("base"), len(values)), each(trace.get("width"), len(values))
    found: list[tuple[float, float, float, float] | None] = []
    for value, place, base, wide in zip(values, places, bases, widths, strict=True):
        if value is None or place is None:
            found.append(None)
            continue
        middle = across.number(place)
        start = along.number(base) if base is not None else _stacked(plot, lying, middle, float(value))
        found.append((start, start + float(value), middle, float(wide) if wide is not None else 1 - float(plot.layout.get("bargap", 0.2))))
    return found


def _stacked(plot: Plot, lying: bool, middle: float, value: float) -> float:  # noqa: FBT001  # part of a key
    if plot.layout.get("barmode") != "stack":
        return 0.0
    key = ("h" if lying else "v", middle, value < 0)
    start = plot.grown.get(key, 0.0)
    plot.grown[key] = start + value
    return start


def bars(trace: Mapping[str, Any], plot: Plot) -> Iterator[Mark]:
    """Yield bars and the text in or at them."""
    count, lying = len(trace["x"]), trace.get("orientation") == "h"
    marker = trace.get("marker", {})
    border, pattern = marker.get("line", {}), marker.get("pattern", {})
    fills, strokes, thick = each(marker.get("color"), count), each(border.get("color"), count), each(border.get("width", 0), count)
    hatched, inks = each(pattern.get("shape", ""), count), each(pattern.get("fgcolor"), count)
    grounds = each(pattern.get("bgcolor", plot.look.paper), count)
    texts = each(trace.get("text"), count)
    for index, span in enumerate(spans(trace, plot)):
        if span is None:
            continue
        box = _rectangle(span, plot, lying=lying)
        fill, hatch = paint(fills[index]), None
        if hatched[index]:
            hatch, fill = paint(inks[index]) or fill or plot.look.ink, paint(grounds[index])
        yield Box(*box, fill, paint(strokes[index]), float(thick[index] or 0), hatch)
        if texts[index]:
            yield _bar_text(str(texts[index]), trace, box, fill, plot, lying=lying)


def _rectangle(span: tuple[float, float, float, float], plot: Plot, *, lying: bool) -> tuple[float, float, float, float]:
    start, stop, middle, thickness = span
    along, across = (plot.x, plot.y) if lying else (plot.y, plot.x)
    first, last = sorted((along.pixel(start), along.pixel(stop)))
    near, far = sorted((across.pixel(middle - thickness / 2), across.pixel(middle + thickness / 2)))
    return (first, near, last - first, far - near) if lying else (near, first, far - near, last - first)


def _bar_text(text: str, trace: Mapping[str, Any], box: tuple[float, float, float, float], fill: str | None, plot: Plot, *, lying: bool) -> Text:
    x, y, width, height = box
    size = float(plot.layout["font"]["size"]) - 1
    if trace.get("textposition", "outside") == "outside":
        if lying:
            return Text(x + width + NEAR, y + height / 2, lines(text), size, plot.look.ink)
        return Text(x + width / 2, y - 2, lines(text), size, plot.look.ink, "middle", "bottom")
    own = trace.get("insidetextfont", {})
    ink = own.get("color") or contrast(fill, plot.look)
    if trace.get("insidetextanchor") == "start" and lying:
        return Text(x + NEAR * 2, y + height / 2, lines(text), size, ink)
    letters = float(own.get("size", size))
    said = lines(_unbroken(text, letters, width, height))
    longest = max(breadth("".join(run.text for run in line), letters) for line in said)
    return Text(x + width / 2, y + height / 2, said, letters * min(1.0, (width - 3) / longest if longest else 1.0), ink, "middle")


def _unbroken(text: str, size: float, room: float, high: float) -> str:
    """Return a broken name as one line where it fits better that way: a wide, low tile."""
    pieces = text.split("<br>")
    if len(pieces) == 1 or len(pieces) * size * LEADING <= high:
        return text
    whole = "".join(f" {piece}" if place and piece[:1].isupper() else piece for place, piece in enumerate(pieces))
    return whole if breadth(whole, size) <= room else text


def contrast(fill: str | None, look: Look) -> str:
    """Return ink or paper, whichever reads better on a fill."""
    if fill is None:
        return look.ink
    red, green, blue = (int(fill[place : place + 2], 16) for place in (1, 3, 5))
    return look.ink if red * 0.299 + green * 0.587 + blue * 0.114 > 150 else look.paper


def points(trace: Mapping[str, Any], plot: Plot) -> Iterator[Mark]:
    """Yield a scatter trace's lines, then its markers, then its text."""
    mode = str(trace.get("mode", "markers"))
    places = [None if x is None or y is None else (plot.x.place(x), plot.y.place(y)) for x, y in zip(trace["x"], trace["y"], strict=True)]
    if "lines" in mode:
        yield from _polylines(places, trace.get("line", {}), plot)
    if "markers" in mode:
        yield from _markers(places, trace.get("marker", {}), plot)
    if "text" in mode:
        yield from _labels(places, trace, plot)


def _polylines(places: Sequence[tuple[float, float] | None], style: Mapping[str, Any], plot: Plot) -> Iterator[Line]:
    run: list[tuple[float, float]] = []
    for place in [*places, None]:
        if place is not None:
            run.append(place)
            continue
        if len(run) > 1:
            yield Line(tuple(run), paint(style.get("color")) or plot.look.accent, float(style.get("width", 2)), str(style.get("dash", "solid")))
        run = []


def _markers(places: Sequence[tuple[float, float] | None], marker: Mapping[str, Any], plot: Plot) -> Iterator[Dot | Line]:
    count = len(places)
    border = marker.get("line", {})
    fills, sizes, symbols = each(marker.get("color"), count), each(marker.get("size", 6), count), each(marker.get("symbol", "circle"), count)
    strokes, thick = each(border.get("color"), count), each(border.get("width", 0), count)
    for place, fill, size, symbol, stroke, width in zip(places, fills, sizes, symbols, strokes, thick, strict=True):
        if place is None:
            continue
        hollow = str(symbol).endswith("-open")
        colour, edge = paint(fill), paint(stroke)
        if symbol == "x":
            yield from _cross(place, float(size), colour or plot.look.soft)
        elif hollow:
            yield Dot(place[0], place[1], float(size), SHAPES[str(symbol).removesuffix("-open")], None, colour or plot.look.soft, max(float(width or 0), 1.5))
        elif colour is not None or edge is not None:
            yield Dot(place[0], place[1], float(size), SHAPES[str(symbol)], colour, edge, float(width or 0))


def _cross(place: tuple[float, float], size: float, colour: str) -> Iterator[Line]:
    (x, y), half = place, size / 2
    for down in (half, -half):
        yield Line(((x - half, y - down), (x + half, y + down)), colour, size / 4)


def _labels(places: Sequence[tuple[float, float] | None], trace: Mapping[str, Any], plot: Plot) -> Iterator[Text]:
    count = len(places)
    font = trace.get("textfont", {})
    colours, sizes = each(font.get("color", plot.look.ink), count), each(font.get("size", plot.layout["font"]["size"]), count)
    texts, positions = each(trace.get("text"), count), each(trace.get("textposition", "middle center"), count)
    radii = each(trace.get("marker", {}).get("size", 0) if "markers" in str(trace.get("mode")) else 0, count)
    for place, text, colour, size, position, radius in zip(places, texts, colours, sizes, positions, radii, strict=True):
        if place is None or not text:
            continue
        level, side = str(position).split()
        away = float(radius or 0) / 2 + (NEAR if radius else 0)
        x = place[0] + {"left": -away, "center": 0.0, "right": away}[side]
        y = place[1] + {"top": -away, "middle": 0.0, "bottom": away}[level]
        yield Text(x, y, lines(str(text).strip()), float(size), paint(colour) or plot.look.ink, {"left": "end", "center": "middle", "right": "start"}[side], {"top": "bottom", "middle": "middle", "bottom": "top"}[level])  # type: ignore[arg-type]  # anchors by name


def cells(trace: Mapping[str, Any], plot: Plot) -> Iterator[Mark]:
    """Yield a heat map's cells; an empty one is not drawn."""
    gap_x, gap_y = float(trace.get("xgap", 0)), float(trace.get("ygap", 0))
    low, high = float(trace["zmin"]), float(trace["zmax"])
    for y, row in zip(trace["y"], trace["z"], strict=True):
        for x, value in zip(trace["x"], row, strict=True):
            if value is None:
                continue
            at_x, at_y = plot.x.number(x), plot.y.number(y)
            left, right = sorted((plot.x.pixel(at_x - 0.5), plot.x.pixel(at_x + 0.5)))
            top, bottom = sorted((plot.y.pixel(at_y - 0.5), plot.y.pixel(at_y + 0.5)))
            yield Box(left + gap_x / 2, top + gap_y / 2, right - left - gap_x, bottom - top - gap_y, _scaled((float(value) - low) / (high - low), trace["colorscale"]))


def _scaled(share: float, scale: Sequence[Sequence[Any]]) -> str | None:
    return paint(next((colour for edge, colour in reversed(scale) if share >= edge - 1e-9), scale[0][1]))


def areas(trace: Mapping[str, Any], plot: Plot) -> Iterator[Mark]:
    """Yield a treemap of one level: areas as large as their values, the largest first, with name and number inside."""
    order = sorted(range(len(trace["values"])), key=lambda index: -float(trace["values"][index]))
    order = [index for index in order if float(trace["values"][index]) > 0]
    boxes = squares([float(trace["values"][index]) for index in order], plot.x.start, plot.y.start, plot.x.stop, plot.y.stop)
    colours, inks = each(trace["marker"]["colors"], len(trace["values"])), each(trace["textfont"]["color"], len(trace["values"]))
    for index, (left, top, right, bottom) in zip(order, boxes, strict=True):
        yield Box(left + 1, top + 1, max(right - left - 2, 0.5), max(bottom - top - 2, 0.5), paint(colours[index]))
        size = 12.0  # pixels
        said = [*wrap(plain(str(trace["labels"][index])), size, max(right - left - 16, 1)), f"<b>{trace['text'][index]}</b>"]
        text = Text(left + 8, top + 6, lines("<br>".join(said)), size, paint(inks[index]) or plot.look.ink, "start", "top")
        if len(said) * size * LEADING < bottom - top - 8 and text.breadth <= right - left - 12:
            yield text


def squares(values: Sequence[float], left: float, top: float, right: float, bottom: float) -> list[tuple[float, float, float, float]]:
    """Return left, top, right, bottom for each value, largest first, split so that pieces stay near to squares."""
    if not values:
        return []
    if len(values) == 1:
        return [(left, top, right, bottom)]
    total, reached, cut = sum(values), 0.0, 0
    while cut < len(values) - 1 and reached + values[cut] / 2 < total / 2:
        reached += values[cut]
        cut += 1
    cut, reached = (1, values[0]) if cut == 0 else (cut, reached)
    share = reached / total
    if right - left >= bottom - top:
        middle = left + (right - left) * share
        return [*squares(values[:cut], left, top, middle, bottom), *squares(values[cut:], middle, top, right, bottom)]
    middle = top + (bottom - top) * share
    return [*squares(values[:cut], left, top, right, middle), *squares(values[cut:], left, middle, right, bottom)]
