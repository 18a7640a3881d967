"""The command that lays two results of one query side by side: another partner, day, period or release, with the differences."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from mitra import catalogue, contract, tables
from mitra.briefing import views
from mitra.catalogue import Catalogue
from mitra.cli.parts import Command, pairs, write
from mitra.errors import MitraError
from mitra.findings import sides
from mitra.settings import Settings
from mitra.store.reader import Library, Value, plain, refuse_senseless, refuse_unknown

FORMATS = ("csv", "json")


def add(command: Command) -> None:
    """Add the command to the parser."""
    one = command("compare", _compare, "Run a named query twice and print the rows of both sides joined, with what they differ in: this side minus the other.")
    one.add_argument("name", help="a named query such as coverage.by_cell, or a view such as coverage.matrix")
    one.add_argument("--param", action="append", default=[], metavar="KEY=VALUE", help="a parameter of both sides; as_of is today where none is given")
    one.add_argument("--vs", action="append", default=[], metavar="KEY=VALUE", required=True, help="what the other side has instead, such as partner=KOR, as_of=2023-12-31 or release=ID")
    one.add_argument("--release", help="a release other than the current one")
    one.add_argument("--format", choices=FORMATS, default="csv")
    one.add_argument("--out", type=Path, help="a file instead of the screen")


def _compare(options: argparse.Namespace, settings: Settings) -> int:
    queries = catalogue.load(settings.queries)
    name, own = _asked(options.name, queries)
    library = Library(settings, queries)
    given = {"as_of": date.today().isoformat(), **own, **pairs("--param", options.param)}
    instead = pairs("--vs", options.vs)
    this = library.open(options.release or library.current())
    other = library.open(instead.pop("release", this.release))
    refuse_unknown(queries[name], [*given, *instead])
    for side in (given, {**given, **instead}):
        refuse_senseless(side, contract.load(settings.schema, settings.codelist))
    shape = sides.shape(queries[name].types, queries[name].key)
    found = sides.table(sides.join(this.frame(name, given), other.frame(name, {**given, **instead}), shape), shape)
    if options.format == "json" or options.json:
        write(options.out, json.dumps(plain(found), default=str, ensure_ascii=False, indent=1).encode() + b"\n")
    else:
        write(options.out, tables.csv(found))
    return 0


def _asked(name: str, queries: Catalogue) -> tuple[str, Mapping[str, Value]]:
    """Return the named query, or the one behind a view, and the parameters that the view has of its own."""
    if name in set(queries):
        return name, {}
    if name not in views.VIEWS:
        raise MitraError("There is no query and no view {name}. `python -m mitra query --list` prints the queries.", name=name)
    view = views.VIEWS[name]
    return view.query, view.params or {}
