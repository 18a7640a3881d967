"""Whether a record holds together after a change: keys stand once, required cells are filled, references resolve."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import duckdb

from mitra.contract import Contract, Field, Table
from mitra.i18n import mark
from mitra.ingest.check_rules import Heading, TableName
from mitra.ingest.finding import ERROR, Finding, Rule

LISTED = 10  # keys that a finding names; it counts all

EXISTS = Rule("key-exists", ERROR, mark("{table}: keys that are on record already: {keys} ({count} in all)."), mark("Choose “Add and update rows” (--mode upsert), which replaces rows of the same key, or take these rows out of the file."))
TWICE = Rule("key-twice", ERROR, mark("{table}: keys that stand more than once: {keys} ({count} in all)."), mark("Keep one row of each key."))
EMPTY = Rule("required-empty", ERROR, mark("{table}: {column} is empty in {keys} ({count} in all)."), mark("Fill the cell; it is required."))
DANGLING = Rule("reference-unknown", ERROR, mark("{table}: {column} names {unknown}, not to be found in {references}; rows: {keys} ({count} in all)."), mark("Add the missing rows to {references} in the same batch, or correct the column."))


def problems(connection: duckdb.DuckDBPyConnection, contract: Contract, touched: Collection[str]) -> tuple[Finding, ...]:
    """Return what is broken in the typed tables that `touched` names, or in those that refer to them."""
    return tuple(finding for table in contract.tables.values() for finding in _of_table(connection, contract, table, touched))


def _of_table(connection: duckdb.DuckDBPyConnection, contract: Contract, table: Table, touched: Collection[str]) -> Iterator[Finding]:
    if table.name in touched:
        yield from _twice(connection, table)
        yield from _empty(connection, table)
    for field in table.fields:
        if field.references is not None and field.name != key_column(contract, field.references, table) and {table.name, field.references} & set(touched):
            yield from _dangling(connection, contract, table, field)


def key_column(contract: Contract, references: str, table: Table) -> str | None:
    """Return the column of `table` that is its own key where it refers to itself, else None."""
    return contract.tables[references].primary_key[0] if references == table.name else None


def named(columns: Sequence[str]) -> str:
    """Return columns as an expression list, quoted."""
    return ", ".join(f'"{column}"' for column in columns)


def same_key(table: Table, left: str, right: str) -> str:
    """Return the condition under which two relations hold the same row; an unknown part of a key equals an unknown one."""
    return " and ".join(f'{left}."{column}" is not distinct from {right}."{column}"' for column in table.primary_key)


def finding(rule: Rule, table: Table, rows: duckdb.DuckDBPyRelation, **values: object) -> Iterator[Finding]:
    """Yield one finding about rows that have the table's key, none where there are no rows."""
    count = len(rows)
    if count:
        keys = rows.project(named(table.primary_key)).order(named(table.primary_key)).limit(LISTED).fetchall()
        listed = ", ".join(" / ".join("–" if part is None else str(part)[:80] for part in key) for key in keys)
        yield Finding(rule, values={"table": TableName(table.name), "count": count, "keys": listed + (", …" if count > LISTED else ""), **values})


def _twice(connection: duckdb.DuckDBPyConnection, table: Table) -> Iterator[Finding]:
    keys = named(table.primary_key)
    yield from finding(TWICE, table, connection.table(table.name).aggregate(f"{keys}, count(*) as n", keys).filter("n > 1"))


def _empty(connection: duckdb.DuckDBPyConnection, table: Table) -> Iterator[Finding]:
    for field in table.fields:
        if field.name in table.required:
            yield from finding(EMPTY, table, connection.table(table.name).filter(f'"{field.name}" is null'), column=Heading(field.name))


def _dangling(connection: duckdb.DuckDBPyConnection, contract: Contract, table: Table, field: Field) -> Iterator[Finding]:
    target = contract.tables[field.references or ""]
    rows = connection.table(table.name).filter(f'"{field.name}" is not null').set_alias("pointing")
    known = connection.table(target.name).set_alias("pointed")
    lost = rows.join(known, f'pointing."{field.name}" = pointed."{target.primary_key[0]}"', how="anti")
    unknown = lost.project(f'"{field.name}"').distinct().order(f'"{field.name}"').limit(LISTED).fetchall()
    yield from finding(DANGLING, table, lost, column=Heading(field.name), references=TableName(target.name), unknown=", ".join(str(value)[:80] for (value,) in unknown))
