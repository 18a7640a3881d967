"""Where presentations are: a presenter's screen writes the slide it shows, a second screen with the notes reads it.

Each presentation has an id that nobody can guess; it stands in the presenter's address, so that a reload goes on with it,
and in the address of the notes. The board is of one process: with several replicas, the proxy must be a sticky one, and
both screens must reach the same replica, as two tabs of one browser do; else the notes stay where they are and are moved by hand.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

MOST = 200  # presentations; a further one takes the place of the one that moved longest ago


@dataclass(frozen=True, slots=True)
class Position:
    """Where one presentation is: its story, its slide (from 1), whether the screen is blank, when it began (seconds)."""

    story: str
    slide: int
    is_blank: bool
    began: float


class Board:
    """The positions of all presentations; safe to share between threads."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._held: dict[str, Position] = {}  # moved longest ago first
        self._lock = threading.Lock()

    def put(self, show: str, story: str, slide: int, *, is_blank: bool = False) -> None:
        """Note where a presentation is; one that is not known, after a restart for instance, begins now."""
        with self._lock:
            held = self._held.pop(show, None)
            began = held.began if held is not None and held.story == story else self._clock()
            self._held[show] = Position(story, slide, is_blank, began)
            while len(self._held) > MOST:
                del self._held[next(iter(self._held))]

    def restart(self, show: str) -> None:
        """Begin to count the time anew."""
        with self._lock:
            if show in self._held:
                self._held[show] = replace(self._held[show], began=self._clock())

    def at(self, show: str | None) -> Position | None:
        """Return where a presentation is, None where it is not known."""
        with self._lock:
            return self._held.get(show or "")

    def lasts(self, show: str | None) -> int:
        """Return for how many seconds a presentation goes on."""
        found = self.at(show)
        return 0 if found is None else max(0, int(self._clock() - found.began))


def new_show() -> str:
    """Return the id of a new presentation."""
    return secrets.token_urlsafe(18)


@lru_cache(maxsize=1)
def board() -> Board:
    """Return the process's one board."""
    return Board()
