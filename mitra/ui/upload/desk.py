"""What one session has on its desk: its files, what it says of them, and the work under way on them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

import streamlit as st

from mitra.ingest.batch import FilePlan, Preview, Workbench
from mitra.ingest.publish import Published
from mitra.ingest.reading import Hints
from mitra.ui import cache, state
from mitra.ui.jobs import Job, Say, follow
from mitra.ui.page import Page

T = TypeVar("T")
_KEY = "mitra.desk"
CHUNK = 1 << 20  # bytes


@dataclass
class Sheet:
    """One file on the desk: its plan, but for what widgets hold. `number` names its widgets; `guessed` is its table if none was chosen."""

    number: int
    path: Path
    name: str
    guessed: str = ""
    amended: dict[str, str | None] = field(default_factory=dict)
    repairs: dict[tuple[int, int], str] = field(default_factory=dict)

    def key(self, *parts: object) -> str:
        """Return the name of one of its widgets."""
        return ".".join(map(str, ("upload", self.number, *parts)))


@dataclass
class Desk:
    """A session's upload. `drops` counts what was dropped, so that each drop gets a drop zone that holds no bytes."""

    bench: Workbench
    sheets: list[Sheet] = field(default_factory=list)
    drops: int = 0
    preview: Preview | None = None
    published: Published | None = None
    _jobs: dict[str, tuple[Hashable, Job[Any]]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, name: str, file: Any) -> None:
        """Spool an uploaded file to disk, under a name of our own, whatever it calls itself."""
        number = self.drops * 1000 + len(self.sheets)
        folder = self.bench.folder / "files"
        folder.mkdir(exist_ok=True)
        path = folder / f"{number}"
        with path.open("wb") as spool:
            while part := file.read(CHUNK):
                spool.write(part)
        self.sheets.append(Sheet(number, path, name))

    def result(self, name: str, key: Hashable, work: Callable[[Say], T], page: Page) -> T | None:
        """Return what the work gives, done once for a key; until then draw how far it is and return None."""
        held = self._jobs.get(name)
        if held is None or held[0] != key:
            held = self._jobs[name] = (key, Job(self._alone(work)))
        return held[1].result() if follow(held[1], page.words) else None

    def _alone(self, work: Callable[[Say], T]) -> Callable[[Say], T]:
        """Return the work, made to wait for what is under way at this desk: a workbench serves one thread."""

        def run(say: Say) -> T:
            with self._lock:
                return work(say)

        return run

    def leave_draft(self) -> None:
        """Forget the draft and go back to the published record."""
        if self.preview is not None:
            cache.library().close_draft(self.preview.draft)
        self.preview = None
        state.current().draft = None


def desk() -> Desk:
    """Return this session's desk, set up at its first file."""
    if _KEY not in st.session_state:
        library = cache.library()
        st.session_state[_KEY] = Desk(Workbench(library.settings, library))
    return st.session_state[_KEY]


def clear() -> None:
    """Take everything off the desk (a widget callback)."""
    held: Desk | None = st.session_state.pop(_KEY, None)
    if held is not None:
        held.leave_draft()


def plan(sheet: Sheet, page: Page) -> FilePlan:
    """Return a file's plan, from what the sheet and its widgets hold."""

    def held(*parts: object) -> Any:
        return state.get(sheet.key(*parts))

    table = held("table") or sheet.guessed
    given = tuple((name, text) for name in held(table, "given") or () if (text := held(table, "given", name)))
    own = {"publisher": held("publisher") or "", "language": held("language") or page.words.language}
    source = held("source")
    return FilePlan(
        path=sheet.path,
        name=sheet.name,
        hints=Hints(**{name: held("hint", name) for name in Hints.__dataclass_fields__}),
        table=held("table"),
        amended=tuple(sheet.amended.items()),
        given=(*given, *((("source_id", source),) if source else ())),
        mode=held("mode") or "upsert",
        repairs=tuple((row, column, text) for (row, column), text in sheet.repairs.items()),
        **own,
    )


def bare(whole: FilePlan) -> FilePlan:
    """Return what of a plan decides how a file is read and where its columns go."""
    return replace(whole, given=(), mode="upsert", publisher="", language="")
