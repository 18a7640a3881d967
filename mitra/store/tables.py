"""From a record's rows as text to typed DuckDB tables.

A source makes a table raw_<table> of text a contract; all are cast from there, so that no cast is pushed into the scan
of a file, where it could drop rows.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

import duckdb
import pandas as pd

from mitra.contract import Contract, Field, Table
from mitra.errors import ContractError
from mitra.partial_date import bounds

DUCKDB_TYPES = {"string": "varchar", "integer": "bigint", "number": "decimal(24,4)", "boolean": "boolean", "date": "date", "partial_date": "varchar"}


class Source(Protocol):
    """Where the rows of a record come from."""

    def load(self, connection: duckdb.DuckDBPyConnection, table: Table) -> None:
        """Create raw_<table>: the contract's columns in order, all varchar, dates ISO, unknown null."""
        ...

    def check(self, connection: duckdb.DuckDBPyConnection, contract: Contract) -> None:
        """Look at the typed tables before anything is derived from them; raise where the record does not hold together."""
        ...


@dataclass(frozen=True, slots=True)
class Seed:
    """A folder with one CSV file a contract."""

    folder: Path

    def load(self, connection: duckdb.DuckDBPyConnection, table: Table) -> None:
        """Read <table>.csv; ContractError where it is missing or its columns are not the contract's."""
        path = self.folder / f"{table.name}.csv"
        if not path.exists():
            raise ContractError("{path} is missing: the contract {table} has no rows to load. Restore the file, or remove the contract.", path=path, table=table.name)
        relation = _read_text(connection, path)
        if tuple(relation.columns) != table.field_names:
            raise ContractError("{path}: its columns are {found}, the contract says {expected}.", path=path, found=", ".join(relation.columns), expected=", ".join(table.field_names))
        relation.create(raw(table))

    def check(self, connection: duckdb.DuckDBPyConnection, contract: Contract) -> None:
        """Do nothing: the seed is held to its contract by tests, and to queries/check by every build."""


@dataclass(frozen=True, slots=True)
class Released:
    """The rows of a release, from its DuckDB file."""

    serve: Path

    def load(self, connection: duckdb.DuckDBPyConnection, table: Table) -> None:
        """Create raw_<table> of the release's rows."""
        attach(connection, self.serve)
        try:
            rows = connection.table(f"released.main.{table.name}")
        except duckdb.CatalogException:
            rows = None
        as_text(connection, table, rows).create(raw(table))

    def carry(self, connection: duckdb.DuckDBPyConnection, name: str) -> None:
        """Create a derived table as the release has it; nothing where it has none."""
        attach(connection, self.serve)
        with suppress(duckdb.CatalogException):
            connection.table(f"released.main.{name}").create(name)

    def check(self, connection: duckdb.DuckDBPyConnection, contract: Contract) -> None:
        """Do nothing: they were checked when they were published."""


def attach(connection: duckdb.DuckDBPyConnection, serve: Path) -> None:
    """Attach a release's DuckDB file as `released`, to be read only, unless it is attached."""
    place = str(serve).replace("'", "''")
    connection.execute(f"attach if not exists '{place}' as released (read_only)")


def as_text(connection: duckdb.DuckDBPyConnection, table: Table, rows: duckdb.DuckDBPyRelation | None) -> duckdb.DuckDBPyRelation:
    """Return a released table's rows as text. What its contract did not have yet is unknown: a column in every row, a table whole."""
    found = connection.from_df(pd.DataFrame(columns=list(table.field_names), dtype="str")) if rows is None else rows
    columns = (f'"{name}"' if name in found.columns else "null" for name in table.field_names)
    return found.project(", ".join(f'cast({column} as varchar) as "{name}"' for column, name in zip(columns, table.field_names, strict=True)))


def raw(table: Table) -> str:
    """Return the name of a table's rows as text."""
    return f"raw_{table.name}"


def load_all(connection: duckdb.DuckDBPyConnection, contract: Contract, source: Source, codelist: Path) -> dict[str, int]:
    """Create one table a contract, one a code list, and return the contracts' row counts."""
    for table in contract.tables.values():
        source.load(connection, table)
    _load_partial_dates(connection, contract)
    counts = {}
    for table in contract.tables.values():
        _cast(connection, table)
        counts[table.name] = len(connection.table(table.name))
    for path in sorted(codelist.glob("*.csv")):
        _read_text(connection, path).create(f"codelist_{path.stem}")
    source.check(connection, contract)
    return counts


def _read_text(connection: duckdb.DuckDBPyConnection, path: Path) -> duckdb.DuckDBPyRelation:
    return connection.read_csv(str(path), header=True, all_varchar=True, delimiter=",", quotechar='"', escapechar='"', encoding="utf-8")


def _load_partial_dates(connection: duckdb.DuckDBPyConnection, contract: Contract) -> None:
    """Create partial_dates: each distinct text of a partial date with its earliest and latest day."""
    found: dict[str, tuple[date | None, date | None]] = {}
    for table in contract.tables.values():
        for field in table.fields:
            if field.type == "partial_date":
                for (text,) in connection.table(raw(table)).project(f'"{field.name}"').distinct().fetchall():
                    if text is not None:
                        found[text] = _bounds(text, table, field)
    frame = pd.DataFrame([(text, *pair) for text, pair in sorted(found.items())], columns=["text", "earliest", "latest"])
    relation = connection.from_df(frame)
    relation.project("text::varchar as text, earliest::date as earliest, latest::date as latest").create("partial_dates")


def _bounds(text: str, table: Table, field: Field) -> tuple[date | None, date | None]:
    try:
        found = bounds(text)
    except ValueError:
        raise ContractError("{table}.{field}: “{text}” is not a date; write 2023-07-31, 2023-07, 2023 or [..2023-07-31].", table=table.name, field=field.name, text=text) from None
    return found.earliest, found.latest


def _expressions(field: Field) -> list[str]:
    name = f'"{field.name}"'
    if field.type == "partial_date":
        return [name, *(f"(select {side} from partial_dates where text = {name}) as {field.name}_{side}" for side in ("earliest", "latest"))]
    return [f"cast({name} as {DUCKDB_TYPES[field.type]}) as {name}"]


def _cast(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    columns = [expression for field in table.fields for expression in _expressions(field)]
    try:
        connection.table(raw(table)).project(", ".join(columns)).create(table.name)
    except duckdb.ConversionException as error:
        raise ContractError("{table}: a value does not fit its column: {reason}", table=table.name, reason=str(error).splitlines()[0]) from error
    connection.execute(f'drop table "{raw(table)}"')
