"""The last step: who publishes, why; and after it, the way back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import streamlit as st

from mitra.errors import MitraError
from mitra.i18n import Words
from mitra.ingest.plans import Prepared, Preview
from mitra.ingest.publish import Published
from mitra.store.shelf import roll_back
from mitra.ui import cache, state
from mitra.ui.emphasis import most
from mitra.ui.page import Page
from mitra.ui.rights import may_publish
from mitra.ui.upload.desk import Desk, clear
from mitra.ui.upload.effect import said


def explain_right(words: Words) -> None:
    """Say how one comes to the right to publish."""
    st.info(words.t("To publish or to undo, open the link that the server printed in its terminal when it started. It lets one browser in; the server then prints the next one."), icon=":material/key:")


def publish(page: Page, desk: Desk, prepared: Sequence[Prepared], preview: Preview) -> None:
    """Draw who and why, and the button that publishes."""
    t = page.words.t
    left, right = st.columns([1, 2], gap="large")
    who = left.text_input(t("Your name"), key="upload-who", placeholder=t("It stands in the history"), persist_state="session")
    note = right.text_input(t("Why"), key="upload-note", placeholder=t("For example: list of participants from the ministry"), persist_state="session")
    allowed = may_publish()
    if not allowed:
        explain_right(page.words)
    ready = allowed and bool(who.strip()) and preview.difference.moved
    if st.button(t("Publish"), key="upload-publish", type=most(), icon=":material/publish:", disabled=not ready, help=None if ready else t("A name is needed, a change, and the right to publish.")):
        _publish(page, desk, prepared, preview, who.strip(), note.strip())


def _publish(page: Page, desk: Desk, prepared: Sequence[Prepared], preview: Preview, who: str, note: str) -> None:
    if not may_publish():  # the button may have been drawn before the server forgot the key
        return
    with st.spinner(page.words.t("Publishing")):
        desk.published = desk.bench.publish(prepared, preview, who=who, at=datetime.now(UTC), note=note)
    desk.leave_draft()
    cache.ledger.clear()
    st.rerun()


def done(page: Page, desk: Desk) -> None:
    """Draw what was published, what others did meanwhile, and the ways on and back."""
    t, words, published = page.words.t, page.words, desk.published
    if published is None:
        return
    if published.already:
        st.info(t("The record holds this already, since release {release}. Nothing was published.", release=published.release), icon=":material/done_all:")
    else:
        st.success(t("Published: release {release} is current. Links to earlier releases still show what they showed.", release=published.release), icon=":material/check_circle:")
    _meanwhile(published, words)
    with st.container(horizontal=True):
        st.button(t("Upload something else"), key="upload-again", icon=":material/upload_file:", on_click=clear)
        if published.entry is not None and may_publish():
            st.button(t("Undo: make the release before current again"), key="upload-undo", icon=":material/undo:", on_click=undo, args=(str(desk.bench.parent.release), published, words))


def undo(release: str, published: Published, words: Words) -> None:
    """Make the release before a published one current again (a widget callback)."""
    who = state.get("upload-who") or "–"
    go_back(release, who, words)
    if published.entry is not None:
        clear()


def go_back(release: str, who: str, words: Words) -> None:
    """Make a release current again, or say why not (a widget callback)."""
    if not may_publish():
        return
    try:
        roll_back(cache.library().shelf, release, who=who, at=datetime.now(UTC))
    except MitraError as error:
        state.current().notices.append(words.error(error))
        return
    cache.ledger.clear()
    state.current().notices.append(words.t("Release {release} is current again.", release=release))


def _meanwhile(published: Published, words: Words) -> None:
    """Say what others published since the draft was made."""
    for entry in published.meanwhile:
        st.info(words.t("Meanwhile {who} published release {release}: {note}. Your change was made on it.", who=entry.who, release=entry.release, note=entry.note or "–"), icon=":material/group:")
    if published.moved is not None:
        for table in published.moved.tables:
            if table.moved:
                st.markdown(said(table, words))
