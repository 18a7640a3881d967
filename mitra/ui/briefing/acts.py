"""What a visitor does to stories. Each act is a new version; nothing is overwritten.

Whoever opened the link of the server's terminal changes the stories that everybody sees. For anyone else a change makes a
story of their own, under an id that nobody can guess, kept by this process for as long as it runs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import streamlit as st

from mitra.briefing import scenes
from mitra.briefing.stories import OWN, Opened, Stories, named
from mitra.briefing.story import Scene, Story, load, new_id, titled
from mitra.errors import MitraError
from mitra.i18n import UNKNOWN, mark
from mitra.ui import state
from mitra.ui.briefing import decks
from mitra.ui.briefing.board import new_show
from mitra.ui.page import Page
from mitra.ui.rights import may_publish

_MINE = "mitra.own-stories"
WHO = "briefing.who"
WHY = {
    "new": mark("New story"),
    "text": mark("Words changed"),
    "move": mark("Slides reordered"),
    "double": mark("Slide duplicated"),
    "delete": mark("Slide deleted"),
    "add": mark("Slide added"),
    "freeze": mark("Numbers frozen"),
    "thaw": mark("Numbers made live again"),
    "renew": mark("New numbers taken"),
    "undo": mark("Earlier version brought back"),
    "import": mark("Imported from a file"),
    "remove": mark("Story deleted"),
}


def mine() -> list[str]:
    """Return the ids of this session's own stories, latest first."""
    if _MINE not in st.session_state:
        st.session_state[_MINE] = []
    return st.session_state[_MINE]


def show_of(story_id: str) -> str:
    """Return the id of the presentation of a story that this session gives or prepares."""
    name = f"briefing.show.{story_id}"
    if name not in st.session_state:
        st.session_state[name] = new_show()
    return st.session_state[name]


def is_own(story: Story) -> bool:
    """Return whether only its visitor sees a story."""
    return story.id.startswith(OWN)


def keep(page: Page, story: Story, why: str, *, after: int) -> str | None:
    """Keep a new version and return its story's id, which is another where a story of all became a visitor's own; None where it was refused, which is said."""
    shelf = decks.stories()
    if not (may_publish() or is_own(story)):
        story, after = shelf.copied(story), 0
        mine().insert(0, story.id)
        state.current().notices.append(page.words.t("You are changing a copy of your own, which nobody else sees. Export it to keep it beyond this server's next start."))
    who = "" if is_own(story) else str(state.get(WHO) or UNKNOWN)
    try:
        shelf.save(story, after=after, who=who, at=datetime.now(UTC).isoformat(timespec="seconds"), why=why)
    except MitraError as error:
        state.current().notices.append(page.words.error(error))
        return None
    return story.id


def change(page: Page, opened: Opened, act: Callable[[Story], Story], why: str, select: int | None = None) -> None:
    """Apply an act to a story and keep it (a widget callback); `select` is the slide to look at afterwards, from 0."""
    try:
        story = act(opened.story)
    except MitraError as error:
        state.current().notices.append(page.words.error(error))
        return
    kept = keep(page, story, why, after=opened.number)
    if kept is None:
        return
    st.query_params["story"] = kept
    if select is not None:
        st.session_state[selected(kept)] = min(max(select, 0), max(len(story.scenes) - 1, 0))
    elif kept != opened.story.id:
        st.session_state[selected(kept)] = st.session_state.get(selected(opened.story.id), 0)


def selected(story_id: str) -> str:
    """Return the name under which the session holds the slide that is edited."""
    return f"briefing.slide.{story_id}"


def duplicate(story: Story, place: int) -> Story:
    """Return a story with a slide twice."""
    return story.inserted(place + 1, replace(story.scenes[place], id=new_id()))


def frozen(page: Page, story: Story, places: Sequence[int]) -> Story:
    """Return a story with the numbers of some slides kept as they are on the release that the page shows."""
    if state.current().draft is not None:
        raise MitraError("Numbers of a draft cannot be frozen: a draft is gone tomorrow. Publish it, or leave the draft first.")
    stage, now = decks.stage(page), datetime.now(UTC)
    for place in places:
        story = story.with_scene(place, scenes.freeze(story.scenes[place], stage, now))
    return story


def thawed(story: Story, place: int) -> Story:
    """Return a story with a slide that follows the record again."""
    return story.with_scene(place, replace(story.scenes[place], frozen=None))


def bring_back(page: Page, opened: Opened, number: int) -> None:
    """Make an earlier version the latest (a widget callback)."""
    shelf: Stories = decks.stories()
    change(page, opened, lambda _: replace(shelf.at(opened.story.id, number), is_deleted=False), WHY["undo"], select=0)


def create(page: Page, title: str, first: Sequence[Scene] = ()) -> str | None:
    """Keep a new story with a title in the page's language; return its id."""
    return keep(page, titled(page.words.language, title, first), WHY["new"], after=0)


def import_file(page: Page, body: bytes) -> str | None:
    """Keep a story from a file, as a new one where one of its id is there already; return its id."""
    story = load(body)
    taken = story.id in decks.stories().ids() or is_own(story)
    if taken:
        story = replace(titled(page.words.language, named(story, page.words.language), story.scenes), title=story.title, second_language=story.second_language)
    return keep(page, replace(story, is_deleted=False), WHY["import"], after=0)
