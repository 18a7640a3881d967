"""The deck: numbers inside its charts, source and day on every slide, alternative text, notes, templates, bad input."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import pytest
from pptx import Presentation

from mitra.briefing.document import Document, Figure, Number, Slide, SourceLine
from mitra.briefing.native import chunks, natives
from mitra.briefing.pptx import to_pptx
from mitra.errors import MitraError
from mitra.i18n import Words

Handout = Callable[[str], tuple[Document, Words]]
LONG = "A headline of ten thousand characters goes on and on. " * 190
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def read(body: bytes) -> Any:
    return Presentation(io.BytesIO(body))


def made(*slides: Slide, language: str = "en") -> Document:
    return Document("A made-up document", "", language, slides, "20261122-0123abcd", "ab" * 32, date(2026, 11, 22), (("Home country", "Indonesia"),), (), "0.1.0", "made")


def said(slide: Any) -> str:
    return "\n".join(text for shape in slide.shapes if (text := _text(shape)))


def _text(shape: Any) -> str:
    return shape.text_frame.text if shape.has_text_frame else ""


@pytest.fixture(scope="module", params=["id", "en", "ja"])
def deck(request: pytest.FixtureRequest, handout: Handout) -> tuple[Document, Words, Any]:
    document, words = handout(request.param)
    return document, words, read(to_pptx(document, words).body)


def test_every_chart_holds_the_numbers_of_its_rows(deck: tuple[Document, Words, Any]) -> None:
    document, _, shown = deck
    wanted = [piece for slide in document.slides for figure in slide.figures for chart in natives(figure) for piece in chunks(chart)]
    found = [shape.chart for slide in shown.slides for shape in slide.shapes if shape.has_chart]
    assert len(found) == len(wanted) >= 18
    for chart, native in zip(found, wanted, strict=True):
        assert tuple(chart.plots[0].categories) == native.categories
        assert [tuple(series.values) for series in chart.plots[0].series] == [series.numbers for series in native.series]


def test_the_workbook_inside_a_chart_can_be_edited(deck: tuple[Document, Words, Any]) -> None:
    _, _, shown = deck
    books = [shape.chart.part.chart_workbook.xlsx_part for slide in shown.slides for shape in slide.shapes if shape.has_chart]
    assert all(book is not None and book.blob.startswith(b"PK") for book in books)


def test_release_and_day_stand_on_every_slide_and_the_source_where_there_is_one(deck: tuple[Document, Words, Any]) -> None:
    document, words, shown = deck
    for slide in shown.slides:
        assert document.release in said(slide)
        assert words.date(document.as_of) in said(slide)
    sources = words.t("Sources: {names}", names="").strip()
    assert sum(sources in said(slide) for slide in shown.slides) > 30


def test_every_graphic_has_alternative_text(deck: tuple[Document, Words, Any]) -> None:
    _, _, shown = deck
    graphics = [shape for slide in shown.slides for shape in slide.shapes if shape.has_chart or shape.has_table or shape.shape_type == 6]
    assert len(graphics) > 30
    assert all(shape._element.xpath(".//p:cNvPr")[0].get("descr") for shape in graphics)


def test_every_slide_has_notes_with_its_queries(deck: tuple[Document, Words, Any]) -> None:
    document, _, shown = deck
    notes = [slide.notes_slide.notes_text_frame.text for slide in shown.slides]
    assert all(notes)
    for figure in (figure for slide in document.slides for figure in slide.figures):
        assert any(figure.query in note for note in notes)


def test_every_run_says_its_language(deck: tuple[Document, Words, Any]) -> None:
    document, _, shown = deck
    tag = {"id": "id-ID", "en": "en-GB", "ja": "ja-JP"}[document.language]
    for slide in shown.slides:
        tags = {run.get("lang") for run in slide.element.iter(f"{A}rPr")}
        assert tags == {tag}


def test_fonts_for_japanese_are_named(deck: tuple[Document, Words, Any]) -> None:
    _, _, shown = deck
    theme = next(rel.target_part for rel in shown.slide_master.part.rels.values() if rel.reltype.endswith("/theme"))
    assert set(re.findall(rb'<a:ea typeface="([^"]*)"', theme.blob)) == {b"Yu Gothic"}


def test_no_shape_leaves_its_slide(deck: tuple[Document, Words, Any]) -> None:
    _, _, shown = deck
    for number, slide in enumerate(shown.slides, 1):
        for offset in slide.element.iter(f"{A}xfrm"):
            place, size = offset.find(f"{A}off"), offset.find(f"{A}ext")
            left, top, wide, high = (int(part.get(name)) for part, name in ((place, "x"), (place, "y"), (size, "cx"), (size, "cy")))
            assert left >= 0, number
            assert top >= 0, number
            assert left + wide <= shown.slide_width * 1.002, number
            assert top + high <= shown.slide_height, number


def test_the_same_document_gives_the_same_bytes(handout: Handout) -> None:
    document, words = handout("ja")
    assert to_pptx(document, words).body == to_pptx(document, words).body


def test_times_inside_are_the_day_of_the_document(handout: Handout) -> None:
    with zipfile.ZipFile(io.BytesIO(to_pptx(*handout("en")).body)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(2026, 11, 22, 0, 0, 0)}
        assert archive.read("docProps/core.xml").count(b"2026-11-22T00:00:00Z") == 2


def test_a_headline_of_ten_thousand_characters_is_cut_told_and_whole_in_the_notes(handout: Handout) -> None:
    written = to_pptx(made(Slide("text", LONG, ("One sentence.",))), handout("en")[1])
    slide = read(written.body).slides[0]
    assert slide.shapes.title.text_frame.text.endswith("…")
    assert len(slide.shapes.title.text_frame.text) < 400
    assert LONG.strip() in slide.notes_slide.notes_text_frame.text
    assert any("too long for a slide" in remark for remark in written.remarks)


def test_a_chart_without_rows_says_why(handout: Handout) -> None:
    figure = Figure(None, "nothing", pd.DataFrame(), "sectors.by_mode", said="No engagement is on record for this choice.")
    slide = read(to_pptx(made(Slide("chart", "Nothing to see", figures=(figure,))), handout("en")[1]).body).slides[0]
    assert "No engagement is on record for this choice." in said(slide)
    assert not any(shape.has_chart for shape in slide.shapes)


def test_emoji_right_to_left_and_mixed_scripts_stay(handout: Handout) -> None:
    sentences = ("🎌 日本語 and English", "שלום עולם", "شراكة 2026")
    slide = read(to_pptx(made(Slide("text", "مرحبا 🎉 mixed", sentences)), handout("en")[1]).body).slides[0]
    assert slide.shapes.title.text_frame.text == "مرحبا 🎉 mixed"
    assert slide.shapes.title.text_frame.paragraphs[0]._p.pPr.get("rtl") == "1"
    assert all(sentence in said(slide) for sentence in sentences)


def test_control_characters_do_not_break_the_file(handout: Handout) -> None:
    slide = read(to_pptx(made(Slide("text", "a\x00b\x1b", ("c\ud800d",))), handout("en")[1]).body).slides[0]
    assert slide.shapes.title.text_frame.text == "ab"


def test_two_languages_stand_side_by_side(handout: Handout) -> None:
    slide = read(to_pptx(made(Slide("text", "Cooperation", ("In force.",), second_language=("協力", ("有効です。",)))), handout("en")[1]).body).slides[0]
    first = next(shape for shape in slide.shapes if _text(shape) == "In force.")
    second = next(shape for shape in slide.shapes if _text(shape) == "有効です。")
    assert "協力" in said(slide)
    assert first.left + first.width <= second.left


def test_a_long_table_says_what_it_leaves_out(handout: Handout) -> None:
    table = pd.DataFrame({"Name": [f"Enterprise {place}" for place in range(900)], "Count": range(900)})
    written = to_pptx(made(Slide("table", "Many", table=table)), handout("en")[1])
    tables = [shape.table for slide in read(written.body).slides for shape in slide.shapes if shape.has_table]
    cells = [row.cells[0].text for one in tables for row in list(one.rows)[1:]]
    assert cells == [f"Enterprise {place}" for place in range(len(cells))]
    assert any(f"the first {len(cells)}" in remark for remark in written.remarks)
    assert any(f"slides show the first {len(cells)}" in said(slide) for slide in read(written.body).slides)


def test_unknown_cells_of_a_table_are_dashes_and_zero_is_zero(handout: Handout) -> None:
    table = pd.DataFrame({"Name": ["a", "b"], "Count": pd.array([0, None], dtype="Int64")})
    shape = next(shape for shape in read(to_pptx(made(Slide("table", "Few", table=table)), handout("en")[1]).body).slides[0].shapes if shape.has_table)
    assert [row.cells[1].text for row in shape.table.rows] == ["Count", "0", "–"]


def test_numbers_are_written_as_given(handout: Handout) -> None:
    numbers = tuple(Number(f"Label {place}", value, "as stated") for place, value in enumerate(("30", "–", "IDR 287 trillion")))
    slide = read(to_pptx(made(Slide("numbers", "Key numbers", numbers=numbers)), handout("en")[1]).body).slides[0]
    assert all(number.value in said(slide) and number.label in said(slide) for number in numbers)


def test_five_hundred_slides_are_all_there_and_progress_is_told(handout: Handout) -> None:
    figure = next(figure for slide in handout("en")[0].slides for figure in slide.figures if figure.query == "agreements.by_status")
    told: list[tuple[int, int]] = []
    document = made(*(Slide("chart", f"Slide {place}", figures=(figure,)) for place in range(500)))
    deck = read(to_pptx(document, handout("en")[1], progress=lambda done, total: told.append((done, total))).body)
    assert [slide.shapes.title.text_frame.text for slide in deck.slides] == [f"Slide {place}" for place in range(500)]
    assert told == [(place, 500) for place in range(1, 501)]


def test_all_sources_are_listed(handout: Handout) -> None:
    sources = tuple(SourceLine(f"Publisher {place}", "A report", f"https://example.org/{place}", "2024") for place in range(90))
    deck = read(to_pptx(made(Slide("sources", "Sources", sources=sources)), handout("en")[1]).body)
    listed = "\n".join(said(slide) for slide in deck.slides)
    assert all(f"Publisher {place} · A report · 2024 · https://example.org/{place}" in listed for place in range(90))


def template(change: Callable[[Any], None]) -> bytes:
    deck = Presentation()
    change(deck)
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def test_a_ministry_s_template_gives_its_layouts_and_none_of_its_slides(handout: Handout) -> None:
    def ministry(deck: Any) -> None:
        deck.slide_layouts.get_by_name("Title Only").name = "Kementerian"
        deck.slides.add_slide(deck.slide_layouts[0]).shapes.title.text = "An old slide"

    document, words = handout("id")
    deck = read(to_pptx(document, words, template=template(ministry)).body)
    assert (deck.slide_width, deck.slide_height) == (9144000, 6858000)
    assert "Kementerian" in {slide.slide_layout.name for slide in deck.slides}
    assert "An old slide" not in {slide.shapes.title.text_frame.text for slide in deck.slides}
    assert deck.slides[0].slide_layout.name == "Title Slide"


def test_a_template_whose_layouts_have_no_title_still_gets_headlines(handout: Handout) -> None:
    def bare(deck: Any) -> None:
        for layout in list(deck.slide_layouts):
            if layout.name != "Blank":
                deck.slide_layouts.remove(layout)

    slide = read(to_pptx(made(Slide("text", "A headline", ("One.",))), handout("en")[1], template=template(bare)).body).slides[0]
    assert "A headline" in said(slide)


def test_a_template_without_layouts_is_refused_in_a_sentence(handout: Handout) -> None:
    def empty(deck: Any) -> None:
        for layout in list(deck.slide_layouts):
            deck.slide_layouts.remove(layout)

    with pytest.raises(MitraError, match="no slide layouts"):
        to_pptx(*handout("en"), template=template(empty))


@pytest.mark.parametrize("body", [b"", b"PK\x03\x04 not a zip", b"%PDF-1.7", b"\x00" * 200])
def test_what_is_no_powerpoint_file_is_refused_in_a_sentence(handout: Handout, body: bytes) -> None:
    with pytest.raises(MitraError, match="no PowerPoint file"):
        to_pptx(*handout("en"), template=body)


def test_a_template_that_unpacks_to_too_much_is_refused(handout: Handout) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("ppt/media/zeros.bin", "w", force_zip64=True) as file:
        for _ in range(160):
            file.write(bytes(10**6))
    with pytest.raises(MitraError, match="unpacks to 160 MB"):
        to_pptx(*handout("en"), template=out.getvalue())


def test_a_story_s_name_is_a_plain_file_name() -> None:
    assert Document("", "", "en", (), "r", "", date(2026, 1, 2), story_id="../visit of/2023 ").name == "mitra-visit-of-2023-en-20260102-r"


def test_a_slide_takes_three_sentences_and_a_known_kind() -> None:
    with pytest.raises(MitraError, match="at most 3"):
        Slide("text", "Too much", ("a", "b", "c", "d"))
    with pytest.raises(MitraError, match="no slide of kind poem"):
        Slide("poem", "Roses")
