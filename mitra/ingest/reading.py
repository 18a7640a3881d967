"""What was understood of a file: the values that travel from the reader to everything after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import duckdb

from mitra.errors import MitraError
from mitra.i18n import Message
from mitra.ingest.finding import Finding

UNNAMED_BEFORE = "Column "  # and its number: the name of a column that has none


def is_unnamed(name: str) -> bool:
    """Say whether a column's name is not its file's own.

    >>> is_unnamed("Column 3"), is_unnamed("Column")
    (True, False)
    """
    before, number = name[: len(UNNAMED_BEFORE)], name[len(UNNAMED_BEFORE) :]
    return before == UNNAMED_BEFORE and number.isdigit()


@dataclass(frozen=True, slots=True)
class Hints:
    """What the analyst tells the reader; None leaves it to guess. `table` counts the tables of one sheet or file from 0."""

    encoding: str | None = None
    delimiter: str | None = None
    quote: str | None = None
    skip_rows: int | None = None  # rows above the heading
    header_rows: int | None = None
    decimal: str | None = None  # "." or ","
    date_order: str | None = None  # "dmy", "mdy" or "ymd"
    sheet: str | None = None
    table: int | None = None


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the text is written. `escape` is the quote itself where quotes are doubled; None where nothing is quoted."""

    delimiter: str | None
    quote: str | None
    escape: str | None
    line_ends: str
    decimal: str | None = None
    thousands: str | None = None
    date_order: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column as read: its heading (made unique), its type and how its values are written."""

    name: str
    type: str  # string, integer, number, boolean, date, datetime
    format: str | None = None


class Rows(Protocol):
    """The data rows of a reading, as text, None where a cell is empty."""

    def __iter__(self) -> Iterator[tuple[int, Sequence[str | None]]]:
        """Yield (row as the spreadsheet counts it, cells) for each data row."""
        ...

    def load(self, connection: duckdb.DuckDBPyConnection, name: str) -> None:
        """Create the table `name` with `row_number bigint` and a varchar column c0, c1, ... for each column."""
        ...


@dataclass(frozen=True)
class Reading:
    """A file as it was understood; where it is not readable, `message` says why and the rest is empty.

    `raw_lines` are the first ten lines as they stand; `sheets` the names of a workbook's sheets; `table_count` how many
    tables one sheet or file holds, of which this is one.
    """

    path: Path
    readable: bool
    message: Finding | None = None
    encoding: str | None = None
    dialect: Dialect | None = None
    header_row: int = 0  # rows above the heading
    header_rows: int = 0
    columns: tuple[Column, ...] = ()
    heading: tuple[str, ...] = ()  # as it stands in the file, "" where a column has no name
    row_count: int = 0
    sheets: tuple[str, ...] = ()
    sheet: str | None = None
    table_count: int = 1
    warnings: tuple[Finding, ...] = ()
    raw_lines: tuple[str, ...] = ()
    rows: Rows | None = field(default=None, repr=False, compare=False)

    def refusal(self) -> MitraError:
        """Return the error of a file that is not readable, with what `message` says."""
        if self.message is None:
            return MitraError("{name} cannot be read.", name=self.path.name)
        rule, filled = self.message.rule, self.message.filled
        return MitraError("{what} {fix}", what=Message(rule.says, filled), fix=Message(rule.fix, filled)) if rule.fix else MitraError(rule.says, **filled)
