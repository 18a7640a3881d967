"""Amounts by stage, each currency on a scale of its own, and what was drawn of what was there to be drawn."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd

from mitra import theme
from mitra.charts import Figure
from mitra.charts.financing import KEEP, LINE, heading, label, wrapped
from mitra.charts.money import stage
from mitra.i18n import Words, missing
from mitra.theme import Look

BODY, GAP, TIGHT = 20, 12, 4  # pixels: a row's marks, the room below them, and that on a wall
WIDTH, LONG = 54, 76  # Latin letters of a label's line, and of one on a wall


def stages(rows: pd.DataFrame, words: Words, look: Look, *, is_wide: bool = False) -> Figure | None:
    """Return a line from the smallest to the largest amount of each stage, currency by currency; a ring where none is stated.

    A wide one has its labels in one line each, so that a wall has room for larger letters.
    """
    if rows.empty:
        return None
    notes: list[dict[str, Any]] = []
    marks: list[tuple[float, float | None, str]] = []  # place across (0 to 1, None for none), place down, what it says
    spans: list[tuple[float, float, float]] = []
    top = 0.0
    for currency, group in rows.groupby("currency_code", sort=False, dropna=False):
        notes.append(heading(words.t("No amount stated") if missing(currency) else words.currency(currency), top + LINE * 1.2, look))
        top += LINE * 2.2
        low, high = _ends(group)
        for row in group.itertuples():
            lines = wrapped(" · ".join(_stage(row, words)), LONG) if is_wide else [line for part in _stage(row, words) for line in wrapped(part, WIDTH)]
            notes.append(label("<br>".join(lines), top, look))
            middle = top + LINE * len(lines) + BODY / 2 + 2
            ends = [_across(value, low, high) for value in _extremes(row)]
            marks += [(middle, end, "<br>".join(lines)) for end in ends]
            spans += [(middle, ends[0], ends[-1])] if len(ends) > 1 and ends[0] is not None and ends[-1] is not None else []
            top = middle + BODY / 2 + (TIGHT if is_wide else GAP)
    layout = theme.layout(look, height=int(top) + 8, annotations=notes, xaxis={"visible": False, "range": [-0.04, 1.04], "fixedrange": True}, yaxis={"visible": False, "range": [top, 0], "fixedrange": True})
    return {"data": [_lines(spans, look), _dots(marks, look)], "layout": layout}


def _extremes(row: Any) -> list[Any]:
    """Return the smallest and the largest amount, one where they are the same or not known."""
    smallest, largest = row.smallest_amount, row.largest_amount
    return [smallest] if missing(smallest) or smallest == largest else [smallest, largest]


def _ends(group: pd.DataFrame) -> tuple[float, float]:
    """Return the powers of ten between which a currency's amounts lie; nothing at all stands at the lower one."""
    known = [float(value) for name in ("smallest_amount", "largest_amount") for value in group[name] if not missing(value)]
    logs = [math.log10(value) for value in known if value > 0] or [0.0]
    low, high = min(logs), max(logs)
    return (low - 1 if 0 in known or low == high else low), high + (1 if low == high else 0)


def _across(value: Any, low: float, high: float) -> float | None:
    if missing(value):
        return None
    return (math.log10(float(value)) - low) / (high - low) if value > 0 else 0.0


def _stage(row: Any, words: Words) -> list[str]:
    """Return what a row of the figure says: its stage, then how many amounts and which."""
    if missing(row.amount_basis_code):
        return [words.n("{count} programme", "{count} programmes", int(row.missing_count))]
    if not row.known_count:
        return [stage(row, words), words.t("no amount stated")]
    counted = words.n("{count} amount", "{count} amounts", int(row.known_count))
    ends = [words.money(value, row.currency_code) for value in _extremes(row)]
    return [stage(row, words), f"{counted} · {words.t('{opens} – {closes}', opens=ends[0], closes=ends[-1]) if len(ends) > 1 else ends[0]}"]


def _lines(spans: Sequence[tuple[float, float, float]], look: Look) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for _, first, last in spans for x in (first, last, None)],
        "y": [y for place, _, _ in spans for y in (place, place, None)],
        "hoverinfo": "skip",
        "line": {"color": look.muted, "width": 3},
    }


def _dots(marks: Sequence[tuple[float, float | None, str]], look: Look) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [0 if across is None else across for _, across, _ in marks],
        "y": [down for down, _, _ in marks],
        "hovertext": [said for _, _, said in marks],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
        "marker": {"size": 13, "color": look.accent, "symbol": ["circle-open" if across is None else "circle" for _, across, _ in marks], "line": {"width": 2, "color": look.accent}},
        **KEEP,
    }


def drawn(rows: pd.DataFrame, words: Words, look: Look) -> Figure | None:
    """Return the share drawn by programme and period as bars, with a stroke where an even pace would stand (customdata: figure)."""
    known = rows[rows["drawn_share"].notna()]
    if known.empty:
        return None
    notes: list[dict[str, Any]] = []
    places: list[float] = []
    top, last = 0.0, ()
    for row in known.itertuples():
        group = (row.program_id, row.drawn_against_code)
        if group != last:
            lines = [*wrapped(words.name(row.program_id), WIDTH - 10), *wrapped(words.code("drawn_against", row.drawn_against_code), WIDTH - 10)]
            notes.append(heading("<br>".join(lines), top + LINE * (0.7 + len(lines) / 2), look))
            top, last = top + LINE * (1.2 + len(lines)), group
        lines = wrapped(drawn_of(row, words), WIDTH)
        notes.append(label("<br>".join(lines), top, look))
        places.append(top + LINE * len(lines) + BODY / 2 + 2)
        top = places[-1] + BODY / 2 + GAP
    most = max(1.0, float(known["drawn_share"].max())) * 1.03
    whole = {"type": "line", "x0": 1, "x1": 1, "y0": 0, "y1": 1, "yref": "paper", "layer": "below", "line": {"color": look.muted, "width": 1}}
    across = {"range": [0, most], "tickvals": [0, 0.25, 0.5, 0.75, 1], "ticktext": [words.percent(share) for share in (0, 0.25, 0.5, 0.75, 1)], "showgrid": False, "fixedrange": True}
    layout = theme.layout(look, height=int(top) + 36, bargap=0, annotations=notes, shapes=[whole], xaxis=across, yaxis={"visible": False, "range": [top, 0], "fixedrange": True})
    return {"data": [_bars(known, places, words, look), _paces(known, places, words, look)], "layout": layout}


def drawn_of(row: Any, words: Words) -> str:
    """Return one figure in words: when, what share of what, and how far from the other programmes."""
    when = words.t("{year}", year=row.year) if row.is_full_year else words.t("up to {date}", date=words.date(row.period_until))
    share = words.t("{share} of {amount}", share=words.percent(row.drawn_share), amount=words.money(row.against_amount, row.currency_code))
    held = [] if missing(row.adjusted_share) else [words.t("{points} points from the median of the others", points=words.signed(round(row.adjusted_share * 100)))]
    return " · ".join([when, share, *held])


def _bars(rows: pd.DataFrame, places: Sequence[float], words: Words, look: Look) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "x": [float(share) for share in rows["drawn_share"]],
        "y": list(places),
        "width": [14] * len(places),
        "customdata": [[ref] for ref in rows["ref_id"]],
        "hovertext": [f"{drawn_of(row, words)}<br>{words.t('full year') if row.is_full_year else words.t('part of a year')}" for row in rows.itertuples()],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"color": look.accent, "line": {"width": 1, "color": look.accent}, "pattern": {"shape": ["" if full else "/" for full in rows["is_full_year"]], "fillmode": "replace", "size": 6, "solidity": 0.35}},
        **KEEP,
    }


def _paces(rows: pd.DataFrame, places: Sequence[float], words: Words, look: Look) -> dict[str, Any]:
    passed = [(float(share), place) for share, place in zip(rows["elapsed_share"], places, strict=True) if not missing(share)]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [share for share, _ in passed],
        "y": [place for _, place in passed],
        "hovertext": [words.t("{share} of the time had passed", share=words.percent(share)) for share, _ in passed],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
        "marker": {"symbol": "line-ns-open", "size": 11, "color": look.categories[1], "line": {"width": 3, "color": look.categories[1]}},
    }
