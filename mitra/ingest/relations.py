"""DuckDB's relations: joined by columns of different names, and read in batches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import duckdb


def batches(connection: duckdb.DuckDBPyConnection, relation: duckdb.DuckDBPyRelation, size: int) -> Iterator[list[tuple[Any, ...]]]:
    """Yield a relation's rows, at most `size` at a time, on a cursor of their own, so that the connection stays free meanwhile."""
    cursor = connection.cursor()
    try:
        result = cursor.execute(relation.sql_query())
        while rows := result.fetchmany(size):
            yield rows
    finally:
        cursor.close()


def joined(left: duckdb.DuckDBPyRelation, right: duckdb.DuckDBPyRelation, on: str, *, how: str = "inner") -> duckdb.DuckDBPyRelation:
    """Join two relations that may stem from one table; the columns in `on` have different names on the two sides."""
    return left.set_alias("one").join(right.set_alias("other"), on, how=how)


def union(parts: Sequence[duckdb.DuckDBPyRelation]) -> duckdb.DuckDBPyRelation:
    """Return the rows of all parts; there is at least one."""
    whole = parts[0]
    for part in parts[1:]:
        whole = whole.union(part)
    return whole
