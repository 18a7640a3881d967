"""The list of stories."""

from __future__ import annotations

import streamlit as st

from mitra.briefing.stories import Opened
from mitra.errors import MitraError
from mitra.ui.briefing import decks
from mitra.ui.briefing.address import Asked
from mitra.ui.page import Page


def opened(page: Page, asked: Asked) -> Opened | None:
    """Return the story that the address names, None where it names none or one that is not there, which is said."""
    if asked.story is None:
        return None
    try:
        return decks.stories().open(asked.story)
    except MitraError as error:
        st.warning(page.words.error(error), icon=":material/link_off:")
        return None


def listing(page: Page) -> None:
    page.heading(page.words.t("Briefing"))
