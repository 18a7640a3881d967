"""Where releases stand: a folder or an object store, and the ledger that says which one is current.

    ledger/000001.json      a numbered entry: publish R, or make R current again; created by put-if-absent
    releases/<id>/...       serve.duckdb, tables/*.parquet, manifest.json

Creating the entry is the commit: files come first, the entry last, so nothing half-made is ever current.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError
from obstore.store import LocalStore, from_url

from mitra import metrics
from mitra.errors import ReleaseError

SERVE = "serve.duckdb"
RELEASE_ID = re.compile(r"[0-9]{8}-[0-9a-f]{8}")
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger; `action` is publish or rollback."""

    number: int
    release: str
    action: str
    who: str
    at: str
    note: str


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
            raise ReleaseError("The release store {address} cannot be used: {reason}. Set MITRA_STORE to a folder that this user may write to.", address=address, reason=error) from error

    def entries(self) -> list[Entry]:
        """Return the ledger, oldest first."""
        paths = sorted(meta["path"] for batch in obstore.list(self._store, prefix="ledger") for meta in batch)
        return [self._entry(path) for path in paths if path.endswith(".json")]

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
        except AlreadyExistsError as error:
            raise FileExistsError(entry.number) from error
        except (OSError, BaseError) as error:
            raise ReleaseError("The ledger in {address} cannot be written: {reason}.", address=self.address, reason=error) from error
        metrics.LEDGER_ENTRIES.labels(action).inc()
        return entry

    def write(self, release: str, files: Mapping[str, Path]) -> None:
        """Copy a release's files in; the manifest, which makes it whole, goes last."""
        try:
            for name in sorted(files, key=lambda name: name == MANIFEST):
                obstore.put(self._store, f"releases/{release}/{name}", files[name])
        except (OSError, BaseError) as error:
            raise ReleaseError("Release {release} cannot be written to {address}: {reason}. Free some space or set MITRA_STORE to another folder.", release=release, address=self.address, reason=error) from error

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
        expected = str(self.manifest(release).get("serve_sha256"))
        if self._folder is not None:
            path = self._folder / "releases" / release / SERVE
        else:
            path = Path(tempfile.gettempdir()) / f"mitra-{release}-{expected[:16]}.duckdb"
            if not path.exists():
                _write_atomically(path, self._read(f"releases/{release}/{SERVE}"))
        if not path.exists() or sha256(path) != expected:
            raise ReleaseError("Release {release} is damaged: its file is not what was published. Run `python -m mitra build`, or choose another release.", release=release)
        return path

    def _read(self, path: str) -> bytes:
        try:
            return bytes(obstore.get(self._store, path).bytes())
        except (FileNotFoundError, BaseError) as error:
            raise ReleaseError("{path} is missing from {address}. Run `python -m mitra build`, or choose another release.", path=path, address=self.address) from error


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file, as hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write_atomically(path: Path, body: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(body)
    Path(name).replace(path)
