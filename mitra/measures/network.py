"""Institutions and the instruments they hold together, as a graph on a day.

`ties` reads one row per instrument and institution that a source names, and one per succession by the day, which has no
instrument. A seat is a party as named; whoever stands in its place on the day holds it. `links` and `nodes` read the ties.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby, product
from typing import Any

import networkx as nx
import pandas as pd
from networkx.algorithms import bipartite

Step = tuple[str, str, Any]  # predecessor, successor, the day of it

NEEDED = 5  # links below which a share says nothing
MOST = 400  # institutions above which betweenness would keep a page waiting
READ = ("ref_id", "evidence_kind_code", "institution_id", "successor_institution_id", "country_code", "institution_kind_code", "engagement_count", "effective_on")
TIES = ("ref_id", "evidence_kind_code", "institution_id", "stated_institution_id", "is_inherited", "country_code", "institution_kind_code", "engagement_count")
SEATED = ("ref_id", "evidence_kind_code", "stated_institution_id", "institution_id")  # instrument by instrument, seat by seat
LINKS = ("institution_id", "other_institution_id", "agreement_count", "program_count", "tie_weight", "is_inherited")
NODES = ("institution_id", "country_code", "institution_kind_code", "agreement_count", "program_count", "engagement_count", "inherited_count", "linked_count", "lost_share", "betweenness", "is_in_largest", "link_count", "needed_count")


@dataclass(frozen=True, slots=True)
class Tie:
    """Who holds which seat of an instrument on the day; the fields are the columns of agreements.ties."""

    ref_id: str
    evidence_kind_code: str
    institution_id: str
    stated_institution_id: str
    is_inherited: bool
    country_code: Any
    institution_kind_code: Any
    engagement_count: Any


def ties(rows: pd.DataFrame, _params: Mapping[str, Any]) -> pd.DataFrame:
    """Return who holds each seat of each instrument on the day."""
    read = sorted(zip(*(rows[name] for name in READ), strict=True), key=str)
    steps = _steps((before, after, on) for ref, _, before, after, *_, on in read if pd.isna(ref) and before != after)
    about = {before if pd.isna(after) else after: (country, kind) for _, _, before, after, country, kind, *_ in read}
    found = [
        (ref, kind, holder, named, holder != named, *about[holder], engagements)
        for ref, kind, named, _, _, _, engagements, _ in read
        if not pd.isna(ref)
        for holder in _holders(steps, named)
    ]
    return pd.DataFrame(found, columns=list(TIES)).astype({"is_inherited": bool, "engagement_count": "Int64"}).sort_values(list(SEATED))


def _held(rows: pd.DataFrame) -> list[Tie]:
    return [Tie(*row) for row in rows.sort_values(list(SEATED))[list(TIES)].itertuples(index=False, name=None)]


def _steps(successions: Iterable[Step]) -> nx.DiGraph[Step]:
    """Return which succession follows which: that of the successor, on the same day or later, so that whoever came back stands."""
    graph: nx.DiGraph[Step] = nx.DiGraph()
    graph.add_nodes_from(successions)
    leaving = {name: list(own) for name, own in groupby(sorted(graph), key=lambda step: step[0])}
    graph.add_edges_from((one, other) for one in list(graph) for other in leaving.get(one[1], ()) if one[2] <= other[2])
    return graph


def _holders(steps: nx.DiGraph[Step], institution: str) -> list[str]:
    """Return who stands in an institution's place: the ends of its successions, or itself where they have none."""
    own = {step for step in steps if step[0] == institution}
    reached = own.union(*(nx.descendants(steps, step) for step in own))
    return sorted({step[1] for step in reached if not steps.out_degree(step)}) or [institution]


def links(rows: pd.DataFrame, _params: Mapping[str, Any]) -> pd.DataFrame:
    """Return each two institutions that hold an instrument together, with Newman's weight of it."""
    made = [(*pair, *link.values()) for pair, link in sorted(_links(_held(rows)).items())]
    return pd.DataFrame(made, columns=list(LINKS)).astype({"agreement_count": "int64", "program_count": "int64", "tie_weight": "float64", "is_inherited": bool})


def _links(held: Sequence[Tie]) -> dict[tuple[str, str], dict[str, Any]]:
    """Return what each two institutions hold together, by their keys in order."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for (_, kind), instrument in groupby(held, key=lambda tie: (tie.ref_id, tie.evidence_kind_code)):
        seats = [list(seat) for _, seat in groupby(instrument, key=lambda tie: tie.stated_institution_id)]
        for pair, is_inherited in _pairs(seats).items():
            link = found.setdefault(pair, {"agreement_count": 0, "program_count": 0, "tie_weight": 0.0, "is_inherited": True})
            link[f"{kind}_count"] += 1
            link["tie_weight"] += 1 / (len(seats) - 1)
            link["is_inherited"] &= is_inherited
    return found


def _pairs(seats: Sequence[Sequence[Tie]]) -> dict[tuple[str, str], bool]:
    """Return each two institutions that hold different seats, and whether either of them came to it by succession alone."""
    found: dict[tuple[str, str], bool] = {}
    for one, other in combinations(seats, 2):
        for a, b in product(one, other):
            if a.institution_id != b.institution_id:
                pair = (min(a.institution_id, b.institution_id), max(a.institution_id, b.institution_id))
                found[pair] = found.get(pair, True) and (a.is_inherited or b.is_inherited)
    return found


def nodes(rows: pd.DataFrame, _params: Mapping[str, Any]) -> pd.DataFrame:
    """Return each institution with what it holds, whom it is linked with and what would go if it left; the weightiest first."""
    held = _held(rows)
    joined = list(_links(held))
    graph = nx.Graph(joined)
    largest = max(nx.connected_components(graph), key=lambda group: (len(group), min(group)), default=set())
    own: dict[str, dict[str, Tie]] = {}  # a seat that is its own goes before one that it inherited
    for tie in sorted(held, key=lambda tie: tie.is_inherited):
        own.setdefault(tie.institution_id, {}).setdefault(tie.ref_id, tie)
    between = _betweenness(own)
    made = [_node(name, list(mine.values()), graph) for name, mine in own.items()]
    found = pd.DataFrame(made, columns=list(NODES[:8])).astype({"linked_count": "int64"})
    found["lost_share"] = found["linked_count"] / (len(joined) if len(joined) >= NEEDED else float("nan"))
    found["betweenness"] = found["institution_id"].map(between).astype("float64")
    found["is_in_largest"] = found["institution_id"].isin(largest)
    found["link_count"], found["needed_count"] = len(joined), NEEDED
    return found.sort_values(["linked_count", "agreement_count", "program_count", "institution_id"], ascending=[False, False, False, True])


def _node(name: str, mine: Sequence[Tie], graph: nx.Graph[str]) -> tuple[Any, ...]:
    """Return the columns of a node up to how many it is linked with."""
    agreements = [tie for tie in mine if tie.evidence_kind_code == "agreement"]
    engagements = sum(int(tie.engagement_count) for tie in agreements if not pd.isna(tie.engagement_count))
    linked = graph.degree(name) if name in graph else 0
    return name, mine[0].country_code, mine[0].institution_kind_code, len(agreements), len(mine) - len(agreements), engagements, sum(tie.is_inherited for tie in mine), linked


def _betweenness(own: Mapping[str, Mapping[str, Tie]]) -> dict[str, float]:
    """Return bipartite betweenness by institution; empty where nothing can lie between others, or where there are too many."""
    if len(own) > MOST:
        return {}
    institutions = [("institution", name) for name in sorted(own)]
    graph = nx.Graph((("institution", name), ("instrument", ref)) for name in sorted(own) for ref in sorted(own[name]))
    try:
        found = bipartite.betweenness_centrality(graph, institutions)
    except ZeroDivisionError:  # one instrument alone, or one institution
        return {}
    return {name: value for (kind, name), value in found.items() if kind == "institution"}
