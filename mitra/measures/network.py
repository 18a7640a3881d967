"""Institutions and the instruments they hold together, as a graph on a day.

Rows are as agreements.ties reads them: one per instrument and institution that a source names, and one per succession by
the day, which has no instrument. A seat is a party as named; whoever stands in its place on the day holds it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations, product
from typing import Any

import networkx as nx
import pandas as pd
from networkx.algorithms import bipartite

NEEDED = 5  # links below which a share says nothing
MOST = 400  # institutions above which betweenness would keep a page waiting
TIES = ("ref_id", "evidence_kind_code", "institution_id", "stated_institution_id", "is_inherited", "country_code", "institution_kind_code", "engagement_count")
LINKS = ("institution_id", "other_institution_id", "agreement_count", "program_count", "tie_weight", "is_inherited")
NODES = ("institution_id", "country_code", "institution_kind_code", "agreement_count", "program_count", "engagement_count", "inherited_count", "linked_count", "lost_share", "betweenness", "is_in_largest", "link_count", "needed_count")


def ties(rows: pd.DataFrame, _params: Mapping[str, Any]) -> pd.DataFrame:
    """Return who holds each seat of each instrument on the day."""
    seats, follow = rows[rows["ref_id"].notna()], rows[rows["ref_id"].isna()]
    succession = nx.DiGraph(sorted(pair for pair in zip(follow["institution_id"], follow["successor_institution_id"], strict=True) if pair[0] != pair[1]))
    about = {**_about(follow, "successor_institution_id"), **_about(seats, "institution_id")}
    found = [
        (seat.ref_id, seat.evidence_kind_code, holder, seat.institution_id, holder != seat.institution_id, *about[holder], seat.engagement_count)
        for seat in seats.itertuples()
        for holder in _holders(succession, seat.institution_id)
    ]
    return pd.DataFrame(found, columns=list(TIES)).astype({"is_inherited": bool, "engagement_count": "Int64"}).sort_values(["ref_id", "stated_institution_id", "institution_id"])


def _about(rows: pd.DataFrame, column: str) -> dict[str, tuple[Any, Any]]:
    return dict(zip(rows[column], zip(rows["country_code"], rows["institution_kind_code"], strict=True), strict=True))


def _holders(succession: nx.DiGraph[str], institution: str) -> list[str]:
    """Return who stands in an institution's place: the ends of its successions, or itself where they have none."""
    if institution not in succession:
        return [institution]
    return sorted(heir for heir in nx.descendants(succession, institution) if not succession.out_degree(heir)) or [institution]


def links(rows: pd.DataFrame, params: Mapping[str, Any]) -> pd.DataFrame:
    """Return each two institutions that hold an instrument together, with Newman's weight of it."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for kind, pair, weight, is_inherited in _shared(ties(rows, params)):
        link = found.setdefault(pair, {"agreement_count": 0, "program_count": 0, "tie_weight": 0.0, "is_inherited": True})
        link[f"{kind}_count"] += 1
        link["tie_weight"] += weight
        link["is_inherited"] &= is_inherited
    made = [(*pair, *link.values()) for pair, link in sorted(found.items())]
    return pd.DataFrame(made, columns=list(LINKS)).astype({"agreement_count": "int64", "program_count": "int64", "tie_weight": "float64", "is_inherited": bool})


def _shared(held: pd.DataFrame) -> Iterator[tuple[str, tuple[str, str], float, bool]]:
    """Yield kind, pair, weight and inheritance for each instrument and two institutions that hold different seats of it."""
    for (_, kind), instrument in held.groupby(["ref_id", "evidence_kind_code"]):
        seats = [list(zip(seat["institution_id"], seat["is_inherited"], strict=True)) for _, seat in instrument.groupby("stated_institution_id")]
        pairs: dict[tuple[str, str], bool] = {}
        for one, other in combinations(seats, 2):
            for (a, a_inherits), (b, b_inherits) in product(one, other):
                if a != b:
                    pair = (min(a, b), max(a, b))
                    pairs[pair] = pairs.get(pair, True) and bool(a_inherits or b_inherits)
        for pair, is_inherited in pairs.items():
            yield str(kind), pair, 1 / (len(seats) - 1), is_inherited


def nodes(rows: pd.DataFrame, params: Mapping[str, Any]) -> pd.DataFrame:
    """Return each institution with what it holds, whom it is linked with and what would go if it left; the weightiest first."""
    held, joined = ties(rows, params), links(rows, params)
    own = held.sort_values("is_inherited").drop_duplicates(["ref_id", "institution_id"])
    graph = nx.Graph(zip(joined["institution_id"], joined["other_institution_id"], strict=True))
    between = _betweenness(own)
    largest = max(nx.connected_components(graph), key=lambda group: (len(group), min(group)), default=set())
    made = []
    for institution, mine in own.groupby("institution_id"):
        kinds = mine["evidence_kind_code"]
        linked = graph.degree(institution) if institution in graph else 0
        share = linked / len(joined) if len(joined) >= NEEDED else None
        engagements = int(mine["engagement_count"].sum())
        first = mine.iloc[0]
        made.append((institution, first["country_code"], first["institution_kind_code"], int((kinds == "agreement").sum()), int((kinds == "program").sum()), engagements, int(mine["is_inherited"].sum()), linked, share, between.get(institution), institution in largest, len(joined), NEEDED))
    found = pd.DataFrame(made, columns=list(NODES)).astype({"lost_share": "float64", "betweenness": "float64", "is_in_largest": bool})
    return found.sort_values(["linked_count", "agreement_count", "program_count", "institution_id"], ascending=[False, False, False, True])


def _betweenness(own: pd.DataFrame) -> dict[str, float]:
    """Return bipartite betweenness by institution; empty where nothing can lie between others, or where there are too many."""
    institutions = sorted(set(own["institution_id"]))
    if len(institutions) > MOST:
        return {}
    graph = nx.Graph((("institution", str(institution)), ("instrument", str(ref))) for institution, ref in zip(own["institution_id"], own["ref_id"], strict=True))
    try:
        found = bipartite.betweenness_centrality(graph, [("institution", institution) for institution in institutions])
    except ZeroDivisionError:  # one instrument alone, or one institution
        return {}
    return {name: value for (kind, name), value in found.items() if kind == "institution"}
