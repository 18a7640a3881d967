"""The commands over the record: build, releases, rollback, query, doctor."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from mitra import catalogue, contract, doctor, tables
from mitra.briefing.xlsx import rows_xlsx
from mitra.catalogue import Query
from mitra.cli.parts import Command, pairs, show, tell, user, write
from mitra.errors import MitraError
from mitra.ingest.history import lineage
from mitra.ingest.trace import trace
from mitra.settings import Settings
from mitra.store.build import build
from mitra.store.reader import Library, refuse_senseless, refuse_unknown
from mitra.store.shelf import Shelf, roll_back

FORMATS = ("csv", "json", "parquet", "xlsx")


def add(command: Command) -> None:
    """Add the commands to the parser."""
    one = command("build", _build, "Build a release from data/seed and make it current.")
    one.add_argument("--note", default="Built from data/seed", help="why, kept in the ledger")
    one.add_argument("--force", action="store_true", help="even where the current release holds uploads, which the new one will not")
    command("releases", _releases, "Print the ledger, oldest first.")
    one = command("rollback", _rollback, "Make an earlier release current again.")
    one.add_argument("release")
    one = command("query", _query, "Run a named query and print its rows.")
    one.add_argument("name", nargs="?", help="such as coverage.by_cell; without it, with --list, all are named")
    one.add_argument("--list", action="store_true", help="name every query")
    one.add_argument("--describe", action="store_true", help="say what the query takes and what its columns hold, with their units, instead of running it")
    one.add_argument("--param", action="append", default=[], metavar="KEY=VALUE", help="a parameter; as_of is today where none is given")
    one.add_argument("--format", choices=FORMATS, default="csv")
    one.add_argument("--release", help="a release other than the current one")
    one.add_argument("--full", action="store_true", help="every row, also of lists of enterprises that are not public, of which else no names and no small cells are shown")
    one.add_argument("--out", type=Path, help="a file instead of the screen")
    command("doctor", _doctor, "Say whether this machine and this record are in order.")


def _build(options: argparse.Namespace, settings: Settings) -> int:
    shelf = Shelf(settings.store)
    _refuse_losing(shelf, force=options.force)
    release = build(settings, shelf, who=user(), at=datetime.now(UTC), note=options.note, trace=partial(trace, settings, shelf), say=tell)
    show(options, {"release": release}, release)
    return 0


def _refuse_losing(shelf: Shelf, *, force: bool) -> None:
    """Refuse to go back to the seed where that would leave out what was uploaded since."""
    current = shelf.current()
    uploads = [upload for _, files in lineage(shelf, current) for upload in files] if current and not force else []
    if uploads:
        raise MitraError(
            "The current release {release} holds {count} uploads that data/seed does not have, and a build would leave them out. Say --force to go back to the seed; `python -m mitra rollback {release}` brings them back.",
            release=current,
            count=len(uploads),
        )


def _releases(options: argparse.Namespace, settings: Settings) -> int:
    entries = Shelf(settings.store).entries()
    lines = [f"{e.number:6d}  {e.release}  {e.action:9}  {e.at}  {e.who}  {e.note}" for e in entries]
    show(options, [asdict(entry) for entry in entries], "\n".join(lines) or "No release yet. Run `python -m mitra build`.")
    return 0


def _rollback(options: argparse.Namespace, settings: Settings) -> int:
    entry = roll_back(Shelf(settings.store), options.release, who=user(), at=datetime.now(UTC))
    show(options, asdict(entry), f"{entry.release} is current.")
    return 0


def _query(options: argparse.Namespace, settings: Settings) -> int:
    queries = catalogue.load(settings.queries)
    if options.list or options.name is None:
        show(options, {query.name: query.title for query in queries.values()}, "\n".join(f"{query.name:40}{query.title}" for query in queries.values()))
        return 0
    if options.describe:
        document = described(queries[options.name])
        show(options, document, "\n".join(_described(document)))
        return 0
    library = Library(settings, queries)
    reader = library.open(options.release or library.current(), full=options.full)
    params = {"as_of": date.today().isoformat(), **pairs("--param", options.param)}
    refuse_unknown(queries[options.name], params)
    refuse_senseless(params, contract.load(settings.schema, settings.codelist))
    is_json = options.json or options.format == "json"
    found = reader.rows(options.name, params) if is_json else reader.frame(options.name, params)
    if not len(found):
        asked = ", ".join(f"{name}={params[name]}" for name in queries[options.name].params if name in params)
        tell("Release {release} has no rows of {name}{asked}.", release=reader.release, name=options.name, asked=f" for {asked}" if asked else "")
    write(options.out, _written(found, options.format))
    return 0


def _written(found: pd.DataFrame | list[dict[str, Any]], kind: str) -> bytes:
    """Return rows as JSON, a frame as the kind says."""
    if isinstance(found, list):
        return json.dumps(found, default=str, ensure_ascii=False, indent=1).encode() + b"\n"
    return found.to_parquet(None) if kind == "parquet" else rows_xlsx(found) if kind == "xlsx" else tables.csv(found)


def described(query: Query) -> dict[str, object]:
    """Return what a query's head says, as programs read it."""
    params = [{"name": one.name, "type": one.type, "optional": one.optional, "meaning": one.meaning} for one in query.params.values()]
    columns = [{"name": one.name, "type": one.type, "meaning": one.meaning} for one in query.columns.values()]
    return {"name": query.name, "title": query.title, "grain": query.grain, "formula": query.formula, "method": query.method, "params": params, "columns": columns}


def _described(document: Mapping[str, Any]) -> list[str]:
    lines = [f"{name:9} {document[name]}" for name in ("title", "grain", "formula", "method") if document[name]]
    lines += [f"param     {one['name']} ({one['type']}{', may be left out' if one['optional'] else ''}): {one['meaning']}" for one in document["params"]]
    return lines + [f"column    {one['name']} ({one['type']}): {one['meaning']}" for one in document["columns"]]


def _doctor(options: argparse.Namespace, settings: Settings) -> int:
    findings = list(doctor.examine(settings))
    lines = [f"{'ok  ' if finding.good else 'FAIL'}  {finding.subject}: {finding.message}" for finding in findings]
    show(options, [asdict(finding) for finding in findings], "\n".join(lines))
    return 0 if all(finding.good for finding in findings) else 1
