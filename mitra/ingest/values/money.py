"""The words beside a number: currencies and multipliers in Indonesian, English and Japanese."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from babel.numbers import list_currencies

WHOLE = frozenset(["IDR", "JPY"])  # nobody writes a thousandth of these: one group of three is thousands
_NAMED = {
    "IDR": "rp idr rupiah ルピア インドネシアルピア",
    "JPY": "¥ 円 jpy yen 日本円 jp¥",
    "USD": "$ us$ usd dollar dollars dolar ドル 米ドル u.s.$",
    "EUR": "€ eur euro euros ユーロ",
    "GBP": "£ gbp ポンド",
    "SGD": "s$ sgd",
    "AUD": "a$ aud",
    "CNY": "cny rmb 元 人民元",
    "MYR": "rm myr ringgit",
    "KRW": "₩ krw ウォン",
    "%": "% persen percent パーセント",
}
_WORDS = {word: code for code, words in _NAMED.items() for word in words.split()}
_MULTIPLIERS: dict[tuple[int, str], str] = {
    (3, ","): "rb ribu",
    (6, ","): "jt juta",
    (9, ","): "miliar milyar",
    (12, ","): "triliun trilyun",
    (3, "."): "thousand",
    (6, "."): "million mn",
    (9, "."): "billion bn",
    (12, "."): "trillion tn",
    (3, ""): "k",
    (6, ""): "mio mln m",
    (9, ""): "b",
    (12, ""): "t",
}


@cache
def _codes() -> frozenset[str]:
    return frozenset(list_currencies())


def unit(text: str) -> str | None:
    """Return the currency code or "%" that a text names, None where it names none. ISO 4217 codes are read in capitals."""
    found = _WORDS.get(text.lower())
    return text if found is None and len(text) == 3 and text in _codes() else found


@dataclass(frozen=True, slots=True)
class Multiplier:
    """A word such as `juta`: what it multiplies by, and the decimal mark of its language where the word tells it."""

    factor: Decimal
    mark: str


MULTIPLIERS = {word: Multiplier(Decimal(10) ** power, mark) for (power, mark), words in _MULTIPLIERS.items() for word in words.split()}
