"""Stories as they are shown: each slide made once for a version, language, release, day and mode, the neighbours ahead of time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

import pandas as pd

from mitra.briefing.scenes import Stage, Told, tell
from mitra.briefing.screen import Screen, screen
from mitra.briefing.stories import KIND, Opened, Stories
from mitra.briefing.story import Story
from mitra.catalogue import Query
from mitra.store.drafts import PREFIX as DRAFT
from mitra.store.reader import Value
from mitra.store.versions import Lasting, Passing
from mitra.theme import in_room, look
from mitra.ui import cache
from mitra.ui.page import Page

MOST_MADE = 80  # slides that a deck keeps made; a story may have 500


@dataclass(frozen=True)
class Cached:
    """A release asked through the cache that all pages share."""

    release: str

    @property
    def manifest(self) -> Mapping[str, object]:
        """Return what went into the release."""
        return cache.library().open(self.release).manifest

    @property
    def catalogue(self) -> Mapping[str, Query]:
        """Return the named queries."""
        return cache.library().catalogue

    def frame(self, name: str, params: Mapping[str, Value]) -> pd.DataFrame:
        """Return a named query's rows."""
        return cache.fetch(self.release, name, params)


@lru_cache(maxsize=1)
def _own() -> Passing:
    return Passing()


def stories() -> Stories:
    """Return the stories of the store, those that ship, and those of this process's visitors."""
    library = cache.library()
    return Stories(Lasting(library.shelf, KIND), _own(), library.settings.stories)


def stage(page: Page) -> Stage:
    """Return where a visitor's page shows a story: the release, day and pair it looks at."""
    shown = page.filters
    return Stage(_opener(page.reader.release), cache.words, shown.as_of, (shown.home, shown.partner), page.look)


def _opener(release: str) -> Callable[[str | None], Cached]:
    def opened(asked: str | None) -> Cached:
        found = release if asked is None or asked.startswith(DRAFT) else asked  # a story that names somebody's draft does not open it
        cache.library().open(found)
        return Cached(found)

    return opened


@dataclass(frozen=True, slots=True)
class Shown:
    """A slide and its layout on a screen."""

    told: Told
    screen: Screen


@dataclass
class Deck:
    """One version of a story in one language on one release, for one day and mode; its slides are made when they are asked."""

    story: Story
    stage: Stage
    language: str
    _made: dict[int, Future[Shown]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __len__(self) -> int:
        return len(self.story.scenes)

    def shown(self, place: int) -> Shown:
        """Return a slide by its place from 0."""
        return self._ask(place).result()

    def prepare(self, *places: int) -> None:
        """Have slides made in the background."""
        for place in places:
            if 0 <= place < len(self):
                self._ask(place)

    def _make(self, place: int) -> Shown:
        told = tell(self.story, place, self.stage, self.language)
        return Shown(told, screen(told, self.stage.words(self.stage.open(None).release, self.language), self.stage.look))

    def _ask(self, place: int) -> Future[Shown]:
        with self._lock:
            if place not in self._made:
                self._made[place] = _makers().submit(self._make, place)
            while len(self._made) > MOST_MADE:
                del self._made[next(one for one in self._made if one != place)]
            return self._made[place]


@lru_cache(maxsize=1)
def _makers() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(2, thread_name_prefix="mitra-slides")


def deck(page: Page, opened: Opened) -> Deck:
    """Return a story's deck for a visitor's page, in the colours of a wall."""
    shown = page.filters
    return _deck(_Same(opened), opened.story.id, opened.number, page.words.language, page.reader.release, shown.as_of, (shown.home, shown.partner), page.look.name)


@dataclass(frozen=True, eq=False)
class _Same:
    """A story that rides along with the key of its version, of which it is no part."""

    opened: Opened

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same)


@lru_cache(maxsize=48)
def _deck(held: _Same, story: str, number: int, language: str, release: str, as_of: date, pair: tuple[str, str], mode: str) -> Deck:
    _ = story, number  # the key of what `held` brings along
    return Deck(held.opened.story, Stage(_opener(release), cache.words, as_of, pair, in_room(look(mode))), language)
