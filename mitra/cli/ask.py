"""The command over questions: list them, or answer one in a sentence with its rows."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from mitra import catalogue, contract, tables
from mitra.briefing import pages
from mitra.briefing.questions import QUESTIONS, THEMES, Answer, Question, ask, find
from mitra.briefing.views import Context
from mitra.cli.parts import Command, day, show, words_of, write
from mitra.i18n import LANGUAGES, MAIN, Words
from mitra.settings import Settings
from mitra.store.reader import Library, plain, refuse_senseless


def add(command: Command) -> None:
    """Add the command to the parser."""
    one = command("ask", _ask, "Answer a question that ministries ask: a sentence, and the rows it stands on.")
    one.add_argument("question", nargs="?", help="such as ending; without it all are listed")
    one.add_argument("--lang", choices=LANGUAGES, default=MAIN)
    one.add_argument("--home", default="IDN", metavar="COUNTRY", help="ISO 3166-1 alpha-3 of the country that asks")
    one.add_argument("--partner", default="JPN", metavar="COUNTRY", help="ISO 3166-1 alpha-3 of its partner")
    one.add_argument("--as-of", type=day, default=None, metavar="DAY", help="the day at which status is judged, today where none is given")
    one.add_argument("--release", help="a release other than the current one")
    one.add_argument("--out", type=Path, help="a file for the rows, as CSV with codes, instead of the screen")


def _ask(options: argparse.Namespace, settings: Settings) -> int:
    refuse_senseless({"home": options.home, "partner": options.partner}, contract.load(settings.schema, settings.codelist))
    library = Library(settings, catalogue.load(settings.queries))
    reader = library.open(options.release or library.current())
    words = words_of(reader, settings, options.lang)
    context = pages.context_of(reader, words, {"home": options.home, "partner": options.partner, "as_of": options.as_of or date.today()})
    if options.question is None:
        asked = {question.code: question.asked(words, context) for question in QUESTIONS.values()}
        lines = [f"{words.t(THEMES[QUESTIONS[code].theme])}: {text}" for code, text in asked.items()]
        show(options, asked, "\n".join(f"{code:18}{line}" for code, line in zip(asked, lines, strict=True)))
        return 0
    question = find(options.question)
    _print(options, question, ask(question, words, context), words, context)
    return 0


def _print(options: argparse.Namespace, question: Question, answer: Answer, words: Words, context: Context) -> None:
    """Print the question, its answer, and the rows as a table in words."""
    text = question.asked(words, context)
    if options.out is not None:
        write(options.out, tables.csv(answer.rows))
    shown = "" if answer.rows.empty else tables.readable(answer.rows, words, answer.columns).to_string(index=False, na_rep="–", max_colwidth=60)
    document = {"code": question.code, "question": text, "answer": answer.said, "query": question.query, "params": dict(answer.params), "rows": plain(answer.rows)}
    show(options, document, f"{text}\n{answer.said}" if options.out is not None or not shown else f"{text}\n{answer.said}\n\n{shown}")
