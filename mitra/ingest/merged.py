"""Merged cells of a workbook: how deep they say that a heading is, and which rows of a table a merged name stands for."""

from __future__ import annotations

from collections.abc import Sequence

from mitra.ingest import read_rules as rules
from mitra.ingest.kinds import MOMENT, NUMBER, TEXT, kind
from mitra.ingest.parse import Record
from mitra.ingest.report import Report
from mitra.ingest.workbook import Merged


def heading_rows(merged: Sequence[Merged], found: Sequence[Record], top: int) -> int:
    """Return how many rows from the record at `top` on are one heading by the cells merged in it, 0 where none says so."""
    first = found[top].row
    depth = 1
    for cells in sorted(merged):
        if first <= cells.top < first + depth:
            depth = max(depth, cells.bottom - first + 1, cells.top - first + 2 if _names_several(cells, found) else 0)
    rows = [record for record in found[top:] if record.row < first + depth]
    if depth == 1 or any(kind(cell) in {NUMBER, MOMENT} for record in rows for cell in record.cells):
        return 0
    return depth


def _names_several(cells: Merged, found: Sequence[Record]) -> bool:
    """Say whether names stand below a cell that is merged across columns, and none below the first column."""
    below = next((record.cells for record in found if record.row == cells.bottom + 1), [])
    inside = below[cells.left : cells.right + 1]
    return cells.right > cells.left and bool(inside) and all(kind(cell) == TEXT for cell in inside) and not below[0].strip()


def filled_down(merged: Sequence[Merged], found: Sequence[Record], first: int, report: Report) -> list[Record]:
    """Return the records with each name that is merged over several rows, from the record at `first` on, standing in all of them.

    Numbers are left where they stand: a total over several rows is not each row's own.
    """
    by_row = {record.row: record for record in found[first:]}
    changed: dict[int, list[str]] = {}
    for cells in merged:
        if cells.bottom == cells.top or cells.right != cells.left or cells.top not in by_row:
            continue
        text = _at(by_row[cells.top].cells, cells.left)
        if kind(text) != TEXT:
            continue
        for row in range(cells.top + 1, cells.bottom + 1):
            if row in by_row and cells.left < len(by_row[row].cells):
                changed.setdefault(row, list(by_row[row].cells))[cells.left] = text
    if changed:
        report.add(rules.MERGED_CELLS, min(changed), count=len(changed))
    return [record._replace(cells=changed.get(record.row, record.cells)) if index >= first else record for index, record in enumerate(found)]


def _at(cells: Sequence[str], column: int) -> str:
    return cells[column] if column < len(cells) else ""
