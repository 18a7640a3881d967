"""How long agreements last: the curves against a sheet worked out by hand, and what holds for any agreements."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mitra.measures.survival import CURVES, NEEDED, WAYS, of_agreements

HAND = Path(__file__).parent.parent / "golden" / "hand" / "survival.csv"
LIVES = [(6, "lapsed"), (12, "renewed"), (12, "in_force"), (18, "superseded"), (24, "renewed"), (24, "renewed"), (30, "in_force"), (36, "lapsed"), (48, "in_force"), (60, "in_force")]
ANY = st.lists(st.tuples(st.integers(0, 120), st.sampled_from(["in_force", *WAYS])), max_size=25)


def agreements(lives: list[tuple[int, str]]) -> pd.DataFrame:
    """Return agreements as agreements.lifetimes gives them."""
    return pd.DataFrame({"ref_id": [f"G{place}" for place in range(len(lives))], "months": [float(months) for months, _ in lives], "agreement_fate_code": [fate for _, fate in lives], "in_force_until": ["2020"] * len(lives)})


def curve(rows: pd.DataFrame, code: str) -> pd.DataFrame:
    """Return a curve after its start."""
    mine = rows[(rows["agreement_fate_code"] == code) & (rows["months"] > 0)]
    return mine.reset_index(drop=True)


def test_the_curves_are_those_worked_out_by_hand() -> None:
    with HAND.open(encoding="utf-8") as file:
        expected = list(csv.DictReader(line for line in file if not line.startswith("#")))
    found = of_agreements(agreements(LIVES), {})
    for code in CURVES:
        mine = curve(found, code)
        assert list(mine["months"]) == [float(row["months"]) for row in expected]
        assert list(mine["at_risk_count"]) == [int(row["at_risk"]) for row in expected]
        assert list(mine["estimate_share"]) == pytest.approx([float(row[code]) for row in expected], abs=1e-9)


def test_the_interval_is_the_one_worked_out_by_hand() -> None:
    at_two_years = curve(of_agreements(agreements(LIVES), {}), "in_force").set_index("months").loc[24.0]
    assert (at_two_years["low_share"], at_two_years["high_share"]) == pytest.approx((0.1430, 0.7298), abs=1e-4)


def test_too_few_ended_agreements_give_no_share_but_how_many_it_takes() -> None:
    found = of_agreements(agreements([(12, "renewed")] * (NEEDED - 1) + [(40, "in_force")]), {})
    assert found["estimate_share"].isna().all()
    assert list(found["agreement_fate_code"]) == list(CURVES)
    assert set(found["all_ended_count"]) == {NEEDED - 1}
    assert set(found["needed_count"]) == {NEEDED}


def test_where_the_last_one_ends_the_share_is_zero_and_has_no_interval() -> None:
    last = curve(of_agreements(agreements([(months, "lapsed") for months in range(1, 7)]), {}), "in_force").iloc[-1]
    assert last["estimate_share"] == 0
    assert last[["low_share", "high_share"]].isna().all()


@settings(max_examples=40, deadline=None, derandomize=True)
@given(lives=ANY, order=st.randoms(use_true_random=False))
def test_the_shares_add_up_and_the_order_of_rows_changes_nothing(lives: list[tuple[int, str]], order: object) -> None:
    found = of_agreements(agreements(lives), {})
    mixed = list(lives)
    order.shuffle(mixed)  # type: ignore[attr-defined]  # a Random
    pd.testing.assert_frame_equal(found, of_agreements(agreements(mixed), {}))
    ended = sum(fate != "in_force" for _, fate in lives)
    if ended < NEEDED:
        assert found["estimate_share"].isna().all()
        return
    times = [list(found.loc[found["agreement_fate_code"] == code, "months"]) for code in CURVES]
    assert times == [sorted(set(times[0]))] * len(CURVES)  # each curve has each time once
    still = found[found["agreement_fate_code"] == "in_force"]
    assert still["estimate_share"].is_monotonic_decreasing
    assert still["ended_count"].sum() == ended == sum(found.loc[found["agreement_fate_code"] == way, "ended_count"].sum() for way in WAYS)
    last = sum(found.loc[found["agreement_fate_code"] == code, "estimate_share"].iloc[-1] for code in CURVES)
    assert last == pytest.approx(1)
    known = found.dropna(subset=["low_share", "high_share"])
    assert ((known["low_share"] <= known["estimate_share"]) & (known["estimate_share"] <= known["high_share"])).all()
    assert found["estimate_share"].between(0, 1 + 1e-9).all()
