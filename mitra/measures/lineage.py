"""Renewals as a graph: how many came before, and whether they run in a circle."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import networkx as nx
import pandas as pd


def of_renewals(rows: pd.DataFrame, _params: Mapping[str, Any]) -> pd.DataFrame:
    """Return the links that are asked for with their depth and what each gained, kept and lost.

    `rows`: a row per link and item of scope, as agreements.renewals reads them; links that are not asked for only tell how
    deep a chain is. An agreement that renews itself, or stands in or behind a circle, has no depth.
    """
    stated = rows[rows["link_certainty_code"] == "stated"]
    chains = nx.DiGraph(zip(stated["earlier_agreement_id"], stated["agreement_id"], strict=True))
    depths = _depths(chains)
    shown = rows[rows["is_shown"].astype(bool)].copy()
    is_stated = shown["link_certainty_code"] == "stated"
    shown["renewal_depth"] = shown["agreement_id"].map(depths).where(is_stated).astype("Int64")
    shown["is_circular"] = (is_stated & ~shown["agreement_id"].isin(list(depths))).astype(bool)
    shown["scope_change_code"] = [_change(later, earlier) for later, earlier in zip(shown["is_in_later"], shown["is_in_earlier"], strict=True)]
    return shown.sort_values(["signed_on_latest", "agreement_id", "earlier_agreement_id", "focus_area_code", "sector_code"], ascending=[False, True, True, True, True], na_position="last")


def _depths(chains: nx.DiGraph[str]) -> dict[str, int]:
    """Return how many renewals led to each agreement, without those in a circle and those behind one."""
    circles = [one for group in nx.strongly_connected_components(chains) for one in group if len(group) > 1 or chains.has_edge(one, one)]
    behind = {later for one in circles for later in nx.descendants(chains, one)}
    depths: dict[str, int] = {}
    for agreement in nx.topological_sort(nx.restricted_view(chains, [*circles, *behind], [])):
        depths[agreement] = max((depths[earlier] + 1 for earlier in chains.predecessors(agreement) if earlier in depths), default=0)
    return depths


def _change(is_in_later: Any, is_in_earlier: Any) -> str | None:
    if pd.isna(is_in_later):
        return None
    return "kept" if is_in_later and is_in_earlier else "gained" if is_in_later else "lost"
