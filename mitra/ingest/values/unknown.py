"""What analysts write where nothing is known."""

from __future__ import annotations

from mitra.ingest.values.glyphs import plain

# Not here: nihil, nil and なし, which say that there is none.
_MARKS = frozenset(
    [
        *("-", "--", "---", "–", "—", "―", "ー", "?", "??", "...", "…", "n/a", "#n/a", "na", "n.a.", "n.a", "null", "nan", "<na>"),
        *("tidak ada", "tidak ada data", "tidak diketahui", "tidak tersedia", "belum ada", "belum ada data", "belum diketahui", "belum tersedia"),
        *("unknown", "not known", "not available", "not stated", "no data", "tba", "tbc", "tbd"),
        *("不明", "未詳", "未定", "未公表", "非公表", "該当なし", "データなし", "情報なし"),
    ]
)


def is_unknown(text: str) -> bool:
    """Say whether a text is a mark for "not known", in Indonesian, English or Japanese.

    >>> is_unknown("N/A"), is_unknown("不明"), is_unknown("0")
    (True, True, False)
    """
    return plain(text).lower() in _MARKS
