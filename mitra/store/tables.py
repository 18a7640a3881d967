"""From the contract's CSV files to typed DuckDB tables.

Text is loaded raw first and cast from there, so that no cast is pushed into the file scan, where it could drop rows.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pandas as pd

from mitra.contract import Contract, Field, Table
from mitra.errors import ContractError
from mitra.partial_date import bounds

DUCKDB_TYPES = {"string": "varchar", "integer": "bigint", "number": "decimal(24,4)", "boolean": "boolean", "date": "date", "partial_date": "varchar"}


def load_all(connection: duckdb.DuckDBPyConnection, contract: Contract, seed: Path, codelist: Path) -> dict[str, int]:
    """Create one table a contract, one a code list, and return the contracts' row counts."""
    for table in contract.tables.values():
        _load_raw(connection, table, seed / f"{table.name}.csv")
    _load_partial_dates(connection, contract)
    counts = {}
    for table in contract.tables.values():
        _cast(connection, table)
        counts[table.name] = len(connection.table(table.name))
    for path in sorted(codelist.glob("*.csv")):
        _read_text(connection, path).create(f"codelist_{path.stem}")
    return counts


def _read_text(connection: duckdb.DuckDBPyConnection, path: Path) -> duckdb.DuckDBPyRelation:
    return connection.read_csv(str(path), header=True, all_varchar=True, delimiter=",", quotechar='"', escapechar='"', encoding="utf-8")


def _load_raw(connection: duckdb.DuckDBPyConnection, table: Table, path: Path) -> None:
    if not path.exists():
        raise ContractError("{path} is missing: the contract {table} has no rows to load. Restore the file, or remove the contract.", path=path, table=table.name)
    relation = _read_text(connection, path)
    if tuple(relation.columns) != table.field_names:
        raise ContractError("{path}: its columns are {found}, the contract says {expected}.", path=path, found=", ".join(relation.columns), expected=", ".join(table.field_names))
    relation.create(f"raw_{table.name}")


def _load_partial_dates(connection: duckdb.DuckDBPyConnection, contract: Contract) -> None:
    """Create partial_dates: each distinct text of a partial date with its earliest and latest day."""
    found: dict[str, tuple[date | None, date | None]] = {}
    for table in contract.tables.values():
        for field in table.fields:
            if field.type == "partial_date":
                for (text,) in connection.table(f"raw_{table.name}").project(f'"{field.name}"').distinct().fetchall():
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
    raw = f"raw_{table.name}"
    try:
        connection.table(raw).project(", ".join(columns)).create(table.name)
    except duckdb.ConversionException as error:
        raise ContractError("{table}: a value does not fit its column: {reason}", table=table.name, reason=str(error).splitlines()[0]) from error
    connection.execute(f'drop table "{raw}"')
