"""What a search found, in sentences, and which words may have been meant where it found nothing."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from rapidfuzz import fuzz, process

from mitra.folding import LONGEST
from mitra.i18n import Words

ALIKE = 75  # of 100: how near a word must come to be offered
SHORTEST = 3  # letters of a word of the vocabulary


def said(rows: pd.DataFrame, words: Words, typed: str, wanted: str) -> str:
    """Say how much was found, or why nothing was looked for or found."""
    if not typed.strip():
        return words.t("Type words from a name, an acronym, a place or a title. Every word must be found; any of the three languages will do.")
    if not wanted:
        return words.t("Type at least two letters or digits; signs alone are not looked for.")
    shown = " ".join(typed.split())[:60]
    cut = words.t("Only the first {count} letters were looked for.", count=words.number(LONGEST)) if len(typed) > LONGEST else ""
    if rows.empty:
        return words.sentences(words.t("Nothing on record holds “{search}”. Try fewer words, or one of another language.", search=shown), cut)
    found = int(rows.drop_duplicates("record_kind_code")["found_count"].sum())
    return words.sentences(words.n("{count} thing on record holds “{search}”.", "{count} things on record hold “{search}”.", found, search=shown), cut)


def group(rows: pd.DataFrame, kind: str, words: Words) -> str:
    """Return the heading of one kind of thing: its name, and how many were found of which not all may be shown."""
    found = int(rows.iloc[0]["found_count"])
    name = words.code("record_kind", kind)
    if found > len(rows):
        return words.t("{kind}: the best {shown} of {count}", kind=name, shown=words.number(len(rows)), count=words.number(found))
    return words.t("{kind}: {count}", kind=name, count=words.number(found))


def place(row: dict[str, object], words: Words) -> str:
    """Say where the words were found, where the name that is shown does not hold them; and the pair, where there is one."""
    where = "" if row["text"] == row["name"] else f"{words.column(str(row['field_name']))}: {row['text']}"
    pair = "" if row["home_code"] is None else f"{words.country(row['home_code'])} – {words.country(row['partner_code'])}"
    return " · ".join(part for part in (pair, where) if part)


def meant(wanted: str, vocabulary: Sequence[str]) -> str:
    """Return the words looked for, those that no text holds replaced by the nearest one; nothing where none comes near.

    Words too short for the vocabulary stay as they are: no word is like them.

    >>> meant("kopersi jepang", ["jepang", "koperasi"]), meant("minstry of industry", ["biofarmaka", "industry", "ministry"]), meant("qqq", ["jepang"])
    ('koperasi jepang', 'ministry of industry', '')
    """
    found = [word if len(word) < SHORTEST or any(word in known for known in vocabulary) else _nearest(word, vocabulary) for word in wanted.split()]
    return "" if "" in found or found == wanted.split() else " ".join(found)


def _nearest(word: str, vocabulary: Sequence[str]) -> str:
    best = process.extractOne(word, vocabulary, scorer=fuzz.ratio, score_cutoff=ALIKE)
    return best[0] if best else ""
