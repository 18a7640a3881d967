"""Two figures of one kind on the same scales: equal ranges, equal colours, equal things at equal heights.

A figure keeps what stands at the edge of its plot (labels, leading lines) at the edge. Rows that are laid out in pixels and named
by themselves (agreements, programmes) keep their own places: they are no scale.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from copy import deepcopy
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from mitra.charts import Figure, rows_aligned
from mitra.theme import Look

MOST_TICKS = 7  # years that fit on a phone
ROOM = 0.08  # of the reach of the numbers: what stands at a bar's end needs it
Ends = tuple[Any, Any]


def unite(this: Figure, other: Figure, look: Look) -> tuple[Figure, Figure]:
    """Return the two figures, anew, on the same scales."""
    pair = deepcopy(this), deepcopy(other)
    _same_areas(pair)
    rows_aligned.align(*pair, look)
    for axis in sorted(set(this["layout"]) & set(other["layout"])):
        if axis.startswith(("xaxis", "yaxis")) and not _is_own(axis, pair):
            _same_axis(axis, pair)
    _same_colours(pair)
    _same_bars(pair)
    if any(figure["layout"].get("showlegend") for figure in pair):  # a legend takes height
        for figure in pair:
            figure["layout"]["showlegend"] = True
    if not _is_own("yaxis", pair):
        height = max(figure["layout"].get("height", 0) for figure in pair)
        for figure in pair:
            figure["layout"].update({"height": height} if height else {})
    return pair


def _is_own(axis: str, pair: tuple[Figure, Figure]) -> bool:
    """Say whether an axis counts rows and not a quantity, or stands for something else on either side (a panel of its own)."""
    this, other = (figure["layout"][axis] for figure in pair)
    if "domain" in this and [note.get("text") for note in pair[0]["layout"].get("annotations", [])] != [note.get("text") for note in pair[1]["layout"].get("annotations", [])]:
        return True
    if axis[0] == "x":
        return False
    laid = [("range" in one and one.get("visible") is False) or _names_rows(one) for one in (this, other)]
    return any(laid) and this.get("range") != other.get("range")


def _names_rows(axis: Mapping[str, Any]) -> bool:
    return any(not _is_written(value, text) and any(letter.isalpha() for letter in str(text)) for value, text in _ticks(axis).items()) and axis.get("type") != "category"


def ends(figure: Figure, axis: str) -> Ends | None:
    """Return the lowest and highest value of an axis (of a logarithmic one, their powers of ten): its range, else the reach of what is drawn.

    None where it holds words, or nothing.
    """
    given = figure["layout"][axis].get("range")
    if given is not None:
        return min(given), max(given)
    found = [value for trace in figure["data"] if _axis_of(trace, axis[0]) == axis for value in _reach(figure, trace, axis)]
    numbers = [value for value in found if isinstance(value, int | float) and not math.isnan(value)]
    if figure["layout"][axis].get("type") == "log":
        numbers = found = [math.log10(value) for value in numbers if value > 0]
    if not numbers or len(numbers) < len(found):
        return (min(found), max(found)) if found and all(_is_day(value) for value in found) else None
    low, high = min(numbers), max(numbers)
    return (min(low, 0), max(high, 0)) if figure["layout"][axis].get("rangemode") == "tozero" else (low, high)


def _axis_of(trace: Mapping[str, Any], letter: str) -> str:
    return f"{letter}axis{str(trace.get(f'{letter}axis', letter))[1:]}"


def _reach(figure: Figure, trace: Mapping[str, Any], axis: str) -> list[Any]:
    """Return what a trace reaches on an axis; bars reach from zero, stacked ones as far as all of their place together."""
    letter = axis[0]
    own = _known(trace.get(letter))
    if trace.get("type") != "bar":
        return own
    along = "x" if trace.get("orientation") == "h" else "y"
    if letter != along:
        half = trace["width"] / 2 if isinstance(trace.get("width"), int | float) else 0.5
        return [end for value in own for end in ((value - half, value + half) if isinstance(value, int | float) else (value,))]
    return [0, *own] if figure["layout"].get("barmode") != "stack" else [0, *_stacked(figure, along)]


def _stacked(figure: Figure, along: str) -> list[float]:
    """Return the ends of the stacks that bars make, down and up."""
    across = "x" if along == "y" else "y"
    sums: dict[tuple[Any, bool], float] = {}
    for trace in figure["data"]:
        if trace.get("type") == "bar":
            for place, value in zip(trace.get(across) or [], trace.get(along) or [], strict=False):
                if isinstance(value, int | float):
                    sums[place, value < 0] = sums.get((place, value < 0), 0) + value
    return list(sums.values())


def _known(values: Any) -> list[Any]:
    return [value for value in values if value is not None] if isinstance(values, list | tuple) else []


def _is_day(value: Any) -> bool:
    return isinstance(value, str) and len(value) >= 10 and value[:4].isdigit() and value[4] == "-"


def _same_axis(axis: str, pair: tuple[Figure, Figure]) -> None:
    _same_ticks(axis, pair)
    if all(figure["layout"][axis].get("type") == "category" for figure in pair):
        _same_categories(axis, pair)
        return
    reaches = [reach for figure in pair if (reach := ends(figure, axis)) is not None]
    if len(reaches) < 2 or len({isinstance(low, str) for low, _ in reaches}) > 1:
        return
    low, high = (edge(reach[place] for reach in reaches) for place, edge in enumerate((min, max)))
    is_given = any("range" in figure["layout"][axis] for figure in pair)
    low, high = (low, high) if is_given else _with_room(low, high, axis, pair)
    for figure in pair:
        _stretch(figure, axis, low, high)


def _with_room(low: Any, high: Any, axis: str, pair: tuple[Figure, Figure]) -> Ends:
    """Return ends with the room that plotly would leave itself; none below zero, where bars stand on it."""
    if isinstance(low, str):
        return _day(low, -30), _day(high, 30)
    room = (high - low) * ROOM or 1
    stands = low == 0 and any(trace.get("type") == "bar" or figure["layout"][axis].get("rangemode") == "tozero" for figure in pair for trace in figure["data"])
    if axis[0] == "x" and not stands:
        room = max(room / 4, 0.3)
    return (low if stands else low - room), high + room


def _day(text: str, days: int) -> str:
    return (date.fromisoformat(text[:10]) + timedelta(days=days)).isoformat()


def _stretch(figure: Figure, axis: str, low: Any, high: Any) -> None:
    """Set an axis's range; what stood at its edge stands at the new one."""
    layout = figure["layout"]
    old = layout[axis].get("range")
    is_turned = layout[axis].get("autorange") == "reversed" or (old is not None and old[0] > old[1])
    layout[axis] = {key: value for key, value in layout[axis].items() if key != "autorange"} | {"range": [high, low] if is_turned else [low, high]}
    if old is None:
        return
    moved, letter = {min(old): low, max(old): high}, axis[0]
    for trace in figure["data"]:
        if _axis_of(trace, letter) == axis and trace.get("type") == "scatter" and isinstance(trace.get(letter), list):
            trace[letter] = [moved.get(value, value) for value in trace[letter]]
        elif trace.get("base") and trace.get("orientation") == "h" and letter == "x":
            _lengthen(trace, min(old), low)
    for drawn in (*layout.get("shapes", []), *layout.get("annotations", [])):
        for name in (letter, f"{letter}0", f"{letter}1"):
            if name in drawn and drawn.get(f"{letter}ref", letter) == axis.replace("axis", ""):
                drawn[name] = moved.get(drawn[name], drawn[name])


def _lengthen(trace: dict[str, Any], old: Any, new: Any) -> None:
    """Let bars that begin at the edge of their plot begin at the new one, and end where they did; days are counted in milliseconds."""
    more = (date.fromisoformat(old) - date.fromisoformat(new)) / timedelta(milliseconds=1) if isinstance(old, str) else old - new
    at_edge = [base == old for base in trace["base"]] if isinstance(trace["base"], list) else []
    if any(at_edge):
        trace["x"] = [value + more if mine else value for value, mine in zip(trace["x"], at_edge, strict=True)]
        trace["base"] = [new if mine else base for base, mine in zip(trace["base"], at_edge, strict=True)]


def _ticks(axis: Mapping[str, Any]) -> dict[Any, str]:
    return dict(zip(axis.get("tickvals") or [], axis.get("ticktext") or [], strict=False))


def _is_written(value: Any, text: object) -> bool:
    return str(value) == str(text) or str(value)[:4] == str(text)


def _same_ticks(axis: str, pair: tuple[Figure, Figure]) -> None:
    """Write the same years on both axes, and put what has no year at the same place beside them."""
    ticks = [_ticks(figure["layout"][axis]) for figure in pair]
    if ticks[0] == ticks[1] or any(figure["layout"][axis].get("type") == "category" for figure in pair):
        return
    years = [sorted(value for value, text in one.items() if _is_written(value, text)) for one in ticks]
    if not any(years):
        return
    shown = _evenly(years)
    beside = {text: _beside(text, ticks, shown) for one in ticks for value, text in one.items() if not _is_written(value, text)}
    for figure, one in zip(pair, ticks, strict=True):
        for value, text in one.items():
            if text in beside:
                _carry(figure, axis, value, beside[text])
        both = {value: str(value)[:4] for value in shown} | {place: text for text, place in beside.items()}
        figure["layout"][axis] |= {"tickvals": list(both), "ticktext": list(both.values())}


def _evenly(years: list[list[Any]]) -> list[Any]:
    """Return years (or their first days) in even steps over both sides, at most as many as a phone has room for."""
    wide = max(years, key=lambda one: (int(str(one[-1])[:4]) - int(str(one[0])[:4])) if one else -1)
    numbers = [int(str(value)[:4]) for one in years for value in one]
    step = min((int(str(after)[:4]) - int(str(before)[:4]) for before, after in pairwise(wide)), default=1)
    last = int(str(wide[-1])[:4])
    step *= math.ceil((max(numbers) - min(numbers) + 1) / step / MOST_TICKS)
    ending = str(wide[-1])[4:]
    found = [year for year in range(min(numbers), max(numbers) + 1) if (year - last) % step == 0]
    return [f"{year}{ending}" if ending else year for year in found]


def _beside(text: str, ticks: list[dict[Any, str]], years: list[Any]) -> Any:
    """Return the place beside the years of what has none, on the side where it stood."""
    before = [value for one in ticks for value, name in one.items() if name == text]
    return max([*before, years[-1] + 2]) if max(before) > years[0] else min([*before, years[0] - 2])


def _carry(figure: Figure, axis: str, old: float, new: float) -> None:
    """Move what stands at or beyond a place beside the scale to another, and the end of the range with it."""
    letter, given = axis[0], figure["layout"][axis].get("range")
    side = 1 if new >= old else -1
    for trace in figure["data"]:
        if _axis_of(trace, letter) == axis and isinstance(trace.get(letter), list):
            trace[letter] = [value + new - old if isinstance(value, int | float) and (value - old) * side >= -0.5 and abs(value - old) < 2 else value for value in trace[letter]]
    if given is not None:
        figure["layout"][axis]["range"] = [end + new - old if (end - old) * side >= 0 else end for end in given]


def _same_categories(axis: str, pair: tuple[Figure, Figure]) -> None:
    """Give both axes the categories of both, in this figure's order."""
    names = {value: text for figure in reversed(pair) for value, text in _ticks(figure["layout"][axis]).items()}
    order = list(dict.fromkeys(value for figure in pair for value in figure["layout"][axis].get("categoryarray") or []))
    for figure in pair:
        layout = figure["layout"][axis]
        old = layout.get("range")
        is_turned = old is not None and old[0] > old[1]
        bounds = [-0.5, len(order) - 0.5]
        layout |= {"categoryarray": order, "tickvals": order, "ticktext": [names.get(one, str(one)) for one in order], "range": bounds[::-1] if is_turned else bounds}


def _same_bars(pair: tuple[Figure, Figure]) -> None:
    """Give bars over a scale one thickness; by itself, plotly widens bars that stand far from one another."""
    bars = [(figure, trace) for figure in pair for trace in figure["data"] if trace.get("type") == "bar" and "width" not in trace]
    if not bars or any(figure["layout"].get("barmode", "group") == "group" and sum(trace.get("type") == "bar" for trace in figure["data"]) > 1 for figure in pair):
        return
    places = sorted({value for _, trace in bars for value in _known(trace.get("y" if trace.get("orientation") == "h" else "x")) if isinstance(value, int | float)})
    if len(places) < 2:
        return
    step = min(after - before for before, after in pairwise(places))
    for figure, trace in bars:
        trace["width"] = step * (1 - figure["layout"].get("bargap", 0.2))


def _same_areas(pair: tuple[Figure, Figure]) -> None:
    """Let a treemap take the part of its place that its total is of the larger one, so that equal areas are equal numbers."""
    found = [[trace for trace in figure["data"] if trace.get("type") == "treemap"] for figure in pair]
    for maps in zip(*found, strict=False):
        totals = [sum(_known(trace.get("values"))) for trace in maps]
        for trace, total in zip(maps, totals, strict=True):
            side = math.sqrt(total / max(totals)) if max(totals) > 0 else 1.0
            if side < 1:
                trace["domain"] = {"x": [0, side], "y": [1 - side, 1]}


def _same_colours(pair: tuple[Figure, Figure]) -> None:
    """Give traces of one name one colour, and heat one scale."""
    mine = {trace["name"]: trace for trace in pair[0]["data"] if trace.get("name")}
    for trace in pair[1]["data"]:
        twin = mine.get(trace.get("name"))
        for part in ("marker", "line"):
            colour = (twin or {}).get(part, {}).get("color")
            if isinstance(colour, str) and isinstance(trace.get(part, {}).get("color"), str):
                trace[part] = {**trace[part], "color": colour}
    heats = [trace for figure in pair for trace in figure["data"] if trace.get("type") == "heatmap" and "zmin" not in trace]
    values = [value for trace in heats for row in trace.get("z") or [] for value in _known(row)]
    for trace in heats if values else []:
        trace |= {"zmin": min(values), "zmax": max(values)}
