"""What a session keeps between runs: the undo stack, what the address last said, one-time notices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

_KEY = "mitra"
STEPS = 20  # how many filter changes can be undone


@dataclass(slots=True)
class State:
    """What is kept, per session.

    `seen`: the filters of the last run; `undo`: those before it, newest last; `address`: the query last written; `moved`: whether
    another one was taken over since;
    `notices`: sentences to say once; `clicks`: chart clicks so far; `draft`: the draft that this session looks at;
    `detour`: the slide that live data was opened from, as story.slide.presentation;
    `told`: what each box held last, and in which words;
    `adding`: the view or question that is being put into a story: its name, its title, its own parameters.
    """

    seen: dict[str, Any] | None = None
    undo: list[dict[str, Any]] = field(default_factory=list)
    address: dict[str, str] | None = None
    moved: bool = False
    notices: list[str] = field(default_factory=list)
    clicks: int = 0
    draft: str | None = None
    detour: str | None = None
    told: dict[str, tuple[Any, str]] = field(default_factory=dict)
    adding: tuple[str, str, dict[str, Any]] | None = None


def current() -> State:
    """Return this session's state."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = State()
    return st.session_state[_KEY]


def remember(filters: Mapping[str, Any]) -> None:
    """Note the filters of this run; where they changed, the old ones can be had back."""
    state = current()
    if state.seen is not None and state.seen != filters:
        state.undo = [*state.undo, state.seen][-STEPS:]
    state.seen = dict(filters)


def undo() -> None:
    """Set the filters back by one change (a widget callback)."""
    state = current()
    if state.undo:
        state.seen = state.undo.pop()
        set_filters(state.seen)


def set_filters(values: Mapping[str, Any]) -> None:
    """Set filter widgets; only before they are drawn, or in a widget callback."""
    for name, value in values.items():
        st.session_state[name] = value


def get(name: str) -> Any:
    """Return a widget's value, None where it was not drawn yet."""
    return st.session_state.get(name)


def take_adding() -> tuple[str, str, dict[str, Any]] | None:
    """Return the view or question that was just asked to be put into a story, and forget it."""
    session = current()
    adding, session.adding = session.adding, None
    return adding


def take_notices() -> list[str]:
    """Return the notices to say in this run, and forget them."""
    session = current()
    notices, session.notices = session.notices, []
    return notices
