"""How complete each table of the record is, and which rules its rows fall short of."""

from __future__ import annotations

import streamlit as st

from mitra.charts import quality as charts
from mitra.findings import quality as findings
from mitra.ui.choice import choose
from mitra.ui.page import Page


def quality(page: Page) -> None:
    """Draw the tables by completeness, and one table's rules with the rows that fall short."""
    t, words = page.words.t, page.words
    rows, rules = page.fetch("quality.by_table", table_name=None), page.fetch("quality.by_rule", table_name=None)
    page.chart(charts.by_table(rows, words, page.look), "quality.by_table", title=findings.headline(rows, words), said=findings.lead(rows, words), key="quality", click={"quality.table": 0}, table_name=None)
    names = sorted(rows["table_name"], key=lambda name: words.contract.tables[name].title[words.language])
    table = str(choose(t("Table"), names, lambda name: words.contract.tables[name].title[words.language], key="quality.table", first="agreements", width=360))
    st.badge(findings.badge(table, rows, rules, words), color="blue")
    st.markdown(findings.table(table, rows, words))
    for sentence in findings.failing(table, rules, words):
        st.markdown(f"- {sentence}")
    failing = page.fetch("quality.failing", table_name=table)
    if len(failing):
        page.table(failing, key="failing", alt=t("Rows that fall short of a rule"), height=320)
        page.evidence("quality.failing", t("Rows that fall short of a rule"), table_name=table)
