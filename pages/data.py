"""Data: drop files and see what they would change, publish, undo; templates, history, and how complete each table is."""

import streamlit as st

from mitra.findings import quality
from mitra.ui.page import open_page
from mitra.ui.upload import flow, history, tables, templates

page = open_page()
page.heading(quality.holdings(page.fetch("quality.by_table", table_name=None), page.words), page.words.t("Drop a file as it came. Nothing is published before you have seen what it would change, and everything can be undone."))
if st.query_params.get("link") == "spent":
    st.warning(page.words.t("The link was used already, or is of an earlier start. The newest one stands last in the server's terminal."), icon=":material/key_off:")
parts = {
    page.words.t("Upload"): flow.upload,
    page.words.t("Templates"): templates.templates,
    page.words.t("History and undo"): history.history,
    page.words.t("Quality of the tables"): tables.quality,
}
page.tabs(parts, key="data.tab")
