"""Parts of the financing page: one programme, money by period, the four questions about an enterprise."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from mitra.charts import domestic as charts
from mitra.findings import financing as findings
from mitra.ui import link, state
from mitra.ui.choice import choose
from mitra.ui.page import Page

CHOSEN = "financing.program"  # the key of the programme that is looked at; a click on a chart sets it
SIZES = ("micro", "small", "medium", "large")  # the classes an enterprise can be in; programmes also name mixtures of them


def chosen(programs: pd.DataFrame) -> str | None:
    """Return the programme that is looked at, the first one where the choice is not among them."""
    ids = list(programs["ref_id"])
    link.follow("program", CHOSEN, ids)
    if state.get(CHOSEN) not in ids:  # chosen on another pair
        state.set_filters({CHOSEN: ids[0] if ids else None})
    link.keep("program", state.get(CHOSEN) if state.get(CHOSEN) != next(iter(ids), None) else None)
    return state.get(CHOSEN)


def programme(page: Page, programs: pd.DataFrame) -> None:
    """Draw what the record says of the chosen programme, and where sources differ on it."""
    words = page.words
    one = choose(words.t("Programme"), list(programs["ref_id"]), words.name, key=CHOSEN)
    st.markdown(findings.detail(next(programs[programs["ref_id"] == one].itertuples()), words))
    versions = page.fetch("financing.contested", program=one)
    if not versions.empty:
        st.markdown(f"**{words.t('Sources differ')}**\n{findings.contested(versions, words)}")
    page.evidence("financing.program_table", words.name(one), domestic=False, language=words.language, program=one)


def paid_out(page: Page, *, domestic: bool, empty: str) -> None:
    """Draw each programme's money by period, or say why there is none."""
    flows = page.fetch("financing.flows", domestic=domestic)
    if flows.empty:
        st.info(empty, icon=":material/info:")
        return
    columns = st.columns([3, 2], gap="large")
    for place, (program, rows) in enumerate(flows.groupby("program_id")):
        with columns[min(place, 1)]:
            st.caption(findings.program(rows, page.words))
            page.chart(charts.flows(rows, page.words, page.look), "financing.flows", title=findings.flow(rows, page.words), said=findings.flow_notes(rows, page.words), key=f"flows-{program}", view="financing.domestic_flows" if domestic else "financing.flows", domestic=domestic, program=program)


def ask(page: Page) -> dict[str, str | None]:
    """Draw the four questions and return what was asked, under the names that financing.fit uses."""
    words, t = page.words, page.words.t
    countries = list(page.fetch("financing.countries")["country_code"].unique())
    needs = (*words.contract.codes("instrument"), *words.contract.codes("focus_area"))
    every = t("All")
    first, second, third, fourth = st.columns(4)
    with first:
        country = choose(t("Country of the enterprise"), countries, words.country, key="financing.country", first=page.filters.home)
    with second:
        sector = choose(t("Sector"), words.contract.codes("sector"), lambda code: words.code("sector", code), key="financing.sector", all_label=every)
    with third:
        size = choose(t("Size class"), SIZES, lambda code: words.code("size_class", code), key="financing.size", all_label=every)
    with fourth:
        need = choose(t("Instrument or focus area"), needs, lambda code: findings.need(code, words), key="financing.need", all_label=every)
    return {"country": country, "sector": sector, "size_class": size, "need": need}
