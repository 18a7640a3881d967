"""One chart as a picture with its title, source and day: SVG whose text stays text, PNG without a browser."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from mitra.briefing import plot
from mitra.briefing.document import Document, Figure, Slide, Written, source_line, stamp
from mitra.briefing.drawing import Drawing, Line, Mark, Text, moved
from mitra.briefing.markup import bare, clean, lines
from mitra.briefing.pdf import compiled
from mitra.briefing.svg import element, svg
from mitra.briefing.text_width import LEADING, clip, fit, wrap
from mitra.errors import MitraError
from mitra.i18n import Words
from mitra.theme import LIGHT

PAGE = b"""#let data = json(bytes(sys.inputs.data))
#set document(title: data.title)
#set page(width: data.width * 1pt, height: data.height * 1pt, margin: 0pt)
#image(bytes(data.svg), format: "svg", width: 100%, alt: data.title)
"""


@dataclass(frozen=True, slots=True)
class Shape:
    """A picture's shape in its own units, and how many pixels of a PNG one unit is."""

    width: float
    height: float
    scale: float


SHAPES = {"square": Shape(720, 720, 1.5), "wide": Shape(960, 540, 2.0), "a4": Shape(794, 1123, 1.5)}
MARGIN, FOOT = 28.0, 11.0
TITLES = (22.0, 20.0, 18.0, 16.0)
SAID = 13.0
TALL = 480  # pixels: a chart that is taller suits A4
SMALL = 0.6  # of their size: letters of a chart made smaller than this are told about


def suited(figure: Figure) -> str:
    """Return the shape in which a figure's letters stay largest: wide, or A4 where it is tall."""
    return "a4" if figure.spec is not None and float(figure.spec["layout"].get("height", 360)) > TALL else "wide"


def to_svg(figure: Figure, slide: Slide, document: Document, words: Words, *, shape: str = "wide") -> Written:
    """Return one figure of a slide as SVG in a shape: square, wide or a4."""
    text, remarks, _ = _composed(figure, slide, document, words, shape)
    return Written(text.encode(), remarks)


def to_png(figure: Figure, slide: Slide, document: Document, words: Words, *, shape: str = "wide") -> Written:
    """Return one figure of a slide as PNG in a shape: square (1080 x 1080), wide (1920 x 1080) or a4 (1191 x 1685)."""
    text, remarks, size = _composed(figure, slide, document, words, shape)
    data = {"svg": text, "width": size.width, "height": size.height, "title": clean(bare(figure.title or slide.headline))[:200]}
    made = compiled(PAGE, data, document, "png", ppi=72 * size.scale)
    return Written(made if isinstance(made, bytes) else made[0], remarks)


def _composed(figure: Figure, slide: Slide, document: Document, words: Words, shape: str) -> tuple[str, tuple[str, ...], Shape]:
    if shape not in SHAPES:
        raise MitraError("There is no picture of shape {shape}; use one of {shapes}.", shape=shape, shapes=", ".join(SHAPES))
    size = SHAPES[shape]
    room = size.width - MARGIN * 2
    heading, top = _heading(figure, slide, room)
    foot, bottom = _foot(slide, document, words, size)
    chart, scale = _chart(figure, document, room, bottom - top - 12)
    remarks = (words.t("The chart “{headline}” is long: its letters are small in this shape; A4 or the PDF shows it better.", headline=bare(slide.headline)[:60]),) if scale < SMALL else ()
    page = svg(Drawing(size.width, size.height, (*heading, *foot)), title=clean(bare(figure.title or slide.headline)), description=clean(bare(figure.alt)), paper=LIGHT.paper, language=document.language)
    defs = "".join(part for part in (svg(chart).split("<defs>")[1].split("</defs>")[0],) if part) if "<defs>" in svg(chart) else ""
    inner = f'<defs>{defs}</defs><g transform="translate({MARGIN:g} {top:.2f}) scale({scale:.4f})">{"".join(element(mark) for mark in chart.every)}</g>'
    return page.removesuffix("</svg>") + inner + "</svg>", remarks, size


def _heading(figure: Figure, slide: Slide, room: float) -> tuple[list[Mark], float]:
    """Return title and sentence, and where they end."""
    title = clean(bare(figure.title or slide.headline))
    size, shown, _ = fit(title, TITLES, room, TITLES[0] * LEADING * 2 + 1, bold=True)
    rows = wrap(shown, size, room, bold=True)
    marks: list[Mark] = [Text(MARGIN, MARGIN, lines("<br>".join(f"<b>{escape(row)}</b>" for row in rows)), size, LIGHT.ink, "start", "top")]
    top = MARGIN + len(rows) * size * LEADING + 6
    said = clean(bare(figure.said))
    if said and said != title and figure.spec is not None:
        _, shown, _ = fit(said, (SAID,), room, SAID * LEADING * 3 + 1)
        rows = wrap(shown, SAID, room)
        marks.append(Text(MARGIN, top, lines("<br>".join(escape(row) for row in rows)), SAID, LIGHT.soft, "start", "top"))
        top += len(rows) * SAID * LEADING
    return marks, top + 10


def _foot(slide: Slide, document: Document, words: Words, size: Shape) -> tuple[list[Mark], float]:
    """Return source, release, day and filters at the bottom, and where they begin."""
    filters = " · ".join(words.t("{name}: {value}", name=label, value=value) for label, value in document.filters)
    said = [text for text in (source_line(slide, words), filters, stamp(document, words)) if text]
    top = size.height - MARGIN - len(said) * FOOT * LEADING
    rule = Line(((MARGIN, top - 6), (size.width - MARGIN, top - 6)), LIGHT.line)
    text = "<br>".join(escape(clip(clean(line), FOOT, size.width - MARGIN * 2)) for line in said)
    return [rule, Text(MARGIN, top, lines(text), FOOT, LIGHT.soft, "start", "top")], top - 6


def _chart(figure: Figure, document: Document, wide: float, high: float) -> tuple[Drawing, float]:
    """Return the chart's drawing and its scale: as it is, or smaller where it is too tall."""
    if figure.spec is None:
        rows = wrap(clean(bare(figure.said or figure.alt)), SAID, wide)
        return Drawing(wide, high, (moved(Text(0, high / 2, lines("<br>".join(escape(row) for row in rows)), SAID, LIGHT.soft), 0, 0),)), 1.0
    tall = float(figure.spec["layout"].get("height", 360))
    scale = min(1.0, high / tall)
    stretched = min(high, tall * 1.35) if scale == 1.0 and _grows(figure) else tall
    return plot.draw(figure.spec, wide / scale, document.language, height=stretched), scale


def _grows(figure: Figure) -> bool:
    """Say whether a chart may be made taller: not one whose rows count pixels."""
    return figure.spec is not None and bool(figure.spec["layout"].get("yaxis", {}).get("visible", True))
