"""Two results of one query joined row by row: nothing is lost, unknown is not zero, order means nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mitra import catalogue
from mitra.findings.sides import Pair, Shape, columns, counted, difference, differing, join, parts, relative, shape, table

SECTORS = Shape(("stage", "sector"), ("count", "people"), ())
MONEY = Shape(("ref_id",), ("amount",), ("currency_code", "place"))


def frame(*rows: tuple[Any, ...], names: tuple[str, ...] = ("stage", "sector", "count", "people")) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(names)).astype({name: "Int64" for name in names if name in ("count", "people")})


def said(pairs: list[Pair]) -> dict[tuple[Any, ...], tuple[str, float | None]]:
    return {pair.key: (pair.side, pair.difference("count")) for pair in pairs}


def test_rows_meet_by_what_they_are_about() -> None:
    this = frame(("held", "crafts", 5, 12), ("held", None, 3, None), ("planned", "crafts", 1, 0))
    other = frame(("held", None, 4, 9), ("held", "crafts", 0, 12), ("held", "food", 7, None))
    assert said(join(this, other, SECTORS)) == {("held", "crafts"): ("both", 5), ("held", None): ("both", -1), ("planned", "crafts"): ("this", None), ("held", "food"): ("other", None)}


def test_unknown_is_no_difference_and_zero_is_one() -> None:
    pair = join(frame(("held", "crafts", 0, None)), frame(("held", "crafts", 3, 7)), SECTORS)[0]
    assert (pair.difference("count"), pair.relative("count")) == (-3, -1.0)
    assert (pair.difference("people"), pair.relative("people")) == (None, None)
    assert (difference(3, 0), relative(3, 0), relative(0, 0)) == (3, None, None)
    assert difference(0.1 + 0.2, 0.3) == 0


def test_numbers_in_two_units_are_not_subtracted() -> None:
    names = ("ref_id", "amount", "currency_code", "place")
    this = pd.DataFrame([("P1", 5.0, "USD", "Jakarta"), ("P2", 8.0, "USD", "Jakarta")], columns=list(names))
    other = pd.DataFrame([("P1", 9.0, "JPY", "Jakarta"), ("P2", 6.0, "USD", "Tokyo")], columns=list(names))
    assert [pair.difference("amount") for pair in join(this, other, MONEY)] == [None, 2.0]


def test_rows_that_keys_do_not_tell_apart_are_kept() -> None:
    this = pd.DataFrame([("P1", 5.0, "USD", "Jakarta"), ("P1", 6.0, "USD", "Bandung"), ("P1", 6.0, "USD", "Bandung")], columns=["ref_id", "amount", "currency_code", "place"])
    pairs = join(this, this.iloc[::-1], MONEY)
    assert len(pairs) == 3
    assert all(pair.side == "both" and pair.difference("amount") == 0 for pair in pairs)


@pytest.mark.parametrize("rows", [[], [("held", "crafts", 1, 2)]])
def test_a_side_without_rows(rows: list[tuple[Any, ...]]) -> None:
    pairs = join(frame(*rows), frame(), SECTORS)
    assert [pair.side for pair in pairs] == ["this"] * len(rows)
    found = table(pairs, SECTORS)
    assert list(found.columns) == list(columns(SECTORS))
    assert found["count_difference"].tolist() == [None] * len(rows)


ROWS = st.lists(st.tuples(st.sampled_from(["held", "planned"]), st.sampled_from(["crafts", "food", None]), st.one_of(st.none(), st.integers(0, 50)), st.one_of(st.none(), st.integers(0, 50))), max_size=12)


@settings(deadline=None)  # the first example pays for imports
@given(ROWS, ROWS, st.randoms())
def test_the_order_of_rows_means_nothing_and_no_row_is_lost(this: list[Any], other: list[Any], chance: Any) -> None:
    mixed = [chance.sample(rows, len(rows)) for rows in (this, other)]
    found, again = (join(frame(*one), frame(*two), SECTORS) for one, two in ((this, other), mixed))
    as_text = [sorted(str((pair.key, pair.this, pair.other)) for pair in pairs) for pairs in (found, again)]
    assert as_text[0] == as_text[1]
    assert sum(pair.this is not None for pair in found) == len(this)
    assert sum(pair.other is not None for pair in found) == len(other)


@settings(deadline=None)  # the first example pays for imports
@given(ROWS, ROWS)
def test_turned_round_every_difference_turns_its_sign(this: list[Any], other: list[Any]) -> None:
    def gaps(one: list[Any], two: list[Any]) -> dict[str, float | None]:
        return {str(sorted((str(pair.this), str(pair.other)))): pair.difference("count") for pair in join(frame(*one), frame(*two), SECTORS)}

    forth, back = gaps(this, other), gaps(other, this)
    assert set(forth) == set(back)
    assert all(abs(gap) == abs(back[key]) if gap is not None else back[key] is None for key, gap in forth.items())
    for pair in join(frame(*this), frame(*other), SECTORS):
        mine, theirs = pair.values("count")
        assert (pair.difference("count") is None) == (mine is None or theirs is None)


@settings(deadline=None)  # the first example pays for imports
@given(ROWS)
def test_against_itself_nothing_differs(rows: list[Any]) -> None:
    for pair in join(frame(*rows), frame(*rows), SECTORS):
        assert pair.side == "both"
        assert pair.difference("count") in (0, None)


def test_rows_can_be_counted_by_what_they_hold() -> None:
    counts, found = counted(frame(("held", "crafts", 5, 1), ("held", "food", 6, 1), ("planned", None, 1, 1)), ("stage",))
    assert dict(zip(counts["stage"], counts["row_count"], strict=True)) == {"held": 2, "planned": 1}
    assert found == Shape(("stage",), ("row_count",), ())


@pytest.mark.parametrize(
    ("types", "keys", "measures"),
    [
        ({"ref_id": "varchar", "kind_code": "varchar", "amount": "decimal(24,4)"}, ("ref_id",), ("amount",)),
        ({"ref_id": "varchar", "earlier_agreement_id": "varchar", "signed_on": "varchar"}, ("ref_id", "earlier_agreement_id"), ()),
        ({"kind_code": "varchar", "year": "bigint", "row_count": "bigint"}, ("kind_code", "year"), ("row_count",)),
        ({"hill_number": "double", "row_count": "bigint"}, (), ("hill_number", "row_count")),
        ({"share": "double", "sector_code": "varchar", "share_year": "bigint"}, ("sector_code",), ("share",)),
    ],
)
def test_columns_are_keys_numbers_or_traits(types: dict[str, str], keys: tuple[str, ...], measures: tuple[str, ...]) -> None:
    found = shape(types)
    assert (found.keys, found.measures) == (keys, measures)
    assert {*found.keys, *found.measures, *found.traits} == set(types)


def test_a_key_that_is_no_column_is_refused(write_query: Callable[[str], Any]) -> None:
    with pytest.raises(catalogue.CatalogueError, match="no_such"):
        write_query("-- @key: a, no_such\n")


@pytest.fixture
def write_query(tmp_path: Any) -> Callable[[str], Any]:
    """Return a function that reads a query with one more line in its head."""

    def run(line: str) -> Any:
        path = tmp_path / "small.sql"
        path.write_text(f"-- @title: Small\n-- @grain: one row\n{line}-- @column a integer: a number\nselect 1 as a\n", "utf-8")
        return catalogue.parse(path, "small")

    return run


def test_parts_hold_every_pair_once_and_only_what_there_is() -> None:
    of = Shape(("ref_id",), ("count",), ("status_code",))
    mine = pd.DataFrame({"ref_id": ["A", "B", "C"], "count": [1, 2, None], "status_code": ["x", "y", None]})
    theirs = pd.DataFrame({"ref_id": ["B", "C", "D"], "count": [3, None, 4], "status_code": ["y", None, "z"]})
    found = parts(join(mine, theirs, of), of)
    assert {name: [pair.key[0] for pair in pairs] for name, pairs in found.items()} == {"different": ["B"], "this": ["A"], "other": ["D"], "same": ["C"]}
    assert parts(join(mine, mine, of), of).keys() == {"same"}
    assert differing(found["different"][0], of) == ["count"]
