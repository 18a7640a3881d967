"""The answer to a question for both sides of a comparison, and what differs between the two in words."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext

import streamlit as st

from mitra.briefing import views
from mitra.briefing.questions import Answer, Question, ask
from mitra.errors import MitraError
from mitra.findings import differences, sides
from mitra.ui import questions
from mitra.ui.briefing.plain import escaped
from mitra.ui.compare import figures
from mitra.ui.compare.differing import offer
from mitra.ui.compare.side import Sides, named, sides_of
from mitra.ui.filters import Filters
from mitra.ui.page import Page


def draw(this: Page, other: Filters, question: Question) -> None:
    """Draw both answers, what differs between them, and the chart or the rows of each; answers that are one are drawn once."""
    both, words = sides_of(this, other), this.words
    try:
        found = [ask(question, side.page.words, side.context) for side in both]
    except MitraError as error:  # an older release may lack what the question asks for
        st.info(words.error(error), icon=":material/info:")
        questions.answer(this, question)
        return
    if not question.view and found[0].said == found[1].said and found[0].rows.equals(found[1].rows):
        st.markdown(words.t("Both sides are the same here: {this}, {other}.", this=both[0].name, other=both[1].name))
        questions.answer(this, question)
        return
    with st.container(border=True, key="answer"):
        _answers(question, both, found)
        if unheeded := dict.fromkeys(name for side in both for name in questions.unheeded(side.page, question)):
            st.caption(words.t("This answer is not narrowed by: {filters}.", filters=words.join(unheeded)))
        if question.view:
            figures.figures(views.find(question.view), both, set())
        with st.expander(words.t("The rows of the answer")) if question.view else nullcontext():
            _rows(question, both, found)


def choose_first(this: Page, other: Filters) -> None:
    """Say, where no question is chosen yet, what the comparison is for on this page."""
    both = sides_of(this, other)
    st.info(this.words.t("Choose a question: it is then answered for both sides, {this} and {other}. What the search finds is not compared.", this=both[0].name, other=both[1].name), icon=":material/compare_arrows:")


def _answers(question: Question, both: Sides, found: Sequence[Answer]) -> None:
    """Draw the two sentences, each under its side, and under the question where the sides are asked differently."""
    asked = [question.asked(side.page.words, side.context) for side in both]
    for column, side, text, answer in zip(st.columns(2, gap="large"), both, asked, found, strict=True):
        with column:
            side.head()
            if asked[0] != asked[1]:
                st.markdown(escaped(text))
            st.markdown(f"### {escaped(answer.said)}")


def _rows(question: Question, both: Sides, found: Sequence[Answer]) -> None:
    """Draw what the rows of the answers differ in, and the rows of each."""
    query = both[0].page.reader.catalogue[question.query]
    shape = sides.within(sides.shape(query.types, query.key), found[0].rows.columns, found[0].columns)
    about = [answer.about for answer in found] if any(len(answer.about) for answer in found) else [answer.rows for answer in found]
    pairs, said_of = sides.join(about[0], about[1], shape), named(both)
    st.markdown("\n".join(f"- {sentence}" for sentence in differences.of_rows(pairs, shape, said_of)))
    for column, side, answer in zip(st.columns(2, gap="large"), both, found, strict=True):
        with column:
            st.markdown(f"**{side.name}**")
            if not answer.rows.empty:
                side.page.table(answer.rows, key=f"question-{question.code}-{side.place}", alt=side.name, columns=list(answer.columns))
            side.page.evidence(question.query, question.asked(side.page.words, side.context), key=f"question-{question.code}", **answer.params)
    if pairs:
        offer(question.query, pairs, shape, said_of, key=f"question-{question.code}")
