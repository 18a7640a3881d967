"""Publish changes: files first, the ledger's entry last. Where somebody else was faster, the changes are made anew on theirs."""

from __future__ import annotations

import re
import secrets
import tempfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path, PureWindowsPath

from mitra import catalogue
from mitra import contract as contracts
from mitra.errors import ReleaseError
from mitra.ingest.change import Change, Quarantine, RefusedError
from mitra.ingest.comparison import compare, side_by_side
from mitra.ingest.difference import Difference, difference
from mitra.ingest.draft import Draft, make_draft
from mitra.ingest.history import UPLOADS, already_in
from mitra.settings import Settings
from mitra.store.build import Say, code_digests, tell_log
from mitra.store.reader import Reader
from mitra.store.shelf import Entry, Shelf, number, sha256

LEFT_OUT = "left_out_sha256"  # in the manifest: the findings of the rows that were left out
TRIES = 20  # so many others would have to publish meanwhile


@dataclass(frozen=True, slots=True)
class Published:
    """What became of it: `entry` is None where it was in the record `already`, in `release`.

    Where others published since the draft was made, the changes were made anew on their release (`rebased`); `meanwhile`
    are their entries and `moved` is what they changed.
    """

    release: str
    entry: Entry | None
    already: bool = False
    meanwhile: tuple[Entry, ...] = ()
    moved: Difference | None = None

    @property
    def rebased(self) -> bool:
        """Return whether the changes were made anew on another release than they were drafted on."""
        return self.moved is not None


def publish(
    settings: Settings,
    shelf: Shelf,
    what: Draft | Sequence[Change],
    *,
    who: str,
    at: datetime,
    note: str,
    quarantine: Sequence[Quarantine] = (),
    say: Say = tell_log,
) -> Published:
    """Make a draft, or changes, the current release. RefusedError where they do not fit what is current by now.

    A draft stays the caller's, to be closed. The same bytes for the same table in the same way are published once.
    """
    given = what if isinstance(what, Draft) else None
    changes, kept = (what.changes, what.quarantine) if isinstance(what, Draft) else (tuple(what), tuple(quarantine))
    base = given.parent if given else None
    if given is not None and not given.serve.exists():
        raise ReleaseError("This draft is closed. Drop the file again to make a new one.")
    for _ in range(TRIES):
        entries = shelf.entries()
        if not entries:
            raise ReleaseError("There is no release yet. Run `python -m mitra build`.")
        parent = entries[-1].release
        base = base or parent
        found = [already_in(shelf, parent, change) for change in changes]
        if all(found) and _kept_already(shelf, found, kept):
            return Published(_latest(found), None, already=True)
        try:
            draft = given if given is not None and given.parent == parent and not given.partial else make_draft(settings, shelf, parent, changes, who=who, at=at, note=note, quarantine=kept, say=say)
        except RefusedError as refusal:
            refusal.meanwhile = _since(entries, base)
            raise
        try:
            moved = _moved(settings, shelf, base, parent, at.date()) if parent != base else None
            entry = _commit(settings, shelf, draft, number(entries), who=who, at=at, note=note, say=say)
        finally:
            if draft is not given:
                draft.close()
        if entry is not None:
            return Published(entry.release, entry, meanwhile=_since(entries, base), moved=moved)
    raise ReleaseError("Others keep publishing at this moment. Try again later.")


def _kept_already(shelf: Shelf, found: Sequence[str | None], kept: Sequence[Quarantine]) -> bool:
    """Say whether the rows to be left out were left out for the same reasons before."""
    before = [shelf.manifest(release).get(LEFT_OUT) for release in filter(None, found)]
    digests = {digest for one in before if isinstance(one, list) for digest in one}
    return all(sha256(one.findings) in digests for one in kept)


def _latest(found: Sequence[str | None]) -> str:
    """Return the latest release that holds what the changes would bring."""
    if not found:
        raise ReleaseError("There is nothing to publish: no change was given.")
    return max(filter(None, found))


def _since(entries: Sequence[Entry], base: str) -> tuple[Entry, ...]:
    """Return the entries that came after `base` was current last."""
    last = max((entry.number for entry in entries if entry.release == base), default=0)
    return tuple(entry for entry in entries if entry.number > last)


def _moved(settings: Settings, shelf: Shelf, base: str, parent: str, as_of: date) -> Difference:
    queries = catalogue.load(settings.queries)
    with closing(Reader.of(base, shelf, queries, settings)) as before, closing(Reader.of(parent, shelf, queries, settings)) as after:
        return difference(contracts.load(settings.schema, settings.codelist), before, after, None, as_of=as_of)


def _commit(settings: Settings, shelf: Shelf, draft: Draft, after: int, *, who: str, at: datetime, note: str, say: Say) -> Entry | None:
    """Write the draft's files and take the ledger's next number; None where somebody else has it."""
    release = f"{at:%Y%m%d}-{secrets.token_hex(4)}"
    say("Writing release {release} to {address}", release=release, address=shelf.address)
    try:
        with tempfile.TemporaryDirectory(prefix="mitra-publish-") as folder:
            manifest = {"release": release, "parent": draft.parent, "who": who, "at": at.isoformat(timespec="seconds"), "note": note, **_provenance(settings, shelf, draft)}
            shelf.write(release, {**draft.candidate.files(Path(folder), manifest), **_uploaded(draft), **_quarantined(draft)})
        return shelf.append(release=release, action="publish", who=who, at=at, note=note, after=after)
    except FileExistsError:
        shelf.discard(release)
        return None
    except OSError as error:
        shelf.discard(release)
        raise ReleaseError("Release {release} cannot be written: {reason}. Free some space, and try again.", release=release, reason=error) from error
    except ReleaseError:
        if shelf.discard(release):
            raise
        return shelf.entries()[after]  # it stands in the ledger, whatever the store said


def _provenance(settings: Settings, shelf: Shelf, draft: Draft) -> dict[str, object]:
    """Return what the manifest says of what went in: the uploads, what they did to each table, what was left out, code and lists."""
    uploads = [
        {
            "table": change.table,
            "mode": change.mode,
            "columns": change.columns,
            "file_name": change.origin.file_name,
            "sha256": change.origin.sha256,
            "how": change.how,
            "path": _place(change),
        }
        for change in draft.made
    ]
    tables = {change.table: contracts.load(settings.schema, settings.codelist).tables[change.table] for change in draft.made}
    with side_by_side(shelf.serve_path(draft.parent), draft.serve) as connection:
        counts = {name: compare(connection, table, listed=0) for name, table in tables.items()}
    changes = {name: {"added": one.added, "changed": one.changed, "withdrawn": one.withdrawn, "unchanged": one.unchanged} for name, one in counts.items()}
    return {UPLOADS: uploads, "changes": changes, "quarantine": sorted(_quarantined(draft)), LEFT_OUT: sorted(sha256(one.findings) for one in draft.quarantine), "inputs": code_digests(settings)}


def _place(change: Change) -> str:
    """Return where the file as it came is kept: no folder, no mark that could be taken for something else, no long name."""
    name = re.sub(r"[^\w.-]+", "_", PureWindowsPath(change.origin.file_name).name).strip("._")
    return f"uploads/{change.origin.sha256[:12]}-{name[-48:] or 'file'}"


def _uploaded(draft: Draft) -> dict[str, Path]:
    for change in draft.made:
        if sha256(change.origin.path) != change.origin.sha256:
            raise ReleaseError("{file} is no longer the file that was read. Drop it again.", file=change.origin.file_name)
    return {_place(change): change.origin.path for change in draft.made}


def _quarantined(draft: Draft) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for turn, one in enumerate(draft.quarantine):
        name = one.table if f"quarantine/{one.table}.parquet" not in found else f"{one.table}-{turn}"
        found |= {f"quarantine/{name}.parquet": one.rows, f"quarantine/{name}.json": one.findings}
    return found
