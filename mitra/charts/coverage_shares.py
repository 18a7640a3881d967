"""Coverage as one number: its share through the years, plain and by weight, and one pair beside all others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from mitra import theme
from mitra.charts import Figure, bars
from mitra.i18n import Words, missing
from mitra.remember import remembered
from mitra.theme import Look

ALIKE = 0.005  # two shares that differ by less are one line
MOST_PAIRS = 12  # beside the pair asked for


@remembered
def share(rows: pd.DataFrame, words: Words, look: Look) -> Figure | None:
    """Return the share of cells covered at the end of each year as lines: all sectors, and those with a weight, plain and weighted."""
    if rows.empty:
        return None
    lines = [_line(rows, "covered_share", words.t("All sectors, plain"), look.accent, "solid")]
    apart = (rows["weighted_share"] - rows["known_covered_share"]).abs()
    if apart.notna().any() and apart.max() < ALIKE:
        lines.append(_line(rows, "weighted_share", words.t("Sectors with a weight, plain and weighted alike"), look.categories[1], "dot"))
    elif apart.notna().any():
        lines.append(_line(rows, "known_covered_share", words.t("Sectors with a weight, plain"), look.muted, "dash"))
        lines.append(_line(rows, "weighted_share", words.t("Sectors with a weight, weighted"), look.categories[1], "dot"))
    years = [int(year) for year in rows["year"]]
    legend = {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "itemclick": False, "itemdoubleclick": False}
    layout = theme.layout(look, height=320, xaxis={"dtick": max(1, (max(years) - min(years)) // 6), "tickformat": "d", "showgrid": False, "fixedrange": True}, yaxis={"range": [0, 1.04], "tickformat": ".0%", "fixedrange": True}, showlegend=len(lines) > 1, legend=legend)
    return {"data": lines, "layout": layout}


def _line(rows: pd.DataFrame, column: str, name: str, colour: str, dash: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": name,
        "x": [int(year) for year in rows["year"]],
        "y": [None if missing(value) else float(value) for value in rows[column]],
        "line": {"color": colour, "width": 2, "dash": dash},
        "marker": {"color": colour, "size": 6},
        "hovertemplate": f"%{{x}} · {name}: %{{y:.0%}}<extra></extra>",
    }


@remembered
def pairs(rows: pd.DataFrame, words: Words, look: Look) -> Figure | None:
    """Return the pairs with most cells covered as bars, the pair asked for marked (customdata: home, partner, whether only compared with)."""
    if rows.empty or not rows["covered_count"].sum():
        return None
    return bars.figure([_pair(row, words, look) for row in _shown(rows)], look)


def drawn(rows: pd.DataFrame) -> int:
    """Return how many of the pairs with a covered cell are drawn."""
    return sum(int(row.covered_count) > 0 for row in _shown(rows))


def _shown(rows: pd.DataFrame) -> Sequence[Any]:
    others = rows[~rows["is_chosen"].astype(bool) & (rows["covered_count"] > 0)].head(MOST_PAIRS)
    return list(rows[rows["is_chosen"].astype(bool) | rows.index.isin(others.index)].itertuples())


def _pair(row: Any, words: Words, look: Look) -> bars.Bar:
    name = words.t("{home} – {partner}", home=words.country(row.home_code), partner=words.country(row.partner_code))
    held = words.n("{count} row", "{count} rows", int(row.row_count))
    force = words.n("{count} agreement in force", "{count} agreements in force", int(row.in_force_count))
    label = " · ".join((f"<b>{name}</b>" if row.is_chosen else name, held, force))
    text = f"{words.number(int(row.covered_count))} ({words.percent(float(row.covered_share))}) · {words.code('coverage_step', row.coverage_step_code)}"
    compared = words.t("for comparison only, recorded less completely") if row.is_comparator else ""
    hover = "<br>".join(part for part in (f"<b>{name}</b>", text, force, held, compared) if part)
    colour = look.accent if row.is_chosen else look.muted if row.is_comparator else look.steps[2]
    return bars.Bar(label=label, value=float(row.covered_count), text=text, hover=hover, colour=colour, data=(row.home_code, row.partner_code, bool(row.is_comparator)))
