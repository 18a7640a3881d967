"""The presenter's second screen: this slide, the next one, the notes and the time, following the screen that presents."""

from __future__ import annotations

import streamlit as st

from mitra.briefing.stories import Opened
from mitra.ui.briefing.address import Asked
from mitra.ui.briefing.board import board
from mitra.ui.briefing.decks import Deck, Shown, deck
from mitra.ui.briefing.plain import escaped
from mitra.ui.page import Page

_PLACE = "briefing.notes.place"


def follow(page: Page, opened: Opened, asked: Asked) -> None:
    """Draw the notes and look every second where the presentation is; without one they are moved by hand."""
    shown = deck(page, opened)
    if not len(shown):
        st.info(page.words.t("This story has no slides yet."), icon=":material/info:")
        return
    st.fragment(_notes, run_every=1.0 if asked.show else None)(page, shown, asked)


def _notes(page: Page, shown: Deck, asked: Asked) -> None:
    t, position = page.words.t, board().at(asked.show)
    place = position.slide if position is not None else int(st.session_state.get(_PLACE) or asked.slide or 1)
    place = min(max(place, 1), len(shown))
    now, after = shown.shown(place - 1), shown.shown(place) if place < len(shown) else None
    shown.prepare(place + 1)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        blank = f" · {t('screen is blank')}" if position is not None and position.is_blank else ""
        st.title(f"{t('{part} of {whole}', part=place, whole=len(shown))}{blank}", anchor=False)
        if position is not None and asked.show:
            minutes, seconds = divmod(board().lasts(asked.show), 60)
            st.markdown(f"## {minutes:02d}:{seconds:02d}", width="content", anchors=False)
            st.button(t("Start the time anew"), key="notes-restart", icon=":material/timer:", on_click=board().restart, args=(asked.show,))
        else:
            st.caption(t("No presentation is running under this address. Move by hand, or open the notes from the presenter's screen."))
            st.button(t("Previous slide"), key="notes-back", icon=":material/arrow_back:", shortcut="left", on_click=_move, args=(max(place - 1, 1),))
            st.button(t("Next slide"), key="notes-on", icon=":material/arrow_forward:", shortcut="right", on_click=_move, args=(min(place + 1, len(shown)),))
    left, right = st.columns([3, 2], gap="large")
    with left:
        _small(now, title=t("On the screen"))
        st.markdown(f"### {t('Notes')}", anchors=False)
        for line in (now.told.slide.notes or t("No notes for this slide.")).splitlines():
            st.markdown(f"#### {escaped(line)}" if line.strip() else "", anchors=False)
    with right:
        if after is None:
            st.caption(t("This is the last slide."))
        else:
            _small(after, title=t("Next"))


def _small(shown: Shown, *, title: str) -> None:
    with st.container(border=True):
        st.caption(title)
        st.markdown(f"### {escaped(shown.told.slide.headline[:300])}", anchors=False)
        for sentence in shown.told.slide.sentences:
            st.caption(escaped(sentence[:400]))
        if shown.told.slide.numbers:
            st.markdown("  \n".join(f"**{escaped(number.value)}** {escaped(number.label)}" for number in shown.told.slide.numbers))
        if shown.screen.svg:
            st.image(shown.screen.svg, width="stretch", alt=shown.screen.alt)


def _move(place: int) -> None:
    st.session_state[_PLACE] = place


def link(story: str, show: str, language: str) -> str:
    """Return the address of the notes of a presentation, beside the one that presents."""
    return f"briefing?view=notes&story={story}&show={show}&lang={language}"


