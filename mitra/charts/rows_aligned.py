"""Two figures of rows laid in pixels (mitra.charts.rows), with the same thing at the same height in both."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mitra.charts import Figure
from mitra.charts.rows import LINE, SIZE
from mitra.theme import Look

_COUNT = re.compile(r"\s*·\s*(?:<b>)?[\d.,]+(?:</b>)?$")


@dataclass(frozen=True, slots=True)
class Band:
    """One row of a figure: what it is about, its label, and its top and bottom in pixels."""

    about: str
    label: str
    top: float
    bottom: float

    @property
    def height(self) -> float:
        """Return its height in pixels."""
        return self.bottom - self.top


def align(this: Figure, other: Figure, look: Look) -> None:
    """Lay the rows of both figures in this one's order, what only the other has last; a row that a side lacks is left empty.

    Figures of other makes, with headings between their rows, or with hardly a row in common, stay as they are.
    """
    bands = [_bands(this), _bands(other)]
    if not all(bands) or any(len({band.about for band in mine}) < len(mine) for mine in bands):
        return
    mine, theirs = ({band.about: band for band in one} for one in bands)
    if 2 * len(set(mine) & set(theirs)) < min(len(mine), len(theirs)):
        return
    order = list(dict.fromkeys([*mine, *theirs]))
    tops, total = _lay(order, mine, theirs)
    for figure, own, foreign in ((this, mine, theirs), (other, theirs, mine)):
        _move(figure, own, tops, total)
        missing = [foreign[about] for about in order if about not in own]
        if missing:
            figure["data"].append(_absent(missing, tops, _edge(figure), look))


def _bands(figure: Figure) -> list[Band]:
    """Return a figure's rows from top to bottom; none where it is not laid in rows, or has headings."""
    axis = figure["layout"].get("yaxis", {})
    found = axis.get("range")
    if axis.get("visible") is not False or not found or found[1] != 0 or found[0] <= 0:
        return []
    labels = sorted((y, text, about) for trace in figure["data"] if trace.get("mode") == "text" for y, text, about in _labels(trace))
    if not labels or any(text.startswith("<b>") for _, text, _ in labels):
        return []
    tops = [y - LINE * (text.count("<br>") + 1) / 2 for y, text, _ in labels]
    return [Band(about, _COUNT.sub("", text), top, bottom) for (_, text, about), top, bottom in zip(labels, tops, [*tops[1:], float(found[0])], strict=True)]


def _labels(trace: Mapping[str, Any]) -> list[tuple[float, str, str]]:
    data = trace.get("customdata") or [None] * len(trace["y"])
    return [(float(y), str(text), json.dumps(mine) if mine else _COUNT.sub("", str(text))) for y, text, mine in zip(trace["y"], trace["text"], data, strict=True)]


def _lay(order: Sequence[str], mine: Mapping[str, Band], theirs: Mapping[str, Band]) -> tuple[dict[str, float], float]:
    tops: dict[str, float] = {}
    top = min(band.top for band in (*mine.values(), *theirs.values()))
    for about in order:
        tops[about] = top
        top += max(side[about].height for side in (mine, theirs) if about in side)
    return tops, top


def _move(figure: Figure, bands: Mapping[str, Band], tops: Mapping[str, float], total: float) -> None:
    layout = figure["layout"]

    def at(y: Any) -> Any:
        band = next((band for band in bands.values() if isinstance(y, int | float) and band.top <= y < band.bottom), None)
        return y if band is None else y - band.top + tops[band.about]

    for trace in figure["data"]:
        trace["y"] = [at(y) for y in trace["y"]]
    for drawn in (*layout.get("shapes", []), *layout.get("annotations", [])):
        if drawn.get("yref", "y") == "y":
            drawn.update({name: at(drawn[name]) for name in ("y", "y0", "y1") if name in drawn})
    old = layout["yaxis"]["range"][0]
    layout["height"] = int(layout["height"] + total - old)
    layout["yaxis"] = {**layout["yaxis"], "range": [total, 0]}


def _edge(figure: Figure) -> Any:
    """Return where the labels of a figure begin."""
    return next(trace["x"][0] for trace in figure["data"] if trace.get("mode") == "text")


def _absent(bands: Sequence[Band], tops: Mapping[str, float], x: Any, look: Look) -> dict[str, Any]:
    """Return pale labels where this side has no row, so that a gap is not taken for a zero."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": [x] * len(bands),
        "y": [tops[band.about] + LINE * (band.label.count("<br>") + 1) / 2 for band in bands],
        "text": [f"{band.label} –" for band in bands],
        "textposition": "middle right",
        "textfont": {"size": SIZE, "color": look.soft},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
