"""Yes and no in Indonesian, English, Japanese and signs."""

from __future__ import annotations

from collections.abc import Collection

from mitra.ingest.values.glyphs import plain

_YES = frozenset(["1", "y", "ya", "yes", "true", "benar", "iya", "sudah", "ada", "はい", "有", "有り", "あり", "○", "◯", "〇", "✓", "✔", "☑"])
_NO = frozenset(["0", "n", "tidak", "no", "false", "salah", "tdk", "belum", "いいえ", "無", "無し", "なし", "×", "✕", "✗", "✘", "☐"])


def parse(text: str, beside: Collection[str] = ()) -> bool | None:
    """Return what a text says, None where it is neither yes nor no.

    `t` is `tidak` beside `y` or `ya`, and `true` beside `f` or `false`; alone it says nothing. `tidak ada`
    is no beside `ada`, and else tells that nothing is known. `beside` are the column's
    other texts, in lower case.

    >>> parse("Ya"), parse("いいえ"), parse("t"), parse("t", beside={"y"}), parse("t", beside={"f"})
    (True, False, None, False, True)
    """
    word = plain(text).lower()
    if word in _YES:
        return True
    if word in _NO:
        return False
    if word == "tidak ada":
        return False if "ada" in beside else None
    return _letter(word, beside)


def _letter(word: str, beside: Collection[str]) -> bool | None:
    indonesian, english = "y" in beside or "ya" in beside, "f" in beside or "false" in beside
    if word == "f":
        return False if "t" in beside or "true" in beside else None
    if word == "t" and indonesian != english:
        return english
    return None
