"""What is wrong with a file, by cell: counted, listed, mended in place, or downloaded, mended and dropped again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd
import streamlit as st

from mitra.i18n import UNKNOWN, Words, mark
from mitra.ingest.check_rules import FROM_RECORD, say
from mitra.ingest.finding import ERROR, NOTE, WARNING, Finding
from mitra.ingest.plans import Prepared
from mitra.ui import state
from mitra.ui.choice import choose
from mitra.ui.clickable import clicked_row
from mitra.ui.page import Page
from mitra.ui.upload.desk import Desk, Sheet

SEVERITIES = {ERROR: mark("Error"), WARNING: mark("Warning"), NOTE: mark("Note")}
LISTED = 1_000  # findings that the page lists; the downloads hold them all


def problems(page: Page, desk: Desk, sheet: Sheet, prepared: Prepared) -> None:
    """Draw what the check of one file found."""
    t, words, checked = page.words.t, page.words, prepared.checked
    numbers = (
        (t("Rows that hold"), checked.accepted_count, None),
        (t("Rows kept back"), checked.refused_count, t("A row with an error is never published.")),
        (t("Errors"), checked.severities.get(ERROR, 0), None),
        (t("Warnings"), checked.severities.get(WARNING, 0), t("Published all the same; look at them.")),
    )
    for column, (label, count, note) in zip(st.columns(4), numbers, strict=True):
        column.metric(label, words.number(count), help=note, border=True)
    _mended(sheet, words)
    if not checked.findings:
        st.success(t("Nothing is wrong with this file."), icon=":material/check_circle:")
        return
    for kept in (finding for finding in checked.findings if finding.rule is FROM_RECORD):
        st.info(words.sentences(*say(kept, words)), icon=":material/history:")
    by_weight = sorted(checked.findings, key=lambda finding: list(SEVERITIES).index(finding.rule.severity))
    shown = _chosen(sheet, by_weight, checked.counts, words)
    _list(page, sheet, prepared, shown)
    _mend(page, desk, sheet, prepared, shown)
    if checked.refused_count:
        _downloads(sheet, prepared, words)


def _chosen(sheet: Sheet, findings: Sequence[Finding], counts: Mapping[str, int], words: Words) -> list[Finding]:
    """Draw the choice of a rule and return the findings to list."""
    first = {finding.rule.code: finding for finding in reversed(findings)}
    rules = sorted(first, key=lambda code: (list(SEVERITIES).index(first[code].rule.severity), -counts.get(code, 0)))

    def name(code: str) -> str:
        return words.t("{severity}, {count}: {example}", severity=words.t(SEVERITIES[first[code].rule.severity]), count=words.number(counts.get(code, 0)), example=say(first[code], words)[0])

    rule = choose(words.t("What was found"), rules, name, key=sheet.key("rule"), all_label=words.t("All findings ({count})", count=words.number(sum(counts.values()))), persist_state="session")
    return [finding for finding in findings if rule is None or finding.rule.code == rule][:LISTED]


def _list(page: Page, sheet: Sheet, prepared: Prepared, shown: Sequence[Finding]) -> None:
    t, words = page.words.t, page.words
    said = [say(finding, words) for finding in shown]
    headings = {column.name for column in prepared.mapped.reading.columns}
    frame = pd.DataFrame(
        {
            t("Row"): pd.array([finding.row for finding in shown], dtype="Int64"),
            t("Column"): [UNKNOWN if finding.column is None else finding.column if finding.column in headings else words.column(finding.column) for finding in shown],
            t("Value"): [UNKNOWN if finding.value is None else finding.value[:200] for finding in shown],
            t("What is wrong"): [what for what, _ in said],
            t("What to do"): [fix for _, fix in said],
            t("Severity"): [t(SEVERITIES[finding.rule.severity]) for finding in shown],
        }
    )
    picked = clicked_row(frame, key=sheet.key("findings", len(shown), state.get(sheet.key("rule"))), alt=t("What the check found, by row and column"), height=min(420, 36 * (len(shown) + 1) + 2))
    if picked is not None:
        state.set_filters({sheet.key("picked"): picked})


def _mend(page: Page, desk: Desk, sheet: Sheet, prepared: Prepared, shown: Sequence[Finding]) -> None:
    """Draw the place where the chosen cell is mended, and the way back."""
    t, words = page.words.t, page.words
    place = state.get(sheet.key("picked"))
    finding = shown[place] if place is not None and place < len(shown) else None
    headings = [column.name for column in prepared.mapped.reading.columns]
    if finding is not None and finding.row is not None and finding.column in headings:
        column = headings.index(finding.column)
        held = desk.bench.cell(prepared.mapped, finding.row, column)
        with st.form(sheet.key("mend", finding.row, finding.column), enter_to_submit=True):
            left, right = st.columns([3, 2], vertical_alignment="bottom")
            text = left.text_input(t("Row {row}, {column}", row=words.number(finding.row), column=finding.column), value=held or "")
            everywhere = right.checkbox(t("In every cell with this text"))
            if st.form_submit_button(t("Mend"), icon=":material/build:"):
                rows = desk.bench.rows_holding(prepared.mapped, column, held) if everywhere else [finding.row]
                sheet.repairs.update({(row, column): text for row in rows})
                state.set_filters({sheet.key("picked"): None})
                st.rerun()
    else:
        st.caption(t("Choose a row of the list to mend its cell here."))


def _mended(sheet: Sheet, words: Words) -> None:
    """Say how many cells were mended, and offer the way back."""
    count = len(sheet.repairs)
    if count:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(words.n("{count} cell is mended here; the file itself stays as it came.", "{count} cells are mended here; the file itself stays as it came.", count))
            st.button(words.t("Undo the mending"), key=sheet.key("unmend"), icon=":material/undo:", type="tertiary", on_click=sheet.repairs.clear)


def _downloads(sheet: Sheet, prepared: Prepared, words: Words) -> None:
    """Draw the downloads of the rows that are kept back, to be mended elsewhere and dropped again."""
    t = words.t
    stem = Path(prepared.mapped.plan.name).stem[:60]
    with st.container(horizontal=True, vertical_alignment="center"):
        for kind, label in (("xlsx", t("Rows kept back, as Excel")), ("csv", t("Rows kept back, as CSV"))):
            name = f"{stem}-{t('kept-back')}.{kind}"
            st.download_button(label, data=lambda kind=kind: _refused(prepared, words, kind), file_name=name, key=sheet.key("refused", kind), on_click="ignore", icon=":material/download:", type="tertiary")
        st.caption(t("Mend them in the file and drop it here again: its rows find their places."))


def _refused(prepared: Prepared, words: Words, kind: str) -> bytes:
    path = prepared.mapped.plan.path.with_suffix(f".refused.{kind}")
    prepared.checked.write_refused(path, [column.name for column in prepared.mapped.reading.columns], words, kind=kind)
    return path.read_bytes()
