"""A draft: a release that changes would make, whole, in a private folder, in no ledger."""

from __future__ import annotations

import secrets
import shutil
import tempfile
import weakref
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from mitra import contract as contracts
from mitra.errors import ReleaseError
from mitra.ingest.change import Change, Mode, Origin, Quarantine, RefusedError
from mitra.ingest.history import already_in
from mitra.ingest.revision import Revision
from mitra.ingest.trace import trace
from mitra.settings import Settings
from mitra.store.build import Candidate, Say, make_candidate, tell_log
from mitra.store.drafts import PREFIX
from mitra.store.shelf import Shelf

__all__ = ["Change", "Draft", "Mode", "Origin", "Quarantine", "RefusedError", "make_draft"]


@dataclass(frozen=True)
class Draft:
    """What `changes` make of release `parent`. Whoever knows `id` can look at it; `close` removes it.

    `changes` are all that was asked for; `already`: index of a change that is in the record already, and the release it
    came with. Such a change is not made again. One that is `partial` was made of what everybody sees of the parent: it is
    there to be looked at, and publishing makes another.
    """

    id: str
    parent: str
    candidate: Candidate
    changes: tuple[Change, ...]
    already: Mapping[int, str]
    quarantine: tuple[Quarantine, ...]
    who: str
    at: datetime
    note: str
    partial: bool = False

    @property
    def serve(self) -> Path:
        """Return its DuckDB file."""
        return self.candidate.serve

    @property
    def made(self) -> tuple[Change, ...]:
        """Return the changes that were made, those that are in the record already left out."""
        return tuple(change for number, change in enumerate(self.changes) if number not in self.already)

    @property
    def manifest(self) -> dict[str, object]:
        """Return what the manifest of a release would say of it so far."""
        return {"release": self.id, "parent": self.parent, "who": self.who, "at": self.at.isoformat(timespec="seconds"), "note": self.note, "counts": self.candidate.counts}

    def close(self) -> None:
        """Remove its files; it can be closed twice."""
        shutil.rmtree(self.candidate.folder, ignore_errors=True)


def make_draft(
    settings: Settings,
    shelf: Shelf,
    parent: str,
    changes: Sequence[Change],
    *,
    who: str,
    at: datetime,
    note: str,
    quarantine: Sequence[Quarantine] = (),
    seen: Mapping[str, Path] | None = None,
    say: Say = tell_log,
) -> Draft:
    """Build what the changes, all or none, make of a release; RefusedError with findings where they do not fit it.

    `seen`: the parent's tables as Parquet where the draft is for somebody who may not see all of it. The files that the changes and the quarantine name stay the caller's and must be there until the draft is published.
    """
    found = {number: already_in(shelf, parent, change) for number, change in enumerate(changes) if seen is None}  # whether these bytes are a list that is not public is not for everybody
    already = {number: release for number, release in found.items() if release is not None}
    made = tuple(change for number, change in enumerate(changes) if number not in already)
    folder = Path(tempfile.mkdtemp(prefix="mitra-draft-"))
    try:
        candidate = make_candidate(settings, folder, Revision(_tables(settings, shelf, parent) if seen is None else seen, made), today=at.date(), say=say)
        if seen is None:  # what a line would tell of the parent is not for everybody
            say("Noting what changes")
            candidate = trace(settings, shelf, candidate, parent, tables={change.table for change in made})
    except (duckdb.Error, OSError) as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise ReleaseError("The draft cannot be built in {folder}: {reason}. Free some space or memory, and try again.", folder=folder, reason=str(error).splitlines()[0]) from error
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    draft = Draft(f"{PREFIX}{secrets.token_urlsafe(24)}", parent, candidate, tuple(changes), already, tuple(quarantine), who, at, note, partial=seen is not None)
    weakref.finalize(draft, shutil.rmtree, folder, ignore_errors=True)  # nobody holds it any more, or the process ends
    return draft


def _tables(settings: Settings, shelf: Shelf, release: str) -> dict[str, Path]:
    names = contracts.load(settings.schema, settings.codelist).tables
    found = {name: shelf.table_path(release, name) for name in names}
    return {name: path for name, path in found.items() if path is not None}
