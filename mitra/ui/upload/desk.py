"""What one session has on its desk: its files, what it says of them, and the work under way on them."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import streamlit as st

from mitra.ingest.batch import Workbench
from mitra.ingest.plans import FilePlan, Prepared, Preview
from mitra.ingest.publish import Published
from mitra.ingest.reading import Hints
from mitra.ui import cache, rights, state
from mitra.ui.jobs import Job, Say, follow
from mitra.ui.page import Page

T = TypeVar("T")
_KEY = "mitra.desk"
CHUNK = 1 << 20  # bytes


@dataclass
class Sheet:
    """One file on the desk: its plan, but for what widgets hold. `id` names its widgets; `guessed` is its table if none was chosen."""

    id: str
    path: Path
    name: str
    guessed: str = ""
    amended: dict[str, str | None] = field(default_factory=dict)
    mended: list[Path] = field(default_factory=list)
    repairs: dict[tuple[int, int], str] = field(default_factory=dict)

    def key(self, *parts: object) -> str:
        """Return the name of one of its widgets."""
        return ".".join(map(str, ("upload", self.id, *parts)))

    def forget(self) -> None:
        """Forget what was changed by hand (a widget callback)."""
        self.amended.clear()
        self.mended.clear()
        self.repairs.clear()


@dataclass
class Desk:
    """A session's upload. `drops` counts what was dropped, so that each drop gets a drop zone that holds no bytes."""

    sheets: list[Sheet] = field(default_factory=list)
    drops: int = 0
    preview: Preview | None = None
    published: Published | None = None
    _jobs: dict[str, tuple[Hashable, Job[Any]]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @cached_property
    def bench(self) -> Workbench:
        """Return the workbench, set up at the first file: who only looks at the page costs none."""
        library = cache.library()
        return Workbench(library.settings, library, full=rights.may_publish())

    def take(self, name: str, file: Any) -> None:
        """Spool an uploaded file to disk, under a name of our own, whatever it calls itself."""
        sheet = Sheet(secrets.token_hex(4), self.bench.folder / "files", name)
        sheet.path.mkdir(exist_ok=True)
        sheet.path /= sheet.id
        with sheet.path.open("wb") as spool:
            while part := file.read(CHUNK):
                spool.write(part)
        self.sheets.append(sheet)

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

    def drafted(self, prepared: Sequence[Prepared], as_of: date, say: Say) -> Preview:
        """Return what the files would make of the record; the draft before it is closed."""
        if self.preview is not None:
            self.bench.drop(self.preview)
        self.preview = self.bench.preview(prepared, who="", at=datetime.now(UTC), note="", as_of=as_of, say=say)
        return self.preview

    def leave_draft(self) -> None:
        """Forget the draft and go back to the published record."""
        if self.preview is not None:
            self.bench.drop(self.preview)
        self.preview = None
        state.current().draft = None


def desk() -> Desk:
    """Return this session's desk."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = Desk()
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
        mended=tuple(sheet.mended),
        repairs=tuple((row, column, text) for (row, column), text in sheet.repairs.items()),
        **own,
    )

