"""The caches. Every argument is part of the key and the release is one of them, so nobody ever clears a cache."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

import pandas as pd
import streamlit as st

from mitra import catalogue, contract
from mitra.access import Keys
from mitra.i18n import Words
from mitra.ingest.difference import Difference, difference
from mitra.settings import Settings
from mitra.store.reader import Library, Reader, Value, bind
from mitra.store.shelf import Entry

Key = tuple[tuple[str, Value], ...]


@st.cache_resource(show_spinner=False)
def library() -> Library:
    """Return the process's one library of releases."""
    settings = Settings.from_environment()
    return Library(settings, catalogue.load(settings.queries))


@lru_cache(maxsize=1)
def keys() -> Keys:
    """Return the process's one set of keys."""
    return Keys()


@st.cache_resource(show_spinner=False, ttl="5s")
def ledger() -> tuple[Entry, ...]:
    """Return the ledger, oldest first; a new entry is noticed within seconds."""
    return tuple(library().shelf.entries())


def current_release() -> str:
    """Return the current release's id; ReleaseError on an empty store."""
    entries = ledger()
    return entries[-1].release if entries else library().current()


@lru_cache(maxsize=2000)  # the key is made of plain values; Streamlit's own caches would hash each of them anew
def _frame(reader: Reader, name: str, key: Key) -> pd.DataFrame:
    return reader.frame(name, dict(key))


def fetch(release: str | Reader, name: str, params: Mapping[str, Value]) -> pd.DataFrame:
    """Return a query's rows, shared between sessions: readers must not change the frame.

    A release is asked as everybody may see it; who may see more hands over the reader.
    """
    reader = _reader(release)
    return _frame(reader, name, tuple(bind(reader.catalogue[name], params).items()))


def _reader(release: str | Reader) -> Reader:
    return library().open(release) if isinstance(release, str) else release


@lru_cache(maxsize=8)
def kept_difference(before: Reader, after: Reader, as_of: date) -> Difference:
    """Return what lies between two releases."""
    settings = library().settings
    return difference(contract.load(settings.schema, settings.codelist), before, after, None, as_of=as_of)


def words(release: str | Reader, language: str) -> Words:
    """Return one language's words, with the names of a release's rows that may be seen."""
    return _words(_reader(release), language)


@lru_cache(maxsize=24)
def _words(reader: Reader, language: str) -> Words:
    settings = library().settings
    names = fetch(reader, "record.names", {"language": language})
    return Words(language, contract.load(settings.schema, settings.codelist), dict(zip(names["ref_id"], names["name"], strict=True)))


@st.cache_resource(show_spinner=False)
def plain_words(language: str) -> Words:
    """Return a language's words without any release, for when none can be opened."""
    settings = Settings.from_environment()
    return Words(language, contract.load(settings.schema, settings.codelist), {})
