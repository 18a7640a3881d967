"""What stands behind a number: its rows, its sources, its formula in words, its SQL, its release and day."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd
import streamlit as st

from mitra import tables
from mitra.catalogue import Query
from mitra.i18n import Words, mark
from mitra.store.reader import Reader, Value, bind
from mitra.ui import cache
from mitra.ui.clickable import settings
from mitra.ui.take import take

SOURCE_COLUMNS = ("publisher", "title", "url", "published_on", "language", "row_count")
LABELS = {  # the filters under the names the filter bar gives them
    "home": mark("Home country"),
    "partner": mark("Partner country"),
    "as_of": mark("As of"),
    "from_year": mark("From year"),
    "to_year": mark("To year"),
    "sector": mark("Sector"),
    "focus": mark("Focus area"),
    "since": mark("Since"),
    "since_release": mark("Since release"),
    "this_release": mark("Release"),
    "all_pairs": mark("All pairs of the record"),
    "domestic": mark("Domestic programmes"),
    "structure_year": mark("Year of the national figures"),
    "population": mark("Enterprises the national figures count"),
    "by_sector": mark("By sector, not by size class"),
    "base_year": mark("In prices of the year"),
    "need": mark("Instrument or focus area sought"),
    "search": mark("Search"),
    "ref_ids": mark("Rows asked for"),
}
CODELISTS = {"home": "country", "partner": "country", "sector": "sector", "focus": "focus_area"}


def dialog(words: Words, reader: Reader, query_name: str, params: Mapping[str, Value], title: str, view: str = "") -> None:
    """Open the evidence of a named query over the page; `view` names its chart in mitra.briefing.views."""
    st.dialog(words.t("Data and sources"), width="large")(_body)(words, reader, reader.catalogue[query_name], params, title, view)


def _body(words: Words, reader: Reader, query: Query, params: Mapping[str, Value], title: str, view: str) -> None:
    behind = reader.catalogue[query.evidence]
    rows = cache.fetch(reader, behind.name, params)
    sources = _sources(reader, rows)
    st.markdown(f"**{title}**")
    st.caption(f"{stamp(words, reader, params)} · {_counts(words, rows, sources)}")
    names = [words.t("Rows"), words.t("Sources"), words.t("How it comes about"), words.t("Cite and save")]
    opened = dict(zip(("rows", "sources", "method", "take", "figure"), st.tabs(names if behind is query else [*names, words.t("The figure as a table")]), strict=False))
    with opened["rows"]:
        _frame(words, rows, words.t(behind.grain), f"{behind.name}-rows")
    with opened["sources"]:
        _frame(words, sources, words.t("The documents these rows rest on, in the language they are written in."), f"{query.name}-sources", SOURCE_COLUMNS)
    with opened["method"]:
        _method(words, query, params)
    with opened["take"]:
        take(words, reader, params, title, view)
    if "figure" in opened:
        with opened["figure"]:
            _frame(words, cache.fetch(reader, query.name, params), words.t(query.grain), f"{query.name}-figure")


def _counts(words: Words, rows: pd.DataFrame, sources: pd.DataFrame) -> str:
    counted = words.n("{count} row of the record", "{count} rows of the record", len(rows))
    return words.join([counted, words.n("{count} source", "{count} sources", len(sources))])


def _frame(words: Words, frame: pd.DataFrame, said: str, key: str, columns: Sequence[str] | None = None) -> None:
    st.caption(said)
    if frame.empty:
        st.info(words.t("The record holds no row for this choice: nothing is recorded, which is not the same as zero."), icon=":material/info:")
        return
    shown = tuple(columns or frame.columns)
    readable = tables.readable(frame, words, shown)
    st.dataframe(readable, hide_index=True, placeholder="–", alt=said, column_config=settings(frame, shown, readable), key=f"dialog-{key}")
    with st.container(horizontal=True):
        _download(words.t("CSV in words"), readable, f"{key}-words", words.t("Headings and names in this language"))
        _download(words.t("CSV with codes"), frame, key, words.t("Column names and codes as the record holds them"))


def _download(label: str, frame: pd.DataFrame, key: str, says: str) -> None:
    st.download_button(label, data=lambda: BOM_UTF8 + tables.csv(frame), file_name=f"mitra-{key}.csv", mime="text/csv", on_click="ignore", key=f"download-{key}", icon=":material/download:", type="tertiary", help=says)


def _sources(reader: Reader, rows: pd.DataFrame) -> pd.DataFrame:
    refs = ";".join(sorted(set(rows["ref_id"].dropna()))) if "ref_id" in rows.columns else ""
    return cache.fetch(reader, "record.sources_of", {"ref_ids": refs})


def _method(words: Words, query: Query, params: Mapping[str, Value]) -> None:
    if query.formula:
        st.markdown(words.t(query.formula))
    if query.method:
        st.markdown(words.t(query.method))
    if query.measure:
        st.caption(words.t("The statement below gives the rows; {measure} computes the figure from them.", measure=f"`mitra.measures.{query.measure}`"))
    st.caption(words.t("Judged with this choice:"))
    choice = pd.DataFrame({words.t("Filter"): labels(words, query), words.t("Chosen"): [_said(words, name, value) for name, value in bind(query, params).items()]})
    if not choice.empty:
        st.table(choice.set_index(words.t("Filter")))
    with st.expander(words.t("The query {name}, as it runs", name=f"`{query.name}`"), icon=":material/code:"):
        st.code(query.sql, language="sql", wrap_lines=True)


def labels(words: Words, query: Query) -> list[str]:
    """Return a heading in words for each parameter of a query, in their order."""
    fields = words.contract.fields
    return [words.t(LABELS[name]) if name in LABELS else words.column(next((field for field in (f"{name}_code", f"{name}_id") if field in fields), name)) for name in query.params]


def _said(words: Words, name: str, value: Value) -> str:
    """Return a parameter's value as the filter bar would show it."""
    if value is None:
        return words.t("All")
    if isinstance(value, bool):
        return words.t("yes") if value else words.t("no")
    if isinstance(value, date):
        return words.date(value)
    field = words.contract.fields.get(f"{name}_code")
    codelist = CODELISTS.get(name) or (field.codelist if field else None)
    return words.code(codelist, value) if codelist else words.name(value)


def stamp(words: Words, reader: Reader, params: Mapping[str, Value]) -> str:
    """Return the words that say which release and which day the numbers are of."""
    return words.t("Release {release} · as of {date}", release=reader.release, date=words.date(params.get("as_of")))
