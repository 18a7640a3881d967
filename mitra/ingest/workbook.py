"""Workbooks: XLSX, XLSB, XLS and ODS as rows of text, through calamine.

calamine lays a sheet out as one rectangle in memory and unpacks what it reads, so before it is called every part's size and
every sheet's reach are bounded. Formulas give the value that was saved with them; macros and links are never touched.
"""

from __future__ import annotations

import datetime as dt
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import python_calamine as calamine

from mitra.ingest import read_rules as rules
from mitra.ingest.container import Content, refuse
from mitra.ingest.parse import Record

MOST_CELLS = 30_000_000  # of one sheet's rectangle
MOST_PART = 1 << 30  # bytes of one part, unpacked
_SMALL_PART = 16 << 20
_MOST_RATIO = 400  # real sheets of repeated rows stay under 100
_PLACE = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,4})(\d{1,8})"')
_LOST = re.compile(rb'<c [^>]*t="e"[^>]*>|<c (?![^>]*t="str")[^>]*>\s*<f[^>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>')
_EXACT = 2**53  # up to which a workbook's numbers are whole
_REPEATED = re.compile(rb'table:number-(columns|rows)-repeated="(\d+)"')
_ODS_MARKS = re.compile(rb"<table:table-row\b[^>]*>|<table:table-cell\b[^>]*>|<table:table\b[^>]*>")

Value = str | float | bool | int | dt.date | dt.time | dt.timedelta


class Merged(NamedTuple):
    """Merged cells: from the row `top` to `bottom`, from the column `left` to `right`."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Sheet:
    """One sheet, and what the workbook around it holds."""

    name: str
    names: tuple[str, ...]
    is_hidden: bool
    has_macros: bool
    lost: int  # cells whose error or formula has no value to read
    inside: calamine.CalamineSheet

    @property
    def merged(self) -> tuple[Merged, ...]:
        """Return the cells that stand for several, rows counted from 1 and columns from 0."""
        ranges = self.inside.merged_cell_ranges or ()
        return tuple(Merged(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in ranges)

    @property
    def cells(self) -> int:
        """Return how many cells its rectangle has."""
        return self.inside.height * self.inside.width

    def records(self) -> Iterator[Record]:
        """Yield its rows from row 1 on; merged cells hold their text at the left, as in a CSV file."""
        start = self.inside.start
        if start is None:
            return
        left = [""] * start[1]
        for row in range(1, start[0] + 1):
            yield Record(row, [""])
        for row, cells in enumerate(self.inside.to_python(skip_empty_area=True), start[0] + 1):
            yield Record(row, left + [text(cell) for cell in cells])


def open_sheet(content: Content, wanted: str | None) -> Sheet:
    """Read one sheet: the one wanted, else the first that is visible and holds something."""
    has_macros, lost = _check(content) if content.form != "xls" else (False, 0)
    try:
        with calamine.CalamineWorkbook.from_path(str(content.path)) as book:
            return _read(book, content, wanted, has_macros=has_macros, lost=lost)
    except calamine.PasswordError as error:
        raise refuse(rules.ENCRYPTED, content.name) from error
    except (calamine.CalamineError, calamine.XmlError, calamine.ZipError, OSError, ValueError) as error:
        raise refuse(rules.DAMAGED, content.name) from error


def _read(book: calamine.CalamineWorkbook, content: Content, wanted: str | None, *, has_macros: bool, lost: int) -> Sheet:
    about = [item for item in book.sheets_metadata if item.typ == calamine.SheetTypeEnum.WorkSheet]
    listed = tuple(item.name for item in about)
    if wanted is not None and wanted not in listed and wanted != content.member:
        raise refuse(rules.NO_SHEET, content.name, sheet=wanted, sheets=", ".join(listed))
    visible = [item.name for item in about if item.visible == calamine.SheetVisibleEnum.Visible]
    order = [wanted] if wanted in listed else [*visible, *(name for name in listed if name not in visible)]
    for name in order:
        sheet = book.get_sheet_by_name(name)
        if sheet.start is not None or name == order[-1]:
            return Sheet(name, listed, name not in visible, has_macros, lost, sheet)
    raise refuse(rules.NO_CELLS, content.name)


def text(value: Value) -> str:
    """Return a cell's value as text: whole numbers without a point, days and times as ISO writes them."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) <= _EXACT else repr(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    if isinstance(value, dt.timedelta):
        return str(value)
    return value.isoformat() if isinstance(value, (dt.date, dt.time)) else str(value)


def _check(content: Content) -> tuple[bool, int]:
    """Refuse what would exhaust memory, before anything is parsed; return whether the workbook holds macros, and how many cells are lost."""
    try:
        with zipfile.ZipFile(content.path) as archive:
            for part in archive.infolist():
                _check_size(part, content.name)
            lost = sum(_check_part(archive, part, content) for part in archive.infolist() if part.filename.endswith((".xml", ".rels")))
            return any(part.filename.lower().endswith("vbaproject.bin") for part in archive.infolist()), lost
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise refuse(rules.DAMAGED, content.name) from error


def _check_size(part: zipfile.ZipInfo, name: str) -> None:
    if part.file_size > MOST_PART or (part.file_size > _SMALL_PART and part.file_size > part.compress_size * _MOST_RATIO):
        raise refuse(rules.TOO_LARGE_INSIDE, name, limit=min(MOST_PART, max(_SMALL_PART, part.compress_size * _MOST_RATIO)) >> 20)
    if part.flag_bits & 1:
        raise refuse(rules.ENCRYPTED, name)


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, content: Content) -> int:
    """Read one part in pieces: no document types, no cell out of all reach, no more bytes than it said; return how many cells are lost."""
    is_sheet = part.filename.startswith("xl/worksheets/sheet") or part.filename == "content.xml"
    reach = _OdsReach() if part.filename == "content.xml" else _XlsxReach()
    left, kept, lost = part.file_size, b"", 0
    with archive.open(part) as stream:
        while chunk := stream.read(1 << 20):
            left -= len(chunk)
            piece = kept + chunk
            if left < 0 or b"<!DOCTYPE" in piece or b"<!ENTITY" in piece:
                raise refuse(rules.UNSAFE_XML, content.name)
            if is_sheet:
                cut = piece.rfind(b">") + 1
                reach.add(piece[:cut])
                lost += len(_LOST.findall(piece[:cut]))
                kept = piece[cut:][-4096:]
                if reach.cells() > MOST_CELLS:
                    raise refuse(rules.FAR_CELL, content.name, sheet=part.filename.rsplit("/", 1)[-1], cell=reach.farthest())
            else:
                kept = chunk[-16:]
    return lost


class _XlsxReach:
    """How far the cells of a sheet reach, by the places that they name."""

    def __init__(self) -> None:
        self.top = self.left = 1 << 30
        self.row = self.column = 0

    def add(self, piece: bytes) -> None:
        places = _PLACE.findall(piece)
        if not places:
            return
        rows = [int(row) for _, row in places]
        columns = [_number(column) for column in {column for column, _ in places}]
        self.top, self.row = min(self.top, *rows), max(self.row, *rows)
        self.left, self.column = min(self.left, *columns), max(self.column, *columns)

    def cells(self) -> int:
        return max(0, self.row - self.top + 1) * max(0, self.column - self.left + 1)

    def farthest(self) -> str:
        return f"{_letters(self.column)}{self.row}"


class _OdsReach(_XlsxReach):
    """How far the filled cells of an ODS sheet reach, repeats counted; empty repeats at the edges do not count."""

    def __init__(self) -> None:
        super().__init__()
        self.top = self.left = 1
        self._row = self._column = self._times = 0

    def add(self, piece: bytes) -> None:
        for match in _ODS_MARKS.finditer(piece):
            tag = match[0]
            times = dict(_REPEATED.findall(tag))
            if tag.startswith(b"<table:table-row"):
                self._row += max(self._times, 1) if self._row else 1
                self._times, self._column = int(times.get(b"rows", b"1")), 0
            elif tag.startswith(b"<table:table-cell"):
                self._column += int(times.get(b"columns", b"1"))
                if b"office:value" in tag or b"calcext:value-type" in tag:
                    self.column = max(self.column, self._column)
                    self.row = max(self.row, self._row + self._times - 1)
            else:
                self._row = self._column = self._times = 0


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _letters(number: int) -> str:
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
