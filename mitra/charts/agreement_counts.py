"""Agreements counted: by status, by kind and year of signing, by institution."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from mitra import theme
from mitra.charts import Figure, rows
from mitra.charts.agreements import colours
from mitra.charts.rows import Place, Row
from mitra.i18n import Words, missing
from mitra.theme import Look

BAR, DOT = 12, 18  # pixels
APART = "\u00a0·\u00a0"  # keeps a count on the line of the word before it


def by_status(counts: pd.DataFrame, words: Words, look: Look) -> Figure | None:
    """Return how many agreements have each status, zero said as zero."""
    if counts.empty or not counts["agreement_count"].sum():
        return None
    shown = counts[(counts["agreement_status_code"] != "not_yet") | (counts["agreement_count"] > 0)]
    colour = colours(look)
    places, total = rows.lay([Row((f"{words.code('agreement_status', one.agreement_status_code)} · <b>{words.number(int(one.agreement_count))}</b>",), BAR) for one in shown.itertuples()])
    values = [int(value) for value in shown["agreement_count"]]
    bars = _bars(places, values, [colour[status] for status in shown["agreement_status_code"]])
    bars["hoverinfo"] = "skip"
    return {"data": [bars, *rows.labels(places, look, 0)], "layout": _layout(look, total, max(values))}


def _bars(places: Sequence[Place], values: Sequence[int], fills: Sequence[str] | str) -> dict[str, Any]:
    return {"type": "bar", "orientation": "h", "x": list(values), "y": [place.body for place in places], "width": BAR, "marker": {"color": fills, "line": {"width": 0}}, "selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": 1}}}


def _layout(look: Look, total: int, most: int) -> dict[str, Any]:
    return theme.layout(look, height=total + 12, margin={"l": 4, "r": 4, "t": 2, "b": 2}, barmode="overlay", hovermode="closest", xaxis={"visible": False, "range": [0, most * 1.02], "fixedrange": True}, yaxis=rows.axis(total))


def by_kind(counts: pd.DataFrame, words: Words, look: Look) -> Figure | None:
    """Return a dot with its count per kind and year of signing, the unknown year apart at the left (customdata: year, year)."""
    if counts.empty:
        return None
    known = [int(year) for year in counts["year"].dropna()]
    first, last = (min(known), max(known)) if known else (0, 0)
    unknown = first - max((last - first) * 0.1, 1.0)
    start = unknown - max((last - first) * 0.04, 0.4)
    sums = counts.groupby("agreement_kind_code", sort=False)["agreement_count"].sum()
    places, total = rows.lay([Row((f"{words.code('agreement_kind', kind)} · {words.number(int(count))}",), DOT) for kind, count in sums.items()])
    body = dict(zip(sums.index, (place.body for place in places), strict=True))
    dots = [_dots(counts[counts["year"].isna() == apart], body, unknown, words, look) for apart in (False, True)]
    step = 1 if last - first <= 6 else 2 if last - first <= 12 else 5
    ticks = [year for year in range(first, last + 1) if year % step == 0] if known else []
    shade = {"type": "rect", "x0": start, "x1": (unknown + first) / 2, "yref": "paper", "y0": 0, "y1": 1, "fillcolor": look.line, "opacity": 0.35, "line": {"width": 0}, "layer": "below"}
    note = {"x": start, "y": 0, "yref": "paper", "xanchor": "left", "yanchor": "top", "text": words.t("year unknown"), "showarrow": False, "font": {"size": rows.SIZE, "color": look.soft}}
    apart = bool(counts["year"].isna().any())
    layout = theme.layout(
        look,
        height=total + 52,
        margin={"l": 4, "r": 4, "t": 26, "b": 26},
        hovermode="closest",
        xaxis={"range": [start, last + max((last - first) * 0.05, 0.6)], "side": "top", "tickvals": ticks, "ticktext": [str(year) for year in ticks], "showgrid": False, "zeroline": False, "fixedrange": True},
        yaxis=rows.axis(total),
        shapes=[shade] if apart else [],
        annotations=[note] if apart else [],
    )
    return {"data": [rows.leaders(places, start, last, look), *(trace for trace in dots if trace["y"]), *rows.labels(places, look, start)], "layout": layout}


def _dots(counts: pd.DataFrame, body: dict[Any, float], unknown: float, words: Words, look: Look) -> dict[str, Any]:
    """Return the dots of known years, or of the unknown one as rings."""
    years = [None if missing(year) else int(year) for year in counts["year"]]
    apart = any(year is None for year in years)
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [unknown if year is None else year for year in years],
        "y": [body[kind] for kind in counts["agreement_kind_code"]],
        "text": [words.number(int(count)) for count in counts["agreement_count"]],
        "textfont": {"size": 11, "color": look.ink if apart else look.paper},
        "customdata": [[year, year] for year in years],
        "hovertext": [_said(one, words) for one in counts.itertuples()],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"size": DOT, "color": look.paper if apart else look.accent, "line": {"width": 1.5, "color": look.soft if apart else look.accent}, "opacity": 1},
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}, "textfont": {"color": look.ink if apart else look.paper}},
    }


def _said(one: Any, words: Words) -> str:
    """Return what a dot says when pointed at."""
    kind = words.code("agreement_kind", one.agreement_kind_code)
    year = words.t("year unknown") if missing(one.year) else words.t("{year}", year=int(one.year))
    announced = [words.t("only announced: {count}", count=words.number(int(one.announced_count)))] if one.announced_count else []
    return "<br>".join([f"<b>{kind}</b>", words.t("{name}: {count}", name=year, count=words.number(int(one.agreement_count))), *announced])


def by_institution(parties: pd.DataFrame, words: Words, look: Look, *, home: str, partner: str) -> Figure | None:
    """Return institutions by country, with who stands in their place on the day; those that no source names are left out.

    The pale bar counts all agreements, the full one those in force.
    """
    named = parties[parties["institution_id"].notna()]
    if named.empty:
        return None
    once = named.drop_duplicates(["institution_id", "country_code"])
    countries = [home, partner, *sorted({str(code) for code in once["country_code"]} - {home, partner})]
    groups = [(country, once[once["country_code"] == country]) for country in countries]
    laid: list[Row] = []
    counts: list[tuple[int, int]] = []
    for country, group in groups:
        if len(group):
            laid += [Row((f"<b>{words.country(country)}</b>",), -10, colour=look.soft), *(_institution(one, named, words) for one in group.itertuples())]
            counts += [(int(one.agreement_count), int(one.in_force_count)) for one in group.itertuples()]
    places, total = rows.lay(laid)
    bodies = [place for place in places if place.row.data is not None]
    pale = _bars(bodies, [count for count, _ in counts], look.steps[2])
    full = _bars(bodies, [in_force for _, in_force in counts], look.accent)
    for trace in (pale, full):
        trace["hoverinfo"] = "skip"
    return {"data": [pale, full, *rows.labels(places, look, 0)], "layout": _layout(look, total, max(count for count, _ in counts))}


def _institution(one: Any, named: pd.DataFrame, words: Words) -> Row:
    """Return an institution's row; its label says who succeeded it."""
    lines = rows.wrap(f"{words.name(one.institution_id)}{APART}{words.number(int(one.agreement_count))}")
    heirs = named[(named["institution_id"] == one.institution_id) & named["successor_institution_id"].notna()]
    if len(heirs):
        now = words.t("since {date}: {names}", date=words.date(heirs.iloc[0]["effective_on"]), names=words.join(words.name(heir) for heir in heirs["successor_institution_id"]))
        lines = (*lines, *rows.wrap(now, most=3))
    return Row(lines, BAR, (one.institution_id,), hover=words.n("{name}: {count} agreement, {in_force} in force", "{name}: {count} agreements, {in_force} in force", int(one.agreement_count), name=words.name(one.institution_id), in_force=words.number(int(one.in_force_count))))
