"""From a plotly spec to the numbers of a chart that PowerPoint and Excel have themselves: categories, series, colours.

Charts that name their bars by text above them get these texts as categories. None where the drawing says more than a
native chart could (a matrix, a timeline, a map); it is then drawn as shapes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from mitra.briefing import traces
from mitra.briefing.document import Figure
from mitra.briefing.markup import lines, plain
from mitra.briefing.traces import each, paint
from mitra.charts.known import clipped
from mitra.theme import LIGHT, Look

MOST = 24  # categories of one chart on a slide
MOST_COLUMNS = 60
LETTERS = 64  # of a category: narrow ones, East Asian count twice
LEAST = 0.0005  # shares below it would read as zero with one digit
SMALL = "[>=0.01]0%;[>0]0.00%;0%"  # Excel's number format for them


@dataclass(frozen=True, slots=True)
class Series:
    """One series: a number a category (None is unknown, never 0), one colour or one a point, hatched where it is only planned or partial."""

    name: str
    numbers: tuple[float | None, ...]
    colours: tuple[str, ...]
    hatched: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True)
class Native:
    """A native chart. `kind`: bar, column, line, scatter or doughnut; `places` are the x values of a scatter chart."""

    kind: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    is_stacked: bool = False
    is_overlaid: bool = False
    form: str = "General"
    title: str = ""
    note: str = ""
    is_told_as_points: bool = False  # the page draws some of its series as lines or rings
    places: tuple[tuple[float, ...], ...] = ()

    @property
    def is_of_one(self) -> bool:
        """Say whether its values are shares of one whole, so that its axis ends there."""
        return self.form.endswith("%") and (self.is_stacked or self.kind == "line") and all((value or 0) <= 1 for one in self.series for value in one.numbers)


def natives(figure: Figure, look: Look = LIGHT) -> list[Native]:
    """Return a figure's native charts, several where its panels have scales of their own; none where it is drawn as shapes."""
    spec = figure.spec
    if spec is None or not figure.is_native:
        return []
    data = spec["data"]
    kinds = {trace["type"] for trace in data}
    if kinds == {"treemap"}:
        return [_doughnut(data[0], figure, look)]
    bars = [trace for trace in data if trace["type"] == "bar" and len(trace["x"])]
    if bars and "heatmap" not in kinds and all("base" not in trace for trace in bars):
        return _bars(spec, bars, figure, look)
    drawn = [trace for trace in data if trace.get("mode") != "text"]
    if kinds == {"scatter"} and all("lines" in trace.get("mode", "") for trace in drawn):
        return _lines(spec, drawn, figure, look)
    if kinds == {"scatter"} and all(trace.get("mode") == "markers" for trace in drawn):
        return [_scatter(drawn, figure, look)]
    return []


def chunks(chart: Native, most: int = MOST) -> list[Native]:
    """Return a chart of bars in pieces of at most `most` categories, as even as can be."""
    count = len(chart.categories)
    most = MOST_COLUMNS if chart.kind == "column" else most
    if chart.kind not in ("bar", "column") or count <= most:
        return [chart]
    pieces = -(-count // most)
    size = -(-count // pieces)
    return [_cut(chart, at, at + size) for at in range(0, count, size)]


def _cut(chart: Native, start: int, stop: int) -> Native:
    return replace(chart, categories=chart.categories[start:stop], series=tuple(_slice(one, start, stop) for one in chart.series))


def _slice(series: Series, start: int, stop: int) -> Series:
    colours = series.colours if len(series.colours) == 1 else series.colours[start:stop]
    return replace(series, numbers=series.numbers[start:stop], colours=colours, hatched=series.hatched[start:stop])


def _name(trace: Mapping[str, Any], place: int, figure: Figure) -> str:
    return plain(str(trace["name"])) if trace.get("name") else figure.series[place] if place < len(figure.series) else figure.title[:80]


def _doughnut(trace: Mapping[str, Any], figure: Figure, look: Look) -> Native:
    order = sorted(range(len(trace["values"])), key=lambda index: -float(trace["values"][index]))
    given = [str(each(trace["marker"]["colors"], len(order))[index]) for index in order]
    colours = tuple(shade(colour, given[:place].count(colour), given.count(colour), look) for place, colour in enumerate(given))
    names = tuple(f"{plain(str(trace['labels'][index]))} · {trace['text'][index]}" for index in order)
    return Native("doughnut", names, (Series(_name(trace, 0, figure), tuple(float(trace["values"][index]) for index in order), colours),), form="#,##0")


def shade(colour: str, place: int, count: int, look: Look) -> str:
    """Return a colour made paler the further down its slice stands, so that neighbours of one colour can be told apart."""
    share = 0.62 * place / max(count - 1, 1)
    parts = [round(int(colour[at : at + 2], 16) * (1 - share) + int(look.paper[at : at + 2], 16) * share) for at in (1, 3, 5)]
    return "#" + "".join(f"{part:02x}" for part in parts)


def _bars(spec: Mapping[str, Any], bars: Sequence[Mapping[str, Any]], figure: Figure, look: Look) -> list[Native]:
    """Return a chart of the bars, or one of each group of them that stands under a heading of its own."""
    lying = bars[0].get("orientation") == "h"
    across = "y" if lying else "x"
    marks = [trace for trace in spec["data"] if trace["type"] == "scatter" and trace.get("mode") == "markers" and len(trace["x"])]
    unknown = [trace for trace in spec["data"] if trace["type"] == "scatter" and _is_unknown(trace)]
    extra = [trace for trace in marks if trace not in unknown and set(trace[across]) <= {place for bar in bars for place in bar[across]}]
    places = _with_unstated(_places([*bars, *unknown], spec, across), spec) if lying else _places([*bars, *unknown], spec, across)
    names = _names(spec, places, across)
    silent = {place for trace in unknown for place in trace[across]} - {place for bar in bars for place, value in zip(bar[across], bar["x" if lying else "y"], strict=True) if value is not None}
    told = {place: plain(str(text)) for trace in unknown for place, text in zip(trace[across], each(trace.get("text"), len(trace["x"])), strict=True) if text}
    names = {place: clipped(name, LETTERS) for place, name in names.items()}
    marked = {place: f"{name} ({told[place]})" if place in told else f"{name} ○" if place in silent else name for place, name in names.items()}
    series = [_series(trace, places, lying, _name(trace, index, figure), look) for index, trace in enumerate([*bars, *extra])]
    note = next((f"○ {plain(str(trace['name']))}" for trace in unknown if trace.get("name")), "") if any(name.endswith("○") for name in marked.values()) else ""
    mode = spec["layout"].get("barmode")
    is_stacked = mode == "stack" and len(series) > 1
    suffix = str(spec["layout"].get("xaxis" if lying else "yaxis", {}).get("ticksuffix", ""))
    form = f'General"{suffix}"' if suffix else _form([value for one in series for value in one.numbers if value is not None], is_share=_is_share(spec, bars, lying), is_stacked=is_stacked)
    whole = Native("bar" if lying else "column", tuple(marked[place] for place in places), tuple(series), is_stacked, len(bars) > 1 and mode == "overlay", form, note=note, is_told_as_points=bool(extra))
    return _grouped(whole, places, spec) if lying else [whole]


def _grouped(whole: Native, places: Sequence[Any], spec: Mapping[str, Any]) -> list[Native]:
    """Return a chart cut at its headings: the labels under which no bar stands before the next label."""
    sign = -1 if _is_upward(spec["layout"].get("yaxis", {})) else 1
    labels = sorted(((sign * y, text) for y, text in _labels(spec)), key=lambda pair: pair[0])
    ends = [*(y for y, _ in labels[1:]), float("inf")]
    headings = [(y, _joined(text)) for (y, text), end in zip(labels, ends, strict=False) if not any(y <= sign * place < end for place in places)]
    starts = [sum(sign * place < y for place in places) for y, _ in headings]
    if not any(starts) or starts[0]:  # no second group, or bars before the first heading
        return [whole]
    stops = [*starts[1:], len(places)]
    return [replace(_cut(whole, start, stop), title=title) for start, stop, (_, title) in zip(starts, stops, headings, strict=True) if start < stop]


def _form(values: Sequence[float], *, is_share: bool, is_stacked: bool) -> str:
    """Return the number format of a chart's labels."""
    if is_share and not is_stacked and any(0 < value < LEAST for value in values):
        return SMALL
    if is_share:
        return "0%" if all(round(value * 100, 6).is_integer() for value in values) else "0.0%"
    return "#,##0" if all(value.is_integer() for value in values) else "#,##0.0"


def _is_unknown(trace: Mapping[str, Any]) -> bool:
    """Say whether a trace marks what no source states: hollow circles at the foot of the chart."""
    return str(trace.get("marker", {}).get("symbol", "")) == "circle-open" and bool(len(trace["x"])) and (not any(trace["x"]) or not any(trace["y"]))


def _is_share(spec: Mapping[str, Any], bars: Sequence[Mapping[str, Any]], lying: bool) -> bool:  # noqa: FBT001  # which axis counts
    axis = spec["layout"].get("xaxis" if lying else "yaxis", {})
    values = [value for bar in bars for value in bar["x" if lying else "y"] if value is not None]
    return str(axis.get("tickformat", "")).endswith("%") or (bool(values) and max(values) <= 1 and any(not float(value).is_integer() for value in values))


def _places(drawn: Sequence[Mapping[str, Any]], spec: Mapping[str, Any], across: str) -> list[Any]:
    """Return the places of the categories in reading order; years between the first and the last are all there."""
    found = list(dict.fromkeys(place for trace in drawn for place in trace[across] if place is not None))
    if not all(isinstance(place, int | float) for place in found):
        return found
    axis = spec["layout"].get(f"{across}axis", {})
    found = sorted(found, reverse=across == "y" and _is_upward(axis))
    ticks = dict(zip(axis.get("tickvals") or (), axis.get("ticktext") or (), strict=True))
    years = [place for place in found if 1900 <= place <= 2200 and str(ticks.get(place, place)) == str(place)] if across == "x" else []
    return [*range(int(years[0]), int(years[-1]) + 1), *(place for place in found if place not in years)] if years else found


def _with_unstated(places: Sequence[Any], spec: Mapping[str, Any]) -> list[Any]:
    """Return the places with those of labels under which no bar stands: a period that no source states is a gap, not left out."""
    notes = [float(note["y"]) for note in spec["layout"].get("annotations", ()) if note.get("yref", "y") == "y"]
    if not notes:
        return list(places)
    ends = [*sorted(notes)[1:], float("inf")]
    bare = [note for note, end in zip(sorted(notes), ends, strict=True) if not any(note <= place < end for place in places)]
    return sorted([*places, *bare])


def _is_upward(axis: Mapping[str, Any]) -> bool:
    low, high = axis.get("range", (0, 1))
    return axis.get("autorange") != "reversed" and low < high


def _names(spec: Mapping[str, Any], places: Sequence[Any], across: str) -> dict[Any, str]:
    """Return the category of each place: its tick, itself, or the text that stands above it."""
    axis = spec["layout"].get(f"{across}axis", {})
    ticks = dict(zip(axis.get("tickvals") or (), axis.get("ticktext") or (), strict=False))
    if axis.get("visible", True) or across == "x":
        return {place: _joined(str(ticks.get(place, place))) for place in places}
    sign = -1 if _is_upward(axis) else 1
    texts = sorted(_texts(spec), key=lambda pair: sign * pair[0])
    return {place: _above(place, texts, sign) for place in places}


def _joined(text: str) -> str:
    """Return a label's lines as one: a wrapped name goes on in small letters, anything else is another part."""
    found = ""
    for line in lines(text):
        piece = "".join(run.text for run in line).strip()
        found = piece if not found else f"{found} {piece}" if piece[:1].islower() else f"{found} · {piece}"
    return found


def _labels(spec: Mapping[str, Any]) -> Iterable[tuple[float, str]]:
    """Yield the labels that are drawn among the bars."""
    for trace in spec["data"]:
        if trace.get("mode") == "text":
            yield from ((float(y), str(text)) for y, text in zip(trace["y"], trace["text"], strict=True) if text)


def _texts(spec: Mapping[str, Any]) -> Iterable[tuple[float, str]]:
    yield from _labels(spec)
    yield from ((float(note["y"]), str(note["text"])) for note in spec["layout"].get("annotations", ()) if note.get("yref", "y") == "y")


def _above(place: float, texts: Sequence[tuple[float, str]], sign: int) -> str:
    found = [text for y, text in texts if sign * y <= sign * place]
    return plain(found[-1].split("<br><span")[0]) if found else str(place)


def _series(trace: Mapping[str, Any], places: Sequence[Any], lying: bool, name: str, look: Look) -> Series:  # noqa: FBT001  # which axis counts
    values, at = (trace["x"], trace["y"]) if lying else (trace["y"], trace["x"])
    marker = trace.get("marker", {})
    pattern = marker.get("pattern", {})
    colours = dict(zip(at, each(marker.get("color"), len(values)), strict=True))
    inks, shapes = dict(zip(at, each(pattern.get("fgcolor"), len(values)), strict=True)), dict(zip(at, each(pattern.get("shape", ""), len(values)), strict=True))
    found = dict(zip(at, values, strict=True))
    fills = [paint(inks.get(place)) or paint(colours.get(place)) or look.accent for place in places]
    same = len({paint(colour) for colour in colours.values()}) <= 1
    own = paint(next(iter(inks.values()), None)) or paint(next(iter(colours.values()), None)) or look.accent
    return Series(name, tuple(None if found.get(place) is None else float(found[place]) for place in places), (own,) if same else tuple(fills), tuple(bool(shapes.get(place)) for place in places))


def _lines(spec: Mapping[str, Any], drawn: Sequence[Mapping[str, Any]], figure: Figure, look: Look) -> list[Native]:
    """Return a line chart for each y axis; a year without a value stays empty."""
    titles = [plain(str(note["text"])) for note in spec["layout"].get("annotations", ())]
    axes = list(dict.fromkeys(trace.get("yaxis", "y") for trace in drawn))
    found: list[Native] = []
    for index, axis in enumerate(axes):
        mine = [trace for trace in drawn if trace.get("yaxis", "y") == axis]
        places = sorted({place for trace in mine for place in trace["x"] if place is not None})
        if all(isinstance(place, int) for place in places):
            places = list(range(places[0], places[-1] + 1))
        title = titles[index] if index < len(titles) else ""
        series = [Series(title or _name(trace, at, figure), tuple(_value(trace, place) for place in places), (paint(trace.get("line", {}).get("color")) or look.accent,)) for at, trace in enumerate(mine)]
        is_share = str(spec["layout"].get(f"yaxis{axis[1:]}", {}).get("tickformat", "")).endswith("%")
        found.append(Native("line", tuple(str(place) for place in places), tuple(series), title=title, form="0%" if is_share else "#,##0"))
    return found


def _value(trace: Mapping[str, Any], place: Any) -> float | None:
    value = dict(zip(trace["x"], trace["y"], strict=True)).get(place)
    return None if value is None else float(value)


def _scatter(drawn: Sequence[Mapping[str, Any]], figure: Figure, look: Look) -> Native:
    series = tuple(Series(_name(trace, index, figure), tuple(float(y) for y in trace["y"]), (paint(traces.each(trace.get("marker", {}).get("color"), 1)[0]) or look.accent,)) for index, trace in enumerate(drawn))
    return Native("scatter", (), series, places=tuple(tuple(float(x) for x in trace["x"]) for trace in drawn))
