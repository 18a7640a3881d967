"""Every colour and size of the charts, by role; .streamlit/config.toml holds the same palette for the page around them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from mitra.errors import MitraError

MOST_CATEGORIES = 6


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of one mode. `categories` are Okabe and Ito's, told apart by the colour blind."""

    name: str
    ink: str
    soft: str
    line: str
    paper: str
    accent: str
    muted: str
    categories: tuple[str, ...]
    steps: tuple[str, ...]  # coverage: none, lapsed, committed, active, financed, delivering
    on_steps: tuple[str, ...]  # text on each step

    def colours(self, count: int) -> tuple[str, ...]:
        """Return `count` category colours; MitraError past six, where a chart stops being readable."""
        if count > MOST_CATEGORIES:
            raise MitraError("A chart takes at most {most} categories; group the rest under one (got {count}).", most=MOST_CATEGORIES, count=count)
        return self.categories[:count]


LIGHT = Look(
    name="light",
    ink="#0f1a26",
    soft="#5a6878",
    line="#d9dfe6",
    paper="#ffffff",
    accent="#0b5d8a",
    muted="#aab4c0",
    categories=("#0072b2", "#d55e00", "#009e73", "#b8528a", "#8a6d00", "#4a7fa5"),
    steps=("#eef1f4", "#c3ccd6", "#a8d0e6", "#56a3cf", "#1f72a8", "#0a3f66"),
    on_steps=("#5a6878", "#0f1a26", "#0f1a26", "#0b1b2b", "#ffffff", "#ffffff"),
)
DARK = Look(
    name="dark",
    ink="#e8edf2",
    soft="#a3b0bd",
    line="#33414f",
    paper="#10181f",
    accent="#6db9e4",
    muted="#5c6b79",
    categories=("#56b4e9", "#e69f00", "#2fc79a", "#e29cc4", "#d6c64a", "#9cc3de"),
    steps=("#1b2630", "#56626f", "#346c92", "#3d8fc0", "#7cc1ea", "#d3ecfb"),
    on_steps=("#a3b0bd", "#e8edf2", "#e8edf2", "#0b1b2b", "#0b1b2b", "#0b1b2b"),
)


def in_room(colours: Look) -> Look:
    """Return the colours for a wall that is read from afar: what is written small stands out more (contrast 7 and above)."""
    return replace(colours, soft="#3b4856" if colours.name == "light" else "#c3ced9")


def look(mode: str | None) -> Look:
    """Return the colours for `dark`, or the light ones for anything else."""
    return DARK if mode == "dark" else LIGHT


def layout(colours: Look, **more: Any) -> dict[str, Any]:
    """Return a plotly layout with the house's margins, type and axes; `more` goes on top."""
    axis = {"gridcolor": colours.line, "linecolor": colours.line, "zerolinecolor": colours.line, "automargin": True, "ticks": "", "tickfont": {"color": colours.soft}}
    base: dict[str, Any] = {
        "margin": {"l": 8, "r": 16, "t": 8, "b": 8},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"color": colours.ink, "size": 13},
        "hoverlabel": {"bgcolor": colours.paper, "bordercolor": colours.line, "font": {"color": colours.ink, "size": 13}, "align": "left"},
        "showlegend": False,
        "dragmode": False,
        "separators": ",.",
    }
    axes = {name: {**axis, **more.pop(name, {})} for name in ("xaxis", "yaxis")}
    return {**base, **axes, **more}

# Fonts of documents that others open with their own software: found on every Windows and Mac that has Office.
OFFICE_FONT = "Calibri"
OFFICE_FONT_EAST_ASIAN = "Yu Gothic"
OFFICE_FONT_COMPLEX = "Arial"
