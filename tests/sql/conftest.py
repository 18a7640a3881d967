"""A bench for the SQL under queries/: the small world in memory, into which a test may put rows of its own."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from mitra import catalogue, contract
from mitra.partial_date import bounds
from mitra.settings import Settings
from mitra.store.reader import bind
from mitra.store.tables import Seed, load_all

Row = Mapping[str, object]
EVIDENCE_TABLES = ("agreements", "agreement_scope", "engagements", "engagement_scope", "financing_programs", "program_scope", "program_flows", "outcomes")

DERIVED = ("row_sources", "pair_rows", "known_by", "stated_scope", "agreement_renewals", "agreement_periods", "program_periods", "engagement_days", "domestic_programs", "parties", "agreement_links", "succession_periods", "evidence", "coverage_cells", "pair_evidence", "national_shares", "weighing_shares", "sector_shares", "row_scope", "pair_scope", "pair_agreements", "pair_programs", "pair_instruments", "funnel")  # what coverage, status and the chain stand on


class Bench:
    """The small world's tables with the rows that bear evidence replaced; nothing is kept after `world` ends."""

    def __init__(self, settings: Settings) -> None:
        self.contract = contract.load(settings.schema, settings.codelist)
        self.queries = catalogue.load(settings.queries)
        self.derive = [path.read_text("utf-8") for path in sorted((settings.queries / "build").glob("*.sql")) if path.stem[4:] in DERIVED]
        self.connection = duckdb.connect(config={"threads": 1})
        load_all(self.connection, self.contract, Seed(settings.seed), settings.codelist)

    @contextmanager
    def world(self, rows: Mapping[str, Sequence[Row]]) -> Iterator[Callable[..., list[dict[str, Any]]]]:
        """Give a function that runs a named query's statement over a world that holds just these rows of evidence."""
        self.connection.execute("begin")
        try:
            for table in dict.fromkeys((*EVIDENCE_TABLES, *rows)):
                self.connection.execute(f"delete from {table}")
                for row in rows.get(table, ()):
                    self._insert(table, row)
            for statement in self.derive:
                self.connection.execute(statement)
            yield self._run
        finally:
            self.connection.execute("rollback")

    def _insert(self, table: str, row: Row) -> None:
        values: dict[str, object] = dict(row)
        for field in self.contract.tables[table].fields:
            text = row.get(field.name)
            if field.type == "partial_date" and text is not None:
                found = bounds(str(text))
                values |= {f"{field.name}_earliest": found.earliest, f"{field.name}_latest": found.latest}
        names, places = ", ".join(values), ", ".join("?" * len(values))
        self.connection.execute(f"insert into {table} ({names}) values ({places})", list(values.values()))

    def _run(self, name: str, **params: str | date | None) -> list[dict[str, Any]]:
        query = self.queries[name]
        rows = self.connection.execute(query.sql, bind(query, params)).fetchall()
        return [dict(zip(query.inputs or query.columns, row, strict=True)) for row in rows]


@pytest.fixture(scope="session")
def bench(small_world: Any) -> Bench:
    """Return the bench, loaded once."""
    return Bench(small_world.settings)


@pytest.fixture(scope="session")
def parameters(small_world: Any) -> Callable[[str, str], dict[str, str]]:
    """Return the function that gives a query its parameters, from tests/golden/params.toml."""
    document = tomllib.loads((Path(__file__).parent.parent / "golden" / "params.toml").read_text("utf-8"))

    def run(world: str, name: str) -> dict[str, str]:
        query = small_world.library.catalogue[name]
        given = {**document[world]["common"], **document[world].get(name, {})}
        lacking = [param.name for param in query.params.values() if not param.optional and param.name not in given]
        assert not lacking, f"{name} needs {lacking}: add them to tests/golden/params.toml, under {world}.common"
        return {key: value for key, value in given.items() if key in query.params}

    return run
