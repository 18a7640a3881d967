"""Texts of the record as a search compares them, and what a visitor types made alike."""

from __future__ import annotations

import unicodedata

import duckdb
import pandas as pd

from mitra.folding import LONGEST, fold

SHORTEST = 2  # letters it takes to look for something


def fold_entries(connection: duckdb.DuckDBPyConnection) -> None:
    """Fold anew the texts of search_entries that are not plain ASCII, for which SQL has no portable rules."""
    wide = [text for (text,) in connection.table("search_entries").filter("strlen(text) <> length(text)").project("text").distinct().fetchall()]
    folded = pd.DataFrame({"text": wide, "folded": [fold(text) for text in wide]}, dtype="str")
    connection.from_df(folded).create("folded_texts")
    connection.execute("update search_entries set folded = folded_texts.folded from folded_texts where search_entries.text = folded_texts.text")
    connection.execute("drop table folded_texts")


def wanted(typed: str | None) -> str:
    """Return the words looked for, each folded, or nothing where too little was typed.

    >>> wanted(" ＳＭＲＪ　 Jakarta "), wanted("100%"), wanted("日本 中小企業"), wanted("x")
    ('smrj jakarta', '100', '日本 中小企業', '')
    """
    words = [fold(word) for word in unicodedata.normalize("NFKC", (typed or "")[:LONGEST]).split()]
    found = " ".join(dict.fromkeys(word for word in " ".join(words).split() if word))
    return found if len(found) >= SHORTEST else ""
