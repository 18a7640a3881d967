"""The command over stories: list them, or write one in a format to hand out."""

from __future__ import annotations

import argparse
from datetime import date
from functools import lru_cache
from pathlib import Path

from mitra import catalogue
from mitra.briefing.hand import FORMATS, story_document, written
from mitra.briefing.scenes import Stage
from mitra.briefing.stories import KIND, Stories, named
from mitra.briefing.story import dump
from mitra.cli.parts import Command, day, show, tell, words_of, write
from mitra.errors import MitraError
from mitra.i18n import LANGUAGES, MAIN, Words
from mitra.settings import Settings
from mitra.store.reader import Library
from mitra.store.versions import Lasting, Passing


def add(command: Command) -> None:
    """Add the command to the parser."""
    one = command("brief", _brief, "Write a story as PPTX, PDF, XLSX, JSON, or all in one ZIP.")
    one.add_argument("story", nargs="?", help="such as in_ten_minutes; without it, with --list, all are named")
    one.add_argument("--list", action="store_true", help="name every story")
    one.add_argument("--format", choices=(*FORMATS, "json"), default="pptx")
    one.add_argument("--lang", choices=LANGUAGES, default=MAIN)
    one.add_argument("--as-of", type=day, default=None, metavar="DAY", help="the day at which status is judged, today where none is given")
    one.add_argument("--release", help="a release other than the current one")
    one.add_argument("--template", type=Path, help="a PowerPoint file whose layouts and theme are used")
    one.add_argument("--out", type=Path, help="a file instead of the screen")


def _brief(options: argparse.Namespace, settings: Settings) -> int:
    library = Library(settings, catalogue.load(settings.queries))
    stories = Stories(Lasting(library.shelf, KIND), Passing(), settings.stories)
    if options.list or options.story is None:
        return _list(options, stories)
    story = stories.open(options.story).story
    if options.format == "json":
        write(options.out, dump(story))
        return 0
    stage = _stage(options, settings, library)
    document = story_document(story, stage, options.lang)
    template = None if options.template is None else options.template.read_bytes()
    made = written(options.format, document, stage.words(document.release, options.lang), template=template)
    write(options.out, made.body)
    for remark in made.remarks:
        tell("{remark}", remark=remark)
    return 1 if made.remarks else 0


def _list(options: argparse.Namespace, stories: Stories) -> int:
    found: dict[str, str] = {}
    for story_id in stories.ids():
        try:
            opened = stories.open(story_id).story
            if not opened.is_deleted:
                found[story_id] = named(opened, options.lang)
        except MitraError as error:
            found[story_id] = str(error)
    show(options, found, "\n".join(f"{story_id:40}{title}" for story_id, title in found.items()))
    return 0


def _stage(options: argparse.Namespace, settings: Settings, library: Library) -> Stage:
    current = options.release or library.current()

    @lru_cache(maxsize=8)
    def words(release: str, language: str) -> Words:
        return words_of(library.open(release), settings, language)

    return Stage(lambda release: library.open(release or current), words, options.as_of or date.today())
