"""How long agreements last, as curves through time."""

from __future__ import annotations

from typing import Any

import pandas as pd

from mitra import theme
from mitra.charts import Figure
from mitra.i18n import Words
from mitra.theme import Look

CURVES = ("in_force", "renewed", "superseded", "lapsed")
HEIGHT = 380


def survival(rows: pd.DataFrame, words: Words, look: Look) -> Figure | None:
    """Return the share still in force with its 95% interval, and the shares that ended in each way, as steps; None without shares."""
    if rows["estimate_share"].isna().all():
        return None
    blue, orange, green, pink = look.categories[:4]
    colours: dict[str, str] = dict(zip(CURVES, (blue, green, pink, orange), strict=True))
    curves: dict[str, pd.DataFrame] = {str(curve): rows[rows["agreement_fate_code"] == curve] for curve in CURVES}
    still = curves["in_force"]
    bounds = [_steps(still[still[column].notna()], column) | {"line": {"color": blue, "width": 1, "dash": "dot"}, "showlegend": False, "hoverinfo": "skip"} for column in ("low_share", "high_share")]
    lines = [
        _steps(points, "estimate_share", words) | {"name": words.code("agreement_fate", curve), "line": {"color": colours[curve], "width": 3 if curve == "in_force" else 2}}
        for curve, points in curves.items()
        if curve == "in_force" or points["ended_count"].sum()
    ]
    last = float(rows["months"].max()) or 12.0
    step = next(size for size in (12, 24, 60, 120, 240, 600, 1200, 12_000) if last / size <= 5)
    ticks = list(range(0, int(last) + 1, step))
    across = {"range": [0, last * 1.02], "tickvals": ticks, "ticktext": [words.n("{count} year", "{count} years", month // 12) for month in ticks], "showgrid": False, "zeroline": False, "fixedrange": True}
    down = {"range": [-0.02, 1.02], "tickvals": [0, 0.25, 0.5, 0.75, 1], "ticktext": [words.percent(share) for share in (0, 0.25, 0.5, 0.75, 1)], "zeroline": False, "fixedrange": True}
    legend = {"orientation": "h", "y": 1.02, "x": 0, "yanchor": "bottom", "traceorder": "normal", "itemclick": False, "itemdoubleclick": False}
    return {"data": [*lines, *(bound for bound in bounds if bound["x"])], "layout": theme.layout(look, height=HEIGHT, hovermode="closest", xaxis=across, yaxis=down, legend=legend, showlegend=True)}


def _steps(points: pd.DataFrame, column: str, words: Words | None = None) -> dict[str, Any]:
    """Return a curve that stays level from each time to the next and then steps."""
    times, levels = [float(month) for month in points["months"]], [float(level) for level in points[column]]
    x = [time for time in times for _ in (0, 1)][1:]
    y = [level for level in levels for _ in (0, 1)][:-1]
    trace: dict[str, Any] = {"type": "scatter", "mode": "lines", "x": x, "y": y}
    if words is not None:
        trace["hovertext"] = [words.t("{years} years: {share}", years=words.number(round(time / 12, 1)), share=words.percent(level, 1)) for time, level in zip(x, y, strict=True)]
        trace["hovertemplate"] = "%{hovertext}<extra></extra>"
    return trace
