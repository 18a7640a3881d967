"""Small cells: what everybody may see of a release whose lists of enterprises are not all public.

The rows are protected, not the answers: a second DuckDB file is derived from the release, in which the enterprises of a list
without a web address have no name and stand in cells of at least so many, so that no query over it, named or free, and no
difference between two answers tells of fewer. A release that holds no such list is shown as it is, from its own file.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import duckdb

from mitra.contract import Contract, Table
from mitra.settings import Settings
from mitra.store.build import derived_file
from mitra.store.tables import Released

FIELDS = ("enterprise_name", "country_code", "sector_code", "size_class_code", "is_women_led", "region_code", "mode_code", "source_id")  # what matters most comes first: it is shown at the cost of the others
AFTER_PROTECTION = ("withheld", "counted_before")  # tables that say what was done to the others
COUNTING = ("062_withheld", "063_counted_before", "065_participants_counted")  # of queries/build: how participants are counted


def withholds(connection: duckdb.DuckDBPyConnection, settings: Settings) -> bool:
    """Say whether a release holds rows of single enterprises that rest on no public source, or tells in its line what stood in such rows."""
    if not settings.small_cells:
        return False
    cursor = connection.cursor()
    held = cursor.execute(_statement(settings, "010_enterprise_rows"), {"least": settings.small_cells}).fetchone()
    return held is not None or cursor.execute(_statement(settings, "125_told_before")).fetchone() is not None


def protected_file(settings: Settings, serve: Path) -> Path:
    """Return a DuckDB file of what everybody may see of a release, in a folder of this process."""
    path = derived_file(settings, Protected(Released(serve), settings))
    with duckdb.connect(str(path)) as connection:
        connection.execute(f"create temp table told_before as {_statement(settings, '125_told_before')}")
        for name in ("130_hidden_revisions", "140_revisions_counted", "145_revisions", "150_numbers_before"):
            connection.execute(_statement(settings, name))
    return path


def visible_tables(serve: Path, folder: Path, contract: Contract) -> dict[str, Path]:
    """Write the tables of a protected file as Parquet, by name: the record's own and what says that they are protected."""
    found = {name: folder / f"seen-{name}.parquet" for name in (*contract.tables, *AFTER_PROTECTION)}
    with duckdb.connect() as connection:
        place = str(serve).replace("'", "''")
        connection.execute(f"attach '{place}' as seen (read_only)")
        for name, path in found.items():
            connection.table(f"seen.main.{name}").write_parquet(str(path))
    return found


@dataclass(frozen=True, slots=True)
class Protected:
    """The rows of a release, enterprises of lists that are not public in cells of at least `settings.small_cells`."""

    released: Released
    settings: Settings

    def load(self, connection: duckdb.DuckDBPyConnection, table: Table) -> None:
        """Create raw_<table> of the release's rows."""
        self.released.load(connection, table)

    def check(self, connection: duckdb.DuckDBPyConnection, contract: Contract) -> None:
        """Put cells and bare outcomes in the place of the rows that tell of single enterprises, before anything is derived from them."""
        self.released.check(connection, contract)
        for name in AFTER_PROTECTION:
            self.released.carry(connection, name)
        self._count(connection)
        connection.execute(f"create table enterprise_rows as {_statement(self.settings, '010_enterprise_rows')}", {"least": self.settings.small_cells})
        while self._run(connection, "020_too_few").fetchone() != (0,):  # without those left out, others may be counted in another way
            connection.execute("drop table participants_counted")
            self._count(connection)
        self._split(connection)
        self._replace(connection)

    def _run(self, connection: duckdb.DuckDBPyConnection, name: str, **params: str) -> duckdb.DuckDBPyConnection:
        statement = _statement(self.settings, name)
        given = {**params, "least": self.settings.small_cells}
        return connection.execute(statement, {key: value for key, value in given.items() if f"${key}" in statement})

    def _count(self, connection: duckdb.DuckDBPyConnection) -> None:
        for name in COUNTING:
            connection.execute((self.settings.queries / "build" / f"{name}.sql").read_text("utf-8"))

    def _split(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Create cells: what is shown of the enterprises, field by field."""
        self._run(connection, "030_attributes")
        self._run(connection, "040_shown")
        for before, field in pairwise(FIELDS):
            self._run(connection, "050_split", before=before, field=field)
        self._run(connection, "060_cells")

    def _replace(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._run(connection, "070_counted_before")
        self._run(connection, "080_outcomes")
        self._run(connection, "090_region_links")
        for table, key in (("participants", "participant_id"), ("outcomes", "outcome_id"), ("contested_values", "ref_id"), ("contested_values", "contested_id"), ("translations", "ref_id")):
            connection.execute(f"delete from {table} where {key} in (select ref_id from enterprise_rows where table_name <> 'region_links')")  # noqa: S608  # the names stand in the line above
        for name in ("100_participants_in", "105_outcome_notes", "106_note_translations", "110_outcomes_in", "120_withheld"):
            self._run(connection, name)
        for table in ("enterprise_rows", "attributes", "shown", "cells", "bare_outcomes", "participants_counted"):
            connection.execute(f"drop table {table}")


def _statement(settings: Settings, name: str) -> str:
    return (settings.queries / "protect" / f"{name}.sql").read_text("utf-8")
