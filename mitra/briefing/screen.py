"""A slide laid out for a wall of 1920 x 1080: how large each text may be, what must be cut, and its figures as one picture.

Sizes are pixels of that wall; the browser scales them to the screen it has. Nothing that is read is smaller than SMALLEST, but
for the letters inside a figure, which are as large as the room allows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mitra.briefing.document import Slide, SourceLine, source_line
from mitra.briefing.grid import said, widths
from mitra.briefing.markup import clean
from mitra.briefing.scenes import Told
from mitra.briefing.text_width import LEADING, fit, height, width, wrap
from mitra.briefing.wall import Sheet, sheet_svg
from mitra.i18n import Words
from mitra.theme import Look

WIDTH, BODY = 1800.0, 930.0  # pixels: between the sides, between top and foot
HEADLINES, COVERS = (64, 56, 48, 40, 34, 30), (96, 84, 72, 60, 48, 40)
TALKS, TEXTS = (34, 32, 30, 28), (48, 44, 40, 36, 32, 28)
SMALLEST, LABEL = 28, 30
VALUES = (144, 128, 112, 96, 84, 76, 72)
GAP = 28.0
TABLES, CELL = (44, 40, 36, 32, 28), 40  # letters; what a cell's margins take across, and half of it down
MOST_ROWS, MOST_SOURCES, MOST_LETTERS = 12, 18, 60


@dataclass(frozen=True, slots=True)
class Sized:
    """A text and the size at which it fits."""

    text: str
    size: int


@dataclass(frozen=True, slots=True)
class Column:
    """What is said in one language: the headline and the sentences under it."""

    headline: Sized
    sentences: tuple[Sized, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows as text, headings first; `more` rows are left to the answer panel."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    more: int
    size: int


@dataclass(frozen=True, slots=True)
class Screen:
    """A slide as a screen: its columns of text (one a language), its picture as SVG with the words for who cannot see it."""

    kind: str
    columns: tuple[Column, ...]
    svg: str = ""
    alt: str = ""
    value_size: int = 0
    table: Table | None = None
    sources: tuple[SourceLine, ...] = ()
    more_sources: int = 0
    foot: str = ""
    sheet: Sheet | None = None


def screen(told: Told, words: Words, look: Look) -> Screen:
    """Return a slide's layout."""
    slide = told.slide
    sides = [(slide.headline, slide.sentences), *([slide.second_language] if slide.second_language else [])]
    room = (WIDTH - GAP * 2 * (len(sides) - 1)) / len(sides)
    columns = tuple(_column(slide, headline, sentences, room) for headline, sentences in sides)
    sheet = Sheet(WIDTH, max(240.0, BODY - max(_height(column, room) for column in columns)))
    return Screen(
        kind=slide.kind,
        columns=columns,
        svg=sheet_svg(slide.figures, sheet, words.language, look),
        alt=" ".join(dict.fromkeys(figure.alt for figure in slide.figures)),
        value_size=_value_size(slide),
        table=_table(slide, words, sheet),
        sources=slide.sources[:MOST_SOURCES] if slide.kind == "sources" else (),
        more_sources=max(0, len(slide.sources) - MOST_SOURCES) if slide.kind == "sources" else 0,
        foot=source_line(slide, words) if slide.kind != "sources" else "",
        sheet=sheet,
    )


def _column(slide: Slide, headline: str, sentences: Sequence[str], room: float) -> Column:
    is_cover, is_text = slide.kind == "title", _is_text(slide)
    sizes, most = (COVERS, 420.0) if is_cover else (HEADLINES, 168.0)
    size, text, _ = fit(clean(headline), sizes, room, most, bold=True)
    talks, left = (TEXTS, 520.0 if is_text else 300.0) if is_text or is_cover else (TALKS, 150.0)
    return Column(Sized(text, int(size)), _sentences(sentences, talks, room, left))


def _is_text(slide: Slide) -> bool:
    return slide.kind == "text" and not slide.figures


def _sentences(sentences: Sequence[str], sizes: Sequence[int], room: float, most: float) -> tuple[Sized, ...]:
    """Return the sentences at the largest size at which all of them fit, each cut to its share where none does."""
    texts = [clean(text) for text in sentences if text.strip()]
    for size in sizes:
        if height(texts, size, room, after=size * 0.4) <= most and all(len(text) < MOST_LETTERS * 40 for text in texts):
            return tuple(Sized(text, size) for text in texts)
    share = most / max(1, len(texts))
    return tuple(Sized(fit(text, (sizes[-1],), room, share)[1], sizes[-1]) for text in texts)


def _height(column: Column, room: float) -> float:
    head = height([column.headline.text], column.headline.size, room, bold=True)
    return head + GAP + sum(height([one.text], one.size, room) + one.size * 0.4 for one in column.sentences) + (GAP if column.sentences else 0)


def _value_size(slide: Slide) -> int:
    """Return the size of the key numbers: as large as the widest of them allows in its part of the row."""
    if not slide.numbers:
        return 0
    room = WIDTH / in_a_row(len(slide.numbers)) - 90
    return next((size for size in VALUES if max(width(number.value, size, bold=True) for number in slide.numbers) <= room), VALUES[-1])


def in_a_row(count: int) -> int:
    """Return how many key numbers stand in a row: two of two or four, else three."""
    return count if count < 3 else 2 if count == 4 else 3


def _table(slide: Slide, words: Words, sheet: Sheet) -> Table | None:
    """Return the table at the largest size at which all its rows fit, or as many rows as fit at the smallest."""
    if slide.table is None:
        return None
    heads = tuple(map(str, slide.table.columns))
    rows = [tuple(_short(said(value, words)) for value in row) for row in slide.table.head(MOST_ROWS).itertuples(index=False)]
    size, count = next(((size, len(rows)) for size in TABLES if _rows_that_fit(heads, rows, size, sheet) == len(rows)), (TABLES[-1], max(1, _rows_that_fit(heads, rows, TABLES[-1], sheet) - 1)))
    return Table(heads, tuple(rows[:count]), len(slide.table) - count, size)


def _rows_that_fit(heads: Sequence[str], rows: Sequence[Sequence[str]], size: int, sheet: Sheet) -> int:
    """Return how many rows, wrapped as their columns allow, fit under the headings."""
    columns = [one - CELL for one in widths(heads, rows, sheet.width, size)]
    used, count = 0.0, 0
    for row in (heads, *rows):
        used += max(len(wrap(cell, size, room)) for cell, room in zip(row, columns, strict=True)) * size * LEADING + CELL / 2
        if used > sheet.height:
            break
        count += 1
    return max(0, count - 1)


def _short(text: str) -> str:
    return text if len(text) <= MOST_LETTERS else f"{text[: MOST_LETTERS - 1].rstrip()}…"
