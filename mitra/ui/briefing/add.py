"""“Add to a story”: what the button under every chart and answer does: its view or question goes, with the filters of the moment, into a story."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from mitra.briefing import views
from mitra.briefing.questions import QUESTIONS
from mitra.briefing.stories import named
from mitra.briefing.story import Scene, Text, new_id
from mitra.errors import MitraError
from mitra.store.reader import Value
from mitra.ui import state
from mitra.ui.briefing import acts, decks
from mitra.ui.choice import choose
from mitra.ui.emphasis import most
from mitra.ui.page import Page

NEW = ""


def dialog(page: Page, shown: str, title: str, more: Mapping[str, Value]) -> None:
    """Open the choice of a story over the page; `shown` is the name of a view or the code of a question."""
    st.dialog(page.words.t("Add to a story"), width="medium")(_body)(page, shown, title, more)


def _body(page: Page, shown: str, title: str, more: Mapping[str, Value]) -> None:
    t = page.words.t
    titles = _titles(page)
    st.markdown(f"**{title}**")
    chosen = choose(t("Story"), [*titles, NEW], lambda one: titles.get(one, t("A new story")), key="add-story")
    name = st.text_input(t("Title of a new story"), key="add-title", max_chars=200) if chosen == NEW else ""
    headline = st.text_input(t("Headline"), key="add-headline", max_chars=300, placeholder=t("The question, where this is left empty") if shown in QUESTIONS else t("The chart's own finding, where this is left empty"))
    is_fixed = st.toggle(t("Keep the day {date}", date=page.words.date(page.filters.as_of)), key="add-day", help=t("Otherwise the slide is judged at the day on which it is shown."))
    if st.button(t("Add"), key="add-to-story", type=most(), disabled=chosen == NEW and not name.strip()):
        kept = _put(page, scene(page, shown, more, headline, is_fixed=is_fixed), chosen, name.strip())
        if kept:
            state.current().notices.append(t("The view is in the story “{title}”. The page “Briefing” shows it.", title=name.strip() or titles.get(chosen, "")))
            st.rerun()


def _titles(page: Page) -> dict[str, str]:
    """Return the stories that a slide can be added to, the visitor's own first."""
    found: dict[str, str] = {}
    for story_id in [*acts.mine(), *decks.stories().ids()]:
        try:
            story = decks.stories().open(story_id).story
        except MitraError:  # the list of stories says what is wrong with it
            continue
        if not story.is_deleted:
            found[story_id] = named(story, page.words.language)
    return found


def scene(page: Page, shown: str, more: Mapping[str, Value], headline: str, *, is_fixed: bool) -> Scene:
    """Return the scene of a view or a question with the filters that the page has."""
    chosen = page.filters
    own = () if shown in QUESTIONS else views.find(shown).params or ()
    filters = {name: value for name, value in {**chosen.params(), **more}.items() if name not in ("as_of", "language", *own) and value is not None}
    day = more.get("as_of") or (chosen.as_of if is_fixed else None)
    empty = Scene(new_id(), "table", headline=Text().with_written(page.words.language, headline), filters=filters, as_of=day if day is None or not isinstance(day, str) else None, release=chosen.release)  # pyright: ignore[reportArgumentType]  # pages give as_of as a date
    return replace(empty, question=shown) if shown in QUESTIONS else replace(empty, kind=views.find(shown).kind, views=(shown,))


def _put(page: Page, one: Scene, story_id: str, title: str) -> str | None:
    if story_id == NEW:
        return acts.create(page, title, (one,))
    opened = decks.stories().open(story_id)
    try:
        story = opened.story.inserted(len(opened.story.scenes), one)
    except MitraError as error:
        st.error(page.words.error(error), icon=":material/error:")
        return None
    return acts.keep(page, story, acts.WHY["add"], after=opened.number)
