"""One story on the desk: its slides in order, the chosen one with its words in each language, its numbers and their drift."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from mitra.briefing.stories import Opened, named
from mitra.briefing.story import Scene, Story, Text, dump
from mitra.i18n import LANGUAGES, mark
from mitra.ui import state
from mitra.ui.briefing import acts, address, decks, drifting, form, handout, listing, notes
from mitra.ui.briefing.acts import WHY
from mitra.ui.briefing.plain import escaped
from mitra.ui.choice import choose
from mitra.ui.emphasis import most
from mitra.ui.filters import LANGUAGE_NAMES
from mitra.ui.page import Page

IN_LIST = 20  # slides named at once
KIND_NAMES = {
    "title": mark("Title"),
    "numbers": mark("Key numbers"),
    "chart": mark("Chart"),
    "pair": mark("Two charts"),
    "matrix": mark("Matrix"),
    "timeline": mark("Timeline"),
    "map": mark("Map"),
    "table": mark("Table"),
    "text": mark("Text"),
    "sources": mark("Sources"),
}


def edit(page: Page, opened: Opened) -> None:
    """Draw the editor."""
    t, story = page.words.t, opened.story
    page.heading(escaped(named(story, page.words.language)), _lead(page, opened))
    place = _place(story)
    with st.container(horizontal=True, vertical_alignment="bottom", key="story-acts"):
        st.button(t("Present"), key="story-present", type=most(), icon=":material/slideshow:", disabled=not story.scenes, on_click=listing.present, args=(story.id, place + 1))
        st.link_button(t("Notes for a second screen"), notes.link(story.id, acts.show_of(story.id), page.words.language), icon=":material/sticky_note_2:", help=t("Opens in a tab of its own and follows what you present from here."))
        st.button(t("All stories"), key="story-close", icon=":material/arrow_back:", on_click=_close)
        handout.offer(page, opened)
        st.download_button(t("Export"), data=lambda: dump(story), file_name=f"mitra-{story.id}.json", mime="application/json", on_click="ignore", key="story-export", icon=":material/data_object:")
        _history(page, opened)
        _settings(page, opened)
        listing.ask_who(page)
    if not story.scenes:
        st.info(t("This story has no slides yet. Add one here, or press “Add to a story” under any chart."), icon=":material/info:")
        _add(page, opened, 0)
        return
    left, right = st.columns([1, 2], gap="large")
    with left:
        _slides(page, opened, place)
        _add(page, opened, place + 1)
    with right:
        _slide(page, opened, place)


def _lead(page: Page, opened: Opened) -> str:
    words = page.words
    counted = words.n("{count} slide", "{count} slides", len(opened.story.scenes))
    kept = words.t("Your own copy: nobody else sees it.") if acts.is_own(opened.story) else words.t("As it ships with Mitra.") if opened.number == 0 else words.t("Version {number}.", number=opened.number)
    return words.sentences(f"{counted}。" if words.language == "ja" else f"{counted}.", kept)


def _place(story: Story) -> int:
    """Return the slide that is edited, from 0."""
    return min(max(int(state.get(acts.selected(story.id)) or 0), 0), max(len(story.scenes) - 1, 0))


def _select(story_id: str, place: int) -> None:
    state.set_filters({acts.selected(story_id): place})


def _close() -> None:
    address.at(story=None)


def title_of(page: Page, opened: Opened, place: int) -> str:
    """Return a slide's headline as it is shown, cut to a line."""
    text = decks.deck(page, opened).shown(place).told.slide.headline
    return text if len(text) <= 60 else f"{text[:59].rstrip()}…"


def _slides(page: Page, opened: Opened, place: int) -> None:
    """Draw the slides around the chosen one as buttons, in order."""
    scenes = opened.story.scenes
    begin = place // IN_LIST * IN_LIST
    with st.container(gap="xsmall", key="story-slides"):
        for number in range(begin, min(begin + IN_LIST, len(scenes))):
            mark_ = " :material/lock:" if scenes[number].frozen else " :material/error:" if scenes[number].damage else ""
            st.button(f"{number + 1} · {escaped(title_of(page, opened, number))}{mark_}", key=f"slide-{number}", type=most() if number == place else "tertiary", wrap=False, on_click=_select, args=(opened.story.id, number))
    if len(scenes) > IN_LIST:
        with st.container(horizontal=True):
            st.button(page.words.t("Earlier slides"), key="slides-back", icon=":material/expand_less:", disabled=begin == 0, on_click=_select, args=(opened.story.id, begin - 1))
            st.button(page.words.t("Later slides"), key="slides-on", icon=":material/expand_more:", disabled=begin + IN_LIST >= len(scenes), on_click=_select, args=(opened.story.id, begin + IN_LIST))


def _add(page: Page, opened: Opened, place: int) -> None:
    with st.popover(page.words.t("Add a slide"), icon=":material/add:"):
        kind = choose(page.words.t("Kind"), ("text", "title", "numbers", "chart", "sources"), lambda one: page.words.t(KIND_NAMES[one]), key="story-add-kind")
        scene = form.fresh(page, kind)
        st.button(page.words.t("Add"), key="story-add", type=most(), on_click=acts.change, args=(page, opened, partial(_insert, place=place, scene=scene), WHY["add"], place))


def _insert(story: Story, place: int, scene: Scene) -> Story:
    return story.inserted(place, scene)


def _slide(page: Page, opened: Opened, place: int) -> None:
    """Draw the chosen slide: what can be done to it, how it looks, what it says."""
    scene = opened.story.scenes[place]
    _slide_acts(page, opened, place)
    drifting.banner(page, opened, place)
    form.preview(page, decks.deck(page, opened).shown(place))
    if scene.damage is None:
        form.words_of(page, opened, place)


def _slide_acts(page: Page, opened: Opened, place: int) -> None:
    t, count = page.words.t, len(opened.story.scenes)
    scene = opened.story.scenes[place]

    def act(label: str, name: str, icon: str, does: object, why: str, select: int | None = None, *, disabled: bool = False) -> None:
        st.button(label, key=f"act-{name}", icon=icon, type="tertiary", disabled=disabled, on_click=acts.change, args=(page, opened, does, WHY[why], select))

    with st.container(horizontal=True, key="slide-acts"):
        st.badge(t(KIND_NAMES[scene.kind]), icon=":material/lock:" if scene.frozen else None)
        act(t("Up"), "up", ":material/arrow_upward:", lambda story: story.moved(place, -1), "move", place - 1, disabled=place == 0)
        act(t("Down"), "down", ":material/arrow_downward:", lambda story: story.moved(place, 1), "move", place + 1, disabled=place == count - 1)
        act(t("Duplicate"), "double", ":material/content_copy:", lambda story: acts.duplicate(story, place), "double", place + 1)
        if scene.damage is None:
            if scene.frozen is None:
                act(t("Freeze"), "freeze", ":material/lock:", lambda story: acts.frozen(page, story, [place]), "freeze")
            else:
                act(t("Make live"), "thaw", ":material/lock_open:", lambda story: acts.thawed(story, place), "thaw")
        act(t("Delete"), "delete", ":material/delete:", lambda story: story.without(place), "delete", place - 1)


def _history(page: Page, opened: Opened) -> None:
    """Draw undo and the list of versions."""
    t, versions = page.words.t, decks.stories().history(opened.story.id)
    before = [version for version in versions if version.number < opened.number]
    st.button(t("Undo"), key="story-undo", icon=":material/undo:", disabled=not before, on_click=acts.bring_back, args=(page, opened, before[0].number if before else 0))
    with st.popover(t("History"), icon=":material/history:"):
        for version in versions[:30]:
            with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
                st.caption(" · ".join(filter(None, (t("version {number}", number=version.number), page.words.moment(version.at) if version.at else t("ships with Mitra"), escaped(version.who), t(version.why) if version.why else ""))))
                if version.number != opened.number:
                    st.button(t("Bring back"), key=f"version-{version.number}", type="tertiary", on_click=acts.bring_back, args=(page, opened, version.number))


def _settings(page: Page, opened: Opened) -> None:
    """Draw the title in each language, the second language, freezing of all slides, and deletion."""
    t, story = page.words.t, opened.story
    with st.popover(t("Settings"), icon=":material/tune:"):
        titles = {language: st.text_input(f"{t('Title')} · {LANGUAGE_NAMES[language]}", value=story.title.written.get(language, ""), key=f"title-{opened.number}-{language}", max_chars=200) for language in LANGUAGES}
        second = st.selectbox(t("A second language beside the reader's"), ("", *LANGUAGES), index=("", *LANGUAGES).index(story.second_language), key=f"second-{opened.number}", format_func=lambda one: LANGUAGE_NAMES.get(one, t("None")))
        st.button(t("Save"), key="settings-save", type=most(), on_click=acts.change, args=(page, opened, partial(_set, titles=titles, second=second), WHY["text"]))
        live = [place for place, scene in enumerate(story.scenes) if scene.frozen is None and scene.damage is None]
        st.button(t("Freeze all slides"), key="freeze-all", icon=":material/lock:", disabled=not live, on_click=acts.change, args=(page, opened, lambda one: acts.frozen(page, one, live), WHY["freeze"]))
        st.button(t("Delete this story"), key="story-delete", icon=":material/delete:", on_click=_delete, args=(page, opened))


def _set(story: Story, titles: dict[str, str], second: str) -> Story:
    return replace(story, title=Text({language: text for language, text in titles.items() if text.strip()}), second_language=second)


def _delete(page: Page, opened: Opened) -> None:
    """Take a story off the list; its history stays, and undo brings it back (a widget callback)."""
    if acts.keep(page, replace(opened.story, is_deleted=True), WHY["remove"], after=opened.number):
        state.current().notices.append(page.words.t("The story is off the list. Its address still opens it, and its history brings it back."))
    _close()

