"""Whether this machine and this record are in order: versions, contracts, queries, store, every release."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version

from mitra import catalogue, contract
from mitra.errors import MitraError
from mitra.settings import Settings
from mitra.store.reader import Library
from mitra.store.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at."""

    subject: str
    good: bool
    message: str


def examine(settings: Settings) -> Iterator[Finding]:
    """Yield a finding for each thing looked at; a later one may be missing where an earlier one is broken."""
    python = ".".join(map(str, sys.version_info[:3]))
    yield Finding("Python", sys.version_info >= (3, 11), f"{python}; 3.11 or newer is needed")
    for package in ("streamlit", "duckdb", "plotly", "pandas", "obstore"):
        yield Finding(package, True, version(package))
    yield _try("contracts", lambda: f"{len(contract.load(settings.schema, settings.codelist).tables)} tables, {len(contract.load(settings.schema, settings.codelist).codelists)} code lists")
    yield _try("queries", lambda: f"{len(catalogue.load(settings.queries))} heads agree with their SQL")
    yield _try("store", lambda: f"{settings.store}: {len(Shelf(settings.store).entries())} ledger entries")
    yield from _releases(settings)


def _releases(settings: Settings) -> Iterator[Finding]:
    try:
        library = Library(settings, catalogue.load(settings.queries))
        current = library.current()
        releases = dict.fromkeys([current, *(entry.release for entry in library.shelf.entries())])
    except MitraError as error:
        yield Finding("current release", False, str(error))
        return
    for release in releases:
        yield _try(f"release {release}", lambda release=release: f"whole, {len(library.open(release).manifest['counts'])} tables{', current' if release == current else ''}")  # type: ignore[misc, arg-type]


def _try(subject: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(subject, True, look())
    except MitraError as error:
        return Finding(subject, False, str(error))
