"""A finished document: slides whose numbers, rows and sources are frozen, ready to be written in any format."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from mitra.errors import MitraError
from mitra.i18n import Words

KINDS = ("title", "numbers", "chart", "pair", "matrix", "timeline", "map", "table", "text", "sources")
MOST_SENTENCES = 3
_ODD = re.compile(r"[^\w]+")
Progress = Callable[[int, int], None]  # called with (done, total)


@dataclass(frozen=True, slots=True)
class Number:
    """One key number as it is read out: "30", "enterprises", "as the source states it"."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One document that a slide rests on; `date` as the language writes it, empty where unknown."""

    publisher: str
    title: str
    url: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """One chart. `spec` is a plotly dict as mitra.charts makes it, None where there is nothing to draw: `said` then says why.

    `rows` are the rows of `query` (a named query) that it was drawn from. `series` names its traces where the spec does
    not; `is_native` False keeps PowerPoint's own charts away from a drawing that they would falsify. `wide` is the spec for a
    sheet that is wider than high, where it is another. `is_partition`: what its rows count is in one of them each, so that
    the counts may be added.
    """

    spec: dict[str, Any] | None
    alt: str
    rows: pd.DataFrame
    query: str
    title: str = ""
    said: str = ""
    series: tuple[str, ...] = ()
    is_native: bool = True
    wide: dict[str, Any] | None = None
    is_partition: bool = False


@dataclass(frozen=True, slots=True)
class Method:
    """How a query's figure comes about: its title and formula in words, its SQL."""

    query: str
    title: str
    formula: str
    sql: str


@dataclass(frozen=True, slots=True, eq=False)
class Slide:
    """One slide. The first of kind `title` is the cover, later ones open a section. `second_language`: headline and sentences beside it.

    `stamp` says release and day where they are others than the document's.
    """

    kind: str
    headline: str
    sentences: tuple[str, ...] = ()
    notes: str = ""
    figures: tuple[Figure, ...] = ()
    numbers: tuple[Number, ...] = ()
    table: pd.DataFrame | None = None
    sources: tuple[SourceLine, ...] = ()
    second_language: tuple[str, tuple[str, ...]] | None = None
    stamp: str = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise MitraError("There is no slide of kind {kind}; use one of {kinds}.", kind=self.kind, kinds=", ".join(KINDS))
        if len(self.sentences) > MOST_SENTENCES:
            raise MitraError("The slide “{headline}” has {count} sentences; it takes at most {most}.", headline=self.headline[:60], count=len(self.sentences), most=MOST_SENTENCES)


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A document to hand out. `filters` are label and value as the reader's language says them; `version` is Mitra's."""

    title: str
    subtitle: str
    language: str
    slides: tuple[Slide, ...]
    release: str
    release_sha256: str
    as_of: date
    filters: tuple[tuple[str, str], ...] = ()
    methods: tuple[Method, ...] = ()
    version: str = ""
    story_id: str = ""

    @property
    def name(self) -> str:
        """Return a plain file name without ending."""
        story = _ODD.sub("-", self.story_id).strip("-")[:60]
        return f"mitra-{story or 'pages'}-{self.language}-{self.as_of:%Y%m%d}-{self.release}"


@dataclass(frozen=True, slots=True)
class Written:
    """A document in one format, with a sentence for everything that had to be cut to fit."""

    body: bytes
    remarks: tuple[str, ...] = ()


def stamp(document: Document, words: Words) -> str:
    """Return the words under every slide: which release and which day its numbers are of."""
    return words.t("Release {release} · as of {date}", release=document.release, date=words.date(document.as_of))


def source_line(slide: Slide, words: Words, most: int = 3) -> str:
    """Return the publishers that a slide rests on, the first `most` by name, after its own stamp; empty where it has neither."""
    publishers = list(dict.fromkeys(source.publisher for source in slide.sources if source.publisher))
    if not publishers:
        return slide.stamp
    shown, more = publishers[:most], len(publishers) - most
    named = words.clauses(shown)
    if more > 0:
        named = words.t("{names} and {count} more", names=named, count=words.number(more))
    return " · ".join(part for part in (slide.stamp, words.t("Sources: {names}", names=named)) if part)


def cited(source: SourceLine) -> str:
    """Return a source as one line: publisher, title, date, address."""
    return " · ".join(part for part in (source.publisher, source.title, source.date, source.url) if part)


def tell(progress: Progress | None, done: int, total: int) -> None:
    """Report progress where somebody listens."""
    if progress is not None:
        progress(done, total)
