"""What an analyst wants done to one table of the record, and where it came from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from mitra.errors import ReleaseError
from mitra.i18n import Message, mark
from mitra.ingest.finding import Finding
from mitra.store.shelf import Entry

Mode = Literal["append", "upsert", "replace"]


@dataclass(frozen=True, slots=True)
class Origin:
    """The file as it came: the name that the analyst gave it, the SHA-256 of its bytes, where they lie."""

    file_name: str
    sha256: str
    path: Path


@dataclass(frozen=True, slots=True)
class Change:
    """Checked rows for one table. `rows`: Parquet, the contract's columns in order, all varchar, unknown null.

    append: rows with new keys; upsert: rows replace those of the same key, whose columns that the file did not have
    (`columns` names those that it had, None all) keep what they held; replace: the table is what the file holds. `how`
    tells apart what was made of the same bytes in another way.
    """

    table: str
    mode: Mode
    rows: Path
    origin: Origin
    columns: tuple[str, ...] | None = None
    how: str = ""


@dataclass(frozen=True, slots=True)
class Quarantine:
    """Rows that are left out and kept for later: Parquet as it was read, and their findings as JSON."""

    table: str
    rows: Path
    findings: Path


class RefusedError(ReleaseError):
    """The changes do not fit the record they are made to; `findings` say where, nothing was written.

    `meanwhile`: what others published since the changes were drafted, where the changes fitted the record before.
    """

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        self.meanwhile: tuple[Entry, ...] = ()
        first = findings[0]
        super().__init__(mark("The changes do not fit the record. {first} Problems in all: {count}."), first=Message(first.rule.says, first.filled), count=len(findings))
