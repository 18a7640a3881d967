"""What a draft would change: rows by table, headline numbers, cells of coverage; or what others changed meanwhile."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import duckdb

from mitra.contract import Contract
from mitra.ingest.change import Change
from mitra.ingest.comparison import TableChange, compare, side_by_side
from mitra.ingest.headlines import CellMove, HeadlineMove, Pair, cell_moves, headline_moves
from mitra.store.reader import Reader

_TIES = ("agreement_id", "engagement_id", "program_id", "outcome_id", "renews_agreement_id")  # columns that tie a row to what a pair of countries does
_EVERYWHERE = ("sources", "institutions", "record")  # what they hold dates and places rows of any pair


@dataclass(frozen=True, slots=True)
class Difference:
    """What lies between two releases: `tables` that were looked at, and what moved on the pages of the pairs they touch."""

    before: str
    after: str
    as_of: date
    tables: tuple[TableChange, ...]
    pairs: tuple[Pair, ...]
    headlines: tuple[HeadlineMove, ...]
    cells: tuple[CellMove, ...]

    @property
    def moved(self) -> bool:
        """Return whether any row differs."""
        return any(table.moved for table in self.tables)


def difference(contract: Contract, parent: Reader, draft: Reader, changes: Iterable[Change] | None, *, as_of: date) -> Difference:
    """Compare the tables that changes name, every table where it is None; counts are whole, listed rows bounded."""
    names = set(contract.tables) if changes is None else {change.table for change in changes}
    with side_by_side(parent.path, draft.path) as connection:
        tables = tuple(compare(connection, table) for table in contract.tables.values() if table.name in names)
        pairs = _touched(connection, contract, tables)
    headlines = tuple(headline_moves(parent, draft, pairs, as_of))
    return Difference(parent.release, draft.release, as_of, tables, pairs, headlines, tuple(cell_moves(parent, draft, pairs, as_of)))


def _touched(connection: duckdb.DuckDBPyConnection, contract: Contract, tables: Iterable[TableChange]) -> tuple[Pair, ...]:
    """Return the pairs whose numbers the moved rows may move, each once, in the order of the alphabet."""
    moved = [table for table in tables if table.moved]
    everywhere = any(table.table in _EVERYWHERE and (table.changed or table.withdrawn) for table in moved)
    found: set[Pair] = set()
    for side in ("before", "after"):
        rows = connection.table(f"{side}.main.pair_rows").filter("home_code < partner_code").set_alias("paired")
        if everywhere:
            found |= set(rows.project("home_code, partner_code").distinct().fetchall())
            continue
        for table in moved:
            refs = _refs(connection, contract, table.table)
            if refs is not None:
                found |= set(rows.join(refs.set_alias("refs"), "paired.ref_id = refs.ref_id", how="semi").project("home_code, partner_code").distinct().fetchall())
    return tuple(sorted(found))


def _refs(connection: duckdb.DuckDBPyConnection, contract: Contract, name: str) -> duckdb.DuckDBPyRelation | None:
    """Return the agreements, engagements, programmes and outcomes that a table's moved rows belong to, before and after."""
    table = contract.tables[name]
    ties = [column for column in table.field_names if column in _TIES]
    keys = connection.table(f"moved_{name}").set_alias("keys")
    matched = " and ".join(f'rows."{column}" is not distinct from keys."{column}"' for column in table.primary_key)
    found: duckdb.DuckDBPyRelation | None = None
    for side in ("before", "after"):
        for tie in ties:
            rows = connection.table(f"{side}.main.{name}").set_alias("rows").join(keys, matched, how="semi")
            refs = rows.project(f'"{tie}" as ref_id').distinct()
            found = refs if found is None else found.union(refs)
    return found
