"""The upload from the first file to the published release, one step under the other; a step appears when the one before it is done."""

from __future__ import annotations

import streamlit as st

from mitra.errors import MitraError
from mitra.ingest.batch import Mapped, Prepared
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
    st.button(page.words.t("Take all files away and begin anew"), key="upload-clear", icon=":material/restart_alt:", type="tertiary", on_click=clear)


def _steps(page: Page, table: Desk) -> None:
    t = page.words.t
    plans = tuple(plan(sheet, page) for sheet in table.sheets)
    read = table.result("read", plans, lambda say: [_read(table, one, say) for one in plans], page)
    if read is None:
        return
    found: list[tuple[Sheet, Mapped]] = []
    for sheet, one in zip(list(table.sheets), read, strict=True):
        if isinstance(one, Mapped):
            found.append((sheet, one))
        else:
            _unreadable(page, table, sheet, one)
    if table.bench.adopt_mended(found):
        ...
    for sheet, one in found:
        with st.expander(f"**{sheet.name}**", expanded=len(found) == 1):
            files.understood(page, table, sheet, one)
    if len(found) < len(table.sheets):
        return
    _step(page, 2, t("Places of the columns"))
    for sheet, one in found:
        _name(sheet, found)
        columns.places(page, sheet, one)
    _step(page, 3, t("Check"))
    prepared = table.result("check", plans, lambda say: table.bench.check([one for _, one in found], say), page)
    if prepared is None:
        return
    for (sheet, _), one in zip(found, prepared, strict=True):
        _name(sheet, found)
        problems.problems(page, table, sheet, one)
    if _held_back(page, prepared):
        return
    _step(page, 4, t("What would change"))
    ...
