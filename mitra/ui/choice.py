"""A choice from a list: a select box that a link, a chip or a click on a chart can set, and that never holds what is gone.

The browser knows an option by its words alone, and draws a box only when it has loaded it or its popover opens. So what is chosen is
the box's default, too, and is told again where its words have changed, as with the language.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from mitra.ui import state


def choose(label: str, options: Sequence[Any], names: Callable[[Any], str], *, key: str, all_label: str = "", first: Any = None, **looks: Any) -> Any:
    """Draw a select box and return what it says.

    With `all_label`, nothing chosen is None and reads so, and can be chosen again; else `first`, or the first option, is chosen
    before anything is. `looks`: what else st.selectbox takes.
    """
    listed = [None, *options] if all_label else list(options)
    start = None if all_label else first if first in listed else listed[0] if listed else None
    chosen = _held(key, listed, names, start)
    return st.selectbox(label, listed, key=key, index=None if chosen is None else listed.index(chosen), format_func=lambda one: all_label if one is None and all_label else names(one), placeholder=all_label or None, **looks)


def _held(key: str, listed: Sequence[Any], names: Callable[[Any], str], start: Any) -> Any:
    """Return what a box holds, after mending what it cannot hold and what it says in other words."""
    told, held = state.current().told, state.get(key)
    if held is not None and held not in listed:
        held = start
        state.set_filters({key: held})
    if held is None:
        return start
    before, told[key] = told.get(key), (held, names(held))
    if before is not None and before[0] == held and before != told[key]:
        state.set_filters({key: held})
    return held
