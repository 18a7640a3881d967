"""What a release changes of the one it is made from, kept in it beside all that was changed before: its line.

The tables of the line travel with a release as every other table does. A row that differs is kept field by field; of a
table in which too many rows differ, only how many. The headline numbers of the parent are kept as it gave them on its day, so
that what is a correction can be told from what happened.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

import duckdb
import pandas as pd

from mitra import catalogue
from mitra import contract as contracts
from mitra.contract import Contract, Table
from mitra.errors import ReleaseError
from mitra.ingest.comparison import ADDED, CHANGED, LISTED, WITHDRAWN, RowChange, TableChange, compare, side_by_side
from mitra.ingest.integrity import named, same_key
from mitra.settings import Settings
from mitra.store.build import Candidate, readable_path, with_line
from mitra.store.shelf import Shelf

OWNERS = ("agreement_id", "engagement_id", "program_id", "outcome_id")  # keys of the rows that belong to pairs of countries
POINTERS = ("engagement_id", "agreement_id", "program_id", "ref_id")  # columns by which other rows belong to them
STEPS = ("step", "release", "published_on", "who", "note")
REVISIONS = ("step", "table_name", "row_key", "owner_ref_id", "pairs", "change_code", "field_name", "before_value", "after_value", "row_count")
NUMBERS = ("step", "home_code", "partner_code", "headline_number_code", "value")
Row = tuple[object, ...]


def trace(settings: Settings, shelf: Shelf, candidate: Candidate, parent: str, *, tables: Collection[str] | None = None) -> Candidate:
    """Fill the candidate's line: its parent's, the parent itself, and what the candidate changes of it.

    `tables` names those that may differ, None all. A parent that cannot be read any more ends the line; the candidate then begins another.
    """
    try:
        path = readable_path(settings, shelf, parent)
    except ReleaseError:
        return candidate
    contract = contracts.load(settings.schema, settings.codelist)
    manifest = shelf.manifest(parent)
    day = str(manifest["at"])[:10]
    with side_by_side(path, candidate.serve, memory_limit=settings.memory_limit) as connection:
        step = len(connection.table("before.main.releases_before")) + 1
        changes = [compare(connection, table) for table in contract.tables.values() if tables is None or table.name in tables]
        revisions = [line for change in changes if change.moved for line in _revisions(connection, contract, change, step)]
        numbers = list(_numbers(connection, settings, step, day))
    own = {
        "releases_before": _frame(STEPS, [(step, parent, day, str(manifest.get("who") or ""), str(manifest.get("note") or ""))]),
        "revisions": _frame(REVISIONS, revisions),
        "numbers_before": _frame(NUMBERS, numbers),
    }
    return with_line(settings, candidate, path, own)


def _frame(columns: tuple[str, ...], rows: Iterable[Row]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=list(columns), dtype="object")


def _revisions(connection: duckdb.DuckDBPyConnection, contract: Contract, change: TableChange, step: int) -> Iterator[Row]:
    """Yield a table's rows of `revisions`: a row a field, or where too many rows differ, a row a kind."""
    counts = {ADDED: change.added, CHANGED: change.changed, WITHDRAWN: change.withdrawn}
    if sum(counts.values()) > LISTED:
        yield from ((step, change.table, None, None, None, kind, None, None, None, count) for kind, count in counts.items() if count)
        return
    owners = _owners(connection, contract.tables[change.table])
    for row in change.rows:
        owner, pairs = owners.get(row.key, (None, None))
        key = _key(row)
        yield from ((step, change.table, key, owner or key, pairs, row.kind, name, *values, 1) for name, values in row.fields.items())


def _key(row: RowChange) -> str:
    return " / ".join(part or "–" for part in row.key)


def _owners(connection: duckdb.DuckDBPyConnection, table: Table) -> Mapping[tuple[str | None, ...], tuple[str, str | None]]:
    """Return, per key of a row that differs, what it belongs to and the pairs of countries of that, before and after."""
    column = _pointer(table)
    if column is None:
        return {}
    found: dict[tuple[str | None, ...], tuple[str, set[str]]] = {}
    moved = connection.table(f"moved_{table.name}").set_alias("moved")
    for side in ("before", "after"):
        paired = connection.table(f"{side}.main.pair_rows").filter("home_code < partner_code").project("ref_id as paired_id, home_code || '-' || partner_code as pair").set_alias("paired")
        rows = connection.table(f"{side}.main.{table.name}").set_alias("whole").join(moved, same_key(table, "whole", "moved"), how="semi").set_alias("rows")
        for pair, owner, *key in rows.join(paired, f'rows."{column}" = paired.paired_id', how="left").project(f'pair, "{column}", {named(table.primary_key)}').fetchall():
            pairs = found.setdefault(tuple(None if part is None else str(part) for part in key), (str(owner), set()))[1]
            pairs.update([pair] if pair else [])
    return {key: (owner, ";".join(sorted(pairs)) or None) for key, (owner, pairs) in found.items()}


def _pointer(table: Table) -> str | None:
    """Return the column that says what a table's rows belong to: their own key, or the first that points to an owner."""
    if table.primary_key[0] in OWNERS:
        return table.primary_key[0]
    return next((name for name in POINTERS if name in table.field_names), None)


def _numbers(connection: duckdb.DuckDBPyConnection, settings: Settings, step: int, day: str) -> Iterator[Row]:
    """Yield the headline numbers of each pair by the release before, on the day it was published."""
    cursor = connection.cursor()
    cursor.execute("use before.main")
    yield from ((step, *row) for row in cursor.execute(catalogue.load(settings.queries)["record.pair_numbers"].sql, {"as_of": date.fromisoformat(day)}).fetchall())
