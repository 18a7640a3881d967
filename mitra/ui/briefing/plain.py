"""Text that is meant as it stands, where Streamlit would read Markdown."""

from __future__ import annotations

import re

_SIGNS = re.compile(r"([\\`*_{}\[\]()#+!|$~:<>-])")


def escaped(text: str) -> str:
    """Return a text that Markdown shows letter by letter, on one line."""
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))
