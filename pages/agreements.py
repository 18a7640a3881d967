"""Agreements: what is in force and until when, who signed, what renews what, and each agreement with its sources."""

import streamlit as st

from mitra.charts import agreement_counts as counted
from mitra.charts import agreement_lineage as lineage
from mitra.charts import agreements as charts
from mitra.findings import agreements as findings
from mitra.ui import agreement as detail
from mitra.ui.deeper import deeper
from mitra.ui.deeper.agreements import PARTS
from mitra.ui.page import open_page
from mitra.ui.record_choice import choose_record

page = open_page()
t, words, chosen = page.words.t, page.words, page.filters
rows, pair = page.fetch("agreements.at_day"), page.fetch("agreements.of_pair")
statuses = page.fetch("agreements.by_status")
nothing = t("No agreement of this pair is known on this day for this choice. Choose a later day, widen the period or remove a filter.")
narrowed = any((chosen.sector, chosen.focus, chosen.from_year, chosen.to_year))

page.heading(findings.headline(statuses, words, chosen.home, chosen.partner, narrowed=narrowed), findings.lead(statuses, pair, words, chosen.as_of, narrowed=narrowed))
picked = choose_record(
    "agreement",
    t("Open an agreement"),
    list(pair["ref_id"]),
    words.name,
    placeholder=t("Choose an agreement here or click one in the timeline"),
    refused=lambda value: t("The address names {value}, which is no agreement of this pair.", value=value),
    opened=lambda value: t("[{name}](#agreement) is open at the top of the page.", name=words.name(value)),
)
if picked:
    detail.show(page, picked)

page.chart(
    charts.timeline(rows, words, page.look, as_of=chosen.as_of, chosen=picked),
    "agreements.at_day",
    title=t("From signing to the end, as far as sources state it"),
    said=findings.timeline(rows, words) if len(rows) else "",
    key="timeline",
    click={"agreement": 0},
    empty=nothing,
)

left, right = st.columns(2, gap="large")
with left:
    page.view("agreements.by_status", key="by-status", empty=nothing)
with right:
    ending = page.fetch("agreements.ending")
    page.section(findings.ending_title(ending, words))
    st.markdown(findings.ending(ending, statuses, words))
    if len(ending):
        page.table(ending, key="ending", alt=findings.ending_title(ending, words), columns=["ref_id", "in_force_until", "is_within_year", "notice_days"])
    page.evidence("agreements.by_status", findings.ending_title(ending, words), key="ending")

left, right = st.columns(2, gap="large")
with left:
    links = page.fetch("agreements.lineage")
    page.chart(lineage.lineage(links, words, page.look), "agreements.lineage", title=findings.lineage_title(links, words), said=findings.lineage(links, words) if len(links) else "", key="lineage", click={"agreement": 0}, empty=findings.lineage(links, words))
with right:
    kinds = page.fetch("agreements.by_kind_and_year")
    page.chart(counted.by_kind(kinds, words, page.look), "agreements.by_kind_and_year", title=findings.kinds_title(kinds, words), said=findings.kinds(kinds, words), key="kinds", click={"from": 0, "to": 1}, empty=nothing)

parties = page.view("agreements.by_institution", key="institutions", empty=nothing)
st.markdown(findings.succession(parties, words))

page.section(t("All agreements"))
search = findings.searched(st.text_input(t("Search in names, parties and places"), key="agreements.search", placeholder=t("For example: bank, Jakarta, SMRJ")))
found = page.fetch("agreements.found", language=words.language, search=search)
st.caption(findings.found(found, len(rows), words, search))
if len(found):
    page.table(found, key="found", alt=t("All agreements"))
page.evidence("agreements.found", t("All agreements"), key="found", language=words.language, search=search)

deeper(page, PARTS)
