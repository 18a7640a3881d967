"""A question that a ministry asks: a named query, the sentence that answers it from the rows, and the chart that shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from mitra.briefing.views import Context
from mitra.i18n import Words
from mitra.store.reader import Value

NAMED = 3  # things named in a sentence; the table below it has them all


@dataclass(frozen=True)
class Question:
    """One question.

    `text`: a msgid, which may name {home}, {partner} and {year}; `theme`: a code of THEMES; `query` with `params` of its own gives
    the rows; `answer` says them in a sentence, also where there are none; `about` picks the rows that the answer is about, shown
    as a table of `columns`; `else_all` shows all rows where it is about none; `view` is the chart's name in mitra.briefing.views, nothing where a table says it best.
    """

    code: str
    theme: str
    text: str
    query: str
    answer: Callable[[pd.DataFrame, Words, Context], str]
    params: Callable[[Context], Mapping[str, Value]] = lambda _context: {}
    about: Callable[[pd.DataFrame, Context], pd.DataFrame] = lambda rows, _context: rows
    else_all: bool = False
    columns: tuple[str, ...] = ()
    view: str = ""

    def asked(self, words: Words, context: Context) -> str:
        """Return the question in words, with the pair and the year that it is asked of."""
        return words.t(self.text, home=words.country(context.text("home")), partner=words.country(context.text("partner")), year=context.as_of.year)


@dataclass(frozen=True)
class Answer:
    """A question's answer: the sentence, the rows it is about, those to show with their columns, and the parameters that gave them."""

    said: str
    about: pd.DataFrame
    rows: pd.DataFrame
    columns: tuple[str, ...]
    params: Mapping[str, Value]


def ask(question: Question, words: Words, context: Context) -> Answer:
    """Answer a question from a release, for the pair, the day and the filters of the context."""
    own = question.params(context)
    here = replace(context, params={**context.params, **own, "language": words.language})
    rows = here.rows(question.query)
    about = question.about(rows, here)
    shown = rows if about.empty and question.else_all else about
    return Answer(question.answer(rows, words, here), about, shown, question.columns or tuple(about.columns), own)


def named(refs: pd.Series, words: Words, most: int = NAMED) -> str:
    """Name the first few different rows of the record, and say how many more there are."""
    return listed([words.name(ref) for ref in refs.dropna().unique()], words, most)


def listed(names: list[str], words: Words, most: int = NAMED) -> str:
    """Return the first few names, and how many more there are."""
    if len(names) <= most + 1:
        return words.join(names)
    first = ("、" if words.language == "ja" else ", ").join(names[:most])
    return words.t("{names} and {count} more", names=first, count=words.number(len(names) - most))
