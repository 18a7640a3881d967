"""Concentration of the sector mix: what each sector adds to it, and the effective sectors through the years."""

from __future__ import annotations

from typing import Any

import pandas as pd

from mitra import theme
from mitra.charts import Figure
from mitra.charts.bars import Bar, figure
from mitra.charts.sectors import MOST_TICKS
from mitra.i18n import Words
from mitra.theme import Look

SMALL = 0.005  # shares below it take two digits, else they would read as zero


def contributions(rows: pd.DataFrame, words: Words, look: Look) -> Figure | None:
    """Return each sector's contribution to the HHI as bars (customdata: sector), None where the record is too thin."""
    known = rows[rows["contribution_share"].notna()]
    return figure([_contribution(row, words, look) for row in known.itertuples()], look)


def _contribution(row: Any, words: Words, look: Look) -> Bar:
    name = words.code("sector", row.sector_code)
    added, share = (words.percent(float(value), 0 if value >= SMALL else 2) for value in (row.contribution_share, row.unit_share))
    count = words.number(int(row.unit_count))
    return Bar(
        label=name,
        value=float(row.contribution_share),
        text=words.t("{added} (share {share}: {count})", added=added, share=share, count=count),
        hover="<br>".join((f"<b>{name}</b>", words.t("Contribution to the concentration: {share}", share=added), words.t("Share: {share} ({count})", share=share, count=count), words.n("{count} engagement", "{count} engagements", int(row.engagement_count)))),
        colour=look.accent,
        data=(row.sector_code,),
    )


def through_years(rows: pd.DataFrame, words: Words, look: Look) -> Figure | None:
    """Return effective sectors by year with their intervals; a year too thin for a number is a circle on the axis."""
    known, thin = rows[rows["effective_sectors"].notna()], rows[rows["effective_sectors"].isna()]
    if known.empty:
        return None
    years = [int(year) for year in rows["year"]]
    step = -(-(years[-1] - years[0] + 1) // MOST_TICKS)
    ticks = list(range(years[-1], years[0] - 1, -step))
    most = max(float(value) for value in known["effective_high"].fillna(known["effective_sectors"]))
    layout = theme.layout(
        look,
        height=320,
        hovermode="closest",
        xaxis={"tickvals": ticks, "ticktext": [str(year) for year in ticks], "range": [years[0] - 0.7, years[-1] + 0.7], "showgrid": False, "zeroline": False, "fixedrange": True, "tickangle": 0},
        yaxis={"range": [0, most * 1.08], "fixedrange": True, "nticks": 5},
        legend={"orientation": "h", "y": 1.02, "x": 0, "yanchor": "bottom", "traceorder": "normal", "itemclick": False, "itemdoubleclick": False},
        showlegend=True,
    )
    return {"data": [_intervals(known, words, look), _values(known, words, look), *_thin(thin, words, look)], "layout": layout}


def _intervals(known: pd.DataFrame, words: Words, look: Look) -> dict[str, Any]:
    ends = known[known["effective_low"].notna()]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": words.t("95% interval"),
        "x": [x for year in ends["year"] for x in (int(year), int(year), None)],
        "y": [y for row in ends.itertuples() for y in (float(row.effective_low), float(row.effective_high), None)],  # type: ignore[arg-type]  # columns of numbers
        "hoverinfo": "skip",
        "line": {"color": look.steps[3], "width": 5},
        "marker": {"color": look.steps[3]},
    }


def _values(known: pd.DataFrame, words: Words, look: Look) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": words.t("Effective sectors"),
        "x": [int(year) for year in known["year"]],
        "y": [float(value) for value in known["effective_sectors"]],
        "hovertext": [_hover(row, words) for row in known.itertuples()],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "line": {"color": look.accent, "width": 1.5},
        "marker": {"size": 9, "color": look.accent},
    }


def _thin(thin: pd.DataFrame, words: Words, look: Look) -> list[dict[str, Any]]:
    if thin.empty:
        return []
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "name": words.t("too few engagements"),
            "x": [int(year) for year in thin["year"]],
            "y": [0] * len(thin),
            "hovertext": [_hover(row, words) for row in thin.itertuples()],
            "hovertemplate": "%{hovertext}<extra></extra>",
            "cliponaxis": False,
            "marker": {"symbol": "circle-open", "size": 9, "color": look.soft, "opacity": 1},
        }
    ]


def _hover(row: Any, words: Words) -> str:
    year = words.t("up to {year}", year=int(row.year)) if row.is_cumulative else str(int(row.year))
    there = words.n("{count} engagement with a published sector", "{count} engagements with a published sector", int(row.engagement_count))
    if pd.isna(row.effective_sectors):
        return f"<b>{year}</b><br>{there}"
    numbers = [words.number(float(value), 1) for value in (row.effective_low, row.effective_high) if not pd.isna(value)]
    interval = [words.t("95% interval {low} to {high}", low=numbers[0], high=numbers[1])] if numbers else []
    return "<br>".join((f"<b>{year}</b>", words.t("Effective sectors: {value}", value=words.number(float(row.effective_sectors), 1)), *interval, there))
