"""A document as a tagged PDF (PDF/UA-1): cover, contents, a part a slide, how the figures come about; set by Typst."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd
import typst

from mitra.briefing import fonts, grid, plot
from mitra.briefing.document import Document, Figure, Progress, Slide, SourceLine, Written, cited, source_line, stamp, tell
from mitra.briefing.drawing import parts
from mitra.briefing.markup import bare, clean, is_right_to_left
from mitra.briefing.svg import svg
from mitra.i18n import Words
from mitra.theme import LIGHT

TEMPLATE = Path(__file__).parent / "report.typ"
WIDE, TALL = 640.0, 780.0  # pixels of a drawing on a page: 12 of them are 9 points
STRETCH = 1.2  # pages: a drawing that is longer is cut, a shorter one made smaller
HEADLINE = 240  # letters of a heading; the rest stands under it
MOST_ROWS = 500
ROOM = 482.0  # points between the margins


@lru_cache(maxsize=1)
def typefaces() -> typst.Fonts:
    """Return the bundled fonts, found once; nothing that happens to lie on the machine is used."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder) for folder in fonts.FOLDERS])


def compiled(template: bytes, data: Mapping[str, Any], document: Document, form: str, *, ppi: float | None = None) -> Any:
    """Return what Typst makes of a template and its data: bytes, or a list of them for pictures of several pages."""
    compiler = typst.Compiler(template, font_paths=typefaces(), ignore_system_fonts=True, sys_inputs={"data": json.dumps(data, ensure_ascii=False)})
    made = datetime(document.as_of.year, document.as_of.month, document.as_of.day, tzinfo=UTC)
    return compiler.compile(format=form, ppi=ppi, timestamp=int(made.timestamp()), pdf_standards="ua-1" if form == "pdf" else [])  # type: ignore[call-overload]  # "pdf" or "png"


def to_pdf(document: Document, words: Words, *, progress: Progress | None = None) -> Written:
    """Return the document as PDF; the same document gives the same bytes."""
    remarks: list[str] = []
    slides: list[dict[str, Any]] = []
    for done, slide in enumerate(document.slides, 1):
        if done > 1 or slide.kind != "title":
            slides.append(_slide(slide, document, words, remarks, is_first=not slides))
        tell(progress, done, len(document.slides) + 1)
    body = compiled(TEMPLATE.read_bytes(), {**_frame(document, words), "slides": slides}, document, "pdf")
    tell(progress, len(document.slides) + 1, len(document.slides) + 1)
    return Written(body, tuple(remarks))


def _frame(document: Document, words: Words) -> dict[str, Any]:
    """Return what the cover, the margins and the last pages say."""
    cover = document.slides[0].sentences if document.slides and document.slides[0].kind == "title" else ()
    facts = [*document.filters, (words.t("Release"), document.release), (words.t("SHA-256"), document.release_sha256[:16]), (words.t("Made by"), f"Mitra {document.version}")]
    filters = " · ".join(words.t("{name}: {value}", name=label, value=value) for label, value in document.filters)
    return {
        "title": _clean(document.title)[:HEADLINE],
        "subtitle": _clean(document.subtitle),
        "language": document.language,
        "release": document.release,
        "stamp": stamp(document, words),
        "filters_line": _clean(filters)[:160],
        "fonts": [fonts.FAMILY, *fonts.OTHERS],
        "colours": {"ink": LIGHT.ink, "soft": LIGHT.soft, "line": LIGHT.line, "accent": LIGHT.accent, "pale": LIGHT.steps[0]},
        "words": {"contents": words.t("Contents"), "methods": words.t("How each figure comes about")},
        "cover": [way(text) for text in (document.subtitle, *cover) if text],
        "facts": [[_clean(name), _clean(value)] for name, value in facts if value],
        "methods": [{"title": _clean(method.title), "formula": _clean(method.formula), "query": method.query} for method in document.methods],
    }


def _clean(text: str) -> str:
    return clean(bare(text))


def way(text: str) -> dict[str, Any]:
    """Return a text with the direction that it is read in."""
    return {"text": _clean(text), "rtl": is_right_to_left(text)}


def _slide(slide: Slide, document: Document, words: Words, remarks: list[str], *, is_first: bool) -> dict[str, Any]:
    headline = slide.headline or words.t("No title")
    is_cut = len(headline) > HEADLINE
    if is_cut:
        remarks.append(words.t("The headline “{headline}…” is too long for a heading: it was cut there, and stands in full under it.", headline=headline[:40]))
    return {
        "level": 1 if slide.kind in ("title", "sources") or is_first else 2,
        "headline": way(headline[:HEADLINE].rstrip() + "…" if is_cut else headline),
        "full": _clean(headline) if is_cut else "",
        "sentences": [way(text) for text in slide.sentences if text],
        "second": {"headline": way(slide.second_language[0]), "sentences": [way(text) for text in slide.second_language[1]]} if slide.second_language else None,
        "numbers": [{"label": _clean(one.label), "value": _clean(one.value), "note": _clean(one.note)} for one in slide.numbers],
        "figures": [_figure(figure, slide, document) for figure in slide.figures],
        "table": None if slide.table is None else _table(slide.table, slide, words, remarks),
        "listed": [_listed(source) for source in slide.sources] if slide.kind == "sources" else [],
        "source": "" if slide.kind == "sources" else _clean(source_line(slide, words, 4)),
    }


def _listed(source: SourceLine) -> dict[str, str]:
    url = source.url if source.url.startswith(("http://", "https://")) else ""
    said = " · ".join(part for part in (source.publisher, source.title, source.date) if part)
    return {"said": _clean(said or cited(source)), "url": url, "shown": _clean(url if len(url) <= 70 else f"{url[:67]}…")}


def _figure(figure: Figure, slide: Slide, document: Document) -> dict[str, Any]:
    told = {bare(text) for text in (slide.headline, *slide.sentences)}
    drawn: list[dict[str, Any]] = []
    if figure.spec is not None:
        drawing = plot.draw(figure.spec, WIDE, document.language)
        whole = slide.kind in ("matrix", "map") or drawing.height <= TALL * STRETCH
        drawn = [{"svg": svg(part, language=document.language), "share": round(min(1.0, TALL / part.height), 4)} for part in ([drawing] if whole else parts(drawing, TALL))]
    title, said = bare(figure.title), bare(figure.said)
    return {"title": "" if title in told else _clean(title), "said": "" if said in told or figure.spec is None else _clean(said), "alt": _clean((figure.said if figure.spec is None else "") or figure.alt or figure.title or figure.query), "parts": drawn}


def _table(table: pd.DataFrame, slide: Slide, words: Words, remarks: list[str]) -> dict[str, Any] | None:
    """Return a table's cells; rows past the last are said, and stand in the workbook."""
    if table.empty:
        return None
    shown = table.head(MOST_ROWS)
    heads, cells = [_clean(str(name)) for name in shown.columns], [[_clean(cell) for cell in row] for row in grid.cells(shown, words)]
    more = ""
    if len(table) > MOST_ROWS:
        more = words.t("The table has {total} rows; the first {shown} stand here, the workbook holds all.", total=words.number(len(table)), shown=words.number(MOST_ROWS))
        remarks.append(f"{slide.headline[:60]}: {more}")
    return {"heads": heads, "cells": cells, "numeric": grid.numeric(shown), "shares": [round(share, 2) for share in grid.widths(heads, cells, ROOM, 8)], "more": more}
