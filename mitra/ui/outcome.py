"""One outcome: what it was, when, of what worth, what it came of, and the sources it rests on."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from mitra.findings import agreement as said
from mitra.findings import outcomes as findings
from mitra.ui.page import Page
from mitra.ui.record_choice import choose_record


def choose(page: Page, outcomes: pd.DataFrame) -> None:
    """Draw the choice of an outcome and the one that was chosen, here or by a link."""
    t, words = page.words.t, page.words
    picked = choose_record(
        "outcome",
        t("Open an outcome"),
        list(outcomes["ref_id"]),
        words.name,
        placeholder=t("Choose an outcome here"),
        refused=lambda ref: t("The outcome {ref} is not among those of this pair and choice.", ref=ref),
        opened=lambda ref: t("Opened: {name}", name=words.name(ref)),
    )
    if picked is not None:
        _show(page, picked)


def _show(page: Page, outcome: str) -> None:
    """Draw one outcome's detail."""
    t, words = page.words.t, page.words
    one = next(page.fetch("outcomes.rows", outcome=outcome).itertuples())
    with st.container(border=True, key="outcome-detail"):
        st.markdown(findings.one(one, words))
        st.markdown(f"### {t('Sources')}")
        for source in page.fetch("record.sources_of", ref_ids=outcome).itertuples():
            st.markdown(said.source(source, words))
        page.evidence("outcomes.rows", words.name(outcome), key="outcome", outcome=outcome)
