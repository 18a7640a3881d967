"""A document as a PowerPoint file: native charts, shapes and tables, notes, alternative text, source and day on every slide."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from functools import partial

import pandas as pd
from pptx.util import Inches

from mitra.briefing import deck_table, grid, plot
from mitra.briefing.deck import Area, emu, free_area, open_deck, points, title_area
from mitra.briefing.deck_chart import add_chart
from mitra.briefing.deck_page import MOST_TALK, TALKS, Job, drop_empty, fitted, foot, headline, notes, sentences
from mitra.briefing.deck_text import SLACK, Pen, paragraph, paragraphs, run
from mitra.briefing.document import Document, Figure, Number, Progress, Slide, Written, cited, stamp, tell
from mitra.briefing.drawing import Drawing, parts
from mitra.briefing.markup import bare, clean
from mitra.briefing.native import Native, chunks, natives
from mitra.briefing.sealed import sealed
from mitra.briefing.text_width import clip, height
from mitra.i18n import Words
from mitra.theme import LIGHT

COVERS = (40.0, 36.0, 32.0, 28.0, 24.0, 20.0)  # points
CAPTION, VALUE = 12.0, 40.0
READABLE, LEAST = 0.85, 0.7  # points a pixel of a drawing: as it should be, and before it is cut into parts
TIGHT = 0.66  # of its height: how close the rows of a matrix may come before its letters grow smaller
ACROSS = 3  # numbers in a row
ROOM = Inches(0.5)  # what a subtitle needs under its title; with less it stands above
MOST_PAGES, MOST_ROWS = 8, 600  # slides of one table, and rows that are measured for them
Draw = Callable[[Pen, Area], None]


def to_pptx(document: Document, words: Words, *, template: bytes | None = None, progress: Progress | None = None) -> Written:
    """Return the document as .pptx, on a ministry's own template where one is given; MitraError where it has no layouts."""
    deck, layouts = open_deck(template)
    job = Job(document, words, deck, layouts)
    for done, slide in enumerate(document.slides, 1):
        if slide.kind == "title":
            _title_slide(job, slide, is_cover=done == 1)
        else:
            _content_slides(job, slide)
        tell(progress, done, len(document.slides))
    about = deck.core_properties
    about.title, about.subject, about.comments = clean(document.title)[:250], clean(document.subtitle)[:250], stamp(document, words)
    about.author, about.last_modified_by, about.language, about.keywords = "Mitra", "Mitra", document.language, f"Mitra {document.version}"
    out = io.BytesIO()
    deck.save(out)
    return Written(sealed(out.getvalue(), document.as_of), tuple(job.remarks))


def _title_slide(job: Job, slide: Slide, *, is_cover: bool) -> None:
    """Add the cover or a section's slide."""
    page = job.deck.slides.add_slide(job.layouts.cover if is_cover else job.layouts.section)
    pen = Pen(page, job.document.language)
    title = page.shapes.title
    side = int(job.deck.slide_width * 0.045)
    head = Area(title.left, title.top, title.width, title.height) if title is not None and title.width else Area(side, int(job.deck.slide_height * 0.28), job.deck.slide_width - side * 2, int(job.deck.slide_height * 0.25))
    headline(job, pen, slide.headline, head, sizes=COVERS)
    drop_empty(page)
    lines = [bare(text) for text in slide.sentences]
    if is_cover:
        lines += [job.words.t("{name}: {value}", name=label, value=value) for label, value in job.document.filters]
    under = job.deck.slide_height - head.bottom - Inches(1.1)
    rest = Area(head.left, head.bottom + Inches(0.35), head.width, under) if under >= ROOM else Area(head.left, max(head.top - Inches(1.3), 0), head.width, Inches(1.2))
    pen.line(Area(head.left, head.bottom + Inches(0.15), Inches(1.1), 0), LIGHT.accent, "Rule", 3)
    fitted(job, pen, lines, rest, "Subtitle", sizes=(18.0, 16.0, 14.0, 12.0, 11.0), ink=LIGHT.soft, where=slide.headline)
    foot(job, pen, slide, head)
    notes(job, pen, slide)


def _content_slides(job: Job, slide: Slide) -> None:
    """Add a slide; one whose chart or table is too long goes on over several, numbered in the headline."""
    pending: list[Draw] | None = None
    number = 0
    while pending is None or number < len(pending):
        page = job.deck.slides.add_slide(job.layouts.content)
        pen = Pen(page, job.document.language)
        head = title_area(page, job.deck)
        body = free_area(head, job.deck, job.layouts.content)
        if number == 0:
            pending = _plan(job, slide, _room(slide, body))
        assert pending is not None  # noqa: S101  # the first round set it
        tail = f" ({number + 1}/{len(pending)})" if len(pending) > 1 else ""
        left, *right = head.columns(2) if slide.second_language else [head]
        headline(job, pen, slide.headline, left, tail=tail)
        drop_empty(page)
        if slide.second_language:
            fitted(job, pen, [bare(slide.second_language[0])], right[0], "Second headline", sizes=(24.0, 22.0, 20.0, 18.0, 16.0, 14.0), ink=LIGHT.soft, where=slide.headline)
        if slide.kind != "text":
            body = sentences(job, pen, slide, body)
        pending[number](pen, body)
        foot(job, pen, slide, head)
        notes(job, pen, slide, is_first=number == 0)
        number += 1


def _room(slide: Slide, body: Area) -> Area:
    """Return the room that the sentences leave, by measuring them on a slide of no account."""
    if slide.kind == "text" or not (slide.sentences or slide.second_language):
        return body.below(Inches(0.05))
    columns = body.columns(2) if slide.second_language else [body]
    spoken = [[bare(text) for text in slide.sentences if text], [bare(text) for text in slide.second_language[1]] if slide.second_language else []]
    most = points(body.height) * MOST_TALK
    used = [next((high for size in TALKS if (high := height(texts, size * SLACK, points(column.width), after=size * 0.3)) <= most), most) for texts, column in zip(spoken, columns, strict=False)]
    return body.below(emu(max(used)) + Inches(0.16) if max(used) else Inches(0.05))


def _plan(job: Job, slide: Slide, body: Area) -> list[Draw]:
    """Return what each page of a slide draws."""
    if slide.kind == "text":
        return [partial(_text, job, slide)]
    if slide.kind == "sources":
        return _source_pages(slide, body)
    found: list[Draw] = []
    if slide.numbers:
        found.append(partial(_numbers, job, slide.numbers))
    if len(slide.figures) == 2 and all(_is_short(figure, body) for figure in slide.figures):
        found.append(partial(_pair, job, slide.figures))
    else:
        found += [draw for figure in slide.figures for draw in _figure_pages(job, figure, slide, body)]
    if slide.table is not None:
        found += _table_pages(job, slide, slide.table, body)
    return found or [partial(_text, job, slide)]


def _text(job: Job, slide: Slide, pen: Pen, area: Area) -> None:
    columns = area.columns(2) if slide.second_language else [area]
    told = [slide.sentences, slide.second_language[1] if slide.second_language else ()]
    for texts, column in zip(told, columns, strict=False):
        fitted(job, pen, [bare(text) for text in texts if text], column.below(Inches(0.3)), "Text", sizes=(24.0, 22.0, 20.0, 18.0, 16.0, 14.0, 12.0), where=slide.headline)


def _numbers(job: Job, numbers: Sequence[Number], pen: Pen, area: Area) -> None:
    """Draw key numbers as cards, three in a row."""
    rows = -(-len(numbers) // ACROSS)
    high = min((area.height - Inches(0.2) * (rows - 1)) // rows, Inches(2.1))
    for place, number in enumerate(numbers):
        row, column = divmod(place, ACROSS)
        card = area.columns(min(ACROSS, max(len(numbers), 2)))[column]
        top = area.top + row * (high + Inches(0.2))
        pen.line(Area(card.left, top, card.width, 0), LIGHT.accent, "Rule", 2)
        fitted(job, pen, [number.label], Area(card.left, top + Inches(0.1), card.width, Inches(0.32)), "Label", sizes=(14.0, 12.0, 11.0, 10.0), ink=LIGHT.soft, where=number.label)
        fitted(job, pen, [number.value], Area(card.left, top + Inches(0.4), card.width, Inches(0.75)), "Number", sizes=(VALUE, 36.0, 28.0, 22.0, 18.0, 14.0), where=number.label)
        if number.note:
            fitted(job, pen, [bare(number.note)], Area(card.left, top + Inches(1.14), card.width, max(high - Inches(1.16), Inches(0.25))), "Note", sizes=(12.0, 11.0, 10.0, 9.0), ink=LIGHT.soft, where=number.label)


def _caption(figure: Figure, slide: Slide) -> list[str]:
    """Return what stands over a chart: its title, where the headline or a sentence does not say it already."""
    told = {slide.headline, *slide.sentences}
    return [text for text in (bare(figure.title),) if text and text not in told]


def _captioned(job: Job, figure: Figure, slide: Slide, draw: Draw, pen: Pen, area: Area) -> None:
    title = _caption(figure, slide)
    if title:
        used = fitted(job, pen, title, Area(area.left, area.top, area.width, Inches(0.5)), "Chart title", sizes=(14.0, 13.0, 12.0, 11.0), where=slide.headline)
        area = area.below(used + Inches(0.06))
    draw(pen, area)


def _figure_pages(job: Job, figure: Figure, slide: Slide, body: Area) -> list[Draw]:
    """Return a figure over as many slides as it takes to stay readable."""
    room = body.below(Inches(0.55)) if _caption(figure, slide) else body
    if figure.spec is None:
        draws: list[Draw] = [partial(_nothing, figure)]
    elif charts := natives(figure):
        draws = [partial(_chart, job, figure, page) for page in _chart_pages(charts)]
    else:
        draws = [partial(_drawing, figure, drawing) for drawing in _drawings(figure, slide.kind, room, job.document.language)]
    return [partial(_captioned, job, figure, slide, draw) for draw in draws]


def _chart_pages(charts: Sequence[Native]) -> list[list[Native]]:
    """Return native charts by slide: panels together, each group of bars with its heading on one of its own."""
    if len(charts) > 1 and charts[0].kind != "bar":
        return [list(charts)]
    return [[piece] for chart in charts for piece in chunks(chart)]


def _nothing(figure: Figure, pen: Pen, area: Area) -> None:
    """Say why there is no chart."""
    box = Area(area.left, area.top, area.width, min(area.height, Inches(1.4)))
    pen.text(box, paragraphs([bare(figure.said or figure.alt)], pen.language, size=16, ink=LIGHT.soft), "Why there is no chart", anchor="ctr", fill_with=LIGHT.steps[0], inset=14)


def _chart(job: Job, figure: Figure, charts: Sequence[Native], pen: Pen, area: Area) -> None:
    note = " ".join(dict.fromkeys(chart.note for chart in charts if chart.note))
    if any(chart.is_told_as_points for chart in charts):
        note = job.words.sentences(note, job.words.t("What the text calls lines or rings are bars here, in the colours of the key."))
    inner = Area(area.left, area.top, area.width, area.height - (Inches(0.28) if note else 0))
    high = inner.height // len(charts)
    for place, chart in enumerate(charts):
        alt = bare(figure.alt) if len(charts) == 1 else f"{chart.title}. {bare(figure.alt)}"
        add_chart(pen.slide, chart, Area(inner.left, inner.top + place * high, inner.width, high), alt, pen.language)
    if note:
        pen.text(Area(area.left, inner.bottom, area.width, Inches(0.26)), paragraphs([note], pen.language, size=CAPTION, ink=LIGHT.soft), "Key")


def _drawing(figure: Figure, drawing: Drawing, pen: Pen, area: Area) -> None:
    pen.drawing(drawing, area, bare(figure.alt), "Drawing")


def _drawings(figure: Figure, kind: str, room: Area, language: str) -> list[Drawing]:
    """Return a figure's drawing for a room: whole where its letters stay readable, else in parts."""
    spec = figure.wide or figure.spec or {}
    wide, high = points(room.width), points(room.height)
    tall = float(spec["layout"].get("height", 360))
    if kind in ("matrix", "map"):
        pixels = max(high / READABLE, min(tall, max(high / LEAST, tall * TIGHT)))
        return [plot.draw(spec, wide * pixels / high, language, height=pixels)]
    scale = min(READABLE, max(LEAST, high / tall)) if tall * LEAST <= high else READABLE
    return parts(plot.draw(spec, wide / scale, language), high / scale)


def _is_short(figure: Figure, body: Area) -> bool:
    """Say whether a figure stays readable in half a slide."""
    if figure.spec is None:
        return True
    charts = natives(figure)
    if charts:
        return all(len(chart.categories) <= 14 for chart in charts)
    return float(figure.spec["layout"].get("height", 360)) * LEAST <= points(body.height) - 60


def _pair(job: Job, figures: Sequence[Figure], pen: Pen, area: Area) -> None:
    """Draw two figures side by side, each under its title and over its sentence."""
    for figure, column in zip(figures, area.columns(2), strict=True):
        used = fitted(job, pen, [bare(figure.title)] if figure.title else [], Area(column.left, column.top, column.width, Inches(0.6)), "Chart title", sizes=(14.0, 13.0, 12.0, 11.0), where=figure.title)
        said = height([bare(figure.said)], 11.0 * SLACK, points(column.width)) if figure.said and figure.spec is not None else 0.0
        under = min(emu(said) + Inches(0.08), Inches(0.85)) if said else 0
        inner = Area(column.left, column.top + used + Inches(0.06), column.width, column.height - used - Inches(0.06) - under)
        if figure.spec is None:
            _nothing(figure, pen, inner)
        elif charts := natives(figure):
            _chart(job, figure, charts, pen, inner)
        else:
            wide, high = points(inner.width), points(inner.height)
            tall = float(figure.spec["layout"].get("height", 360))
            scale = min(READABLE, high / tall)
            pen.drawing(plot.draw(figure.spec, wide / scale, pen.language), inner, bare(figure.alt), "Drawing")
        if said:
            fitted(job, pen, [bare(figure.said)], Area(column.left, inner.bottom + Inches(0.06), column.width, under), "Sentence", sizes=(11.0, 10.0, 9.0), ink=LIGHT.soft, where=figure.title)


def _table_pages(job: Job, slide: Slide, table: pd.DataFrame, body: Area) -> list[Draw]:
    """Return a table's pages; what is past the last one is said, and stands in the workbook."""
    shown = table.iloc[:, : deck_table.MOST_COLUMNS]
    if table.shape[1] > deck_table.MOST_COLUMNS:
        job.remarks.append(job.words.t("The table “{headline}” has {count} columns; slides show the first {shown}, the workbook holds all.", headline=slide.headline[:60], count=table.shape[1], shown=deck_table.MOST_COLUMNS))
    if shown.empty:
        return [partial(_nothing, Figure(None, "", table, "", said=job.words.t("The record holds no row for this choice: nothing is recorded, which is not the same as zero.")))]
    heads, rows = [str(name) for name in shown.columns], grid.cells(shown.head(MOST_ROWS), job.words)
    numeric = grid.numeric(shown.head(MOST_ROWS))
    wide = grid.widths(heads, rows, points(body.width), deck_table.SIZE * SLACK)
    spans = deck_table.pages(heads, rows, wide, points(body.height) - 22)
    kept = spans[:MOST_PAGES]
    left_out = len(table) - kept[-1][1]
    more = job.words.t("The table has {total} rows; slides show the first {shown}, the workbook holds all.", total=job.words.number(len(table)), shown=job.words.number(kept[-1][1])) if left_out else ""
    if more:
        job.remarks.append(f"{slide.headline[:60]}: {more}")

    def page(start: int, stop: int, said: str, pen: Pen, area: Area) -> None:
        deck_table.add_table(pen.slide, area, heads, rows[start:stop], numeric, wide, bare(slide.headline), pen.language)
        if said:
            pen.text(Area(area.left, area.bottom - Inches(0.24), area.width, Inches(0.24)), paragraphs([said], pen.language, size=11, ink=LIGHT.soft), "Rows left out")

    return [partial(page, start, stop, more if place == len(kept) - 1 else "") for place, (start, stop) in enumerate(kept)]


def _source_pages(slide: Slide, body: Area) -> list[Draw]:
    """Return the list of sources over as many slides as it takes."""
    size = 12.0
    most = points(body.height)
    groups: list[list[str]] = [[]]
    used = 0.0
    for source in slide.sources:
        line = clip(cited(source), size * SLACK, points(body.width) * 2.8)
        high = height([line], size * SLACK, points(body.width), after=5)
        if used + high > most and groups[-1]:
            groups.append([])
            used = 0.0
        groups[-1].append(line)
        used += high

    def page(lines: Sequence[str], pen: Pen, area: Area) -> None:
        body_xml = "".join(paragraph(run(line, pen.language, size=size, ink=LIGHT.ink), after=5) for line in lines)
        pen.text(area, body_xml, "Sources")

    return [partial(page, lines) for lines in groups]
