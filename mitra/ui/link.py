"""What a page keeps in its address beside the filters, so that a link and the way back show the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import streamlit as st

from mitra.i18n import Words, choose_language
from mitra.ui import cache, choice, state
from mitra.ui.filters import FIRST_DAY, LAST_DAY, day_of


def text(name: str) -> str:
    """Return what the address says, empty where it says nothing."""
    return st.query_params.get(name, "")


def is_news(name: str) -> bool:
    """Say whether the address changed under the page: by the back button or a link, not by what was chosen here."""
    return text(name) != (state.get(_said(name)) or "")


def keep(name: str, value: str | None) -> None:
    """Put a choice into the address, or take it out where it is None, the usual one."""
    state.set_filters({_said(name): value})
    if value is not None:
        st.query_params[name] = value
    elif name in st.query_params:
        del st.query_params[name]


def arrives(name: str) -> bool:
    """Say, once, that the address names something that it did not name before."""
    came = bool(text(name)) and is_news(name)
    keep(name, text(name) or None)
    return came


def refuse(name: str, value: str, words: Words) -> None:
    """Say that what the address says is of no use."""
    st.warning(words.t("The address says {name}={value}, which Mitra cannot use; its default is shown instead.", name=name, value=value[:40]), icon=":material/link_off:")


def refuse_unless(name: str, *, known: bool) -> None:
    """Say, once, that the address names what is not there."""
    if text(name) and is_news(name) and not known:
        refuse(name, text(name), cache.plain_words(choose_language(state.get("lang"))))


def follow(name: str, key: str, options: Sequence[Any]) -> None:
    """Let a select box hold what a link or the way back names; whoever draws the box keeps in the address what it then says."""
    if is_news(name):
        refuse_unless(name, known=text(name) in options)
        state.set_filters({key: text(name) if text(name) in options else None})


def choose(name: str, label: str, options: Sequence[Any], names: Callable[[Any], str], *, key: str, all_label: str) -> Any:
    """Draw a select box whose choice stands in the address as `name`, and return it; None where nothing is chosen."""
    follow(name, key, options)
    chosen = choice.choose(label, options, names, key=key, all_label=all_label)
    keep(name, chosen)
    return chosen


def choose_day(label: str, name: str, usual: date, *, key: str, width: int) -> date:
    """Draw the choice of a day that stands in the address where it is not the usual one, and return it."""
    refuse_unless(name, known=day_of(text(name)) is not None)
    if is_news(name) or state.get(key) is None:
        state.set_filters({key: day_of(text(name)) or usual})
    found = st.date_input(label, value=state.get(key), key=key, min_value=FIRST_DAY, max_value=LAST_DAY, format="YYYY-MM-DD", width=width) or usual
    keep(name, found.isoformat() if found != usual else None)
    return found


def _said(name: str) -> str:
    return f"mitra.link.{name}"
