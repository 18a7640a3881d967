"""Shares drawn, held against other programmes at the same age: by hand, and what must hold for any record."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitra.measures.drawn import NEEDED, against_age

HAND = Path(__file__).resolve().parent.parent / "golden" / "hand" / "drawn.csv"
COLUMNS = ["ref_id", "program_id", "drawn_against_code", "year", "age_years", "drawn_share"]
FIGURE = st.tuples(st.sampled_from("PQRSTU"), st.sampled_from(["committed", "year_target"]), st.integers(2000, 2003), st.floats(0.01, 9), st.none() | st.floats(0, 2))


def frame(figures: list[tuple[str, str, int, float, float | None]]) -> pd.DataFrame:
    """Return figures as the statement gives them."""
    rows = [(f"F{place}", *figure) for place, figure in enumerate(figures)]
    return pd.DataFrame(rows, columns=COLUMNS).astype({"year": "Int64", "age_years": "float64", "drawn_share": "float64"})


def test_it_is_what_was_worked_out_by_hand() -> None:
    sheet = pd.read_csv(HAND, comment="#").astype({"year": "Int64"})
    found = against_age(sheet[COLUMNS], {})
    for name in ("other_count", "others_share", "adjusted_share"):
        pd.testing.assert_series_equal(found[name], sheet[name], check_dtype=False)
    assert set(found["needed_count"]) == {NEEDED}


def test_a_programme_with_several_years_counts_once_by_their_median() -> None:
    years = [("A", "year_target", 2000 + place, 1.0, share) for place, share in enumerate((0.1, 0.8, 0.9))]
    others = [(program, "year_target", 2000, 1.0, share) for program, share in (("B", 0.5), ("C", 0.6), ("P", 1.0))]
    found = against_age(frame([*years, *others]), {}).set_index("program_id")
    assert found.loc["P", "other_count"] == 3
    assert found.loc["P", "others_share"] == pytest.approx(0.6)  # of 0.8, 0.5 and 0.6
    assert found.loc["P", "others_high_share"] == pytest.approx(0.8)


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_too_few_programmes_give_no_number(count: int) -> None:
    found = against_age(frame([(program, "committed", 2001, 1.0, 0.5) for program in "PABC"[: count + 1]]), {})
    assert list(found["other_count"]) == [count] * (count + 1)
    assert found["others_share"].notna().all() == (count >= NEEDED)
    assert found["adjusted_share"].notna().all() == (count >= NEEDED)


def test_no_rows_give_no_rows() -> None:
    found = against_age(frame([]), {})
    assert found.empty
    assert {"other_count", "needed_count", "adjusted_share"} <= set(found.columns)


@given(st.lists(FIGURE, max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(figures: list[tuple[str, str, int, float, float | None]], chance: object) -> None:
    rows = frame(figures)
    mixed = rows.sample(frac=1, random_state=chance.randint(0, 99))  # type: ignore[attr-defined]  # random.Random
    pd.testing.assert_frame_equal(against_age(mixed, {}).sort_index(), against_age(rows, {}).sort_index())


@given(st.lists(FIGURE, max_size=12))
def test_every_number_lies_among_the_others_and_unknown_stays_unknown(figures: list[tuple[str, str, int, float, float | None]]) -> None:
    found = against_age(frame(figures), {})
    for row in found.itertuples():
        others = {figure[0] for figure in figures if figure[1] == row.drawn_against_code and figure[4] is not None} - {row.program_id}
        assert row.other_count <= len(others)
        known = not pd.isna(row.drawn_share) and row.other_count >= NEEDED
        assert pd.isna(row.others_share) == (not known)
        if known:
            assert row.others_low_share <= row.others_share <= row.others_high_share
            assert row.adjusted_share == pytest.approx(row.drawn_share - row.others_share)


@given(st.lists(FIGURE, max_size=10))
def test_what_is_divided_by_something_else_changes_nothing(figures: list[tuple[str, str, int, float, float | None]]) -> None:
    alone = against_age(frame(figures), {})
    beside = against_age(frame([*figures, ("Z", "pledged", 2001, 1.0, 0.3)]), {}).iloc[:-1]
    pd.testing.assert_frame_equal(alone, beside, check_dtype=False)
