"""The first steps: files are dropped, and each says what was read of it, beside its lines as they stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from mitra.i18n import UNKNOWN, Words, mark
from mitra.ingest.check_rules import say
from mitra.ingest.finding import ERROR, NOTE, WARNING, Finding
from mitra.ingest.plans import Mapped
from mitra.ui.choice import choose
from mitra.ui.page import Page
from mitra.ui.upload.desk import Desk, Sheet, desk

ICONS = {ERROR: ":material/error:", WARNING: ":material/warning:", NOTE: ":material/info:"}
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1252", "cp932", "euc-jp", "iso-2022-jp", "gb18030", "cp949", "cp1250", "cp1251")
DELIMITERS = {",": mark("comma"), ";": mark("semicolon"), "\t": mark("tab"), "|": mark("bar"), ":": mark("colon"), " ": mark("space")}
QUOTES = {'"': mark("double quote"), "'": mark("single quote")}
DECIMALS = {".": mark("point (1,234.5)"), ",": mark("comma (1.234,5)")}
ORDERS = {"dmy": mark("day, month, year"), "mdy": mark("month, day, year"), "ymd": mark("year, month, day")}


def drop_zone(page: Page) -> None:
    """Draw the place where files are dropped; what is dropped goes to disk at once and out of memory."""
    t = page.words.t
    megabytes = int(st.get_option("server.maxUploadSize"))
    dropped = st.file_uploader(
        t("Drop one or several files: CSV, TSV, Excel, OpenDocument, also zipped. Up to {size} MB each; larger ones go through the command line.", size=megabytes),
        accept_multiple_files=True,
        key=f"upload-drop-{desk().drops}",
    )
    if dropped:
        for file in dropped:
            desk().take(file.name, file)
            file.close()
        desk().drops += 1
        st.rerun()


def understood(page: Page, table: Desk, sheet: Sheet, mapped: Mapped) -> None:
    """Draw what was understood of one file, with ten of its lines as they stand, and let it be said otherwise."""
    t, words = page.words.t, page.words
    left, right = st.columns([2, 3], gap="large")
    with left:
        st.table({t("What was read"): dict(_facts(mapped, words))})
        with st.container(horizontal=True):
            with st.popover(t("Read it otherwise"), icon=":material/tune:"):
                _hints(sheet, mapped, words)
            st.button(t("Take the file away"), key=sheet.key("remove"), icon=":material/delete:", type="tertiary", on_click=table.sheets.remove, args=(sheet,))
    with right:
        st.caption(t("The first lines, as they stand"))
        st.code("\n".join(line[:400] for line in mapped.reading.raw_lines), language=None)
    notes(mapped.reading.warnings, words)


def notes(findings: Sequence[Finding], words: Words) -> None:
    """Draw what the reader noticed, one line each."""
    for finding in findings[:20]:
        st.markdown(f"{ICONS[finding.rule.severity]} {words.sentences(*say(finding, words))}".replace("$", "\\$"))
    if len(findings) > 20:
        st.caption(words.t("… and {count} more.", count=words.number(len(findings) - 20)))


def _facts(mapped: Mapped, words: Words) -> list[tuple[str, str]]:
    reading, t = mapped.reading, words.t
    dialect = reading.dialect
    found = [(t("Rows"), words.number(reading.row_count)), (t("Columns"), words.number(len(reading.columns)))]
    if reading.encoding:
        found.append((t("Encoding"), reading.encoding))
    if dialect is not None:
        found.append((t("Delimiter"), _named(DELIMITERS, dialect.delimiter, words)))
        found.append((t("Quotes"), _named(QUOTES, dialect.quote, words)))
    found.append((t("Rows above the heading"), words.number(reading.header_row)))
    found.append((t("Rows of the heading"), words.number(reading.header_rows)))
    if dialect is not None and dialect.decimal:
        found.append((t("Decimal mark"), _named(DECIMALS, dialect.decimal, words)))
    if dialect is not None and dialect.date_order:
        found.append((t("Order of dates"), _named(ORDERS, dialect.date_order, words)))
    if reading.sheet:
        found.append((t("Sheet"), reading.sheet))
    return found


def _named(names: dict[str, str], value: str | None, words: Words) -> str:
    return UNKNOWN if value is None else words.t(names[value]) if value in names else f"“{value}”"


def _hints(sheet: Sheet, mapped: Mapped, words: Words) -> None:
    """Draw a widget for each thing that the reader guessed; an empty one leaves it to guess."""
    t, reading = words.t, mapped.reading

    def hint(name: str, label: str, options: Sequence[Any], names: Callable[[Any], str]) -> None:
        choose(label, options, names, key=sheet.key("hint", name), all_label=t("as guessed"), persist_state="session")

    if len(reading.sheets) > 1:
        hint("sheet", t("Sheet"), reading.sheets, str)
    if reading.table_count > 1:
        hint("table", t("Table in the file"), range(reading.table_count), lambda place: words.number(place + 1))
    if reading.encoding:
        hint("encoding", t("Encoding"), ENCODINGS, str)
        hint("delimiter", t("Delimiter"), list(DELIMITERS), lambda mark: t(DELIMITERS[mark]))
        hint("quote", t("Quotes"), list(QUOTES), lambda mark: t(QUOTES[mark]))
    left, right = st.columns(2)
    with left:
        hint("skip_rows", t("Rows above the heading"), range(60), words.number)
        hint("decimal", t("Decimal mark"), list(DECIMALS), lambda mark: t(DECIMALS[mark]))
    with right:
        hint("header_rows", t("Rows of the heading"), range(6), words.number)
        hint("date_order", t("Order of dates"), list(ORDERS), lambda order: t(ORDERS[order]))
