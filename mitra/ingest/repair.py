"""Mend a staged table: single cells, or whole rows that come back in a file of refused rows. What is mended is checked again."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
import pandas as pd

from mitra.errors import MitraError
from mitra.folding import fold
from mitra.ingest.check_rules import ADDED, added_headings
from mitra.ingest.reading import Column
from mitra.ingest.relations import joined

LONGEST = 1_000_000  # characters that a mended cell may hold
_APOSTROPHE = r"^''([=+\-@\t\r])"


def amend_cells(connection: duckdb.DuckDBPyConnection, staged: str, changes: Sequence[tuple[int, int, str | None]]) -> None:
    """Put new texts into a staged table: (row as the spreadsheet counts it, column from 0, text; empty is unknown).

    MitraError where a row or column is not there; then nothing is changed.
    """
    width = len(connection.table(staged).columns) - 1
    wrong = sorted({column for _, column, text in changes if not 0 <= column < width or len(text or "") > LONGEST})
    rows = {row for row, _, _ in changes}
    if wrong or len(joined(_frame_of(connection, [(row,) for row in rows], ["mended_row"]), connection.table(staged).project("row_number"), "mended_row = row_number", how="semi")) < len(rows):
        raise MitraError("The cells cannot be changed: a row or column is not in the file. Check the file once more.")
    mended = connection.table(staged)
    for column in sorted({column for _, column, _ in changes}):
        texts = {row: text or None for row, at, text in changes if at == column}
        new = _frame_of(connection, list(texts.items()), ["mended_row", "new_text"]).project("mended_row::bigint as mended_row, new_text::varchar as new_text")
        cells = [name if name != f"c{column}" else f"case when mended_row is null then c{column} else new_text end as c{column}" for name in mended.columns]
        mended = joined(mended, new, "row_number = mended_row", how="left").project(", ".join(cells))
    _replace(connection, staged, mended)


def is_refused_rows(columns: Sequence[Column]) -> bool:
    """Say whether a file is one of refused rows: it has the columns that Mitra adds to them, in any of its languages."""
    return sum(fold(column.name) in added_headings() for column in columns) >= len(ADDED)


def merge_back(connection: duckdb.DuckDBPyConnection, staged: str, mended: str, headings: Sequence[str], columns: Sequence[Column]) -> int:
    """Put the rows of a mended file of refused rows (staged as `mended`) back into `staged`, by row number; return how many.

    `headings` are the original file's columns, `columns` those of the mended file. MitraError where they are not the same file's.
    """
    places = {column.name: index for index, column in enumerate(columns)}
    added = [index for index, column in enumerate(columns) if fold(column.name) in added_headings()]
    lacking = [heading for heading in headings if heading not in places]
    if not added or lacking:
        raise MitraError("The file of refused rows lacks the columns {columns}. Keep all its columns as they were.", columns=", ".join(lacking) or ADDED[0])
    own = connection.table(mended)
    texts = [f"regexp_replace(c{places[heading]}, '{_APOSTROPHE}', '\\1') as new_{index}" for index, heading in enumerate(headings)]
    back = own.project(", ".join([f"try_cast(c{added[0]} as bigint) as mended_row", *texts])).filter("mended_row is not null")
    count = len(joined(connection.table(staged), back, "row_number = mended_row", how="semi"))
    if count < len(own) or count < len(back):
        raise MitraError("The file of refused rows has rows that are not in the first file, or the same row twice. Drop the first file again.")
    cells = ["row_number", *(f"case when mended_row is null then c{index} else new_{index} end as c{index}" for index in range(len(headings)))]
    _replace(connection, staged, joined(connection.table(staged), back, "row_number = mended_row", how="left").project(", ".join(cells)))
    return count


def _frame_of(connection: duckdb.DuckDBPyConnection, rows: Sequence[tuple[object, ...]], names: Sequence[str]) -> duckdb.DuckDBPyRelation:
    return connection.from_df(pd.DataFrame(rows, columns=list(names)))


def _replace(connection: duckdb.DuckDBPyConnection, staged: str, relation: duckdb.DuckDBPyRelation) -> None:
    """Put a relation in the place of a staged table, all at once."""
    new = f"{staged}_mended"
    connection.execute("begin")
    try:
        relation.order("row_number").create(new)
        connection.execute(f'drop table "{staged}"')
        connection.execute(f'alter table "{new}" rename to "{staged}"')
        connection.execute("commit")
    except duckdb.Error:
        connection.execute("rollback")
        raise
