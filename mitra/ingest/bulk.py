"""Large sources: planned by their first rows, read in a stream, by DuckDB itself where every line is alike."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, takewhile
from pathlib import Path

from mitra.ingest import read_rules as rules
from mitra.ingest.container import refuse
from mitra.ingest.layout import Table, notes_below, repeats, starts_table, tables
from mitra.ingest.parse import Record
from mitra.ingest.plan import Plan, fitted, plan
from mitra.ingest.profile import fill
from mitra.ingest.reading import Dialect, Hints, Rows
from mitra.ingest.report import Report
from mitra.ingest.rows import DirectRows, StagedRows, stage
from mitra.ingest.scan import scan
from mitra.ingest.text import Text, to_utf8

HEAD = 2000  # records by which a large table is planned
_CHUNK = 1 << 20
_RECENT, _BLOCK = 300, 60  # records before and after a blank row by which another table is known
_TAIL = 100  # records among which notes below the table are looked for


@dataclass(frozen=True)
class Source:
    """Where records come from, as often as they are asked for."""

    records: Callable[[], Iterator[Record]]
    delimiter: str | None
    encoding: str


@dataclass(frozen=True)
class Taken:
    """What was made of a source: its table's place, its plan, its rows, how many tables there are, and the records above."""

    table: Table
    plan: Plan
    rows: Rows
    count: int
    tables: int
    above: tuple[Record, ...]


def take(source: Source, hints: Hints, report: Report, name: str, text: Text | None, dialect: Dialect | None) -> Taken | None:
    """Plan a large source and stage its rows, or leave them to DuckDB; None where it holds no text."""
    head = list(islice(source.records(), HEAD))
    places = tables(head, hints)
    if not places:
        return None
    number = hints.table or 0
    if number >= len(places):
        raise refuse(rules.NO_TABLE_NUMBER, name, table=number + 1, count=len(places))
    place = places[number]
    taken = plan(head, place, source.delimiter, source.encoding)
    above = tuple(head[: place.first])
    direct = _direct(source, head, place, taken, text, dialect, hints) if text and dialect else None
    if direct:
        return Taken(place, taken, direct, direct.count, 1, above)
    body = _Body(islice(source.records(), place.first, None), frozenset(cell.strip() for cell in head[place.first - 1].cells if cell.strip()) if taken.heading_rows else frozenset())
    spool, count, longest = stage(fitted(_without_notes(iter(body), taken, report), taken, report))
    count_of_tables = max(len(places), 1 + body.has_another)
    if count_of_tables > 1:
        report.add(rules.SEVERAL_TABLES, head[place.top].row, count=count_of_tables)
    return Taken(place, taken, StagedRows(spool, taken.width, longest), count, count_of_tables, above)


class _Body:
    """The records of a table as far as the next table, which begins below a blank row or with the heading once more."""

    def __init__(self, found: Iterator[Record], named: frozenset[str]) -> None:
        self._found = found
        self._named = named
        self.has_another = False

    def __iter__(self) -> Iterator[Record]:
        back: deque[Record] = deque()
        recent: deque[list[str]] = deque(maxlen=_RECENT)
        is_below_blank = False
        while (record := back.popleft() if back else next(self._found, None)) is not None:
            if not fill(record.cells):
                is_below_blank = True
            elif repeats(record.cells, self._named) or (is_below_blank and recent and self._starts(record, back, recent)):
                self.has_another = True
                return
            else:
                is_below_blank = False
                recent.append(record.cells)
            yield record

    def _starts(self, record: Record, back: deque[Record], recent: Sequence[list[str]]) -> bool:
        """Say whether a table of its own begins with this record; those read on the way go to `back`."""
        while len(back) < _BLOCK and (not back or fill(back[-1].cells)) and (more := next(self._found, None)) is not None:
            back.append(more)
        block = [record.cells, *(other.cells for other in takewhile(lambda other: fill(other.cells), back))]
        rows = [*recent, [""], *block]
        return starts_table(rows, 0, len(recent) + 1, len(rows))


def _without_notes(body: Iterator[Record], taken: Plan, report: Report) -> Iterator[Record]:
    """Yield the records but for the notes and blank rows at the very end, which are reported."""
    held: deque[Record] = deque()
    for record in body:
        held.append(record)
        if len(held) > _TAIL:
            yield held.popleft()
    last = list(held)
    end = notes_below([record.cells for record in last], taken.profile)
    yield from last[:end]
    report_notes(last[end:], report)


def report_notes(left: Sequence[Record], report: Report) -> None:
    """Report the rows with text that were left out below a table."""
    texts = [record for record in left if fill(record.cells)]
    if texts:
        said = " ".join(cell.strip() for record in texts for cell in record.cells if cell.strip())
        report.add(rules.FOOTER, texts[0].row, value=said[:200], rows=rules.rows_said(texts[0].row, texts[-1].row))


def _direct(source: Source, head: Sequence[Record], place: Table, taken: Plan, text: Text, dialect: Dialect, hints: Hints) -> DirectRows | None:
    """Return the rows as DuckDB can read them by itself, if the whole file was counted and every line is like the others."""
    if text.ends not in {"\n", "\r\n"} or text.mixed_ends or len((dialect.delimiter or "").encode()) != 1 or hints.table:
        return None
    body = [record for record in head[place.first :] if fill(record.cells)]
    if len(body) != len(head) - place.first or any(len(record.cells) != taken.width or record.broke for record in body):
        return None
    keeps = text.spool
    if text.encoding not in {"utf-8", "utf-8-sig", "ascii"}:
        keeps = to_utf8(text)
        if keeps is None:
            return None
        text = replace(text, path=keeps.path, encoding="utf-8")
    if taken.heading_rows and _comes_again(text.path, dialect.delimiter or "", head[place.first - 1].cells):
        return None
    counted = scan(text.path, dialect.delimiter or "", dialect.quote)
    rows = counted.records - place.first
    above = sum(len(record.cells) - 1 for record in head[: place.first])
    if not counted.is_plain or counted.delimiters != above + rows * (taken.width - 1) or _ends_in_notes(text, dialect, taken):
        return None
    skip = sum(record.lines for record in head[: place.first])

    def again() -> Iterator[tuple[int, Sequence[str]]]:
        return fitted(islice(source.records(), place.first, None), taken, Report())

    return DirectRows(text.path, dialect, taken.width, skip, place.first + 1, rows, counted.longest, counted.has_blanks, again, keeps)


def _comes_again(path: Path, delimiter: str, heading: Sequence[str]) -> bool:
    """Say whether the heading stands in the file more than once, written as at first."""
    line = delimiter.join(heading).strip().encode()
    times, kept = 0, b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            piece = kept + chunk
            times += piece.count(line)
            kept = piece[len(piece) - len(line) + 1 :] if len(line) > 1 else b""
    return bool(line) and times > 1


def _ends_in_notes(text: Text, dialect: Dialect, taken: Plan) -> bool:
    """Say whether the last lines of the file look like notes below the table."""
    with text.path.open("rb") as file:
        file.seek(max(0, text.path.stat().st_size - 65536))
        lines = file.read().decode("utf-8", "replace").split("\n")[1:]
    rows = [line.split(dialect.delimiter) for line in lines if line.strip()]
    return bool(rows) and notes_below(rows[-20:], taken.profile) < len(rows[-20:])
