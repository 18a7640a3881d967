"""Lines to records: a parser that forgives stray, missing and doubled quotes and lost separators, and says where it had to.

A record is one row as a spreadsheet counts it, however many lines its quoted cells span.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from mitra.ingest.finding import Rule
from mitra.ingest.kinds import MOMENT, NUMBER, kind
from mitra.ingest.read_rules import LOST_SEPARATOR, OTHER_SEPARATOR, STRAY_QUOTE, UNCLOSED_QUOTE
from mitra.ingest.reading import Dialect

MOST_LINES = 2_000_000  # a quoted cell that spans more was never closed
MOST_CELL = 64 << 20  # characters of one record
MOST_DOUBTS = 64  # quotes of one record that are doubted
_SENTENCE = 3  # words that a date or a short title may have
MOST_MENDED = 1 << 20  # characters of a record that is read again and again


class Record(NamedTuple):
    """One row: its number, its cells as they stood, the rule it broke, if any, and how many lines it spans."""

    row: int
    cells: list[str]
    broke: Rule | None = None
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Doubt:
    """How to take doubtful quotes: `literal` is the count of the opening quote that opens nothing, `doubled` what "" means."""

    literal: int = -1
    doubled: str = "escape"  # "escape", "close" (a quote, then the end) or "apart" (the end of one cell, the start of the next)


_PLAIN = Doubt()


def split(text: str, dialect: Dialect, reading: Doubt = _PLAIN) -> tuple[list[str], bool]:
    """Return the cells of one record, and whether its last quoted cell is still open."""
    delimiter, quote = dialect.delimiter, dialect.quote
    if not quote or quote not in text:
        return (text.split(delimiter) if delimiter else [text]), False
    cells: list[str] = []
    at = openings = 0
    while True:
        start = _opening(text, at, dialect)
        openings += start >= 0
        if start >= 0 and openings - 1 != reading.literal:
            cell, at = _quoted(text, start + len(quote), dialect, reading)
            cells.append(cell)
            if at < 0:
                return cells, True
            if text.startswith(quote, at):  # "apart": the next cell starts without a separator
                continue
        else:
            end = text.find(delimiter, at) if delimiter else -1
            cells.append(text[at:end] if end >= 0 else text[at:])
            at = end if end >= 0 else len(text)
        if at >= len(text):
            return cells, False
        at += len(delimiter or "")


def _opening(text: str, at: int, dialect: Dialect) -> int:
    """Return where a cell's opening quote stands, blanks before it passed over, or -1."""
    quote, delimiter = dialect.quote or "", dialect.delimiter or ""
    while not text.startswith(quote, at):
        if at >= len(text) or text[at] not in " \t" or (delimiter and text.startswith(delimiter, at)):
            return -1
        at += 1
    return at


def _quoted(text: str, at: int, dialect: Dialect, reading: Doubt) -> tuple[str, int]:
    """Return a quoted cell from behind its opening quote and where it ends (at a separator or the end), or -1 if it does not."""
    quote = dialect.quote or ""
    parts: list[str] = []
    while True:
        end = text.find(quote, at)
        if end < 0:
            return "".join((*parts, text[at:])), -1
        if dialect.escape == "\\" and _escaped(text, end):
            parts.append(text[at : end - 1] + quote)
            at = end + 1
        elif text.startswith(quote, end + 1) and dialect.escape != "\\" and not (reading.doubled == "close" and _ends(text, end + 2, dialect) >= 0):
            if reading.doubled == "apart":
                return "".join((*parts, text[at:end])), end + 1
            parts.append(text[at : end + 1])
            at = end + 2
        else:
            after = end + 2 if reading.doubled == "close" and text.startswith(quote, end + 1) else end + 1
            stop = _ends(text, after, dialect)
            if stop >= 0:
                return "".join((*parts, text[at : after - 1])), stop
            parts.append(text[at : end + 1])
            at = end + 1


def _escaped(text: str, at: int) -> bool:
    """Say whether an odd number of backslashes stands before."""
    first = at
    while first and text[first - 1] == "\\":
        first -= 1
    return (at - first) % 2 == 1


def _ends(text: str, at: int, dialect: Dialect) -> int:
    """Return where the separator or the end of the record follows, blanks between passed over, or -1."""
    delimiter = dialect.delimiter
    while at < len(text):
        if delimiter and text.startswith(delimiter, at):
            return at
        if text[at] not in " \t":
            return -1
        at += 1
    return at


def records(lines: Iterable[str], dialect: Dialect, width: int | None = None, others: str = "") -> Iterator[Record]:
    """Yield the records of lines (their ends kept), blank ones too, as rows from 1.

    `width` is how many cells a record should have: one that has not is read again with its doubtful quotes taken otherwise,
    and with each delimiter of `others`, and so it stays if that fits.
    """
    parser = _Parser(lines, dialect, width, others)
    quote, delimiter = dialect.quote, dialect.delimiter
    for row, line in enumerate(parser, 1):
        if quote and quote in line:
            yield parser.quoted(row, line)
            continue
        text = line.rstrip("\r\n")
        cells = text.split(delimiter) if delimiter else [text]
        if width is not None and len(cells) < width and others:
            yield parser.otherwise(row, text, cells)
        else:
            yield Record(row, cells)


class _Parser:
    """Lines still to be read, those given back first, and how the records of quotes are taken."""

    def __init__(self, lines: Iterable[str], dialect: Dialect, width: int | None, others: str) -> None:
        self._source = iter(lines)
        self._back: deque[str] = deque()
        self._dialect = dialect
        self._width = width
        self._others = [Dialect(sign, dialect.quote, dialect.escape, dialect.line_ends) for sign in others if sign != dialect.delimiter]
        self._patience = MOST_LINES  # lines drawn for a quote that may never close; less each time it did not
        edge = re.escape(dialect.delimiter) if dialect.delimiter else "(?!)"
        self._close = re.compile(rf"{re.escape(dialect.quote or '')}[ \t]*(?:{edge}|[\r\n]*$)")

    def __iter__(self) -> Iterator[str]:
        while True:
            line = self._next()
            if line is None:
                return
            yield line

    def _next(self) -> str | None:
        return self._back.popleft() if self._back else next(self._source, None)

    def quoted(self, row: int, line: str) -> Record:
        """Read a record that holds quotes, drawing further lines while a quoted cell is open."""
        cells, is_open = split(line.rstrip("\r\n"), self._dialect)
        drawn, size, spent = [line], len(line), 0
        while is_open and len(drawn) <= self._patience and size <= MOST_CELL and spent <= 2 * MOST_CELL:
            more = self._next()
            if more is None:
                break
            drawn.append(more)
            size += len(more)
            if self._close.search(more):
                spent += size
                cells, is_open = split("".join(drawn).rstrip("\r\n"), self._dialect)
        if not is_open and (self._width is None or (len(cells) == self._width and not (len(drawn) > 1 and self._are_records(drawn[1:])))):
            return Record(row, cells, None, len(drawn))
        return self._mended(row, drawn, cells, is_open=is_open)

    def _mended(self, row: int, drawn: list[str], cells: list[str], *, is_open: bool) -> Record:
        """Return the record as the doubtful quotes that give its width say, else as it was; lines not used go back."""
        if is_open:
            self._patience //= 8
        first = drawn[0].rstrip("\r\n")
        found = self._fitting(first)
        if found:
            self._back.extendleft(reversed(drawn[1:]))
            return Record(row, *found)
        if is_open:
            self._back.extendleft(reversed(drawn[1:]))
            return Record(row, self._as_text(first), UNCLOSED_QUOTE)
        if len(drawn) == 1:
            return self.otherwise(row, first, cells)
        found = self._fitting("".join(drawn).rstrip("\r\n"))
        return Record(row, *(found or (cells, None)), len(drawn))

    def _are_records(self, lines: Sequence[str]) -> bool:
        """Say whether each line that a quote has swallowed is a record of the right width by itself."""
        if (self._width or 0) < 2:
            return False
        return all(self._width_of(line) == (self._width, False) for line in lines[:20])

    def _width_of(self, line: str) -> tuple[int, bool]:
        cells, is_open = split(line.rstrip("\r\n"), self._dialect)
        return len(cells), is_open

    def _as_text(self, line: str) -> list[str]:
        """Return the cells of a line with the quote that never closes taken as text."""
        tries = (split(line, self._dialect, Doubt(literal=count)) for count in range(min(line.count(self._dialect.quote or ""), MOST_DOUBTS)))
        whole = line.split(self._dialect.delimiter) if self._dialect.delimiter else [line]
        return next((cells for cells, is_open in tries if not is_open), whole)

    def _fitting(self, text: str) -> tuple[list[str], Rule] | None:
        """Return the cells of the first other reading of the quotes that gives the width."""
        if self._width is None or len(text) > MOST_MENDED:
            return None
        openings = min(text.count(self._dialect.quote or ""), MOST_DOUBTS)
        doubts = [(Doubt(doubled="close"), STRAY_QUOTE), (Doubt(doubled="apart"), LOST_SEPARATOR), *((Doubt(literal=count), STRAY_QUOTE) for count in range(openings))]
        for doubt, rule in doubts:
            cells, is_open = split(text, self._dialect, doubt)
            if not is_open and len(cells) == self._width:
                return cells, rule
        return None

    def _is_list(self, text: str, cells: Sequence[str], sign: str) -> bool:
        """Say whether words between signs are cells and no sentence: quoted, many of them numbers or dates, or no blank behind a sign."""
        if self._dialect.quote and self._dialect.quote in text:
            return True
        if sign != " ":
            return not any(cell.startswith(" ") for cell in cells)
        values = sum(1 for cell in cells if kind(cell) in {NUMBER, MOMENT})
        return len(cells) > _SENTENCE and values * 3 >= len(cells)

    def otherwise(self, row: int, text: str, cells: list[str]) -> Record:
        """Return the record by another separator, where this one's does not fit and that one's does."""
        width = self._width or 0
        if width > 1 and len(cells) * 2 <= width:
            for other in self._others:
                found, is_open = split(text, other)
                if not is_open and len(found) == width and self._is_list(text, found, other.delimiter or ""):
                    return Record(row, found, OTHER_SEPARATOR)
        return Record(row, cells)
