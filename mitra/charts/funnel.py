"""From agreement to financing: what went on, what stopped and what is still open, by cohort and by age."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from mitra import theme
from mitra.charts import Figure, rows
from mitra.i18n import Words, mark, missing
from mitra.remember import remembered
from mitra.theme import Look

STATES = ("passed", "stopped", "open")
BAR = 12  # pixels
WHOLE = "\u00a0"  # keeps a state with its count
AGES = ((60, mark("2 to 5 years ago")), (120, mark("5 to 10 years ago")), (None, mark("more than 10 years ago")))  # months, exclusive


@remembered
def cohorts(cells: pd.DataFrame, words: Words, look: Look) -> Figure | None:
    """Return a bar a step and cohort, split into what went on, stopped and is open; a step's heading holds its share (customdata: step)."""
    if cells.empty:
        return None
    shown = list(cells.itertuples())
    places, total = rows.lay([_heading(row, words) if row.is_total else _cohort(row, words) for row in shown])
    return _split([(row, place) for row, place in zip(shown, places, strict=True) if not row.is_total], places, total, words, look)


@remembered
def steps(cells: pd.DataFrame, words: Words, look: Look) -> Figure | None:
    """Return a bar a step over all its cohorts, which nobody could read from afar (customdata: step)."""
    if cells.empty:
        return None
    shown = list(cells[cells["is_total"].astype(bool)].itertuples())
    places, total = rows.lay([_step(row, words) for row in shown])
    return _split(list(zip(shown, places, strict=True)), places, total, words, look)


def _split(pairs: Sequence[tuple[Any, rows.Place]], places: Sequence[rows.Place], total: int, words: Words, look: Look) -> Figure:
    colours = dict(zip(STATES, (look.accent, look.categories[1], look.line), strict=True))
    data = [_bars([int(getattr(row, f"{state}_count")) for row, _ in pairs], [place for _, place in pairs], words.code("funnel_state", state), colours[state]) for state in STATES]
    return {"data": [*data, *_labels(places, look)], "layout": _layout(look, total, max(int(row.entered_count) for row, _ in pairs))}


def _heading(row: Any, words: Words) -> rows.Row:
    return rows.Row((f"<b>{words.code('funnel_step', row.funnel_step_code)}</b>", *rows.wrap(said(row, words))), 0)


def _step(row: Any, words: Words) -> rows.Row:
    return rows.Row((f"<b>{words.code('funnel_step', row.funnel_step_code)}</b>", *rows.wrap(said(row, words)), *rows.wrap(" · ".join(_counts(row, words)))), BAR, (row.funnel_step_code,))


def said(row: Any, words: Words) -> str:
    """Return the share of a step that went on with n and interval, or how many rows there are."""
    entered = words.n("{count} row entered", "{count} rows entered", int(row.entered_count))
    if missing(row.passed_share):
        return words.t("{entered}; too few for a share", entered=entered)
    return words.t("{share} went on ({low}–{high}, n = {count})", share=words.percent(row.passed_share), low=words.percent(row.share_low), high=words.percent(row.share_high), count=words.number(int(row.mature_count)))


def _cohort(row: Any, words: Words) -> rows.Row:
    label = " · ".join((years(row, words), *_counts(row, words)))
    return rows.Row(rows.wrap(label), BAR, (row.funnel_step_code,), hover="<br>".join((f"<b>{words.code('funnel_step', row.funnel_step_code)}</b>", label, said(row, words))))


def _counts(row: Any, words: Words) -> list[str]:
    """Return how many rows went on, stopped and, where there are such, are open."""
    counts = {state: int(getattr(row, f"{state}_count")) for state in STATES}
    return [words.t("{name}: {count}", name=words.code("funnel_state", state), count=words.number(count)).replace(" ", WHOLE) for state, count in counts.items() if count or state != "open"]


def years(row: Any, words: Words) -> str:
    """Return a cohort's years, or that its rows fit no one cohort."""
    if missing(row.cohort_from_year):
        return words.t("date not exact enough")
    first, last = int(row.cohort_from_year), int(row.cohort_to_year)
    return words.t("{year}", year=first) if first == last else words.t("{first}–{last}", first=first, last=last)


@remembered
def leaks(stopped: pd.DataFrame, words: Words, look: Look) -> Figure | None:
    """Return how many rows stopped at each step, split by how long ago they began (customdata: step)."""
    if stopped.empty:
        return None
    steps = [step for step in words.contract.codes("funnel_step") if step in set(stopped["funnel_step_code"])]
    counts = {step: stopped[stopped["funnel_step_code"] == step]["months_since"].astype(int) for step in steps}
    places, total = rows.lay([rows.Row((f"{words.code('funnel_step', step)} · <b>{words.number(len(counts[step]))}</b>",), BAR, (step,)) for step in steps])
    edges = [0, *(edge for edge, _ in AGES[:-1]), 10**6]
    colours = (look.steps[2], look.steps[3], look.steps[5])
    data = [_bars([int(months.between(low, high, inclusive="left").sum()) for months in counts.values()], places, words.t(name), colour) for low, high, (_, name), colour in zip(edges, edges[1:], AGES, colours, strict=False)]
    return {"data": [*data, *_labels(places, look)], "layout": _layout(look, total, max(map(len, counts.values())))}


def _bars(values: Sequence[int], places: Sequence[rows.Place], name: str, colour: str) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "x": list(values),
        "y": [place.body for place in places],
        "width": BAR,
        "customdata": [list(place.row.data or ()) for place in places],
        "hovertemplate": f"{name}: %{{x}}<extra></extra>",
        "marker": {"color": colour},
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


def _labels(places: Sequence[rows.Place], look: Look) -> list[dict[str, Any]]:
    return [{**trace, "showlegend": False} for trace in rows.labels(places, look, 0)]


def _layout(look: Look, total: int, most: int) -> dict[str, Any]:
    legend = {"orientation": "h", "x": 0, "y": 1.0, "yanchor": "bottom", "traceorder": "normal", "itemclick": False, "itemdoubleclick": False}
    return theme.layout(look, height=total + 48, margin={"l": 4, "r": 4, "t": 36, "b": 4}, barmode="stack", bargap=0, hovermode="closest", showlegend=True, legend=legend, xaxis={"visible": False, "range": [0, most * 1.02], "fixedrange": True}, yaxis=rows.axis(total))
