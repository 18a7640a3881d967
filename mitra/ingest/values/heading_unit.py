"""The unit that a heading gives to the bare numbers below it: `Nilai (Rp juta)`, `金額（百万円）`, `Amount in thousand USD`."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from itertools import permutations

from mitra.ingest.values import numbers

_INSIDE = re.compile(r"[(（\[【]([^)）\]】]*)[)）\]】]")
_AFTER = re.compile(r"(?:\bdalam|\bin|,|、)\s+(.+)$", re.IGNORECASE)
_BESIDE = re.compile(r"^(?:単位\s*[:：]?|satuan\s*[:：]?|units?\s*[:：]|dalam\s|in\s)\s*", re.IGNORECASE)
_FILLERS = frozenset({"of", "dalam", "in"})
_MOST_WORDS = 3


@lru_cache(maxsize=4096)
def heading_unit(heading: str) -> str:
    """Return what is to be written behind a bare number so that it says what the heading says of it, "" where nothing is.

    >>> heading_unit("Nilai Transaksi (Rp)"), heading_unit("Plafon (Rp juta)"), heading_unit("金額（百万円）"), heading_unit("Jumlah (unit)")
    (' Rp', ' juta Rp', '百万円', '')
    """
    for said in (*_INSIDE.findall(heading), *_AFTER.findall(heading)):
        found = _as_unit(_BESIDE.sub("", said.strip()))
        if found:
            return found
    return ""


def factor(unit: str) -> Decimal:
    """Return what a unit multiplies by."""
    number = numbers.parse(f"1{unit}")
    return number.value if number else Decimal(1)


def named(unit: str) -> str | None:
    """Return the currency that a unit names."""
    number = numbers.parse(f"1{unit}")
    return number.unit if number else None


def _as_unit(said: str) -> str:
    words = [_singular(word.rstrip(".")) for word in re.split(r"[\s,]+", said) if word and word.lower() not in _FILLERS]
    if not 0 < len(words) <= _MOST_WORDS:
        return ""
    for order in permutations(words):
        for blank in ("", " "):
            unit = blank + " ".join(order)
            number = numbers.parse(f"1{unit}")
            if number is not None and not number.ambiguous and number.unit != "%" and (number.unit or number.value > 1) and not unit[0].isdigit():
                return unit if blank or not unit.isascii() else f" {unit}"
    return ""


def _singular(word: str) -> str:
    return word[:-1] if word.lower() in {"thousands", "millions", "billions", "trillions"} else word
