"""A story full screen: one slide at a time, moved by keys, with what stands behind it one key away.

Every key is a button of Streamlit's own with a shortcut, so that a screen reader and a mouse have them too. Streamlit keeps C
and R for itself and knows no question mark, so that help is on H; the browser keeps F11 for full screen.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from mitra.briefing.screen import LABEL, Column, Screen, in_a_row
from mitra.briefing.stories import Opened
from mitra.i18n import Words, mark
from mitra.ui.briefing import address, detour, notes, panel
from mitra.ui.briefing.address import Asked
from mitra.ui.briefing.board import board, new_show
from mitra.ui.briefing.decks import Deck, Shown, deck
from mitra.ui.briefing.plain import escaped
from mitra.ui.page import Page

STYLE = Path(__file__).parent / "room.css"
PANELS = {"answer": mark("What stands behind this slide"), "overview": mark("All slides"), "help": mark("Keys")}
DIGITS = "0123456789"
MOST_DIGITS = 3
_KEY = "mitra.room"


@dataclass
class Room:
    """What a presenter's screen holds between keys: blank or not, the open panel, digits typed, whether a loop pauses."""

    is_blank: bool = False
    panel: str = ""
    typed: str = ""
    is_paused: bool = False
    since: float = 0.0


def room() -> Room:
    """Return this session's room."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = Room(since=time.monotonic())
    return st.session_state[_KEY]


def present(page: Page, opened: Opened, asked: Asked) -> None:
    """Draw the slide that the address names, and the keys that lead away from it."""
    st.html(STYLE)
    shown, held = deck(page, opened), room()
    place = min(max((asked.slide or 1), 1), max(len(shown), 1))
    show = asked.show or new_show()
    address.at(show=show, slide=place)
    board().put(show, opened.story.id, place, is_blank=held.is_blank)
    stage, keys = st.container(key="room-blank" if held.is_blank else "room-stage"), st.container(key="room-keys")
    with keys:  # before the slide: whoever sees it can press a key
        _keys(page, shown, place, asked)
    with stage:
        if not len(shown):
            st.info(page.words.t("This story has no slides yet."), icon=":material/info:")
            return
        if held.is_blank:
            st.caption(page.words.t("The screen is blank. B brings the slide back."))
        elif held.panel:
            panel.draw(page, shown, place - 1, held.panel, title=page.words.t(PANELS[held.panel]), go=_go, notes=notes.link(opened.story.id, show, page.words.language))
        else:
            _slide(page, shown.shown(place - 1), place, len(shown))
    shown.prepare(place, place - 2, place + 1)
    if asked.loop is not None and not held.is_paused:
        st.fragment(_tick, run_every=1.0)(asked.loop, place, len(shown))


def _slide(page: Page, shown: Shown, place: int, count: int) -> None:
    one = shown.screen
    kind = "room-cover" if one.kind == "title" else "room-text" if one.kind == "text" else "room-plain"
    with st.container(key=f"room-{page.look.name}"), st.container(key="room"), st.container(key=kind):
        _said(one)
        _body(one, shown, page.words)
    with st.container(key="room-foot", horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
        st.markdown(escaped(one.foot) or " ")
        st.markdown(f"{escaped(panel.stamp(page.words, shown.told))} · {place} / {count}", width="content")
    if room().typed:
        st.container(key="room-typed").markdown(page.words.t("Go to slide {number}: press Enter", number=room().typed))


def _said(one: Screen) -> None:
    if len(one.columns) == 1:
        _column(one.columns[0], 0)
        return
    for place, (side, column) in enumerate(zip(st.columns(len(one.columns), gap="large"), one.columns, strict=True)):
        with side:
            _column(column, place)


def _column(column: Column, place: int) -> None:
    with st.container(key=f"s{column.headline.size}-headline-{place}"):
        st.title(escaped(column.headline.text) or "…", anchor=False)
    for number, sentence in enumerate(column.sentences):
        st.container(key=f"s{sentence.size}-sentence-{place}-{number}").markdown(escaped(sentence.text))


def _body(one: Screen, shown: Shown, words: Words) -> None:
    slide = shown.told.slide
    if slide.numbers:
        with st.container(key="room-numbers"):
            across = in_a_row(len(slide.numbers))
            for start in range(0, len(slide.numbers), across):
                for place, column in enumerate(st.columns(across)):
                    if start + place < len(slide.numbers):
                        number = slide.numbers[start + place]
                        with column, st.container(key=f"number-{start + place}"):
                            st.container(key=f"s{one.value_size}-value-{start + place}").markdown(f"**{escaped(number.value)}**")
                            st.container(key=f"s{LABEL}-label-{start + place}").markdown(escaped(number.label))
    if one.svg:
        st.container(key="room-picture").image(one.svg, width="stretch", alt=one.alt)
    if one.table is not None:
        _table(one, words)
    for source in one.sources:
        st.markdown(escaped(" · ".join(part for part in (source.publisher, source.title, source.date) if part)))
    if one.more_sources:
        st.markdown(words.n("and {count} more", "and {count} more", one.more_sources))


def _table(one: Screen, words: Words) -> None:
    table = one.table
    if table is None:
        return
    if not table.rows:
        st.markdown(words.t("The record holds no row for this choice: nothing is recorded, which is not the same as zero."))
        return
    with st.container(key=f"s{table.size}-table"):
        st.table(dict(zip(map(escaped, table.headings), [[escaped(row[place]) for row in table.rows] for place in range(len(table.headings))], strict=True)), border="horizontal", hide_index=True, alt=one.alt or None)
    if table.more:
        st.markdown(words.n("and {count} more", "and {count} more", table.more))


def _go(slide: int) -> None:
    """Show a slide (a widget callback)."""
    held = room()
    held.is_blank, held.panel, held.typed, held.is_paused, held.since = False, "", "", True, time.monotonic()
    st.query_params["slide"] = str(slide)


def _toggle(name: str) -> None:
    """Open a panel, or close it (a widget callback)."""
    held = room()
    held.panel, held.is_paused, held.is_blank = ("" if held.panel == name else name), True, False


def _blank() -> None:
    """Darken the screen, or light it (a widget callback)."""
    held = room()
    held.is_blank, held.is_paused = not held.is_blank, True


def _type(digit: str) -> None:
    """Take a digit of a slide's number (a widget callback)."""
    held = room()
    held.typed, held.is_paused = (held.typed + digit)[-MOST_DIGITS:], True


def _jump(count: int) -> None:
    """Go to the number typed (a widget callback)."""
    held = room()
    if held.typed:
        _go(min(max(int(held.typed), 1), count))


def _pause() -> None:
    """Stop a loop, or let it go on (a widget callback)."""
    held = room()
    held.is_paused, held.since = not held.is_paused, time.monotonic()


def _keys(page: Page, shown: Deck, place: int, asked: Asked) -> None:
    """Draw the buttons behind the keys."""
    t, last = page.words.t, len(shown)
    for shortcut in ("pagedown", "right", "down", "space"):
        _button(t("Next slide"), f"next-{shortcut}", shortcut, _go, min(place + 1, last))
    for shortcut in ("pageup", "left", "up"):
        _button(t("Previous slide"), f"previous-{shortcut}", shortcut, _go, max(place - 1, 1))
    _button(t("First slide"), "first", "home", _go, 1)
    _button(t("Last slide"), "last", "end", _go, last)
    for digit in DIGITS:
        _button(digit, f"digit-{digit}", digit, _type, digit)
    _button(t("Go to the number typed"), "jump", "enter", _jump, last)
    _button(t("Blank screen"), "blank", "b", _blank)
    _button(t("Pause or go on"), "pause", "p", _pause)
    for name, shortcut in (("answer", "a"), ("overview", "o"), ("help", "h")):
        _button(t(PANELS[name]), name, shortcut, _toggle, name)
    live = st.button(t("Live data"), key="press-live", shortcut="l")
    away = st.button(t("Leave the presentation"), key="press-leave", shortcut="escape")
    if live:
        detour.leave_for(page, shown.shown(place - 1).told, shown.story, place, asked)
    if away:
        detour.end(page, asked)


def _button(label: str, name: str, shortcut: str, act: Callable[..., None], *args: object) -> None:
    st.button(label, key=f"press-{name}", shortcut=shortcut, on_click=act, args=args)


def _tick(seconds: int, place: int, count: int) -> None:
    """Move a loop on when its time has come."""
    held = room()
    if not held.is_paused and time.monotonic() - held.since >= seconds:
        held.since = time.monotonic()
        st.query_params["slide"] = str(place % count + 1)
        st.rerun()
