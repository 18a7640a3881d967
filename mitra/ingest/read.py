"""The reader: a file as it came, to rows of text, with all that was guessed and all that was odd said.

    container  what the file really is           encoding, text  bytes to lines
    dialect    delimiter, quote, escape          parse           lines to records
    layout     where the tables lie              heading, plan   names of columns, width of rows
    rows       the rows, kept or streamed        bulk            what is too large to hold

Nothing is dropped or made up in silence: each row left out, padded, joined or mended has a finding with its number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from mitra.ingest import dialect as dialects
from mitra.ingest import read_rules as rules
from mitra.ingest.bulk import Source, Taken, report_notes, take
from mitra.ingest.container import Content, UnreadableError, refuse, unpack
from mitra.ingest.encoding import BROKEN
from mitra.ingest.layout import tables
from mitra.ingest.merged import filled_down, heading_rows
from mitra.ingest.parse import Record, records
from mitra.ingest.plan import fitted, plan
from mitra.ingest.profile import fill, usual_width
from mitra.ingest.reading import UNNAMED_BEFORE, Column, Dialect, Hints, Reading
from mitra.ingest.report import Report
from mitra.ingest.rows import HeldRows
from mitra.ingest.text import SMALL, Text, open_text
from mitra.ingest.workbook import Sheet, open_sheet

MOST_COLUMNS = 16_384  # as many as a spreadsheet has
_HEAD = 2000  # lines by which the dialect is guessed
_RAW = 10  # lines shown as they stand
_RAW_LENGTH = 500


_NO_HINTS = Hints()


def inspect(path: Path, hints: Hints = _NO_HINTS, *, name: str | None = None) -> Reading:
    """Read a file and say what was understood; never raises for a bad file, but returns a reading that says why not.

    `name` is how the file is called in messages, where that is not its name on disk.
    """
    try:
        content = unpack(path, name or path.name, hints.sheet)
        return _text(path, content, hints) if content.form == "text" else _workbook(path, content, hints)
    except UnreadableError as error:
        return Reading(path, readable=False, message=error.finding)


def rows(path: str) -> list[list[str]]:
    """Return a file's table, its heading first (blank where it has none), as text; MitraError where it cannot be read.

    A file of no bytes is a table of no rows.
    """
    reading = inspect(Path(path))
    if reading.message is not None and reading.message.rule is rules.EMPTY_FILE:
        return []
    if reading.rows is None:
        raise reading.refusal()
    return [list(reading.heading), *([cell or "" for cell in cells] for _, cells in reading.rows)]


def _text(path: Path, content: Content, hints: Hints) -> Reading:
    text = open_text(content, hints)
    sample = list(islice(text.lines(), _HEAD))
    if not any(line.strip(" \t\r\n\"'") for line in sample) and len(sample) < _HEAD:
        raise refuse(rules.NO_CELLS, content.name)
    taken, is_sure = dialects.find(sample, text.ends, hints)
    report = _text_report(content, text, taken, is_sure=is_sure)
    if taken.quote is None and hints.quote is None and text.has_quotes():
        taken = replace(taken, quote='"', escape='"')  # further down than the dialect was looked for
    _check_width(sample, taken, content.name)
    first = [record.cells for record in islice(records(sample, taken), 500) if fill(record.cells)]
    width = usual_width(first)

    def again() -> Iterator[Record]:
        return records(text.lines(), taken, width, dialects.SEPARATORS)

    source = Source(again, taken.delimiter, text.encoding)
    made = _hold(list(again()), hints, source, report, content) if text.held is not None else take(source, hints, report, content.name, text, taken)
    if made is None:
        raise refuse(rules.NO_CELLS, content.name)
    if text.held and text.held[-1].endswith(BROKEN):
        report.add(rules.CUT_TEXT, None)
    raw = tuple(line.rstrip("\r\n")[:_RAW_LENGTH].replace(BROKEN, "\ufffd") for line in sample[:_RAW])
    encoding = "utf-8" if text.encoding in {"utf-8-sig", "ascii"} else text.encoding
    return _reading(path, made, report, Found(encoding, replace(taken, decimal=hints.decimal, date_order=hints.date_order), content.members, content.member, raw))


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of a reading beside its table."""

    encoding: str | None
    dialect: Dialect | None
    sheets: tuple[str, ...]
    sheet: str | None
    raw: tuple[str, ...]


def _text_report(content: Content, text: Text, taken: Dialect, *, is_sure: bool) -> Report:
    report = Report()
    for note in content.notes:
        report.keep(note)
    if not text.is_sure:
        report.add(rules.UNSURE_ENCODING, encoding=text.encoding)
    if not is_sure:
        report.add(rules.UNSURE_DELIMITER, delimiter=repr(taken.delimiter))
    if text.mixed_ends:
        report.add(rules.MIXED_LINE_ENDS)
    return report


def _check_width(sample: Sequence[str], taken: Dialect, name: str) -> None:
    for row, line in enumerate(sample, 1):
        width = line.count(taken.delimiter) + 1 if taken.delimiter else 1
        if width > MOST_COLUMNS:
            raise refuse(rules.TOO_WIDE, name, row=row, width=width, limit=MOST_COLUMNS)


def _workbook(path: Path, content: Content, hints: Hints) -> Reading:
    sheet = open_sheet(content, hints.sheet)
    report = _sheet_report(content, sheet)
    source = Source(sheet.records, None, "")
    is_small = sheet.cells <= SMALL // 8
    made = _hold(*_unmerged(sheet, hints, report), source=source, report=report, content=content) if is_small else take(source, hints, report, content.name, None, None)
    if made is None:
        raise refuse(rules.NO_CELLS, content.name)
    raw = tuple("\t".join(record.cells)[:_RAW_LENGTH] for record in islice(sheet.records(), _RAW))
    return _reading(path, made, report, Found(None, None, sheet.names, sheet.name, raw))


def _unmerged(sheet: Sheet, hints: Hints, report: Report) -> tuple[list[Record], Hints]:
    """Return a sheet's records and how deep their heading is, as its merged cells say."""
    found = list(sheet.records())
    merged = sheet.merged
    places = tables(found, hints) if merged else []
    if len(places) <= (hints.table or 0):
        return found, hints
    place = places[hints.table or 0]
    depth = heading_rows(merged, found, place.top)
    if hints.header_rows is None and depth > place.first - place.top:
        hints, place = replace(hints, header_rows=depth), replace(place, first=place.top + depth)
    return filled_down(merged, found, place.first, report), hints


def _sheet_report(content: Content, sheet: Sheet) -> Report:
    report = Report()
    for note in content.notes:
        report.keep(note)
    if sheet.lost:
        report.add(rules.LOST_CELLS, count=sheet.lost)
    if sheet.has_macros:
        report.add(rules.MACROS)
    if sheet.is_hidden:
        report.add(rules.HIDDEN_SHEET, sheet=sheet.name)
    others = [name for name in sheet.names if name != sheet.name]
    if others:
        report.add(rules.OTHER_SHEETS, sheet=sheet.name, sheets=", ".join(others))
    return report


def _hold(found: list[Record], hints: Hints, source: Source, report: Report, content: Content) -> Taken | None:
    """Make a table of records that are all in memory."""
    places = tables(found, hints)
    if not places:
        return None
    number = hints.table or 0
    if number >= len(places):
        raise refuse(rules.NO_TABLE_NUMBER, content.name, table=number + 1, count=len(places))
    place = places[number]
    taken = plan(found, place, source.delimiter, source.encoding)
    held = list(fitted(found[place.first : place.end], taken, report))
    report_notes(found[place.end : place.after], report)
    if len(places) > 1:
        report.add(rules.SEVERAL_TABLES, found[place.top].row, count=len(places))
    return Taken(place, taken, HeldRows(held, taken.width), len(held), len(places), tuple(found[: place.first]))


def _reading(path: Path, made: Taken, report: Report, found: Found) -> Reading:
    taken, place = made.plan, made.table
    columns = _columns(taken.heading, report)
    if taken.heading_rows == 0:
        report.add(rules.NO_HEADING, place.first + 1)
    if taken.heading_rows > 1:
        report.add(rules.MERGED_HEADING, place.top + 1, first=place.top + 1, last=place.first)
    if not made.count:
        report.add(rules.HEADING_ONLY)
    _report_above(made, report)
    return Reading(
        path,
        readable=True,
        encoding=found.encoding,
        dialect=found.dialect,
        header_row=place.top,
        header_rows=taken.heading_rows,
        columns=columns,
        heading=taken.heading,
        row_count=made.count,
        sheets=found.sheets,
        sheet=found.sheet,
        table_count=made.tables,
        warnings=report.findings(),
        raw_lines=found.raw,
        rows=made.rows,
    )


def _report_above(made: Taken, report: Report) -> None:
    """Report the rows with text above the heading that belong to no table before it."""
    above = [record for record in made.above[made.table.start : made.table.top] if fill(record.cells)]
    if above:
        said = " ".join(cell.strip() for record in above for cell in record.cells if cell.strip())
        report.add(rules.PREAMBLE, above[0].row, value=said[:200], rows=rules.rows_said(above[0].row, above[-1].row))


def _columns(heading: Sequence[str], report: Report) -> tuple[Column, ...]:
    """Return the columns, each with a name of its own; their types are inferred by who reads the values."""
    used: set[str] = set()
    columns: list[Column] = []
    for number, said in enumerate(heading, 1):
        name = wanted = said or f"{UNNAMED_BEFORE}{number}"
        times = 1
        while name.casefold() in used:
            times += 1
            name = f"{wanted} ({times})"
        if said and name != said:
            report.add(rules.DUPLICATE_HEADING, column=said, value=name)
        elif not said and any(heading):
            report.add(rules.UNNAMED_COLUMN, number=number, value=name)
        used.add(name.casefold())
        columns.append(Column(name, "string"))
    return tuple(columns)
