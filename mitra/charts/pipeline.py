"""The coming year of an agreements' pipeline: until when to give notice, and when it ends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from mitra import theme
from mitra.charts import Figure, rows
from mitra.charts.rows import Place, Row
from mitra.i18n import Words, missing
from mitra.theme import Look

YEAR = 365  # days
WINDOWS = (0, 90, 180, YEAR)
EDGE = 16  # days left free on either side
BODY = 16  # pixels


def pipeline(due: pd.DataFrame, words: Words, look: Look, *, as_of: date) -> Figure | None:
    """Return what has to be decided within a year, soonest first, with dots for notice and strokes for ends (customdata: agreement).

    `due`: rows of agreements.pipeline; those with more days left, or with no end stated, are not drawn. A day to give
    notice that has passed is an open dot at the left edge, an end beyond the year an arrow at the right.
    """
    drawn = [one for one in due.itertuples() if not missing(one.days_left) and one.days_left <= YEAR]
    if not drawn:
        return None
    places, total = rows.lay([_row(one, words) for one in drawn])
    marks = [(one, place) for one, place in zip(drawn, places, strict=True)]
    across = {"range": [-EDGE, YEAR + EDGE], "side": "top", "tickvals": list(WINDOWS), "ticktext": [words.number(day) for day in WINDOWS], "showgrid": False, "zeroline": False, "fixedrange": True}
    days = {"x": 0, "y": 0, "yref": "paper", "xanchor": "left", "yanchor": "top", "text": words.t("days from {date}", date=words.date(as_of)), "showarrow": False, "font": {"size": rows.SIZE, "color": look.soft}}
    layout = theme.layout(look, height=total + 52, margin={"l": 4, "r": 4, "t": 26, "b": 26}, hovermode="closest", xaxis=across, yaxis=rows.axis(total), annotations=[days])
    traces = [_spans(marks, as_of, look), rows.ticks([(day, place.body) for _, place in marks for day in WINDOWS], look), _notices(marks, as_of, look), _ends(marks, as_of, look), *rows.labels(places, look, -EDGE)]
    return {"data": [trace for trace in traces if trace["y"]], "layout": layout}


def colour(window: str, look: Look) -> str:
    """Return the colour of a decision window: the nearer, the warmer."""
    return {"past": look.categories[3], "within_90": look.categories[1], "within_180": look.categories[4]}.get(window, look.accent)


def _row(one: Any, words: Words) -> Row:
    day = one.ends_on if missing(one.decide_by) else one.decide_by
    left = words.n("{count} day", "{count} days", int(one.days_left))
    window = words.code("decision_window", one.decision_window_code)
    hover = [f"<b>{line}</b>" for line in rows.wrap(words.name(one.ref_id), most=3)]
    hover += [words.t("decide by {date}", date=words.date(one.decide_by)) if not missing(one.decide_by) else words.t("notice not stated"), words.t("ends {date}", date=words.date(one.end_as_stated))]
    data = (one.ref_id,) if one.evidence_kind_code == "agreement" else ()
    return Row((*rows.wrap(words.name(one.ref_id)), f"{words.date(day)} · {window if one.days_left < 0 else left}"), BODY, data, hover="<br>".join(hover))


def _far(day: Any, as_of: date) -> int:
    """Return the days to a day, no further than the edge of the axis."""
    return max(-EDGE // 2, min((_plain(day) - as_of).days, YEAR + EDGE // 2))


def _plain(day: Any) -> date:
    return day.date() if hasattr(day, "date") else day


def _spans(marks: Sequence[tuple[Any, Place]], as_of: date, look: Look) -> dict[str, Any]:
    """Return a line from the day to give notice, or from the day asked for, to the end."""
    spans = [(0 if missing(one.decide_by) else _far(one.decide_by, as_of), _far(one.ends_on, as_of), place.body) for one, place in marks]
    return {"type": "scatter", "mode": "lines", "x": [x for first, last, _ in spans for x in (first, last, None)], "y": [y for *_, body in spans for y in (body, body, None)], "hoverinfo": "skip", "line": {"color": look.muted, "width": 2}}


def _notices(marks: Sequence[tuple[Any, Place]], as_of: date, look: Look) -> dict[str, Any]:
    known = [(one, place) for one, place in marks if not missing(one.decide_by)]
    fills = [colour(one.decision_window_code, look) for one, _ in known]
    return _marks(known, [_far(one.decide_by, as_of) for one, _ in known], ["circle-open" if one.days_left < 0 else "circle" for one, _ in known], fills, 13)


def _ends(marks: Sequence[tuple[Any, Place]], as_of: date, look: Look) -> dict[str, Any]:
    beyond = [(_plain(one.ends_on) - as_of).days > YEAR for one, _ in marks]
    fills = [colour(one.decision_window_code, look) for one, _ in marks]
    return _marks(marks, [_far(one.ends_on, as_of) for one, _ in marks], ["triangle-right" if far else "line-ns-open" for far in beyond], fills, 18)


def _marks(marks: Sequence[tuple[Any, Place]], days: Sequence[int], symbols: Sequence[str], fills: Sequence[str], size: int) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": list(days),
        "y": [place.body for _, place in marks],
        "customdata": [list(place.row.data or ()) for _, place in marks],
        "hovertext": [place.row.hover for _, place in marks],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"symbol": list(symbols), "size": size, "color": list(fills), "line": {"width": 2, "color": list(fills)}, "opacity": 1},
        "cliponaxis": False,
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }
