"""The fonts that go into every PDF and picture, out of packages with a free licence, so that each machine shows the same."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

FAMILY = "Noto Sans CJK JP"  # Latin, Greek, Cyrillic and Japanese in one hand
OTHERS = ("Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Symbols", "Noto Emoji", "Noto Sans Thai", "Noto Sans Devanagari", "Noto Sans Bengali", "Noto Sans Tamil")


def _folder(package: str) -> Path:
    found = find_spec(package)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(package)
    return Path(found.origin).parent


FOLDERS = tuple(_folder(package) for package in ("noto_cjk_sans_jp_regular", "noto_cjk_sans_jp_bold", "manimgx_fonts"))
REGULAR = FOLDERS[0] / "NotoSansCJKjp-Regular.otf"
BOLD = FOLDERS[1] / "NotoSansCJKjp-Bold.otf"
