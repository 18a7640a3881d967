"""The commands build, releases, rollback, query and doctor.

Exit codes: 0 done, 1 there are findings, 2 it could not be done (one plain sentence on stderr).
"""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path

from mitra import catalogue, doctor
from mitra.errors import MitraError
from mitra.settings import Settings
from mitra.store.build import build
from mitra.store.reader import Library, refuse_unknown
from mitra.store.shelf import Shelf, roll_back

FORMATS = ("csv", "json", "parquet")


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    options = _parser().parse_args(arguments)
    try:
        return options.run(options, Settings.from_environment())
    except MitraError as error:
        print(f"mitra: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader of a pipe has seen enough
        sys.stderr.close()
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="mitra", description="What two countries do together for their micro, small and medium enterprises.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: object, says: str) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=says, description=says)
        one.set_defaults(run=run)
        one.add_argument("--json", action="store_true", help="print JSON for programs")
        return one

    one = command("build", _build, "Build a release from data/seed and make it current.")
    one.add_argument("--note", default="Built from data/seed", help="why, kept in the ledger")
    command("releases", _releases, "Print the ledger, oldest first.")
    one = command("rollback", _rollback, "Make an earlier release current again.")
    one.add_argument("release")
    one = command("query", _query, "Run a named query and print its rows.")
    one.add_argument("name", nargs="?", help="such as coverage.by_cell; without it, with --list, all are named")
    one.add_argument("--list", action="store_true", help="name every query")
    one.add_argument("--param", action="append", default=[], metavar="KEY=VALUE", help="a parameter; as_of is today where none is given")
    one.add_argument("--format", choices=FORMATS, default="csv")
    one.add_argument("--release", help="a release other than the current one")
    one.add_argument("--out", type=Path, help="a file instead of the screen")
    command("doctor", _doctor, "Say whether this machine and this record are in order.")
    return parser


def _build(options: argparse.Namespace, settings: Settings) -> int:
    shelf = Shelf(settings.store)
    release = build(settings, shelf, who=getpass.getuser(), at=datetime.now(UTC), note=options.note, say=_tell)
    _print(options, {"release": release}, release)
    return 0


def _tell(message: str, **values: object) -> None:
    print(f"mitra: {message.format(**values)}", file=sys.stderr)


def _releases(options: argparse.Namespace, settings: Settings) -> int:
    entries = Shelf(settings.store).entries()
    lines = [f"{e.number:6d}  {e.release}  {e.action:9}  {e.at}  {e.who}  {e.note}" for e in entries]
    _print(options, [asdict(entry) for entry in entries], "\n".join(lines) or "No release yet. Run `python -m mitra build`.")
    return 0


def _rollback(options: argparse.Namespace, settings: Settings) -> int:
    entry = roll_back(Shelf(settings.store), options.release, who=getpass.getuser(), at=datetime.now(UTC))
    _print(options, asdict(entry), f"{entry.release} is current.")
    return 0


def _query(options: argparse.Namespace, settings: Settings) -> int:
    queries = catalogue.load(settings.queries)
    if options.list or options.name is None:
        _print(options, {query.name: query.title for query in queries.values()}, "\n".join(f"{query.name:40}{query.title}" for query in queries.values()))
        return 0
    library = Library(settings, queries)
    reader = library.open(options.release or library.current())
    params = {"as_of": date.today().isoformat(), **_parameters(options.param)}
    refuse_unknown(queries[options.name], params)
    if options.format == "json" or options.json:
        _write(options.out, json.dumps(reader.rows(options.name, params), default=str, ensure_ascii=False, indent=1).encode() + b"\n")
    elif options.format == "parquet":
        _write(options.out, reader.frame(options.name, params).to_parquet(None))
    else:
        _write(options.out, reader.frame(options.name, params).to_csv(index=False).encode())
    return 0


def _parameters(pairs: Sequence[str]) -> dict[str, str]:
    broken = [pair for pair in pairs if "=" not in pair]
    if broken:
        raise MitraError("--param {pair} has no “=”; write --param key=value.", pair=broken[0])
    return {key: value for key, _, value in (pair.partition("=") for pair in pairs)}


def _write(path: Path | None, body: bytes) -> None:
    if path is None:
        sys.stdout.buffer.write(body)
        sys.stdout.buffer.flush()
    else:
        path.write_bytes(body)


def _doctor(options: argparse.Namespace, settings: Settings) -> int:
    findings = list(doctor.examine(settings))
    lines = [f"{'ok  ' if finding.good else 'FAIL'}  {finding.subject}: {finding.message}" for finding in findings]
    _print(options, [asdict(finding) for finding in findings], "\n".join(lines))
    return 0 if all(finding.good for finding in findings) else 1


def _print(options: argparse.Namespace, document: object, text: str) -> None:
    print(json.dumps(document, ensure_ascii=False, indent=1) if options.json else text)
