"""The rows of two releases side by side, compared by key and field by field, in DuckDB."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import duckdb
import pandas as pd

from mitra.contract import Table
from mitra.errors import ReleaseError
from mitra.ingest.integrity import named, same_key

LISTED = 1000  # rows that a comparison lists; it counts all
ADDED, CHANGED, WITHDRAWN = "added", "changed", "withdrawn"


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row: `kind` is added, changed or withdrawn; `fields`: name to (old, new) as text, None unknown.

    A changed row has the fields that differ, an added or withdrawn one all that are filled.
    """

    kind: str
    key: tuple[str | None, ...]
    fields: Mapping[str, tuple[str | None, str | None]]


@dataclass(frozen=True, slots=True)
class TableChange:
    """How many rows of a table were added, changed, withdrawn, left as they were; `rows` lists at most LISTED of the first three."""

    table: str
    added: int
    changed: int
    withdrawn: int
    unchanged: int
    rows: tuple[RowChange, ...] = ()

    @property
    def moved(self) -> bool:
        """Return whether any row differs."""
        return bool(self.added or self.changed or self.withdrawn)


@contextmanager
def side_by_side(before: Path, after: Path, *, memory_limit: str = "512MB") -> Generator[duckdb.DuckDBPyConnection]:
    """Give a connection that has both DuckDB files attached as before and after, to be read only."""
    try:
        with duckdb.connect(config={"threads": 2, "memory_limit": memory_limit, "temp_directory": str(after.parent / "spill")}) as connection:
            for name, path in (("before", before), ("after", after)):
                place = str(path).replace("'", "''")
                connection.execute(f"attach '{place}' as {name} (read_only)")
            yield connection
    except duckdb.Error as error:
        raise ReleaseError("The two releases cannot be compared: {reason}.", reason=str(error).splitlines()[0]) from error


def compare(connection: duckdb.DuckDBPyConnection, table: Table, *, listed: int = LISTED) -> TableChange:
    """Compare one table before and after. The keys of rows that differ are kept in the table moved_<table>."""
    sides = _joined(connection, table)
    keys = ", ".join(f'{_either(column)} as "{column}"' for column in table.primary_key)
    sides.filter(f"{_kind(table)} is not null").project(f"{_kind(table)} as kind, {keys}").create(f"moved_{table.name}")
    moved = connection.table(f"moved_{table.name}")
    counts = dict(moved.aggregate("kind, count(*)", "kind").fetchall())
    old = len(_side(connection, "before", table))
    added, changed, withdrawn = (counts.get(kind, 0) for kind in (ADDED, CHANGED, WITHDRAWN))
    rows = tuple(_listed(connection, table, listed)) if moved and listed else ()
    return TableChange(table.name, added, changed, withdrawn, old - changed - withdrawn, rows)


def _side(connection: duckdb.DuckDBPyConnection, side: str, table: Table) -> duckdb.DuckDBPyRelation:
    """Return a table of one release; what its contract did not have yet is unknown: a column in every row, a table whole."""
    try:
        rows = connection.table(f"{side}.main.{table.name}")
    except duckdb.CatalogException:
        rows = connection.from_df(pd.DataFrame(columns=list(table.field_names), dtype="str"))
    columns = ", ".join(f'"{name}"' if name in rows.columns else f'cast(null as varchar) as "{name}"' for name in table.field_names)
    return rows.project(f"{columns}, true as there")


def _joined(connection: duckdb.DuckDBPyConnection, table: Table) -> duckdb.DuckDBPyRelation:
    old, new = (_side(connection, side, table).set_alias(alias) for side, alias in (("before", "old"), ("after", "new")))
    return old.join(new, same_key(table, "old", "new"), how="outer")


def _differs(name: str) -> str:
    return f'old."{name}" is distinct from new."{name}"'


def _either(name: str) -> str:
    return f'case when new.there then new."{name}" else old."{name}" end'


def _kind(table: Table) -> str:
    """Return the expression of what became of a row, null where nothing did."""
    differs = " or ".join(_differs(name) for name in table.field_names if name not in table.primary_key) or "false"
    return f"case when old.there is null then '{ADDED}' when new.there is null then '{WITHDRAWN}' when {differs} then '{CHANGED}' end"


def _listed(connection: duckdb.DuckDBPyConnection, table: Table, most: int) -> Iterator[RowChange]:
    keys = named(table.primary_key)
    connection.table(f"moved_{table.name}").order(f"kind, {keys}").limit(most).create(f"listed_{table.name}")
    chosen = connection.table(f"listed_{table.name}").set_alias("chosen")
    sides: list[dict[tuple[object, ...], tuple[object, ...]]] = []
    for side in ("before", "after"):
        rows = _side(connection, side, table).set_alias("whole").join(chosen, same_key(table, "whole", "chosen"), how="semi")
        found = rows.project(f"{keys}, {named(table.field_names)}").fetchall()
        sides.append({row[: len(table.primary_key)]: row[len(table.primary_key) :] for row in found})
    for kind, *key in chosen.order(f"kind, {keys}").fetchall():
        old, new = (side.get(tuple(key), (None,) * len(table.fields)) for side in sides)
        pairs = {name: (_text(a), _text(b)) for name, a, b in zip(table.field_names, old, new, strict=True) if a != b}
        yield RowChange(kind, tuple(_text(part) for part in key), pairs)


def _text(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    return format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)
