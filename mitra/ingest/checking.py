"""Check a mapped file against its contract, the parent release and the rest of the batch: every finding, and the rows that hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import duckdb

from mitra.contract import Contract
from mitra.i18n import Words
from mitra.ingest import refused
from mitra.ingest.cell_rules import check_cells
from mitra.ingest.cells import Cells, Styles, drop
from mitra.ingest.check_rules import Check, checks
from mitra.ingest.codes import Codebook, names_of
from mitra.ingest.finding import Finding
from mitra.ingest.mapped import Mapped, typed
from mitra.ingest.mapping import ColumnMap
from mitra.ingest.offences import Offences
from mitra.ingest.parent import Parent, without
from mitra.ingest.relations import joined
from mitra.ingest.row_rules import check_rows, rows_that_count
from mitra.settings import ROOT
from mitra.store.reader import Reader

CHECKS = ROOT / "queries" / "check"
SCHEMA = "checked"  # where the rules find the tables they read, under the contract's names


@dataclass(frozen=True)
class Checked:
    """What a check found. `findings` are the first 10,000; `counts` by rule and `severities` count all.

    The connection holds the rows that hold as the view `accepted` (all text, the contract's columns).
    """

    mapping: ColumnMap
    findings: tuple[Finding, ...]
    counts: Mapping[str, int]
    severities: Mapping[str, int]
    row_count: int
    accepted_count: int
    accepted: str
    staged: str
    connection: duckdb.DuckDBPyConnection = field(repr=False, compare=False)
    offences: Offences = field(repr=False, compare=False)

    @property
    def refused_count(self) -> int:
        """Return how many rows are kept from the record."""
        return self.row_count - self.accepted_count

    def write_refused(self, path: Path, headings: Sequence[str], words: Words, *, kind: str = "csv") -> int:
        """Write the refused rows with what is wrong with each; return how many. See mitra.ingest.refused."""
        return refused.write(self.connection, self.staged, headings, self.offences, path, words, kind=kind)


def check(
    connection: duckdb.DuckDBPyConnection,
    staged: str,
    mapping: ColumnMap,
    contract: Contract,
    record: Reader | None,
    *,
    given: Mapping[str, str] | None = None,
    given_new: Mapping[str, str] | None = None,
    updates: bool = True,
    styles: Styles | None = None,
    batch: Mapping[str, str] | None = None,
    today: date,
    codebook: Codebook | None = None,
    accepted: str = "accepted",
    folder: Path = CHECKS,
) -> Checked:
    """Check the staged table `staged` (row_number, c0, c1, ...) as its mapping says.

    `given`: field to a value for every row, `given_new`: for rows that are not on record; `updates`: rows change those of the
    record that have their key, and keep from there what the file does not say; `batch`: table to the name of a relation in this connection that holds accepted
    rows of another file of the batch; `styles`: marks of numbers and dates that were told.
    """
    parent = Parent(connection, contract, record, batch or {})
    book = codebook or Codebook(contract, names_of(record) if record is not None else {})
    offences = Offences(connection, staged, {name: match.heading for name, match in mapping.fields.items()}, contract.fields)
    rows = rows_that_count(connection, staged, mapping, offences)
    cells = _understand(connection, rows, staged, mapping, contract, book, styles or Styles(), parent)
    mapped = Mapped(connection, rows, staged, mapping, cells, given or {}, parent.rows(mapping.table.name), given_new=given_new, updates=updates)
    check_cells(connection, rows, mapped, cells, contract, book, offences)
    check_rows(connection, rows, staged, mapped, contract, parent, offences, given or {})
    _run_checks(connection, mapped, contract, parent, offences, checks(folder, contract), today)
    return _checked(connection, staged, mapped, offences, accepted, everything=bool(mapped.lacking) and mapped.on_record is None)


def _understand(
    connection: duckdb.DuckDBPyConnection, rows: duckdb.DuckDBPyRelation, staged: str, mapping: ColumnMap, contract: Contract, book: Codebook, styles: Styles, parent: Parent
) -> dict[int, Cells]:
    found: dict[int, Cells] = {}
    for name, match in mapping.fields.items():
        own = contract.fields[name]
        stands_for = next((field for field in mapping.table.fields if field.stated_in == name and field.name not in mapping.fields), None)
        meant = stands_for or own
        key_of_its_own = meant.references == mapping.table.name and name in mapping.table.primary_key
        if (meant.type == "string" and not meant.codelist and not meant.references) or key_of_its_own:
            continue
        known = parent.keys(meant.references) if meant.references else None
        if meant.references == mapping.table.name:
            known = _with_own_keys(rows, mapping, known)
        found[match.index] = Cells(connection, rows, staged, match.index, meant, match.heading)
        found[match.index].understand(book, styles, known)
    return found


def _with_own_keys(rows: duckdb.DuckDBPyRelation, mapping: ColumnMap, known: duckdb.DuckDBPyRelation | None) -> duckdb.DuckDBPyRelation | None:
    """Return the keys that a row may point to within its own table: the record's and the file's own."""
    key = mapping.fields.get(mapping.table.primary_key[0])
    if key is None:
        return known
    own = rows.project(f"trim(c{key.index}) as key")
    return own if known is None else known.union(own)


def _run_checks(connection: duckdb.DuckDBPyConnection, mapped: Mapped, contract: Contract, parent: Parent, offences: Offences, rules: Sequence[Check], today: date) -> None:
    """Run the rules that read the uploaded table over views under the contract's names, and keep the file's own offenders."""
    mine = [rule for rule in rules if mapped.table.name in rule.tables]
    if not mine:
        return
    connection.execute(f"create schema if not exists {SCHEMA}")
    remaining, unclear = _remaining(connection, mapped, parent), offences.not_understood()
    for rule in mine:
        views = {name: _view(mapped, contract, parent, name, rule, remaining) for name in sorted(rule.tables)}
        connection.execute(f"set search_path = '{SCHEMA},main'")
        try:
            for name, relation in views.items():
                relation.create_view(name, replace=True)
            found = connection.sql(rule.sql, params={"today": today} if rule.asks_day else None)
            offences.add(rule.rule, _judged(connection, found.filter("row_number is not null"), rule, unclear), schema=SCHEMA)
        finally:
            connection.execute("reset search_path")


def _judged(connection: duckdb.DuckDBPyConnection, found: duckdb.DuckDBPyRelation, rule: Check, unclear: str | None) -> duckdb.DuckDBPyRelation:
    """Leave out rows in which a cell that the rule reads is not understood: a rule judges only what is."""
    if unclear is None or not rule.fields:
        return found
    names = ", ".join(f"'{name}'" for name in sorted(rule.fields))
    return joined(found, connection.table(f"main.{unclear}").filter(f"unclear_field in ({names})"), "row_number = unclear_row", how="anti")


def _remaining(connection: duckdb.DuckDBPyConnection, mapped: Mapped, parent: Parent) -> duckdb.DuckDBPyRelation:
    """Return the record's rows of the uploaded table that the upload does not replace, as a release types them."""
    table = mapped.table
    name = f"{mapped.name}_replaced"
    drop(connection, name)
    recorded = parent.rows(table.name)
    keys = recorded.project(", ".join(f'"{key}" as known_{key}' for key in table.primary_key))
    both = joined(mapped.relation(table.primary_key), keys, " and ".join(f'"{key}" is not distinct from known_{key}' for key in table.primary_key), how="semi")
    both.create(name)
    return typed(without(recorded, connection.table(name), table.primary_key), table)


def _view(mapped: Mapped, contract: Contract, parent: Parent, name: str, rule: Check, remaining: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    return mapped.typed(rule.fields).union(remaining) if name == mapped.table.name else typed(parent.rows(name), contract.tables[name])


def _checked(connection: duckdb.DuckDBPyConnection, staged: str, mapped: Mapped, offences: Offences, accepted: str, *, everything: bool) -> Checked:
    refused_rows = offences.refused()
    rows = mapped.relation()
    if everything:
        rows = rows.filter("false")
    elif refused_rows is not None:
        rows = joined(rows, refused_rows, "row_number = refused_row", how="anti")
    columns = ", ".join(f'"{name}"' for name in mapped.table.field_names)
    rows.project(columns).create_view(accepted, replace=True)
    row_count = len(mapped.rows)
    refused_count = row_count if everything else 0 if refused_rows is None else len(refused_rows)
    return Checked(mapped.mapping, tuple(offences.listed()), offences.counts(), offences.severities(), row_count, row_count - refused_count, accepted, staged, connection, offences)
