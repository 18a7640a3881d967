"""Who published what, when and why, what each release changed, and the way back to any of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from mitra.i18n import UNKNOWN
from mitra.ui import cache, reference
from mitra.ui.page import Page
from mitra.ui.rights import may_publish, opened
from mitra.ui.upload import effect
from mitra.ui.upload.columns import MODES
from mitra.ui.upload.publishing import explain_right, go_back


def history(page: Page) -> None:
    """Draw the history of releases, one release's changes, and the button that goes back to it."""
    t, words = page.words.t, page.words
    chosen = reference.releases(page)
    manifest = cache.library().shelf.manifest(chosen)
    for upload in _uploads(manifest):
        st.markdown(t("From the file **{name}** into “{table}” ({mode}).", name=str(upload["file_name"]).replace("*", "\\*"), table=words.contract.tables[str(upload["table"])].title[words.language], mode=t(MODES[str(upload["mode"])])))
    parent = str(manifest.get("parent") or "")
    releases = [entry.release for entry in cache.ledger()]
    if parent in releases and st.toggle(t("Show what it changed"), key="history-diff"):
        moves = _difference(parent, chosen, page)
        for table in moves.tables:
            if table.moved:
                st.markdown(effect.said(table, words))
        if moves.moved:
            effect.cells(moves, words)
            effect.rows(page, moves, "history")
        else:
            st.caption(t("No row differs from the release before."))
    if chosen == cache.current_release():
        st.caption(t("This release is current."))
    elif may_publish():
        who = st.text_input(t("Your name"), key="history-who", width=360)
        st.button(t("Make this release current again"), key="history-back", icon=":material/undo:", disabled=not who.strip(), on_click=go_back, args=(chosen, who.strip() or UNKNOWN, words))
    else:
        explain_right(words)


def _uploads(manifest: Mapping[str, object]) -> list[Mapping[str, Any]]:
    found: Any = manifest.get("uploads", [])
    return list(found)


def _difference(before: str, after: str, page: Page) -> Any:
    return cache.kept_difference(opened(before), opened(after), page.filters.as_of)
