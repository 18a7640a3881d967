"""What each renewal gained, kept and lost: one square a focus area or sector."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from mitra import theme
from mitra.charts import Figure, rows
from mitra.charts.rows import Place, Row
from mitra.i18n import Words, missing
from mitra.theme import Look

SQUARE, ACROSS = 12, 24  # pixels of a square; squares that a phone has room for in a row
ORDER = ("kept", "gained", "lost")
APART = "\u00a0· "  # a line may end after the dot, never begin with it


def renewals(links: pd.DataFrame, words: Words, look: Look) -> Figure | None:
    """Return each renewal's squares under its names, in the order of the rows (customdata: the later agreement).

    Grey is kept, green gained, open lost; a renewal that cannot be compared has no square.
    """
    if links.empty:
        return None
    groups = [group for _, group in links.groupby(["agreement_id", "earlier_agreement_id"], sort=False)]
    places, total = rows.lay([_row(group, words) for group in groups])
    most = max(ACROSS, *(len(group) for group in groups))
    layout = theme.layout(look, height=total + 8, margin={"l": 4, "r": 4, "t": 4, "b": 4}, hovermode="closest", xaxis={"visible": False, "range": [0, most], "fixedrange": True}, yaxis=rows.axis(total))
    traces = [_squares(groups, places, code, words, look) for code in ORDER]
    return {"data": [*(trace for trace in traces if trace["y"]), *rows.labels(places, look, 0)], "layout": layout}


def _row(group: pd.DataFrame, words: Words) -> Row:
    first = next(group.itertuples())
    renews = words.t("renews") if first.link_certainty_code == "stated" else words.t("may continue")
    lines = (*rows.wrap(f"<b>{words.name(first.agreement_id)}</b>", most=2), *rows.wrap(words.t("{name}: {value}", name=renews, value=words.name(first.earlier_agreement_id)), most=2), *rows.wrap(f"{change(group, words)}{APART}{gap(first.gap_days, words)}", most=3))
    return Row(lines, SQUARE + 4, (first.agreement_id,), hover="<br>".join(rows.wrap(words.name(first.agreement_id), most=3)))


def change(group: pd.DataFrame, words: Words) -> str:
    """Return one renewal's gains and losses by name, or that there is nothing to compare."""
    if group["scope_change_code"].isna().all():
        return words.t("scope not comparable")
    named = {code: words.join(_item(one, words) for one in group[group["scope_change_code"] == code].itertuples()) for code in ("gained", "lost")}
    parts = [*([words.t("newly named: {names}", names=named["gained"])] if named["gained"] else []), *([words.t("no longer named: {names}", names=named["lost"])] if named["lost"] else [])]
    return APART.join(parts) or words.t("scope unchanged")


def gap(days: Any, words: Words) -> str:
    """Return a gap in words: days without an agreement, or days of overlap."""
    if missing(days):
        return words.t("gap unknown")
    if days < 0:
        return words.n("{count} day of overlap", "{count} days of overlap", -int(days))
    return words.n("{count} day between", "{count} days between", int(days))


def _item(one: Any, words: Words) -> str:
    return words.code("sector", one.sector_code) if missing(one.focus_area_code) else words.code("focus_area", one.focus_area_code)


def _squares(groups: Sequence[pd.DataFrame], places: Sequence[Place], code: str, words: Words, look: Look) -> dict[str, Any]:
    """Return the squares of one change, behind those of the changes before it."""
    found: list[tuple[float, float, Any]] = []
    for group, place in zip(groups, places, strict=True):
        before = int(group["scope_change_code"].isin(ORDER[: ORDER.index(code)]).sum())
        found += [(before + number + 0.5, place.body, one) for number, one in enumerate(group[group["scope_change_code"] == code].itertuples())]
    ink = {"kept": look.muted, "gained": look.categories[2], "lost": look.categories[1]}[code]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [x for x, _, _ in found],
        "y": [y for _, y, _ in found],
        "customdata": [[one.agreement_id] for *_, one in found],
        "hovertext": [words.t("{name}: {value}", name=words.code("scope_change", code), value=_item(one, words)) for *_, one in found],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"symbol": "square-open" if code == "lost" else "square", "size": SQUARE, "color": ink, "line": {"width": 2, "color": ink}, "opacity": 1},
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }
