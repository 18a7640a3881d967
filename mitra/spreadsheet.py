"""What every export holds to, since a spreadsheet runs a cell that begins like a formula."""

from __future__ import annotations

RISKY = ("=", "+", "-", "@", "\t", "\r")


def neutral(text: str) -> str:
    """Return a text that no spreadsheet runs, an apostrophe before what it would.

    >>> neutral("=1+1"), neutral("batik")
    ("'=1+1", 'batik')
    """
    return f"'{text}" if text.startswith(RISKY) else text
