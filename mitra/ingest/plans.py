"""What an analyst says of a file, and what became of it so far: the values that travel through an upload."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from mitra.i18n import Words
from mitra.ingest import mapping as mappings
from mitra.ingest.cells import AMOUNTS
from mitra.ingest.change import Origin
from mitra.ingest.check_rules import say
from mitra.ingest.checking import Checked
from mitra.ingest.difference import Difference
from mitra.ingest.draft import Draft
from mitra.ingest.finding import Finding
from mitra.ingest.mapping import ColumnMap
from mitra.ingest.reading import Hints, Reading
from mitra.store.shelf import sha256

GUESS = Hints()  # nothing is told


@dataclass(frozen=True, slots=True)
class FilePlan:
    """One file and all that the analyst says of it; what is not said is guessed.

    `amended`: (heading, column of the record or None); `given`: (column, value for every row); `mended`: files of refused rows
    that were mended and come back; `repairs`: (row, index of the file's column, new text); `publisher` and `language`: whose file it is, where the file itself is the source of its rows.
    """

    path: Path
    name: str
    hints: Hints = GUESS
    table: str | None = None
    amended: tuple[tuple[str, str | None], ...] = ()
    given: tuple[tuple[str, str], ...] = ()
    mode: str = "upsert"
    mended: tuple[Path, ...] = ()
    repairs: tuple[tuple[int, int, str], ...] = ()
    publisher: str = ""
    language: str = "id"


@dataclass(frozen=True)
class Mapped:
    """A file that was read and whose columns found their places; nothing of it is checked yet. `staged` names its rows."""

    plan: FilePlan
    reading: Reading
    staged: str
    mapping: ColumnMap
    is_source: bool  # no row names a source, so the file itself is the source of those that the record does not have
    examples: tuple[tuple[str, ...], ...] = ()  # some of each column's texts, the most frequent first
    on_record: int = 0  # rows whose key stands in the record: they need nothing else but what changes

    @property
    def given(self) -> dict[str, str]:
        """Return what fills columns of every row: what the analyst gave, and, where rows have no key, the file itself as the source."""
        return {**({} if self.names_keys else self._own_source), **dict(self.plan.given)}

    @property
    def given_new(self) -> dict[str, str]:
        """Return what fills columns of rows that are not on record: one named by its key keeps its source."""
        return self._own_source if self.names_keys else {}

    @property
    def names_keys(self) -> bool:
        """Return whether the file has the table's keys."""
        return {*self.mapping.table.primary_key} <= {*self.mapping.fields, *dict(self.plan.given)}

    @property
    def _own_source(self) -> dict[str, str]:
        return {"source_id": source_key(self.reading)} if self.is_source else {}


@dataclass(frozen=True)
class Prepared:
    """A file and what its check found."""

    mapped: Mapped
    checked: Checked


@dataclass(frozen=True)
class Preview:
    """What a batch would make of the record: a draft that only its owner sees, and how it differs from its parent."""

    draft: Draft
    difference: Difference


def source_key(reading: Reading) -> str:
    """Return the key of a file as a source: the same bytes have the same."""
    return f"UP-{sha256(reading.path)[:12]}"


def own_source(mapped: Mapped, today: date) -> dict[str, str]:
    """Return the row of `sources` that describes an uploaded file."""
    plan = mapped.plan
    return {
        "source_id": source_key(mapped.reading),
        "publisher": plan.publisher or "[not stated]",
        "title": plan.name,
        "language": plan.language,
        "note": f"uploaded file, received {today.isoformat()}",
    }


def filled(mapped: Mapped) -> tuple[str, ...]:
    """Return the columns that the file says something about; others keep what the record holds."""
    table = mapped.mapping.table
    held = {*mapped.mapping.fields, *mapped.given, *mappings.made_key(table)}
    held |= mappings.defaults_said(table, held)
    beside = {field.name for field in table.fields if field.stated_in in held} | {field.stated_in for field in table.fields if field.name in held}
    priced = {"currency_code"} if held & set(AMOUNTS) else set[str]()  # amounts may name their currency
    return tuple(name for name in table.field_names if name in held | beside | priced)


def origin(mapped: Mapped) -> Origin:
    """Return where a file's rows came from."""
    return Origin(mapped.plan.name, sha256(mapped.reading.path), mapped.reading.path)


def how(mapped: Mapped) -> str:
    """Return a digest of all that makes other rows of the same bytes: how they are read, placed, filled and mended."""
    plan = mapped.plan
    said = (asdict(plan.hints), mapped.mapping.remembered(), sorted({**mapped.given_new, **mapped.given}.items()), plan.repairs, [sha256(path) for path in plan.mended])
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]


class Typed(Words):
    """Words for who types the names of columns: each stands beside its title."""

    def column(self, name: str) -> str:
        """Return the heading of a column with its name."""
        title = super().column(name)
        return title if title == name else f"{title} [{name}]"


def plain(finding: Finding, words: Words) -> dict[str, object]:
    """Return a finding as a program reads it: the same words on every way a file may take."""
    what, fix = say(finding, words)
    return {"code": finding.rule.code, "severity": finding.rule.severity, "row": finding.row, "column": finding.column, "value": finding.value, "message": what, "fix": fix}
