"""The search over everything: a button in the frame that opens it over any page, and what it found, each with its way there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import streamlit as st

from mitra.findings import search as findings
from mitra.i18n import Words, missing
from mitra.settings import Settings
from mitra.store.search import wanted
from mitra.ui import state
from mitra.ui.briefing.plain import escaped
from mitra.ui.page import Page

ADDRESS, _ADOPTED = "q", "mitra.address.q"  # what is looked for, in the address, and as it was last taken over
STYLE = Path(__file__).parent / "search.css"
SHORTCUT = "ctrl+k"
# Who opens the search by its keys goes on typing: outside a field Streamlit takes letters for shortcuts, and "r" would close the dialog.
READY = '<script>(function ready(tries) { const field = document.querySelector(".st-key-search-text input"); field ? field.focus() : tries && requestAnimationFrame(() => ready(tries - 1)) })(600)</script>'
OPENS = {  # kind of thing: the page that shows it, and the name in that page's address of which one
    "agreement": ("agreements", "agreement"),
    "engagement": ("overview", "engagement"),
    "program": ("financing", "program"),
    "outcome": ("outcomes", "outcome"),
    "institution": ("sources", "institution"),
    "enterprise": ("overview", "engagement"),
    "source": ("sources", "source"),
    "region": ("sectors", "region"),
    "sector": ("coverage", "sector"),
    "focus_area": ("coverage", "focus"),
}
ICONS = {
    "agreement": ":material/handshake:",
    "engagement": ":material/groups:",
    "program": ":material/payments:",
    "outcome": ":material/flag:",
    "institution": ":material/account_balance:",
    "enterprise": ":material/storefront:",
    "source": ":material/menu_book:",
    "region": ":material/map:",
    "sector": ":material/category:",
    "focus_area": ":material/target:",
}
FEW, MANY = 4, 10  # things of a kind, in the dialog and on the page


def offer(words: Words) -> bool:
    """Draw the button that opens the search, and say whether it was just pressed."""
    st.html(STYLE)
    return st.button(words.t("Search"), key="search", icon=":material/search:", type="tertiary", shortcut=SHORTCUT, help=words.t("Search in everything on record, from any page"))


def dialog(page: Page) -> None:
    """Open the search over the page."""
    st.dialog(page.words.t("Search in everything on record"), width="large")(_dialog)(page)


def _dialog(page: Page) -> None:
    typed = field(page, key="search.text")
    found(page, typed, most=FEW)
    page_link(page, "explore", {ADDRESS: typed.strip()} if typed.strip() else {}, page.words.t("All results, and questions answered"), ":material/travel_explore:")
    st.html(READY, unsafe_allow_javascript=True)


def on_page(page: Page) -> None:
    """Draw the search on the explore page; what is looked for stands in the address as `q`."""
    asked = st.query_params.get(ADDRESS)
    if asked is not None and asked != state.get(_ADOPTED):
        state.set_filters({"explore.search": asked})
    typed = field(page, key="explore.search")
    state.set_filters({_ADOPTED: typed.strip() or None})
    if typed.strip():
        st.query_params[ADDRESS] = typed.strip()
        found(page, typed, most=MANY)
    elif ADDRESS in st.query_params:
        del st.query_params[ADDRESS]


def field(page: Page, *, key: str) -> str:
    """Draw the field that is searched as it is typed into, and return what it holds."""
    t = page.words.t
    return st.text_input(t("Search"), key=key, type="search", live=True, icon=":material/search:", label_visibility="collapsed", placeholder=t("For example: bank, Jakarta, SMRJ")) or ""


def found(page: Page, typed: str, *, most: int) -> None:
    """Draw what the typed words found, a group a kind of thing, or say why there is nothing."""
    looked_for = wanted(typed)
    rows = page.fetch("record.search", search=looked_for, language=page.words.language, most=most)
    st.caption(escaped(findings.said(rows, page.words, typed, looked_for)))
    if rows.empty and looked_for:
        _say_what_may_be_meant(page, looked_for)
    for kind, group in rows.groupby("record_kind_code", sort=False):
        with st.container(gap="xxsmall", key=f"found-{kind}"):
            st.markdown(f"**{findings.group(group, str(kind), page.words)}**")
            for row in group.astype("object").where(group.notna(), None).to_dict("records"):
                _thing(page, row)


def _thing(page: Page, row: dict[str, Any]) -> None:
    name, address = way(row)
    page_link(page, name, address, escaped(str(row["name"])), ICONS[row["record_kind_code"]])
    if where := findings.place(row, page.words):
        st.caption(escaped(where))


def _say_what_may_be_meant(page: Page, looked_for: str) -> None:
    vocabulary = tuple(page.fetch("record.search_words")["text"])
    if better := findings.meant(looked_for, vocabulary):
        page_link(page, "explore", {ADDRESS: better}, page.words.t("Did you mean “{words}”?", words=escaped(better)), ":material/spellcheck:")


def way(row: Mapping[str, Any]) -> tuple[str, dict[str, str]]:
    """Return the page that shows a found thing, and what its address says: which thing, and its pair."""
    name, parameter = OPENS[row["record_kind_code"]]
    pair = {} if missing(row["home_code"]) else {"home": row["home_code"], "partner": row["partner_code"]}
    return name, {**pair, parameter: row["shown_ref_id"]}


def page_link(page: Page, name: str, address: Mapping[str, str], label: str, icon: str) -> None:
    """Draw a link to a page in the language, pair, day and release that are looked at; `address` overrides and adds."""
    chosen = page.filters
    kept = {"home": chosen.home, "partner": chosen.partner, "lang": page.words.language, "as_of": None if chosen.as_of == date.today() else chosen.as_of.isoformat(), "release": chosen.release}
    params = {key: value for key, value in {**kept, **address}.items() if value is not None}
    st.page_link(Settings.from_environment().pages / f"{name}.py", label=label, icon=icon, query_params=params)
