"""Lines to records: a parser that forgives stray, missing and doubled quotes and lost separators, and says where it had to.

A record is one row as a spreadsheet counts it, however many lines its quoted cells span.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from mitra.ingest.finding import Rule
from mitra.ingest.read_rules import LOST_SEPARATOR, OTHER_SEPARATOR, STRAY_QUOTE, UNCLOSED_QUOTE
from mitra.ingest.reading import Dialect

MOST_LINES = 2000  # a quoted cell that spans more was never closed
MOST_CELL = 64 << 20  # characters of one record


class Record(NamedTuple):
    """One row: its number, its cells as they stood, and the rule it broke, if any."""

    row: int
    cells: list[str]
    broke: Rule | None = None


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
    waiting: deque[str] = deque()
    source = iter(lines)
    row = 0
    for line in _draw(waiting, source):
        row += 1
        text = line.rstrip("\r\n")
        if dialect.quote is None or dialect.quote not in text:
            cells = text.split(dialect.delimiter) if dialect.delimiter else [text]
            if width is not None and len(cells) != width and len(cells) == 1 and others:
                yield _otherwise(row, text, cells, dialect, width, others)
            else:
                yield Record(row, cells)
            continue
        yield _record(row, line, waiting, source, dialect, width, others)


def _draw(waiting: deque[str], source: Iterator[str]) -> Iterator[str]:
    while True:
        if waiting:
            yield waiting.popleft()
            continue
        line = next(source, None)
        if line is None:
            return
        yield line


def _record(row: int, line: str, waiting: deque[str], source: Iterator[str], dialect: Dialect, width: int | None, others: str) -> Record:
    """Read a record that holds quotes, drawing further lines while a quoted cell is open."""
    first = line.rstrip("\r\n")
    cells, is_open = split(first, dialect)
    drawn = [line]
    while is_open and len(drawn) <= MOST_LINES and sum(map(len, drawn)) <= MOST_CELL:
        more = next(_draw(waiting, source), None)
        if more is None:
            break
        drawn.append(more)
        if (dialect.quote or "") in more:
            cells, is_open = split("".join(drawn).rstrip("\r\n"), dialect)
    if not is_open and (width is None or len(cells) == width):
        return Record(row, cells)
    return _mend(row, drawn, waiting, cells, dialect, width, others, is_open=is_open)


def _mend(row: int, drawn: list[str], waiting: deque[str], cells: list[str], dialect: Dialect, width: int | None, others: str, *, is_open: bool) -> Record:
    """Return the record as the doubtful quotes that give its width say, else as it was; lines not used go back."""
    first = drawn[0].rstrip("\r\n")
    for text, back in ((first, drawn[1:]), *((("".join(drawn).rstrip("\r\n"), []),) if len(drawn) > 1 and not is_open else ())):
        found = _fitting(text, dialect, width)
        if found:
            waiting.extendleft(reversed(back))
            return Record(row, *found)
    if is_open:
        waiting.extendleft(reversed(drawn[1:]))
        openings = first.count(dialect.quote or "")
        tries = (split(first, dialect, Doubt(literal=n)) for n in range(min(openings, 64)))
        closed = next((found for found, still in tries if not still), first.split(dialect.delimiter) if dialect.delimiter else [first])
        return Record(row, closed, UNCLOSED_QUOTE)
    if len(drawn) == 1:
        return _otherwise(row, first, cells, dialect, width, others)
    return Record(row, cells)


def _fitting(text: str, dialect: Dialect, width: int | None) -> tuple[list[str], Rule] | None:
    """Return the cells of the first other reading of the quotes that gives the width."""
    if width is None:
        return None
    openings = min(text.count(dialect.quote or ""), 64)
    doubts = [(Doubt(doubled="close"), STRAY_QUOTE), (Doubt(doubled="apart"), LOST_SEPARATOR), *((Doubt(literal=n), STRAY_QUOTE) for n in range(openings))]
    for reading, rule in doubts:
        cells, is_open = split(text, dialect, reading)
        if not is_open and len(cells) == width:
            return cells, rule
    return None


def _otherwise(row: int, text: str, cells: list[str], dialect: Dialect, width: int | None, others: str) -> Record:
    """Return the record by another separator, where this one's does not fit and that one's does."""
    for other in others:
        if width is not None and len(cells) < width and other in text and other != dialect.delimiter:
            found, is_open = split(text, Dialect(other, dialect.quote, dialect.escape, dialect.line_ends))
            if not is_open and len(found) == width:
                return Record(row, found, OTHER_SEPARATOR)
    return Record(row, cells)
