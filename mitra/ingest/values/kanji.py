"""Japanese numerals: `一億二千万`, `4億5000万`, `１２万３千`, `二〇二三`."""

from __future__ import annotations

import re
from decimal import Context, Decimal

_DIGITS = {numeral: str(value) for value, numerals in enumerate(["〇零", "一壱", "二弐", "三参", "四", "五", "六", "七", "八", "九"]) for numeral in numerals}
_TO_ASCII = str.maketrans(_DIGITS)
_LARGE = (Decimal(10**12), Decimal(10**8), Decimal(10**4), Decimal(1))
_EXACT = Context(prec=200)  # the default rounds at 28 digits
NUMERALS = "".join(_DIGITS) + "十百千万億兆"

_PARTS = re.compile(r"(?:([^兆億万]+)兆)?(?:([^兆億万]+)億)?(?:([^兆億万]+)万)?([^兆億万]+)?")
_PLAIN = re.compile(r"(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]*|0)(\.[0-9]+)?")
_SMALL = re.compile(r"(?:([1-9]?)千)?(?:([1-9]?)百)?(?:([1-9]?)十)?([1-9]?)")


def read(text: str) -> Decimal | None:
    """Return the number that numerals stand for, None where they are none. The comma groups thousands, the point is decimal.

    >>> read("4億5000万"), read("一億二千万"), read("億")
    (Decimal('450000000'), Decimal('120000000'), None)
    """
    match = _PARTS.fullmatch(text)
    if match is None:
        return None
    total, parts = Decimal(0), [(part, scale) for part, scale in zip(match.groups(), _LARGE, strict=True) if part is not None]
    for position, (part, scale) in enumerate(parts):
        value = _below(part)
        if value is None or (position and value >= 10**4) or (len(parts) > 1 and value != value.to_integral_value()):
            return None
        total = _EXACT.fma(value, scale, total)
    return total if parts else None


def _below(text: str) -> Decimal | None:
    digits = text.translate(_TO_ASCII)
    scale = {"千": 1000, "百": 100}.get(digits[-1], 1)  # accounts count in 千円 and 百万円
    counted = digits if scale == 1 else digits[:-1]
    if _PLAIN.fullmatch(counted):
        return _EXACT.multiply(Decimal(counted.replace(",", "")), Decimal(scale))
    match = _SMALL.fullmatch(digits)
    if match is None:
        return None
    thousands, hundreds, tens, ones = match.groups()
    steps = ((thousands, 1000), (hundreds, 100), (tens, 10))
    return Decimal(sum(int(step or 1) * scale for step, scale in steps if step is not None) + int(ones or 0))
