"""The rows of a reading as a table of DuckDB, and what each of its columns holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import duckdb

from mitra.errors import MitraError
from mitra.ingest.reading import Column, Dialect, Reading
from mitra.ingest.values.infer import Inferred, infer
from mitra.ingest.values.typed import typed

ROWS, DISTINCT = 200_000, 5_000  # by which a column's type is judged; a file with less is judged whole
MOST_COLUMNS = 1_000  # judged; a wider file's others are text


def stage(connection: duckdb.DuckDBPyConnection, reading: Reading, name: str) -> tuple[Reading, Mapping[str, Inferred]]:
    """Create the table `name` (row_number, c0, c1, ...) and return the reading with its columns' types, and how they came about."""
    if reading.rows is None:
        raise reading.refusal()
    try:
        reading.rows.load(connection, name)
    except duckdb.Error as error:
        raise MitraError("{name} is too large to be taken in: {reason}. Leave out columns, or raise MITRA_MEMORY_LIMIT.", name=reading.path.name, reason=str(error).splitlines()[0]) from error
    found = {column.name: _inferred(connection, name, index, reading.dialect) for index, column in enumerate(reading.columns)}
    columns = tuple(Column(column.name, found[column.name].type, found[column.name].format) for column in reading.columns)
    return replace(reading, columns=columns, dialect=_dialect(reading.dialect, found)), found


def write_typed(connection: duckdb.DuckDBPyConnection, staged: str, inferred: Mapping[str, Inferred], path: Path) -> Mapping[str, tuple[str, ...]]:
    """Write a staged table as Parquet, values as understood; return the columns that stay text although they have a type, with texts that say why."""
    path.open("wb").close()  # says plainly where it may not be written
    made = typed(connection, staged, inferred)
    made.relation.order("row_number").project(", ".join(f'"{name.replace(chr(34), chr(34) * 2)}"' for name in made.relation.columns[1:])).write_parquet(str(path))
    return made.kept


def _inferred(connection: duckdb.DuckDBPyConnection, name: str, index: int, dialect: Dialect | None) -> Inferred:
    if index >= MOST_COLUMNS:
        return Inferred("string")
    texts = connection.table(name).limit(ROWS).filter(f"c{index} is not null").aggregate(f"c{index} as text, count(*) as cells", f"c{index}")
    counts = {str(text): int(cells) for text, cells in texts.order("cells desc, text").limit(DISTINCT).fetchall()}
    return infer(counts, dialect.decimal if dialect else None, dialect.date_order if dialect else None)


def _dialect(dialect: Dialect | None, found: Mapping[str, Inferred]) -> Dialect | None:
    """Return the dialect with the decimal mark and the order of dates that all columns with one agree on."""
    if dialect is None:
        return None
    decimals = {one.decimal for one in found.values() if one.decimal}
    orders = {one.date_order for one in found.values() if one.date_order}
    return replace(dialect, decimal=dialect.decimal or (decimals.pop() if len(decimals) == 1 else None), date_order=dialect.date_order or (orders.pop() if len(orders) == 1 else None))
