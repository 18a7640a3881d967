"""The upload from the first file to the published release, one step under the other; a step appears when the one before it is done."""

from __future__ import annotations

import streamlit as st

from mitra.errors import MitraError
from mitra.ingest.change import RefusedError
from mitra.ingest.plans import FilePlan, Mapped, Prepared
from mitra.ingest.repair import is_refused_rows
from mitra.ui.jobs import Say
from mitra.ui.page import Page
from mitra.ui.upload import columns, effect, files, problems, publishing
from mitra.ui.upload.desk import Desk, Sheet, clear, desk, plan


def upload(page: Page) -> None:
    """Draw the upload."""
    table = desk()
    if table.published is not None:
        publishing.done(page, table)
        return
    _step(page, 1, page.words.t("Files"))
    files.drop_zone(page)
    if not table.sheets:
        st.caption(page.words.t("No file at hand? The next tab has a template for each table."))
        return
    try:
        _steps(page, table)
    except MitraError as error:
        st.error(page.words.error(error), icon=":material/error:")
        if isinstance(error, RefusedError):
            files.notes(error.findings, page.words)
    st.button(page.words.t("Take all files away and begin anew"), key="upload-clear", icon=":material/restart_alt:", type="tertiary", on_click=clear)


def _steps(page: Page, table: Desk) -> None:
    """Draw one step after the other, as far as the files have come."""
    plans = tuple(plan(sheet, page) for sheet in table.sheets)
    found = _understood(page, table, plans)
    if not found:
        return
    _step(page, 2, page.words.t("Places of the columns"))
    for sheet, one in found:
        _name(sheet, found)
        columns.places(page, sheet, one)
    _step(page, 3, page.words.t("Check"))
    prepared = table.result("check", plans, lambda say: table.bench.check([one for _, one in found], say), page)
    if prepared is None:
        return
    for (sheet, _), one in zip(found, prepared, strict=True):
        _name(sheet, found)
        problems.problems(page, table, sheet, one)
    if _goes_on(page, prepared):
        _last_steps(page, table, plans, prepared)


def _understood(page: Page, table: Desk, plans: tuple[FilePlan, ...]) -> list[tuple[Sheet, Mapped]]:
    """Draw what was understood of each file; return nothing while one is being read or cannot be."""
    read = table.result("read", plans, lambda say: [_read(table, one, say) for one in plans], page)
    if read is None:
        return []
    pairs = list(zip(list(table.sheets), read, strict=True))
    found = [(sheet, one) for sheet, one in pairs if isinstance(one, Mapped)]
    if merge_mended(table, found):
        st.rerun()
    for sheet, one in pairs:
        if isinstance(one, MitraError):
            _unreadable(page, table, sheet, one)
            continue
        with st.expander(f"**{sheet.name}**", expanded=len(pairs) == 1):
            files.understood(page, table, sheet, one)
    return found if len(found) == len(pairs) else []


def _last_steps(page: Page, table: Desk, plans: tuple[FilePlan, ...], prepared: list[Prepared]) -> None:
    """Draw what would change, and the button that publishes it."""
    _step(page, 4, page.words.t("What would change"))
    preview = table.result("preview", (plans, page.filters.as_of), lambda say: table.drafted(prepared, page.filters.as_of, say), page)
    if preview is not None:
        effect.effect(page, preview)
        _step(page, 5, page.words.t("Publish"))
        publishing.publish(page, table, prepared, preview)


def _read(table: Desk, one: FilePlan, say: Say) -> Mapped | MitraError:
    """Return a file as read and mapped, or the plain reason why it cannot be."""
    try:
        return table.bench.read(one, say)
    except MitraError as error:
        return error


def _unreadable(page: Page, table: Desk, sheet: Sheet, error: MitraError) -> None:
    st.error(f"**{sheet.name}**: {page.words.error(error)}", icon=":material/error:")
    with st.container(horizontal=True):
        st.button(page.words.t("Take the file away"), key=sheet.key("remove"), icon=":material/delete:", type="tertiary", on_click=table.sheets.remove, args=(sheet,))
        if sheet.amended or sheet.repairs or sheet.mended:
            st.button(page.words.t("Undo what was changed by hand"), key=sheet.key("undo"), icon=":material/undo:", type="tertiary", on_click=sheet.forget)


def merge_mended(table: Desk, found: list[tuple[Sheet, Mapped]]) -> bool:
    """Put files of refused rows that came back mended to the file they were taken from; return whether there were any."""
    merged = False
    for sheet, one in found:
        if not is_refused_rows(one.reading.columns):
            continue
        names = {column.name for column in one.reading.columns}
        whole = next((other for other, its in found if other is not sheet and {column.name for column in its.reading.columns} <= names), None)
        if whole is not None:
            whole.mended.append(sheet.path)
            table.sheets.remove(sheet)
            merged = True
    return merged


def _goes_on(page: Page, prepared: list[Prepared]) -> bool:
    """Return whether there is anything to preview; rows with errors stay behind only when the analyst says so."""
    t, words = page.words.t, page.words
    refused, accepted = (sum(counts) for counts in zip(*((one.checked.refused_count, one.checked.accepted_count) for one in prepared), strict=True))
    if not accepted:
        st.warning(t("No row can be published yet. Mend the errors above, map the columns that are missing, or give one value for all rows."), icon=":material/block:")
        return False
    if not refused:
        return True
    asked = words.n("Leave {count} row with errors out; it is kept with the release, for later", "Leave {count} rows with errors out; they are kept with the release, for later", refused)
    return st.toggle(asked, key="upload-leave-out", persist_state="session")


def _step(page: Page, number: int, title: str) -> None:
    page.section(page.words.t("{number}. {title}", number=page.words.number(number), title=title))


def _name(sheet: Sheet, found: list[tuple[Sheet, Mapped]]) -> None:
    if len(found) > 1:
        st.markdown(f"### {sheet.name}")
