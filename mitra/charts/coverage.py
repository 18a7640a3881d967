"""Coverage of sectors and focus areas: the matrix, small and whole, and through the years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from mitra import theme
from mitra.charts import Figure, bars
from mitra.i18n import Words, missing
from mitra.remember import remembered
from mitra.theme import Look

ROW, CELL = 26, 18  # pixels: a row of the matrix, a square of its key
STEPS = ("none", "lapsed", "committed", "active", "financed", "delivering")
MOVES = {"gained": "+", "risen": "↑", "fallen": "↓", "lost": "−"}
STILL = {"selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": 1}}}  # a click fades nothing


@remembered
def matrix(cells: pd.DataFrame, words: Words, look: Look, *, marked: tuple[str | None, str | None] = (None, None), row: int = ROW) -> Figure | None:
    """Return the matrix, whose cells can be clicked (customdata: sector, focus area).

    The colour is the cell's step. A full cell: evidence that names the sector reaches it; a small square: only evidence
    that names no sector does, which counts for every sector.
    """
    if cells.empty:
        return None
    sectors, areas = _axes(cells)
    named = [_is_named(cell) for cell in cells.itertuples()]
    steps = [STEPS.index(step) for step in cells["coverage_step_code"]]
    full = _heat(sectors, areas, {(cell.sector_code, cell.focus_area_code): step if is_named else None for cell, step, is_named in zip(cells.itertuples(), steps, named, strict=True)}, look)
    marks = {
        "type": "scatter",
        "mode": "markers",
        "x": list(cells["focus_area_code"]),
        "y": list(cells["sector_code"]),
        "customdata": [[cell.sector_code, cell.focus_area_code] for cell in cells.itertuples()],
        "hovertext": [_hover(cell, words) for cell in cells.itertuples()],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"symbol": "square", "size": [row * 0.38 if not is_named else row * 0.6 for is_named in named], "color": [look.steps[step] if not is_named else CLEAR for step, is_named in zip(steps, named, strict=True)], "line": {"width": 0}, "opacity": 1},
        **STILL,
    }
    return {"data": [full, marks], "layout": {**_grid(sectors, areas, words, look, row), "shapes": _ring(marked, sectors, areas, look)}}


CLEAR = "rgba(0,0,0,0)"


def _axes(cells: pd.DataFrame) -> tuple[list[str], list[str]]:
    return list(dict.fromkeys(cells["sector_code"])), list(dict.fromkeys(cells["focus_area_code"]))


def _is_named(cell: Any) -> bool:
    return cell.coverage_step_code in ("none", cell.own_step_code)


def _heat(sectors: Sequence[str], areas: Sequence[str], steps: Mapping[tuple[str, str], int | None], look: Look) -> dict[str, Any]:
    """Return cells that grow with the chart, coloured by step; None stays empty."""
    last = len(STEPS)
    scale = [[edge / last, look.steps[place]] for place in range(last) for edge in (place, place + 1)]
    return {
        "type": "heatmap",
        "x": list(areas),
        "y": list(sectors),
        "z": [[steps.get((sector, area)) for area in areas] for sector in sectors],
        "zmin": -0.5,
        "zmax": last - 0.5,
        "colorscale": scale,
        "showscale": False,
        "hoverinfo": "skip",
        "xgap": 3,
        "ygap": 3,
    }


def _grid(sectors: list[str], areas: list[str], words: Words, look: Look, row: int) -> dict[str, Any]:
    names = [words.code("focus_area", area) for area in areas]
    across = {"side": "top", "tickvals": areas, "ticktext": names, "tickangle": -90}
    down = {"tickvals": sectors, "ticktext": [words.code("sector", sector) for sector in sectors], "range": [len(sectors) - 0.5, -0.5]}
    bare = {"showgrid": False, "showline": False, "zeroline": False, "type": "category", "categoryorder": "array", "fixedrange": True}
    return theme.layout(
        look,
        height=row * len(sectors) + 150,
        xaxis={**bare, **across, "categoryarray": areas, "range": [-0.5, len(areas) - 0.5]},
        yaxis={**bare, **down, "categoryarray": sectors},
        hovermode="closest",
    )


def _hover(cell: Any, words: Words) -> str:
    lines = [
        f"<b>{words.code('sector', cell.sector_code)}</b> · {words.code('focus_area', cell.focus_area_code)}",
        words.code("coverage_step", cell.coverage_step_code),
    ]
    counts = {"agreement": cell.agreement_count, "engagement": cell.engagement_count, "program": cell.program_count, "outcome": cell.outcome_count_in_cell}
    lines += [words.t("{name}: {count}", name=words.code("evidence_kind", kind), count=words.number(int(count))) for kind, count in counts.items() if count]
    if cell.lapsed_count:
        lines.append(words.t("only past: {count}", count=words.number(int(cell.lapsed_count))))
    if missing(cell.own_step_code) and not missing(cell.general_step_code):
        lines.append(words.t("no source names this sector; general evidence counts"))
    elif cell.coverage_step_code not in ("none", cell.own_step_code):
        lines.append(words.t("evidence that names the sector: {step}", step=words.code("coverage_step", cell.own_step_code)))
    return "<br>".join(lines)


def _ring(marked: tuple[str | None, str | None], sectors: list[str], areas: list[str], look: Look) -> list[dict[str, Any]]:
    """Return a frame around the row, the column or the cell that the filters mean."""
    sector, area = marked
    if (sector is None and area is None) or (sector is not None and sector not in sectors) or (area is not None and area not in areas):
        return []
    left, right = (areas.index(area), areas.index(area)) if area else (0, len(areas) - 1)
    top, bottom = (sectors.index(sector), sectors.index(sector)) if sector else (0, len(sectors) - 1)
    return [{"type": "rect", "x0": left - 0.5, "x1": right + 0.5, "y0": top - 0.5, "y1": bottom + 0.5, "line": {"color": look.categories[1], "width": 2}}]


@remembered
def moves(cells: pd.DataFrame, words: Words, look: Look) -> Figure | None:
    """Return the matrix of the cells that moved alone, a sign a cell (customdata: sector, focus area).

    Full: gained or risen. Hollow: lost or fallen.
    """
    if cells.empty:
        return None
    sectors, areas = ([code for code in words.contract.codes(name) if code in set(cells[f"{name}_code"])] for name in ("sector", "focus_area"))
    layout = _grid(sectors, areas, words, look, ROW)
    layout |= {"height": layout["height"] + 40, "showlegend": True, "legend": {"orientation": "h", "x": 0, "y": 0, "yanchor": "top", "itemclick": False, "itemdoubleclick": False}}
    return {"data": [_moved(cells[cells["move_code"] == move], move, words, look) for move in MOVES if (cells["move_code"] == move).any()], "layout": layout}


def _moved(cells: pd.DataFrame, move: str, words: Words, look: Look) -> dict[str, Any]:
    colour, ink, shape = {"gained": (look.accent, look.paper, ""), "risen": (look.steps[2], look.on_steps[2], ""), "fallen": (look.soft, look.soft, "-open"), "lost": (look.categories[1], look.categories[1], "-open")}[move]
    name = words.code("coverage_move", move)
    hover = ["<br>".join((f"<b>{words.code('sector', cell.sector_code)}</b> · {words.code('focus_area', cell.focus_area_code)}", name, f"{words.code('coverage_step', cell.step_before_code)} → {words.code('coverage_step', cell.step_after_code)}")) for cell in cells.itertuples()]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": words.t("{name}: {count}", name=f"{MOVES[move]} {name}", count=words.number(len(cells))),
        "x": list(cells["focus_area_code"]),
        "y": list(cells["sector_code"]),
        "text": [MOVES[move]] * len(cells),
        "textposition": "middle center",
        "textfont": {"color": ink, "size": 13},
        "customdata": [[cell.sector_code, cell.focus_area_code] for cell in cells.itertuples()],
        "hovertext": hover,
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"symbol": f"square{shape}", "size": CELL, "color": colour, "line": {"width": 1.5 if shape else 0, "color": colour}, "opacity": 1},
        "selected": {"marker": {"opacity": 1}, "textfont": {"color": ink}},
        "unselected": {"marker": {"opacity": 1}, "textfont": {"color": ink}},
    }


@remembered
def played(cells: pd.DataFrame, words: Words, look: Look) -> Figure | None:
    """Return the matrix as it stood at the end of each year, played in the browser: one frame a year, a slider, a button."""
    if cells.empty:
        return None
    sectors, areas = list(words.contract.codes("sector")), list(words.contract.codes("focus_area"))
    years = sorted({int(year) for year in cells["year"]})
    by_year = {year: {(cell.sector_code, cell.focus_area_code): STEPS.index(cell.coverage_step_code) for cell in cells[cells["year"] == year].itertuples()} for year in years}
    heats = {year: _heat(sectors, areas, {(sector, area): steps.get((sector, area), 0) for sector in sectors for area in areas}, look) for year, steps in by_year.items()}
    layout = _grid(sectors, areas, words, look, 20)
    layout["height"] += 130
    layout["margin"] = {**layout["margin"], "b": 130}
    frame = {"mode": "immediate", "frame": {"duration": 0, "redraw": True}, "transition": {"duration": 0}}
    steps = [{"label": str(year), "method": "animate", "args": [[str(year)], frame]} for year in years]
    layout["sliders"] = [{"active": len(years) - 1, "steps": steps, "pad": {"t": 60}, "font": {"color": look.ink}, "bgcolor": look.line, "bordercolor": look.line, "activebgcolor": look.accent, "currentvalue": {"font": {"color": look.ink, "size": 16}}}]
    play = [
        {"label": words.t("Play"), "method": "animate", "args": [None, {"frame": {"duration": 900, "redraw": True}, "transition": {"duration": 0}, "fromcurrent": False}]},
        {"label": words.t("Stop"), "method": "animate", "args": [[None], frame]},
    ]
    layout["updatemenus"] = [{"type": "buttons", "direction": "right", "buttons": play, "x": 0, "xanchor": "left", "y": 0, "yanchor": "top", "pad": {"t": 26}, "showactive": False, "bgcolor": look.paper, "bordercolor": look.line, "font": {"color": look.ink}}]
    return {"data": [heats[years[-1]]], "layout": layout, "frames": [{"name": str(year), "data": [heat]} for year, heat in heats.items()]}


@remembered
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
                "marker": {"symbol": "square", "size": sizes, "color": colours, "opacity": 1, "line": {"width": 1, "color": look.line}},
            }
        ],
        "layout": theme.layout(look, height=110, xaxis={"visible": False, "range": [-0.1, columns - 0.05], "fixedrange": True}, yaxis={"visible": False, "range": [-3.6, 0.6], "fixedrange": True}),
    }


@remembered
def through_years(cells: pd.DataFrame, words: Words, look: Look) -> Figure | None:
    """Return how many cells stood at each step at the end of each year, as stacked bars (customdata: year)."""
    if cells.empty:
        return None
    counts = pd.crosstab(cells["year"], cells["coverage_step_code"])
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
        for step in STEPS[1:]
        if step in counts.columns
    ]
    layout = theme.layout(look, height=320, barmode="stack", bargap=0.25, xaxis={"dtick": _tick(years), "tickformat": "d", "showgrid": False}, yaxis={"rangemode": "tozero"}, legend={"orientation": "h", "y": 1.02, "x": 0, "yanchor": "bottom", "traceorder": "normal", "itemclick": False, "itemdoubleclick": False}, showlegend=True)
    return {"data": traces, "layout": layout}


@remembered
def gaps(rows: pd.DataFrame, words: Words, look: Look, *, most: int = 15) -> Figure | None:
    """Return the gaps of highest priority as bars (customdata: sector, focus area)."""
    known = rows[rows["priority_score"].notna()].head(most)
    if known.empty:
        return None
    return bars.figure([_gap(gap, words, look) for gap in known.itertuples()], look)


def _gap(gap: Any, words: Words, look: Look) -> bars.Bar:
    name = f"{words.code('sector', gap.sector_code)} · {words.code('focus_area', gap.focus_area_code)}"
    text = f"{words.percent(float(gap.priority_score), 1)} · {words.code('coverage_step', gap.coverage_step_code)}"
    return bars.Bar(label=name, value=float(gap.priority_score), text=text, hover=f"<b>{name}</b><br>{text}", colour=look.accent, data=(gap.sector_code, gap.focus_area_code))


def _tick(years: Sequence[int]) -> int:
    return 1 if len(years) <= 12 else 2
