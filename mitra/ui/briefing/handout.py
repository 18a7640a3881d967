"""A story in the formats to hand out, made off the script thread; the file waits until it is taken."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import streamlit as st

from mitra.briefing.document import Written
from mitra.briefing.hand import FORMATS, story_document, written
from mitra.briefing.scenes import Stage
from mitra.briefing.stories import Opened
from mitra.briefing.story import dump
from mitra.errors import MitraError
from mitra.i18n import mark
from mitra.ui.briefing import decks
from mitra.ui.emphasis import most
from mitra.ui.jobs import Job, Say, follow
from mitra.ui.page import Page

NAMES = {"pptx": "PowerPoint", "pdf": "PDF", "xlsx": "Excel", "zip": "ZIP"}
SAYS = {
    "pptx": mark("Charts that can be edited, notes, sources on every slide"),
    "pdf": mark("To print or to send"),
    "xlsx": mark("Rows, method, filters and sources"),
    "zip": mark("All of these, each chart as a picture, checksums"),
}
_KEY = "mitra.handouts"
MOST = 4  # finished files that a session keeps


def offer(page: Page, opened: Opened) -> None:
    """Draw the button that opens the formats."""
    popover = st.popover(page.words.t("Hand out"), key=f"handout-{opened.story.id}", icon=":material/download:", on_change="rerun")
    if popover.open:
        with popover:
            _formats(page, opened)


def _formats(page: Page, opened: Opened) -> None:
    t = page.words.t
    st.caption(t("Numbers are those of release {release}; slides that are frozen keep theirs.", release=page.reader.release))
    for form, name in NAMES.items():
        st.button(f"**{name}** · {t(SAYS[form])}", key=f"make-{opened.story.id}-{form}", width="stretch", on_click=_begin, args=(page, opened, form))
    st.download_button(f"**JSON** · {t('The story itself, to import elsewhere')}", data=lambda: dump(opened.story), file_name=f"mitra-{opened.story.id}.json", mime="application/json", on_click="ignore", key=f"make-{opened.story.id}-json", width="stretch", icon=":material/download:")
    for key, job in list(_jobs().items()):
        if key[0] == opened.story.id:
            _take(page, opened, str(key[1]), job)


def _jobs() -> dict[tuple[Hashable, ...], Job[Written]]:
    if _KEY not in st.session_state:
        st.session_state[_KEY] = {}
    return st.session_state[_KEY]


def _begin(page: Page, opened: Opened, form: str) -> None:
    """Have a file made (a widget callback)."""
    key = (opened.story.id, form, opened.number, page.words.language, page.reader.release, page.filters.as_of)
    held = _jobs()
    for old in [one for one in held if one[:2] == key[:2] and one != key]:
        del held[old]
    if key not in held:
        stage, language = decks.stage(page), page.words.language
        held[key] = Job(lambda say: _make(opened, stage, language, form, say))
    while len(held) > MOST:
        del held[next(iter(held))]


def _make(opened: Opened, stage: Stage, language: str, form: str, say: Say) -> Written:
    def drawing(done: int, total: int) -> None:
        say("Slide {done} of {total}", done=done, total=total)

    def writing(done: int, total: int) -> None:
        say("Writing, {done} of {total}", done=done, total=total)

    document = story_document(opened.story, stage, language, progress=drawing)
    return written(form, document, stage.words(document.release, language), progress=writing)


def _take(page: Page, opened: Opened, form: str, job: Job[Written]) -> None:
    words: Any = page.words
    if not follow(job, words):
        return
    try:
        made = job.result()
    except MitraError as error:
        st.error(words.error(error), icon=":material/error:")
        return
    for remark in made.remarks[:20]:
        st.caption(remark)
    name = f"mitra-{opened.story.id}-{words.language}-{page.filters.as_of:%Y%m%d}-{page.reader.release}.{form}"
    st.download_button(words.t("Save {name}", name=NAMES[form]), data=made.body, file_name=name, mime=FORMATS[form][0], on_click="ignore", key=f"take-{opened.story.id}-{form}", type=most(), icon=":material/download:")
