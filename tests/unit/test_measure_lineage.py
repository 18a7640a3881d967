"""Renewals: how deep a chain is, what changed, and that a circle ends."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from mitra.measures.lineage import of_renewals


def links(*pairs: tuple[str, str], certainty: str = "stated", **more: Any) -> pd.DataFrame:
    """Return links (later, earlier) as the statement reads them."""
    link = {"link_certainty_code": certainty, "is_shown": True, "gap_days": None, "focus_area_code": None, "sector_code": None, "is_in_later": None, "is_in_earlier": None, "signed_on_latest": pd.Timestamp(2020, 1, 1), **more}
    return pd.DataFrame([{"agreement_id": later, "earlier_agreement_id": earlier, **link} for later, earlier in pairs])


def depths(frame: pd.DataFrame) -> dict[str, int | None]:
    """Return each later agreement's depth."""
    found = of_renewals(frame, {})
    return {later: None if pd.isna(depth) else int(depth) for later, depth in zip(found["agreement_id"], found["renewal_depth"], strict=True)}


def test_a_chain_of_four_is_three_renewals_deep() -> None:
    assert depths(links(("D", "C"), ("C", "B"), ("B", "A"))) == {"B": 1, "C": 2, "D": 3}


@pytest.mark.parametrize("pairs", [(("A", "A"),), (("A", "B"), ("B", "A")), (("A", "B"), ("B", "C"), ("C", "A"))])
def test_a_circle_has_no_depth_and_says_so(pairs: tuple[tuple[str, str], ...]) -> None:
    frame = links(*pairs, ("X", "A"), ("Z", "Y"))
    found = of_renewals(frame, {}).set_index("agreement_id")
    assert depths(frame) == {**dict.fromkeys((later for later, _ in pairs)), "X": None, "Z": 1}
    assert found["is_circular"].to_dict() == {**{later: True for later, _ in pairs}, "X": True, "Z": False}


def test_two_circles_one_behind_the_other_end_as_well() -> None:
    assert set(depths(links(("A", "B"), ("B", "A"), ("C", "A"), ("C", "D"), ("D", "C"))).values()) == {None}


def test_an_inferred_link_has_no_depth_and_adds_none() -> None:
    frame = pd.concat([links(("C", "B")), links(("B", "A"), certainty="inferred")])
    assert depths(frame) == {"B": None, "C": 1}


def test_links_that_are_not_asked_for_only_tell_how_deep_a_chain_is() -> None:
    frame = pd.concat([links(("C", "B")), links(("B", "A"), is_shown=False)])
    assert depths(frame) == {"C": 2}


@pytest.mark.parametrize(("later", "earlier", "change"), [(True, True, "kept"), (True, False, "gained"), (False, True, "lost"), (None, None, None)])
def test_what_either_covers_is_kept_gained_or_lost(later: bool | None, earlier: bool | None, change: str | None) -> None:  # noqa: FBT001  # a case's values
    found = of_renewals(links(("B", "A"), focus_area_code="supply_chain", is_in_later=later, is_in_earlier=earlier), {})
    assert list(found["scope_change_code"]) == [change]


def test_no_rows_give_no_rows() -> None:
    assert of_renewals(links(("B", "A")).head(0), {}).empty
