"""The tabs of the sources page that explain the record: definitions, differences, dictionary, institutions, rules, releases."""

from __future__ import annotations

import streamlit as st

from mitra import dictionary
from mitra.charts import known
from mitra.charts import sources as charts
from mitra.findings import sources as findings
from mitra.i18n import mark
from mitra.ui import cache, link
from mitra.ui.choice import choose
from mitra.ui.page import Page

SUBJECTS = {
    "overview": mark("Overview"),
    "agreements": mark("Agreements"),
    "sectors": mark("Sectors"),
    "regions": mark("Regions"),
    "coverage": mark("Coverage"),
    "financing": mark("Financing"),
    "outcomes": mark("Outcomes"),
    "sources": mark("Sources"),
    "questions": mark("Questions"),
}


def definitions(page: Page) -> None:
    """Draw what the codes mean and how each figure comes about."""
    t, words = page.words.t, page.words
    left, right = st.columns(2, gap="large")
    with left:
        page.section(t("What the codes mean"))
        codelist = choose(t("Code list"), dictionary.codelists(words), lambda name: dictionary.codelist_name(name, words), key="sources.codelist")
        codes = dictionary.codes(codelist, words)
        if t("Meaning") in codes:
            st.table(codes.drop(columns=t("Code")).set_index(t("Name")))
        else:
            st.dataframe(codes, hide_index=True, placeholder="–", key="sources-codes", alt=t("What the codes mean"))
    with right:
        page.section(t("How each figure comes about"))
        queries = page.reader.catalogue
        subject = choose(t("Page"), dictionary.subjects(queries), lambda name: t(SUBJECTS[name]) if name in SUBJECTS else name.capitalize(), key="sources.subject")
        for name, title, grain, formula in dictionary.queries(queries, subject, words):
            with st.expander(title):
                st.markdown(formula)
                st.caption(f"{grain} · `{name}`")


def contested(page: Page) -> None:
    """Draw the figures on which sources differ, version beside version."""
    t, words = page.words.t, page.words
    rows = page.fetch("sources.contested")
    page.chart(
        charts.contested(rows, words, page.look),
        "sources.contested",
        title=findings.contested(rows, words),
        said=t("Distance of each other version from the one the record shows, in percent of it; the ten widest. Click one to see it below."),
        key="contested",
        click={"sources.figure": 0},
    )
    page.section(t("Version beside version"))
    figures = findings.figures(rows)
    chosen = choose(t("Figure"), list(figures), lambda version: findings.figure_name(rows, version, words), key="sources.figure")
    versions = rows[rows["contested_id"].isin(figures[chosen])].to_dict("records")
    for column, version in zip(st.columns(len(versions)), versions, strict=True):
        with column, st.container(border=True, height="stretch"):
            st.badge(t("the record shows this") if version["is_shown"] else t("another version"), icon=":material/check:" if version["is_shown"] else None, color="blue" if version["is_shown"] else "gray")
            st.markdown(f"#### {findings.version(version, words)}")
            st.caption(findings.rests_on(version, words))


def columns(page: Page) -> None:
    """Draw the data dictionary of one table and how far its columns are filled."""
    t, words = page.words.t, page.words
    tables = words.contract.tables
    names = sorted(tables, key=lambda name: tables[name].title[words.language])
    table = choose(t("Table"), names, lambda name: tables[name].title[words.language], key="sources.table", first="agreements", width=360)
    st.markdown(tables[table].description[words.language])
    st.dataframe(dictionary.fields(table, words), hide_index=True, placeholder="–", key="sources-fields", height="content", alt=t("The columns of the table"))
    rows = page.fetch("sources.completeness", table_name=table)
    page.chart(
        known.known(rows, words, page.look),
        "sources.completeness",
        title=findings.completeness(rows, words),
        said=t("Columns that may be empty. Empty means unknown, or that the row has no such thing; it never means zero."),
        key="completeness",
        empty=t("Every column of this table must be filled, so nothing can be missing."),
        table_name=table,
    )


def institutions(page: Page) -> None:
    """Draw who took over from whom, and all institutions with their roles."""
    t, words = page.words.t, page.words
    page.section(t("Who took over from whom"))
    for sentence in findings.succession(page.fetch("sources.succession"), words):
        st.markdown(sentence)
    page.evidence("sources.succession", t("Who took over from whom"))
    page.section(t("Institutions of the record"))
    pair_only = st.toggle(t("Only of the two countries"), key="sources.institutions")
    rows = page.fetch("sources.institutions", pair_only=pair_only)
    if one := link.choose("institution", t("Institution"), list(rows["ref_id"]), words.name, key="sources.institution", all_label=t("All")):
        rows = rows[rows["ref_id"] == one]
    page.table(rows, key="institutions", height="auto" if one else 520, alt=t("Institutions of the record"), columns=["ref_id", "acronym", "country_code", "institution_kind_code", "agreement_count", "program_count"])
    page.evidence("sources.institutions", t("Institutions of the record"), pair_only=pair_only)


def rules(page: Page) -> None:
    """Draw size classes by law, and the exchange rates on record."""
    t, words = page.words.t, page.words
    rows = page.fetch("sources.size_rules")
    page.section(findings.size_rules(rows, words), t("An enterprise's size follows the law of its country on the day. Industries and criteria stand in the words of the source."))
    page.table(rows, key="rules", height=420, alt=t("Size classes by law"), columns=["country_code", "size_class_code", "criterion_stated", "min_exclusive", "max_inclusive", "unit", "industry_stated", "legal_basis", "in_force_from", "in_force_until", "rule_stated"])
    page.evidence("sources.size_rules", t("Size classes by law"))
    page.view("sources.fx", key="fx", empty=t("The rates on record lie outside the chosen period. Widen it to see them."))


def releases(page: Page) -> str:
    """Draw the history of releases and what one of them holds; return which one was chosen."""
    t, words = page.words.t, page.words
    shelf = cache.library().shelf
    page.section(t("History of the releases"), t("A release never changes. Publishing adds one; going back makes an earlier one current again."))
    entries = cache.ledger()
    st.dataframe(dictionary.ledger(entries, words), hide_index=True, placeholder="–", key="sources-ledger", alt=t("History of the releases"))
    options = list(dict.fromkeys(entry.release for entry in reversed(entries)))
    chosen = choose(t("Release"), options, str, key="sources.release", first=page.reader.release, width=360)
    manifest = shelf.manifest(chosen)
    parent = manifest.get("parent")
    before = shelf.manifest(str(parent)) if parent in options else None
    st.caption(t("Built on release {parent}.", parent=parent) if parent else t("The first release: it has none before it."))
    st.dataframe(dictionary.counts(manifest, before, words), hide_index=True, placeholder="–", key="sources-counts", height="content", alt=t("Rows of each table"))
    return chosen
