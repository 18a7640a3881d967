"""One row of the record chosen on a page, kept in the address beside the filters, so that a link opens it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from mitra.ui import state
from mitra.ui.choice import choose


def choose_record(name: str, label: str, options: Sequence[str], names: Callable[[str], str], *, placeholder: str, refused: Callable[[str], str], opened: Callable[[str], str]) -> str | None:
    """Draw a selectbox whose value stands in the address as `name`; a chart's click may set it too.

    `refused` says that the address names something that is not among the options; `opened` says where the choice is
    shown, because a click far down the page would else seem to do nothing.
    """
    _adopt(name, options, refused)
    picked = choose(label, options, names, key=name, all_label=placeholder)
    if picked is not None and picked != state.get(_last(name)):
        st.toast(opened(picked), icon=":material/north:")
    _write(name, picked)
    return picked


def _adopt(name: str, options: Sequence[str], refused: Callable[[str], str]) -> None:
    """Take over the choice from the address where it changed: a link, the back button."""
    found = st.query_params.get(name)
    if found == state.get(_last(name)):
        return
    state.set_filters({name: found, _last(name): found})
    if found is not None and found not in options:
        st.warning(refused(found[:40]), icon=":material/link_off:")


def _write(name: str, picked: str | None) -> None:
    """Put the choice into the address, or take it out."""
    state.set_filters({_last(name): picked})
    if picked is not None and st.query_params.get(name) != picked:
        st.query_params[name] = picked
    elif picked is None and name in st.query_params:
        del st.query_params[name]


def _last(name: str) -> str:
    return f"mitra.address.{name}"
