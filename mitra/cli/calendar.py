"""The command that writes days to decide and ends as a calendar file."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from mitra import catalogue, contract
from mitra.cli.parts import Command, day, words_of, write
from mitra.exchange import ics
from mitra.i18n import LANGUAGES, MAIN
from mitra.settings import Settings
from mitra.store.reader import Library, refuse_senseless


def add(command: Command) -> None:
    """Add the command to the parser."""
    one = command("calendar", _calendar, "Write what has to be decided, and by when, as a calendar file (.ics).")
    one.add_argument("--home", required=True, metavar="COUNTRY", help="ISO 3166-1 alpha-3, such as IDN")
    one.add_argument("--partner", required=True, metavar="COUNTRY", help="ISO 3166-1 alpha-3, such as JPN")
    one.add_argument("--lang", choices=LANGUAGES, default=MAIN)
    one.add_argument("--as-of", type=day, default=None, metavar="DAY", help="the day at which status is judged, today where none is given")
    one.add_argument("--release", help="a release other than the current one")
    one.add_argument("--out", type=Path, help="a file instead of the screen")


def _calendar(options: argparse.Namespace, settings: Settings) -> int:
    refuse_senseless({"home": options.home, "partner": options.partner}, contract.load(settings.schema, settings.codelist))
    library = Library(settings, catalogue.load(settings.queries))
    reader = library.open(options.release or library.current())
    pair, as_of = {"home": options.home, "partner": options.partner}, options.as_of or date.today()
    due = reader.frame("agreements.pipeline", {**pair, "as_of": as_of})
    write(options.out, ics.calendar(due, words_of(reader, settings, options.lang), **pair, release=reader.release, as_of=as_of))
    return 0
