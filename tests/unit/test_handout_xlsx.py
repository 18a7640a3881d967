"""The workbook: rows as numbers, unknown as nothing, totals that follow the filter, charts, method, filters, sources."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import pytest
from openpyxl import load_workbook

from mitra.briefing.document import Document, Figure, Slide
from mitra.briefing.native import natives
from mitra.briefing.xlsx import to_xlsx
from mitra.i18n import Words

Handout = Callable[[str], tuple[Document, Words]]


def made(*slides: Slide) -> Document:
    return Document("A made-up document", "", "en", slides, "20261122-0123abcd", "ab" * 32, date(2026, 11, 22), (("Home country", "Indonesia"),), (), "0.1.0", "made")


def read(body: bytes) -> Any:
    return load_workbook(io.BytesIO(body))


@pytest.fixture(scope="module", params=["id", "en", "ja"])
def book(request: pytest.FixtureRequest, handout: Handout) -> tuple[Document, Words, Any]:
    document, words = handout(request.param)
    return document, words, read(to_xlsx(document, words).body)


def test_every_figure_has_its_rows(book: tuple[Document, Words, Any]) -> None:
    document, _, shown = book
    figures = [figure for slide in document.slides for figure in slide.figures]
    sheets = [sheet for sheet in shown.worksheets if sheet.title[:1].isdigit()][1:]  # the first holds the overview's numbers
    assert len(sheets) == len(figures)
    for sheet, figure in zip(sheets, figures, strict=True):
        assert sheet.max_row == 4 + len(figure.rows)
        assert sheet.cell(1, 1).value


def test_totals_are_formulas_over_the_rows(book: tuple[Document, Words, Any]) -> None:
    _, _, shown = book
    totals = [cell.value for sheet in shown.worksheets for cell in sheet[3] if isinstance(cell.value, str) and cell.value.startswith("=")]
    assert len(totals) > 10
    assert all(total.startswith("=SUBTOTAL(109,") for total in totals)


@pytest.mark.parametrize("name", ["sectors.inclusiveness", "coverage.share", "coverage.by_cell", "outcomes.stated", "outcomes.chain", "agreements.renewals"])
def test_what_rows_count_several_times_is_not_added_up(book: tuple[Document, Words, Any], name: str) -> None:
    document, _, shown = book
    place = next(place for place, figure in enumerate(figure for slide in document.slides for figure in slide.figures) if figure.query == name)
    sheet = [sheet for sheet in shown.worksheets if sheet.title[:1].isdigit()][1:][place]
    assert [cell.value for cell in sheet[3] if cell.value] == []


def test_charts_are_native(book: tuple[Document, Words, Any]) -> None:
    document, _, shown = book
    wanted = sum(len(natives(figure)) for slide in document.slides for figure in slide.figures)
    assert sum(len(sheet._charts) for sheet in shown.worksheets) == wanted >= 18


def test_method_filters_and_sources_have_their_sheets(book: tuple[Document, Words, Any]) -> None:
    document, words, shown = book
    method, filters, sources = (shown[words.t(name)] for name in ("Method", "Filters", "Sources"))
    assert {row[0].value for row in method.iter_rows(min_row=2)} == {one.query for one in document.methods}
    assert all("select" in row[3].value for row in method.iter_rows(min_row=2))
    assert document.release in {row[1].value for row in filters.iter_rows()}
    assert document.release_sha256 in {row[1].value for row in filters.iter_rows()}
    assert sources.max_row - 1 == len({(one.publisher, one.title, one.date, one.url) for slide in document.slides for one in slide.sources})


def test_unknown_is_empty_zero_is_zero(handout: Handout) -> None:
    rows = pd.DataFrame({"agreement_status_code": ["in_force", None, "expired"], "agreement_count": pd.array([0, None, 2], dtype="Int64")})
    figure = Figure(None, "x", rows, "agreements.by_status", said="x")
    sheet = read(to_xlsx(made(Slide("chart", "Counts", figures=(figure,))), handout("en")[1]).body).worksheets[1]
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)] == [["In force", 0], [None, None], ["Expired", 2]]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://evil.example","x")', "=cmd|'/c calc'!A0"])
def test_text_that_looks_like_a_formula_stays_text(handout: Handout, text: str) -> None:
    written = to_xlsx(made(Slide("table", text, (text,), table=pd.DataFrame({text: [text]}))), handout("en")[1])
    cell = read(written.body).worksheets[1].cell(5, 1)
    assert cell.data_type == "s"
    assert cell.value.strip() == text.strip()
    assert cell.quotePrefix
    with zipfile.ZipFile(io.BytesIO(written.body)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet2.xml")


def test_names_of_sheets_are_short_allowed_and_never_twice(handout: Handout) -> None:
    table = pd.DataFrame({"a": [1]})
    slides = [Slide("table", headline, table=table) for headline in ("A/B: [what]? *", "x" * 90, "x" * 90, "", "History", "'quoted'")]
    names = read(to_xlsx(made(*slides), handout("en")[1]).body).sheetnames
    assert len({name.lower() for name in names}) == len(names)
    assert all(len(name) <= 31 for name in names)


def test_numbers_dates_and_yes_or_no_keep_their_type(handout: Handout) -> None:
    table = pd.DataFrame({"n": [1.5], "d": [date(2024, 5, 1)], "b": [True], "t": ["日本"]})
    sheet = read(to_xlsx(made(Slide("table", "Types", table=table)), handout("en")[1]).body).worksheets[1]
    values = [cell.value for cell in sheet[5]]
    assert values[0] == 1.5
    assert values[1].date() == date(2024, 5, 1)
    assert values[2] is True
    assert values[3] == "日本"


def test_the_same_document_gives_the_same_bytes(handout: Handout) -> None:
    document, words = handout("ja")
    assert to_xlsx(document, words).body == to_xlsx(document, words).body
