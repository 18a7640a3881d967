"""The caches. Every argument is part of the key and the release is one of them, so nobody ever clears a cache."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from mitra import catalogue, contract
from mitra.i18n import Words
from mitra.settings import Settings
from mitra.store.reader import Library, Value, bind

Key = tuple[tuple[str, Value], ...]


@st.cache_resource(show_spinner=False)
def library() -> Library:
    """Return the process's one library of releases."""
    settings = Settings.from_environment()
    return Library(settings, catalogue.load(settings.queries))


@st.cache_resource(show_spinner=False, ttl="5s")
def current_release() -> str:
    """Return the current release's id; a new ledger entry is noticed within seconds."""
    return library().current()


@st.cache_resource(show_spinner=False, max_entries=2000)
def _frame(release: str, name: str, key: Key) -> pd.DataFrame:
    return library().open(release).frame(name, dict(key))


def fetch(release: str, name: str, params: Mapping[str, Value]) -> pd.DataFrame:
    """Return a query's rows, shared between sessions: readers must not change the frame."""
    bound = bind(library().catalogue[name], params)
    return _frame(release, name, tuple(bound.items()))


@st.cache_resource(show_spinner=False, max_entries=24)
def words(release: str, language: str) -> Words:
    """Return one language's words, with the names of a release's rows."""
    settings = library().settings
    names = fetch(release, "record.names", {"language": language})
    return Words(language, contract.load(settings.schema, settings.codelist), dict(zip(names["ref_id"], names["name"], strict=True)))


@st.cache_resource(show_spinner=False)
def plain_words(language: str) -> Words:
    """Return a language's words without any release, for when none can be opened."""
    settings = Settings.from_environment()
    return Words(language, contract.load(settings.schema, settings.codelist), {})
