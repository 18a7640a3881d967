"""Drafts that sessions look at: opened by an id that nobody can guess, never listed, closed when they are left alone."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from mitra.errors import ReleaseError

PREFIX = "draft-"
MOST = 8  # drafts at once; a further one closes the one that was left alone longest
KEEP = 2 * 60 * 60  # seconds without a look at it


class Held(Protocol):
    """A draft as the library needs it."""

    @property
    def id(self) -> str:
        """Return its id, PREFIX and a secret."""
        ...

    @property
    def serve(self) -> Path:
        """Return its DuckDB file."""
        ...

    @property
    def manifest(self) -> dict[str, object]:
        """Return its manifest."""
        ...

    def close(self) -> None:
        """Remove its files."""
        ...


class Closeable(Protocol):
    """An open draft."""

    def close(self) -> None:
        """Let go of its file."""
        ...


R = TypeVar("R", bound=Closeable)


class Drafts(Generic[R]):
    """The open drafts of a process; safe to share between threads."""

    def __init__(self, opener: Callable[[Held], R], *, clock: Callable[[], float] = time.monotonic) -> None:
        self._opener = opener
        self._clock = clock
        self._lock = threading.Lock()
        self._held: dict[str, tuple[Held, R]] = {}  # least recently used first
        self._used: dict[str, float] = {}

    def hold(self, draft: Held) -> R:
        """Open a draft and keep it for its session."""
        reader = self._opener(draft)
        with self._lock:
            gone = self._stale()
            while len(self._held) >= MOST:
                gone.append(self._take(next(iter(self._held))))
            self._held[draft.id] = draft, reader
            self._used[draft.id] = self._clock()
        _close(gone)
        return reader

    def get(self, name: str) -> R:
        """Return an open draft; ReleaseError where there is none of this id."""
        self.sweep()
        with self._lock:
            if name not in self._held:
                raise ReleaseError("This draft is closed. Drop the file again to make a new one.")
            self._held[name] = self._held.pop(name)
            self._used[name] = self._clock()
            return self._held[name][1]

    def sweep(self) -> None:
        """Close what was left alone for too long."""
        with self._lock:
            gone = self._stale()
        _close(gone)

    def close(self, name: str) -> None:
        """Close a draft and remove its files; a closed one may be closed again."""
        with self._lock:
            gone = [self._take(name)] if name in self._held else []
        _close(gone)

    def _stale(self) -> list[tuple[Held, R]]:
        now = self._clock()
        return [self._take(name) for name, used in list(self._used.items()) if now - used > KEEP]

    def _take(self, name: str) -> tuple[Held, R]:
        del self._used[name]
        return self._held.pop(name)


def _close(gone: Iterable[tuple[Held, Closeable]]) -> None:
    """Close drafts outside the lock: a query that still runs on one holds up nobody else."""
    for draft, reader in gone:
        reader.close()
        draft.close()
