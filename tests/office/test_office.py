"""What LibreOffice shows of the deck and the workbook: every word is there, nothing is empty, nothing runs off."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from pptx import Presentation

from mitra.briefing.document import Document
from mitra.briefing.pptx import to_pptx
from mitra.briefing.xlsx import to_xlsx
from mitra.i18n import Words

Handout = Callable[[str], tuple[Document, Words]]
Rendered = Callable[[bytes, str], Path]


def squeezed(text: str) -> str:
    return "".join(text.split())


def pages(pdf: Path) -> list[str]:
    said = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True).stdout.decode()
    return said.split("\f")[:-1]


def pictures(pdf: Path, dpi: int = 50) -> list[Image.Image]:
    subprocess.run(["pdftoppm", "-r", str(dpi), "-png", str(pdf), str(pdf.with_suffix(""))], check=True, capture_output=True)
    return [Image.open(io.BytesIO(path.read_bytes())).convert("L") for path in sorted(pdf.parent.glob(f"{pdf.stem}-*.png"))]


@pytest.fixture(scope="module", params=["id", "en", "ja"])
def shown(request: pytest.FixtureRequest, handout: Handout, rendered: Rendered) -> tuple[Document, bytes, Path]:
    document, words = handout(request.param)
    body = to_pptx(document, words).body
    return document, body, rendered(body, "deck.pptx")


def test_every_slide_is_shown_with_its_headline_release_and_day(shown: tuple[Document, bytes, Path]) -> None:
    document, body, pdf = shown
    deck = Presentation(io.BytesIO(body))
    said = [squeezed(page) for page in pages(pdf)]
    assert len(said) == len(deck.slides)
    for slide, page in zip(deck.slides, said, strict=True):
        assert squeezed(slide.shapes.title.text_frame.text) in page
        assert document.release in page


def test_nothing_runs_off_a_slide(shown: tuple[Document, bytes, Path]) -> None:
    """A frame of white as wide as half the margin stays white on every slide."""
    _, _, pdf = shown
    for number, picture in enumerate(pictures(pdf), 1):
        wide, high = picture.size
        edge = round(wide * 0.02)
        for place in ((0, 0, edge, high), (wide - edge, 0, wide, high), (0, 0, wide, edge), (0, high - edge // 2, wide, high)):
            assert min(picture.crop(place).tobytes()) > 200, (number, place)


def test_every_letter_has_a_glyph(shown: tuple[Document, bytes, Path]) -> None:
    """LibreOffice writes what no font of the machine has as glyph 0, which a PDF's text gives back as nothing or as U+FFFD."""
    _, body, pdf = shown
    deck = Presentation(io.BytesIO(body))
    wanted = {letter for slide in deck.slides for shape in slide.shapes if shape.has_text_frame for letter in shape.text_frame.text if letter.isalnum()}
    found = set("".join(pages(pdf)))
    assert "\ufffd" not in found
    assert wanted <= found


def test_no_content_slide_is_empty(shown: tuple[Document, bytes, Path]) -> None:
    document, _, pdf = shown
    dark = [sum(value < 200 for value in picture.tobytes()) / (picture.width * picture.height) for picture in pictures(pdf)]
    assert len(dark) >= len(document.slides)
    assert min(dark) > 0.002


def test_the_workbook_opens_with_its_rows_and_sums(handout: Handout, rendered: Rendered) -> None:
    document, words = handout("ja")
    few = replace(document, slides=tuple(slide for slide in document.slides if slide.figures)[1:8])
    said = squeezed("".join(pages(rendered(to_xlsx(few, words).body, "book.xlsx"))))
    assert "#NAME?" not in said
    assert "Err:" not in said
    for slide in few.slides:
        assert squeezed(slide.headline)[:20] in said
    assert squeezed(words.t("Total of the rows shown")) in said
