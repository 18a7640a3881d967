"""The rows that are kept from the record, as the analyst wrote them, with what is wrong in added columns."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import duckdb
import xlsxwriter

from mitra.errors import MitraError
from mitra.i18n import Words
from mitra.ingest.check_rules import ADDED, say
from mitra.ingest.offences import Offences
from mitra.ingest.relations import batches, joined
from mitra.spreadsheet import neutral

SHEET_ROWS = 1_048_576
CELL = 32_767  # characters that a cell of XLSX holds


def write(connection: duckdb.DuckDBPyConnection, staged: str, headings: Sequence[str], offences: Offences, path: Path, words: Words, *, kind: str) -> int:
    """Write the refused rows and return how many: the row's number, what is wrong, what to do, then the file's own columns."""
    head = [*(words.t(word) for word in ADDED), *(neutral(heading) for heading in headings)]
    rows = _rows(connection, staged, headings, offences, words)
    return _write_csv(path, head, rows) if kind == "csv" else _write_xlsx(path, head, rows)


def _rows(connection: duckdb.DuckDBPyConnection, staged: str, headings: Sequence[str], offences: Offences, words: Words) -> Iterator[list[str]]:
    refused = offences.refused()
    if refused is None:
        return
    cells = ", ".join(["row_number", *(f"c{index}" for index in range(len(headings)))])
    own = joined(connection.table(staged), refused, "row_number = refused_row", how="semi").project(cells).order("row_number")
    wrong = groupby((finding for finding in offences.of_rows() if finding.row is not None), key=lambda finding: finding.row)
    for batch in batches(connection, own, 1_000):
        for row in batch:
            number, findings = next(wrong)
            if number != row[0]:
                raise MitraError("Row {row} was refused, but not found again. Check the file once more.", row=number)
            said = [(finding.column, *say(finding, words)) for finding in findings]
            problems = " ".join(dict.fromkeys(f"{column if column in headings else words.column(column)}: {what}" if column else what for column, what, _ in said))
            remedies = " ".join(dict.fromkeys(fix for _, _, fix in said if fix))
            yield [str(number), neutral(problems), neutral(remedies), *(neutral(cell or "") for cell in row[1:])]


def _write_csv(path: Path, head: Sequence[str], rows: Iterator[list[str]]) -> int:
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file)
        out.writerow(head)
        for row in rows:
            out.writerow(row)
            count += 1
    return count


def _write_xlsx(path: Path, head: Sequence[str], rows: Iterator[list[str]]) -> int:
    count = 0
    with path.open("wb") as file, xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}) as book:
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        for column, text in enumerate(head):
            sheet.write_string(0, column, text[:CELL])
        for row in rows:
            count += 1
            if count >= SHEET_ROWS:
                raise MitraError("More than {count} rows were refused, which no sheet holds. Ask for CSV instead.", count=SHEET_ROWS - 1)
            for column, text in enumerate(row):
                sheet.write_string(count, column, text[:CELL])
    return count
