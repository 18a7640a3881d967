"""The named queries under queries/: each file is one statement with a head that is tested to be true.

    -- @title: what the result is                    -- @param as_of date: meaning
    -- @grain: what a row is                         -- @param sector varchar?: optional, null for all
    -- @formula: how the figure comes about          -- @column step_code varchar: meaning
    -- @evidence: coverage.evidence                  (the query that lists the rows behind the figure)
    -- @key: sector_code, focus_area_code            (the columns that say which row it is, where they are not the first ones)

What SQL does not have (an interval by bootstrap, a survival curve, a network) is computed from the statement's rows by a function
of mitra.measures. The head then names it, and the columns that the statement itself returns:

    -- @measure: concentration.of_sectors            -- @input participant_count bigint: meaning
    -- @method: what is assumed, how small numbers are treated, and which publication the formula is from

A measure may also read the result of another query, `-- @reads: agreements.ties`; the file is then a head without a statement.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

import duckdb

from mitra.errors import CatalogueError

SAMPLES = {"date": date(2000, 1, 1), "boolean": False, "integer": 1, "bigint": 1, "hugeint": 1, "double": 1.0, "decimal": 1.0}  # a value of each type, text for all others
TAGS = ("title", "grain", "key", "formula", "method", "evidence", "measure", "reads", "param", "input", "column")
NO_QUERIES = ("build", "check", "protect")  # folders of statements that make and check a release
_LINE = re.compile(r"^-- @(?P<tag>\w+):? ?(?P<rest>.*)$")
_MORE = re.compile(r"^--  +(?P<rest>.*)$")
_TYPED = re.compile(r"^(?P<name>\w+) (?P<type>[a-z]+(?:\(\d+, ?\d+\))?)(?P<optional>\?)?: (?P<meaning>.+)$")


@dataclass(frozen=True, slots=True)
class Param:
    """A named parameter; an optional one may be null."""

    name: str
    type: str
    optional: bool
    meaning: str


@dataclass(frozen=True, slots=True)
class Column:
    """A result column; `type` is DuckDB's own word for it."""

    name: str
    type: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Query:
    """A named query, `sql` with its head. `evidence` names the query that lists the rows behind this one.

    `measure` names the function of mitra.measures that makes the result from the statement's rows, whose columns are then
    `inputs`; without one the statement's rows are the result and `inputs` is empty. `reads` names the query whose result the
    measure reads in place of a statement of its own; parameters, inputs and `sql` are then that query's. `key` names the
    columns that say which row it is; it is empty where mitra.findings.sides can tell them by their names.
    """

    name: str
    title: str
    grain: str
    formula: str
    evidence: str
    params: Mapping[str, Param]
    columns: Mapping[str, Column]
    sql: str
    path: Path
    method: str = ""
    measure: str = ""
    reads: str = ""
    inputs: Mapping[str, Column] = field(default_factory=dict)
    key: tuple[str, ...] = ()

    @property
    def types(self) -> dict[str, str]:
        """Return the type of each column, in DuckDB's words."""
        return {column.name: column.type for column in self.columns.values()}


def head(sql: str) -> list[tuple[str, str]]:
    """Return the head's (tag, text) pairs, continued lines joined."""
    found: list[tuple[str, str]] = []
    for line in sql.splitlines():
        match, more = _LINE.match(line), _MORE.match(line)
        if match:
            found.append((match["tag"], match["rest"].strip()))
        elif more and found:
            found[-1] = (found[-1][0], f"{found[-1][1]} {more['rest'].strip()}")
        elif not line.startswith("--"):
            break
    return found


def _typed(text: str, path: Path) -> re.Match[str]:
    match = _TYPED.match(text)
    if match is None:
        raise CatalogueError("{path}: cannot read “{text}”; write: name type[?]: meaning.", path=path, text=text)
    return match


def parse(path: Path, name: str) -> Query:
    """Read one query file and check its head against the parameters that DuckDB finds in it."""
    sql = path.read_text("utf-8")
    one: dict[str, str] = {}
    params: dict[str, Param] = {}
    columns: dict[str, Column] = {}
    inputs: dict[str, Column] = {}
    for tag, text in head(sql):
        if tag == "param":
            m = _typed(text, path)
            params[m["name"]] = Param(m["name"], m["type"], m["optional"] is not None, m["meaning"])
        elif tag in ("column", "input"):
            m = _typed(text, path)
            (columns if tag == "column" else inputs)[m["name"]] = Column(m["name"], m["type"], m["meaning"])
        elif tag in TAGS:
            one[tag] = text
        else:
            raise CatalogueError("{path}: @{tag} is no line of a head; use one of {tags}.", path=path, tag=tag, tags=", ".join(TAGS))
    missing = [tag for tag in ("title", "grain") if not one.get(tag)]
    if missing or not columns:
        raise CatalogueError("{path}: the head lacks {missing}.", path=path, missing=", ".join([*missing, *([] if columns else ["column"])]))
    reads = one.get("reads", "")
    if (bool(inputs) or bool(reads)) != ("measure" in one):
        raise CatalogueError("{path}: @measure and @input come together: the columns of the statement are what the measure reads.", path=path)
    if not reads:
        _check_statement(sql, params, path)
    elif inputs or params or duckdb.extract_statements(sql):
        raise CatalogueError("{path}: what @reads another query has no statement, @param or @input of its own.", path=path)
    return Query(name, one["title"], one["grain"], one.get("formula", ""), one.get("evidence", reads or name), params, columns, sql, path, one.get("method", ""), one.get("measure", ""), reads, inputs, _key(one.get("key", ""), columns, path))


def _check_statement(sql: str, params: Mapping[str, Param], path: Path) -> None:
    """Refuse a file that is not one statement with the parameters that its head declares."""
    try:
        statements = duckdb.extract_statements(sql)
    except duckdb.Error as error:
        raise CatalogueError("{path}: {reason}.", path=path, reason=str(error).splitlines()[0]) from error
    if len(statements) != 1:
        raise CatalogueError("{path}: holds {count} statements; one file is one statement.", path=path, count=len(statements))
    used = set(statements[0].named_parameters)
    if used != set(params):
        raise CatalogueError("{path}: the head declares {declared} but the SQL uses {used}.", path=path, declared=sorted(params), used=sorted(used))


def _key(text: str, columns: Mapping[str, Column], path: Path) -> tuple[str, ...]:
    names = tuple(name for part in text.split(",") if (name := part.strip()))
    if unknown := sorted(set(names) - set(columns)):
        raise CatalogueError("{path}: @key names {unknown}, which the result does not have.", path=path, unknown=", ".join(unknown))
    return names


class Catalogue(Mapping[str, Query]):
    """All queries by dotted name; each is read when it is first asked for, so that a server that starts reads none in vain."""

    def __init__(self, root: Path) -> None:
        paths = sorted(path for path in root.glob("*/*.sql") if path.parent.name not in NO_QUERIES)
        self._paths = {f"{path.parent.name}.{path.stem}": path for path in paths}
        self._read: dict[str, Query] = {}

    def __getitem__(self, name: str) -> Query:
        if name not in self._read:
            self._read[name] = self._query(name)
        return self._read[name]

    def _query(self, name: str) -> Query:
        if name not in self._paths:
            raise CatalogueError("There is no query {name}. `python -m mitra query --list` prints them all.", name=name)
        query = parse(self._paths[name], name)
        if query.evidence not in self._paths:
            raise CatalogueError("{path}: @evidence names {evidence}, which is no query.", path=query.path, evidence=query.evidence)
        if not query.reads:
            return query
        source = self._source(query)
        return replace(query, params=source.params, inputs=source.columns, sql=source.sql)

    def _source(self, query: Query) -> Query:
        """Return the query whose result another one reads; it has a statement of its own, so that no two read each other."""
        if query.reads not in self._paths or parse(self._paths[query.reads], query.reads).reads:
            raise CatalogueError("{path}: @reads names {reads}, which is no query with a statement.", path=query.path, reads=query.reads)
        return self[query.reads]

    def __iter__(self):  # noqa: ANN204  # Iterator[str], as Mapping says
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


@lru_cache(maxsize=4)
def load(root: Path) -> Catalogue:
    """Return the catalogue of a folder; a query whose head lies is refused with CatalogueError when it is asked for."""
    return Catalogue(root)


def check_columns(query: Query, connection: duckdb.DuckDBPyConnection) -> None:
    """Compare the head's columns (its inputs, where a measure reads them), names and types in order, with what the statement really returns."""
    if query.reads:
        return
    samples = {param.name: SAMPLES.get(param.type.split("(")[0], "") for param in query.params.values()}
    rows = connection.cursor().execute(f"describe {query.sql}", samples).fetchall()
    real = [(str(row[0]), str(row[1]).lower().replace(", ", ",")) for row in rows]
    declared = [(column.name, column.type.replace(", ", ",")) for column in (query.inputs or query.columns).values()]
    if real != declared:
        raise CatalogueError("{path}: the head declares {declared} but the result has {real}.", path=query.path, declared=declared, real=real)
