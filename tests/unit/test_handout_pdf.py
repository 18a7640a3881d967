"""The PDF: everything is in its text, in three languages; tagged; every letter has a glyph in the bundled fonts."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from functools import cache

import pandas as pd
import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from mitra.briefing import fonts
from mitra.briefing.document import Document, Figure, Slide, SourceLine
from mitra.briefing.markup import bare
from mitra.briefing.pdf import to_pdf
from mitra.i18n import Words

Handout = Callable[[str], tuple[Document, Words]]


def squeezed(text: str) -> str:
    """Return a text without blanks and hyphens at line ends, which differ with where lines break."""
    return "".join(text.split()).replace("\u00ad", "")


@cache
def pages_of(body: bytes) -> tuple[str, ...]:
    return tuple(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)


def text_of(body: bytes) -> str:
    return squeezed("\n".join(pages_of(body)))


def made(*slides: Slide) -> Document:
    return Document("A made-up document", "", "en", slides, "20261122-0123abcd", "ab" * 32, date(2026, 11, 22), (("Home country", "Indonesia"),), (), "0.1.0", "made")


@pytest.fixture(scope="module", params=["id", "en", "ja"])
def printed(request: pytest.FixtureRequest, handout: Handout) -> tuple[Document, Words, bytes]:
    document, words = handout(request.param)
    return document, words, to_pdf(document, words).body


def test_title_filters_release_and_every_slide_are_in_the_text(printed: tuple[Document, Words, bytes]) -> None:
    document, words, body = printed
    text = text_of(body)
    assert squeezed(document.title) in text
    assert all(squeezed(label) in text and squeezed(value) in text for label, value in document.filters)
    for slide in document.slides:
        assert squeezed(bare(slide.headline)) in text
        assert all(squeezed(bare(sentence)) in text for sentence in slide.sentences), slide.headline
    assert squeezed(words.t("Contents")) in text


def test_release_day_and_filters_stand_on_every_page(printed: tuple[Document, Words, bytes]) -> None:
    document, words, body = printed
    for page in pages_of(body):
        text = squeezed(page)
        assert document.release in text
        assert squeezed(words.date(document.as_of)) in text
        assert squeezed(document.filters[0][1]) in text


def test_names_and_numbers_of_charts_are_text(printed: tuple[Document, Words, bytes]) -> None:
    _, words, body = printed
    text = text_of(body)
    assert squeezed(words.code("sector", "food_beverage")) in text or squeezed(words.code("sector", "food_beverages")) in text
    assert squeezed(words.code("focus_area", "technology_transfer")) in text


def test_it_is_tagged_in_its_language_with_contents(printed: tuple[Document, Words, bytes]) -> None:
    document, _, body = printed
    reader = PdfReader(io.BytesIO(body))
    catalog = reader.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert str(catalog["/Lang"]).startswith(document.language)
    assert len(reader.outline) >= 6
    assert b"pdfuaid" in catalog["/Metadata"].get_data()


@cache
def glyphs() -> frozenset[int]:
    files = [file for folder in fonts.FOLDERS for file in (*folder.glob("*.otf"), *folder.glob("*.ttf"))]
    found: set[int] = set()
    for file in files:
        with TTFont(file, lazy=True) as font:
            found |= set(font.getBestCmap())
    return frozenset(found)


def test_every_letter_has_a_glyph_in_a_bundled_font(printed: tuple[Document, Words, bytes]) -> None:
    document, _, body = printed
    said = {letter for slide in document.slides for text in (slide.headline, *slide.sentences, *(str(figure.spec) for figure in slide.figures)) for letter in text}
    said |= {letter for page in pages_of(body) for letter in page}
    lacking = {letter for letter in said if letter.isprintable() and not letter.isspace() and ord(letter) not in glyphs()}
    assert not lacking


def test_only_bundled_fonts_are_inside(printed: tuple[Document, Words, bytes]) -> None:
    _, _, body = printed
    names: set[str] = set()
    for page in PdfReader(io.BytesIO(body)).pages:
        for font in page["/Resources"].get("/Font", {}).values():
            names.add(str(font.get_object()["/BaseFont"]).split("+")[-1])
    assert names
    assert all(name.startswith("Noto") for name in names)


def test_the_same_document_gives_the_same_bytes(handout: Handout) -> None:
    document, words = handout("ja")
    assert to_pdf(document, words).body == to_pdf(document, words).body


def test_a_headline_of_ten_thousand_characters_is_cut_and_stands_whole_under_it(handout: Handout) -> None:
    long = "word " * 2000
    written = to_pdf(made(Slide("title", "Cover"), Slide("text", long)), handout("en")[1])
    assert squeezed(long) in "".join(squeezed("\n".join(page.splitlines()[1:-3])) for page in pages_of(written.body))
    assert any("too long for a heading" in remark for remark in written.remarks)


def test_what_looks_like_markup_is_text(handout: Handout) -> None:
    nasty = '#panic("x") $1 _a_ *b* @c <d> \\ "e" `f` //g [h] {i} =j'
    written = to_pdf(made(Slide("title", "Cover"), Slide("text", nasty, (nasty,)), Slide("table", "T", table=pd.DataFrame({nasty: [nasty]}))), handout("en")[1])
    assert text_of(written.body).count(squeezed(nasty)) >= 3


def test_emoji_and_right_to_left_scripts_have_their_own_fonts(handout: Handout) -> None:
    written = to_pdf(made(Slide("title", "Cover"), Slide("text", "مرحبا بالعالم", ("שלום עולם", "🎌 flag")), Slide("sources", "S", sources=(SourceLine("P", "T", "javascript:alert(1)", ""),))), handout("en")[1])
    names = {str(font.get_object()["/BaseFont"]) for page in PdfReader(io.BytesIO(written.body)).pages for font in page["/Resources"].get("/Font", {}).values()}
    assert any("Arabic" in name for name in names)
    assert any("Hebrew" in name for name in names)
    assert any("Emoji" in name for name in names)


def test_a_chart_without_rows_says_why(handout: Handout) -> None:
    figure = Figure(None, "nothing", pd.DataFrame(), "sectors.by_mode", said="No engagement is on record for this choice.")
    assert squeezed(figure.said) in text_of(to_pdf(made(Slide("title", "Cover"), Slide("chart", "Nothing", figures=(figure,))), handout("en")[1]).body)


def test_a_long_table_says_what_it_leaves_out(handout: Handout) -> None:
    table = pd.DataFrame({"Name": [f"E{place}" for place in range(800)]})
    written = to_pdf(made(Slide("title", "Cover"), Slide("table", "Many", table=table)), handout("en")[1])
    assert squeezed("The table has 800 rows; the first 500 stand here") in text_of(written.body)
    assert written.remarks
