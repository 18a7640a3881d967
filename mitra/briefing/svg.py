"""A drawing as SVG: text stays text, in the bundled font."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from string import Template
from xml.sax.saxutils import escape, quoteattr

from mitra.briefing import fonts
from mitra.briefing.drawing import Box, Dot, Drawing, Line, Mark, Text
from mitra.briefing.text_width import LEADING

SHEET = Path(__file__).parent / "sheet.svg"
RISE = 0.36  # of a size: from the middle of a line to its baseline
DASHES = {"dot": "1.5 3", "dash": "6 4"}
STACK = ", ".join(f"'{name}'" for name in (fonts.FAMILY, *fonts.OTHERS)) + ", sans-serif"


def svg(drawing: Drawing, *, title: str = "", description: str = "", paper: str | None = None, language: str = "") -> str:
    """Return the drawing as an SVG document, `title` and `description` for those who do not see it."""
    size = f'width="{_n(drawing.width)}" height="{_n(drawing.height)}" viewBox="0 0 {_n(drawing.width)} {_n(drawing.height)}"'
    spoken = f' xml:lang="{language}"' if language else ""
    said = "".join(f"<{tag}>{escape(text)}</{tag}>" for tag, text in (("title", title), ("desc", description)) if text)
    ground = f'<rect width="100%" height="100%" fill="{paper}"/>' if paper else ""
    hatches = sorted({mark.hatch for mark in drawing.every if isinstance(mark, Box) and mark.hatch})
    defs = f"<defs>{''.join(_hatch(colour) for colour in hatches)}</defs>" if hatches else ""
    body = "".join(element(mark) for mark in drawing.every)
    return _sheet().substitute(size=size + spoken, fonts=STACK, body=said + defs + ground + body)


@cache
def _sheet() -> Template:
    return Template(SHEET.read_text("utf-8").strip())


def around(body: str, width: float, height: float) -> str:
    """Return marks that are SVG already, or drawings in groups of their own, on one sheet."""
    return _sheet().substitute(size=f'width="{_n(width)}" height="{_n(height)}" viewBox="0 0 {_n(width)} {_n(height)}"', fonts=STACK, body=body)


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"


def _hatch(colour: str) -> str:
    return f'<pattern id="hatch-{colour[1:]}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="6" stroke="{colour}" stroke-width="2.4"/></pattern>'


def element(mark: Mark) -> str:
    """Return a mark as SVG."""
    if isinstance(mark, Box):
        return _box(mark)
    if isinstance(mark, Line):
        points = " ".join(f"{_n(x)},{_n(y)}" for x, y in mark.points)
        dash = f' stroke-dasharray="{DASHES[mark.dash]}"' if mark.dash in DASHES else ""
        return f'<polyline points="{points}" fill="none" stroke="{mark.stroke}" stroke-width="{_n(mark.stroke_width)}"{dash}/>'
    return _dot(mark) if isinstance(mark, Dot) else _text(mark)


def _ink(fill: str | None, stroke: str | None, stroke_width: float) -> str:
    line = f' stroke="{stroke}" stroke-width="{_n(stroke_width)}"' if stroke and stroke_width else ""
    return f'fill="{fill or "none"}"{line}'


def _box(mark: Box) -> str:
    place = f'x="{_n(mark.x)}" y="{_n(mark.y)}" width="{_n(max(mark.width, 0))}" height="{_n(max(mark.height, 0))}"'
    opacity = f' opacity="{mark.opacity:g}"' if mark.opacity < 1 else ""
    plain = f"<rect {place} {_ink(mark.fill, mark.stroke, mark.stroke_width)}{opacity}/>"
    return plain + (f'<rect {place} fill="url(#hatch-{mark.hatch[1:]})"/>' if mark.hatch else "")


def _dot(mark: Dot) -> str:
    half = mark.size / 2
    ink = _ink(mark.fill, mark.stroke, mark.stroke_width)
    if mark.shape == "square":
        return f'<rect x="{_n(mark.x - half)}" y="{_n(mark.y - half)}" width="{_n(mark.size)}" height="{_n(mark.size)}" {ink}/>'
    if mark.shape == "triangle":
        points = ((mark.x - half * 0.6, mark.y - half * 0.75), (mark.x + half * 0.75, mark.y), (mark.x - half * 0.6, mark.y + half * 0.75))
        return f'<polygon points="{" ".join(f"{_n(x)},{_n(y)}" for x, y in points)}" {ink}/>'
    if mark.shape == "stroke":
        return f'<line x1="{_n(mark.x)}" y1="{_n(mark.y - half)}" x2="{_n(mark.x)}" y2="{_n(mark.y + half)}" stroke="{mark.stroke}" stroke-width="{_n(mark.stroke_width)}"/>'
    return f'<circle cx="{_n(mark.x)}" cy="{_n(mark.y)}" r="{_n(half)}" {ink}/>'


def _text(mark: Text) -> str:
    if mark.is_upright:
        left, top, across, down = mark.corner
        middle = left + across / 2
        flat = Text(0, 0, mark.lines, mark.size, mark.colour, {"bottom": "start", "middle": "middle", "top": "end"}[mark.level], "middle")  # type: ignore[arg-type]  # three anchors
        foot = top + {"bottom": down, "middle": down / 2, "top": 0.0}[mark.level]
        return f'<g transform="translate({_n(middle)} {_n(foot)}) rotate(-90)">{_text(flat)}</g>'
    _, top, _, _ = mark.corner
    step = mark.size * LEADING
    rows = [(top + step * (place + 0.5) + mark.size * RISE, line) for place, line in enumerate(mark.lines)]
    return "".join(_row(mark, y, line) for y, line in rows if line)


def _row(mark: Text, y: float, line: Sequence[object]) -> str:
    anchor = "" if mark.anchor == "start" else f' text-anchor="{mark.anchor}"'
    spans = "".join(_run(run, mark.colour) for run in line)
    return f'<text x="{_n(mark.x)}" y="{_n(y)}" font-size="{_n(mark.size)}" fill="{mark.colour}"{anchor} xml:space="preserve">{spans}</text>'


def _run(run: object, colour: str) -> str:
    text, bold, own = run.text, run.bold, run.colour  # type: ignore[attr-defined]  # a markup.Run
    if not bold and own in (None, colour):
        return escape(text)
    weight = ' font-weight="bold"' if bold else ""
    fill = f" fill={quoteattr(own)}" if own else ""
    return f"<tspan{weight}{fill}>{escape(text)}</tspan>"
