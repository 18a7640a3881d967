"""Sources: when they were published, how far apart they are where they differ, and the exchange rates they give."""

from __future__ import annotations

from typing import Any

import pandas as pd

from mitra import theme
from mitra.charts import Figure
from mitra.charts.known import clipped
from mitra.i18n import Words
from mitra.remember import remembered
from mitra.theme import Look

STILL = {"selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": 1}}}  # a click fades nothing
LABELLED, PANEL = 68, 150  # pixels: a row with its label above, a panel


@remembered
def by_year(rows: pd.DataFrame, words: Words, look: Look) -> Figure | None:
    """Return the sources of each year as bars; those without a date stand apart at the right."""
    dated = rows[rows["year"].notna()]
    if rows.empty:
        return None
    years = [int(year) for year in dated["year"]]
    first, last = (min(years), max(years)) if years else (0, 0)
    aside = last + max(2, (last - first) // 6)
    undated = int(rows.loc[rows["year"].isna(), "source_count"].sum())
    bars = {
        "type": "bar",
        "x": [*years, *([aside] if undated else [])],
        "y": [*(int(count) for count in dated["source_count"]), *([undated] if undated else [])],
        "text": [*(words.number(int(count)) if count == dated["source_count"].max() else "" for count in dated["source_count"]), *([words.number(undated)] if undated else [])],
        "textposition": "outside",
        "constraintext": "none",
        "textangle": 0,
        "cliponaxis": False,
        "marker": {"color": [*[look.accent] * len(years), *([look.muted] if undated else [])]},
        "hovertext": [*(words.t("{name}: {count}", name=words.date(str(year)), count=words.number(int(count))) for year, count in zip(years, dated["source_count"], strict=True)), *([words.t("{name}: {count}", name=words.t("no date"), count=words.number(undated))] if undated else [])],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    ticks = [year for year in range(first, last + 1) if (last - year) % max(1, round((last - first) / 4)) == 0]
    across = {"tickvals": [*ticks, *([aside] if undated else [])], "ticktext": [*(str(year) for year in ticks), *([words.t("no date").replace(" ", "<br>")] if undated else [])], "tickangle": 0, "range": [first - 1, aside + max(1, (last - first) // 14)], "showgrid": False, "zeroline": False, "fixedrange": True}
    return {"data": [bars], "layout": theme.layout(look, height=260, margin={"l": 8, "r": 16, "t": 28, "b": 8}, xaxis=across, yaxis={"visible": False, "fixedrange": True})}


@remembered
def contested(rows: pd.DataFrame, words: Words, look: Look, *, most: int = 10) -> Figure | None:
    """Return how far the farthest version of each figure lies from the one the record shows, in percent of it (customdata: version)."""
    numbers = rows[rows["difference_share"].notna()]
    widest = numbers[~numbers["is_shown"]].assign(size=lambda frame: frame["difference_share"].abs()).sort_values(["size", "contested_id"], ascending=[False, True]).drop_duplicates(["table_name", "ref_id", "field_name"]).head(most)
    if widest.empty:
        return None
    places = [-place for place in range(len(widest))]
    shares = [float(share) for share in widest["difference_share"]]
    reach = max(abs(share) for share in shares) * 1.35
    lines = {"type": "bar", "orientation": "h", "x": shares, "y": places, "width": 0.1, "marker": {"color": look.muted}, "hoverinfo": "skip"}
    dots = {
        "type": "scatter",
        "mode": "markers+text",
        "x": shares,
        "y": places,
        "text": [f" {_signed(share, words)} " for share in shares],
        "textposition": ["middle right" if share > 0 else "middle left" for share in shares],
        "customdata": [[row["contested_id"]] for row in widest.to_dict("records")],
        "marker": {"size": 11, "color": look.categories[1], "opacity": 1},
        **STILL,
        "hovertext": [_version(row, words) for row in widest.to_dict("records")],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
    }
    shown = {"type": "scatter", "mode": "markers", "x": [0] * len(places), "y": places, "marker": {"size": 11, "color": look.accent}, "hovertext": [words.t("the version shown")] * len(places), "hovertemplate": "%{hovertext}<extra></extra>"}
    labels = {"type": "scatter", "mode": "text", "x": [-reach] * len(places), "y": [place + 0.44 for place in places], "text": [_figure(row, words) for row in widest.to_dict("records")], "textposition": "middle right", "textfont": {"color": look.soft}, "hoverinfo": "skip", "cliponaxis": False}
    bare: dict[str, Any] = {"visible": False, "fixedrange": True}
    return {"data": [lines, dots, shown, labels], "layout": theme.layout(look, height=LABELLED * len(places) + 24, xaxis={**bare, "range": [-reach, reach]}, yaxis={**bare, "range": [places[-1] - 0.3, 0.8]}, hovermode="closest")}


def _signed(share: float, words: Words) -> str:
    """Return a difference with a true minus, as wide as the plus."""
    sign = "+" if share > 0 else "−" if share < 0 else ""
    return f"{sign}{words.percent(abs(share), 1)}"


def _figure(row: dict[str, Any], words: Words) -> str:
    return f"{clipped(words.name(row['ref_id']), 54)}<br>{words.column(row['field_name'])}"


def _version(row: dict[str, Any], words: Words) -> str:
    return f"{words.number(row['value'])} {row['unit']}<br>{words.name(row['source_id'])}"


@remembered
def fx(rows: pd.DataFrame, words: Words, look: Look) -> Figure | None:
    """Return each currency's rate per US dollar in a panel of its own, because their scales differ."""
    if rows.empty:
        return None
    groups = list(rows.groupby("currency_code"))
    share = 1 / len(groups)
    traces, axes, titles = [], {}, []
    for place, (code, group) in enumerate(groups):
        name = "" if place == 0 else str(place + 1)
        traces.append(_rate(group, str(code), f"y{name}", words, look))
        low = 1 - share * (place + 1)
        axes[f"yaxis{name}"] = {"domain": [low + 0.03, low + share * 0.8], **_ends(group, words), "gridcolor": look.line, "zeroline": False, "automargin": True, "fixedrange": True}
        titles.append({"xref": "paper", "yref": "paper", "x": 0, "y": low + share * 0.95, "xanchor": "left", "showarrow": False, "text": words.t("{currency} per US dollar", currency=words.t("{row} ({value})", row=words.currency(code), value=code)), "font": {"color": look.soft}})
    first = axes.pop("yaxis")
    layout = theme.layout(look, height=PANEL * len(groups) + 40, xaxis={"tickformat": "d", "nticks": 6, "showgrid": False, "anchor": "free", "position": 0, "fixedrange": True}, yaxis=first, annotations=titles)
    return {"data": traces, "layout": {**layout, **axes}}


def _ends(group: pd.DataFrame, words: Words) -> dict[str, Any]:
    """Return an axis marked at its lowest and highest value."""
    ends = [float(group["units_per_usd"].min()), float(group["units_per_usd"].max())]
    room = (ends[1] - ends[0]) * 0.1
    return {"showline": False, "tickvals": ends, "ticktext": [words.number(end, 0) for end in ends], "range": [ends[0] - room, ends[1] + room]}


def _rate(group: pd.DataFrame, code: str, axis: str, words: Words, look: Look) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [int(year) for year in group["year"]],
        "y": [float(rate) for rate in group["units_per_usd"]],
        "yaxis": axis,
        "line": {"color": look.accent, "width": 2},
        "marker": {"size": 5},
        "hovertext": [words.t("{name}: {value}", name=words.date(str(year)), value=f"{words.number(rate, 2)} {code}") for year, rate in zip(group["year"], group["units_per_usd"], strict=True)],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
