"""What stands behind a number: its rows, its sources, its formula in words, its SQL, its release and day."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

import pandas as pd
import streamlit as st

from mitra import tables
from mitra.catalogue import Query
from mitra.i18n import Words
from mitra.store.reader import Reader, Value, bind
from mitra.ui import cache


def dialog(words: Words, reader: Reader, query_name: str, params: Mapping[str, Value], title: str) -> None:
    """Open the evidence of a named query over the page."""
    st.dialog(words.t("Data and sources"), width="large")(_body)(words, reader, reader.catalogue[query_name], params, title)


def _body(words: Words, reader: Reader, query: Query, params: Mapping[str, Value], title: str) -> None:
    st.markdown(f"**{title}**")
    st.caption(stamp(words, reader, params))
    rows_tab, sources_tab, figure_tab, method_tab = st.tabs([words.t("Rows"), words.t("Sources"), words.t("The figure as a table"), words.t("Method and SQL")])
    behind = reader.catalogue[query.evidence]
    rows = cache.fetch(reader.release, behind.name, params)
    figure = rows if behind is query else cache.fetch(reader.release, query.name, params)
    with rows_tab:
        _frame(words, rows, words.n("{count} row of the record", "{count} rows of the record", len(rows)), f"{behind.name}-rows")
    with sources_tab:
        _frame(words, _sources(reader, rows), words.t("The documents these rows rest on, in the language they are written in."), f"{query.name}-sources")
    with figure_tab:
        _frame(words, figure, words.t(query.grain), f"{query.name}-figure")
    with method_tab:
        _method(words, query, params)


def _frame(words: Words, frame: pd.DataFrame, said: str, key: str) -> None:
    st.caption(said)
    if frame.empty:
        st.info(words.t("No rows."), icon=":material/info:")
        return
    readable = tables.readable(frame, words)
    link = {words.column("url"): st.column_config.LinkColumn()} if "url" in frame.columns else None
    st.dataframe(readable, hide_index=True, placeholder="–", alt=said, column_config=link, key=f"dialog-{key}")
    st.download_button(words.t("Download as CSV"), data=lambda: frame.to_csv(index=False).encode("utf-8-sig"), file_name=f"mitra-{key}.csv", mime="text/csv", on_click="ignore", key=f"download-{key}", icon=":material/download:")


def _sources(reader: Reader, rows: pd.DataFrame) -> pd.DataFrame:
    refs = ";".join(sorted(set(rows["ref_id"].dropna()))) if "ref_id" in rows.columns else ""
    return cache.fetch(reader.release, "record.sources_of", {"ref_ids": refs})


def _method(words: Words, query: Query, params: Mapping[str, Value]) -> None:
    if query.formula:
        st.markdown(words.t(query.formula))
    st.caption(words.t("Query {name}, with these parameters:", name=query.name))
    bound = {name: value.isoformat() if isinstance(value, date) else value for name, value in bind(query, params).items()}
    st.code(json.dumps(bound, ensure_ascii=False), language="json")
    st.code(query.sql, language="sql", wrap_lines=True)


def stamp(words: Words, reader: Reader, params: Mapping[str, Value]) -> str:
    """Return the words that say which release and which day the numbers are of."""
    return words.t("Release {release} · as of {date}", release=reader.release, date=words.date(params.get("as_of")))
