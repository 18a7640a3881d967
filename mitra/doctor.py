"""Whether this machine and this record are in order: versions, contracts, queries, store, every release."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version

from mitra import catalogue, contract
from mitra.errors import MitraError
from mitra.ingest.history import lineage
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
    yield Finding("Python", good=sys.version_info >= (3, 11), message=f"{python}; 3.11 or newer is needed")
    for package in ("streamlit", "duckdb", "plotly", "pandas", "obstore"):
        yield Finding(package, good=True, message=version(package))
    yield _try("contracts", lambda: f"{len(contract.load(settings.schema, settings.codelist).tables)} tables, {len(contract.load(settings.schema, settings.codelist).codelists)} code lists")
    yield _try("queries", lambda: f"{len(list(catalogue.load(settings.queries).values()))} queries, their heads declare the parameters they use")
    yield _try("store", lambda: f"{settings.store}: {len(Shelf(settings.store).entries())} ledger entries")
    yield from _releases(settings)


def _releases(settings: Settings) -> Iterator[Finding]:
    try:
        library = Library(settings, catalogue.load(settings.queries))
        current = library.current()
        releases = dict.fromkeys([current, *(entry.release for entry in library.shelf.entries())])
    except MitraError as error:
        yield Finding("current release", good=False, message=str(error))
        return
    found = {release: _try(f"release {release}", partial(_whole, library, release)) for release in releases}
    yield from found.values()
    yield Finding("current release", good=True, message=current)
    yield _try("uploads", partial(_uploads, library.shelf, current))
    yield _try("left over", lambda: f"{', '.join(library.shelf.orphans()) or 'no'} release without a ledger entry; one is what a stopped publisher leaves, and harms nothing")
    if found[current].good:
        yield _try("columns", partial(_columns, library, current))


def _uploads(shelf: Shelf, current: str) -> str:
    count = sum(len(files) for _, files in lineage(shelf, current))
    made = {entry.release for entry in shelf.entries() if next(lineage(shelf, entry.release), None)}
    if count:
        return f"{count} in the current release; `python -m mitra build` would leave them out and asks for --force"
    return f"none in the current release, which was built from the seed; {len(made)} other releases hold some" if made else "none"


def _whole(library: Library, release: str) -> str:
    return f"whole, published by {library.open(release, full=True).manifest.get('who')}"


def _columns(library: Library, release: str) -> str:
    connection = library.open(release, full=True).connection
    for query in library.catalogue.values():
        catalogue.check_columns(query, connection)
    return f"{len(library.catalogue)} queries return what their heads declare"


def _try(subject: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(subject, good=True, message=look())
    except MitraError as error:
        return Finding(subject, good=False, message=str(error))
