"""Coverage: sector by focus area, the evidence behind each cell, two dates side by side, gaps by priority."""

from datetime import date

import streamlit as st

from mitra.charts import coverage as charts
from mitra.findings import coverage as findings
from mitra.ui import link
from mitra.ui.deeper import deeper
from mitra.ui.deeper.coverage import PARTS
from mitra.ui.filters import FIRST_DAY
from mitra.ui.page import open_page

page = open_page()
t, chosen = page.words.t, page.filters
cells = page.fetch("coverage.by_cell")
marked = (chosen.sector, chosen.focus)

page.heading(findings.headline(cells, page.words), t("Each cell is a sector in a focus area of cooperation; its colour is the highest step that evidence reaches."))
left, right = st.columns([3, 2], gap="large")
with left:
    page.chart(
        charts.matrix(cells, page.words, page.look, marked=marked),
        "coverage.by_cell",
        title="",
        said=findings.sentence(cells, page.words, chosen.as_of),
        key="matrix",
        click={"sector": 0, "focus": 1},
    )
with right:
    page.picture(charts.key(page.words, page.look), key="key", alt=t("Key to the colours"))
    page.section(t("The evidence behind the cell"))
    if chosen.sector or chosen.focus:
        rows = page.fetch("coverage.evidence")
        st.markdown(findings.cell(rows, page.words, *marked))
        if not rows.empty:
            page.table(rows, key="cell", alt=t("Evidence behind the chosen cell"), columns=["coverage_step_code", "ref_id", "evidence_kind_code", "valid_from"])
        page.evidence("coverage.evidence", t("The evidence behind the cell"))
    else:
        st.info(t("Click a cell, or choose a sector or focus area in the filter, to see its evidence."), icon=":material/touch_app:")

page.view("coverage.gaps", key="gaps", click={"sector": 0, "focus": 1})

heading = st.container()
usual = date(chosen.as_of.year - 3, 1, 1) if chosen.as_of.year > FIRST_DAY.year + 3 else FIRST_DAY
then = link.choose_day(t("Compare with"), "then", usual, key="coverage.then", width=220)
before = page.fetch("coverage.by_cell", as_of=then)
with heading:
    page.section(findings.change(before, cells, page.words, then, chosen.as_of), t("Two dates side by side"))
for side, column, day, shown in zip(("then", "now"), st.columns(2), (then, chosen.as_of), (before, cells), strict=True):
    with column:
        page.chart(charts.matrix(shown, page.words, page.look, row=18), "coverage.by_cell", title=page.words.date(day), said=findings.sentence(shown, page.words, day), key=f"matrix-{side}", as_of=day)

years = page.fetch("coverage.by_year")
page.chart(charts.through_years(years, page.words, page.look), "coverage.by_year", title=findings.by_year(years, page.words), view="coverage.by_year", said=t("Cells at each step at the end of each year; the last bar is the day asked for."), key="years")
page.chart(charts.played(years, page.words, page.look), "coverage.by_year", title=t("The matrix, year by year"), said=page.words.sentences(t("Each frame shows the end of a year; the last one the day asked for."), t("Cells are filled whole here, also where no source names the sector.")), key="played")

deeper(page, PARTS)
