"""Domestic context of financing: money by period, a programme by sector, bank credit by country."""

from __future__ import annotations

from typing import Any

import pandas as pd

from mitra import theme
from mitra.charts import Figure
from mitra.charts.financing import KEEP, LINE, label, wrapped
from mitra.i18n import Words, missing
from mitra.theme import Look

ROW = 46  # pixels: a period's label and its bar


def flows(rows: pd.DataFrame, words: Words, look: Look) -> Figure | None:
    """Return one programme's money by period: full years filled, parts of a year hatched, targets as upright lines."""
    yearly = rows[(rows["amount_basis_code"] == "disbursed") & rows["amount"].notna()]
    if yearly.empty:
        return None
    periods = _with_gaps(yearly)
    places = [place * ROW for place in range(len(periods))]
    notes = [label(_period(period, words, year), place, look) for (year, period), place in zip(periods, places, strict=True)]
    stated = [(period, place) for (_, period), place in zip(periods, places, strict=True) if period is not None]
    targets = [(float(period.target_amount), place) for period, place in stated if not missing(period.target_amount)]
    top = len(periods) * ROW
    most = max([float(period.amount) for period, _ in stated] + [target for target, _ in targets])
    layout = theme.layout(look, height=top + 16, annotations=notes, bargap=0, xaxis={"visible": False, "range": [0, most * 1.02], "fixedrange": True}, yaxis={"visible": False, "range": [top, -4], "fixedrange": True})
    return {"data": [_bars(stated, words, look), _targets(targets, stated, words, look)], "layout": layout}


def _with_gaps(rows: pd.DataFrame) -> list[tuple[int, Any]]:
    """Return (year, row) in order; a year between them that no source states stands with None."""
    stated = [(int(row.year), row) for row in rows.sort_values("period_until").itertuples()]
    years = {year for year, _ in stated}
    gaps = [(year, None) for year in range(min(years), max(years)) if year not in years]
    return sorted([*stated, *gaps], key=lambda pair: pair[0])


def _period(period: Any, words: Words, year: int) -> str:
    if period is None:
        return words.t("{year}: not stated", year=year)
    when = words.t("{year}", year=year) if period.is_full_year else words.t("up to {date}", date=words.date(period.period_until))
    parts = [f"<b>{when}</b>", words.money(period.amount, period.currency_code)]
    if not missing(period.beneficiaries):
        parts.append(words.t("{count} {unit}", count=words.number(period.beneficiaries), unit=words.code("beneficiary_unit", period.beneficiary_unit_code)))
    return " · ".join(parts)


def _bars(stated: list[tuple[Any, int]], words: Words, look: Look) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "x": [float(period.amount) for period, _ in stated],
        "y": [place + LINE + 12 for _, place in stated],
        "width": [14] * len(stated),
        "hovertext": [f"{_period(period, words, int(period.year))}<br>{words.t('full year') if period.is_full_year else words.t('part of a year')}" for period, _ in stated],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"color": look.accent, "line": {"width": 1, "color": look.accent}, "pattern": {"shape": ["" if period.is_full_year else "/" for period, _ in stated], "fillmode": "replace", "size": 6, "solidity": 0.35}},
    }


def _targets(targets: list[tuple[float, int]], stated: list[tuple[Any, int]], words: Words, look: Look) -> dict[str, Any]:
    currency = stated[0][0].currency_code
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [target for target, _ in targets],
        "y": [place + LINE + 12 for _, place in targets],
        "hovertext": [words.t("target of the year: {amount}", amount=words.money(target, currency)) for target, _ in targets],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
        "marker": {"symbol": "line-ns-open", "size": 11, "color": look.categories[1], "line": {"width": 3, "color": look.categories[1]}},
    }


def sector_shares(rows: pd.DataFrame, words: Words, look: Look, *, marked: str | None = None) -> Figure | None:
    """Return the latest period's shares as bars, the earliest one's as rings (customdata: sector); the marked sector in colour."""
    if rows.empty:
        return None
    latest = list(rows[rows["period_text"] == rows["period_text"].max()].itertuples())
    keys = {_sector(row, words): f"{_sector(row, words)}<br><b>{words.percent(float(row.share_pct) / 100, 1)}</b>" for row in latest}
    earliest = list(rows[rows["period_text"] == rows["period_text"].min()].itertuples()) if len(set(rows["period_text"])) > 1 else []
    bars = {"type": "bar", "orientation": "h", "marker": {"color": [look.accent if marked in (None, row.sector_code) else look.muted for row in latest]}, **_shares(latest, keys, words)}
    rings = {"type": "scatter", "mode": "markers", "marker": {"symbol": "circle-open", "size": 11, "color": look.categories[1], "line": {"width": 2.5}}, **_shares([row for row in earliest if _sector(row, words) in keys], keys, words)}
    lines = max(label.count("<br>") + 1 for label in keys.values())
    layout = theme.layout(look, height=(LINE * lines + 14) * len(keys) + 40, bargap=0.55, xaxis={"ticksuffix": "%", "rangemode": "tozero", "fixedrange": True}, yaxis={**_axis(look), "categoryorder": "array", "categoryarray": list(keys.values())})
    return {"data": [bars, rings], "layout": layout}


def _shares(rows: list[Any], keys: dict[str, str], words: Words) -> dict[str, Any]:
    names = [_sector(row, words) for row in rows]
    return {
        "x": [float(row.share_pct) for row in rows],
        "y": [keys[name] for name in names],
        "hovertext": ["<br>".join((name, words.t("{name}: {value}", name=_when(row, words), value=words.percent(float(row.share_pct) / 100, 1)))) for name, row in zip(names, rows, strict=True)],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "customdata": [[None if missing(row.sector_code) else row.sector_code] for row in rows],
        **KEEP,
    }


def _when(row: Any, words: Words) -> str:
    return words.t("part of {year}", year=row.year) if row.is_part_year else words.t("{year}", year=row.year)


def _axis(look: Look) -> dict[str, Any]:
    return {"autorange": "reversed", "showgrid": False, "fixedrange": True, "tickfont": {"color": look.ink, "size": 13}}


def _sector(row: Any, words: Words) -> str:
    name = row.sector_as_stated if missing(row.sector_code) else words.code("sector", row.sector_code)
    return "<br>".join(wrapped(name, 20))


def credit_shares(rows: pd.DataFrame, words: Words, look: Look, *, pair: tuple[str, str]) -> Figure | None:
    """Return the MSME share of bank credit by country; the countries of the pair in colour."""
    if rows.empty:
        return None
    known = list(rows.itertuples())
    trace = {
        "type": "bar",
        "orientation": "h",
        "x": [float(row.credit_share_pct) for row in known],
        "y": [f"{words.country(row.country_code)}<br><span style='color:{look.soft}'>{words.date(row.as_of)}</span>" for row in known],
        "text": [share(row, words) for row in known],
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {"color": [look.accent if row.country_code in pair else look.muted for row in known], "pattern": {"shape": ["/" if row.is_upper_limit else "" for row in known], "fillmode": "replace", "size": 6, "solidity": 0.35}},
        "hovertemplate": "%{y}: %{text}<extra></extra>",
    }
    layout = theme.layout(look, height=44 * len(known) + 40, bargap=0.35, xaxis={"ticksuffix": "%", "range": [0, 100], "fixedrange": True}, yaxis=_axis(look))
    return {"data": [trace], "layout": layout}


def share(row: Any, words: Words) -> str:
    """Return a country's share, with "less than" where the source says so."""
    text = words.percent(float(row.credit_share_pct) / 100, 0 if float(row.credit_share_pct).is_integer() else 2)
    return words.t("less than {share}", share=text) if row.is_upper_limit else text
