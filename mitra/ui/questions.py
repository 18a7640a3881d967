"""The questions of the explore page: one chosen, by a link, a list or its words, and its answer large."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

import streamlit as st

from mitra.briefing import views
from mitra.briefing.questions import QUESTIONS, THEMES, Question, ask
from mitra.briefing.views import Context
from mitra.i18n import mark
from mitra.ui import state
from mitra.ui.briefing.plain import escaped
from mitra.ui.page import Page
from mitra.ui.record_choice import choose_record

NARROWING = {"from_year": mark("From year"), "to_year": mark("To year"), "sector": mark("Sector"), "focus": mark("Focus area")}
COLUMNS = 2  # themes side by side; their questions are whole sentences


def questions(page: Page) -> None:
    """Draw the choice of a question, the answer to the one chosen, and all of them by theme."""
    t, words = page.words.t, page.words
    asked = {code: question.asked(words, page.context) for code, question in QUESTIONS.items()}
    page.section(t("Questions that ministries ask"), t("Each is answered in a sentence from the rows of this pair and day, also where the record is too thin to say."))
    picked = choose_record(
        "question",
        t("Question"),
        list(asked),
        asked.__getitem__,
        placeholder=t("Choose a question, or type words of it"),
        refused=lambda value: t("The address names {value}, which is no question here.", value=value),
        opened=lambda value: t("Answered: {question}", question=asked[value]),
    )
    _answers(page, picked)
    themes = list(THEMES)
    for column, codes in zip(st.columns(COLUMNS, gap="large"), (themes[::COLUMNS], themes[1::COLUMNS]), strict=True):
        with column:
            for theme in codes:
                _listed(page, theme, asked)


def _listed(page: Page, theme: str, asked: dict[str, str]) -> None:
    with st.container(gap="xxsmall", key=f"theme-{theme}"):
        st.markdown(f"**{page.words.t(THEMES[theme])}**")
        for code in (code for code, question in QUESTIONS.items() if question.theme == theme):
            st.button(escaped(asked[code]), key=f"ask-{code}", type="tertiary", icon=":material/chevron_right:", wrap=True, on_click=state.set_filters, args=({"question": code},))


def _answers(page: Page, picked: str | None) -> None:
    """Draw the answer to the question that was picked; where a comparison is on, for both of its sides."""
    other = page.filters.other()
    if other is None:
        if picked is not None:
            answer(page, QUESTIONS[picked])
        return
    from mitra.ui.compare import answers  # noqa: PLC0415  # a page without a comparison needs none of it

    if picked is None:
        answers.choose_first(page, other)
    else:
        answers.draw(page, other, QUESTIONS[picked])


def answer(page: Page, question: Question) -> None:
    """Draw the sentence that answers a question, the chart where there is one, and the rows."""
    context = page.context
    asked, found = question.asked(page.words, context), ask(question, page.words, context)
    with st.container(border=True, key="answer"):
        st.markdown(f"## {escaped(found.said)}")
        if left_out := unheeded(page, question):
            st.caption(page.words.t("This answer is not narrowed by: {filters}.", filters=page.words.join(left_out)))
        if question.view:
            _charts(page, question, found.said, context)
        if not found.rows.empty:
            with st.expander(page.words.t("The rows of the answer")) if question.view else nullcontext():
                page.table(found.rows, key=f"question-{question.code}", alt=asked, columns=list(found.columns))
        if not question.view:
            with st.container(horizontal=True, gap="small"):
                page.evidence(question.query, asked, key=f"question-{question.code}", **found.params)
                page.offer(question.code, asked, f"question-{question.code}", {})


def _charts(page: Page, question: Question, answered: str, context: Context) -> None:
    """Draw the figures of the question's view, without a sentence that the answer said already."""
    view = views.find(question.view)
    for number, (figure, params) in enumerate(views.figures(view, page.words, context, page.look)):
        own = {name: value for name, value in params.items() if name not in context.params or context.params[name] != value}
        said = "" if figure.said in answered else figure.said
        page.chart(_with_key(figure.spec), view.query, title=figure.title if view.variants is not views.once else "", said=said, key=f"question-{question.code}-{number}", view=question.view, alt=figure.said or answered, **own, language=page.words.language)  # pyright: ignore[reportArgumentType]  # no view has a parameter of a chart's name


def _with_key(spec: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return a figure whose key stands in traces without points: plotly names only what has a point, though an unknown one."""
    if spec is None or not any(trace.get("x") == [] for trace in spec["data"]):
        return spec
    traces = [{**trace, "x": [None], "y": [None]} if trace.get("x") == [] else {**trace, "showlegend": bool(trace.get("name"))} for trace in spec["data"]]
    return {**spec, "data": traces}


def unheeded(page: Page, question: Question) -> list[str]:
    """Name the filters that are set and that the question's query does not know."""
    given, known = page.filters.params(), page.reader.catalogue[question.query].params
    return [page.words.t(label) for name, label in NARROWING.items() if given[name] is not None and name not in known]
