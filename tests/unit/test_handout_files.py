"""Pictures, the ZIP of everything, and citations."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from lxml import etree
from PIL import Image

from mitra.briefing.bundle import to_zip
from mitra.briefing.cite import Cited, bibtex, csl_json, text
from mitra.briefing.document import Document, Figure, Slide
from mitra.briefing.image import SHAPES, to_png, to_svg
from mitra.errors import MitraError
from mitra.i18n import Words

Handout = Callable[[str], tuple[Document, Words]]
SVG = "{http://www.w3.org/2000/svg}"


def one(handout: Handout, language: str, query: str) -> tuple[Figure, Slide, Document, Words]:
    document, words = handout(language)
    slide = next(slide for slide in document.slides if slide.figures and slide.figures[0].query == query)
    return slide.figures[0], slide, document, words


@pytest.mark.parametrize("language", ["id", "en", "ja"])
@pytest.mark.parametrize("shape", sorted(SHAPES))
@pytest.mark.parametrize("query", ["coverage.by_cell", "sectors.by_year", "regions.linked"])
def test_a_picture_carries_title_source_day_and_release(handout: Handout, language: str, shape: str, query: str) -> None:
    figure, slide, document, words = one(handout, language, query)
    root = etree.fromstring(to_svg(figure, slide, document, words, shape=shape).body)
    said = "".join(part for element in root.iter(f"{SVG}text") for part in element.itertext())
    assert figure.title.replace(" ", "") in said.replace(" ", "")
    assert document.release in said
    assert words.date(document.as_of) in said
    assert slide.sources[0].publisher in said
    assert root.find(f"{SVG}title") is not None
    assert root.find(f"{SVG}desc") is not None
    assert float(root.get("width", "0")) == SHAPES[shape].width


@pytest.mark.parametrize(("shape", "size"), [("square", (1080, 1080)), ("wide", (1920, 1080)), ("a4", (1191, 1685))])
def test_a_png_has_its_size_and_something_on_it(handout: Handout, shape: str, size: tuple[int, int]) -> None:
    figure, slide, document, words = one(handout, "ja", "sectors.by_year")
    with Image.open(io.BytesIO(to_png(figure, slide, document, words, shape=shape).body)) as picture:
        assert picture.size == size
        grey = picture.convert("L")
        assert min(grey.tobytes()) < 60
        assert max(grey.tobytes()) == 255


def test_a_long_chart_in_a_wide_picture_is_told_about(handout: Handout) -> None:
    assert to_svg(*one(handout, "en", "agreements.at_day"), shape="wide").remarks
    assert not to_svg(*one(handout, "en", "sectors.by_year"), shape="wide").remarks


def test_a_picture_of_nothing_says_why(handout: Handout) -> None:
    document, words = handout("en")
    figure = Figure(None, "nothing", pd.DataFrame(), "sectors.by_mode", said="No engagement is on record.")
    assert b"No engagement is on record." in to_svg(figure, Slide("chart", "Nothing", figures=(figure,)), document, words).body


def test_an_unknown_shape_is_refused(handout: Handout) -> None:
    with pytest.raises(MitraError, match="square, wide, a4"):
        to_svg(*one(handout, "en", "sectors.by_year"), shape="round")


@pytest.fixture(scope="module")
def few(handout: Handout) -> tuple[Document, Words]:
    document, words = handout("id")
    return replace(document, slides=document.slides[:6]), words


def test_the_zip_holds_every_format_with_its_checksum(few: tuple[Document, Words]) -> None:
    document, words = few
    told: list[tuple[int, int]] = []
    with zipfile.ZipFile(io.BytesIO(to_zip(document, words, progress=lambda done, total: told.append((done, total))).body)) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        sums = dict(reversed(line.split("  ")) for line in archive.read("SHA256SUMS").decode().splitlines())
        names = set(archive.namelist())
        assert names == {*sums, "SHA256SUMS"}
        assert all(hashlib.sha256(archive.read(name)).hexdigest() == digest for name, digest in sums.items())
    assert {f"{document.name}.{form}" for form in ("pptx", "pdf", "xlsx")} <= names
    assert sum(name.endswith(".svg") for name in names) == sum(name.endswith(".png") for name in names) == sum(len(slide.figures) for slide in document.slides)
    assert (manifest["release"], manifest["release_sha256"], manifest["as_of"], manifest["mitra"]) == (document.release, document.release_sha256, "2026-11-22", document.version)
    assert {one["name"]: one["sha256"] for one in manifest["files"]}.items() <= sums.items()
    assert told[-1][0] == told[-1][1]
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_the_same_document_gives_the_same_zip(few: tuple[Document, Words]) -> None:
    assert to_zip(*few).body == to_zip(*few).body


def test_what_was_cut_is_in_the_manifest(few: tuple[Document, Words]) -> None:
    document, words = few
    long = replace(document, slides=(*document.slides[:2], Slide("text", "word " * 2000)))
    written = to_zip(long, words)
    with zipfile.ZipFile(io.BytesIO(written.body)) as archive:
        remarks = [remark for one in json.loads(archive.read("manifest.json"))["files"] for remark in one["remarks"]]
    assert len(remarks) == len(written.remarks) >= 2


CITED = Cited("R&D of 100% {new} firms_", "20261122-0123abcd", "ab" * 32, date(2026, 11, 20), "ja", "0.1.0", "https://mitra.example/coverage?as_of=2026-11-20&home=IDN")


def test_a_citation_names_release_hash_and_day(plain_words: Words) -> None:
    said = text(CITED, plain_words)
    assert all(part in said for part in (CITED.title, CITED.release, CITED.release_sha256[:16], plain_words.date(CITED.as_of), "2026", CITED.url))


def test_bibtex_escapes_what_tex_reads() -> None:
    entry = bibtex(CITED)
    assert entry.startswith("@misc{mitra-20261122-0123abcd-20261120,")
    assert r"R\&D of 100\% \{new\} firms\_" in entry
    assert CITED.release_sha256 in entry
    assert CITED.url in entry
    assert entry.count("{") - entry.count(r"\{") == entry.count("}") - entry.count(r"\}")


def test_csl_json_can_be_imported() -> None:
    [item] = json.loads(csl_json(CITED))
    assert item["issued"]["date-parts"] == [[2026, 11, 22]]
    assert (item["type"], item["version"], item["language"], item["URL"]) == ("dataset", CITED.release, "ja", CITED.url)
    assert CITED.release_sha256 in item["note"]
