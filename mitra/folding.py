"""Text made alike where people write it differently: width, case, accents, punctuation."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WIDE = re.compile(r"(?<=[\u3040-\u30ff\u3400-\u9fff]) (?=[\u3040-\u30ff\u3400-\u9fff])")
_SPACES = re.compile(r"\s+")
LONGEST = 300  # characters of a text that are compared; what is longer is no name


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Return a text as it is compared: NFKC, lower case, without accents and punctuation, one space between words.

    >>> fold("Prov. JAWA-Barat "), fold("ＡＢＣ　商店"), fold("Türkiye")
    ('prov jawa barat', 'abc 商店', 'turkiye')
    """
    wide = unicodedata.normalize("NFKC", text[:LONGEST]).casefold()
    apart = "".join(char for char in unicodedata.normalize("NFD", wide) if not 0x300 <= ord(char) <= 0x36F)
    plain = "".join(" " if unicodedata.category(char)[0] in "PZC" or char in "|~^`" else char for char in unicodedata.normalize("NFC", apart))
    return _WIDE.sub("", _SPACES.sub(" ", plain).strip())
