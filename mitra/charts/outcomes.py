"""Outcomes: the chain that leads to them, their values each on its own, and when they came about."""

from __future__ import annotations

from typing import Any

import pandas as pd

from mitra import theme
from mitra.charts import Figure
from mitra.charts.known import clipped
from mitra.i18n import Words, missing
from mitra.partial_date import bounds
from mitra.remember import remembered
from mitra.theme import Look

STATES = ("recorded", "all_sizes_only", "none_recorded")
COUNTS = {"recorded": "recorded_count", "all_sizes_only": "all_sizes_count", "none_recorded": "missing_count"}
STEP, VALUE, KIND = 78, 66, 50  # pixels: a row of each chart, its label included
BARE: dict[str, Any] = {"visible": False, "fixedrange": True}
STILL = {"selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": 1}}}  # a click fades nothing


@remembered
def chain(rows: pd.DataFrame, words: Words, look: Look) -> Figure | None:
    """Return each step of the chain as one bar of what continues and what stops (customdata: step, state)."""
    if rows.empty:
        return None
    steps = list(rows["chain_step_code"])
    colours = dict(zip(STATES, (look.accent, look.categories[4], look.line), strict=True))
    places = [-place for place in range(len(steps))]
    bars = [_segment(rows, state, places, colours[state], words, look) for state in STATES]
    labels = {
        "type": "scatter",
        "mode": "text",
        "x": [0] * len(steps),
        "y": [place + 0.2 for place in places],
        "text": [_step(row, words, {**colours, "none_recorded": look.soft}) for row in rows.to_dict("records")],
        "textposition": "top right",
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
    across = {**BARE, "range": [0, int(rows["entered_count"].max()) * 1.02]}
    down = {**BARE, "range": [places[-1] - 0.35, 0.75]}
    return {"data": [*bars, labels], "layout": theme.layout(look, height=STEP * len(steps) + 24, barmode="stack", xaxis=across, yaxis=down)}


def _segment(rows: pd.DataFrame, state: str, places: list[int], colour: str, words: Words, look: Look) -> dict[str, Any]:
    counts = [int(count) for count in rows[COUNTS[state]]]
    name = words.code("chain_state", state)
    return {
        "type": "bar",
        "orientation": "h",
        "x": counts,
        "y": places,
        "width": 0.34,
        "customdata": [[step, state] for step in rows["chain_step_code"]],
        "hovertext": ["<br>".join((words.code("chain_step", step), words.t("{name}: {count}", name=name, count=words.number(count)))) for step, count in zip(rows["chain_step_code"], counts, strict=True)],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"color": colour, "line": {"color": look.paper, "width": 1}},
        **STILL,
    }


def _step(row: dict[str, Any], words: Words, colours: dict[str, str]) -> str:
    parts = [words.t("{name}: {count}", name=words.code("chain_state", state), count=words.number(int(row[COUNTS[state]]))) for state in STATES]
    shown = [f"<span style='color:{colours[state]}'>{part}</span>" for state, part in zip(STATES, parts, strict=True) if row[COUNTS[state]] or state != "all_sizes_only"]
    return f"<b>{words.code('chain_step', row['chain_step_code'])}</b><br>{' · '.join(shown)}"


@remembered
def amounts(rows: pd.DataFrame, words: Words, look: Look, *, all_sizes: bool) -> Figure | None:
    """Return each stated value as a bar against the largest of its own currency; currencies stand apart.

    Values that count firms of all sizes are never in one figure with the others.
    """
    rows = rows[rows["is_all_sizes"] == all_sizes]
    if rows.empty:
        return None
    colours = {"realised": look.accent, "committed": look.steps[3], "potential": look.steps[2], "reported": look.muted}
    places, heads, at = [], {}, 0.0
    for currency, group in rows.groupby("currency_code", sort=False):
        heads[str(currency)] = at
        places += [at - 0.65 - place for place in range(len(group))]
        at = places[-1] - 0.95
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": [float(share) for share in rows["currency_share"]],
        "y": [place - 0.32 for place in places],
        "width": 0.16,
        "hovertext": ["<br>".join((words.name(row.ref_id), words.t("{name}: {value}", name=words.currency(row.currency_code), value=words.number(row.value)))) for row in rows.itertuples()],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"color": [look.muted if row.is_all_sizes else colours.get(row.value_basis_code, look.muted) for row in rows.itertuples()]},
    }
    names = _texts(places, [_amount(row, words) for row in rows.to_dict("records")], look.ink, "middle right")
    titles = _texts(list(heads.values()), [words.t("{row} ({value})", row=words.currency(code), value=code) for code in heads], look.soft, "middle right")
    down = {**BARE, "range": [at + 0.35, 0.3]}
    return {"data": [bars, names, titles], "layout": theme.layout(look, height=int(VALUE * -at) + 30, xaxis={**BARE, "range": [0, 1.02]}, yaxis=down)}


def _texts(places: list[float], texts: list[str], colour: str, position: str) -> dict[str, Any]:
    return {"type": "scatter", "mode": "text", "x": [0] * len(places), "y": places, "text": texts, "textposition": position, "textfont": {"color": colour}, "hoverinfo": "skip", "cliponaxis": False}


def _amount(row: dict[str, Any], words: Words) -> str:
    first = " · ".join([f"<b>{words.money(row['value'], row['currency_code'])}</b>", words.code("value_basis", row["value_basis_code"]), _when(row["occurred_on"], words)])
    return f"{first}<br>{clipped(words.name(row['ref_id']), 46)}"


def _when(text: object, words: Words) -> str:
    """Return a date as short as a label takes: a span as its years."""
    if missing(text):
        return words.t("date unknown")
    found = bounds(str(text))
    if not str(text).startswith("[") or found.earliest is None or found.latest is None:
        return words.date(text)
    first, last = found.earliest.year, found.latest.year
    return words.t("{year}", year=first) if first == last else words.t("{first}–{last}", first=first, last=last)


@remembered
def by_year(rows: pd.DataFrame, words: Words, look: Look) -> Figure | None:
    """Return the kinds of outcome over the years, a dot a kind, year and sizes with its count (customdata: year).

    A hollow dot counts firms of all sizes. Rows without a date stand in a column of their own at the right.
    """
    if rows.empty:
        return None
    kinds = [kind for kind in words.contract.codes("outcome_kind") if kind in set(rows["outcome_kind_code"])]
    years = [int(year) for year in rows["year"].dropna()]
    first, last = (min(years), max(years)) if years else (0, 0)
    aside = last + max(2, (last - first) // 6)
    dots = [_dot(row, -kinds.index(row["outcome_kind_code"]), aside, words, look) for row in _merged(rows)]
    labels = _texts([-place + 0.42 for place in range(len(kinds))], [words.code("outcome_kind", kind) for kind in kinds], look.soft, "middle right")
    labels["x"] = [first - 0.8] * len(kinds)
    ticks = [year for year in range(first, last + 1) if (last - year) % max(1, round((last - first) / 4)) == 0]
    across = {"tickvals": [*ticks, aside], "ticktext": [*(str(year) for year in ticks), words.t("no date").replace(" ", "<br>")], "tickangle": 0, "range": [first - 0.8, aside + 1], "showgrid": False, "zeroline": False, "fixedrange": True}
    down = {"visible": False, "range": [-len(kinds) + 0.5, 0.75], "fixedrange": True}
    lines = {"type": "scatter", "mode": "lines", "x": [first - 0.8, aside + 1, None] * len(kinds), "y": [y for place in range(len(kinds)) for y in (-place - 0.05, -place - 0.05, None)], "line": {"color": look.line, "width": 1}, "hoverinfo": "skip"}
    return {"data": [lines, _dots(dots), labels], "layout": theme.layout(look, height=KIND * len(kinds) + 50, xaxis=across, yaxis=down, hovermode="closest")}


def _merged(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Return one row per year, kind and whether it counts firms of all sizes."""
    marked = rows.assign(is_all_sizes=rows["enterprise_sizes_code"] == "all_sizes")
    keys = ["year", "outcome_kind_code", "is_all_sizes"]
    found = marked.groupby(keys, dropna=False, as_index=False).agg(row_count=("row_count", "sum"), span_count=("span_count", "sum"))
    found["is_shared"] = found.duplicated(keys[:2], keep=False)
    return found.to_dict("records")


def _dot(row: dict[str, Any], place: int, aside: int, words: Words, look: Look) -> dict[str, Any]:
    wide = row["is_all_sizes"]
    unknown = missing(row["year"])
    lines = [
        f"{words.code('outcome_kind', row['outcome_kind_code'])} · {words.t('date unknown') if unknown else int(row['year'])}",
        words.n("{count} row", "{count} rows", int(row["row_count"])),
        words.t("counts firms of all sizes") if wide else words.t("of MSMEs, or sizes not stated"),
    ]
    if row["span_count"]:
        lines.append(words.t("a total over several years, at its last one"))
    return {
        "x": (aside if unknown else int(row["year"])) + (0.7 if wide and row["is_shared"] else 0),
        "y": place - 0.05,
        "text": words.number(int(row["row_count"])),
        "data": [None if unknown else int(row["year"])],
        "hover": "<br>".join(lines),
        "colour": look.paper if wide else look.muted if unknown else look.accent,
        "line": look.categories[4] if wide else look.muted if unknown else look.accent,
        "ink": look.categories[4] if wide else look.ink if unknown else look.paper,
    }


def _dots(dots: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [dot["x"] for dot in dots],
        "y": [dot["y"] for dot in dots],
        "text": [dot["text"] for dot in dots],
        "textfont": {"color": [dot["ink"] for dot in dots], "size": 12},
        "customdata": [dot["data"] for dot in dots],
        "hovertext": [dot["hover"] for dot in dots],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"size": 22, "color": [dot["colour"] for dot in dots], "line": {"width": 2, "color": [dot["line"] for dot in dots]}, "opacity": 1},
        **STILL,
    }
