"""Overview: the pair on one screen, in four sentences and six numbers, each of which opens its rows."""

import streamlit as st

from mitra.charts import coverage as charts
from mitra.findings import coverage, overview
from mitra.ui import engagement
from mitra.ui.deeper import deeper
from mitra.ui.deeper.overview import PARTS
from mitra.ui.page import open_page

page = open_page()
t, words, chosen = page.words.t, page.words, page.filters
agreements = page.fetch("overview.agreements_in_force")
engagements = page.fetch("overview.engagements")
programs = page.fetch("overview.programs_open")
outcomes = page.fetch("outcomes.rows")
uncovered = page.fetch("overview.uncovered")
cells = page.fetch("coverage.by_cell")

page.heading(overview.headline(words, chosen.home, chosen.partner))
with st.container(gap="xsmall"):
    st.markdown(overview.in_force(agreements, words))
    st.markdown(overview.took_part(engagements, words))
    st.markdown(overview.money_open(programs, words))
    st.markdown(overview.missing(uncovered, len(cells), words))

with st.grid(6, min_column_width=150):
    page.metric(t("Agreements in force"), words.number(len(agreements)), "overview.agreements_in_force")
    page.metric(t("Engagements held"), words.number(len(engagements)), "overview.engagements")
    page.metric(t("Participants stated"), words.total(engagements["participant_count"]), "overview.engagements", t("Sum of what sources state; engagements without a number are not in it."))
    page.metric(t("Programmes open"), words.number(len(programs)), "overview.programs_open")
    page.metric(t("Outcomes on record"), words.number(len(outcomes)), "outcomes.rows")
    page.metric(t("Not covered"), words.number(len(uncovered)), "overview.uncovered", t("Combinations of sector and focus area without current cooperation."))

left, right = st.columns([3, 2], gap="large")
with left:
    page.chart(
        charts.matrix(cells, words, page.look, marked=(chosen.sector, chosen.focus), row=20),
        "coverage.by_cell",
        title=coverage.headline(cells, words),
        said=coverage.sentence(cells, words, chosen.as_of),
        key="matrix",
        click={"sector": 0, "focus": 1},
    )
    page.picture(charts.key(words, page.look), key="key", alt=t("Key to the colours"))
with right:
    engagement.latest(page, engagements)
    page.section(t("What ends next"))
    ending = page.fetch("overview.expiries")
    st.markdown(overview.expiries(ending, words))
    if not ending.empty:
        page.table(ending.head(6), key="ending", alt=t("What ends next"))
    page.evidence("overview.expiries", t("What ends next"))

deeper(page, PARTS)
