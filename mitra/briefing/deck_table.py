"""Tables on slides: columns as wide as their cells need, rows cut into pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml import etree
from pptx.util import Inches

from mitra.briefing.deck import A, Area, emu
from mitra.briefing.deck_text import NS, SLACK, fill, paragraph, run
from mitra.briefing.grid import PAD
from mitra.briefing.text_width import LEADING, wrap
from mitra.theme import LIGHT

SIZE = 11.0  # points
MOST_COLUMNS = 8
MOST_LINES = 3  # of one cell
RISE = 4.0  # points over and under a cell's text


def lines_of(row: Sequence[str], wide: Sequence[float], size: float = SIZE, *, bold: bool = False) -> int:
    """Return how many lines a row takes."""
    return max(min(MOST_LINES, len(wrap(cell, size * SLACK, room - PAD * 2, bold=bold))) for cell, room in zip(row, wide, strict=True))


def pages(heads: Sequence[str], rows: Sequence[Sequence[str]], wide: Sequence[float], most: float) -> list[tuple[int, int]]:
    """Return first and last row of each page that holds at most `most` points."""
    step = SIZE * LEADING
    found, start, used = [], 0, lines_of(heads, wide, bold=True) * step + RISE * 2
    head = used
    for place, row in enumerate(rows):
        high = lines_of(row, wide) * step + RISE * 2
        if used + high > most and place > start:
            found.append((start, place))
            start, used = place, head
        used += high
    return [*found, (start, len(rows))]


def shorten(cell: str, room: float) -> str:
    """Return a cell's text cut to the lines that a row may have."""
    lines = wrap(cell, SIZE * SLACK, room - PAD * 2)
    if len(lines) <= MOST_LINES:
        return cell
    return " ".join(lines[:MOST_LINES])[:-1].rstrip() + "…"


def add_table(page: Any, area: Area, heads: Sequence[str], rows: Sequence[Sequence[str]], is_right: Sequence[bool], wide: Sequence[float], alt: str, language: str) -> None:
    """Add a native table: a heading, thin lines between rows, numbers to the right."""
    frame = page.shapes.add_table(len(rows) + 1, len(heads), area.left, area.top, area.width, Inches(0.3))
    about = frame._element.nvGraphicFramePr.cNvPr  # noqa: SLF001
    about.set("descr", alt)
    table = frame.table
    table._tbl.tblPr.set("bandRow", "0")  # noqa: SLF001
    style = table._tbl.tblPr.find(f"{A}tableStyleId")  # noqa: SLF001
    if style is not None:
        style.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # no style, no grid
    for place, room in enumerate(wide):
        table.columns[place].width = emu(room)
    step = SIZE * LEADING
    for index, row in enumerate([list(heads), *rows]):
        table.rows[index].height = emu(lines_of(row, wide, bold=index == 0) * step + RISE * 2)
        for place, cell in enumerate(row):
            _write(table._tbl.tr_lst[index].tc_lst[place], shorten(cell, wide[place]), language, is_head=index == 0, is_right=is_right[place])  # noqa: SLF001


def _write(element: Any, text: str, language: str, *, is_head: bool, is_right: bool) -> None:
    body = element.find(f"{A}txBody")
    for old in body.findall(f"{A}p"):
        body.remove(old)
    ink = LIGHT.soft if is_head else LIGHT.ink
    body.append(etree.fromstring(paragraph(run(text, language, size=SIZE, ink=ink, bold=is_head), align="r" if is_right else "l").replace("<a:p>", f"<a:p {NS}>", 1)))
    properties = element.get_or_add_tcPr()
    for name, room in (("marL", PAD), ("marR", PAD), ("marT", RISE), ("marB", RISE)):
        properties.set(name, str(round(room * 12700)))
    properties.set("anchor", "t")
    for old in list(properties):
        properties.remove(old)
    for side in ("lnL", "lnR", "lnT"):
        properties.append(etree.fromstring(f'<a:{side} {NS} w="0"><a:noFill/></a:{side}>'))
    properties.append(etree.fromstring(f'<a:lnB {NS} w="{12700 if is_head else 6350}">{fill(LIGHT.soft if is_head else LIGHT.line)}</a:lnB>'))
    properties.append(etree.fromstring(f"<a:noFill {NS}/>"))
