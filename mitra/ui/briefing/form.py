"""A slide's words: the headline, up to three sentences and the notes, in each language or as a generated sentence; and its preview."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import streamlit as st

from mitra.briefing import numbers, said, views
from mitra.briefing.document import MOST_SENTENCES
from mitra.briefing.stories import Opened
from mitra.briefing.story import MOST_LETTERS, Scene, Story, Text, new_id
from mitra.i18n import LANGUAGES
from mitra.ui import state
from mitra.ui.briefing import acts
from mitra.ui.briefing.acts import WHY
from mitra.ui.briefing.decks import Shown
from mitra.ui.briefing.panel import stamp
from mitra.ui.briefing.plain import escaped
from mitra.ui.choice import choose
from mitra.ui.emphasis import most
from mitra.ui.filters import LANGUAGE_NAMES
from mitra.ui.page import Page


def fresh(page: Page, kind: str) -> Scene:
    """Draw what a new slide of a kind needs and return it, with the page's filters."""
    t, shown = page.words.t, page.filters
    filters = {name: value for name, value in shown.params().items() if name != "as_of" and value is not None}
    scene = Scene(new_id(), kind, filters=filters)
    if kind == "numbers":
        chosen = st.multiselect(t("Numbers"), list(numbers.MEASURES), key="story-add-numbers", format_func=lambda one: t(numbers.MEASURES[one].label), max_selections=6)
        return replace(scene, numbers=tuple(chosen))
    if kind == "chart":
        view = choose(t("View"), list(views.VIEWS), lambda one: view_title(page, one), key="story-add-view")
        return replace(scene, kind=views.VIEWS[view].kind, views=(view,))
    text = st.text_input(t("Headline"), key="story-add-headline", max_chars=300) if kind in ("text", "title") else ""
    return replace(scene, headline=Text().with_written(page.words.language, text))


def view_title(page: Page, name: str) -> str:
    """Return how a view is named in a choice: its page and what its query gives."""
    view = views.VIEWS[name]
    return f"{page.words.t(view.page.capitalize())} · {page.words.t(page.reader.catalogue[view.query].title)} ({name})"


def preview(page: Page, shown: Shown) -> None:
    """Draw the slide in small, as the audience will see it."""
    slide = shown.told.slide
    with st.container(border=True, key="slide-preview"):
        if shown.told.problem:
            st.warning(escaped(shown.told.problem), icon=":material/error:")
        st.header(escaped(shown.screen.columns[0].headline.text) or "…", anchor=False)
        for sentence in slide.sentences:
            st.markdown(escaped(sentence[:600]))
        if slide.numbers:
            with st.grid(6, min_column_width=110):
                for number in slide.numbers:
                    st.metric(number.label, number.value)
        if shown.screen.svg:
            st.image(shown.screen.svg, width="stretch", alt=shown.screen.alt)
        if slide.table is not None:
            st.dataframe(slide.table.head(12), hide_index=True, placeholder="–", alt=slide.headline, key="preview-table")
        st.caption(" · ".join(escaped(part) for part in (shown.screen.foot, stamp(page.words, shown.told)) if part))


def words_of(page: Page, opened: Opened, place: int) -> None:
    """Draw the form for a slide's words, one tab a language; saving makes a new version."""
    t, scene = page.words.t, opened.story.scenes[place]
    key = f"{opened.story.id}-{opened.number}-{scene.id}"
    parts = {"headline": scene.headline, **{f"sentence-{number}": scene.sentences[number] if number < len(scene.sentences) else Text() for number in range(MOST_SENTENCES)}, "notes": scene.notes}
    labels = {"headline": t("Headline"), **{f"sentence-{number}": t("Sentence {number}", number=number + 1) for number in range(MOST_SENTENCES)}, "notes": t("Speaker's notes")}
    with st.form(f"words-{key}", border=False):
        for name, part in parts.items():
            if part.generated:
                st.selectbox(labels[name], ("", *said.SENTENCES), index=("", *said.SENTENCES).index(part.generated) if part.generated in said.SENTENCES else 0, key=f"generated-{key}-{name}", format_func=lambda one: one or t("In my own words"), help=t("This sentence is made from the record. Choose your own words to write it yourself."))
        for tab, language in zip(st.tabs([LANGUAGE_NAMES[language] for language in LANGUAGES]), LANGUAGES, strict=True):
            with tab:
                for name, part in parts.items():
                    if not part.generated:
                        st.text_area(labels[name], value=part.written.get(language, ""), key=f"written-{key}-{name}-{language}", max_chars=MOST_LETTERS, height=100 if name == "notes" else 68)
        st.caption(t("Numbers are never typed: {{agreements_in_force}} and other names in braces become the number of the day. They are: {names}.", names=", ".join(numbers.MEASURES)))
        st.form_submit_button(t("Save"), type=most(), on_click=_save, args=(page, opened, place, key, parts))


def _save(page: Page, opened: Opened, place: int, key: str, parts: Mapping[str, Text]) -> None:
    """Keep what the form holds (a widget callback)."""
    texts = {name: _read(key, name, part) for name, part in parts.items()}
    acts.change(page, opened, partial(_worded, place=place, texts=texts), WHY["text"])


def _read(key: str, name: str, part: Text) -> Text:
    if part.generated:
        return Text(part.written, str(state.get(f"generated-{key}-{name}") or ""))
    found = Text()
    for language in LANGUAGES:
        found = found.with_written(language, str(state.get(f"written-{key}-{name}-{language}") or ""))
    return found


def _worded(story: Story, place: int, texts: Mapping[str, Text]) -> Story:
    sentences = tuple(text for name, text in texts.items() if name.startswith("sentence-") and not text.is_empty)
    return story.with_scene(place, replace(story.scenes[place], headline=texts["headline"], sentences=sentences, notes=texts["notes"]))
