"""Which agreement renews which: chains of numbered points through time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd

from mitra import theme
from mitra.charts import Figure, rows
from mitra.charts.agreements import note, years
from mitra.charts.rows import Place, Row
from mitra.i18n import Words, missing
from mitra.theme import Look

DOT = 20  # pixels
CLOSE = 3 - rows.GAP  # the body of a label that the next label follows at once


@dataclass(frozen=True, slots=True)
class Member:
    """An agreement of a chain: its number in it, and when it was signed, as written and at the latest."""

    ref: str
    number: int
    signed_on: str | None
    day: date | None


def lineage(links: pd.DataFrame, words: Words, look: Look) -> Figure | None:
    """Return each chain as numbered points on a line, oldest first, under the names (customdata: agreement).

    A solid line is a renewal that a source states, a dashed one the analyst's inference. Points without a date stand
    apart: an origin at the left, a later agreement at the right.
    """
    if links.empty:
        return None
    chains = _chains(links)
    members = [member for chain in chains for member in chain]
    days = [member.day for member in members if member.day] or [date(2000, 1, 1)]
    room = timedelta(days=max((max(days) - min(days)).days // 8, 300))
    before, after = (any(member.day is None and (member.number == 1) is origin for member in members) for origin in (True, False))
    start, end = min(days) - room * (1.6 if before else 0.5), max(days) + room * (1.6 if after else 0.5)
    places, total = rows.lay([row for chain in chains for row in _rows(chain, words)])
    height = {place.row.data[0]: place.body for place in places if place.row.data}
    levels = {member.ref: height[chain[-1].ref] for chain in chains for member in chain}
    points = {member.ref: ((member.day or (min(days) - room if member.number == 1 else max(days) + room)).isoformat(), levels[member.ref]) for member in members}
    sides = [note(day, words.t("date unknown"), look) | {"xanchor": side} for day, side, drawn in ((start, "left", before), (end, "right", after)) if drawn]
    across = years(min(days) - room / 2, max(days)) | {"range": [start.isoformat(), end.isoformat()]}
    strokes = [(tick, level) for level in sorted(set(levels.values())) for tick in across["tickvals"]]
    layout = theme.layout(look, height=total + 52, margin={"l": 4, "r": 4, "t": 26, "b": 26}, hovermode="closest", xaxis=across, yaxis=rows.axis(total), annotations=sides)
    return {"data": [rows.ticks(strokes, look), *(_edge(link, points, look) for link in links.itertuples()), _points(members, points, places, look), *rows.labels(places, look, start.isoformat())], "layout": layout}


def _chains(links: pd.DataFrame) -> list[list[Member]]:
    """Return the agreements that hang together, each chain from its origin on, the longest chain first."""
    earlier = links.groupby("ref_id")["earlier_agreement_id"].agg(list).to_dict()
    signed = {
        **dict(zip(links["earlier_agreement_id"], zip(links["earlier_signed_on"], links["earlier_signed_on_latest"], strict=True), strict=True)),
        **dict(zip(links["ref_id"], zip(links["signed_on"], links["signed_on_latest"], strict=True), strict=True)),
    }
    groups: list[set[str]] = []
    for link in links.itertuples():
        joined = {link.ref_id, link.earlier_agreement_id}
        groups = [*(group for group in groups if not group & joined), joined.union(*(group for group in groups if group & joined))]
    ordered = [sorted(group, key=lambda ref: (_depth(ref, earlier), _day(signed[ref][1]) or date.max, ref)) for group in groups]
    ordered.sort(key=lambda chain: (-len(chain), chain[-1]))
    return [[Member(ref, number, None if missing(signed[ref][0]) else signed[ref][0], _day(signed[ref][1])) for number, ref in enumerate(chain, 1)] for chain in ordered]


def _depth(ref: str, earlier: dict[str, list[str]], seen: frozenset[str] = frozenset()) -> int:
    """Return how many steps an agreement is from its origin; a circle of links ends where it closes."""
    before = [one for one in earlier.get(ref, []) if one not in seen]
    return 1 + max((_depth(one, earlier, seen | {ref}) for one in before), default=-1)


def _day(value: Any) -> date | None:
    return None if missing(value) else value.date() if hasattr(value, "date") else value


def _rows(chain: Sequence[Member], words: Words) -> list[Row]:
    """Return a label for each agreement of a chain; the points stand under the last."""
    return [
        Row(
            rows.wrap(f"{member.number}  {_signed(member, words)} · {words.name(member.ref)}"),
            DOT if member is chain[-1] else CLOSE,
            (member.ref,),
            hover="<br>".join(rows.wrap(words.name(member.ref), most=3)),
        )
        for member in chain
    ]


def _signed(member: Member, words: Words) -> str:
    return words.t("date unknown") if member.signed_on is None else words.date(member.signed_on)


def _points(members: Sequence[Member], points: dict[str, tuple[str, float]], places: Sequence[Place], look: Look) -> dict[str, Any]:
    hover = {place.row.data[0]: place.row.hover for place in places if place.row.data}
    dated = [member.day is not None for member in members]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [points[member.ref][0] for member in members],
        "y": [points[member.ref][1] for member in members],
        "text": [str(member.number) for member in members],
        "textfont": {"size": 11, "color": [look.paper if known else look.ink for known in dated]},
        "customdata": [[member.ref] for member in members],
        "hovertext": [hover[member.ref] for member in members],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"size": DOT, "color": [look.accent if known else look.paper for known in dated], "line": {"width": 1.5, "color": look.accent}, "opacity": 1},
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


def _edge(link: Any, points: dict[str, tuple[str, float]], look: Look) -> dict[str, Any]:
    ends = [points[ref] for ref in (link.earlier_agreement_id, link.ref_id)]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for x, _ in ends],
        "y": [y for _, y in ends],
        "hoverinfo": "skip",
        "line": {"color": look.accent, "width": 2, "dash": "solid" if link.link_certainty_code == "stated" else "dash"},
    }
