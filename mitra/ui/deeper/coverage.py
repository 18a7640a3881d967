"""Coverage through time: what moved, the share by weight, the gaps as an agenda, this pair beside all others."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Mapping

import streamlit as st

from mitra import tables
from mitra.briefing import agenda as documents
from mitra.briefing import hand
from mitra.findings import agenda as points_said
from mitra.findings import coverage_shares as findings
from mitra.i18n import mark
from mitra.ui import state
from mitra.ui.deeper import Part
from mitra.ui.page import Page

POINTS = (5, 10, 20)  # how many the table and the document hold


def _moves(page: Page) -> None:
    since = state.get("coverage.then")
    rows = page.view("coverage.moves", key="moves", click={"sector": 0, "focus": 1}, since=since)
    _say_whole(page)
    if not rows.empty:
        page.table(rows, key="moves", alt=findings.moves(rows, page.words, since, page.filters.as_of), height=320)


def _share(page: Page) -> None:
    page.view("coverage.share", key="share")
    _say_whole(page)


def _pairs(page: Page) -> None:
    page.view("coverage.pairs", key="pairs", click={"home": 0, "partner": 1, "comparators": 2}, empty=page.words.t("No pair has a cell covered on this day."))
    _say_whole(page)


def _say_whole(page: Page) -> None:
    """Say that all cells are counted, where a filter would let expect fewer."""
    if page.filters.sector or page.filters.focus:
        st.caption(page.words.t("The filter of sector and focus area does not apply here: all cells are counted."))


def _agenda(page: Page) -> None:
    t, points = page.words.t, page.fetch("coverage.agenda")
    page.section(points_said.title(points, page.words), points_said.order(points, page.words))
    if points.empty:
        page.evidence("coverage.agenda", t("Gaps as points of an agenda"))
        return
    most = st.segmented_control(t("Points"), POINTS, key="coverage.points", default=POINTS[0], required=True) or POINTS[0]
    shown = points_said.table(points.head(most), page.fetch("coverage.agenda_institutions"), page.words)
    for point, line in zip(points.head(most).to_dict("records"), shown.itertuples(index=False), strict=True):
        _point(points_said.heading(point, page.words), dict(zip(shown.columns[4:], line[4:], strict=True)))
    _downloads(page, most)
    page.evidence("coverage.agenda", t("Gaps as points of an agenda"))


def _point(heading: str, said: Mapping[str, str]) -> None:
    """Draw a point of the agenda: what it is, then its answers side by side, one under the other on a phone."""
    step, *answers = said.items()
    with st.container(border=True):
        st.markdown(f"**{heading}** – {step[1]}")
        for column, (name, answer) in zip(st.columns(len(answers)), answers, strict=True):
            with column:
                st.caption(name)
                st.markdown(answer)


def _downloads(page: Page, most: int) -> None:
    """Draw the buttons that make the agenda as a workbook, as a document and as CSV when they are pressed."""
    words, reader, params = page.words, page.reader, page.filters.params()
    name = f"mitra-agenda-{page.filters.home}-{page.filters.partner}-{page.filters.as_of:%Y%m%d}".lower()
    makes = {
        "xlsx": lambda: hand.written("xlsx", documents.workbook(reader, words, params), words).body,
        "pdf": lambda: hand.written("pdf", documents.paper(reader, words, params, most=most), words).body,
        "csv": lambda: BOM_UTF8 + tables.csv(points_said.table(page.fetch("coverage.agenda"), page.fetch("coverage.agenda_institutions"), words)),
    }
    labels = {"xlsx": words.t("All gaps as XLSX"), "pdf": words.t("These points as PDF"), "csv": words.t("All gaps as CSV")}
    with st.container(horizontal=True):
        for form, make in makes.items():
            mime = hand.FORMATS[form][0] if form in hand.FORMATS else "text/csv"
            st.download_button(labels[form], data=make, file_name=f"{name}.{form}", mime=mime, on_click="ignore", key=f"agenda-{form}", icon=":material/download:", type="tertiary")


PARTS = (
    Part("moves", mark("Cells that moved"), _moves),
    Part("share", mark("Share covered"), _share),
    Part("agenda", mark("Agenda of the gaps"), _agenda),
    Part("pairs", mark("Among all pairs"), _pairs),
)
