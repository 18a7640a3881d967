"""Who takes part, against the nation: a group's share with its interval, or how far what is known falls short of a share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from mitra import theme
from mitra.charts import Figure, rows
from mitra.i18n import Words, missing
from mitra.theme import Look

BODY = 18
STEP, CIRCLE = 0.045, 9  # between two circles, as a share of the width; pixels
STAYS = {"selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": 1}}}
Laid = Sequence[tuple[Any, rows.Place]]


def groups(shares: pd.DataFrame, words: Words, look: Look) -> Figure | None:
    """Return one country's groups: mark, interval and the nation's stroke where it is known of enough, else circles to be filled."""
    if shares.empty:
        return None
    places, total = rows.lay([rows.Row(rows.wrap(_label(row, words)), BODY, hover=_hover(row, words)) for row in shares.itertuples()])
    laid = list(zip(shares.itertuples(), places, strict=True))
    known, hidden = [pair for pair in laid if is_known(pair[0])], [pair for pair in laid if is_hidden(pair[0])]
    few = [pair for pair in laid if not is_known(pair[0]) and not is_hidden(pair[0])]
    axis = {"range": [-0.02, 1.02], "tickvals": [0, 0.25, 0.5, 0.75, 1] if known else [], "ticktext": [words.percent(value) for value in (0, 0.25, 0.5, 0.75, 1)] if known else [], "tickangle": 0, "showgrid": False, "zeroline": False, "fixedrange": True}
    layout = theme.layout(look, height=total + (30 if known else 6), hovermode="closest", margin={"l": 4, "r": 8, "t": 4, "b": 26 if known else 4}, xaxis=axis, yaxis=rows.axis(total), showlegend=False)
    traces = [_scale(known, look), _interval(known, look), _nation(known, words, look), _marks(known, words, look), _circles(few, words, look), _short(few, words, look), _hidden(hidden, words, look), *rows.labels(places, look, 0)]
    return {"data": [trace for trace in traces if trace["y"]], "layout": layout}


def is_known(row: Any) -> bool:
    """Say whether it is known of enough participants to give a share."""
    return not missing(row.member_share)


def is_hidden(row: Any) -> bool:
    """Say whether it is withheld of some participants, so that a share of the others would mislead."""
    return not missing(row.withheld_count) and row.withheld_count > 0


def _label(row: Any, words: Words) -> str:
    name = words.code("inclusion_group", row.inclusion_group_code)
    if is_known(row):
        share, low, high = (words.percent(float(end)) for end in (row.member_share, row.member_low_share, row.member_high_share))
        return words.t("{group}: {share} ({low} to {high})", group=name, share=share, low=low, high=high)
    return name


def _hover(row: Any, words: Words) -> str:
    known = words.t("Known for {known} of {count} participants; {members} belong to it", known=words.number(int(row.described_count)), count=words.number(None if missing(row.participant_count) else int(row.participant_count)), members=words.number(int(row.member_count)))
    nation = words.t("no national share on record") if missing(row.national_share) else words.t("nation: {share} ({year})", share=words.percent(float(row.national_share), 1), year=int(row.year))
    return "<br>".join((f"<b>{words.code('inclusion_group', row.inclusion_group_code)}</b>", known, nation))


def _scale(known: Laid, look: Look) -> dict[str, Any]:
    return rows.leaders([place for _, place in known], 0, 1, look)


def _interval(known: Laid, look: Look) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for row, _ in known for x in (row.member_low_share, row.member_high_share, None)],
        "y": [y for _, place in known for y in (place.body, place.body, None)],
        "hoverinfo": "skip",
        "line": {"color": look.steps[3], "width": 4},
    }


def _nation(known: Laid, words: Words, look: Look) -> dict[str, Any]:
    held = [(row, place) for row, place in known if not missing(row.national_share)]
    mark = {"symbol": "line-ns-open", "size": 20, "color": look.ink, "line": {"width": 2, "color": look.ink}, "opacity": 1}
    return {"type": "scatter", "mode": "markers", "name": words.t("nation"), "x": [row.national_share for row, _ in held], "y": [place.body for _, place in held], "hovertext": [place.row.hover for _, place in held], "hovertemplate": "%{hovertext}<extra></extra>", "cliponaxis": False, "marker": mark, **STAYS}


def _marks(known: Laid, words: Words, look: Look) -> dict[str, Any]:
    mark = {"symbol": "circle", "size": 12, "color": look.accent, "line": {"width": 2, "color": look.paper}, "opacity": 1}
    return {"type": "scatter", "mode": "markers", "name": words.t("participants"), "x": [row.member_share for row, _ in known], "y": [place.body for _, place in known], "hovertext": [place.row.hover for _, place in known], "hovertemplate": "%{hovertext}<extra></extra>", "cliponaxis": False, "marker": mark, **STAYS}


def _circles(few: Laid, words: Words, look: Look) -> dict[str, Any]:
    """Return a circle for each enterprise that it takes, filled for each of which it is known."""
    spots = [(0.02 + STEP * turn, place, turn < int(row.described_count)) for row, place in few for turn in range(int(row.needed_count))]
    mark = {"symbol": "circle", "size": CIRCLE, "color": [look.accent if filled else look.paper for _, _, filled in spots], "line": {"width": 1.5, "color": [look.accent if filled else look.muted for _, _, filled in spots]}, "opacity": 1}
    return {"type": "scatter", "mode": "markers", "name": words.t("known"), "x": [x for x, _, _ in spots], "y": [place.body for _, place, _ in spots], "hovertext": [place.row.hover for _, place, _ in spots], "hovertemplate": "%{hovertext}<extra></extra>", "cliponaxis": False, "marker": mark, **STAYS}


def _short(few: Laid, words: Words, look: Look) -> dict[str, Any]:
    texts = [words.t("known for {held}, it takes {needed}", held=words.number(int(row.described_count)), needed=words.number(int(row.needed_count))) for row, _ in few]
    return _texts(few, [0.02 + STEP * int(row.needed_count) for row, _ in few], texts, look)


def _hidden(hidden: Laid, words: Words, look: Look) -> dict[str, Any]:
    return _texts(hidden, [0.0] * len(hidden), [words.t("not shown: {count} in a list that is not public", count=words.number(int(row.withheld_count))) for row, _ in hidden], look)


def _texts(laid: Laid, x: Sequence[float], texts: Sequence[str], look: Look) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "text",
        "x": list(x),
        "y": [place.body for _, place in laid],
        "text": list(texts),
        "textposition": "middle right",
        "textfont": {"color": look.soft, "size": rows.SIZE},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
