"""Where releases stand: a folder or an object store, and the ledger that says which one is current.

    ledger/000001.json      a numbered entry: publish R, or make R current again; created by put-if-absent
    releases/<id>/...       serve.duckdb, tables/*.parquet, manifest.json; where files were uploaded, uploads/ and quarantine/
    memory/<kind>/<name>.json   what is remembered between uploads; no part of any release
    documents/<kind>/<name>/000001.json   documents with a history, such as stories: mitra.store.versions

Creating the entry is the commit: files come first, the entry last, so nothing half-made is ever current.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError
from obstore.store import LocalStore, from_url

from mitra import metrics
from mitra.errors import ReleaseError

SERVE = "serve.duckdb"
RELEASE_ID = re.compile(r"[0-9]{8}-[0-9a-f]{8}")
MANIFEST = "manifest.json"
_WORD = re.compile(r"[a-z0-9_]{1,60}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger; `action` is publish or rollback."""

    number: int
    release: str
    action: str
    who: str
    at: str
    note: str


def _plainly(error: Exception) -> str:
    """Return the first line of what went wrong, without the inner parts that some drivers print after it."""
    return str(error).splitlines()[0].rstrip(" {(:")


class Shelf:
    """The release store at `address`: a folder path or an s3://, gs://, az:// URL."""

    def __init__(self, address: str) -> None:
        self._folder = None if "://" in address else Path(address).resolve()
        self.address = address
        try:
            if self._folder is not None:
                self._folder.mkdir(parents=True, exist_ok=True)
                self._store = LocalStore(prefix=self._folder)
            else:
                self._store = from_url(address)
        except (OSError, BaseError) as error:
            raise ReleaseError("The release store {address} cannot be used: {reason}. Set MITRA_STORE to a folder that this user may write to.", address=address, reason=_plainly(error)) from error

    def entries(self) -> list[Entry]:
        """Return the ledger, oldest first."""
        return [self._entry(path) for path in self.paths("ledger") if path.endswith(".json")]

    def _entry(self, path: str) -> Entry:
        try:
            return Entry(number=int(Path(path).stem), **json.loads(self._read(path)))
        except (ValueError, TypeError) as error:
            raise ReleaseError("Ledger entry {path} is damaged. Restore it from a backup, or delete it to fall back to the one before.", path=path) from error

    def current(self) -> str | None:
        """Return the id of the current release, None on an empty store."""
        entries = self.entries()
        return entries[-1].release if entries else None

    def append(self, *, release: str, action: str, who: str, at: datetime, note: str, after: int) -> Entry:
        """Create entry number `after` + 1; FileExistsError where another publisher took it first."""
        entry = Entry(after + 1, release, action, who, at.isoformat(timespec="seconds"), note)
        body = {"release": release, "action": action, "who": who, "at": entry.at, "note": note}
        try:
            obstore.put(self._store, f"ledger/{entry.number:06d}.json", json.dumps(body, ensure_ascii=False).encode(), mode="create")
            self._sync([f"ledger/{entry.number:06d}.json"])
        except AlreadyExistsError as error:
            raise FileExistsError(entry.number) from error
        except (OSError, BaseError) as error:
            raise ReleaseError("The ledger in {address} cannot be written: {reason}.", address=self.address, reason=_plainly(error)) from error
        metrics.LEDGER_ENTRIES.labels(action).inc()
        return entry

    def write(self, release: str, files: Mapping[str, Path]) -> None:
        """Copy a release's files in; the manifest, which makes it whole, goes last."""
        try:
            for name in sorted(files, key=lambda name: name == MANIFEST):
                if name == MANIFEST:
                    self._sync([f"releases/{release}/{other}" for other in files if other != MANIFEST])
                obstore.put(self._store, f"releases/{release}/{name}", files[name])
            self._sync([f"releases/{release}/{MANIFEST}"])
        except (OSError, BaseError) as error:
            raise ReleaseError("Release {release} cannot be written to {address}: {reason}. Free some space or set MITRA_STORE to another folder.", release=release, address=self.address, reason=_plainly(error)) from error

    def discard(self, release: str) -> bool:
        """Remove, as far as it goes, the files of a release; False where it stands in the ledger, and stays."""
        if any(entry.release == release for entry in self.entries()):
            return False
        if self._folder is not None:
            shutil.rmtree(self._folder / "releases" / release, ignore_errors=True)
            return True
        with suppress(OSError, BaseError):
            obstore.delete(self._store, [meta["path"] for batch in obstore.list(self._store, prefix=f"releases/{release}") for meta in batch])
        return True

    def orphans(self) -> list[str]:
        """Return the releases that have files and no ledger entry: a publisher was stopped, or is at work. They harm nothing."""
        named = {entry.release for entry in self.entries()}
        found = {Path(prefix).name for prefix in obstore.list_with_delimiter(self._store, prefix="releases")["common_prefixes"]}
        return sorted(found - named)

    def remember(self, kind: str, name: str, document: object) -> None:
        """Keep a small JSON document in place of the one before; whoever reads sees the old or the new one whole."""
        try:
            obstore.put(self._store, _memory(kind, name), json.dumps(document, ensure_ascii=False).encode())
        except (OSError, BaseError) as error:
            raise ReleaseError("{address} cannot be written: {reason}.", address=self.address, reason=_plainly(error)) from error

    def recall(self, kind: str, name: str) -> Any:
        """Return a document that was remembered, None where there is none or it cannot be read."""
        path = _memory(kind, name)
        try:
            return json.loads(bytes(obstore.get(self._store, path).bytes()))
        except (FileNotFoundError, ValueError):
            return None
        except BaseError as error:
            raise ReleaseError("{path} cannot be read from {address}: {reason}.", path=path, address=self.address, reason=_plainly(error)) from error

    def paths(self, prefix: str) -> list[str]:
        """Return the paths of all files below a folder, in order."""
        try:
            return sorted(meta["path"] for batch in obstore.list(self._store, prefix=prefix) for meta in batch)
        except (OSError, BaseError) as error:
            raise ReleaseError("{path} cannot be read from {address}: {reason}.", path=prefix, address=self.address, reason=_plainly(error)) from error

    def read(self, path: str) -> bytes:
        """Return a file; ReleaseError where it is missing."""
        return self._read(path)

    def create(self, path: str, body: bytes) -> None:
        """Write a file that is not there yet; FileExistsError where it is."""
        try:
            obstore.put(self._store, path, body, mode="create")
            self._sync([path])
        except AlreadyExistsError as error:
            raise FileExistsError(path) from error
        except (OSError, BaseError) as error:
            raise ReleaseError("{address} cannot be written: {reason}.", address=self.address, reason=_plainly(error)) from error

    def manifest(self, release: str) -> dict[str, object]:
        """Return what went into a release."""
        unknown = ReleaseError("There is no release {release}. `python -m mitra releases` prints them all.", release=release[:40])
        if not RELEASE_ID.fullmatch(release):  # it may come from an address bar
            raise unknown
        damaged = ReleaseError("The manifest of release {release} is damaged. Run `python -m mitra build`, or choose another release.", release=release)
        try:
            found = json.loads(bytes(obstore.get(self._store, f"releases/{release}/{MANIFEST}").bytes()))
        except FileNotFoundError:
            raise unknown from None
        except (ValueError, BaseError) as error:
            raise damaged from error
        if not isinstance(found, dict):
            raise damaged
        return found

    def serve_path(self, release: str) -> Path:
        """Return a local path of the release's DuckDB file, whole and as it was published."""
        return self._local(release, SERVE, str(self.manifest(release).get("serve_sha256")))

    def table_path(self, release: str, table: str) -> Path | None:
        """Return a local path of one of the release's tables as Parquet, as it was published; None where it has no such table."""
        expected = self.manifest(release).get("tables_sha256")
        if not isinstance(expected, dict):
            raise ReleaseError("Release {release} was built by an earlier Mitra and cannot be added to. Run `python -m mitra build`, then try again.", release=release)
        found = expected.get(table)
        return None if found is None else self._local(release, f"tables/{table}.parquet", str(found))

    def _local(self, release: str, name: str, expected: str) -> Path:
        if self._folder is not None:
            path = self._folder / "releases" / release / name
        else:
            path = Path(tempfile.gettempdir()) / f"mitra-{release}-{expected[:16]}{Path(name).suffix}"
            if not path.exists():
                _write_atomically(path, self._read(f"releases/{release}/{name}"))
        if not path.exists() or sha256(path) != expected:
            raise ReleaseError("Release {release} is damaged: its file is not what was published. Run `python -m mitra build`, or choose another release.", release=release)
        return path

    def _sync(self, names: Sequence[str]) -> None:
        """Have the disk keep files, and their names in their folders, whatever happens to the machine."""
        if self._folder is None:
            return
        paths = [self._folder / name for name in names]
        with ThreadPoolExecutor(8) as pool:  # the disk takes many at once as fast as one
            list(pool.map(_sync, [*paths, *{path.parent for path in paths}]))

    def _read(self, path: str) -> bytes:
        try:
            return bytes(obstore.get(self._store, path).bytes())
        except (FileNotFoundError, BaseError) as error:
            raise ReleaseError("{path} is missing from {address}. Run `python -m mitra build`, or choose another release.", path=path, address=self.address) from error


def number(entries: Sequence[Entry]) -> int:
    """Return the number of a ledger's last entry, 0 of an empty one."""
    return entries[-1].number if entries else 0


def roll_back(shelf: Shelf, release: str, *, who: str, at: datetime, note: str = "") -> Entry:
    """Make an earlier release current again by one more entry (none where it is current); ReleaseError where it is not whole or somebody was faster."""
    shelf.serve_path(release)
    entries = shelf.entries()
    if entries and entries[-1].release == release:
        return entries[-1]
    try:
        return shelf.append(release=release, action="rollback", who=who, at=at, note=note or f"Back to {release}", after=number(entries))
    except FileExistsError:
        raise ReleaseError("Somebody else published at this moment. Look at `python -m mitra releases` and try again.") from None


def _memory(kind: str, name: str) -> str:
    if not (_WORD.fullmatch(kind) and _WORD.fullmatch(name)):
        raise ReleaseError("“{name}” is no name for a document; use a-z, 0-9 and _.", name=f"{kind}/{name}"[:80])
    return f"memory/{kind}/{name}.json"


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file, as hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write_atomically(path: Path, body: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(body)
    Path(name).replace(path)
