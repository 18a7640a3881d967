"""Keys by which a name is known again however it is written: its words or its pairs of characters, without legal forms."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from mitra.folding import LONGEST, fold

LEGAL_FORMS = frozenset(["pt", "cv", "ud", "tbk", "persero", "co", "ltd", "inc", "corp", "llc", "kk", "company", "limited", "corporation"])
_JAPANESE_FORMS = re.compile("株式会社|有限会社|合同会社|[(]株[)]|[(]有[)]")
_INITIALS = re.compile(r"\b(\w)\.\s?(?=\w\b)")  # the points of P.T. and U.D.


def fingerprint(name: str) -> str:
    """Return a name's key as OpenRefine makes it: its different words, sorted, without legal forms.

    >>> fingerprint("P.T. Arumia Indonesia") == fingerprint("Indonesia Arumia, PT")
    True
    """
    return " ".join(sorted(set(_own_words(name))))


def pairs_fingerprint(name: str) -> str:
    """Return a name's n-gram key: its different pairs of characters, sorted, spaces and legal forms left out.

    >>> pairs_fingerprint("Karya Indah") == pairs_fingerprint("karyaindah")
    True
    """
    whole = "".join(_own_words(name))
    return "".join(sorted({whole[at : at + 2] for at in range(len(whole) - 1)})) or whole


@lru_cache(maxsize=8_192)
def _own_words(name: str) -> tuple[str, ...]:
    plain = _INITIALS.sub(r"\1", unicodedata.normalize("NFKC", name[:LONGEST]))
    words = tuple(fold(_JAPANESE_FORMS.sub(" ", plain)).split())
    return tuple(word for word in words if word not in LEGAL_FORMS) or words
