"""Read a release: one read-only, locked connection each, one cursor a call, at most four at once."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from mitra import measures, metrics
from mitra.catalogue import Catalogue, Column, Param, Query
from mitra.contract import Contract
from mitra.errors import ParameterError, ReleaseError
from mitra.i18n import Message, mark
from mitra.settings import Settings
from mitra.store import protect
from mitra.store.build import readable_path
from mitra.store.drafts import PREFIX, Drafts, Held
from mitra.store.shelf import Shelf

Value = str | int | float | bool | date | None
AT_ONCE = 4  # more than four queries at a time only add waiting on two cores
CODELISTS = {"home": "country", "partner": "country", "country": "country", "sector": "sector", "focus": "focus_area", "currency": "currency", "language": "language"}  # whose codes a parameter takes
FORMS = {"date": mark("a day that there is, such as 2023-07-31"), "boolean": mark("true or false"), "integer": mark("a whole number, such as 2023")}
MOST_CODES = 24  # that an error names
_INTEGERS = ("bigint", "integer", "hugeint", "smallint", "tinyint")


class Reader:
    """An open release; safe to share between threads."""

    def __init__(self, release: str, path: Path, manifest: Mapping[str, object], catalogue: Catalogue, memory_limit: str) -> None:
        self.release = release
        self.path = path
        self.manifest = manifest
        self.catalogue = catalogue
        self._gate = threading.BoundedSemaphore(AT_ONCE)
        self.connection = _connect(str(path), release, memory_limit)

    @classmethod
    def of(cls, release: str, shelf: Shelf, catalogue: Catalogue, settings: Settings) -> Reader:
        """Open a release of the shelf."""
        return cls(release, readable_path(settings, shelf, release), shelf.manifest(release), catalogue, settings.memory_limit)

    def close(self) -> None:
        """Let go of the file once no query runs; one that comes later gets a ReleaseError."""
        for _ in range(AT_ONCE):
            self._gate.acquire()
        try:
            self.connection.close()
        finally:
            self._gate.release(AT_ONCE)

    def frame(self, name: str, params: Mapping[str, Value]) -> pd.DataFrame:
        """Run a named query, and the measure that its head names, and return the rows; whole numbers stay whole where some are unknown."""
        query, bound = self.catalogue[name], self._bound(name, params)
        if query.reads:
            frame = self.frame(query.reads, bound)
        else:
            with self._gate, metrics.QUERY_SECONDS.labels(name).time():
                frame = _whole(self._execute(query, bound).df(), query.inputs or query.columns)
        if not query.measure:
            return frame
        return _whole(measures.find(query.measure)(frame, bound)[list(query.columns)].reset_index(drop=True), query.columns)

    def rows(self, name: str, params: Mapping[str, Value]) -> list[dict[str, Any]]:
        """Run a named query and return its rows as plain values, unknown as None."""
        query = self.catalogue[name]
        if query.measure:
            return plain(self.frame(name, params))
        with self._gate, metrics.QUERY_SECONDS.labels(name).time():
            rows = self._execute(query, self._bound(name, params)).fetchall()
        return [dict(zip(query.columns, row, strict=True)) for row in rows]

    def names(self, language: str) -> dict[str, str]:
        """Return the names of the release's rows in a language, by key."""
        return {row["ref_id"]: row["name"] for row in self.rows("record.names", {"language": language})}

    def _bound(self, name: str, params: Mapping[str, Value]) -> dict[str, Value]:
        """Return a query's parameters; `this_release`, which no file of a release can know, is this one's."""
        return bind(self.catalogue[name], {**params, "this_release": self.release})

    def _execute(self, query: Query, bound: Mapping[str, Value]) -> duckdb.DuckDBPyConnection:
        try:
            return self.connection.cursor().execute(query.sql, dict(bound))
        except duckdb.Error as error:
            metrics.QUERY_ERRORS.labels(query.name).inc()
            raise ReleaseError("Query {name} cannot run on release {release}: {reason}.", name=query.name, release=self.release, reason=str(error).splitlines()[0]) from error


def _connect(path: str, release: str, memory_limit: str) -> duckdb.DuckDBPyConnection:
    try:
        connection = duckdb.connect(path, read_only=True, config={"threads": 1, "memory_limit": memory_limit, "autoinstall_known_extensions": "false", "autoload_known_extensions": "false"})
        locked = connection.execute("select current_setting('lock_configuration')").fetchone()
        if locked != (True,):  # a file that this process has open already is locked already
            connection.execute("set enable_external_access = false")
            connection.execute("set lock_configuration = true")
    except duckdb.Error as error:
        raise ReleaseError("Release {release} cannot be opened: {reason}. Run `python -m mitra build`, or choose another release.", release=release, reason=str(error).splitlines()[0]) from error
    return connection


def _whole(frame: pd.DataFrame, columns: Mapping[str, Column]) -> pd.DataFrame:
    """Return the frame with whole numbers as such, also where some are unknown."""
    whole = [column.name for column in columns.values() if column.type in _INTEGERS]
    return frame.astype(dict.fromkeys(whole, "Int64")) if whole else frame


def plain(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a frame's rows as DuckDB would give them: unknown is None, a day is a date."""
    values = {name: [None if pd.isna(value) else value.date() if isinstance(value, pd.Timestamp) else value for value in column.tolist()] for name, column in frame.items()}
    return [dict(zip(values, row, strict=True)) for row in zip(*values.values(), strict=True)]


def bind(query: Query, given: Mapping[str, Value]) -> dict[str, Value]:
    """Return exactly the query's own parameters with their types; ParameterError where one is missing or wrong."""
    lacking = [param for param in query.params.values() if given.get(param.name) is None and not param.optional]
    if lacking:
        raise ParameterError("Query {query} needs {parameters}; give each as name=value.", query=query.name, parameters=", ".join(f"{param.name} ({param.meaning})" for param in lacking))
    return {param.name: _typed(param, given.get(param.name)) for param in query.params.values()}


def refuse_unknown(query: Query, given: Iterable[str]) -> None:
    """Raise ParameterError where a name is no parameter of the query; as_of may always be given."""
    unknown = sorted(set(given) - set(query.params) - {"as_of"})
    if unknown:
        raise ParameterError("Query {name} has no parameter {unknown}; it takes {known}.", name=query.name, unknown=", ".join(unknown), known=", ".join(query.params) or "none")


def refuse_senseless(given: Mapping[str, Value], contract: Contract) -> None:
    """Raise ParameterError where a code stands in no list, both countries are the same, or a period ends before it begins."""
    for name, value in given.items():
        if name in CODELISTS and value is not None and value not in (codes := contract.codelists[CODELISTS[name]]):
            raise ParameterError("Parameter {name} is “{value}”, which is not in the code list {codelist}; write one such as {codes}.", name=name, value=value, codelist=CODELISTS[name], codes=_nearest(str(value), codes))
    if given.get("home") is not None and given.get("home") == given.get("partner"):
        raise ParameterError("Parameters home and partner are both {country}; a pair takes two countries.", country=given["home"])
    first, last = (int(str(given[name])) if str(given.get(name)).isdigit() else None for name in ("from_year", "to_year"))
    if first is not None and last is not None and first > last:
        raise ParameterError("The period ends in {last}, before it begins in {first}; give from_year and to_year the other way round.", first=first, last=last)


def _nearest(value: str, codes: Mapping[str, Mapping[str, str]]) -> str:
    """Return a short list whole, of a long one the codes that are most like what was given, itself or by a name."""
    if len(codes) <= MOST_CODES:
        return ", ".join(codes)
    words = {word.lower(): code for code, row in codes.items() for word in (code, *(text for name, text in row.items() if name.startswith("name_") and text))}
    return ", ".join(dict.fromkeys(words[word] for word in get_close_matches(value.lower(), words, n=6, cutoff=0)))


def _typed(param: Param, value: Value) -> Value:
    if not isinstance(value, str):
        return value
    try:
        if param.type == "date":
            return date.fromisoformat(value)
        if param.type in _INTEGERS:
            return int(value)
        if param.type == "boolean":
            return {"true": True, "false": False}[value.lower()]
    except (ValueError, KeyError):
        raise ParameterError("Parameter {name} is “{value}”; write {form}.", name=param.name, value=value, form=Message(FORMS.get(param.type, FORMS["integer"]))) from None
    return value


class Views:
    """A release as whoever may change it sees it (`full`), and as everybody does: one reader where nothing is withheld."""

    def __init__(self, full: Reader, settings: Settings) -> None:
        self.full = full
        self.withholds = protect.withholds(full.connection, settings)
        self._settings = settings
        self._lock = threading.Lock()
        self._shown: Reader | None = None

    @property
    def shown(self) -> Reader:
        """Return what everybody may see, derived when it is first asked for."""
        if not self.withholds:
            return self.full
        with self._lock:
            if self._shown is None:
                path = protect.protected_file(self._settings, self.full.path)
                self._shown = Reader(self.full.release, path, self.full.manifest, self.full.catalogue, self._settings.memory_limit)
            return self._shown

    def close(self) -> None:
        """Let go of the files."""
        self.full.close()
        with self._lock:
            if self._shown is not None:
                self._shown.close()
                shutil.rmtree(self._shown.path.parent, ignore_errors=True)


class Library:
    """All releases of a store; opens each once and keeps it. Drafts are opened for the session that holds one's id.

    Small cells are protected unless a caller asks for `full`, which is for whoever may change the record.
    """

    def __init__(self, settings: Settings, catalogue: Catalogue) -> None:
        self.settings = settings
        self.catalogue = catalogue
        self.shelf = Shelf(settings.store)
        self._lock = threading.Lock()
        self._open: dict[str, Views] = {}
        self._drafts = Drafts(self._open_draft)

    def current(self) -> str:
        """Return the current release's id; ReleaseError on an empty store."""
        release = self.shelf.current()
        if release is None:
            raise ReleaseError("There is no release yet. Run `python -m mitra build`.")
        return release

    def open(self, release: str, *, full: bool = False) -> Reader:
        """Return the reader of a release, opened at most once, or of a draft that is held."""
        views = self._views(release)
        return views.full if full else views.shown

    def withholds(self, release: str) -> bool:
        """Say whether everybody sees less of a release, or of a draft that is held, than whoever may change the record."""
        return self._views(release).withholds

    def _views(self, release: str) -> Views:
        if release.startswith(PREFIX):
            return self._drafts.get(release)
        self._drafts.sweep()
        with self._lock:
            if release not in self._open:
                self._open[release] = Views(Reader.of(release, self.shelf, self.catalogue, self.settings), self.settings)
                metrics.RELEASES_OPENED.inc()
            return self._open[release]

    def with_draft(self, draft: Held) -> Reader:
        """Open a draft and keep it, files and all, until `close_draft`, or until it is left alone for two hours."""
        return self._drafts.hold(draft).full

    def close_draft(self, name: str) -> None:
        """Close a draft and remove its files; a closed one may be closed again."""
        self._drafts.close(name)

    def _open_draft(self, draft: Held) -> Views:
        return Views(Reader(draft.id, draft.serve, draft.manifest, self.catalogue, self.settings.memory_limit), self.settings)
