"""Frozen numbers: the rows that a slide was made from, kept with their SQL, filters, release and day, and answered from again.

Freezing listens to what a slide asks while it is made in every language; a frozen slide asks what was kept and never the
record, so it shows the same numbers on any release, and on none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Protocol

import pandas as pd

from mitra.catalogue import Query
from mitra.errors import MitraError
from mitra.i18n import Words, missing
from mitra.store.reader import Value, bind

SOURCES = "record.sources_of"
MOST_ROWS = 5000  # kept of one query; a story is a document, not a second record


class Asked(Protocol):
    """A release as a slide asks it: a Reader, a cache before one, or what was kept."""

    @property
    def release(self) -> str:
        """Return the release's id."""
        ...

    @property
    def manifest(self) -> Mapping[str, object]:
        """Return what went into the release."""
        ...

    @property
    def catalogue(self) -> Mapping[str, Query]:
        """Return the named queries."""
        ...

    def frame(self, name: str, params: Mapping[str, Value]) -> pd.DataFrame:
        """Return a named query's rows."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """One query's answer: what was asked, with which parameters, by which SQL, and its rows.

    `is_behind`: it lists what stands behind another answer, and the slide shows none of its numbers.
    """

    query: str
    title: str
    params: Mapping[str, Value]
    sql: str
    rows: pd.DataFrame
    is_behind: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Frozen:
    """A slide's numbers. `at` is the moment of freezing in ISO 8601, `names` the record's names per language that it says."""

    release: str
    sha256: str
    as_of: date
    at: str
    kept: tuple[Kept, ...]
    names: Mapping[str, Mapping[str, str]]


class Listener:
    """Passes on what is asked of a release, and keeps the answers."""

    def __init__(self, asked: Asked) -> None:
        self.release, self.manifest, self.catalogue = asked.release, asked.manifest, asked.catalogue
        self._heard: dict[tuple[str, str], Kept] = {}
        self._asked = asked

    def frame(self, name: str, params: Mapping[str, Value]) -> pd.DataFrame:
        """Return a query's rows; MitraError where they are too many to be kept."""
        query = self.catalogue[name]
        bound, rows = bind(query, params), self._asked.frame(name, params)
        if len(rows) > MOST_ROWS:
            raise MitraError("“{title}” has {count} rows; at most {most} can be frozen. Narrow the slide by a filter.", title=query.title, count=len(rows), most=MOST_ROWS)
        self._heard[name, repr(bound)] = Kept(name, query.title, bound, query.sql, rows)
        return rows

    def kept(self) -> tuple[Kept, ...]:
        """Return all answers, those that only stand behind others marked so."""
        behind = {SOURCES, *(self.catalogue[kept.query].evidence for kept in self._heard.values() if self.catalogue[kept.query].evidence != kept.query)}
        return tuple(replace(kept, is_behind=kept.query in behind) for kept in self._heard.values())


class Answers:
    """A frozen slide's numbers, asked like a release."""

    def __init__(self, frozen: Frozen, catalogue: Mapping[str, Query]) -> None:
        self.release, self.manifest = frozen.release, {"serve_sha256": frozen.sha256}
        self.catalogue = _Known(catalogue, frozen)
        self._frozen = frozen

    def frame(self, name: str, params: Mapping[str, Value]) -> pd.DataFrame:
        """Return the rows that were kept, columns that the query has since then unknown; MitraError where this was never asked."""
        for kept in self._frozen.kept:
            if kept.query == name and all(_same(value, params.get(key)) for key, value in kept.params.items()):
                newer = [column for column in self.catalogue[name].columns if column not in kept.rows]
                return kept.rows.reindex(columns=[*kept.rows, *newer]) if newer else kept.rows
        raise MitraError("What was frozen of this slide lacks the rows of {query}. Freeze it again.", query=name)


class _Known(Mapping[str, Query]):
    """The catalogue, with the SQL that the frozen numbers came from."""

    def __init__(self, catalogue: Mapping[str, Query], frozen: Frozen) -> None:
        self._catalogue = catalogue
        self._kept = {kept.query: kept for kept in frozen.kept}

    def __getitem__(self, name: str) -> Query:
        kept = self._kept.get(name)
        if kept is None:
            return self._catalogue[name]
        if name in self._catalogue:
            return replace(self._catalogue[name], sql=kept.sql)
        return Query(name, kept.title, "", "", name, {}, {}, kept.sql, Path(name))

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys([*self._kept, *self._catalogue]))

    def __len__(self) -> int:
        return len(set(self._kept) | set(self._catalogue))


@dataclass
class Names(Mapping[str, str]):
    """Names of the record's rows, that note which of them were said."""

    names: Mapping[str, str]
    said: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, ref_id: str) -> str:
        self.said[ref_id] = self.names[ref_id]
        return self.said[ref_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)


def words_of(frozen: Frozen, words: Words) -> Words:
    """Return a language's words with the names as they were when the slide was frozen."""
    return Words(words.language, words.contract, frozen.names.get(words.language, {}))


def _same(kept: Value, asked: Value) -> bool:
    return (missing(kept) and missing(asked)) or str(kept) == str(asked)


def write_frozen(frozen: Frozen) -> dict[str, Any]:
    """Return frozen numbers as a JSON document."""
    about = {"release": frozen.release, "sha256": frozen.sha256, "as_of": frozen.as_of.isoformat(), "at": frozen.at, "names": {name: dict(one) for name, one in frozen.names.items()}}
    return {**about, "kept": [{"query": kept.query, "title": kept.title, "params": {name: _plain(value) for name, value in kept.params.items()}, "sql": kept.sql, "behind": kept.is_behind, **write_rows(kept.rows)} for kept in frozen.kept]}


def read_frozen(document: Any) -> Frozen:
    """Return frozen numbers from their document; MitraError where it is damaged."""
    try:
        kept = tuple(Kept(str(one["query"]), str(one["title"]), dict(one["params"]), str(one["sql"]), read_rows(one), one["behind"] is True) for one in document["kept"])
        names = {str(language): {str(ref): str(name) for ref, name in found.items()} for language, found in document["names"].items()}
        return Frozen(str(document["release"]), str(document["sha256"]), date.fromisoformat(document["as_of"]), str(document["at"]), kept, names)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        raise MitraError("The frozen numbers of this slide are damaged. Import the story again, or delete this slide and freeze a new one.") from None


def write_rows(rows: pd.DataFrame) -> dict[str, Any]:
    """Return a frame as JSON: its columns with their types, its cells, unknown as null."""
    return {"columns": {str(name): str(kind) for name, kind in rows.dtypes.items()}, "rows": [[_plain(cell) for cell in row] for row in rows.astype("object").itertuples(index=False)]}


def read_rows(document: Mapping[str, Any]) -> pd.DataFrame:
    """Return the frame that `write_rows` wrote, with the same types."""
    columns = dict(document["columns"])
    rows = [[None if cell is None else cell for cell in row] for row in document["rows"]]
    frame = pd.DataFrame(rows, columns=list(columns), dtype="object")
    return frame.astype({name: kind for name, kind in columns.items() if kind != "object"})


def _plain(cell: Any) -> Any:
    if missing(cell):
        return None
    if isinstance(cell, date):  # a timestamp is one, too
        return cell.isoformat()
    return cell.item() if hasattr(cell, "item") else cell
