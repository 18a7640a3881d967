"""What an expert would ask of agreements: what to decide when, how long they last, what renewals change, who holds it together."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from mitra.charts import network
from mitra.exchange import ics
from mitra.findings import network as network_said
from mitra.findings import pipeline as pipeline_said
from mitra.findings import renewals as renewals_said
from mitra.findings import survival as survival_said
from mitra.i18n import mark
from mitra.ui import link, state
from mitra.ui.choice import choose
from mitra.ui.deeper import Part
from mitra.ui.page import Page

HIGH = 320  # pixels of a table that may be long
INSTITUTION = "agreements.institution"
ALL_PAIRS = "agreements.all_pairs"
PAIRS, ALL = "pairs", "all"  # which agreements their survival is of, in the address


def _pipeline(page: Page) -> None:
    rows, words = page.view("agreements.pipeline", key="pipeline", click={"agreement": 0}), page.words
    st.markdown(pipeline_said.needed(rows, words))
    if ics.has_days(rows):
        _calendar(page, rows)
    if len(rows):
        page.table(rows, key="pipeline", alt=pipeline_said.title(rows, words), height=HIGH, columns=["ref_id", "evidence_kind_code", "end_as_stated", "notice_days", "decide_by", "days_left", "decision_window_code"])


def _calendar(page: Page, rows: pd.DataFrame) -> None:
    """Draw the button that hands out the days as a calendar file."""
    chosen = page.filters

    def made() -> bytes:
        return ics.calendar(rows, page.words, home=chosen.home, partner=chosen.partner, release=page.reader.release, as_of=chosen.as_of)

    name = f"mitra-{chosen.home}-{chosen.partner}-{chosen.as_of}.ics"
    st.download_button(page.words.t("Calendar (.ics)"), data=made, file_name=name, mime=ics.MIME, on_click="ignore", key="pipeline-ics", icon=":material/event:", help=page.words.t("Days to decide ring 30 days before; the file opens in any calendar program."))


def _survival(page: Page) -> None:
    words = page.words
    scopes = {False: words.t("This pair"), True: words.t("All pairs of the record")}
    link.refuse_unless(PAIRS, known=link.text(PAIRS) == ALL)
    if link.is_news(PAIRS) or state.get(ALL_PAIRS) is None:
        state.set_filters({ALL_PAIRS: link.text(PAIRS) == ALL})
    all_pairs = bool(st.segmented_control(words.t("Which agreements"), list(scopes), key=ALL_PAIRS, required=True, format_func=scopes.__getitem__))
    link.keep(PAIRS, ALL if all_pairs else None)
    rows = page.view("agreements.survival", key="survival", all_pairs=all_pairs)
    if survival_said.has_curve(rows):
        page.table(rows, key="survival", alt=survival_said.title(rows, words), height=HIGH, columns=["agreement_fate_code", "months", "at_risk_count", "ended_count", "estimate_share", "low_share", "high_share"])


def _renewals(page: Page) -> None:
    rows, words = page.view("agreements.renewals", key="renewals", click={"agreement": 0}), page.words
    if len(rows):
        page.table(rows, key="renewals", alt=renewals_said.title(rows, words), height=HIGH)


def _network(page: Page) -> None:
    nodes, ties, words = page.fetch("agreements.network_nodes"), page.fetch("agreements.ties"), page.words
    picked = choose(words.t("Institution"), list(nodes["institution_id"]), words.name, key=INSTITUTION, all_label=words.t("Choose an institution here or click one in the picture")) if len(nodes) else None
    drawn = network.network(nodes, ties, words, page.look, home=page.filters.home, partner=page.filters.partner, chosen=picked)
    page.chart(drawn, "agreements.network_nodes", title=network_said.title(nodes, words), said=network_said.said(nodes, words), key="network", click={INSTITUTION: 0}, empty=network_said.empty(words))
    if picked:
        page.table(ties[ties["institution_id"] == picked], key="ties", alt=words.name(picked), columns=["ref_id", "evidence_kind_code", "stated_institution_id", "is_inherited", "engagement_count"])
        page.evidence("agreements.ties", words.name(picked), key="ties")
    if len(nodes):
        page.tabs({words.t("Institutions"): _institutions, words.t("Links between institutions"): _links}, key="network-tables")


def _institutions(page: Page) -> None:
    nodes = page.fetch("agreements.network_nodes")
    page.table(nodes, key="network", alt=network_said.title(nodes, page.words), height=HIGH, columns=["institution_id", "institution_kind_code", "country_code", "linked_count", "lost_share", "betweenness", "agreement_count", "program_count", "engagement_count", "inherited_count"])


def _links(page: Page) -> None:
    title = page.words.t("Links between institutions")
    page.table(page.fetch("agreements.network_links"), key="links", alt=title, height=HIGH)
    page.evidence("agreements.network_links", title, key="links")


PARTS = (
    Part("pipeline", mark("What to decide, and by when"), _pipeline),
    Part("survival", mark("How long agreements last"), _survival),
    Part("renewals", mark("What renewals changed"), _renewals),
    Part("network", mark("Who holds the network together"), _network),
)
