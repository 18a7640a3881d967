"""Sources: what the record rests on, how figures come about, where sources differ, and the history of the releases."""

import streamlit as st

from mitra.findings import sources as findings
from mitra.ui import clickable, link, reference, state
from mitra.ui.page import Page, open_page
from mitra.ui.record_choice import choose_record


def sources(page: Page) -> None:
    """Draw the list of sources, and what rests on the chosen one."""
    t, words = page.words.t, page.words
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    with left:
        wanted = st.text_input(t("Search in publisher, title and address"), key="sources.search", icon=":material/search:")
    with right:
        pair_only = st.toggle(t("Only sources behind this pair"), key="sources.pair")
    rows = page.fetch("sources.list", pair_only=pair_only)
    matching = findings.search(rows, wanted)
    with st.container():
        chosen = choose_record(
            "source",
            t("What rests on"),
            list(rows["ref_id"]),
            words.name,
            placeholder=t("Choose a source here, or click one in the list"),
            refused=lambda value: t("The address names {value}, which is no source of this choice.", value=value),
            opened=lambda value: t("{name} is open above the list.", name=words.name(value)),
        )
    if chosen:
        resting = page.fetch("sources.rows", source_id=chosen, pair_only=pair_only)
        st.markdown(findings.resting(resting, words))
        if len(resting):
            page.table(resting, key="resting", alt=t("Rows that rest on the source"), columns=["table_name", "ref_id", "row_count"])
        page.evidence("sources.rows", words.name(chosen), source_id=chosen, pair_only=pair_only)
    st.caption(findings.found(matching, words))
    if len(matching):
        clickable.clickable(matching, words, name="source", values=list(matching["ref_id"]), alt=t("Sources"), columns=("publisher", "title", "row_count", "published_on", "language", "url"))
    page.evidence("sources.list", t("Sources"), pair_only=pair_only)
    page.view("sources.by_year", key="by-year", pair_only=pair_only)


page = open_page()
listed = page.fetch("sources.list", pair_only=False)
page.heading(findings.headline(listed, page.words), findings.lead(listed, page.words))
titles = {
    page.words.t("Sources"): sources,
    page.words.t("Definitions"): reference.definitions,
    page.words.t("Where sources differ"): reference.contested,
    page.words.t("Institutions"): reference.institutions,
    page.words.t("Data dictionary"): reference.columns,
    page.words.t("Rules and rates"): reference.rules,
    page.words.t("Releases"): reference.releases,
}
if link.arrives("source"):
    state.set_filters({"sources.tab": page.words.t("Sources")})
elif link.text("institution") and link.is_news("institution"):
    state.set_filters({"sources.tab": page.words.t("Institutions")})
page.tabs(titles, key="sources.tab")
