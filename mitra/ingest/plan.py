"""One table's plan: the names of its columns, how wide it is, and how each of its records becomes a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mitra.ingest import read_rules as rules
from mitra.ingest.encoding import BROKEN
from mitra.ingest.fit import fit
from mitra.ingest.heading import names
from mitra.ingest.layout import Table
from mitra.ingest.parse import Record
from mitra.ingest.profile import Profile, fill, look
from mitra.ingest.report import Report

BLANKS = " \t\r\n\v\f\u00a0\u3000\ufeff"  # what is stripped from a cell


@dataclass(frozen=True, slots=True)
class Plan:
    """How the records of one table become rows of `width` cells under the `heading` (blank where it has no name)."""

    heading: tuple[str, ...]
    heading_rows: int
    width: int
    profile: Profile
    delimiter: str | None
    encoding: str = ""


def plan(found: Sequence[Record], table: Table, delimiter: str | None, encoding: str) -> Plan:
    """Return the plan of a table by its records, or by the first of many."""
    head = [[clean(cell) for cell in record.cells] for record in found[table.top : table.first] if fill(record.cells)]
    body = [record.cells for record in found[table.first : table.end] if fill(record.cells)]
    profile = look(body or head)
    head = _with_row_names(_without_gap(head, profile, has_body=bool(body)), body)
    width = max([profile.width if body else 0, *(_filled_width(row) if body else len(row) for row in head)], default=0)
    heading = names(head, width) if head else [""] * width
    if head:
        width = _used_width(heading, body, width)
    return Plan(tuple(heading[:width]), len(head), max(width, 1), profile, delimiter, encoding)


def clean(cell: str) -> str:
    """Return a cell without the blanks around it, and with what was no text shown as such."""
    text = cell.strip(BLANKS)
    return text.replace("\0", "").replace(BROKEN, "\ufffd") if "\0" in text or BROKEN in text else text


def _filled_width(row: Sequence[str]) -> int:
    return next((index + 1 for index in range(len(row) - 1, -1, -1) if row[index]), 0)


def _without_gap(head: list[list[str]], profile: Profile, *, has_body: bool) -> list[list[str]]:
    """Return the heading without its one empty cell where that makes it as wide as the rows are."""
    if has_body and len(head) == 1 and len(head[0]) == profile.width + 1 and fill(head[0]) == profile.width:
        return [[cell for cell in head[0] if cell]]
    return head


def _with_row_names(head: list[list[str]], body: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return the heading with an unnamed first column where every row has one more cell than it (R leaves row names unnamed)."""
    if len(head) == 1 and len(body) > 1 and all(len(row) == len(head[0]) + 1 and row[-1].strip() and row[0].strip() for row in body) and len({row[0] for row in body}) == len(body):
        return [["", *head[0]]]
    return head


def _used_width(heading: Sequence[str], body: Sequence[Sequence[str]], width: int) -> int:
    """Return the width without the columns at the right that have neither name nor value."""
    used = width
    while used > 1 and not heading[used - 1] and not any(clean(cell) for row in body for cell in row[used - 1 :]):
        used -= 1
    return used


def fitted(found: Iterable[Record], taken: Plan, report: Report) -> Iterator[tuple[int, list[str]]]:
    """Yield (row, cells) for each record with text, and report what was odd about it."""
    blank = first_blank = 0
    pending = 0
    for record in found:
        if not fill(record.cells):
            pending += 1
            first_blank = first_blank or record.row
            continue
        blank, pending = blank + pending, 0
        cells, rule = (record.cells, None) if len(record.cells) == taken.width else fit(record.cells, taken.width, taken.profile, taken.delimiter)
        if rule:
            report.add(rule, record.row, count=len(record.cells), width=taken.width)
        if record.broke:
            report.add(record.broke, record.row)
        _report_text(record, taken, report)
        yield record.row, [clean(cell) for cell in cells]
    if blank:
        report.add(rules.BLANK_ROWS, first_blank, count=blank)


def _report_text(record: Record, taken: Plan, report: Report) -> None:
    for cell in record.cells:
        if BROKEN in cell:
            report.add(rules.BROKEN_TEXT, record.row, encoding=taken.encoding)
            return
        if "\0" in cell:
            report.add(rules.NUL_BYTES, record.row)
            return
