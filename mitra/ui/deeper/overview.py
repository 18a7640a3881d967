"""At the end of the overview: what happened since a day, and what was changed in the record since a release."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import pandas as pd
import streamlit as st

from mitra.charts import changes as charts
from mitra.errors import MitraError
from mitra.findings import changes
from mitra.i18n import mark
from mitra.settings import Settings
from mitra.store.reader import Value
from mitra.store.shelf import Entry
from mitra.ui import cache, link, state
from mitra.ui.briefing import decks
from mitra.ui.choice import choose
from mitra.ui.deeper import Part
from mitra.ui.filters import FIRST_DAY
from mitra.ui.page import Page

SINCE = "since"  # the first day, in the address
KEY = "overview.since"
DAYS = (30, 90, 365)


def happened(page: Page) -> None:
    """Draw what happened since a day: the events, subject by subject, and the headline numbers then and now."""
    words, as_of = page.words, page.filters.as_of
    since = _since(page)
    why = changes.unusual(since, as_of, words)
    if why:
        st.info(why, icon=":material/info:")
        return
    rows = page.fetch("changes.events", since=since)
    lines = changes.events(rows, words)
    page.chart(
        charts.events(rows, words, page.look, since=since, as_of=as_of),
        "changes.events",
        title=changes.headline(rows, words, since, as_of),
        said=words.sentences(changes.marks(words), changes.roughly(rows, words, since)),
        key="changes",
        empty=words.t("Nothing that the record dates happened in between."),
        since=since,
    )
    _events(page, rows, lines, since)
    numbers = changes.numbers(page.fetch("changes.numbers", since=since), words)
    _line(page, words.t("**Then and now:** {numbers}", numbers=numbers), "changes.numbers", words.t("The headline numbers then and now"), "numbers", {"since": since})
    if page.filters.from_year or page.filters.to_year:
        st.caption(words.t("The filter of years does not apply here: the period is the one chosen above."))


def _events(page: Page, rows: pd.DataFrame, lines: Sequence[changes.Line], since: date) -> None:
    """Draw a sentence for each subject that something happened to, with its rows behind it, and one for all others."""
    subjects = set(rows.loc[rows["is_dated"].astype(bool), "change_subject_code"])
    for line in lines:
        if line.about in subjects:
            _line(page, line.text, "changes.events", page.words.code("change_subject", line.about), line.about, {"since": since, "change_subject": line.about})
    st.caption(page.words.sentences(*(line.text for line in lines if line.about not in subjects)))


def _line(page: Page, text: str, query: str, title: str, key: str, given: Mapping[str, Value]) -> None:
    """Draw a sentence and, beside it, the button that opens its rows."""
    left, right = st.columns([6, 1], gap="small")
    with left:
        st.markdown(text)
    with right:
        page.evidence(query, title, key=f"changes-{key}", **given)


def _since(page: Page) -> date:
    """Draw the choice of the first day, which stands in the address, and return it."""
    t, as_of = page.words.t, page.filters.as_of
    usual = max(as_of - timedelta(days=365), FIRST_DAY) if as_of > FIRST_DAY + timedelta(days=365) else FIRST_DAY
    with st.container(horizontal=True, vertical_alignment="bottom"):
        since = link.choose_day(t("Since"), SINCE, usual, key=KEY, width=160)
        for days in DAYS:
            _quick(page.words.n("{count} day", "{count} days", days), f"since-{days}", as_of - timedelta(days=days))
        if briefed := _last_briefing(as_of):
            _quick(t("Last briefing: {date}", date=page.words.date(briefed)), "since-briefing", briefed)
    return since


def _quick(label: str, key: str, day: date) -> None:
    st.button(label, key=key, type="tertiary", on_click=state.set_filters, args=({KEY: max(day, FIRST_DAY)},))


def _last_briefing(as_of: date) -> date | None:
    """Return the latest day before this one at which the slides of a story were frozen, None where none were."""
    found: set[date] = set()
    for story_id in decks.stories().ids():
        try:
            scenes = decks.stories().open(story_id).story.scenes
        except MitraError:  # the list of stories says what is wrong with it
            continue
        found |= {scene.frozen.as_of for scene in scenes if scene.frozen is not None and scene.frozen.as_of < as_of}
    return max(found, default=None)


def revised(page: Page) -> None:
    """Draw what was changed in the record since a release: what is new in it, corrected, withdrawn, and the numbers that moved."""
    t = page.words.t
    line = [str(release) for release in page.fetch("record.releases")["release"]]
    others = [release for release in dict.fromkeys(entry.release for entry in reversed(cache.ledger())) if release not in (*line, page.reader.release)]
    if not line and not others:
        st.info(t("This is the first release of the record here, so there is none before it that it could be compared with."), icon=":material/info:")
        return
    published = {entry.release: entry for entry in reversed(cache.ledger())}
    asked = choose(t("Since release"), [*line, *others], lambda release: _published(release, published.get(release), page), key="overview.since-release", width=480)
    common = asked if asked in line else _common(page, asked, line)
    if common is None:
        st.info(t("This release and that one were not made from each other, and have no earlier one in common, so they cannot be compared row by row."), icon=":material/info:")
        return
    if common != asked:
        st.info(t("This release was not made from {asked}. The comparison starts at {common}, the last that both have in common.", asked=asked, common=common), icon=":material/info:")
    _revisions(page, common)


def _published(release: str, entry: Entry | None, page: Page) -> str:
    """Return a release with when it was published first, and by whom."""
    return release if entry is None else f"{release} · {page.words.moment(entry.at)} · {entry.who}"


def _common(page: Page, asked: str, line: Sequence[str]) -> str | None:
    """Return the latest release of this line that the one asked for was made from, None where there is none."""
    try:
        theirs = set(cache.fetch(asked, "record.releases", {})["release"])
    except MitraError:  # it is damaged, so nothing can be said of it
        return None
    return page.reader.release if page.reader.release in theirs else next((release for release in line if release in theirs), None)


def _revisions(page: Page, since: str) -> None:
    t, words = page.words.t, page.words
    given = {"since_release": since, "this_release": page.reader.release}
    rows = page.fetch("changes.revisions", **given)
    page.section(changes.revised(rows, words), t("A correction is no event: what is newly recorded here may have happened long ago."))
    for line in changes.revisions(rows, words):
        if line.about:
            _line(page, line.text, "changes.revisions", words.code("revision_kind", line.about), line.about, {**given, "revision_kind": line.about})
        else:
            st.markdown(line.text)
    moved = changes.moved(page.fetch("changes.moved", since_release=since), words)
    _line(page, t("**Numbers:** {numbers}", numbers=moved), "changes.moved", t("The headline numbers of an earlier release and of this one"), "moved", {"since_release": since})
    st.page_link(Settings.from_environment().pages / "data.py", label=t("Row by row, and for every pair: the history of releases"), icon=":material/history:")


PARTS = (Part("changes", mark("What changed since a day"), happened), Part("revisions", mark("What was changed in the record"), revised))
