"""Build a release from the seed record, or from any other source of rows: tables, derived tables, checks, Parquet, manifest, ledger entry."""

from __future__ import annotations

import atexit
import hashlib
import json
import logging
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import duckdb
import pandas as pd

from mitra import contract as contracts
from mitra.catalogue import head
from mitra.contract import Contract
from mitra.errors import ReleaseError
from mitra.settings import Settings
from mitra.store.search import fold_entries
from mitra.store.shelf import MANIFEST, SERVE, Shelf, number, sha256
from mitra.store.tables import Released, Seed, Source, attach, load_all

log = logging.getLogger(__name__)
Trace = Callable[["Candidate", str], "Candidate"]  # trace(candidate, parent): the candidate with what it changes of its parent
Say = Callable[..., None]  # say("Writing {name}", name=...): a msgid of what is done now, and what fills it
CHECKED = "checked"  # the schema of the tables as the rules read them
LINE = ("releases_before", "revisions", "numbers_before")  # tables that a release takes over from the one it is made from
BLOCK = 16384  # bytes: the smallest DuckDB takes; most tables are small, and each column of each fills at least one block


def tell_log(message: str, **values: object) -> None:
    """Say it in the log."""
    log.info("%s", message.format(**values))


@dataclass(frozen=True)
class Candidate:
    """A release that is built, in a private folder and in no ledger; `counts`: rows a contract, `tables`: name to Parquet."""

    folder: Path
    counts: Mapping[str, int]
    tables: Mapping[str, Path]

    @property
    def serve(self) -> Path:
        """Return its DuckDB file."""
        return self.folder / SERVE

    def files(self, folder: Path, manifest: Mapping[str, object]) -> dict[str, Path]:
        """Write its manifest into `folder`, with what is its own beside what is given, and return all that a shelf takes."""
        body = {**manifest, "serve_sha256": sha256(self.serve), "counts": self.counts, "tables_sha256": {name: sha256(path) for name, path in self.tables.items()}}
        path = folder / MANIFEST
        path.write_text(json.dumps(body, indent=1, ensure_ascii=False), "utf-8")
        return {SERVE: self.serve, MANIFEST: path, **{f"tables/{name}.parquet": file for name, file in self.tables.items()}}


def build(settings: Settings, shelf: Shelf, *, who: str, at: datetime, note: str, trace: Trace | None = None, say: Say = tell_log) -> str:
    """Build and publish a release of the seed record; return its id. The same inputs twice give the same release.

    `trace` notes what it changes of the release that was current; without it, the release begins a line of its own.
    """
    digest = inputs_digest(settings)
    alike = [release for release in _releases(shelf) if _inputs_of(shelf, release) == digest]
    for release in alike:
        if _is_whole(shelf, release):
            return _make_current(shelf, release, who=who, at=at, note=note)
    # A damaged release keeps its name; what replaces it gets one of its own.
    name = hashlib.sha256(f"{digest}{len(alike)}".encode()).hexdigest() if alike else digest
    release = f"{at:%Y%m%d}-{name[:8]}"
    with tempfile.TemporaryDirectory(prefix="mitra-build-") as folder:
        candidate = make_candidate(settings, Path(folder), Seed(settings.seed), today=at.date(), say=say)
        parent = shelf.current()
        if trace is not None and parent is not None:
            candidate = trace(candidate, parent)
        manifest = {"release": release, "parent": parent, "who": who, "at": at.isoformat(timespec="seconds"), "note": note}
        files = candidate.files(Path(folder), {**manifest, "inputs_sha256": digest, "inputs": _digests(_inputs(settings))})
        say("Writing release {release} to {address}", release=release, address=shelf.address)
        shelf.write(release, files)
    return _publish(shelf, release, who=who, at=at, note=note)


def _releases(shelf: Shelf) -> list[str]:
    """Return every release of the ledger, the newest first."""
    return list(dict.fromkeys(entry.release for entry in reversed(shelf.entries())))


def _inputs_of(shelf: Shelf, release: str) -> object:
    try:
        return shelf.manifest(release).get("inputs_sha256")
    except ReleaseError:
        return None


def _is_whole(shelf: Shelf, release: str) -> bool:
    try:
        shelf.serve_path(release)
    except ReleaseError:
        return False
    return "tables_sha256" in shelf.manifest(release)  # without them nothing can be built on it


def inputs_digest(settings: Settings) -> str:
    """Return the SHA-256 over every file that goes into a release, names included."""
    digest = hashlib.sha256()
    for path in _inputs(settings):
        digest.update(f"{path.parent.name}/{path.name}\0{sha256(path)}\n".encode())
    return digest.hexdigest()


def code_digests(settings: Settings) -> dict[str, str]:
    """Return the SHA-256 of every file that shapes a release beside the record's rows."""
    return _digests([*sorted(settings.schema.glob("*.toml")), *sorted(settings.codelist.glob("*.csv")), *sorted((settings.queries / "build").glob("*.sql"))])


def _digests(paths: Iterable[Path]) -> dict[str, str]:
    return {f"{path.parent.name}/{path.name}": sha256(path) for path in paths}


def _inputs(settings: Settings) -> Iterable[Path]:
    yield from sorted(settings.schema.glob("*.toml"))
    yield from sorted(settings.codelist.glob("*.csv"))
    yield from sorted(settings.seed.glob("*.csv"))
    yield from sorted((settings.queries / "build").glob("*.sql"))


def make_candidate(settings: Settings, folder: Path, source: Source, *, today: date, say: Say) -> Candidate:
    """Build a release of a source's rows in `folder`; what DuckDB cannot hold in memory spills into it."""
    contract = contracts.load(settings.schema, settings.codelist)
    with _connect(settings, folder) as connection:
        counts = _make_tables(connection, settings, contract, source, say)
        say("Checking the rules")
        run_checks(connection, settings.queries / "check", contract, today)
        tables = _write_parquet(connection, folder)
        connection.execute("checkpoint")
    return Candidate(folder, counts, tables)


def _connect(settings: Settings, folder: Path) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(str(folder / SERVE), config={"threads": 2, "memory_limit": settings.memory_limit, "default_block_size": BLOCK, "temp_directory": str(folder / "spill")})


def _make_tables(connection: duckdb.DuckDBPyConnection, settings: Settings, contract: Contract, source: Source, say: Say) -> dict[str, int]:
    """Create the record's tables and those derived from them; return the record's row counts."""
    say("Reading the record")
    counts = load_all(connection, contract, source, settings.codelist)
    say("Deriving tables from {rows} rows", rows=f"{sum(counts.values()):,}")
    for path in sorted((settings.queries / "build").glob("*.sql")):
        connection.execute(path.read_text("utf-8"))
    fold_entries(connection)
    return counts


def readable_path(settings: Settings, shelf: Shelf, release: str) -> Path:
    """Return a DuckDB file of a release that today's queries can read.

    That is its own, unless other rules derived its tables: then its rows stand, and what is derived from them is made anew,
    in a folder of this process. So a link to an old release outlives new versions of Mitra.
    """
    path = shelf.serve_path(release)
    held, wanted = shelf.manifest(release).get("inputs"), code_digests(settings)
    if not isinstance(held, dict) or {name: held.get(name) for name in wanted} == wanted:
        return path
    return derived_file(settings, Released(path))


def derived_file(settings: Settings, source: Source) -> Path:
    """Return a DuckDB file of a source's rows and what is derived from them, in a folder of this process."""
    folder = Path(tempfile.mkdtemp(prefix="mitra-open-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    with _connect(settings, folder) as connection:
        _make_tables(connection, settings, contracts.load(settings.schema, settings.codelist), source, tell_log)
        _take_over(connection)
    return folder / SERVE


def _take_over(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill the tables of the line from the attached release; one of an earlier Mitra has none, and its line begins with it."""
    for name in LINE:
        try:
            rows = connection.table(f"released.main.{name}")
        except duckdb.CatalogException:
            continue
        rows.insert_into(name)


def with_line(settings: Settings, candidate: Candidate, parent: Path, rows: Mapping[str, pd.DataFrame]) -> Candidate:
    """Fill the tables of the line of a candidate that nobody reads yet: what the parent's DuckDB file has of them, and `rows`."""
    with _connect(settings, candidate.folder) as connection:
        attach(connection, parent)
        _take_over(connection)
        for name, frame in rows.items():
            connection.from_df(frame).insert_into(name)
            connection.table(name).write_parquet(str(candidate.tables[name]))
        connection.execute("checkpoint")
    return candidate


def _write_parquet(connection: duckdb.DuckDBPyConnection, folder: Path) -> dict[str, Path]:
    """Write every table as Parquet, so that any other engine can serve the same release."""
    files = {}
    for (name,) in connection.execute("show tables").fetchall():
        path = folder / f"{name}.parquet"
        connection.table(name).write_parquet(str(path))
        files[name] = path
    return files


def run_checks(connection: duckdb.DuckDBPyConnection, folder: Path, contract: Contract, today: date) -> None:
    """Run every rule in queries/check that is an error; ReleaseError with the first offending row of the first rule that finds any.

    The rules read the contract's tables with a row_number beside, as an upload has it, so they look at views that add one.
    """
    connection.execute(f"create schema {CHECKED}")
    connection.execute(f"set search_path = '{CHECKED},main'")
    try:
        for name in contract.tables:
            connection.table(f"main.{name}").project("row_number() over () as row_number, *").create_view(name)
        for path in sorted(folder.glob("*.sql")):
            _run_check(connection, path, today)
    finally:
        connection.execute("reset search_path")
        connection.execute(f"drop schema {CHECKED} cascade")


def _run_check(connection: duckdb.DuckDBPyConnection, path: Path, today: date) -> None:
    sql = path.read_text("utf-8")
    tags = head(sql)
    if ("severity", "error") not in tags:
        return
    rows = connection.execute(sql, {"today": today} if any(tag == "param" for tag, _ in tags) else None).fetchall()
    if rows:
        raise ReleaseError("Rule {rule} is broken by {count} rows, the first is {row}. Correct the record and build again.", rule=path.stem, count=len(rows), row=rows[0])


def _publish(shelf: Shelf, release: str, *, who: str, at: datetime, note: str) -> str:
    entries = shelf.entries()
    try:
        shelf.append(release=release, action="publish", who=who, at=at, note=note, after=number(entries))
    except FileExistsError:  # another process published in between
        if shelf.current() != release:
            return _publish(shelf, release, who=who, at=at, note=note)
    return release


def _make_current(shelf: Shelf, release: str, *, who: str, at: datetime, note: str) -> str:
    if shelf.current() == release:
        return release
    shelf.append(release=release, action="rollback", who=who, at=at, note=note, after=number(shelf.entries()))
    return release
