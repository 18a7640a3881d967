"""A query file whose head lies is refused, and the refusal names the file."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from mitra import catalogue, measures
from mitra.errors import CatalogueError

TRUE = """-- @title: Numbers
-- @grain: one row per number
-- @formula: A number,
--   or another.
-- @param least integer?: the smallest number
-- @column number integer: a number
select number
from (values (1), (2)) as numbers (number)
where $least is null or number >= $least
order by number
"""


def folder(tmp_path: Path, sql: str) -> Path:
    """Return a folder that holds one query, number.list."""
    path = tmp_path / "queries" / "number" / "list.sql"
    path.parent.mkdir(parents=True)
    path.write_text(sql, "utf-8")
    return tmp_path / "queries"


def test_a_true_head_is_read(tmp_path: Path) -> None:
    query = catalogue.Catalogue(folder(tmp_path, TRUE))["number.list"]
    assert (query.title, query.formula, query.evidence) == ("Numbers", "A number, or another.", "number.list")
    assert query.params["least"].optional
    catalogue.check_columns(query, duckdb.connect())


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("-- @title: Numbers\n", "", "title"),
        ("-- @grain: one row per number\n", "", "grain"),
        ("-- @column number integer: a number\n", "", "column"),
        ("-- @param least integer?: the smallest number\n", "", "least"),
        ("$least is null or number >= $least", "true", "least"),
        ("-- @param least integer?: ", "-- @param least: ", "name type"),
        ("-- @column number integer: a number", "-- @column number", "name type"),
        ("order by number\n", "order by number;\nselect 1\n", "2 statements"),
        ("select number\n", "selec number\n", "selec"),
        ("-- @formula:", "-- @formel:", "formel"),
        ("-- @formula: A", "-- @evidence: number.rows\n-- @formula: A", "number.rows"),
    ],
)
def test_a_lying_head_is_refused_by_file_name(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert old in TRUE
    with pytest.raises(CatalogueError, match=r"list\.sql") as refusal:
        list(catalogue.Catalogue(folder(tmp_path, TRUE.replace(old, new))).values())
    assert says in str(refusal.value)


@pytest.mark.parametrize(("old", "new"), [("@column number integer", "@column number bigint"), ("@column number", "@column amount"), ("select number\n", "select number, 1 as more\n")])
def test_columns_that_are_not_there_are_refused_by_file_name(tmp_path: Path, old: str, new: str) -> None:
    query = catalogue.Catalogue(folder(tmp_path, TRUE.replace(old, new)))["number.list"]
    with pytest.raises(CatalogueError, match=r"list\.sql"):
        catalogue.check_columns(query, duckdb.connect())


def test_an_unknown_name_is_answered_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="mitra query --list"):
        catalogue.Catalogue(folder(tmp_path, TRUE))["number.lst"]


MEASURED = """-- @title: A share
-- @grain: one row
-- @measure: small.share
-- @input number integer: a number
-- @column share double: the numbers' share
select number
from (values (1), (2)) as numbers (number)
order by number
"""


def test_the_head_of_a_measure_is_compared_with_the_rows_it_reads(tmp_path: Path) -> None:
    query = catalogue.Catalogue(folder(tmp_path, MEASURED))["number.list"]
    catalogue.check_columns(query, duckdb.connect())
    assert (query.measure, list(query.inputs), list(query.columns)) == ("small.share", ["number"], ["share"])


@pytest.mark.parametrize("line", ["-- @measure: small.share\n", "-- @input number integer: a number\n"])
def test_a_measure_and_what_it_reads_come_together(tmp_path: Path, line: str) -> None:
    with pytest.raises(CatalogueError, match="@measure and @input"):
        catalogue.Catalogue(folder(tmp_path, MEASURED.replace(line, "")))["number.list"]


def test_a_measure_that_is_not_there_is_named() -> None:
    for name in ("nowhere.share", "share"):
        with pytest.raises(CatalogueError, match=name):
            measures.find(name)


READING = """-- @title: A share of what another query lists
-- @grain: one row
-- @measure: small.share
-- @reads: number.list
-- @column share double: the numbers' share
"""


def test_a_measure_may_read_another_query(tmp_path: Path) -> None:
    root = folder(tmp_path, TRUE)
    (root / "number" / "share.sql").write_text(READING, "utf-8")
    query = catalogue.Catalogue(root)["number.share"]
    assert (list(query.params), list(query.inputs), list(query.columns), query.evidence) == (["least"], ["number"], ["share"], "number.list")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("@reads: number.list", "@reads: number.none", "number.none"),
        ("@reads: number.list", "@reads: number.share", "number.share"),
        ("-- @measure: small.share\n", "", "@measure and @input"),
        ("-- @column", "-- @param least integer?: the smallest number\n-- @column", "no statement"),
    ],
)
def test_a_reading_head_that_lies_is_refused(tmp_path: Path, old: str, new: str, says: str) -> None:
    root = folder(tmp_path, TRUE)
    (root / "number" / "share.sql").write_text(READING.replace(old, new), "utf-8")
    with pytest.raises(CatalogueError, match=says):
        catalogue.Catalogue(root)["number.share"]
