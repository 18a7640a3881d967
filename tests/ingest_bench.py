"""Stage rows as a reader would, and check them against a release: what the tests of mapping and checking share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import duckdb
import pandas as pd

from mitra.contract import Contract
from mitra.ingest.checking import Checked, check
from mitra.ingest.codes import Codebook, names_of
from mitra.ingest.mapping import ColumnMap, propose, samples
from mitra.ingest.reading import Column

TODAY = date(2024, 6, 30)
Cells = Sequence[str | None]


class Table:
    """A staged file: `headings` and rows of cells; the first row of data is row 2, as a spreadsheet counts."""

    def __init__(self, headings: Sequence[str], rows: Sequence[Cells], name: str = "staged") -> None:
        self.connection = duckdb.connect(config={"threads": 1})
        self.name = name
        self.columns = [Column(heading, "string") for heading in headings]
        self.add(name, headings, rows)

    def add(self, name: str, headings: Sequence[str], rows: Sequence[Cells]) -> None:
        """Stage further rows in the same connection."""
        frame = pd.DataFrame([(at, *row) for at, row in enumerate(rows, 2)], columns=["row_number", *(f"c{index}" for index in range(len(headings)))])
        texts = [f"nullif(c{index}::varchar, '') as c{index}" for index in range(len(headings))]
        self.connection.from_df(frame).project(", ".join(["row_number::bigint as row_number", *texts])).create(name)

    def propose(self, contract: Contract, **options: Any) -> ColumnMap:
        """Return what the file is taken for."""
        return propose(self.columns, samples(self.connection, self.name, len(self.columns)), contract, **options)

    def check(self, contract: Contract, record: Any, *, table: str | None = None, mapping: ColumnMap | None = None, given: Mapping[str, str] | None = None, **options: Any) -> Checked:
        """Return what a check finds."""
        found = mapping or self.propose(contract, table=table, codebook=_codebook(contract, None))
        options.setdefault("codebook", _codebook(contract, record))
        return check(self.connection, self.name, found, contract, record, given=given, today=options.pop("today", TODAY), **options)

    def accepted(self, checked: Checked) -> list[dict[str, str | None]]:
        """Return the rows that hold."""
        relation = self.connection.table(checked.accepted)
        return [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]


_BOOKS: dict[tuple[int, int], tuple[Contract, Any, Codebook]] = {}


def _codebook(contract: Contract, record: Any) -> Codebook:
    """Return the codebook of a release, made once; contract and record are kept, so that their identity stays theirs."""
    key = (id(contract), id(record))
    if key not in _BOOKS:
        _BOOKS[key] = (contract, record, Codebook(contract, names_of(record) if record is not None else {}))
    return _BOOKS[key][2]


def broken(checked: Checked) -> list[tuple[int | None, str | None, str]]:
    """Return (row, heading, rule) of each finding, in order."""
    return sorted(((finding.row, finding.column, finding.rule.code) for finding in checked.findings), key=str)
