"""One or several files on their way into the record: read, mapped, checked, and what they would change together.

    with Workbench(settings, library) as bench:
        checked = bench.check([FilePlan(Path("peserta.csv"), table="participants", given=(("engagement_id", "E001"),))])
        preview = bench.preview(checked, who="Sari", at=now, note="List of the ministry")
        bench.publish(preview)

The page, the command line and Python make these calls, so the same file has the same findings everywhere. A file is read
once for each way of reading it; what did not change is not done again.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import weakref
from collections.abc import Sequence
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Self, cast

import duckdb
import pandas as pd

from mitra import contract as contracts
from mitra.errors import MitraError
from mitra.ingest import mapping as mappings
from mitra.ingest.cells import Styles, drop
from mitra.ingest.change import Change, Mode, Quarantine
from mitra.ingest.check_rules import TableName
from mitra.ingest.checking import check
from mitra.ingest.codes import Codebook, names_of
from mitra.ingest.difference import difference
from mitra.ingest.draft import make_draft
from mitra.ingest.mapping import ColumnMap
from mitra.ingest.parent import Parent, without
from mitra.ingest.plans import FilePlan, Mapped, Prepared, Preview, Typed, filled, how, origin, own_source, plain, source_key
from mitra.ingest.publish import Published, publish
from mitra.ingest.read import inspect
from mitra.ingest.reading import Hints, Reading
from mitra.ingest.relations import joined
from mitra.ingest.repair import amend_cells, merge_back
from mitra.ingest.staging import stage
from mitra.settings import Settings
from mitra.store.build import Say
from mitra.store.protect import visible_tables
from mitra.store.reader import Library, Reader

MAPPINGS = "mappings"  # the kind under which the shelf remembers which heading fills which column, one document a table
EXAMPLES = 3  # texts of a column shown beside its heading
ORDER = ("sources", "regions", "institutions", "agreements", "engagements", "financing_programs")  # others point to these
OWN = "own_sources"  # the files themselves, as sources of rows that name none


def silent(_message: str, **_values: object) -> None:
    """Say nothing."""


class Workbench:
    """A private folder with one staging database, for the files of one analyst; not for two threads at once.

    `full` is for whoever may change the record. Anybody else's files are held against what everybody sees of the release, so
    that no finding, difference or draft tells of an enterprise that is not shown.
    """

    def __init__(self, settings: Settings, library: Library, parent: str | None = None, today: date | None = None, *, full: bool = True) -> None:
        self._settings, self._library = settings, library
        self.contract = contracts.load(settings.schema, settings.codelist)
        self.parent: Reader = library.open(parent or library.current(), full=full)
        self._is_partial = not full and library.withholds(self.parent.release)
        self.today = today or date.today()
        self.folder = Path(tempfile.mkdtemp(prefix="mitra-upload-"))
        self._forget = weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)  # a session may end without a word
        self._connection = duckdb.connect(str(self.folder / "staging.duckdb"), config={"threads": 2, "memory_limit": settings.memory_limit, "temp_directory": str(self.folder / "spill")})
        self._codebook = Codebook(self.contract, names_of(self.parent))
        self._read: dict[tuple[Path, Hints], tuple[Reading, str]] = {}

    @cached_property
    def words(self) -> Typed:
        """Return the words for whoever reads a check outside the pages, in English."""
        return Typed("en", self.contract, self.parent.names("en"))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Forget everything that was read."""
        self._connection.close()
        self._forget()

    def read(self, plan: FilePlan, say: Say = silent) -> Mapped:
        """Read a file and find the places of its columns; MitraError where it cannot be read."""
        say("Reading {name}", name=plan.name)
        reading, staged = self._staged(plan)
        say("Recognising the columns of {name}", name=plan.name)
        remembered = self._library.shelf.recall(MAPPINGS, plan.table) if plan.table else None
        values = mappings.samples(self._connection, staged, len(reading.columns))
        found = mappings.propose(reading.columns, values, self.contract, table=plan.table, remembered=remembered, codebook=self._codebook)
        if plan.table is None and (remembered := self._library.shelf.recall(MAPPINGS, found.table.name)):
            found = mappings.propose(reading.columns, values, self.contract, table=found.table.name, remembered=remembered, codebook=self._codebook)
        headings = {column.name for column in reading.columns}
        found = mappings.amend(found, {heading: name for heading, name in plan.amended if heading in headings and (name is None or name in found.table.field_names)})
        on_record = self._on_record(plan, staged, found)
        lacks_source = "source_id" in found.table.field_names and found.table.name != "sources" and "source_id" not in {*found.fields, *dict(plan.given)}
        return Mapped(plan, reading, staged, found, lacks_source and (not on_record or on_record < reading.row_count), tuple(tuple(counts)[:EXAMPLES] for counts in values), on_record)

    def _on_record(self, plan: FilePlan, staged: str, mapping: ColumnMap) -> int:
        """Return how many rows name the key of a row of the record, where they are to update it."""
        key = [(name, mapping.fields[name].index) for name in mapping.table.primary_key if name in mapping.fields]
        if plan.mode != "upsert" or len(key) < len(mapping.table.primary_key):
            return 0
        recorded = Parent(self._connection, self.contract, self.parent, {}).rows(mapping.table.name)
        same = " and ".join(f'trim(c{index}) is not distinct from "{name}"' for name, index in key)
        return len(joined(self._connection.table(staged).project(", ".join(f"c{index}" for _, index in key)), recorded, same, how="semi"))

    def _staged(self, plan: FilePlan) -> tuple[Reading, str]:
        key = (plan.path, plan.hints)
        if key not in self._read:
            staged = f"file_{len(self._read)}"
            self._read[key] = (stage(self._connection, inspect(plan.path, plan.hints, name=plan.name), staged)[0], staged)
        reading, staged = self._read[key]
        return reading, self._mended(staged, reading, plan) if plan.repairs or plan.mended else staged

    def _mended(self, staged: str, reading: Reading, plan: FilePlan) -> str:
        """Return a copy of the staged rows with rows and cells mended; the file as it came stays as it is."""
        copy = f"{staged}_copy"
        drop(self._connection, copy)
        self._connection.table(staged).create(copy)
        for path in plan.mended:
            back, rows = self._staged(FilePlan(path, path.name))
            merge_back(self._connection, copy, rows, [column.name for column in reading.columns], back.columns)
        amend_cells(self._connection, copy, plan.repairs)
        return copy

    def cell(self, mapped: Mapped, row: int, column: int) -> str | None:
        """Return a cell's text as the file has it."""
        found = self._connection.table(mapped.staged).filter(duckdb.ColumnExpression("row_number") == duckdb.ConstantExpression(row)).project(f"c{column}").fetchall()
        return found[0][0] if found else None

    def rows_holding(self, mapped: Mapped, column: int, text: str | None) -> list[int]:
        """Return the rows whose cell holds a text, as the spreadsheet counts them."""
        name = duckdb.ColumnExpression(f"c{column}")
        held = name.isnull() if text is None else name == duckdb.ConstantExpression(text)  # noqa: PD003  # an expression of DuckDB
        return [int(row) for (row,) in self._connection.table(mapped.staged).filter(held).project("row_number").order("row_number").fetchall()]

    def check(self, mapped: Sequence[Mapped], say: Say = silent) -> list[Prepared]:
        """Check each file against its contract, the release and the other files; those that others point to come first."""
        brought = {"sources": OWN} if self._make_own_sources(mapped) else {}
        found: dict[int, Prepared] = {}
        for place, one in sorted(enumerate(mapped), key=lambda item: _rank(item[1].mapping.table.name)):
            say("Checking {name}", name=one.plan.name)
            accepted = f"accepted_{place}"
            checked = check(
                self._connection, one.staged, one.mapping, self.contract, self.parent, given=one.given, given_new=one.given_new, updates=one.plan.mode == "upsert", styles=Styles(one.plan.hints.decimal, one.plan.hints.date_order),
                batch=brought, today=self.today, codebook=self._codebook, accepted=accepted,
            )  # fmt: skip
            brought = {**brought, one.mapping.table.name: self._with(brought.get(one.mapping.table.name), accepted, place, one.mapping.table.primary_key)}
            found[place] = Prepared(one, checked)
        return [found[place] for place in sorted(found)]

    def _with(self, before: str | None, accepted: str, place: int, key: tuple[str, ...]) -> str:
        """Return the name of what the batch brings to a table: this file's rows, and those of files before it that they do not replace."""
        if before is None:
            return accepted
        both = f"brought_{place}"
        rows = self._connection.table(accepted)
        without(self._connection.table(before), rows, key).union(rows).create_view(both, replace=True)
        return both

    def _make_own_sources(self, mapped: Sequence[Mapped]) -> bool:
        """Make the rows that describe the files themselves as sources; return whether there are any."""
        table = self.contract.tables["sources"]
        rows = [own_source(one, self.today) for one in mapped if one.is_source]
        frame = pd.DataFrame([{name: row.get(name) for name in table.field_names} for row in rows], columns=list(table.field_names), dtype="object")
        drop(self._connection, OWN)
        self._connection.from_df(frame).project(", ".join(f'"{name}"::varchar as "{name}"' for name in table.field_names)).create(OWN)
        return bool(rows)

    def preview(self, prepared: Sequence[Prepared], *, who: str, at: datetime, note: str, as_of: date | None = None, say: Say = silent) -> Preview:
        """Build a draft of what the accepted rows would make of the record, and compare it with the release it is made from."""
        seen = visible_tables(self.parent.path, self.folder, self.contract) if self._is_partial else None
        draft = make_draft(self._settings, self._library.shelf, self.parent.release, self._changes(prepared), who=who, at=at, note=note, quarantine=self._quarantine(prepared), seen=seen, say=say)
        say("Comparing the draft with the record")
        reader = self._library.with_draft(draft)
        return Preview(draft, difference(self.contract, self.parent, reader, draft.made, as_of=as_of or self.today))

    def publish(self, prepared: Sequence[Prepared], preview: Preview, *, who: str, at: datetime, note: str, say: Say = silent) -> Published:
        """Make the draft the current release, and remember which headings filled which columns."""
        published = publish(self._settings, self._library.shelf, preview.draft, who=who, at=at, note=note, say=say)
        for one in prepared:
            table = one.mapped.mapping.table.name
            known = self._library.shelf.recall(MAPPINGS, table) or {}
            self._library.shelf.remember(MAPPINGS, table, {**known, **one.mapped.mapping.remembered()})
        return published

    def drop(self, preview: Preview) -> None:
        """Forget a draft."""
        self._library.close_draft(preview.draft.id)

    def _changes(self, prepared: Sequence[Prepared]) -> list[Change]:
        """Return a change for each file that brings rows, and one for the files that are sources themselves."""
        found = []
        owners = [one for one in prepared if one.mapped.is_source and self._is_used(one)]
        if owners:
            keys = ", ".join(f"'{source_key(one.mapped.reading)}'" for one in owners)
            found.append(Change("sources", "upsert", self._parquet(self._connection.table(OWN).filter(f"source_id in ({keys})"), OWN), origin(owners[0].mapped)))
        for place, one in enumerate(prepared):
            _refuse_emptying(one)
            rows = self._parquet(self._connection.table(one.checked.accepted), f"accepted_{place}")
            found.append(Change(one.mapped.mapping.table.name, cast("Mode", one.mapped.plan.mode), rows, origin(one.mapped), filled(one.mapped), how(one.mapped)))
        return found

    def _is_used(self, one: Prepared) -> bool:
        """Say whether the file itself is the source of a row that holds."""
        return bool(len(self._connection.table(one.checked.accepted).filter(f"source_id = '{source_key(one.mapped.reading)}'").limit(1)))

    def _parquet(self, relation: duckdb.DuckDBPyRelation, name: str) -> Path:
        path = self.folder / f"{name}.parquet"
        relation.write_parquet(str(path))
        return path

    def _quarantine(self, prepared: Sequence[Prepared]) -> list[Quarantine]:
        """Return the rows that are left out, as they were read, each file's with its findings."""
        found = []
        for place, one in enumerate(prepared):
            if one.checked.refused_count:
                rows, findings = self.folder / f"refused_{place}.parquet", self.folder / f"refused_{place}.json"
                refused = one.checked.offences.refused()
                staged = self._connection.table(one.mapped.staged)
                (staged if refused is None else staged.join(refused, "row_number = refused_row", how="semi")).write_parquet(str(rows))
                findings.write_text(json.dumps([plain(finding, self.words) for finding in one.checked.findings], ensure_ascii=False), "utf-8")
                found.append(Quarantine(one.mapped.mapping.table.name, rows, findings))
        return found


def _refuse_emptying(one: Prepared) -> None:
    if one.mapped.plan.mode == "replace" and not one.checked.accepted_count:
        raise MitraError("{name} brings no rows, so replacing {table} by it would leave nothing there. Choose a file with rows, or another mode.", name=one.mapped.plan.name, table=TableName(one.mapped.mapping.table.name))


def _rank(table: str) -> int:
    return ORDER.index(table) if table in ORDER else len(ORDER)
