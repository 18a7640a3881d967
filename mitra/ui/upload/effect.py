"""What an upload would change, before it does: headline numbers, cells of coverage, rows old beside new; and the draft to look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd
import streamlit as st

from mitra import tables
from mitra.i18n import UNKNOWN, Words, mark
from mitra.ingest.comparison import ADDED, CHANGED, WITHDRAWN, TableChange
from mitra.ingest.difference import Difference
from mitra.ingest.headlines import HeadlineMove
from mitra.ingest.plans import Preview
from mitra.ui import state
from mitra.ui.choice import choose
from mitra.ui.page import Page

KINDS = {ADDED: mark("new"), CHANGED: mark("changed"), WITHDRAWN: mark("withdrawn")}
IN_A_ROW = 3


def effect(page: Page, preview: Preview) -> None:
    """Draw what the draft would change, and the way into it."""
    t, words, moves = page.words.t, page.words, preview.difference
    for number, release in preview.draft.already.items():
        st.info(t("{name} is in the record already, since release {release}; it is not taken in again.", name=preview.draft.changes[number].origin.file_name, release=release), icon=":material/done_all:")
    if not moves.moved:
        st.info(t("Nothing would change: the record holds these rows as they are."), icon=":material/check:")
        return
    for table in moves.tables:
        if table.moved:
            st.markdown(said(table, words))
    _headlines(moves.headlines, words)
    cells(moves, words)
    rows(page, moves, "effect")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(t("Look at the whole dashboard on this draft"), key="upload-look", icon=":material/visibility:", on_click=_look, args=(preview,))
        st.caption(t("Only you see it, on every page, until you leave it or publish it."))


def _look(preview: Preview) -> None:
    """Show this session the draft on every page (a widget callback)."""
    state.current().draft = preview.draft.id


def said(table: TableChange, words: Words) -> str:
    """Return what happens to one table, in a sentence."""
    title = words.contract.tables[table.table].title[words.language]
    parts = [
        words.n("{count} new row", "{count} new rows", table.added) if table.added else "",
        words.n("{count} changed row", "{count} changed rows", table.changed) if table.changed else "",
        words.n("{count} withdrawn row", "{count} withdrawn rows", table.withdrawn) if table.withdrawn else "",
        words.n("{count} row as before", "{count} rows as before", table.unchanged),
    ]
    return words.t("**{table}**: {parts}.", table=title, parts=words.join([part for part in parts if part]))


def _headlines(moves: Sequence[HeadlineMove], words: Words) -> None:
    """Draw the headline numbers that move, each with how far."""
    if not moves:
        st.caption(words.t("No headline number moves."))
        return
    for pair in dict.fromkeys((move.home, move.partner) for move in moves):
        st.caption(words.t("{home} and {partner}", home=words.country(pair[0]), partner=words.country(pair[1])))
        of_pair = [move for move in moves if (move.home, move.partner) == pair]
        for start in range(0, len(of_pair), IN_A_ROW):
            for column, move in zip(st.columns(IN_A_ROW), of_pair[start : start + IN_A_ROW], strict=False):
                with column:
                    _headline(move, words)


def _headline(move: HeadlineMove, words: Words) -> None:
    by = None if move.before is None or move.after is None else words.signed(move.after - move.before)
    before = words.t("before: {number}", number=words.number(move.before))
    st.metric(words.t(move.label), words.number(move.after), delta=by, delta_color="off", delta_description=before, border=True)


def cells(moves: Difference, words: Words) -> None:
    """Draw the cells of coverage that change their step."""
    if not moves.cells:
        st.caption(words.t("No cell of the coverage matrix changes its step."))
        return
    t = words.t
    st.markdown(words.n("{count} cell of the coverage matrix changes its step:", "{count} cells of the coverage matrix change their step:", len(moves.cells)))
    frame = pd.DataFrame(
        {
            t("Pair"): [t("{home} and {partner}", home=words.country(cell.home), partner=words.country(cell.partner)) for cell in moves.cells],
            t("Sector"): [words.code("sector", cell.sector_code) for cell in moves.cells],
            t("Focus area"): [words.code("focus_area", cell.focus_area_code) for cell in moves.cells],
            t("Before"): [words.code("coverage_step", cell.before) for cell in moves.cells],
            t("After"): [words.code("coverage_step", cell.after) for cell in moves.cells],
        }
    )
    st.dataframe(frame, hide_index=True, key="effect-cells", alt=t("Cells of the coverage matrix that change their step"))


def rows(page: Page, moves: Difference, key: str) -> None:
    """Draw the rows that differ, table by table: new, withdrawn, and changed ones column by column."""
    t, words = page.words.t, page.words
    moved = [table for table in moves.tables if table.moved and table.rows]
    if not moved:
        return
    with st.expander(t("Row by row")):
        chosen = choose(t("Table"), range(len(moved)), lambda place: words.contract.tables[moved[place].table].title[words.language], key=f"{key}-table", width=360)
        table = moved[chosen]
        frame = pd.DataFrame(list(_lines(table, words)), columns=[t("What"), t("Key"), t("Column"), t("Before"), t("After")])
        st.dataframe(frame, hide_index=True, key=f"{key}-rows", height=420, placeholder="–", alt=t("Rows that differ"))
        listed, whole = len(table.rows), table.added + table.changed + table.withdrawn
        if listed < whole:
            st.caption(t("The first {listed} of {whole} rows are listed.", listed=words.number(listed), whole=words.number(whole)))


def _lines(table: TableChange, words: Words) -> Iterator[tuple[str, str, str, str, str]]:
    for row in table.rows:
        for name, (before, after) in row.fields.items():
            yield words.t(KINDS[row.kind]), " / ".join(part or UNKNOWN for part in row.key), words.column(name), tables.cell(before, name, words), tables.cell(after, name, words)
