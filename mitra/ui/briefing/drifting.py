"""For the editor, never the audience: which numbers of a frozen slide the record answers otherwise by now, and why."""

from __future__ import annotations

from functools import lru_cache

import streamlit as st

from mitra.briefing.drift import Change, Drift, drift
from mitra.briefing.frozen import Frozen
from mitra.briefing.scenes import reworded
from mitra.briefing.stories import Opened
from mitra.i18n import UNKNOWN, Words
from mitra.ui.briefing import acts, decks
from mitra.ui.briefing.acts import WHY
from mitra.ui.briefing.decks import Cached
from mitra.ui.briefing.plain import escaped
from mitra.ui.emphasis import most
from mitra.ui.page import Page

MOST = 40  # numbers and rows named at once


@lru_cache(maxsize=256)
def _drift(frozen: Frozen, release: str) -> Drift:
    return drift(frozen, Cached(release))


def banner(page: Page, opened: Opened, place: int) -> None:
    """Say whether a frozen slide still holds; where it does not, what moved, and offer the new numbers or keep the old."""
    frozen = opened.story.scenes[place].frozen
    if frozen is None:
        return
    t, words = page.words.t, page.words
    since = t("Frozen on {moment}, from release {release}, as of {date}.", moment=words.moment(frozen.at), release=frozen.release, date=words.date(frozen.as_of))
    found = _drift(frozen, page.reader.release)
    said = reworded(opened.story, place, decks.stage(page), words.language)
    if not found and not said:
        st.success(words.sentences(since, t("Release {release} says the same.", release=page.reader.release)), icon=":material/lock:")
        return
    with st.container(border=True, key="drift"):
        count = len(found.numbers) + sum(bool(one.label) for one in said)
        st.warning(words.sentences(since, words.n("{count} number reads otherwise by now.", "{count} numbers read otherwise by now.", count)), icon=":material/difference:")
        for one in said:
            label = f"**{escaped(one.label)}:** " if one.label else ""
            st.markdown(f"{label}{escaped(one.before) or UNKNOWN} → {escaped(one.after) or UNKNOWN}")
        _numbers(found, words)
        for change in found.changes[:MOST]:
            st.caption(_why(change, words, page))
        for error in found.lost:
            st.caption(words.error(error))
        with st.container(horizontal=True):
            st.button(t("Take the new numbers"), key="drift-take", type=most(), icon=":material/update:", on_click=acts.change, args=(page, opened, lambda story: acts.frozen(page, story, [place]), WHY["renew"]))
            st.caption(t("To keep the old ones, do nothing: the audience sees what was frozen."))


def _numbers(found: Drift, words: Words) -> None:
    """Draw the numbers that moved, before and after."""
    if not found.numbers:
        return
    shown = found.numbers[:MOST]
    st.table(
        {
            words.t("Which"): [escaped(_key(one.key, words)) for one in shown],
            words.t("Number"): [escaped(words.column(one.column)) for one in shown],
            words.t("Frozen"): [words.number(one.before) for one in shown],
            words.t("Now"): [words.number(one.after) for one in shown],
        },
        border="horizontal",
        hide_index=True,
    )
    if len(found.numbers) > MOST:
        st.caption(words.n("and {count} more", "and {count} more", len(found.numbers) - MOST))


def _key(key: tuple[object, ...], words: Words) -> str:
    return " · ".join(_said(part, words) for part in key if part is not None)


def _said(part: object, words: Words) -> str:
    """Return a key's cell in words where it is a code or a row's name."""
    text = str(part)
    if text in words.names:
        return words.name(text)
    return next((words.code(name, text) for name in ("sector", "focus_area", "agreement_status", "engagement_kind", "chain_step") if text in words.contract.codelists[name]), text)


def _why(change: Change, words: Words, page: Page) -> str:
    title = words.t(page.reader.catalogue[change.query].title)
    parts = [
        words.n("{count} row new", "{count} rows new", len(change.added)) if change.added else "",
        words.n("{count} row changed", "{count} rows changed", len(change.changed)) if change.changed else "",
        words.n("{count} row gone", "{count} rows gone", len(change.withdrawn)) if change.withdrawn else "",
    ]
    named = [escaped(_key(key, words)) for key in (*change.added, *change.changed, *change.withdrawn)[:5]]
    changed = words.t("{row} ({value})", row=words.join([part for part in parts if part]), value=words.clauses(named))
    return words.t("{name}: {value}", name=title, value=changed)


