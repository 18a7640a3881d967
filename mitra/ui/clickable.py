"""A table whose rows can be clicked: the click chooses the row for whatever shows it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from mitra import tables
from mitra.i18n import Words
from mitra.ui import state

OPEN = ":material/open_in_new:"


def clickable(frame: pd.DataFrame, words: Words, *, name: str, values: Sequence[str], alt: str, columns: tuple[str, ...], height: int = 420) -> None:
    """Draw rows of which one can be clicked; the click sets the widget `name` to the row's value."""
    readable = tables.readable(frame, words, columns)
    # A fresh key after each click lets the same row be clicked again, and other rows never inherit the mark.
    key = f"choose-{name}-{len(frame)}-{state.current().clicks}"
    st.dataframe(readable, key=key, hide_index=True, height=height, placeholder="–", alt=alt, column_config=settings(frame, columns, readable), on_select=_chosen(key, name, values), selection_mode="single-row")


def clicked_row(frame: pd.DataFrame, *, key: str, alt: str, height: int) -> int | None:
    """Draw rows that are words already and return the place of the one that is clicked, None where none is."""
    picked = st.dataframe(frame, key=key, hide_index=True, height=height, placeholder="–", alt=alt, on_select="rerun", selection_mode="single-row")
    rows = dict(picked).get("selection", {}).get("rows", [])
    return int(rows[0]) if rows else None


def settings(frame: pd.DataFrame, columns: Sequence[str], readable: pd.DataFrame) -> dict[str, Any]:
    """Return column settings: addresses are one icon, numbers as the browser's language writes them, shares in percent."""
    found: dict[str, Any] = {}
    for column, heading in zip(tables.telling(frame, columns), readable.columns, strict=True):
        kind = frame[column].dtype
        if column == "url":
            found[heading] = st.column_config.LinkColumn(display_text=OPEN, width="small")
        elif not pd.api.types.is_numeric_dtype(kind) or pd.api.types.is_bool_dtype(kind):
            continue
        elif column.endswith("_share"):
            found[heading] = st.column_config.NumberColumn(format="percent")
        elif not column.endswith("year"):
            found[heading] = st.column_config.NumberColumn(format="localized")
    return found


def _chosen(key: str, name: str, values: Sequence[str]) -> Callable[[], None]:
    """Return the callback that hands the clicked row on."""

    def apply() -> None:
        places = (state.get(key) or {}).get("selection", {}).get("rows", [])
        if places and places[0] < len(values):
            state.set_filters({name: values[places[0]]})
            state.current().clicks += 1

    return apply
