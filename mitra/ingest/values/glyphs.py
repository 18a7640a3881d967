"""Full-width forms, odd spaces, dashes and apostrophes: the ASCII characters that they stand for.

Not Unicode's NFKC: that also turns `10²` into `102` and `①` into `1`.
"""

from __future__ import annotations

_LONGEST = 1000  # characters; what is longer is prose
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f\u3000\t"), " ")
_SIGNS = {ord("\u2212"): "-", ord("\u2010"): "-", ord("\u2011"): "-", ord("\u2019"): "'", ord("\u02bc"): "'", ord("\uffe5"): "¥", ord("\u200b"): "", ord("\ufeff"): ""}
_ASCII = _WIDE | _SPACES | _SIGNS


def plain(text: str) -> str:
    """Return a text without spaces at its ends, its full-width letters, digits and signs in ASCII.

    >>> plain("　１，２３４　")
    '1,234'
    """
    return text.strip() if text.isascii() or len(text) > _LONGEST else text.translate(_ASCII).strip()
