"""The list of stories, and the ways to a new one."""

from __future__ import annotations

import streamlit as st

from mitra.briefing.stories import Opened, named
from mitra.errors import MitraError
from mitra.ui.briefing import acts, address, decks, handout
from mitra.ui.briefing.address import Asked
from mitra.ui.briefing.plain import escaped
from mitra.ui.emphasis import most
from mitra.ui.page import Page
from mitra.ui.rights import may_publish


def opened(page: Page, asked: Asked) -> Opened | None:
    """Return the story that the address names, None where it names none or one that is not there, which is said."""
    if asked.story is None:
        return None
    try:
        return decks.stories().open(asked.story)
    except MitraError as error:
        st.warning(page.words.error(error), icon=":material/link_off:")
        address.at(story=None, slide=None)
        return None


def listing(page: Page) -> None:
    """Draw all stories, the visitor's own first, and how to begin one."""
    t = page.words.t
    page.heading(t("Briefing"), t("Stories of saved views: presented full screen, frozen at a day where that is wanted, handed out as a deck, a document or a workbook."))
    own = [story_id for story_id in acts.mine() if decks.stories().open(story_id)]
    for story_id in [*own, *decks.stories().ids()]:
        _one(page, story_id)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        title = st.text_input(t("Title of a new story"), key="briefing.new", width=360)
        st.button(t("Begin a story"), key="briefing-create", icon=":material/add:", disabled=not title.strip(), on_click=_create, args=(page, title.strip()))
        with st.popover(t("Import a story"), icon=":material/upload_file:"):
            file = st.file_uploader(t("A story as JSON"), type="json", key="briefing.import", max_upload_size=32)
            if file is not None:
                st.button(t("Import"), key="briefing-import", type=most(), on_click=_import, args=(page, file.getvalue()))


def _one(page: Page, story_id: str) -> None:
    t, words = page.words.t, page.words
    try:
        one = decks.stories().open(story_id)
    except MitraError as error:
        st.warning(words.error(error), icon=":material/broken_image:")
        return
    if one.story.is_deleted:
        return
    with st.container(border=True, key=f"story-{story_id}"), st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        with st.container(gap="xsmall", width="stretch"):
            st.markdown(f"**{escaped(named(one.story, words.language))}**")
            st.caption(" · ".join([words.n("{count} slide", "{count} slides", len(one.story.scenes)), *_state(page, one)]))
        with st.container(horizontal=True, width="content", vertical_alignment="center"):
            st.button(t("Present"), key=f"present-{story_id}", type=most(), icon=":material/slideshow:", on_click=present, args=(story_id,))
            st.button(t("Open"), key=f"edit-{story_id}", icon=":material/edit:", on_click=_open, args=(story_id,))
            handout.offer(page, one)


def _state(page: Page, one: Opened) -> list[str]:
    t = page.words.t
    frozen = sum(scene.frozen is not None for scene in one.story.scenes)
    found = [page.words.n("{count} frozen", "{count} frozen", frozen)] if frozen else []
    if acts.is_own(one.story):
        return [*found, t("your own, seen by nobody else")]
    return [*found, t("ships with Mitra") if one.number == 0 else t("version {number}", number=one.number)]


def present(story_id: str, slide: int = 1) -> None:
    """Go full screen (a widget callback)."""
    st.query_params["story"] = story_id
    st.query_params["slide"] = str(slide)
    st.query_params["show"] = acts.show_of(story_id)


def _open(story_id: str) -> None:
    st.query_params["story"] = story_id


def _create(page: Page, title: str) -> None:
    kept = acts.create(page, title)
    if kept:
        st.query_params["story"] = kept


def _import(page: Page, body: bytes) -> None:
    try:
        kept = acts.import_file(page, body)
    except MitraError as error:
        st.toast(page.words.error(error), icon=":material/error:")
        return
    if kept:
        st.query_params["story"] = kept


def ask_who(page: Page) -> None:
    """Draw the field for the name that stands in a story's history, for those who may change what everybody sees."""
    if may_publish():
        st.text_input(page.words.t("Your name"), key=acts.WHO, placeholder=page.words.t("It stands in the history"), persist_state="session", width=260)
