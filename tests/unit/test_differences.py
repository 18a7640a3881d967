"""What two sides differ in, said in every language: the widest gap, what one side alone has, and what cannot be said."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from mitra.contract import Contract
from mitra.findings.differences import Named, apart, headings, said, signed, value
from mitra.findings.sides import Shape, columns, join
from mitra.i18n import UNKNOWN, Words

COUNTS = Shape(("engagement_stage_code", "sector_code"), ("engagement_count",), ())
CELLS = Shape(("sector_code", "focus_area_code"), ("score",), ("coverage_step_code",))
AMOUNTS = Shape(("ref_id",), ("amount",), ("currency_code",))


@pytest.fixture
def named(plain_words: Words) -> Named:
    return Named("X", "Y", plain_words, plain_words)


def counts(*rows: tuple[Any, ...]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["engagement_stage_code", "sector_code", "engagement_count"]).astype({"engagement_count": "Int64"})


def test_the_widest_gap_is_named_first_and_the_next_ones_after_it(named: Named) -> None:
    this = counts(("held", "crafts", 5), ("held", "fisheries", 9), ("held", "construction", 1))
    other = counts(("held", "crafts", 4), ("held", "fisheries", 1), ("held", "construction", 4))
    sentences = said(join(this, other, COUNTS), COUNTS, named)
    words = named.words
    crafts, fisheries, construction = (words.code("sector", code) for code in ("crafts", "fisheries", "construction"))
    assert len(sentences) == 1
    assert sentences[0].index(fisheries) < sentences[0].index(construction) < sentences[0].index(crafts)
    assert all(text in sentences[0] for text in ("+8", "−3", "+1", "X", "Y"))
    assert words.code("engagement_stage", "held") not in sentences[0], "what every row has tells nothing"


def test_one_side_alone_and_unknown_are_told_apart(named: Named) -> None:
    this = counts(("held", "crafts", None), ("held", "fisheries", 0), ("held", None, 7))
    other = counts(("held", "crafts", 4), ("held", "construction", 2), ("held", "chemicals", 3))
    sentences = said(join(this, other, COUNTS), COUNTS, named)
    words = named.words
    only_this, only_other, unsaid = sentences
    assert only_this == words.t("Only for {side}: {rows}.", side="X", rows=only_this.partition("X: ")[2].rstrip(".")) or words.code("sector", "fisheries") in only_this
    assert "0" in only_this
    assert words.t("{column} not stated", column=words.column("sector_code")) in only_this
    assert only_other.index("3") < only_other.index("2")
    assert words.code("sector", "crafts") in unsaid
    assert words.code("sector", "crafts") not in only_this + only_other


def test_more_rows_than_a_sentence_names_are_counted(named: Named, the_contract: Contract) -> None:
    codes = list(the_contract.codelists["sector"])[:9]
    sentences = said(join(counts(*(("held", code, 10 - place) for place, code in enumerate(codes))), counts(), COUNTS), COUNTS, named)
    assert len(sentences) == 1
    assert named.words.n("{count} more", "{count} more", 6) in sentences[0]


def test_equal_numbers_are_said_to_be_equal_and_nothing_is_nothing(named: Named) -> None:
    same = counts(("held", "crafts", 5), ("held", "fisheries", 0))
    assert said(join(same, same, COUNTS), COUNTS, named) == [named.words.t("Where both sides know the number, it is the same.")]
    assert said(join(counts(), counts(), COUNTS), COUNTS, named) == [named.words.t("Neither side has anything to compare.")]


def test_of_codes_on_a_scale_the_widest_gap_is_named(named: Named) -> None:
    names = ["sector_code", "focus_area_code", "score", "coverage_step_code"]
    this = pd.DataFrame([("crafts", "supply_chain", 1, "committed"), ("fisheries", "supply_chain", 4, "delivering"), ("construction", "supply_chain", 0, "none")], columns=names)
    other = pd.DataFrame([("crafts", "supply_chain", 2, "active"), ("fisheries", "supply_chain", 0, "none"), ("construction", "supply_chain", 0, "none")], columns=names)
    (sentence,) = said(join(this, other, CELLS), CELLS, named, "coverage_step_code")
    words = named.words
    assert words.code("sector", "fisheries") in sentence
    assert words.code("coverage_step", "delivering") in sentence
    assert words.code("coverage_step", "none") in sentence
    assert "2" in sentence
    assert "3" in sentence


def test_money_is_said_in_its_currency_and_never_ranked_across_currencies(named: Named) -> None:
    names = ["ref_id", "amount", "currency_code"]
    this = pd.DataFrame([("P1", 1_000_000_000.0, "IDR"), ("P2", 30.0, "USD"), ("P3", 5.0, "USD")], columns=names)
    other = pd.DataFrame([("P1", 990_000_000.0, "IDR"), ("P2", 10.0, "USD"), ("P3", 5.0, "JPY")], columns=names)
    first, unsaid = said(join(this, other, AMOUNTS), AMOUNTS, named)
    assert first.index("P2") < first.index("P1")
    assert "USD" in first
    assert "P3" in unsaid


@pytest.mark.parametrize(("this", "other", "texts"), [(12, 3, ("+9", "300")), (3, 12, ("−9", "−75")), (5, 0, ("+5",)), (5, 5, ("0",))])
def test_key_numbers_say_how_far_they_are_apart(plain_words: Words, this: int, other: int, texts: tuple[str, ...]) -> None:
    assert all(text in apart(this, other, plain_words) for text in texts)
    assert "nan" not in apart(this, other, plain_words)


def test_an_unknown_key_number_has_no_difference(plain_words: Words) -> None:
    assert apart(None, 3, plain_words) == apart(3, None, plain_words) == plain_words.t("No difference: a number is unknown")


def test_shares_differ_in_percentage_points(plain_words: Words) -> None:
    assert plain_words.number(12.5, 1) in signed(0.125, "sector_share", plain_words)
    assert signed(-3.0, "share_pct", plain_words).startswith("−")
    assert value(None, "sector_share", plain_words) == plain_words.t("unknown")
    assert value(2023, "year", plain_words) == "2023"
    assert value(True, "is_full_year", plain_words) == plain_words.t("yes")  # noqa: FBT003  # a cell


def test_every_column_of_the_table_has_a_heading_of_its_own(named: Named) -> None:
    found = headings(CELLS, named)
    assert len(found) == len(set(found)) == len(columns(CELLS))
    assert UNKNOWN not in found
