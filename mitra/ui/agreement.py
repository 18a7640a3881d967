"""One agreement across the page: who, what, when, why it has its status, what came under it, what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from mitra.findings import agreement as said
from mitra.i18n import missing
from mitra.ui import state
from mitra.ui.page import Page

ANCHOR = "agreement"


def show(page: Page, agreement: str) -> None:
    """Draw one agreement's detail."""
    one = page.fetch("agreements.detail", agreement=agreement, language=page.words.language).iloc[0].to_dict()
    with st.container(border=True, key="agreement-detail"):
        st.header(page.words.name(agreement), anchor=ANCHOR)
        _status(page, one)
        left, right = st.columns([3, 2], gap="large")
        with left:
            if not missing(one["summary"]):
                st.markdown(said.plain(one["summary"]))
            _facts(page, one)
            _linked(page, one)
        with right:
            _list(page, page.words.t("Parties"), said.parties(page.fetch("agreements.parties_of", agreement=agreement), page.words), "agreements.parties_of", "", agreement)
            _list(page, page.words.t("What it covers"), said.scope(page.fetch("agreements.scope", agreement=agreement), page.words), "agreements.scope", page.words.t("No source says what it covers."), agreement)
        _under(page, agreement)
        if not missing(one["note"]):
            st.caption(page.words.t("Analyst's note, in English: {note}", note=said.plain(one["note"])))


def _status(page: Page, one: dict[str, Any]) -> None:
    status = page.words.t("Not known on this day") if missing(one["agreement_status_code"]) else page.words.code("agreement_status", one["agreement_status_code"])
    st.markdown(page.words.t("**{status}** — {why}", status=status, why=said.why(one, page.words, page.filters.as_of)))


def _facts(page: Page, one: dict[str, Any]) -> None:
    facts = said.facts(one, page.words)
    for start in range(0, len(facts), 2):
        for column, (label, value) in zip(st.columns(2), facts[start : start + 2], strict=False):
            with column:
                st.markdown(f":small[:gray[{label}]]  \n{value}")
    page.evidence("agreements.detail", page.words.name(one["ref_id"]), key="agreement-detail", agreement=one["ref_id"], language=page.words.language)


def _linked(page: Page, one: dict[str, Any]) -> None:
    """Draw the agreements it renews, may continue or is renewed by; each opens in its place."""
    t = page.words.t
    links = {
        "renews_agreement_id": t("Renews, as a source states"),
        "predecessor_candidate_id": t("Likely predecessor, as the analyst infers"),
        "renewed_by_agreement_id": t("Renewed by"),
    }
    for column, label in links.items():
        if not missing(one[column]):
            st.caption(label)
            name = page.words.name(one[column])
            st.button(name, key=f"open-{column}", help=name, icon=":material/arrow_forward:", type="tertiary", on_click=state.set_filters, args=({"agreement": one[column]},))


def _under(page: Page, agreement: str) -> None:
    """Draw what happened under the agreement and its sources, in two columns."""
    t, words = page.words.t, page.words
    groups = page.fetch("agreements.participant_groups", agreement=agreement)
    programs = page.fetch("agreements.programs", agreement=agreement)
    outcomes = page.fetch("agreements.outcomes", agreement=agreement)
    left, right = st.columns([3, 2], gap="large")
    with left:
        engagements = [said.engagement(one, groups, words) for one in page.fetch("agreements.engagements", agreement=agreement).itertuples()]
        _list(page, t("Engagements under it"), engagements, "agreements.engagements", t("The record ties no engagement to it."), agreement)
        _list(page, t("Programmes under it"), _each(programs, said.program, page), "agreements.programs", t("The record ties no programme to it."), agreement)
        _list(page, t("What came of it"), _each(outcomes, said.outcome, page), "agreements.outcomes", t("No outcome of it is on record. That does not say that there was none."), agreement)
    with right:
        _list(page, t("Sources"), _each(page.fetch("agreements.sources", agreement=agreement), said.source, page), "agreements.sources", "", agreement)


def _each(rows: pd.DataFrame, line: Any, page: Page) -> list[str]:
    return [line(one, page.words) for one in rows.itertuples()]


def _list(page: Page, title: str, lines: Sequence[str], query: str, empty: str, agreement: str) -> None:
    """Draw a short list under its title, or why it is empty."""
    st.markdown(f"### {title}")
    if not lines:
        st.caption(empty)
        return
    for line in lines:
        st.markdown(line)
    page.evidence(query, title, agreement=agreement)
