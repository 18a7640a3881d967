"""Documents with a history: each has numbered versions, and a new one is created by put-if-absent, as in the ledger.

    documents/<kind>/<name>/000001.json      nothing is ever overwritten; undoing is one more version

The same for documents that only this process keeps (`Passing`), for visitors who may not write to the store.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from typing import Any, Protocol

from mitra.errors import ReleaseError
from mitra.store.shelf import Shelf

MOST_PASSING = 64  # documents in memory; a further one takes the place of the one not written to for longest
MOST_VERSIONS = 30  # of one of them


class Versions(Protocol):
    """Documents of one kind, by name."""

    def names(self) -> Sequence[str]:
        """Return the names of all documents."""
        ...

    def numbers(self, name: str) -> Sequence[int]:
        """Return the numbers of a document's versions, oldest first; none where there is no such document."""
        ...

    def read(self, name: str, number: int) -> Any:
        """Return a version; ReleaseError where it is missing or damaged."""
        ...

    def append(self, name: str, document: object, *, after: int) -> int:
        """Keep version `after` + 1 and return its number; FileExistsError where somebody was faster."""
        ...


class Lasting:
    """Documents in the store."""

    def __init__(self, shelf: Shelf, kind: str) -> None:
        self._shelf, self._kind = shelf, kind

    def names(self) -> list[str]:
        """Return the names of all documents."""
        return sorted({path.split("/")[2] for path in self._shelf.paths(f"documents/{self._kind}")})

    def numbers(self, name: str) -> list[int]:
        """Return the numbers of a document's versions, oldest first."""
        found = [path.rsplit("/", 1)[1].removesuffix(".json") for path in self._shelf.paths(f"documents/{self._kind}/{name}")]
        return sorted(int(number) for number in found if number.isdigit())

    def read(self, name: str, number: int) -> Any:
        """Return a version; ReleaseError where it is missing or damaged."""
        path = f"documents/{self._kind}/{name}/{number:06d}.json"
        try:
            return json.loads(self._shelf.read(path))
        except ValueError:
            raise ReleaseError("{path} is damaged. Go back to an earlier version.", path=path) from None

    def append(self, name: str, document: object, *, after: int) -> int:
        """Keep version `after` + 1 and return its number; FileExistsError where somebody was faster."""
        self._shelf.create(f"documents/{self._kind}/{name}/{after + 1:06d}.json", json.dumps(document, ensure_ascii=False).encode())
        return after + 1


class Passing:
    """Documents that this process keeps, the latest few; safe to share between threads."""

    def __init__(self) -> None:
        self._held: dict[str, dict[int, str]] = {}  # least recently written first; JSON, so that nobody shares an object
        self._lock = threading.Lock()

    def names(self) -> list[str]:
        """Return the names of all documents."""
        with self._lock:
            return sorted(self._held)

    def numbers(self, name: str) -> list[int]:
        """Return the numbers of the versions still kept, oldest first."""
        with self._lock:
            return sorted(self._held.get(name, {}))

    def read(self, name: str, number: int) -> Any:
        """Return a version; ReleaseError where it is no longer kept."""
        with self._lock:
            text = self._held.get(name, {}).get(number)
        if text is None:
            raise ReleaseError("This version is no longer kept.")
        return json.loads(text)

    def append(self, name: str, document: object, *, after: int) -> int:
        """Keep version `after` + 1 and return its number; FileExistsError where somebody was faster."""
        text = json.dumps(document, ensure_ascii=False)
        with self._lock:
            held = self._held.pop(name, {})
            self._held[name] = held
            if after + 1 in held or max(held, default=after) > after:
                raise FileExistsError(after + 1)
            held[after + 1] = text
            while len(held) > MOST_VERSIONS:
                del held[min(held)]
            while len(self._held) > MOST_PASSING:
                del self._held[next(iter(self._held))]
        return after + 1
