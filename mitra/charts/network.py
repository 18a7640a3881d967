"""Institutions of two countries and the instruments that tie them, at places that do not jump.

Home country left, partner right, others below in the middle; each instrument a small mark between. An institution's place
follows from kind and key alone on the left, and on the right from whom on the left it is tied with, so a new one pushes the
others down but never past each other, and the same rows give the same picture.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from mitra import theme
from mitra.charts import Figure, rows
from mitra.i18n import Words, missing
from mitra.theme import Look

LEFT, MIDDLE, RIGHT = 0.37, 0.5, 0.63
MOST = 30  # institutions with a label in one column; the others say their name when pointed at
BARE, TOP = 12, 28  # pixels for an institution without a label, above the first
APART = 11  # pixels between marks of instruments


@dataclass(frozen=True, slots=True)
class Labels:
    """How the institutions are labelled: Latin letters of a line, lines at most, pixels between two labels."""

    units: int
    lines: int
    room: int


TALL, WIDE = Labels(19, 3, 12), Labels(58, 1, 5)  # beside the picture on a phone; on a sheet that is wider than high


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an institution stands: 0 to 1 across, pixels from the top; `lines` of its label, none where it has no room."""

    institution: str
    x: float
    y: float
    lines: tuple[str, ...]


def network(nodes: pd.DataFrame, ties: pd.DataFrame, words: Words, look: Look, *, home: str, partner: str, chosen: str | None = None, labels: Labels = TALL) -> Figure | None:
    """Return the network (customdata of an institution: its key), the ties of the chosen institution's instruments marked.

    `nodes`, `ties`: rows of agreements.network_nodes and agreements.ties.
    """
    if nodes.empty:
        return None
    spots, total = lay(nodes, ties, words, home=home, partner=partner, labels=labels)
    marks = _instruments(ties, spots)
    total = max([total, *(int(y) + APART for _, y in marks.values())])
    inked = set(ties.loc[ties["institution_id"] == chosen, "ref_id"]) if chosen else set()
    heads = [{"x": x, "y": 4, "text": f"<b>{words.country(code)}</b>", "showarrow": False, "xanchor": side, "yanchor": "top", "font": {"size": rows.SIZE, "color": look.soft}} for x, side, code in ((LEFT, "right", home), (RIGHT, "left", partner))]
    layout = theme.layout(look, height=total, margin={"l": 4, "r": 4, "t": 0, "b": 0}, hovermode="closest", xaxis={"visible": False, "range": [0, 1], "fixedrange": True}, yaxis=rows.axis(total), annotations=heads)
    lines = [_lines(ties[test], spots, marks, style) for test, style in _styles(ties, inked, look)]
    return {"data": [line for line in lines if line["x"]] + [trace for trace in (_marks(ties, marks, words, look), _people(nodes, spots, words, look, chosen), *_names(spots, look)) if trace["x"]], "layout": layout}


def lay(nodes: pd.DataFrame, ties: pd.DataFrame, words: Words, *, home: str, partner: str, labels: Labels = TALL) -> tuple[dict[str, Spot], int]:
    """Return each institution's spot and the height of all."""
    left, right, others = order(nodes, ties, home=home, partner=partner)
    heaviest = list(nodes["institution_id"])  # the rows come heaviest first
    named = {one for column in (left, right) for one in sorted(column, key=heaviest.index)[:MOST]}
    spots: dict[str, Spot] = {}
    bottoms = [_column({one: _broken(words.name(one), labels) if one in named else () for one in column}, x, labels.room, spots) for column, x in ((left, LEFT), (right, RIGHT))]
    top = max(bottoms)
    for institution in others:
        spots[institution] = Spot(institution, MIDDLE, top + 8, rows.wrap(words.name(institution), rows.UNITS, most=1))
        top += rows.LINE + 24
    return spots, int(top) + 4


def _column(column: Mapping[str, tuple[str, ...]], x: float, room: int, spots: dict[str, Spot]) -> float:
    """Put a column's institutions with their labels one under the other into `spots` and return where it ends."""
    top = float(TOP)
    for institution, lines in column.items():
        height = len(lines) * rows.LINE + room if lines else BARE
        spots[institution] = Spot(institution, x, top + height / 2, lines)
        top += height
    return top


def _broken(name: str, labels: Labels) -> tuple[str, ...]:
    """Return a label between words where the name has them; Japanese may part anywhere."""
    if name.isascii():
        return tuple(textwrap.wrap(name, labels.units, max_lines=labels.lines, placeholder="…"))
    return rows.wrap(name, labels.units, most=labels.lines)


def order(nodes: pd.DataFrame, ties: pd.DataFrame, *, home: str, partner: str) -> tuple[list[str], list[str], list[str]]:
    """Return the institutions of home, of the partner and of others, each in a stable order.

    On the left those without a link come last, then kind and key decide; on the right the first of those on the left with
    whom an institution shares an instrument decides.
    """
    about = {one.institution_id: one for one in nodes.itertuples()}
    side = {name: "home" if one.country_code == home else "partner" if one.country_code == partner else "other" for name, one in about.items()}
    plain = {name: (not one.linked_count, str(one.institution_kind_code), name) for name, one in about.items()}
    left = sorted((name for name in about if side[name] == "home"), key=plain.__getitem__)
    rank = {name: place for place, name in enumerate(left)}
    holders = ties.groupby("ref_id")["institution_id"].agg(set)
    met: dict[str, set[int]] = {name: set() for name in about}
    for group in holders:
        for name in group & set(about):
            met[name] |= {rank[other] for other in group if other in rank}
    key = {name: (not met[name], sorted(met[name]), plain[name]) for name in about}
    right, others = (sorted((name for name in about if side[name] == which), key=key.__getitem__) for which in ("partner", "other"))
    return left, right, others


def _instruments(ties: pd.DataFrame, spots: Mapping[str, Spot]) -> dict[str, tuple[float, float]]:
    """Return where each instrument's mark stands: in the middle, or nearer to the one column whose institutions alone hold it."""
    wanted: list[tuple[float, float, str]] = []
    for ref, group in ties.groupby("ref_id"):
        held = [spots[name] for name in group["institution_id"] if name in spots]
        if held:
            sides = {spot.x for spot in held if spot.x != MIDDLE} or {RIGHT}
            x = MIDDLE if len(sides) > 1 else (sides.pop() + MIDDLE) / 2
            wanted.append((x, sum(spot.y for spot in held) / len(held), str(ref)))
    found: dict[str, tuple[float, float]] = {}
    lowest: dict[float, float] = {}
    for x, y, ref in sorted(wanted):
        lowest[x] = max(y, lowest.get(x, -APART) + APART)
        found[ref] = (x, lowest[x])
    return found


def _styles(ties: pd.DataFrame, inked: set[str], look: Look) -> list[tuple[pd.Series, dict[str, Any]]]:
    """Return which ties are drawn with which line: as named, inherited, and either of the chosen institution."""
    inherited, own = ties["is_inherited"].astype(bool), ties["ref_id"].isin(inked)
    return [
        (mask, {"color": look.accent if strong else look.muted, "width": 2.5 if strong else 1.5, "dash": dash})
        for strong, mine in ((False, ~own), (True, own))
        for mask, dash in ((mine & ~inherited, "solid"), (mine & inherited, "dash"))
    ]


def _lines(ties: pd.DataFrame, spots: Mapping[str, Spot], marks: Mapping[str, tuple[float, float]], style: dict[str, Any]) -> dict[str, Any]:
    ends = [(spots[tie.institution_id], marks[tie.ref_id]) for tie in ties.itertuples() if tie.institution_id in spots]
    return {"type": "scatter", "mode": "lines", "x": [x for spot, mark in ends for x in (spot.x, mark[0], None)], "y": [y for spot, mark in ends for y in (spot.y, mark[1], None)], "hoverinfo": "skip", "line": style}


def _marks(ties: pd.DataFrame, marks: Mapping[str, tuple[float, float]], words: Words, look: Look) -> dict[str, Any]:
    kinds = dict(zip(ties["ref_id"], ties["evidence_kind_code"], strict=True))
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [x for x, _ in marks.values()],
        "y": [y for _, y in marks.values()],
        "customdata": [[] for _ in marks],
        "hovertext": ["<br>".join([words.code("evidence_kind", kinds[ref]), *rows.wrap(words.name(ref), most=3)]) for ref in marks],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"symbol": ["circle" if kinds[ref] == "agreement" else "square" for ref in marks], "size": 8, "color": look.soft, "opacity": 1},
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


def _people(nodes: pd.DataFrame, spots: Mapping[str, Spot], words: Words, look: Look, chosen: str | None) -> dict[str, Any]:
    """Return the institutions, the larger the more they are linked; open those that stand alone."""
    strong = chosen or (nodes.iloc[0]["institution_id"] if nodes.iloc[0]["linked_count"] else None)
    mine = [spots[one.institution_id] for one in nodes.itertuples()]
    fills = [look.categories[1] if one.institution_id == strong else look.accent for one in nodes.itertuples()]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [spot.x for spot in mine],
        "y": [spot.y for spot in mine],
        "customdata": [[spot.institution] for spot in mine],
        "hovertext": [_hover(one, words) for one in nodes.itertuples()],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"symbol": ["circle" if one.linked_count else "circle-open" for one in nodes.itertuples()], "size": [min(9 + 2 * int(one.linked_count), 23) for one in nodes.itertuples()], "color": fills, "line": {"width": 2, "color": fills}, "opacity": 1},
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


def _hover(one: Any, words: Words) -> str:
    """Return what an institution says when pointed at."""
    lines = [f"<b>{line}</b>" for line in rows.wrap(words.name(one.institution_id), most=3)]
    held = words.t("agreements: {agreements}, programmes: {programs}", agreements=words.number(int(one.agreement_count)), programs=words.number(int(one.program_count)))
    lost = words.n("linked with {count}", "linked with {count}", int(one.linked_count))
    return "<br>".join([*lines, held, lost if missing(one.lost_share) else words.t("{linked}; {share} of all links", linked=lost, share=words.percent(one.lost_share))])


def _names(spots: Mapping[str, Spot], look: Look) -> list[dict[str, Any]]:
    """Return the labels: outside the picture left and right, under the mark in the middle."""
    sides = {LEFT: ("middle left", -0.03, 0), RIGHT: ("middle right", 0.03, 0), MIDDLE: ("middle center", 0.0, 18)}
    return [_texts([spot for spot in spots.values() if spot.x == x and spot.lines], *place, look=look) for x, place in sides.items()]


def _texts(spots: Sequence[Spot], position: str, aside: float, below: float, *, look: Look) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "text",
        "x": [spot.x + aside for spot in spots],
        "y": [spot.y + below for spot in spots],
        "text": ["<br>".join(spot.lines) for spot in spots],
        "textposition": position,
        "textfont": {"size": rows.SIZE, "color": look.ink},
        "customdata": [[spot.institution] for spot in spots],
        "hoverinfo": "skip",
        "cliponaxis": False,
        "selected": {"textfont": {"color": look.ink}},
        "unselected": {"textfont": {"color": look.ink}},
    }
