"""A choice that belongs to one page: a select box that a click on a chart can set, and that never holds what is gone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from mitra.ui import state


def choose(label: str, options: Sequence[Any], names: Callable[[Any], str], *, key: str, all_label: str = "") -> Any:
    """Draw a select box and return what it says; with `all_label`, nothing chosen is None and reads so."""
    if state.get(key) is not None and state.get(key) not in options:
        state.set_filters({key: None if all_label else options[0]})
    return st.selectbox(label, options, key=key, index=None if all_label else 0, format_func=names, placeholder=all_label or None)


def arrive(name: str, key: str, options: Sequence[Any]) -> None:
    """Choose what a link names in the address, once; afterwards the choice is the visitor's."""
    asked = st.query_params.get(name)
    if asked is None:
        return
    del st.query_params[name]
    if asked in options:
        state.set_filters({key: asked})
