"""Horizontal bars whose labels stand above them; a value that is not known is an open circle, never a bar of length zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import east_asian_width

from mitra import theme
from mitra.charts import Figure, rows
from mitra.theme import Look

BODY = 14  # pixels: a bar's thickness
LETTER, WIDTH = 7.5, 330  # pixels: a letter of a bar's text, the narrowest chart (a phone's)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar. `value` None is unknown; `text` stands at its end; `data` is what a click on it means."""

    label: str
    value: float | None
    text: str
    hover: str
    colour: str
    data: tuple[Any, ...] | None = None


def figure(bars: Sequence[Bar], look: Look, *, units: int = rows.UNITS) -> Figure | None:
    """Return the bars from top to bottom, None where there are none."""
    if not bars:
        return None
    places, total = rows.lay([rows.Row(rows.wrap(bar.label, units), BODY, bar.data, hover=bar.hover) for bar in bars])
    known = [(bar, place) for bar, place in zip(bars, places, strict=True) if bar.value is not None]
    unknown = [(bar, place) for bar, place in zip(bars, places, strict=True) if bar.value is None]
    longest = _longest(known)
    traces = [_known(known), _unknown(unknown, look), *rows.labels(places, look, 0)]
    layout = theme.layout(look, height=total + 8, bargap=0, hovermode="closest", margin={"l": 4, "r": 4, "t": 4, "b": 4}, xaxis={"visible": False, "range": [-longest * 0.015, longest], "fixedrange": True}, yaxis=rows.axis(total))
    return {"data": [trace for trace in traces if trace["y"]], "layout": layout}


def _longest(pairs: Sequence[tuple[Bar, rows.Place]]) -> float:
    """Return where the axis ends, so that the text at the end of every bar stays whole on a phone."""
    return max((float(bar.value or 0) / (1 - min(0.8, _units(bar.text) * LETTER / WIDTH)) for bar, _ in pairs), default=0) * 1.02 or 1.0


def _units(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WFA" else 1 for letter in text)


def _known(pairs: Sequence[tuple[Bar, rows.Place]]) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "x": [bar.value for bar, _ in pairs],
        "y": [place.body for _, place in pairs],
        "width": BODY,
        "text": [bar.text for bar, _ in pairs],
        "textposition": "outside",
        "cliponaxis": False,
        "constraintext": "none",
        **_meaning(pairs),
        "marker": {"color": [bar.colour for bar, _ in pairs]},
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


def _unknown(pairs: Sequence[tuple[Bar, rows.Place]], look: Look) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [0] * len(pairs),
        "y": [place.body for _, place in pairs],
        "text": [f" {bar.text}" for bar, _ in pairs],
        "textposition": "middle right",
        "textfont": {"color": look.soft},
        "cliponaxis": False,
        **_meaning(pairs),
        "marker": {"symbol": "circle-open", "size": 10, "color": look.soft, "line": {"width": 1.5}, "opacity": 1},
        "selected": {"marker": {"opacity": 1}, "textfont": {"color": look.soft}},
        "unselected": {"marker": {"opacity": 1}, "textfont": {"color": look.soft}},
    }


def _meaning(pairs: Sequence[tuple[Bar, rows.Place]]) -> dict[str, Any]:
    return {
        "customdata": [list(bar.data) if bar.data else None for bar, _ in pairs],
        "hovertext": [bar.hover for bar, _ in pairs],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
