"""What holds for every query: a true head, words for its columns, evidence with sources, and no day or pair that breaks it."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from datetime import date
from typing import Any

import duckdb
import pytest
import sqlglot
from sqlglot import ErrorLevel

from mitra import catalogue
from mitra.briefing.views import VIEWS
from mitra.contract import Contract
from mitra.errors import ReleaseError
from mitra.findings.sides import shape
from mitra.settings import Settings
from mitra.store.build import run_checks
from mitra.store.tables import Seed, load_all

CATALOGUE = catalogue.load(Settings.from_environment().queries)
QUERIES = sorted(CATALOGUE)
BUILD = sorted(path for folder in ("build", "protect") for path in (Settings.from_environment().queries / folder).glob("*.sql"))
GLOBAL = {"home", "partner", "as_of", "from_year", "to_year", "sector", "focus"}  # what every page has in hand
NOT_FIGURES = ("record",)  # names and lists for the frame, no numbers of the record
PYTHON: dict[str, type | tuple[type, ...]] = {"varchar": str, "bigint": int, "integer": int, "double": float, "boolean": bool, "date": date}
KINDS = {"string": {"varchar"}, "integer": {"bigint", "integer", "hugeint"}, "number": {"double", "decimal", "bigint", "integer"}, "boolean": {"boolean"}, "date": {"date"}, "partial_date": {"varchar"}}


@pytest.mark.parametrize("name", QUERIES)
def test_head_is_true(name: str, seed_release: Any) -> None:
    catalogue.check_columns(CATALOGUE[name], seed_release.reader.connection)


@pytest.mark.parametrize("name", [name for name in QUERIES if CATALOGUE[name].measure])
def test_a_measure_gives_the_columns_of_the_head_without_rows_too(name: str, seed_release: Any, parameters: Callable[[str, str], dict[str, str]]) -> None:
    given = parameters("seed", name)
    empty = {"home": "JPN", "partner": "BRA", "as_of": "1946-01-01"}  # a pair and a day of which the record holds nothing
    for params in (given, {key: empty.get(key, value) for key, value in given.items()}):
        for row in seed_release.reader.rows(name, params):
            assert list(row) == list(CATALOGUE[name].columns)
            for column in CATALOGUE[name].columns.values():
                assert row[column.name] is None or isinstance(row[column.name], PYTHON[column.type.split("(")[0]]), column.name


@pytest.mark.parametrize("name", QUERIES)
def test_every_column_is_a_field_with_a_title_in_three_languages(name: str, the_contract: Contract) -> None:
    for column in CATALOGUE[name].columns.values():
        field = the_contract.fields.get(column.name)
        assert field is not None, f"{column.name} is neither in fields.toml nor in measures.toml"
        assert all(field.title.get(language) for language in ("id", "en", "ja")), column.name
        assert column.type.split("(")[0] in KINDS[field.type], f"{column.name} is {column.type} here and {field.type} in the contract"


@pytest.mark.parametrize("name", [name for name in QUERIES if not name.startswith(NOT_FIGURES)])
def test_evidence_lists_rows_of_the_record(name: str) -> None:
    query = CATALOGUE[name]
    evidence = CATALOGUE[query.evidence]
    assert "ref_id" in evidence.columns, f"{evidence.name} is the evidence of {name} and has no ref_id"
    needed = {param.name for param in evidence.params.values() if not param.optional}
    assert needed <= set(query.params) | GLOBAL


@pytest.mark.parametrize("name", [name for name in QUERIES if not name.startswith(NOT_FIGURES)])
def test_a_figure_has_a_formula_in_words(name: str) -> None:
    assert CATALOGUE[name].formula or "ref_id" in CATALOGUE[name].columns


@pytest.mark.parametrize("name", sorted({query.evidence for query in CATALOGUE.values() if "ref_id" in CATALOGUE[query.evidence].columns and not query.name.startswith(NOT_FIGURES)}))
def test_every_row_of_evidence_has_a_source(name: str, seed_release: Any, parameters: Callable[[str, str], dict[str, str]]) -> None:
    refs = {row["ref_id"] for row in seed_release.reader.rows(name, parameters("seed", name))} - {None}
    sources = seed_release.reader.rows("record.sources_of", {"ref_ids": ";".join(sorted(refs))})
    sourced = {ref for (ref,) in seed_release.reader.connection.cursor().execute("select ref_id from row_sources union all select source_id from sources").fetchall()}
    assert refs <= sourced, sorted(refs - sourced)[:10]
    assert sources or not refs


@pytest.mark.parametrize("name", sorted({view.query for view in VIEWS.values()}))
def test_the_key_of_a_figure_tells_its_rows_apart(name: str, seed_release: Any, small_world: Any, parameters: Callable[[str, str], dict[str, str]]) -> None:
    query = CATALOGUE[name]
    keys = list(shape(query.types, query.key).keys)
    for record, world in ((seed_release, "seed"), (small_world, "world")):
        rows = record.reader.frame(name, parameters(world, name))
        assert not rows.duplicated(keys or list(rows.columns)).any(), f"{keys} do not tell the rows of {name} apart, so that two sides cannot be compared: name the columns that do in its head, as @key"


@pytest.mark.parametrize("name", QUERIES)
def test_runs_on_any_day_for_any_pair_under_any_filter(name: str, small_world: Any, parameters: Callable[[str, str], dict[str, str]]) -> None:
    given = parameters("world", name)
    for as_of in ("0001-01-01", "9999-12-31"):
        for pair in (("IDN", "JPN"), ("TLS", "VNM"), ("Atlantis", "'; drop table sources; --")):
            for more in ({}, {"sector": "fisheries", "focus": "supply_chain", "from_year": "2020", "to_year": "2019"}):
                small_world.reader.rows(name, {**given, "home": pair[0], "partner": pair[1], "as_of": as_of, **more})


@pytest.mark.parametrize("sql", [pytest.param(query.sql, id=query.name) for query in CATALOGUE.values()] + [pytest.param(path.read_text("utf-8"), id=f"{path.parent.name}/{path.stem}") for path in BUILD])
def test_can_be_carried_to_spark(sql: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        carried = sqlglot.transpile(sql, read="duckdb", write="spark", unsupported_level=ErrorLevel.RAISE)
    assert len(carried) == 1
    sqlglot.parse_one(carried[0], read="spark")


def test_a_record_that_breaks_a_rule_is_not_built(the_contract: Contract) -> None:
    settings = Settings.from_environment()
    with duckdb.connect() as connection:
        load_all(connection, the_contract, Seed(settings.seed), settings.codelist)
        run_checks(connection, settings.queries / "check", the_contract, date(2026, 11, 22))  # the seed breaks none
        connection.execute("update financing_programs set currency_code = null where program_id = 'P001'")
        with pytest.raises(ReleaseError, match="program_amount_currency"):
            run_checks(connection, settings.queries / "check", the_contract, date(2026, 11, 22))
        assert ("checked",) not in connection.execute("select schema_name from duckdb_schemas() where database_name = 'memory'").fetchall()


def test_no_query_changes_the_release(seed_release: Any) -> None:
    reader = seed_release.reader
    for statement in ("delete from sources", "create table x (y int)", "copy sources to '/tmp/x.csv'", "attach '/tmp/x.duckdb'", "set threads = 4", "select * from read_csv('/etc/passwd')", "install excel"):
        with pytest.raises(duckdb.Error):
            reader.connection.cursor().execute(statement)
