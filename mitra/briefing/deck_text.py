"""Text, shapes and tables on a slide as the XML that PowerPoint reads: language and colour on every run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from lxml import etree
from pptx.oxml.ns import nsdecls

from mitra.briefing.deck import Area, points, spoken
from mitra.briefing.drawing import Box, Dot, Drawing, Line, Mark, Text
from mitra.briefing.markup import clean, is_right_to_left
from mitra.theme import LIGHT

NS = nsdecls("a", "p", "r")
SCHEME = {LIGHT.ink: "tx1", LIGHT.paper: "bg1", LIGHT.soft: "tx2", LIGHT.line: "bg2", LIGHT.accent: "accent1"} | {LIGHT.categories[place - 1]: f"accent{place}" for place in range(2, 7)}
SLACK = 1.1  # Office's fonts run wider than the one that was measured
DASHES = {"dot": "sysDot", "dash": "dash"}
SHAPES = {"circle": "ellipse", "square": "rect", "triangle": "triangle"}


def colour(value: str) -> str:
    """Return a colour as the theme's role, so that a template recolours it, or as it is."""
    return f'<a:schemeClr val="{SCHEME[value]}"/>' if value in SCHEME else f'<a:srgbClr val="{value[1:].upper()}"/>'


def fill(value: str | None) -> str:
    """Return a solid fill, or none."""
    return f"<a:solidFill>{colour(value)}</a:solidFill>" if value else "<a:noFill/>"


def run(text: str, language: str, *, size: float, ink: str, bold: bool = False, link: str = "") -> str:
    """Return a run of text; `link` is the id of a relationship."""
    click = f'<a:hlinkClick r:id="{link}"/>' if link else ""
    return f'<a:r><a:rPr lang="{spoken(language)}" altLang="en-US" sz="{round(size * 100)}" b="{int(bold)}" dirty="0">{fill(ink)}{click}</a:rPr><a:t>{escape(clean(text))}</a:t></a:r>'


def paragraph(runs: str, *, align: str = "l", after: float = 0, right_to_left: bool = False, spacing: float = 100) -> str:
    """Return a paragraph; `after` points of room follow it."""
    direction = ' rtl="1"' if right_to_left else ""
    return f'<a:p><a:pPr marL="0" indent="0" algn="{"r" if right_to_left and align == "l" else align}"{direction}><a:lnSpc><a:spcPct val="{round(spacing * 1000)}"/></a:lnSpc><a:spcBef><a:spcPts val="0"/></a:spcBef><a:spcAft><a:spcPts val="{round(after * 100)}"/></a:spcAft><a:buNone/></a:pPr>{runs}</a:p>'


def paragraphs(texts: Sequence[str], language: str, *, size: float, ink: str = LIGHT.ink, bold: bool = False, align: str = "l", after: float = 0) -> str:
    """Return a paragraph for each text."""
    return "".join(paragraph(run(text, language, size=size, ink=ink, bold=bold), align=align, after=after, right_to_left=is_right_to_left(text)) for text in texts)


class Pen:
    """What puts shapes on one slide; each gets the next number and a name."""

    def __init__(self, slide: Any, language: str) -> None:
        self.slide = slide
        self.language = language
        self._tree = slide.shapes._spTree  # noqa: SLF001  # shapes are added as XML: hundreds a slide
        self._next = max((int(value) for value in self._tree.xpath("//p:cNvPr/@id")), default=1) + 1

    def number(self) -> int:
        """Return the next shape's number."""
        self._next += 1
        return self._next - 1

    def put(self, xml: str) -> Any:
        """Add a shape's XML to the slide."""
        element = etree.fromstring(xml)
        self._tree.append(element)
        return element

    def text(self, area: Area, body: str, name: str, *, anchor: str = "t", fill_with: str | None = None, stroke: str | None = None, inset: float = 0) -> None:
        """Add a text box over an area."""
        self.put(self.shape(area.left, area.top, area.width, area.height, name, body=body, anchor=anchor, fill_with=fill_with, stroke=stroke, inset=inset, is_box=True, spaces=NS))

    def shape(self, left: float, top: float, wide: float, high: float, name: str, *, geometry: str = "rect", body: str = "", anchor: str = "ctr", fill_with: str | None = None, fill_xml: str = "", stroke: str | None = None, stroke_width: float = 1, inset: float = 0, is_box: bool = False, wraps: bool = True, turn: str = "", spaces: str = "", rotation: int = 0) -> str:
        """Return a shape's XML; lengths in EMU, `stroke_width` and `inset` in points."""
        line = f'<a:ln w="{round(stroke_width * 12700)}">{fill(stroke)}</a:ln>' if stroke else "<a:ln><a:noFill/></a:ln>"
        ins = round(inset * 12700)
        turned = f' rot="{rotation}"' if rotation else ""
        text = f'<p:txBody><a:bodyPr wrap="{"square" if wraps else "none"}" lIns="{ins}" tIns="{ins}" rIns="{ins}" bIns="{ins}" anchor="{anchor}" rtlCol="0"{turn}/><a:lstStyle/>{body or "<a:p/>"}</p:txBody>' if body else ""
        return (
            f'<p:sp {spaces}><p:nvSpPr><p:cNvPr id="{self.number()}" name={quoteattr(name)}/><p:cNvSpPr{" txBox=" + chr(34) + "1" + chr(34) if is_box else ""}/><p:nvPr/></p:nvSpPr>'
            f'<p:spPr><a:xfrm{turned}><a:off x="{round(left)}" y="{round(top)}"/><a:ext cx="{max(round(wide), 1)}" cy="{max(round(high), 1)}"/></a:xfrm><a:prstGeom prst="{geometry}"><a:avLst/></a:prstGeom>{fill_xml or fill(fill_with)}{line}</p:spPr>{text}</p:sp>'
        )

    def line(self, area: Area, ink: str, name: str, weight: float = 1) -> None:
        """Add a straight line from the area's upper left to its lower right corner."""
        self.put(_connector(self.number(), area.left, area.top, area.width, area.height, ink, weight, "solid", name, NS))

    def drawing(self, drawing: Drawing, area: Area, alt: str, name: str) -> None:
        """Add a drawing as one group of native shapes that fills the area's width or height, at its upper left."""
        scale = min(area.width / drawing.width, area.height / drawing.height)
        number = self.number()
        wide, high = round(drawing.width * scale), round(drawing.height * scale)
        inner = "".join(self._mark(mark, area, scale, place) for place, mark in enumerate(drawing.every, 1))
        frame = f'<a:off x="{area.left}" y="{area.top}"/><a:ext cx="{wide}" cy="{high}"/><a:chOff x="{area.left}" y="{area.top}"/><a:chExt cx="{wide}" cy="{high}"/>'
        self.put(f'<p:grpSp {NS}><p:nvGrpSpPr><p:cNvPr id="{number}" name={quoteattr(name)} descr={quoteattr(clean(alt))}/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>{frame}</a:xfrm></p:grpSpPr>{inner}</p:grpSp>')

    def _mark(self, mark: Mark, area: Area, scale: float, place: int) -> str:
        if isinstance(mark, Box):
            return self._box(mark, area, scale, f"Box {place}")
        if isinstance(mark, Line):
            return "".join(self._stretch(start, stop, mark, area, scale, f"Line {place}") for start, stop in zip(mark.points, mark.points[1:], strict=False))
        return self._dot(mark, area, scale, f"Mark {place}") if isinstance(mark, Dot) else self._text(mark, area, scale, f"Text {place}")

    def _box(self, mark: Box, area: Area, scale: float, name: str) -> str:
        pattern = f'<a:pattFill prst="wdUpDiag"><a:fgClr>{colour(mark.hatch)}</a:fgClr><a:bgClr>{colour(mark.fill or LIGHT.paper)}</a:bgClr></a:pattFill>' if mark.hatch else ""
        solid = fill(mark.fill).replace("/></a:solidFill>", f'><a:alpha val="{round(mark.opacity * 100_000)}"/></a:{"schemeClr" if mark.fill in SCHEME else "srgbClr"}></a:solidFill>') if mark.opacity < 1 and mark.fill else fill(mark.fill)
        return self.shape(area.left + mark.x * scale, area.top + mark.y * scale, mark.width * scale, mark.height * scale, name, fill_xml=pattern or solid, stroke=mark.stroke if mark.stroke_width else None, stroke_width=mark.stroke_width * points(scale))

    def _stretch(self, start: tuple[float, float], stop: tuple[float, float], mark: Line, area: Area, scale: float, name: str) -> str:
        (x0, y0), (x1, y1) = start, stop
        flips = (' flipH="1"' if x1 < x0 else "") + (' flipV="1"' if y1 < y0 else "")
        return _connector(self.number(), area.left + min(x0, x1) * scale, area.top + min(y0, y1) * scale, abs(x1 - x0) * scale, abs(y1 - y0) * scale, mark.stroke, mark.stroke_width * points(scale), mark.dash, name, "", flips)

    def _dot(self, mark: Dot, area: Area, scale: float, name: str) -> str:
        left, top, size = area.left + (mark.x - mark.size / 2) * scale, area.top + (mark.y - mark.size / 2) * scale, mark.size * scale
        if mark.shape == "stroke":
            return _connector(self.number(), left + size / 2, top, 0, size, mark.stroke or LIGHT.ink, mark.stroke_width * points(scale), "solid", name, "")
        if mark.shape == "triangle":
            left, top, size = left + size * 0.15, top + size * 0.15, size * 0.7
        return self.shape(left, top, size, size, name, geometry=SHAPES[mark.shape], fill_with=mark.fill, stroke=mark.stroke if mark.stroke_width else None, stroke_width=mark.stroke_width * points(scale), rotation=5_400_000 if mark.shape == "triangle" else 0)

    def _text(self, mark: Text, area: Area, scale: float, name: str) -> str:
        size = mark.size * points(scale)
        left, top, wide, high = mark.corner
        spare = (high if mark.is_upright else wide) * (SLACK - 1)
        align = {"start": "l", "middle": "ctr", "end": "r"}[mark.anchor]
        if mark.is_upright:
            align = {"bottom": "l", "middle": "ctr", "top": "r"}[mark.level]
            top, high = top - {"bottom": spare, "middle": spare / 2, "top": 0.0}[mark.level], high + spare
        else:
            left, wide = left - {"start": 0.0, "middle": spare / 2, "end": spare}[mark.anchor], wide + spare
        body = "".join(paragraph("".join(run(one.text, self.language, size=size, ink=one.colour or mark.colour, bold=one.bold) for one in line), align=align) for line in mark.lines)
        return self.shape(area.left + left * scale, area.top + top * scale, wide * scale, high * scale, name, body=body, is_box=True, wraps=False, turn=' vert="vert270"' if mark.is_upright else "")


def _connector(number: int, left: float, top: float, wide: float, high: float, ink: str, weight: float, dash: str, name: str, spaces: str, flips: str = "") -> str:
    dashed = f'<a:prstDash val="{DASHES[dash]}"/>' if dash in DASHES else ""
    return (
        f'<p:cxnSp {spaces}><p:nvCxnSpPr><p:cNvPr id="{number}" name={quoteattr(name)}/><p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr>'
        f'<p:spPr><a:xfrm{flips}><a:off x="{round(left)}" y="{round(top)}"/><a:ext cx="{round(wide)}" cy="{round(high)}"/></a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="{max(round(weight * 12700), 3175)}">{fill(ink)}{dashed}</a:ln></p:spPr></p:cxnSp>'
    )
