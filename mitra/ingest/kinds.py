"""What a cell looks like at a glance, without being understood: empty, a number, a day or time, other text."""

from __future__ import annotations

import re
from functools import lru_cache

EMPTY, NUMBER, MOMENT, TEXT = "empty", "number", "moment", "text"
NOTHING = frozenset({"", "-", "--", "–", "—", ".", "..", "...", "na", "n/a", "#n/a", "nan", "null", "none", "nil", "nihil", "#value!", "#ref!", "#div/0!", "…", "ー", "－", "x"})

_CURRENCY = r"(?:[$€£¥￥₹]|rp\.?|idr|usd|jpy|eur|us\$)"
_DIGITS = r"(?:\d{1,3}(?:[., '\u00a0\u202f]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d*)?|[.,]\d+)"
_NUMBER = re.compile(rf"\(?[-+−△▲]?\s*{_CURRENCY}?\s*[-+]?{_DIGITS}(?:e[-+]?\d+)?\s*(?:%|‰|{_CURRENCY}|円|人|件|社)?\)?\*?|[-+]?inf(?:inity)?|\d+(?:[.,]\d+)*-", re.IGNORECASE)
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s*[ap]\.?m\.?)?(?:\s*(?:z|utc|[-+]\d{2}:?\d{2}))?"
_DAY = r"(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{1,2}[-/. ][^\W\d]{3,9}\.?[-/. ,]{1,2}\d{2,4}|[^\W\d]{3,9}\.? \d{1,2},? \d{4}|[^\W\d]{3,9}[-/ ]\d{2,4}|\d{4}[-/]\d{2}|(?:令和|平成|昭和)?(?:\d+|元)年(?:\d+月(?:\d+日)?)?)"
_MOMENT = re.compile(rf"(?:{_DAY}(?:[ t]{_CLOCK})?|{_CLOCK})", re.IGNORECASE)
_WIDE = str.maketrans("０１２３４５６７８９．，－：／", "0123456789.,-:/")
_RUNS = re.compile(r"[^\W\d_]+|\d+|\s+")


@lru_cache(maxsize=65536)
def kind(cell: str) -> str:
    """Return EMPTY, NUMBER, MOMENT or TEXT; words that stand for "no value" are EMPTY."""
    text = cell.strip()
    if len(text) > 60:
        return TEXT
    if text.lower() in NOTHING:
        return EMPTY
    text = text.translate(_WIDE)
    if _NUMBER.fullmatch(text):
        return NUMBER
    return MOMENT if _MOMENT.fullmatch(text) else TEXT


@lru_cache(maxsize=65536)
def shape(cell: str) -> str:
    """Return the cell's pattern: a run of letters is `a`, of digits `0`, of spaces one space; the rest as it stands."""
    return _RUNS.sub(_run, cell.strip()[:80])


def _run(run: re.Match[str]) -> str:
    first = run[0][0]
    return "0" if first.isdigit() else " " if first.isspace() else "a"
