"""How much of something is stated: one bar a column, what is not stated drawn pale beside it."""

from __future__ import annotations

from unicodedata import east_asian_width

import pandas as pd

from mitra import theme
from mitra.charts import Figure
from mitra.i18n import Words
from mitra.remember import remembered
from mitra.theme import Look

ROW = 30  # pixels


def clipped(text: str, width: int) -> str:
    """Return a text that takes at most `width` narrow letters, East Asian ones counting twice.

    >>> clipped("rattan crafts", 8), clipped("工芸品", 6)
    ('rattan…', '工芸品')
    """
    used = 0
    for place, letter in enumerate(text):
        used += 2 if east_asian_width(letter) in "WF" else 1
        if used > width:
            return f"{text[: place - 1].rstrip()}…"
    return text


@remembered
def known(rows: pd.DataFrame, words: Words, look: Look) -> Figure | None:
    """Return how many rows state each column (field_name, row_count, known_count), most often stated first."""
    if rows.empty:
        return None
    ordered = rows.sort_values(["known_count", "field_name"], ascending=[False, True])
    labels = [clipped(words.column(name), 26) for name in ordered["field_name"]]
    shares = [int(part) / int(whole) for part, whole in zip(ordered["known_count"], ordered["row_count"], strict=True)]
    said = [words.t("{part} of {whole}", part=words.number(int(part)), whole=words.number(int(whole))) for part, whole in zip(ordered["known_count"], ordered["row_count"], strict=True)]
    places = list(range(len(labels)))
    hover = [words.t("{name}: {value}", name=label, value=text) for label, text in zip(labels, said, strict=True)]
    bars = [_bar(places, values, colour, hover) for values, colour in ((shares, look.accent), ([1 - share for share in shares], look.line))]
    counts = {"type": "scatter", "mode": "text", "x": [1.02] * len(said), "y": places, "text": said, "textposition": "middle right", "hoverinfo": "skip", "cliponaxis": False, "textfont": {"color": look.soft}}
    across = {"range": [0, 1.3], "visible": False, "fixedrange": True}
    down = {"tickvals": places, "ticktext": labels, "autorange": "reversed", "showgrid": False, "zeroline": False, "showline": False, "fixedrange": True}
    return {"data": [*bars, counts], "layout": theme.layout(look, height=ROW * len(labels) + 30, barmode="stack", bargap=0.45, xaxis=across, yaxis=down)}


def _bar(places: list[int], values: list[float], colour: str, hover: list[str]) -> dict[str, object]:
    return {
        "type": "bar",
        "orientation": "h",
        "x": values,
        "y": places,
        "hovertext": hover,
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"color": colour},
    }
