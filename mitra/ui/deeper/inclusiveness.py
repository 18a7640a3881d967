"""Who takes part, against the nation: each country of the pair beside the other."""

from __future__ import annotations

import streamlit as st

from mitra.findings import inclusiveness as findings
from mitra.ui.page import Page

COLUMNS = ["country_code", "inclusion_group_code", "described_count", "participant_count", "member_count", "withheld_count", "member_share", "member_low_share", "member_high_share", "national_share", "year", "parity", "parity_low", "parity_high", "legal_basis"]


def inclusiveness(page: Page) -> None:
    """Draw the groups of both countries, and the table of them."""
    words, t = page.words, page.words.t
    rows = page.fetch("sectors.inclusiveness")
    page.section(findings.headline(rows, words), findings.lead(words))
    for column, country in zip(st.columns(2, gap="large"), (page.filters.home, page.filters.partner), strict=True):
        with column:
            page.view("sectors.inclusiveness", key=f"inclusiveness-{country}", country=country)
    with st.expander(t("As a table")):
        page.table(rows, key="inclusiveness", alt=t("Who takes part, against the nation"), columns=COLUMNS)
