"""Yes, no and "not known" in three languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitra.ingest.values import booleans
from mitra.ingest.values.unknown import is_unknown


@pytest.mark.parametrize(("yes", "no"), [("ya", "tidak"), ("Y", "N"), ("Yes", "NO"), ("true", "FALSE"), ("1", "0"), ("１", "０"), ("はい", "いいえ"), ("有", "無"), ("あり", "なし"), ("○", "×"), ("✓", "✗"), (" benar ", "salah"), ("sudah", "belum")])
def test_both_words_of_a_pair(yes: str, no: str) -> None:
    assert (booleans.parse(yes), booleans.parse(no)) == (True, False)


def test_t_and_tidak_ada_mean_what_stands_beside_them() -> None:
    assert [booleans.parse("t"), booleans.parse("T", {"y"}), booleans.parse("t", {"f"}), booleans.parse("t", {"y", "f"}), booleans.parse("f"), booleans.parse("F", {"t"})] == [None, False, True, None, None, False]
    assert [booleans.parse("tidak ada"), booleans.parse("Tidak ada", {"ada"})] == [None, False]


@pytest.mark.parametrize("text", ["", "maybe", "2", "x", "-", "n/a", "不明"])
def test_what_is_neither(text: str) -> None:
    assert booleans.parse(text) is None


@pytest.mark.parametrize("text", ["-", "—", "n/a", "N.A.", "tidak ada", "Tidak diketahui", "belum ada data", "unknown", "TBA", "NaN", "不明", "未定", "該当なし", "…", "？"])
def test_marks_for_not_known(text: str) -> None:
    assert is_unknown(text)


@pytest.mark.parametrize("text", ["0", "nihil", "なし", "tidak", "no", "N", "x", "Nana"])
def test_what_says_something_is_no_such_mark(text: str) -> None:
    assert not is_unknown(text)


@given(st.text(max_size=20))
def test_no_text_is_both_known_and_not(text: str) -> None:
    assert booleans.parse(text) is None or not is_unknown(text)
