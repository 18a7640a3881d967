"""A country's regions as tiles: every region is one square at about its place, whatever its size."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from mitra import theme
from mitra.charts import Figure
from mitra.i18n import Words, missing
from mitra.theme import Look

TILE = 38  # pixels: a tile's height; its width is the chart's
MANY = 10**9
CLASSES = ((1, 1, 2), (2, 2, 3), (3, None, 5))  # rows from, to, and the step of the colour
_SYLLABLE = re.compile(r"(?<=..)(?=(?:sh|ch|ts|[bcdfgjklmnprstwz]|(?<![sc])h)[aeiou])(?<!t(?=s))")


def tiles(regions: pd.DataFrame, words: Words, look: Look, *, marked: str | None = None) -> Figure | None:
    """Return the tile map (customdata: region). The colour says how many rows are linked; no link on record is hollow."""
    placed = regions[regions["tile_row"].notna()]
    if placed.empty:
        return None
    last_row, last_column = int(placed["tile_row"].max()), int(placed["tile_col"].max())
    # Bars, because they grow with the chart and their text with them; markers stay as many pixels on every screen.
    hollow = _trace(placed[placed["row_count"].isna()], words.t("no link on record"), look.paper, look.soft, words, look)
    filled = [_class(placed, low, high, step, words, look) for low, high, step in CLASSES]
    layout = theme.layout(
        look,
        height=TILE * (last_row + 1) + 56,
        barmode="overlay",
        hovermode="closest",
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        xaxis={"visible": False, "range": [-0.52, last_column + 0.52], "fixedrange": True},
        yaxis={"visible": False, "range": [last_row + 0.52, -0.52], "fixedrange": True},
        uniformtext={"minsize": 8, "mode": "show"},
        legend={"orientation": "h", "y": -0.02, "x": 0, "yanchor": "top", "itemclick": False, "itemdoubleclick": False},
        showlegend=True,
        shapes=_ring(placed, marked, look),
    )
    return {"data": [hollow, *filled], "layout": layout}


def _class(placed: pd.DataFrame, low: int, high: int | None, step: int, words: Words, look: Look) -> dict[str, Any]:
    mine = placed[placed["row_count"].between(low, high or MANY).fillna(value=False)]
    name = words.n("{count} row", "{count} rows", low) if high else words.t("{count} rows or more", count=words.number(low))
    return _trace(mine, name, look.steps[step], look.on_steps[step], words, look)


def _trace(regions: pd.DataFrame, name: str, colour: str, ink: str, words: Words, look: Look) -> dict[str, Any]:
    return {
        "type": "bar",
        "name": name,
        "x": [int(value) for value in regions["tile_col"]] or [None],
        "y": [0.92] * len(regions) or [None],
        "base": [int(value) - 0.46 for value in regions["tile_row"]],
        "width": 0.92,
        "text": [_short(code, words) for code in regions["region_code"]],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "insidetextfont": {"color": ink, "size": 11},
        "customdata": [[code] for code in regions["region_code"]],
        "hovertext": [_hover(region, words) for region in regions.itertuples()],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"color": colour, "line": {"color": look.line, "width": 1}},
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


def _hover(region: Any, words: Words) -> str:
    count = words.t("no link on record") if missing(region.row_count) else words.n("{count} row", "{count} rows", int(region.row_count))
    return f"<b>{words.name(region.region_code)}</b><br>{count}"


def _short(code: str, words: Words) -> str:
    return break_name(words.code("region_short", code))


def break_name(name: str) -> str:
    """Return a tile's name in two lines: at its space, else between syllables near its middle where it is long.

    >>> break_name("Hiroshima"), break_name("Sumbar"), break_name("W Java"), break_name("Bali")
    ('Hiro-<br>shima', 'Sum-<br>bar', 'W<br>Java', 'Bali')
    """
    if " " in name:
        return name.replace(" ", "<br>")
    places = [found.start() for found in _SYLLABLE.finditer(name)] if len(name) > 5 else []
    if not places:
        half = (len(name) + 1) // 2
        return name if len(name) <= 3 or name.isascii() else f"{name[:half]}<br>{name[half:]}"
    middle = min(places, key=lambda place: abs(place - len(name) / 2))
    return f"{name[:middle]}-<br>{name[middle:]}"


def _ring(placed: pd.DataFrame, marked: str | None, look: Look) -> list[dict[str, Any]]:
    """Return a frame around the chosen region."""
    chosen = placed[placed["region_code"] == marked]
    return [
        {"type": "rect", "x0": tile.tile_col - 0.48, "x1": tile.tile_col + 0.48, "y0": tile.tile_row - 0.48, "y1": tile.tile_row + 0.48, "line": {"color": look.categories[1], "width": 3}}
        for tile in chosen.itertuples()
    ]
