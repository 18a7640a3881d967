"""What a presenter can open over a slide: the rows, SQL and sources behind it, all slides, the keys."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from mitra import tables
from mitra.briefing.document import SourceLine
from mitra.briefing.scenes import Answer, Told
from mitra.i18n import Words, mark
from mitra.ui.briefing.decks import Deck
from mitra.ui.briefing.plain import escaped
from mitra.ui.emphasis import most
from mitra.ui.page import Page

KEYS = (
    ("PageDown · → · ↓ · Space", mark("Next slide")),
    ("PageUp · ← · ↑", mark("Previous slide")),
    ("Home · End", mark("First slide, last slide")),
    ("1 2 … Enter", mark("Go to that slide")),
    ("B", mark("Blank screen")),
    ("A", mark("What stands behind this slide")),
    ("O", mark("All slides")),
    ("L", mark("Live data; Backspace comes back")),
    ("P", mark("Pause or go on, where slides change by themselves")),
    ("H", mark("Keys")),
    ("Esc", mark("Leave the presentation")),
    ("F11", mark("Full screen; the browser's own key")),
)


MOST_NAMED = 60  # slides named at once, around the one that is shown


def draw(page: Page, shown: Deck, place: int, name: str, *, title: str, go: Callable[[int], None], notes: str) -> None:
    """Draw one panel in the place of the slide; `notes` is the address of the second screen."""
    with st.container(key="room-panel"):
        st.title(title, anchor=False)
        if name == "answer":
            _answer(page, shown, place)
        elif name == "overview":
            _overview(page, shown, place, go)
        else:
            _help(page, notes)


def stamp(words: Words, told: Told) -> str:
    """Return which release and day a slide is of, and whether its numbers were kept."""
    said = words.t("Release {release} · as of {date}", release=told.release, date=words.date(told.as_of))
    return f"{said} · {words.t('frozen')}" if told.is_frozen else said


def _answer(page: Page, shown: Deck, place: int) -> None:
    told, words = shown.shown(place).told, page.words
    st.markdown(f"{escaped(told.slide.headline)}  \n{escaped(stamp(words, told))}")
    answers = {answer.query: answer for answer in reversed(told.answers)}
    if not answers:
        st.info(words.t("This slide shows no number of the record."), icon=":material/info:")
        return
    for tab, answer in zip(st.tabs([answer.title for answer in reversed(answers.values())]), reversed(answers.values()), strict=True):
        with tab:
            _behind(answer, words)


def _behind(answer: Answer, words: Words) -> None:
    rows, sources, sql = st.tabs([words.t("Rows"), words.t("Sources"), words.t("The query {name}, as it runs", name=answer.query)])
    with rows:
        if answer.rows.empty:
            st.info(words.t("The record holds no row for this choice: nothing is recorded, which is not the same as zero."), icon=":material/info:")
        else:
            st.dataframe(tables.readable(answer.rows, words), hide_index=True, placeholder="–", alt=answer.title, key=f"room-rows-{answer.query}")
    with sources:
        for source in answer.sources:
            st.markdown(f"- {_cited(source)}")
    with sql:
        st.code(answer.sql, language="sql", wrap_lines=True)


def _cited(source: SourceLine) -> str:
    named = escaped(" · ".join(part for part in (source.publisher, source.title, source.date) if part))
    return f"[{named}]({source.url})" if source.url.startswith(("https://", "http://")) else named


def _overview(page: Page, shown: Deck, place: int, go: Callable[[int], None]) -> None:
    language = page.words.language
    with st.grid(4, min_column_width=220):
        begin = max(0, min(place - MOST_NAMED // 2, len(shown) - MOST_NAMED))
        for number, scene in list(enumerate(shown.story.scenes, 1))[begin : begin + MOST_NAMED]:
            head = scene.headline.of(language) or shown.shown(number - 1).told.slide.headline
            st.button(f"{number} · {escaped(head[:90])}", key=f"room-go-{number}", type=most() if number == place + 1 else "tertiary", width="stretch", on_click=go, args=(number,))


def _help(page: Page, notes: str) -> None:
    t = page.words.t
    st.table({t("Press"): [key for key, _ in KEYS], t("What it does"): [t(does) for _, does in KEYS]}, border="horizontal", hide_index=True)
    st.link_button(t("Notes for a second screen"), notes, icon=":material/sticky_note_2:")
