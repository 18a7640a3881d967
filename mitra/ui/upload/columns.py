"""Where a file's columns go: its table, a place for each column, what fills the rest, and whose file it is."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from mitra import dictionary
from mitra.contract import Field
from mitra.i18n import UNKNOWN, Words, mark
from mitra.ingest import mapping as mappings
from mitra.ingest.mapping import Match
from mitra.ingest.plans import Mapped
from mitra.ui import cache, state
from mitra.ui.choice import choose
from mitra.ui.page import Page
from mitra.ui.upload.desk import Sheet

MOST = 60  # columns drawn with a choice each; a wider file's others are listed
WHY = {
    mappings.CHOSEN: mark("your choice"),
    mappings.REMEMBERED: mark("as last time"),
    mappings.NAME: mark("its name"),
    mappings.TITLE: mark("its heading"),
    mappings.SYNONYM: mark("another word for it"),
    mappings.PART: mark("a part of the heading"),
    mappings.FUZZY: mark("a similar heading"),
    mappings.VALUES: mark("its values"),
}
MODES = {"upsert": mark("Add and update rows"), "append": mark("Only add rows"), "replace": mark("Replace the whole table")}


def places(page: Page, sheet: Sheet, mapped: Mapped) -> None:
    """Draw where one file goes: table, columns, given values, source and mode."""
    t, words = page.words.t, page.words
    sheet.guessed = mapped.mapping.table.name
    tables = dictionary.fillable(words)
    left, right = st.columns(2, gap="large")
    with left:
        guess = words.contract.tables[sheet.guessed].title[words.language]
        choose(t("Table of the record"), tables, lambda name: words.contract.tables[name].title[words.language], key=sheet.key("table"), all_label=t("{table} (recognised)", table=guess), persist_state="session")
    with right:
        st.segmented_control(t("What the rows do"), list(MODES), key=sheet.key("mode"), default="upsert", required=True, format_func=lambda mode: t(MODES[mode]), persist_state="session")
    st.caption(words.contract.tables[sheet.guessed].description[words.language])
    with st.expander(_columns_said(mapped, words), expanded=bool(mapped.mapping.unmapped)):
        for match in mapped.mapping.matches[:MOST]:
            _place(sheet, mapped, match, words)
    _given(page, sheet, mapped)
    _source(page, sheet, mapped)


def _columns_said(mapped: Mapped, words: Words) -> str:
    used, all_ = len(mapped.mapping.fields), len(mapped.mapping.matches)
    unused = [f"“{match.heading}”" for match in mapped.mapping.unmapped]
    said = words.t("{used} of {all} columns have their place.", used=words.number(used), all=words.number(all_))
    return words.sentences(said, words.t("Not used: {columns}.", columns=words.join(unused[:8])) if unused else "")


def _place(sheet: Sheet, mapped: Mapped, match: Match, words: Words) -> None:
    """Draw one column: its heading, the place it goes to, how sure that is and why."""
    t = words.t
    key = sheet.key(sheet.guessed, "column", match.index)
    state.set_filters({key: match.field})
    left, middle, right = st.columns([3, 3, 2], vertical_alignment="center")
    examples = _plain(" · ".join(mapped.examples[match.index])[:80])
    left.markdown(f"**{_plain(match.heading) or UNKNOWN}**  \n:small[:gray[{examples or UNKNOWN}]]")
    middle.selectbox(match.heading, mapped.mapping.table.field_names, key=key, index=None, format_func=words.column, placeholder=t("not used"), label_visibility="collapsed", on_change=_amend, args=(sheet, mapped, match, key), persist_state="session")
    if match.field is not None and match.why in WHY:
        right.caption(t("{share} sure: {why}", share=words.percent(match.confidence), why=t(WHY[match.why])))


def _plain(heading: str) -> str:
    return "".join(" " if char in "\n\r" else f"\\{char}" if char in "*_`[]#$~<>:" else char for char in heading)


def _amend(sheet: Sheet, mapped: Mapped, match: Match, key: str) -> None:
    """Take over a choice (a widget callback); a column that had the place before gives it up."""
    chosen = state.get(key)
    other = mapped.mapping.fields.get(chosen) if chosen else None
    if other is not None and other.heading != match.heading:
        sheet.amended[other.heading] = None
    sheet.amended[match.heading] = chosen


def _given(page: Page, sheet: Sheet, mapped: Mapped) -> None:
    """Draw a value for all rows for each column that the file lacks and needs, and for others on demand."""
    t, words = page.words.t, page.words
    table = mapped.mapping.table
    open_ = [field for field in table.fields if field.name not in mapped.mapping.fields and field.name not in ("source_id", *mappings.made_key(table))]
    lacking = [name for name in mapped.mapping.lacking({"source_id": ""}) if name != "source_id" and not mapped.on_record]
    key = sheet.key(sheet.guessed, "given")
    if state.get(key) is None:
        state.set_filters({key: lacking})
    chosen = st.multiselect(t("One value for all rows"), [field.name for field in open_], key=key, format_func=words.column, placeholder=t("Choose a column that the file does not have"), persist_state="session")
    for field in open_:
        if field.name in chosen:
            _value(page, field, sheet.key(sheet.guessed, "given", field.name), needed=field.name in lacking)
    if mapped.on_record:
        st.caption(words.n("{count} row is on record already: it needs nothing but its key and what changes.", "{count} rows are on record already: they need nothing but their key and what changes.", mapped.on_record))


def _value(page: Page, field: Field, key: str, *, needed: bool) -> None:
    words, t = page.words, page.words.t
    label = t("{column} (needed)", column=words.column(field.name)) if needed else words.column(field.name)
    if field.codelist:
        choose(label, words.contract.codes(field.codelist), lambda code: words.code(str(field.codelist), code), key=key, all_label=t("Choose one"), persist_state="session")
    elif field.references:
        choose(label, _keys(page, field.references), lambda ref: f"{ref} · {words.name(ref)}", key=key, all_label=t("Choose one"), persist_state="session")
    elif field.type == "boolean":
        choose(label, ("true", "false"), lambda value: t("yes") if value == "true" else t("no"), key=key, all_label=t("Choose one"), persist_state="session")
    else:
        st.text_input(label, key=key, persist_state="session")


def _keys(page: Page, table: str) -> Sequence[str]:
    return list(page.fetch("record.keys", table_name=table)["ref_id"])


def _source(page: Page, sheet: Sheet, mapped: Mapped) -> None:
    """Ask whose file it is, where no column names a source: a source on record, or the file itself."""
    if "source_id" in mapped.mapping.fields or "source_id" not in mapped.mapping.table.field_names or mapped.mapping.table.name == "sources":
        return
    words, t = page.words, page.words.t
    left, middle, right = st.columns([3, 2, 1], gap="large")
    kept = 0 < mapped.on_record == mapped.reading.row_count
    with left:
        choose(t("Source of these rows"), _keys(page, "sources"), lambda ref: f"{ref} · {words.name(ref)}", key=sheet.key("source"), all_label=t("as on record") if kept else t("the file itself"), persist_state="session")
    if kept:
        return
    if state.get(sheet.key("source")) is None:
        with middle:
            st.text_input(t("Who made the file"), key=sheet.key("publisher"), placeholder=t("For example: Ministry of MSMEs"), persist_state="session")
        with right:
            choose(t("Its language"), words.contract.codes("language"), lambda code: words.code("language", code), key=sheet.key("language"), all_label=words.code("language", words.language), persist_state="session")
    _say_protected(page)


def _say_protected(page: Page) -> None:
    """Say what visitors will see of enterprises whose source has no web address, as a file itself has none."""
    least = cache.library().settings.small_cells
    if least:
        st.caption(page.words.t("Enterprises of a source without a web address are not public: visitors see no names, and only groups of at least {least}.", least=page.words.number(least)))
