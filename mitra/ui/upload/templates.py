"""Templates to fill in: one for each table, with the codes to choose from, in the reader's language."""

from __future__ import annotations

import streamlit as st

from mitra import dictionary
from mitra.exchange.templates import template_csv, template_xlsx
from mitra.ui.choice import choose
from mitra.ui.page import Page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def templates(page: Page) -> None:
    """Draw the downloads of one table's template, and what its columns mean."""
    t, words = page.words.t, page.words
    page.section(t("A template for each table"), t("It has the headings, an example row, and in Excel a list to choose from wherever there are codes. Columns may be left out or stand in another order."))
    names = dictionary.fillable(words)
    table = choose(t("Table"), names, lambda name: words.contract.tables[name].title[words.language], key="templates.table", first="participants", width=360)
    st.markdown(words.contract.tables[table].description[words.language])
    with st.container(horizontal=True):
        st.download_button(t("Template for Excel"), data=lambda: template_xlsx(table, words), file_name=f"mitra-{table}-{words.language}.xlsx", mime=XLSX, on_click="ignore", key="templates-xlsx", icon=":material/download:")
        st.download_button(t("Template as CSV"), data=lambda: template_csv(table, words), file_name=f"mitra-{table}-{words.language}.csv", mime="text/csv", on_click="ignore", key="templates-csv", icon=":material/download:")
    st.dataframe(dictionary.fields(table, words), hide_index=True, key="templates-fields", height="content", alt=t("The columns of the table"))
