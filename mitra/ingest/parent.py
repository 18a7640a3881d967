"""The release that an upload is checked against, beside the staged rows, and what other files of the batch bring."""

from __future__ import annotations

from collections.abc import Mapping

import duckdb

from mitra.contract import Contract
from mitra.ingest.cells import drop
from mitra.ingest.mapped import keys_of
from mitra.ingest.relations import joined
from mitra.store.reader import Reader


class Parent:
    """The parent release's tables, attached read-only to a staging connection; `batch`: table to a relation's name in it."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, contract: Contract, record: Reader | None, batch: Mapping[str, str]) -> None:
        self._connection, self._contract, self._batch = connection, contract, batch
        self._alias = None if record is None else "release_" + record.release.replace("-", "_")
        if record is not None:
            self._attach(str(record.path))

    def _attach(self, path: str) -> None:
        quoted = path.replace("'", "''")
        self._connection.execute(f"attach if not exists '{quoted}' as {self._alias} (read_only)")

    def keys(self, table: str) -> duckdb.DuckDBPyRelation | None:
        """Return the keys (`key`) of a table's rows in the parent and the batch; None where there are none."""
        key = keys_of(self._contract, table)
        if key is None:
            return None
        parts = [relation.project(f'"{key}" as key') for relation in (self._released(table), self._brought(table)) if relation is not None]
        return None if not parts else parts[0] if len(parts) == 1 else parts[0].union(parts[1])

    def rows(self, table: str) -> duckdb.DuckDBPyRelation:
        """Return a table as text, with a null row_number: the batch's rows, and those of the parent that they do not replace."""
        names = ", ".join(f'"{name}"::varchar as "{name}"' for name in self._contract.tables[table].field_names)
        released, brought = self._released(table), self._brought(table)
        if brought is None:
            return (released if released is not None else self._none(table)).project(f"null::bigint as row_number, {names}")
        own = brought.project(f"null::bigint as row_number, {names}")
        return own if released is None else own.union(without(released, brought, self._contract.tables[table].primary_key).project(f"null::bigint as row_number, {names}"))

    def _released(self, table: str) -> duckdb.DuckDBPyRelation | None:
        return None if self._alias is None else self._connection.table(f"{self._alias}.main.{table}")

    def _brought(self, table: str) -> duckdb.DuckDBPyRelation | None:
        return self._connection.table(self._batch[table]) if table in self._batch else None

    def _none(self, table: str) -> duckdb.DuckDBPyRelation:
        columns = ", ".join(f'null::varchar as "{name}"' for name in self._contract.tables[table].field_names)
        name = f"no_{table}"  # a view over it cannot hold rows of this process
        drop(self._connection, name)
        self._connection.values([0]).project(columns).filter("false").create(name)
        return self._connection.table(name)


def without(rows: duckdb.DuckDBPyRelation, others: duckdb.DuckDBPyRelation, key: tuple[str, ...]) -> duckdb.DuckDBPyRelation:
    """Return the rows whose key is none of the others' keys."""
    renamed = others.project(", ".join(f'"{name}" as other_{name}' for name in key))
    return joined(rows, renamed, " and ".join(f'"{name}" is not distinct from other_{name}' for name in key), how="anti")
