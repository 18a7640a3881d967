"""Outcomes: the chain from agreement to outcome and where it stops, values each on their own, loans, and what is not recorded."""

import streamlit as st

from mitra.charts import known
from mitra.charts import outcomes as charts
from mitra.findings import outcomes as findings
from mitra.ui import outcome, state
from mitra.ui.choice import choose
from mitra.ui.deeper import deeper
from mitra.ui.deeper.outcomes import PARTS
from mitra.ui.page import open_page

page = open_page()
t, words, look, chosen = page.words.t, page.words, page.look, page.filters
rows, chain, loans = page.fetch("outcomes.rows"), page.fetch("outcomes.chain"), page.fetch("outcomes.loans")

page.heading(findings.headline(rows, chain, words), t("What sources say came of agreements, engagements and programmes. Nothing recorded does not mean that nothing happened."))
if said := findings.undated(page.fetch("outcomes.undated"), words, chosen.from_year, chosen.to_year):
    st.caption(said)
with st.grid(4, min_column_width=240):
    for label, number, query, note, link in (
        (t("Outcomes on record"), words.number(len(rows)), "outcomes.rows", findings.sizes(rows, words), None),
        (t("Agreements with an engagement"), findings.part(chain, "agreement_engagement", words), "outcomes.chain", t("An engagement that was held under the agreement is on record."), "agreement_engagement"),
        (t("Engagements with an outcome"), findings.part(chain, "engagement_outcome", words), "outcomes.chain", t("Outcomes over firms of all sizes are not counted here."), "engagement_outcome"),
        (t("Enterprises named with a loan"), findings.borrowers(loans, words), "outcomes.loans", "", None),
    ):
        page.metric(label, number, query, note, chain_step=link)
outcome.choose(page, rows)

left, right = st.columns([3, 2], gap="large")
with left:
    page.view(
        "outcomes.chain",
        key="chain",
        click={"outcomes.step": 0, "outcomes.state": 1},
        empty=t("No agreement, engagement or programme of this pair is on record by this day with these filters. Take a filter away or choose a later day."),
    )
with right:
    page.section(t("What is not recorded"))
    for sentence in findings.not_recorded(rows, chain, words):
        st.markdown(f"- {sentence}")
    stated = page.fetch("outcomes.stated")
    page.chart(known.known(stated, words, look), "outcomes.stated", title="", said=findings.stated(stated, words), key="stated", empty=t("There is no outcome whose columns could be counted."))

page.section(t("The rows that stop, and those that go on"), t("Click a bar above, or choose here. Each row links to the source it stands on."))
if state.get("outcomes.step") is None:
    state.set_filters({"outcomes.step": "engagement_outcome", "outcomes.state": "none_recorded"})
with st.container(horizontal=True, vertical_alignment="bottom"):
    step = choose(t("Step"), words.contract.codes("chain_step"), lambda code: words.code("chain_step", code), key="outcomes.step", width=320)
    follows = st.segmented_control(t("What follows"), charts.STATES, key="outcomes.state", format_func=lambda code: words.code("chain_state", code), required=True) or charts.STATES[-1]
leaks = page.fetch("outcomes.chain_rows", chain_step=step, chain_state=follows)
st.caption(findings.listed(leaks, words, step, follows))
if not leaks.empty:
    page.table(leaks, key="leaks", alt=t("Rows of the chosen step"), height=360, columns=["ref_id", "began_on", "url", "source_id"])
page.evidence("outcomes.chain_rows", findings.leaks(leaks, words, step, follows), chain_step=step, chain_state=follows)

if len(rows):
    left, right = st.columns(2, gap="large")
    with left:
        page.view("outcomes.amounts", key="amounts", empty=t("No outcome of this choice states a value that could be of MSMEs."))
    with right:
        page.view("outcomes.all_sizes", key="wide", empty=t("No value over firms of all sizes is on record for this choice."))
    page.view("outcomes.by_year", key="years", click={"from": 0, "to": 0})
    page.section(findings.loans(loans, words), t("Amounts are the part of the lender on record; where a source gives one total for several loans, each amount is unknown."))
    if not loans.empty:
        page.table(loans, key="loans", alt=t("Enterprises named with a loan"), columns=["enterprise_name", "parent_name", "sector_code", "value", "currency_code", "value_basis_code", "occurred_on", "program_id"])
    page.evidence("outcomes.loans", findings.loans(loans, words))
else:
    st.info(t("No outcome is on record for this choice, so there are no values, years or loans to draw. Choose a later day, widen the period or remove a filter."), icon=":material/info:")

deeper(page, PARTS)
