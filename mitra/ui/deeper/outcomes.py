"""The chain from agreement to financing: how much of it goes on, cohort by cohort, and the rows that stopped."""

from __future__ import annotations

import streamlit as st

from mitra.charts import funnel as charts
from mitra.findings import funnel as findings
from mitra.i18n import mark
from mitra.ui.deeper import Part
from mitra.ui.page import Page


def _cohorts(page: Page) -> None:
    rows = page.fetch("outcomes.chain_cohorts")
    page.chart(charts.cohorts(rows, page.words, page.look), "outcomes.chain_cohorts", title=findings.cohorts(rows, page.words), said="", key="cohorts")
    for sentence in findings.told(rows, page.words):
        st.markdown(f"- {sentence}")


def _leaks(page: Page) -> None:
    rows = page.fetch("outcomes.leaks", funnel_state="stopped")
    title = findings.leaks(rows, page.words)
    page.chart(charts.leaks(rows, page.words, page.look), "outcomes.leaks", title=title, said=findings.ages(rows, page.words), key="stopped", empty=findings.ages(rows, page.words), funnel_state="stopped")
    if not rows.empty:
        page.table(rows, key="stopped", alt=title, height=360, columns=["ref_id", "funnel_step_code", "began_on", "months_since", "url", "source_id"])


PARTS = (Part("cohorts", mark("To financing, by cohort"), _cohorts), Part("stopped", mark("Where it stopped"), _leaks))
