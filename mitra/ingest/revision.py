"""A record made of a release's rows with changes applied: what a draft is built from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from mitra.contract import Contract, Table
from mitra.errors import ContractError
from mitra.ingest.change import Change, RefusedError
from mitra.ingest.finding import Finding
from mitra.ingest.integrity import EXISTS, TWICE, finding, problems, same_key
from mitra.store.protect import AFTER_PROTECTION
from mitra.store.tables import as_text, raw


@dataclass(frozen=True, slots=True)
class Revision:
    """The rows of a release (`parent`: table to Parquet) with `changes` made in their order, and what is withheld from them, if anything."""

    parent: Mapping[str, Path]
    changes: tuple[Change, ...]
    clashes: list[Finding] = field(default_factory=list)  # found while loading, raised with all that `check` finds

    def load(self, connection: duckdb.DuckDBPyConnection, table: Table) -> None:
        """Create raw_<table>, sorted by key where it was changed; note where an append brings keys that are there."""
        path = self.parent.get(table.name)
        rows = as_text(connection, table, None if path is None else connection.read_parquet(str(path)))
        changes = [change for change in self.changes if change.table == table.name]
        for change in changes:
            new = _uploaded(connection, table, change)
            if change.mode == "append":
                self.clashes.extend(finding(EXISTS, table, new.set_alias("new").join(rows.set_alias("old"), same_key(table, "old", "new"), how="semi")))
            rows = _changed(rows, new, table, change)
        by_key = ", ".join(f'"{column}" nulls first' for column in table.primary_key)
        (rows.order(by_key) if changes else rows).create(raw(table))

    def check(self, connection: duckdb.DuckDBPyConnection, contract: Contract) -> None:
        """Raise RefusedError where a key stands twice, a required cell is empty or a reference leads nowhere."""
        found = problems(connection, contract, {change.table for change in self.changes})
        clashing = {clash.filled["table"] for clash in self.clashes}
        found = (*self.clashes, *(one for one in found if one.rule is not TWICE or one.filled["table"] not in clashing))
        if found:
            raise RefusedError(found)
        for name in AFTER_PROTECTION:
            if name in self.parent:
                connection.read_parquet(str(self.parent[name])).create(name)


def _uploaded(connection: duckdb.DuckDBPyConnection, table: Table, change: Change) -> duckdb.DuckDBPyRelation:
    rows = connection.read_parquet(str(change.rows))
    if tuple(rows.columns) != table.field_names:
        raise ContractError("{path}: its columns are {found}, the contract says {expected}.", path=change.origin.file_name, found=", ".join(rows.columns), expected=", ".join(table.field_names))
    return rows


def _changed(old: duckdb.DuckDBPyRelation, new: duckdb.DuckDBPyRelation, table: Table, change: Change) -> duckdb.DuckDBPyRelation:
    if change.mode == "replace":
        return new
    if change.mode == "append":
        return old.union(new)
    old, new = old.set_alias("old"), new.set_alias("new")
    matched = same_key(table, "old", "new")
    had = {*(change.columns or table.field_names), *table.primary_key}
    columns = ", ".join(f'{"new" if name in had else "old"}."{name}" as "{name}"' for name in table.field_names)
    return old.join(new, matched, how="anti").union(new.join(old, matched).project(columns)).union(new.join(old, matched, how="anti"))
