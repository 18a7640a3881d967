"""Coverage of sectors and focus areas: the matrix, small and whole, and through the years."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from mitra import theme
from mitra.charts import Figure
from mitra.i18n import Words, missing
from mitra.theme import Look

ROW, CELL = 26, 18  # pixels: a row of the matrix, a cell's square
STEPS = ("none", "lapsed", "committed", "active", "financed", "delivering")


def matrix(cells: pd.DataFrame, words: Words, look: Look, *, marked: tuple[str | None, str | None] = (None, None), row: int = ROW) -> Figure | None:
    """Return the matrix as squares that can be clicked (customdata: sector, focus area).

    The colour is the cell's step. A full square: evidence that names the sector reaches it; a small one: only evidence
    that names no sector does, which counts for every sector.
    """
    if cells.empty:
        return None
    sectors = list(dict.fromkeys(cells["sector_code"]))
    areas = list(dict.fromkeys(cells["focus_area_code"]))
    squares = [_square(cell, words, look, row) for cell in cells.itertuples()]
    traces = [_squares(squares, full=full) for full in (False, True)]
    ring = _ring(marked, sectors, areas, look, row)
    layout = theme.layout(
        look,
        height=row * len(sectors) + (150 if row == ROW else 120),
        xaxis={"side": "top", "tickvals": areas, "ticktext": [_wrapped(words.code("focus_area", area)) if row == ROW else words.code("focus_area", area) for area in areas], "tickangle": -45 if row == ROW else -90, "showgrid": False, "zeroline": False, "range": [-0.6, len(areas) - 0.4], "type": "category", "categoryorder": "array", "categoryarray": areas},
        yaxis={"tickvals": sectors, "ticktext": [words.code("sector", sector) for sector in sectors], "autorange": "reversed", "showgrid": False, "zeroline": False, "type": "category", "categoryorder": "array", "categoryarray": sectors},
        hovermode="closest",
    )
    return {"data": [*traces, *ring], "layout": layout}


def _square(cell: Any, words: Words, look: Look, row: int) -> dict[str, Any]:
    step = cell.coverage_step_code
    full = step == "none" or cell.own_step_code == step
    return {
        "x": cell.focus_area_code,
        "y": cell.sector_code,
        "full": full,
        "colour": look.steps[STEPS.index(step)],
        "size": row - 6 if full else row * 0.42,
        "data": [cell.sector_code, cell.focus_area_code],
        "text": _hover(cell, words),
    }


def _hover(cell: Any, words: Words) -> str:
    lines = [
        f"<b>{words.code('sector', cell.sector_code)}</b> · {words.code('focus_area', cell.focus_area_code)}",
        words.code("coverage_step", cell.coverage_step_code),
    ]
    counts = {"agreement": cell.agreement_count, "engagement": cell.engagement_count, "program": cell.program_count, "outcome": cell.outcome_count_in_cell}
    lines += [f"{words.code('evidence_kind', kind)}: {words.number(int(count))}" for kind, count in counts.items() if count]
    if cell.lapsed_count:
        lines.append(words.t("only past: {count}", count=words.number(int(cell.lapsed_count))))
    if missing(cell.own_step_code) and not missing(cell.general_step_code):
        lines.append(words.t("no source names this sector; general evidence counts"))
    elif cell.own_step_code != cell.coverage_step_code:
        lines.append(words.t("evidence that names the sector: {step}", step=words.code("coverage_step", cell.own_step_code)))
    return "<br>".join(lines)


def _squares(squares: Sequence[dict[str, Any]], *, full: bool) -> dict[str, Any]:
    mine = [square for square in squares if square["full"] is full]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [square["x"] for square in mine],
        "y": [square["y"] for square in mine],
        "customdata": [square["data"] for square in mine],
        "hovertext": [square["text"] for square in mine],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"symbol": "square", "size": [square["size"] for square in mine], "color": [square["colour"] for square in mine], "line": {"width": 0}, "opacity": 1},
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


def _ring(marked: tuple[str | None, str | None], sectors: list[str], areas: list[str], look: Look, row: int) -> list[dict[str, Any]]:
    """Return a frame around the cells that the filters mean."""
    sector, area = marked
    if (sector is None and area is None) or (sector is not None and sector not in sectors) or (area is not None and area not in areas):
        return []
    xs = [area] if area else areas
    ys = [sector] if sector else sectors
    pairs = [(x, y) for x in xs for y in ys]
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [x for x, _ in pairs],
            "y": [y for _, y in pairs],
            "hoverinfo": "skip",
            "marker": {"symbol": "square-open", "size": row - 2, "color": look.categories[1], "line": {"width": 2}},
            "selected": {"marker": {"opacity": 1}},
            "unselected": {"marker": {"opacity": 1}},
        }
    ]


def key(words: Words, look: Look) -> Figure:
    """Return the matrix's key as one row of labelled squares."""
    names = [words.code("coverage_step", step) for step in STEPS]
    labels = [*names, words.t("small square: no sector named")]
    colours = [*look.steps, look.steps[2]]
    sizes = [CELL] * len(STEPS) + [CELL * 0.5]
    columns = 2
    return {
        "data": [
            {
                "type": "scatter",
                "mode": "markers+text",
                "x": [index % columns for index in range(len(labels))],
                "y": [-(index // columns) for index in range(len(labels))],
                "text": [f"  {label}" for label in labels],
                "textposition": "middle right",
                "hoverinfo": "skip",
                "marker": {"symbol": "square", "size": sizes, "color": colours, "line": {"width": 1, "color": look.line}},
            }
        ],
        "layout": theme.layout(look, height=110, xaxis={"visible": False, "range": [-0.1, columns - 0.05], "fixedrange": True}, yaxis={"visible": False, "range": [-3.6, 0.6], "fixedrange": True}),
    }


def through_years(cells: pd.DataFrame, words: Words, look: Look) -> Figure | None:
    """Return how many cells stood at each step at the end of each year, as stacked bars (customdata: year)."""
    if cells.empty:
        return None
    counts = cells[cells["coverage_step_code"] != "none"].groupby(["year", "coverage_step_code"]).size().unstack(fill_value=0)
    years = [int(year) for year in counts.index]
    traces = [
        {
            "type": "bar",
            "name": words.code("coverage_step", step),
            "x": years,
            "y": [int(value) for value in counts[step]],
            "customdata": [[year, step] for year in years],
            "marker": {"color": look.steps[STEPS.index(step)]},
            "hovertemplate": f"%{{x}} · {words.code('coverage_step', step)}: %{{y}}<extra></extra>",
        }
        for step in STEPS
        if step in counts.columns
    ]
    layout = theme.layout(look, height=320, barmode="stack", bargap=0.25, xaxis={"dtick": _tick(years), "tickformat": "d", "showgrid": False}, yaxis={"rangemode": "tozero"}, legend={"orientation": "h", "y": 1.15, "x": 0, "traceorder": "normal"}, showlegend=True)
    return {"data": traces, "layout": layout}


def gaps(rows: pd.DataFrame, words: Words, look: Look, *, most: int = 15) -> Figure | None:
    """Return the gaps of highest priority as bars (customdata: sector, focus area)."""
    known = rows[rows["priority_score"].notna()].head(most)
    if known.empty:
        return None
    labels = [f"{words.code('sector', gap.sector_code)} · {words.code('focus_area', gap.focus_area_code)}" for gap in known.itertuples()]
    trace = {
        "type": "bar",
        "orientation": "h",
        "x": [float(value) for value in known["priority_score"]],
        "y": labels,
        "text": [words.code("coverage_step", step) for step in known["coverage_step_code"]],
        "textposition": "auto",
        "customdata": [[gap.sector_code, gap.focus_area_code] for gap in known.itertuples()],
        "marker": {"color": look.accent},
        "hovertemplate": "%{y}<br>%{x:.0%}<extra></extra>",
    }
    return {"data": [trace], "layout": theme.layout(look, height=28 * len(known) + 60, xaxis={"tickformat": ".0%", "rangemode": "tozero"}, yaxis={"autorange": "reversed", "showgrid": False})}


def _tick(years: Sequence[int]) -> int:
    return 1 if len(years) <= 12 else 2


def _wrapped(text: str, width: int = 18) -> str:
    """Return a label in two lines where it is long and has a space to break at."""
    if len(text) <= width or " " not in text:
        return text
    middle = min((place for place, letter in enumerate(text) if letter == " "), key=lambda place: abs(place - len(text) // 2))
    return f"{text[:middle]}<br>{text[middle + 1:]}"
