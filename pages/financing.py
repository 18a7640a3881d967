"""Financing: which programmes are open, which one fits an enterprise, the domestic context, and what an expert would ask of the money."""

import streamlit as st

from mitra.charts import domestic as context
from mitra.charts import financing as charts
from mitra.findings import financing as findings
from mitra.ui import financing as parts
from mitra.ui.deeper import deeper, financing
from mitra.ui.page import open_page

TERMS = ["ref_id", "program_status_code", "provider_institution_id", "instrument_code", "terms", "amount", "currency_code", "amount_basis_code", "amount_unit_code", "opens_on", "closes_on", "part_of_program_id"]
FIT = ["ref_id", "country_fit_code", "sector_fit_code", "size_fit_code", "need_fit_code", "open_fit_code", "is_domestic", "provider_institution_id", "instrument_code"]

page = open_page()
words, t, look, chosen = page.words, page.words.t, page.look, page.filters

openness = page.fetch("financing.openness", domestic=False)
programs = page.fetch("financing.program_table", domestic=False, language=words.language)
page.heading(findings.headline(openness, words), t("What each programme offers, to whom, until when and how much, as far as sources say."))

left, right = st.columns([3, 2], gap="large")
with left:
    page.chart(
        charts.offers(programs, words, look, chosen=parts.chosen(programs)),
        "financing.openness",
        title=findings.providers(programs, words),
        said=findings.offers(openness, words),
        key="offers",
        view="financing.offers",
        click={parts.CHOSEN: 0},
        empty=t("The record holds no financing programme between these two countries for this choice. Take away the sector, focus area or period filter, or see the domestic context below."),
        domestic=False,
    )
if not programs.empty:
    with right:
        parts.programme(page, programs)

    parts.paid_out(page, domestic=False, empty=t("No source states what a programme of this pair paid out year by year."))
    with st.expander(t("All programmes and their terms")):
        page.table(programs, key="programs", alt=t("All programmes and their terms"), columns=TERMS)

page.section(t("Which programme fits an enterprise?"), t("Answers rest on what sources say; “not stated” is never a yes. Domestic programmes are marked."))
asked = parts.ask(page)
fits = page.fetch("financing.fit", **asked)
st.markdown(findings.fit(fits, words))
possible = fits[fits["contradiction_count"] == 0]
if not possible.empty:
    page.table(possible, key="fit", alt=t("Programmes that nothing contradicts"), columns=FIT)
with st.expander(t("Programmes that something contradicts")):
    page.table(fits[fits["contradiction_count"] > 0], key="unfit", alt=t("Programmes that something contradicts"), columns=FIT)
page.evidence("financing.fit", t("Which programme fits an enterprise?"), **asked)

page.section(t("Domestic context, not cooperation"), t("Programmes that a country runs for its own enterprises. They stand beside the cooperation and are never counted as coverage."))
parts.paid_out(page, domestic=True, empty=t("No source states what a domestic programme of either country paid out in this period. Widen the period or choose a later day."))
left, right = st.columns(2, gap="large")
with left:
    shares = page.fetch("financing.sector_shares")
    st.caption(findings.program(shares, words))
    page.chart(context.sector_shares(shares, words, look, marked=chosen.sector), "financing.sector_shares", title=findings.sector_shares(shares, words), said=findings.sector_notes(shares, words), key="sectors", click={"sector": 0}, empty=t("No source splits a domestic programme of either country by sector up to this day."))
with right:
    st.caption(t("Bank credit"))
    page.view("financing.credit_shares", key="credit")
domestic = page.fetch("financing.program_table", domestic=True, language=words.language)
if not domestic.empty:
    with st.expander(t("Domestic programmes and their terms")):
        st.caption(t("A part of a programme is never added to it; amounts of different basis are never added."))
        page.table(domestic, key="domestic", alt=t("Domestic programmes and their terms"), columns=TERMS)
        page.evidence("financing.program_table", t("Domestic programmes and their terms"), domestic=True, language=words.language)
versions = page.fetch("financing.contested")
if not versions.empty:
    with st.expander(t("Figures on which sources differ")):
        st.markdown(findings.contested(versions, words))
        page.evidence("financing.contested", t("Figures on which sources differ"))
deeper(page, financing.PARTS)
