"""A plotly spec as mitra.charts makes it, drawn on paper of a given width without a browser."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape
from typing import Any

from mitra.briefing import traces
from mitra.briefing.axes import Axis, build
from mitra.briefing.drawing import Box, Dot, Drawing, Line, Mark, Text, moved
from mitra.briefing.markup import Lines, lines
from mitra.briefing.text_width import LEADING, clip, width, wrap
from mitra.briefing.traces import Plot, paint
from mitra.theme import LIGHT, Look

TICK = 12.0  # pixels: letters of ticks and legends
PAD = 6.0
WIDEST = 0.42  # of the width: what the names beside a chart may take
SWATCH = 11.0
LYING, MOST_ROWS = 60.0, 3  # pixels of a column in which its name may lie, and the lines it may take


@dataclass(frozen=True, slots=True)
class Frame:
    """The plot area inside the sheet."""

    left: float
    top: float
    right: float
    bottom: float


def draw(spec: Mapping[str, Any], wide: float, language: str, look: Look = LIGHT, height: float | None = None) -> Drawing:
    """Return a spec's drawing, `wide` pixels wide; its height is the layout's unless one is given."""
    layout = spec["layout"]
    tall = height or float(layout.get("height", 360))
    key, key_height = _legend(spec, wide, look)
    is_above = float(layout.get("legend", {}).get("y", 1)) >= 0
    frame = _frame(spec, wide, tall, (key_height, 0.0) if is_above else (0.0, key_height), language)
    plots = _plots(spec, frame, look, language)
    main = plots[0]
    head, foot = ([], []) if spec["data"][0]["type"] == "treemap" else _ticks_across(main, frame, look)
    body = [mark for shape in layout.get("shapes", ()) if shape.get("layer") == "below" for mark in _shape(shape, main, frame)]
    if spec["data"][0]["type"] != "treemap":
        body += [mark for plot in {plot.y.options.get("name", ""): plot for plot in plots}.values() for mark in _grid(plot, frame, look)]
    body += [mark for trace, plot in zip(spec["data"], plots, strict=True) for mark in traces.draw(trace, plot)]
    body += [mark for shape in layout.get("shapes", ()) if shape.get("layer") != "below" for mark in _shape(shape, main, frame)]
    for note in layout.get("annotations", ()):
        (foot if note.get("yref") == "paper" and float(note.get("y", 0)) <= 0 else body).append(_note(note, main, frame, look))
    (head if is_above else foot).extend(key if is_above else [moved(mark, 0, tall - key_height) for mark in key])
    return Drawing(wide, tall, tuple(body), tuple(head), tuple(foot), frame.top if head else 0.0, tall - frame.bottom if foot else 0.0)


def _axis_values(spec: Mapping[str, Any], letter: str, name: str) -> list[Any]:
    """Return the values that the traces of an axis have on it."""
    return [value for trace in spec["data"] if trace["type"] != "treemap" and trace.get(f"{letter}axis", letter) == name for value in trace.get(letter, ())]


def _frame(spec: Mapping[str, Any], wide: float, tall: float, legend: tuple[float, float], language: str) -> Frame:
    """Return the plot area that is left beside names and ticks."""
    layout = spec["layout"]
    margin = layout.get("margin", {})
    if spec["data"][0]["type"] == "treemap":
        return Frame(0, 0, wide, tall)
    left = max((width_of(lines(text), TICK) for axis in _y_axes(spec, Frame(0, 0, wide, tall), language) if axis.is_visible for _, text in axis.ticks()), default=0.0)
    left = min(left, wide * WIDEST) + PAD if left else float(margin.get("l", 0))
    right = wide - max(8.0, float(margin.get("r", 0)))
    across = _x_axis(spec, Frame(left, 0, right, tall), language)
    room = _room(across) if across.is_visible else 0.0
    on_top = across.options.get("side") == "top"
    return Frame(left, legend[0] + (room if on_top else float(margin.get("t", 0))), right, tall - legend[1] - max(0.0 if on_top else room, float(margin.get("b", 0))))


def _room(axis: Axis) -> float:
    """Return the height that the ticks of the x axis take."""
    texts, upright = _tick_texts(axis)
    if upright:
        return max((width_of(text, TICK) for text in texts), default=0.0) + PAD
    return max((len(text) for text in texts), default=0) * TICK * LEADING + PAD


def _tick_texts(axis: Axis) -> tuple[list[Lines], bool]:
    """Return the ticks' texts and whether they stand upright: names that paper has room for lie, in a few lines."""
    ticks = axis.ticks()
    texts = [lines(text) for _, text in ticks]
    if axis.options.get("tickangle") != -90:
        return texts, False
    pitch = abs(axis.stop - axis.start) / max(len(ticks), 1) - PAD
    laid = [wrap(text, TICK, pitch) for _, text in ticks]
    broken = any(text.isascii() and " ".join(rows) != " ".join(text.split()) for rows, (_, text) in zip(laid, ticks, strict=True))
    if pitch < LYING or broken or any(len(rows) > MOST_ROWS for rows in laid):
        return texts, True
    return [lines("<br>".join(escape(row) for row in rows)) for rows in laid], False


def width_of(text: Lines, size: float) -> float:
    """Return the width of the longest line."""
    return max((sum(width(run.text, size, bold=run.bold) for run in line) for line in text), default=0.0)


def _x_axis(spec: Mapping[str, Any], frame: Frame, language: str) -> Axis:
    return build(spec["layout"].get("xaxis", {}), _axis_values(spec, "x", "x"), _reach(spec, "x", "x"), (frame.left, frame.right), language)


def _y_axes(spec: Mapping[str, Any], frame: Frame, language: str) -> list[Axis]:
    """Return the y axes in the order of their numbers, each in its stretch of the plot area."""
    names = sorted((name for name in spec["layout"] if name.startswith("yaxis")), key=lambda name: int(name[5:] or 1)) or ["yaxis"]
    return [_y_axis(spec, name, frame, language) for name in names]


def _y_axis(spec: Mapping[str, Any], name: str, frame: Frame, language: str) -> Axis:
    options, short = {**spec["layout"].get(name, {}), "name": name}, f"y{name[5:]}"
    low, high = options.get("domain", (0, 1))
    height = frame.bottom - frame.top
    pixels = (frame.bottom - height * low, frame.bottom - height * high)
    return build(options, _axis_values(spec, "y", short), _reach(spec, "y", short), pixels, language)


def _reach(spec: Mapping[str, Any], letter: str, name: str) -> list[float]:
    """Return the numbers that an axis without a range must hold: values, zero under bars, and the tops of stacks."""
    found: list[float] = []
    stacks: dict[Any, float] = {}
    for trace in spec["data"]:
        if trace["type"] == "treemap" or trace.get(f"{letter}axis", letter) != name:
            continue
        values = trace.get(letter, ())
        grows = trace["type"] == "bar" and (letter == "x") == (trace.get("orientation") == "h")
        found += [float(value) for value in values if isinstance(value, int | float)] + ([0.0] if grows else [])
        if trace["type"] == "bar" and not grows:  # half a bar on either side
            found += [value + half for value in values if isinstance(value, int | float) for half in (-0.5, 0.5)]
        if grows and spec["layout"].get("barmode") == "stack":
            for place, value in zip(trace["y" if letter == "x" else "x"], values, strict=True):
                stacks[place] = stacks.get(place, 0.0) + float(value or 0)
    return [*found, *stacks.values()]


def _plots(spec: Mapping[str, Any], frame: Frame, look: Look, language: str) -> list[Plot]:
    """Return the plot of each trace; traces of one y axis share it, and so their stacks."""
    layout = {"font": {"size": 13}, **spec["layout"]}
    across = _x_axis(spec, frame, language)
    shared = {str(axis.options["name"]).replace("axis", ""): Plot(across, axis, layout, look) for axis in _y_axes(spec, frame, language)}
    if spec["data"][0]["type"] == "treemap":
        box = Plot(replace(across, start=frame.left, stop=frame.right), replace(next(iter(shared.values())).y, start=frame.top, stop=frame.bottom), layout, look)
        return [box for _ in spec["data"]]
    return [shared[str(trace.get("yaxis", "y"))] for trace in spec["data"]]


def _grid(plot: Plot, frame: Frame, look: Look) -> Iterator[Mark]:
    """Yield grid lines and the names at the left."""
    across, down = plot.x, plot.y
    if across.is_visible and across.options.get("showgrid", True) and across.kind != "category":
        yield from (Line(((x, frame.top), (x, frame.bottom)), look.line) for x, _ in across.ticks())
    if not down.is_visible:
        return
    top, bottom = sorted((down.start, down.stop))
    for y, text in down.ticks():
        if down.options.get("showgrid", True) and down.kind != "category" and top - 1 <= y <= bottom + 1:
            yield Line(((frame.left, y), (frame.right, y)), look.line)
        yield Text(frame.left - PAD, y, _clipped(lines(text), frame.left - PAD), TICK, down.options.get("tickfont", {}).get("color") or look.ink, "end")


def _clipped(text: Lines, room: float) -> Lines:
    return tuple(line if width_of((line,), TICK) <= room else (replace(line[0], text=clip("".join(run.text for run in line), TICK, room, bold=line[0].bold)),) for line in text)


def _ticks_across(plot: Plot, frame: Frame, look: Look) -> tuple[list[Mark], list[Mark]]:
    """Return the ticks of the x axis, over or under the plot area; those that would touch their neighbour are left out."""
    axis = plot.x
    if not axis.is_visible:
        return [], []
    on_top = axis.options.get("side") == "top"
    texts, upright = _tick_texts(axis)
    y = frame.top - PAD / 2 if on_top else frame.bottom + PAD / 2
    ink = axis.options.get("tickfont", {}).get("color") or look.soft
    found: list[Mark] = []
    reached = float("-inf")
    named = axis.kind == "category"
    for x, text in sorted(zip((place for place, _ in axis.ticks()), texts, strict=True), key=lambda pair: pair[0]):
        mark = Text(x, y, text, TICK, look.ink if named else ink, "middle", "bottom" if on_top else "top", upright)
        left, _, across, _ = mark.corner
        if named or left >= reached + 2:
            found.append(mark)
            reached = left + across
    return (found, []) if on_top else ([], found)


def _legend(spec: Mapping[str, Any], wide: float, look: Look) -> tuple[list[Mark], float]:
    """Return the key of the named traces, in rows, and its height."""
    named = [trace for trace in spec["data"] if trace.get("name")] if spec["layout"].get("showlegend") else []
    marks: list[Mark] = []
    x, y = 2.0, 12.0
    for trace in named:
        text = lines(str(trace["name"]))
        long = SWATCH + 6 + width_of(text, TICK) + 18
        if x + long > wide and x > 2:
            x, y = 2.0, y + 20
        marks += [_swatch(trace, x, y, look), Text(x + SWATCH + 6, y, text, TICK, look.ink)]
        x += long
    return marks, y + 14 if named else 0.0


def _swatch(trace: Mapping[str, Any], x: float, y: float, look: Look) -> Mark:
    marker = trace.get("marker", {})
    colour = marker.get("color")
    fill = paint(next(iter(colour), None) if isinstance(colour, list) else colour)
    if trace["type"] == "scatter":
        hollow = str(marker.get("symbol", "circle")).endswith("-open")
        return Dot(x + SWATCH / 2, y, SWATCH - 2, "circle", None if hollow else fill, fill, 1.5)
    pattern = marker.get("pattern", {})
    return Box(x, y - SWATCH / 2, SWATCH, SWATCH, fill, paint(marker.get("line", {}).get("color")) or look.line, 1.0, paint(pattern.get("fgcolor")) if pattern.get("shape") else None)


def _reference(value: Any, reference: str, axis: Axis, near: float, far: float) -> float:
    """Return the pixel of a coordinate: a share of the plot area, or a value of its axis."""
    return near + float(value) * (far - near) if reference == "paper" else axis.place(value)


def _shape(shape: Mapping[str, Any], plot: Plot, frame: Frame) -> Iterator[Mark]:
    xs = [_reference(shape[name], shape.get("xref", "x"), plot.x, frame.left, frame.right) for name in ("x0", "x1")]
    ys = [_reference(shape[name], shape.get("yref", "y"), plot.y, frame.bottom, frame.top) for name in ("y0", "y1")]
    style = shape.get("line", {})
    if shape["type"] == "line":
        yield Line(((xs[0], ys[0]), (xs[1], ys[1])), str(style["color"]), float(style.get("width", 1)), str(style.get("dash", "solid")))
    else:
        yield Box(min(xs), min(ys), abs(xs[1] - xs[0]), abs(ys[1] - ys[0]), paint(shape.get("fillcolor")), paint(style.get("color")), float(style.get("width", 0)), opacity=float(shape.get("opacity", 1)))


def _note(note: Mapping[str, Any], plot: Plot, frame: Frame, look: Look) -> Text:
    font = note.get("font", {})
    x = _reference(note["x"], note.get("xref", "x"), plot.x, frame.left, frame.right)
    y = _reference(note["y"], note.get("yref", "y"), plot.y, frame.bottom, frame.top)
    anchor = {"left": "start", "center": "middle", "right": "end"}[note.get("xanchor", "center")]
    level = {"auto": "middle"}.get(note.get("yanchor", "middle"), note.get("yanchor", "middle"))
    return Text(x, y, lines(note["text"]), float(font.get("size", 13)), font.get("color") or look.ink, anchor, level)  # type: ignore[arg-type]  # anchors by name
