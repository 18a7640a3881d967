"""What stands on every slide around its content: headline, sentences, foot, notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree
from pptx.util import Inches

from mitra.briefing.deck import A, Area, Layouts, emu, points, spoken
from mitra.briefing.deck_text import NS, SLACK, Pen, paragraph, paragraphs, run
from mitra.briefing.document import Document, Slide, cited, source_line, stamp
from mitra.briefing.markup import bare, clean, is_right_to_left
from mitra.briefing.text_width import clip, fit, height, width
from mitra.i18n import Words
from mitra.theme import LIGHT

HEADLINES = (28.0, 26.0, 24.0, 22.0, 20.0, 18.0)  # points
TALKS = (16.0, 15.0, 14.0, 13.0, 12.0, 11.0)
FOOT = 10.0
MOST_TALK = 0.3  # of the room under the headline: what sentences may take beside a chart


@dataclass
class Job:
    """What is being written: the deck, the words, and what had to be cut."""

    document: Document
    words: Words
    deck: Any
    layouts: Layouts
    remarks: list[str] = field(default_factory=list[str])


def headline(job: Job, pen: Pen, text: str, area: Area, *, tail: str = "", sizes: Sequence[float] = HEADLINES) -> None:
    """Write a headline into the layout's title, as large as fits; one that does not fit is cut and stands in the notes."""
    size, shown, is_cut = fit(clean(text), [size * SLACK for size in sizes], points(area.width), points(area.height), bold=True, tail=tail)
    if is_cut:
        job.remarks.append(job.words.t("The headline “{headline}…” is too long for a slide: it was cut, and stands in full in the notes.", headline=text[:40]))
    title = pen.slide.shapes.title
    if title is None:
        pen.text(area, paragraph(run(shown, pen.language, size=size / SLACK, ink=LIGHT.ink, bold=True), right_to_left=is_right_to_left(shown)), "Headline")
        return
    title.left, title.top, title.width, title.height = area.left, area.top, area.width, area.height
    frame = title.text_frame._txBody  # noqa: SLF001  # language and size go on the run
    for old in frame.findall(f"{A}p"):
        frame.remove(old)
    direction = ' algn="r" rtl="1"' if is_right_to_left(shown) else ""
    frame.append(etree.fromstring(f'<a:p {NS}><a:pPr{direction}/><a:r><a:rPr lang="{spoken(pen.language)}" altLang="en-US" sz="{round(size / SLACK * 100)}" dirty="0"/><a:t>{escape(shown)}</a:t></a:r></a:p>'))


def drop_empty(page: Any) -> None:
    """Take away placeholders that nothing filled: they would invite the presenter to click."""
    for shape in list(page.placeholders):
        if not shape.has_text_frame or not shape.text_frame.text:
            shape.element.getparent().remove(shape.element)


def sentences(job: Job, pen: Pen, slide: Slide, body: Area, *, share: float = MOST_TALK) -> Area:
    """Write the sentences under the headline, the second language beside them; return the room that is left."""
    own = [bare(text) for text in slide.sentences if text]
    other = [bare(text) for text in slide.second_language[1] if text] if slide.second_language else []
    columns = body.columns(2) if slide.second_language else [body]
    used = [fitted(job, pen, texts, Area(column.left, column.top, column.width, round(body.height * share)), "Sentences", where=slide.headline) for texts, column in zip((own, other), columns, strict=False)]
    return body.below(max(used) + Inches(0.16) if max(used) else Inches(0.05))


def fitted(job: Job, pen: Pen, texts: Sequence[str], area: Area, name: str, *, sizes: Sequence[float] = TALKS, ink: str = LIGHT.ink, where: str = "") -> int:
    """Write paragraphs as large as an area takes them; return the height they use. What does not fit is cut, and told."""
    if not texts:
        return 0
    room, most = points(area.width), points(area.height)
    size = next((size for size in sizes if height(texts, size * SLACK, room, after=size * 0.3) <= most), None)
    shown = list(texts)
    if size is None:
        size = sizes[-1]
        each = most / len(texts) - size * 0.3
        shown = [fit(text, [size * SLACK], room, each)[1] for text in texts]
        job.remarks.append(job.words.t("The text of the slide “{headline}” is too long: it was cut, and stands in full in the notes.", headline=where[:60]))
    used = emu(height(shown, size * SLACK, room, after=size * 0.3))
    pen.text(Area(area.left, area.top, area.width, used), paragraphs(shown, pen.language, size=size, ink=ink, after=size * 0.3), name)
    return int(used)


def foot(job: Job, pen: Pen, slide: Slide, head: Area) -> None:
    """Write source, release, day and page number at the bottom."""
    top = job.deck.slide_height - Inches(0.52)
    number = Inches(0.7)
    pen.line(Area(head.left, top - Inches(0.06), head.width, 0), LIGHT.line, "Rule", 0.75)
    marked = stamp(job.document, job.words)
    right = emu(points(head.width) * 0.42)
    left = Area(head.left, top, head.width - right - number, Inches(0.24))
    room = points(left.width) - 6
    said = next((line for most in (4, 3, 2, 1) if width(line := source_line(slide, job.words, most), FOOT * SLACK) <= room), source_line(slide, job.words, 1))
    source = clip(said, FOOT * SLACK, room)
    if source:
        pen.text(left, paragraphs([source], pen.language, size=FOOT, ink=LIGHT.soft), "Source")
    pen.text(Area(head.left + head.width - right - number, top, right, Inches(0.24)), paragraphs([clip(marked, FOOT * SLACK, points(right) - 6)], pen.language, size=FOOT, ink=LIGHT.soft, align="r"), "Release and day")
    field_xml = f'<a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum"><a:rPr lang="{spoken(pen.language)}" sz="{round(FOOT * 100)}"><a:solidFill><a:schemeClr val="tx2"/></a:solidFill></a:rPr><a:t>‹#›</a:t></a:fld>'
    pen.text(Area(head.left + head.width - number, top, number, Inches(0.24)), paragraph(field_xml, align="r"), "Page number")


def notes(job: Job, pen: Pen, slide: Slide, *, is_first: bool = True) -> None:
    """Write the speaker's notes: what is to be said, the text in full, and where the numbers come from."""
    words = job.words
    parts = [slide.notes] if slide.notes and is_first else []
    parts += [bare(text) for text in (slide.headline, *slide.sentences)]
    if slide.second_language:
        parts += [bare(text) for text in (slide.second_language[0], *slide.second_language[1])]
    parts += [f"{bare(figure.title)}\n{bare(figure.said)}".strip() for figure in slide.figures if figure.title or figure.said]
    parts += [words.t("Query: {name}", name=name) for name in dict.fromkeys(figure.query for figure in slide.figures if figure.query)]
    parts += [cited(source) for source in slide.sources]
    parts.append(stamp(job.document, words))
    frame = pen.slide.notes_slide.notes_text_frame
    if frame is not None:
        frame.text = "\n".join(clean(part) for part in dict.fromkeys(parts) if part)
        for properties in frame._txBody.iter(f"{A}r"):  # noqa: SLF001  # the language of each run
            properties.get_or_add_rPr().set("lang", spoken(pen.language))
