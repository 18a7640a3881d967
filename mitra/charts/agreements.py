"""Agreements through time: when each was signed and how long it runs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

import pandas as pd

from mitra import theme
from mitra.charts import Figure, rows
from mitra.charts.rows import Place, Row
from mitra.i18n import Words, missing
from mitra.theme import Look

BAR = 12  # pixels
ORDER = ("expiring", "in_force", "in_force_term_unknown", "not_yet", "announced", "superseded", "expired")
OUTLINED = ("announced", "not_yet")
OVER = ("superseded", "expired")
DAY_MS = 86_400_000


def colours(look: Look) -> dict[str, str]:
    """Return each status's colour; announced and not yet in force share one."""
    blue, orange, green, pink = look.categories[:4]
    return {"expiring": orange, "in_force": green, "in_force_term_unknown": blue, "not_yet": look.soft, "announced": look.soft, "superseded": pink, "expired": look.muted}


def timeline(agreements: pd.DataFrame, words: Words, look: Look, *, as_of: date, chosen: str | None = None) -> Figure | None:
    """Return the agreements as bars under their names, grouped by status, newest first (customdata: agreement).

    Hatched: the days on which it may have been signed. Outlined: only announced. Arrow: its end is not stated. Agreements
    without any date stand in a group of their own.
    """
    if agreements.empty:
        return None
    first, last = _span(agreements, as_of)
    places, total = rows.lay(list(_rows(agreements, words, look)))
    bars = {bar.ref_id: bar for bar in agreements.itertuples()}
    drawn = [(place, bars[place.row.data[0]]) for place in places if place.row.data]
    across = years(first, last)
    data = [
        _leaders(drawn, look, first),
        _possible(drawn, look, first),
        _solid(drawn, look, as_of),
        _ends(drawn, look, as_of),
        *rows.labels(places, look, first.isoformat()),
        rows.ticks([(tick, place.body) for place, bar in drawn for tick in across["tickvals"] if tick < _first(bar, first).isoformat()], look),
    ]
    layout = theme.layout(look, height=total + 52, margin={"l": 4, "r": 4, "t": 26, "b": 26}, barmode="overlay", hovermode="closest", xaxis=across, yaxis=rows.axis(total), shapes=[_day(as_of, look), *_marked(drawn, chosen, look)], annotations=[note(as_of, words.t("as of {date}", date=words.date(as_of)), look)])
    return {"data": [trace for trace in data if trace["y"]], "layout": layout}


def _rows(agreements: pd.DataFrame, words: Words, look: Look) -> Iterable[Row]:
    """Return headings and rows in the order they are drawn."""
    colour = colours(look)
    dated = agreements[agreements["is_dated"].astype(bool)]
    for status in ORDER:
        group = dated[dated["agreement_status_code"] == status]
        if len(group):
            yield Row((_heading(words.code("agreement_status", status), len(group), words),), -10, colour=look.soft if status == "expired" else colour[status])
            yield from (_row(agreement, words) for agreement in group.itertuples())
    undated = agreements[~agreements["is_dated"].astype(bool)]
    if len(undated):
        yield Row((_heading(words.t("Date of signing unknown"), len(undated), words),), -10, colour=look.soft)
        yield from (_row(agreement, words) for agreement in undated.itertuples())


def _heading(name: str, count: int, words: Words) -> str:
    return f"<b>{name} · {words.number(count)}</b>"


def _row(agreement: Any, words: Words) -> Row:
    lines = rows.wrap(words.name(agreement.ref_id))
    if not agreement.is_dated:
        known = words.t("{status}; known from {publisher}", status=words.code("agreement_status", agreement.agreement_status_code), publisher=agreement.publisher)
        lines = (*lines, *rows.wrap(known, most=1))
    return Row(lines, BAR, (agreement.ref_id,), hover=_hover(agreement, words))


def _hover(agreement: Any, words: Words) -> str:
    signed = words.t("date of signing unknown") if missing(agreement.signed_on) else words.t("signed {date} ({certainty})", date=words.date(agreement.signed_on), certainty=words.code("certainty", agreement.signed_certainty_code).lower())
    end = words.t("end not stated") if missing(agreement.in_force_until) else words.t("until {date}", date=words.date(agreement.in_force_until))
    parties = [words.name(party) for party in (agreement.party_a_institution_id, agreement.party_b_institution_id, agreement.third_party_institution_id) if not missing(party)]
    lines = [f"<b>{part}</b>" for part in rows.wrap(words.name(agreement.ref_id), most=3)]
    lines += [line for party in parties for line in rows.wrap(party, most=2)]
    return "<br>".join([*lines, signed, f"{words.code('agreement_status', agreement.agreement_status_code)} · {end}"])


def _span(agreements: pd.DataFrame, as_of: date) -> tuple[date, date]:
    """Return the first and last day of the axis."""
    days = [_plain(day) for column in ("signed_on_earliest", "signed_on_latest", "status_from") for day in agreements[column].dropna()]
    ends = [_plain(day) for day in agreements["ends_on"].dropna()]
    first, last = min([*days, as_of]), max([*ends, as_of])
    room = max((last - first).days // 25, 60)
    return first - timedelta(days=room * 2), min(last, date(2150, 1, 1)) + timedelta(days=room)


def _plain(day: Any) -> date:
    return day.date() if hasattr(day, "date") else day


def _begins(bar: Any) -> date:
    """Return where the bar begins: signed for certain, or announced."""
    return _plain(bar.status_from if bar.agreement_status_code in OUTLINED else bar.known_by)


def _first(bar: Any, first: date) -> date:
    """Return the first day that is drawn of an agreement, hatched or full; `first` where nothing bounds it."""
    if _is_unsure(bar):
        return first if missing(bar.signed_on_earliest) else _plain(bar.signed_on_earliest)
    return _begins(bar)


def _is_unsure(bar: Any) -> bool:
    return missing(bar.signed_on_earliest) or bar.signed_on_earliest != bar.signed_on_latest


def _stops(bar: Any, as_of: date) -> date:
    """Return where the bar ends: its stated end, the day another status took over, or the day asked for."""
    if bar.agreement_status_code in OVER:
        return _plain(bar.status_from)
    return as_of if missing(bar.ends_on) else _plain(bar.ends_on)


def _leaders(drawn: Sequence[tuple[Place, Any]], look: Look, first: date) -> dict[str, Any]:
    """Return a thin line from each label to its bar."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for _, bar in drawn for x in (first.isoformat(), _begins(bar).isoformat(), None)],
        "y": [y for place, _ in drawn for y in (place.body, place.body, None)],
        "hoverinfo": "skip",
        "line": {"color": look.line, "width": 1},
    }


def _bars(drawn: Sequence[tuple[Place, Any]], spans: Sequence[tuple[date, date]], marker: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "y": [place.body for place, _ in drawn],
        "base": [begin.isoformat() for begin, _ in spans],
        "x": [max((end - begin).days, 0) * DAY_MS for begin, end in spans],
        "width": BAR,
        "customdata": [list(place.row.data or ()) for place, _ in drawn],
        "hovertext": [place.row.hover for place, _ in drawn],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": marker,
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


def _possible(drawn: Sequence[tuple[Place, Any]], look: Look, first: date) -> dict[str, Any]:
    """Return the hatched stretch of days on which each may have been signed; it runs to the edge where nothing bounds it."""
    colour = colours(look)
    unsure = [(place, bar) for place, bar in drawn if _is_unsure(bar)]
    spans = [(_first(bar, first), _plain(bar.known_by if missing(bar.signed_on_latest) else bar.signed_on_latest)) for _, bar in unsure]
    inks = [colour[bar.agreement_status_code] for _, bar in unsure]
    return _bars(unsure, spans, {"color": look.paper, "pattern": {"shape": "/", "fillmode": "replace", "fgcolor": inks, "bgcolor": [look.paper] * len(inks), "size": 5, "solidity": 0.25}, "line": {"width": 0}})


def _solid(drawn: Sequence[tuple[Place, Any]], look: Look, as_of: date) -> dict[str, Any]:
    """Return the bars from signing to the end or the day; outlined where it is only announced."""
    colour = colours(look)
    inks = [colour[bar.agreement_status_code] for _, bar in drawn]
    fills = [look.paper if bar.agreement_status_code in OUTLINED else ink for (_, bar), ink in zip(drawn, inks, strict=True)]
    return _bars(drawn, [(_begins(bar), _stops(bar, as_of)) for _, bar in drawn], {"color": fills, "line": {"color": inks, "width": 1.5}})


def _ends(drawn: Sequence[tuple[Place, Any]], look: Look, as_of: date) -> dict[str, Any]:
    """Return an arrow where no end is stated and a stroke where one is."""
    colour = colours(look)
    stated = [bar.agreement_status_code in OVER or not missing(bar.ends_on) for _, bar in drawn]
    outlined = [bar.agreement_status_code in OUTLINED for _, bar in drawn]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [_stops(bar, as_of).isoformat() for _, bar in drawn],
        "y": [place.body for place, _ in drawn],
        "customdata": [list(place.row.data or ()) for place, _ in drawn],
        "hovertext": [place.row.hover for place, _ in drawn],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {
            "symbol": ["line-ns-open" if end else "triangle-right-open" if hollow else "triangle-right" for end, hollow in zip(stated, outlined, strict=True)],
            "size": BAR + 6,
            "color": [colour[bar.agreement_status_code] for _, bar in drawn],
            "line": {"width": 1.5, "color": [colour[bar.agreement_status_code] for _, bar in drawn]},
            "opacity": 1,
        },
        "cliponaxis": False,
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


def years(first: date, last: date) -> dict[str, Any]:
    """Return a time axis on top, with as many years named as a phone has room for."""
    span = last.year - first.year
    step = 1 if span <= 7 else 2 if span <= 14 else 5 if span <= 40 else 10
    ticks = [f"{year}-01-01" for year in range(first.year + 1, last.year + 1) if year % step == 0]
    return {"type": "date", "range": [first.isoformat(), last.isoformat()], "side": "top", "tickvals": ticks, "ticktext": [tick[:4] for tick in ticks], "showgrid": False, "zeroline": False, "fixedrange": True}


def _day(as_of: date, look: Look) -> dict[str, Any]:
    return {"type": "line", "x0": as_of.isoformat(), "x1": as_of.isoformat(), "yref": "paper", "y0": 0, "y1": 1, "line": {"color": look.soft, "width": 1, "dash": "dot"}, "layer": "below"}


def note(day: date, text: str, look: Look) -> dict[str, Any]:
    """Return words under the axis, which end at a day."""
    return {"x": day.isoformat(), "y": 0, "yref": "paper", "yanchor": "top", "xanchor": "right", "text": text, "showarrow": False, "font": {"size": rows.SIZE, "color": look.soft}}


def _marked(drawn: Sequence[tuple[Place, Any]], chosen: str | None, look: Look) -> list[dict[str, Any]]:
    """Return a band behind the chosen agreement."""
    found = [place for place, bar in drawn if bar.ref_id == chosen]
    return [
        {"type": "rect", "xref": "paper", "x0": 0, "x1": 1, "y0": 2 * place.label - place.body - 4, "y1": place.body + BAR, "fillcolor": look.accent, "opacity": 0.14, "line": {"width": 0}, "layer": "below"}
        for place in found
    ]
