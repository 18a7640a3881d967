"""One engagement: what it was, when, where, how many took part, what was discussed, what it rests on."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from mitra.findings import agreement as said
from mitra.i18n import missing
from mitra.ui.clickable import clickable
from mitra.ui.page import Page
from mitra.ui.record_choice import choose_record

LATEST = 8


def latest(page: Page, engagements: pd.DataFrame) -> None:
    """Draw the latest engagements and the one that was chosen, from the list, by a click or by a link."""
    t = page.words.t
    page.section(t("Latest engagements"))
    if engagements.empty:
        st.info(t("No engagement of this pair is on record for this day and choice."), icon=":material/info:")
        return
    refs = list(engagements["ref_id"])
    picked = choose_record(
        "engagement",
        t("Open an engagement"),
        refs,
        page.words.name,
        placeholder=t("Choose one here or click a row"),
        refused=lambda ref: t("The engagement {ref} is not among those of this pair and choice.", ref=ref),
        opened=lambda ref: t("Opened: {name}", name=page.words.name(ref)),
    )
    if picked is not None:
        show(page, picked)
    clickable(engagements, page.words, name="engagement", values=refs, alt=t("Engagements held"), columns=("held_from", "ref_id", "participant_count"), height=36 * (min(LATEST, len(refs)) + 1))


def show(page: Page, engagement: str) -> None:
    """Draw one engagement's detail."""
    t, words = page.words.t, page.words
    one = next(page.fetch("engagements.detail", engagement=engagement).itertuples())
    with st.container(border=True, key="engagement-detail"):
        st.markdown(said.engagement(one, page.fetch("engagements.groups", engagement=engagement), words))
        if not missing(one.agreement_id):
            st.caption(t("Under: {name}", name=words.name(one.agreement_id)))
        st.markdown(f"### {t('What it was about')}")
        for line in said.scope(page.fetch("engagements.scope", engagement=engagement), words):
            st.markdown(line)
        page.evidence("engagements.groups", words.name(engagement), engagement=engagement)
        st.markdown(f"### {t('Sources')}")
        for source in page.fetch("engagements.sources", engagement=engagement).itertuples():
            st.markdown(said.source(source, words))
        page.evidence("engagements.scope", words.name(engagement), engagement=engagement)
