"""Long work off the script thread: it goes on in the background, says where it is, and the page stays usable meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import lru_cache
from typing import Any, Generic, TypeVar

import streamlit as st

from mitra.i18n import Words
from mitra.store.build import Say

T = TypeVar("T")
AT_ONCE = 2  # jobs of all sessions together; more would only take the cores from the readers
PATIENCE = 0.4  # seconds: what is done by then never shows a progress bar, so that nothing flickers


@lru_cache(maxsize=1)
def _workers() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(AT_ONCE, thread_name_prefix="mitra-job")


class Job(Generic[T]):
    """One piece of work, begun when it is made; `work` is handed a function that says what it does now."""

    def __init__(self, work: Callable[[Say], T]) -> None:
        self._said: tuple[str, dict[str, Any]] = ("", {})
        self._future: Future[T] = _workers().submit(work, self._say)

    def _say(self, message: str, **values: Any) -> None:
        self._said = (message, values)

    def said(self, words: Words) -> str:
        """Return what the work does now, in words."""
        message, values = self._said
        return words.t(message, **values) if message else words.t("Waiting for its turn")

    def done(self, within: float = 0) -> bool:
        """Return whether the work has ended, waiting that many seconds for it at most."""
        return bool(wait([self._future], timeout=within).done)

    def result(self) -> T:
        """Return what came of the work, or raise what it raised."""
        return self._future.result()


def follow(job: Job[Any], words: Words) -> bool:
    """Return whether the work is done; until then draw where it is, and run the page again at its end."""
    if job.done(within=PATIENCE):
        return True
    _watch(job, words)
    return False


@st.fragment(run_every="500ms")
def _watch(job: Job[Any], words: Words) -> None:
    if job.done():
        st.rerun()
    with st.status(job.said(words), state="running"):
        st.caption(words.t("The work goes on while you look at other pages; come back to this one for its result."))
