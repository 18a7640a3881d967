"""What an analyst says of a file, and what became of it so far: the values that travel through an upload."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from mitra.ingest import mapping as mappings
from mitra.ingest.change import Origin
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
    is_source: bool  # no row names a source, so the file itself is the source
    examples: tuple[tuple[str, ...], ...] = ()  # some of each column's texts, the most frequent first

    @property
    def given(self) -> dict[str, str]:
        """Return what fills columns of every row: what the analyst gave, and the file itself as the source."""
        own = {"source_id": source_key(self.reading)} if self.is_source else {}
        return {**own, **dict(self.plan.given)}


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
    held = {*mapped.mapping.fields, *mapped.given, *table.defaults, *mappings.made_key(table)}
    beside = {field.name for field in table.fields if field.stated_in in held} | {field.stated_in for field in table.fields if field.name in held}
    priced = {"currency_code"} if held & {"amount", "value"} else set[str]()  # amounts may name their currency
    return tuple(name for name in table.field_names if name in held | beside | priced)


def origin(mapped: Mapped) -> Origin:
    """Return where a file's rows came from."""
    return Origin(mapped.plan.name, sha256(mapped.reading.path), mapped.reading.path)


def how(mapped: Mapped) -> str:
    """Return a digest of all that makes other rows of the same bytes: how they are read, placed, filled and mended."""
    plan = mapped.plan
    said = (asdict(plan.hints), mapped.mapping.remembered(), sorted(mapped.given.items()), plan.repairs, [sha256(path) for path in plan.mended])
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]


def plain(finding: Finding) -> dict[str, object]:
    """Return a finding as a program reads it: the same words on every way a file may take."""
    what, fix = said(finding)
    return {"code": finding.rule.code, "severity": finding.rule.severity, "row": finding.row, "column": finding.column, "value": finding.value, "message": what, "fix": fix}


def said(finding: Finding) -> tuple[str, str]:
    """Return a finding's message and remedy in English."""
    return finding.rule.says.format(**finding.filled), finding.fix.format(**finding.filled)
