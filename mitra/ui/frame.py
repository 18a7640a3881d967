"""The script that Streamlit reruns: language, navigation, filters, the page, the stamp; and errors in plain words.

It stands in mitra/ui and not beside pages/, because Streamlit runs a page beside its entry script without that script.
"""

from __future__ import annotations

import logging
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Literal

import streamlit as st

from mitra import theme
from mitra.errors import MitraError
from mitra.i18n import MAIN, Words, choose_language, mark
from mitra.settings import ROOT, Settings
from mitra.store.drafts import PREFIX as DRAFT
from mitra.store.reader import Reader
from mitra.ui import cache, evidence, filters, link, rights, search, state
from mitra.ui.briefing import add, address, detour
from mitra.ui.briefing.address import is_full_screen
from mitra.ui.page import Page, enter

log = logging.getLogger(__name__)

PAGES = (  # address, words in the navigation, icon; the first is the front page
    ("overview", mark("Overview"), ":material/dashboard:"),
    ("agreements", mark("Agreements"), ":material/handshake:"),
    ("sectors", mark("Sectors"), ":material/category:"),
    ("coverage", mark("Coverage"), ":material/grid_on:"),
    ("financing", mark("Financing"), ":material/payments:"),
    ("outcomes", mark("Outcomes"), ":material/flag:"),
    ("briefing", mark("Briefing"), ":material/slideshow:"),
    ("data", mark("Data"), ":material/upload_file:"),
    ("explore", mark("Explore"), ":material/travel_explore:"),
    ("sources", mark("Sources"), ":material/menu_book:"),
)

def main() -> None:
    """Run one pass of the dashboard."""
    st.set_page_config(page_title="Mitra", page_icon=str(ROOT / "mitra" / "ui" / "icon.png"), layout="wide")
    today = date.today()
    try:
        plain = cache.plain_words(MAIN)
    except MitraError as error:  # a broken contract: there are no words to say it in
        log.warning("%s", error)
        st.error(str(error), icon=":material/error:")
        return
    given = st.query_params.to_dict()
    wrong = filters.adopt_address(today, plain.contract)
    words = cache.plain_words(choose_language(state.get("lang")))
    try:
        _run(words, today, {name: given[name] for name in wrong})
    except MitraError as error:
        log.warning("%s", error)
        st.error(words.error(error), icon=":material/error:")
    except Exception:
        log.exception("a page failed")
        st.error(words.t("This page could not be drawn. The other pages still work; the server's log says what happened."), icon=":material/error:")


def _run(words: Words, today: date, wrong: dict[str, str]) -> None:
    current, warning = _release(words)
    bare = is_full_screen()
    reader = cache.library().open(current) if bare else _opened(current)
    words = cache.words(reader, words.language)
    page = _navigation(words, position="hidden" if bare else "top")
    if bare:
        _full_screen(page, words, today, reader)
        return
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom", key="frame"):
        chosen = filters.filter_bar(reader, _releases(), words, today)
        searching = search.offer(words)
        language = filters.language_switch()
    _say_language(language)
    state.remember(_snapshot(chosen))
    filters.chips(chosen, words, today)
    filters.write_address(chosen, language, today)
    if state.current().draft is not None:
        _say_draft(words)
    if cache.library().withholds(current) and _sees_each_row():
        _say_all_seen(words)
    for name, value in wrong.items():
        link.refuse(name, value, words)
    for notice in [*([warning] if warning else []), *state.take_notices()]:
        st.warning(notice, icon=":material/info:")
    if chosen.as_of > today:
        st.info(words.t("{date} lies in the future: what is shown would hold then if nothing were added to what is on record today.", date=words.date(chosen.as_of)), icon=":material/update:")
    detour.forget()
    detour.offer_way_back(words)
    entered = Page(words=words, look=theme.look(st.context.theme.type), filters=chosen, reader=reader)
    enter(entered)
    if searching:
        search.dialog(entered)
    _draw(page, entered)
    if adding := state.take_adding():
        add.dialog(entered, *adding)
    st.divider()
    st.caption(evidence.stamp(words, reader, chosen.params()))


def _draw(page: st.Page, entered: Page) -> None:  # type: ignore[valid-type]
    """Draw the page, or, where a comparison is on, both sides of it."""
    other = entered.filters.other()
    if other is None:
        if entered.filters.versus.chosen():
            st.info(entered.words.t("Both sides of the comparison are the same, so the page itself is shown."), icon=":material/compare_arrows:")
        page.run()
        return
    from mitra.ui.compare import page as compared  # noqa: PLC0415  # a page without a comparison needs none of it

    compared.draw(page, entered, other)


def _opened(release: str) -> Reader:
    """Return what this session may see: of its own draft, and with the right to publish, every row."""
    return rights.opened_draft(release) if state.current().draft is not None else rights.opened(release)


def _full_screen(page: st.Page, words: Words, today: date, reader: Reader) -> None:  # type: ignore[valid-type]
    """Run the briefing without anything around it; an address that asks this of another page is mended."""
    if page.url_path != "briefing":
        st.query_params.from_dict({name: value for name, value in st.query_params.to_dict().items() if name not in address.NAMES})
        st.rerun()
    _say_language(words.language)
    detour.forget()
    enter(Page(words=words, look=theme.look(st.context.theme.type), filters=filters.from_address(today), reader=reader))
    page.run()


def _release(words: Words) -> tuple[str, str]:
    """Return the release to show: the one asked for, else the current one with a sentence that says why."""
    current = cache.current_release()
    draft = state.current().draft
    if draft is not None:
        return _draft(draft, current, words)
    asked = state.get("release")
    if not asked or asked == current or asked.startswith(DRAFT):  # a draft is no address
        cache.library().open(current, full=True)
        return current, ""
    try:
        cache.library().open(asked, full=True)
    except MitraError as error:
        state.set_filters({"release": None})
        return current, words.t("{reason} The current release is shown.", reason=words.error(error))
    return asked, ""


def _draft(draft: str, current: str, words: Words) -> tuple[str, str]:
    """Return the draft that this session looks at; the current release where it was left alone for too long."""
    try:
        cache.library().open(draft, full=True)
    except MitraError as error:
        state.current().draft = None
        return current, words.t("{reason} The current release is shown.", reason=words.error(error))
    return draft, ""


def _leave_draft() -> None:
    """Go back to the published record (a widget callback)."""
    state.current().draft = None


def _say_draft(words: Words) -> None:
    """Say on every page that a draft is looked at, and offer the way back."""
    with st.container(horizontal=True, vertical_alignment="center", key="draft"):
        st.warning(words.t("You are looking at your draft. Nobody else sees it, and nothing is published."), icon=":material/edit_note:")
        st.button(words.t("Leave the draft"), key="leave-draft", icon=":material/logout:", on_click=_leave_draft)


def _sees_each_row() -> bool:
    """Return whether this session sees rows that visitors do not: with the right to publish, or in a draft of a record that withholds nothing itself."""
    return rights.may_publish() or (state.current().draft is not None and not cache.library().withholds(cache.current_release()))


def _say_all_seen(words: Words) -> None:
    """Say that visitors see less than this session, and let it look as they do."""
    least = cache.library().settings.small_cells
    with st.container(horizontal=True, vertical_alignment="center", key="all-seen"):
        st.info(words.t("This record holds lists of enterprises that are not public. You see each row; visitors see no names and no cell of fewer than {least}. Stories and hand-outs show what visitors see.", least=words.number(least)), icon=":material/shield_person:")
        st.toggle(words.t("Look as a visitor"), key=rights.AS_VISITOR)


def _releases() -> list[str]:
    return sorted({entry.release for entry in cache.ledger()}, reverse=True)


def _navigation(words: Words, position: Literal["top", "hidden"]) -> st.Page:  # type: ignore[valid-type]  # st.Page is the class and its factory
    pages = [st.Page(_path(name), title=words.t(title), icon=icon, url_path=name, default=index == 0) for index, (name, title, icon) in enumerate(PAGES)]
    return st.navigation(pages, position=position)


def _path(name: str) -> Path:
    return Settings.from_environment().pages / f"{name}.py"


def _snapshot(chosen: filters.Filters) -> dict[str, object]:
    """Return the filters under their widgets' names, for undo."""
    return {"home": chosen.home, "partner": chosen.partner, "from": chosen.from_year, "to": chosen.to_year, "sector": chosen.sector, "focus": chosen.focus, "as_of": chosen.as_of, "release": chosen.release, "comparators": chosen.comparators, **asdict(chosen.versus)}


def _say_language(language: str) -> None:
    """Tell the browser the page's language, for screen readers; Streamlit itself always says English."""
    st.html(f'<script>document.documentElement.lang="{language}"</script>', unsafe_allow_javascript=True)


if __name__ == "__main__":
    main()
