"""The rows of a reading, however they are kept: in memory, in a file of ours, or still in the file they came in."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from mitra.errors import MitraError
from mitra.ingest.plan import BLANKS
from mitra.ingest.reading import Dialect
from mitra.ingest.spool import Spool

Row = tuple[int, Sequence[str | None]]
_LINE = 8 << 20  # bytes of a line that DuckDB takes


def _unless_empty(rows: Iterable[tuple[int, Sequence[str]]]) -> Iterator[Row]:
    for row, cells in rows:
        yield row, [cell or None for cell in cells]


def stage(rows: Iterable[tuple[int, Sequence[str]]]) -> tuple[Spool, int, int]:
    """Write rows as plain CSV, their number first; return the file, how many, and the longest in characters."""
    spool = Spool(".csv")
    count = longest = 0
    with spool.path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
        for row, cells in rows:
            writer.writerow((row, *cells))
            count += 1
            longest = max(longest, sum(map(len, cells)))
    return spool, count, longest


def _names(width: int) -> list[str]:
    return [f"c{column}" for column in range(width)]


def _read(connection: duckdb.DuckDBPyConnection, path: Path, columns: dict[str, str], dialect: Dialect, *, skip: int, longest: int) -> duckdb.DuckDBPyRelation:
    return connection.read_csv(
        str(path),
        header=False,
        auto_detect=False,
        columns=columns,
        skiprows=skip,
        sep=dialect.delimiter or "\x1f",
        quotechar=dialect.quote or "",
        escapechar=dialect.escape or "",
        strict_mode=True,
        null_padding=False,
        max_line_size=max(_LINE, longest * 4 + 1024),
    )


def _load_staged(connection: duckdb.DuckDBPyConnection, name: str, path: Path, width: int, longest: int) -> None:
    columns = {"row_number": "bigint"} | dict.fromkeys(_names(width), "varchar")
    plain = Dialect(",", '"', '"', "\n")
    _read(connection, path, columns, plain, skip=0, longest=longest).create(name)


@dataclass(frozen=True)
class HeldRows:
    """Rows in memory, as (row, cells)."""

    held: Sequence[tuple[int, Sequence[str]]]
    width: int

    def __iter__(self) -> Iterator[Row]:
        return _unless_empty(self.held)

    def load(self, connection: duckdb.DuckDBPyConnection, name: str) -> None:
        """Create the table `name`: row_number and c0, c1, ..."""
        spool, _, longest = stage(self.held)
        _load_staged(connection, name, spool.path, self.width, longest)


@dataclass(frozen=True)
class StagedRows:
    """Rows in a plain CSV file of ours."""

    spool: Spool
    width: int
    longest: int

    def __iter__(self) -> Iterator[Row]:
        limit = csv.field_size_limit(max(csv.field_size_limit(), self.longest + 1024))
        try:
            with self.spool.path.open(encoding="utf-8", newline="") as file:
                for row, *cells in csv.reader(file, strict=True):
                    yield int(row), [cell or None for cell in cells]
        finally:
            csv.field_size_limit(limit)

    def load(self, connection: duckdb.DuckDBPyConnection, name: str) -> None:
        """Create the table `name`: row_number and c0, c1, ..."""
        _load_staged(connection, name, self.spool.path, self.width, self.longest)


@dataclass(frozen=True)
class DirectRows:
    """Rows that DuckDB reads from the file itself, for every line of it was counted and found alike.

    `skip` lines stand before the first data row, which is row `first`; `again` reads the rows in Python.
    """

    path: Path
    dialect: Dialect
    width: int
    skip: int
    first: int
    count: int
    longest: int
    has_blanks: bool  # around some cell, to be stripped
    again: Callable[[], Iterator[tuple[int, Sequence[str]]]] = field(repr=False, compare=False)
    keeps: object = field(default=None, repr=False, compare=False)

    def __iter__(self) -> Iterator[Row]:
        return _unless_empty(self.again())

    def load(self, connection: duckdb.DuckDBPyConnection, name: str) -> None:
        """Create the table `name`: row_number and c0, c1, ...; by way of Python where DuckDB reads otherwise than was counted."""
        relation = _read(connection, self.path, dict.fromkeys(_names(self.width), "varchar"), self.dialect, skip=self.skip, longest=self.longest)
        stripped = "nullif(trim({0}, '" + BLANKS + "'), '') as {0}" if self.has_blanks else "{0}"
        cells = ", ".join(stripped.format(column) for column in _names(self.width))
        connection.begin()
        try:
            relation.project(f"(row_number() over () + {self.first - 1})::bigint as row_number, {cells}").create(name)
            found = connection.table(name).aggregate("count(*)").fetchall()[0][0]
        except duckdb.Error:
            found = -1
        if found == self.count:
            connection.commit()
            return
        connection.rollback()
        spool, count, longest = stage(self.again())
        if count != self.count:
            raise MitraError("The file changed while it was read. Choose it again.")
        _load_staged(connection, name, spool.path, self.width, longest)
