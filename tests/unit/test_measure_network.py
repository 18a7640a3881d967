"""Institutions and what ties them: a network worked out by hand, successions, and what holds for any network."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networkx.algorithms import bipartite

from mitra.measures import network

HAND = Path(__file__).parent.parent / "golden" / "hand" / "network.csv"
HELD = {"A1": ("H1", "P1"), "A2": ("H1", "P2"), "A3": ("H1", "P1", "T1"), "A4": ("H2", "P3"), "F1": ("P2",)}
SPLIT = {"A1": ("H1", "P1")}
INSTRUMENTS = st.dictionaries(st.sampled_from([f"A{place}" for place in range(8)]), st.lists(st.sampled_from("HIJPQR"), min_size=1, max_size=3, unique=True).map(tuple), max_size=8)
QUICK = settings(max_examples=40, deadline=None, derandomize=True)


def rows(held: dict[str, tuple[str, ...]], successions: tuple[tuple[str, str], ...] = (), years: tuple[int, ...] = ()) -> pd.DataFrame:
    """Return instruments and successions, all on one day unless years are given, as the statement reads them."""
    read = [(ref, "program" if ref.startswith("F") else "agreement", name, None, 0, None) for ref, names in held.items() for name in names]
    read += [(None, None, before, after, None, date(year, 1, 1)) for (before, after), year in zip(successions, years or (2020,) * len(successions), strict=True)]
    frame = pd.DataFrame(read, columns=["ref_id", "evidence_kind_code", "institution_id", "successor_institution_id", "engagement_count", "effective_on"])
    return frame.assign(country_code=[str(after or before)[0] for _, _, before, after, *_ in read], institution_kind_code="agency").astype({"engagement_count": "Int64"})


def links(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the links of rows."""
    return network.links(network.ties(frame, {}), {})


def nodes_of(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the institutions of rows."""
    return network.nodes(network.ties(frame, {}), {})


def linked(frame: pd.DataFrame) -> set[tuple[str, str]]:
    """Return the links of rows."""
    found = links(frame)
    return set(zip(found["institution_id"], found["other_institution_id"], strict=True))


def test_links_and_shares_are_those_worked_out_by_hand() -> None:
    with HAND.open(encoding="utf-8") as file:
        expected = {row["institution"]: row for row in csv.DictReader(line for line in file if not line.startswith("#"))}
    nodes = nodes_of(rows(HELD)).set_index("institution_id")
    weights = links(rows(HELD)).set_index(["institution_id", "other_institution_id"])["tie_weight"]
    assert nodes.index[0] == "H1"
    assert set(nodes["link_count"]) == {5}
    for name, row in expected.items():
        assert nodes.loc[name, "linked_count"] == int(row["linked"])
        assert nodes.loc[name, "lost_share"] == pytest.approx(float(row["lost_share"]))
        assert nodes.loc[name, "is_in_largest"] == (row["is_in_largest"] == "true")
        if row["weight_with_h1"]:
            assert weights["H1", name] == pytest.approx(float(row["weight_with_h1"]))


def test_who_alone_joins_two_others_lies_between_all_of_them() -> None:
    nodes = nodes_of(rows({"A1": ("H1", "P1"), "A2": ("H1", "P2")})).set_index("institution_id")
    assert nodes["betweenness"].to_dict() == {"H1": 1.0, "P1": 0.0, "P2": 0.0}


@pytest.mark.parametrize("held", [{}, {"A1": ("H1",)}, {"A1": ("H1", "P1")}, {"A1": ("H1",), "A2": ("H1",)}])
def test_a_network_too_small_for_a_share_has_none(held: dict[str, tuple[str, ...]]) -> None:
    nodes = nodes_of(rows(held))
    assert list(nodes.columns) == list(network.NODES)
    assert nodes["lost_share"].isna().all()
    assert (nodes["betweenness"].fillna(0) == 0).all()


def test_both_successors_of_one_party_hold_its_ties_but_are_not_tied_to_each_other() -> None:
    frame = rows(SPLIT, (("H1", "H8"), ("H1", "H9")))
    ties = network.ties(frame, {})
    assert set(zip(ties["institution_id"], ties["is_inherited"], strict=True)) == {("H8", True), ("H9", True), ("P1", False)}
    assert linked(frame) == {("H8", "P1"), ("H9", "P1")}
    assert set(links(frame)["is_inherited"]) == {True}


@pytest.mark.parametrize(
    ("successions", "holder"),
    [
        ((("H1", "H1"),), "H1"),
        ((("H1", "H2"), ("H2", "H1")), "H1"),
        ((("H1", "H2"), ("H2", "H3")), "H3"),
        ((("H1", "H2"), ("H2", "H1"), ("H2", "H3")), "H3"),
        ((("H2", "H3"),), "H1"),
    ],
)
def test_a_succession_is_followed_to_its_end_and_never_round(successions: tuple[tuple[str, str], ...], holder: str) -> None:
    assert linked(rows(SPLIT, successions)) == {(holder, "P1")}


@pytest.mark.parametrize(
    ("named", "successions", "years", "holder"),
    [
        ("H1", (("H1", "H2"), ("H2", "H1")), (2010, 2015), "H1"),
        ("H2", (("H1", "H2"), ("H2", "H1")), (2010, 2015), "H1"),
        ("H1", (("H1", "H2"), ("H2", "H1"), ("H1", "H3")), (2010, 2015, 2020), "H3"),
        ("H2", (("H1", "H2"), ("H2", "H1"), ("H1", "H2")), (2010, 2015, 2020), "H2"),
        ("H1", (("H1", "H2"), ("H2", "H3")), (2015, 2010), "H2"),
    ],
)
def test_an_institution_that_comes_back_holds_its_ties_again(named: str, successions: tuple[tuple[str, str], ...], years: tuple[int, ...], holder: str) -> None:
    assert linked(rows({"A1": (named, "P1")}, successions, years)) == {(holder, "P1")}


def test_two_parties_that_became_one_are_not_tied_to_themselves() -> None:
    assert linked(rows({"A1": ("H1", "H2", "P1")}, (("H1", "H9"), ("H2", "H9")))) == {("H9", "P1")}


@QUICK
@given(held=INSTRUMENTS)
def test_weights_are_those_of_networkx_where_nobody_was_succeeded(held: dict[str, tuple[str, ...]]) -> None:
    graph = nx.Graph([(("of", name), ref) for ref, names in held.items() for name in names])
    expected = bipartite.collaboration_weighted_projected_graph(graph, {node for node in graph if isinstance(node, tuple)})
    found = links(rows(held))
    assert {(row.institution_id, row.other_institution_id): pytest.approx(row.tie_weight) for row in found.itertuples()} == {tuple(sorted((a[1], b[1]))): weight for a, b, weight in expected.edges(data="weight")}


@QUICK
@given(held=INSTRUMENTS, order=st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing_and_every_link_has_two_ends(held: dict[str, tuple[str, ...]], order: Any) -> None:
    frame = rows(held)
    mixed = frame.sample(frac=1, random_state=order.randrange(1000)).reset_index(drop=True)
    for measured in (links, nodes_of):
        pd.testing.assert_frame_equal(measured(frame).reset_index(drop=True), measured(mixed).reset_index(drop=True))
    nodes = nodes_of(frame)
    assert nodes["linked_count"].sum() == 2 * len(links(frame))


@QUICK
@given(held=INSTRUMENTS)
def test_institutions_apart_change_no_link_of_the_others(held: dict[str, tuple[str, ...]]) -> None:
    before, after = (nodes_of(rows(one)).set_index("institution_id")["linked_count"] for one in (held, {**held, "A9": ("X", "Y")}))
    assert after.drop(["X", "Y"]).to_dict() == before.to_dict()
