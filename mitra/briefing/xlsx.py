"""A document as a workbook: the rows of each slide, native charts, live totals, method, filters, sources."""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import quote_sheetname, xl_range, xl_range_abs
from xlsxwriter.worksheet import Worksheet

from mitra import tables
from mitra.briefing.document import Document, Figure, Progress, Slide, Written, stamp, tell
from mitra.briefing.markup import bare
from mitra.briefing.native import Native, natives
from mitra.errors import MitraError
from mitra.i18n import UNKNOWN, Words, missing
from mitra.theme import LIGHT

LAST_ROW = 1_048_575  # Excel's, counted from 0
MOST_LETTERS = 32_767  # Excel's, of one cell
SHEET = 31  # Excel's, letters of a sheet's name
HEAD = 4  # rows over the data: title, sentence, total, headings
RISKY = ("=", "+", "-", "@", "\t", "\r")
SAMPLE = 200  # rows that say how wide a column is
NARROW, WIDE = 9, 60
ROW = 20  # pixels of a row of a sheet
OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
CHARTS = {"bar": "bar", "column": "column", "line": "line", "doughnut": "doughnut", "scatter": "scatter"}
_FORBIDDEN = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")


@dataclass
class Book:
    """A workbook being written: its formats by role, the names taken, the next free row of the charts' numbers."""

    file: Workbook
    looks: dict[str, Format]
    words: Words
    names: set[str]
    remarks: list[str]
    numbers: Worksheet | None = None
    free: int = 0


def to_xlsx(document: Document, words: Words, *, progress: Progress | None = None) -> Written:
    """Return the document as .xlsx; unknown cells are empty, never 0, and no cell is ever taken for a formula."""
    out = io.BytesIO()
    blocks = [(number, slide, frame, figure) for number, slide in enumerate(document.slides, 1) for frame, figure in _frames(slide, words)]
    with tempfile.TemporaryDirectory() as folder, Workbook(out, {**OPTIONS, "tmpdir": folder}) as file:
        day = document.as_of
        file.set_properties({"title": document.title[:250], "author": "Mitra", "comments": stamp(document, words), "created": datetime(day.year, day.month, day.day)})  # noqa: DTZ001  # a workbook's own moment has no zone
        book = Book(file, _looks(file), words, set(), [])
        names = [_name(book, f"{number} {slide.headline}") for number, slide, _, _ in blocks]
        front = file.add_worksheet(_name(book, words.t("Contents")))
        sheets = [file.add_worksheet(name) for name in names]
        _front(book, front, document, [(name, slide) for name, (_, slide, _, _) in zip(names, blocks, strict=True)])
        book.numbers = file.add_worksheet(_name(book, words.t("Numbers of the charts")))
        for done, (sheet, (_, slide, frame, figure)) in enumerate(zip(sheets, blocks, strict=True), 1):
            _data(book, sheet, slide, frame, figure)
            tell(progress, done, len(blocks))
        _method(book, document)
        _filters(book, document)
        _sources(book, document)
    return Written(out.getvalue(), tuple(book.remarks))


def rows_xlsx(rows: pd.DataFrame) -> bytes:
    """Return a query's rows as one sheet under the names of its columns, with codes; MitraError where no sheet holds them."""
    if len(rows) > LAST_ROW:
        raise MitraError("A sheet holds {most} rows and there are {count}. Ask for CSV or Parquet instead.", most=LAST_ROW, count=len(rows))
    out = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder, Workbook(out, {**OPTIONS, "tmpdir": folder}) as file:
        looks, sheet = _looks(file), file.add_worksheet()
        sheet.freeze_panes(1, 0)
        columns = [_plain(column) for _, column in rows.items()]
        numbers = [_number_look(str(name), values) for name, values in zip(rows.columns, columns, strict=True)]
        for row, cells in enumerate([tuple(rows.columns), *zip(*columns, strict=True)]):
            for place, value in enumerate(cells):
                put(sheet, row, place, value, looks, "head" if row == 0 else numbers[place] if isinstance(value, int | float) else None)
    return out.getvalue()


def _frames(slide: Slide, words: Words) -> Iterable[tuple[pd.DataFrame, Figure | None]]:
    """Yield the tables of a slide: each figure's rows, its own table, its key numbers."""
    for figure in slide.figures:
        yield tables.readable(figure.rows, words), figure
    if slide.table is not None:
        yield slide.table, None
    if slide.numbers:
        yield pd.DataFrame([{words.t("Number"): one.label, words.t("Value"): one.value, words.t("Remark"): one.note} for one in slide.numbers]), None


def _name(book: Book, wish: str) -> str:
    """Return a sheet's name: short, allowed, and not taken."""
    base = _FORBIDDEN.sub(" ", bare(wish)).strip()[:SHEET].rstrip() or "Sheet"
    name, place = base, 2
    while name.lower() in book.names:
        name, place = f"{base[: SHEET - 4].rstrip()} {place}", place + 1
    book.names.add(name.lower())
    return name


def _looks(file: Workbook) -> dict[str, Format]:
    return {
        "title": file.add_format({"bold": True, "font_size": 14, "font_color": LIGHT.ink}),
        "said": file.add_format({"font_color": LIGHT.soft}),
        "head": file.add_format({"bold": True, "font_color": LIGHT.paper, "bg_color": LIGHT.accent, "text_wrap": True, "valign": "top"}),
        "total": file.add_format({"bold": True, "bottom": 1, "num_format": "#,##0"}),
        "whole": file.add_format({"num_format": "#,##0"}),
        "broken": file.add_format({"num_format": "#,##0.0###"}),
        "year": file.add_format({"num_format": "0"}),
        "day": file.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
        "guarded": file.add_format({"quote_prefix": True}),
        "wrapped": file.add_format({"text_wrap": True, "valign": "top"}),
        "code": file.add_format({"text_wrap": True, "valign": "top", "font_name": "Consolas", "font_size": 9}),
        "link": file.add_format({"font_color": LIGHT.accent, "underline": 1}),
    }


def put(sheet: Worksheet, row: int, column: int, value: Any, looks: dict[str, Format], look: str | None = None) -> None:
    """Write a cell: numbers as numbers, unknown as nothing, text that looks like a formula marked as text."""
    if isinstance(value, str):
        if value and value != UNKNOWN:
            sheet.write_string(row, column, value[:MOST_LETTERS], looks["guarded"] if value.startswith(RISKY) else looks[look] if look else None)
    elif missing(value):
        return
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, looks[look or "whole"])
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value if isinstance(value, datetime) else datetime(value.year, value.month, value.day), looks["day"])  # noqa: DTZ001  # a day has no zone
    else:
        put(sheet, row, column, str(value), looks, look)


def _data(book: Book, sheet: Worksheet, slide: Slide, frame: pd.DataFrame, figure: Figure | None) -> None:
    """Write one table under its title, its sentence and its totals, its charts at the right."""
    count = min(len(frame), LAST_ROW - HEAD)
    if count < len(frame):
        book.remarks.append(book.words.t("“{headline}” has {total} rows; a sheet holds the first {shown}.", headline=slide.headline[:60], total=book.words.number(len(frame)), shown=book.words.number(count)))
    columns = [_plain(frame.iloc[:count, place]) for place in range(frame.shape[1])]
    for place, (name, values) in enumerate(zip(frame.columns, columns, strict=True)):
        sheet.set_column(place, place, min(WIDE, max(NARROW, *(len(str(value)) + 2 for value in [name, *values[:SAMPLE]]))))
    sheet.freeze_panes(HEAD, 0)
    _print_wide(sheet)
    put(sheet, 0, 0, bare(figure.title if figure and figure.title else slide.headline), book.looks, "title")
    put(sheet, 1, 0, bare((figure.said if figure else "") or " ".join(slide.sentences)), book.looks, "said")
    _totals(book, sheet, columns, figure, count)
    for place, name in enumerate(frame.columns):
        sheet.write_string(HEAD - 1, place, str(name), book.looks["head"])
    looks = [_number_look(str(raw), values) for raw, values in zip(tables.telling(figure.rows) if figure else frame.columns, columns, strict=True)]
    for row, cells in enumerate(zip(*columns, strict=True), HEAD):
        for place, value in enumerate(cells):
            if value is not None:
                put(sheet, row, place, value, book.looks, looks[place] if isinstance(value, int | float) else None)
    if count:
        sheet.autofilter(HEAD - 1, 0, HEAD - 1 + count, len(columns) - 1)
    if figure is not None:
        _charts(book, sheet, figure, len(columns) + 1)


def _print_wide(sheet: Worksheet) -> None:
    """Print on A4 across, as wide as one page."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _plain(column: pd.Series) -> list[Any]:
    """Return a column's cells as plain values, unknown as None."""
    return [None if missing(value) or value == UNKNOWN else value for value in column.astype(object).tolist()]


def _number_look(name: str, values: Sequence[Any]) -> str:
    if name.endswith("year") or name == "year":
        return "year"
    return "whole" if all(not isinstance(value, float) or value.is_integer() for value in values[:SAMPLE]) else "broken"


def _totals(book: Book, sheet: Worksheet, columns: Sequence[Sequence[Any]], figure: Figure | None, count: int) -> None:
    """Write the sum of each column that counts something, as a formula that follows the filter, where the rows are a partition.

    Other rows count the same things several times (a year's stock, an agreement in each cell that it covers) or are statistics.
    """
    if figure is None or not figure.is_partition or not count:
        return
    for place, (name, values) in enumerate(zip(tables.telling(figure.rows), columns, strict=True)):
        known = [value for value in values if isinstance(value, int | float) and not isinstance(value, bool)]
        if str(name).endswith("_count") and known:
            sheet.write_formula(HEAD - 2, place, f"=SUBTOTAL(109,{xl_range(HEAD, place, HEAD + count - 1, place)})", book.looks["total"], sum(known))
        elif place == 0:
            put(sheet, HEAD - 2, 0, book.words.t("Total of the rows shown"), book.looks, "said")


def _charts(book: Book, sheet: Worksheet, figure: Figure, column: int) -> None:
    """Write the numbers of a figure's native charts on their own sheet, and the charts beside the data."""
    row = HEAD - 1
    for chart in natives(figure):
        high = max(320, min(900, 26 * len(chart.categories) + 120)) if chart.kind == "bar" else 400
        drawn = _chart(book, chart, bare(figure.title) if not chart.title else chart.title)
        drawn.set_size({"width": 760, "height": high})
        sheet.insert_chart(row, column, drawn, {"description": bare(figure.alt)})
        row += high // ROW + 1


def _chart(book: Book, chart: Native, title: str) -> Any:
    assert book.numbers is not None  # noqa: S101  # the workbook has made it
    sheet, top = book.numbers, book.free
    put(sheet, top, 0, title, book.looks, "title")
    for place, series in enumerate(chart.series, 1):
        put(sheet, top + 1, place, series.name, book.looks)
    for row, name in enumerate(chart.categories, top + 2):
        put(sheet, row, 0, name, book.looks)
        for place, one in enumerate(chart.series, 1):
            put(sheet, row, place, one.numbers[row - top - 2], book.looks, "broken" if chart.form.endswith("%") else "whole")
    last = top + 1 + len(chart.categories)
    book.free = last + 2
    drawn = book.file.add_chart({"type": CHARTS[chart.kind], **({"subtype": "stacked"} if chart.is_stacked else {})})
    where = quote_sheetname(sheet.name)
    for place in range(1, len(chart.series) + 1):
        drawn.add_series(
            {
                "name": f"={where}!{xl_range_abs(top + 1, place, top + 1, place)}",
                "categories": f"={where}!{xl_range_abs(top + 2, 0, last, 0)}",
                "values": f"={where}!{xl_range_abs(top + 2, place, last, place)}",
                **_style(chart, place - 1),
            }
        )
    drawn.set_title({"name": title[:200], "name_font": {"size": 12, "bold": False}, "overlay": False})
    drawn.set_legend({"none": True} if len(chart.series) == 1 and chart.kind != "doughnut" else {"position": "right" if chart.kind == "doughnut" else "top"})
    if chart.kind != "doughnut":
        drawn.set_x_axis({"reverse": False, "num_format": chart.form, "major_gridlines": {"visible": True, "line": {"color": LIGHT.line}}} if chart.kind == "bar" else {"line": {"color": LIGHT.line}})
        drawn.set_y_axis({"reverse": True, "interval_unit": 1} if chart.kind == "bar" else {"num_format": chart.form, "major_gridlines": {"visible": True, "line": {"color": LIGHT.line}}, **({"min": 0, "max": 1} if chart.is_of_one else {})})
    return drawn


def _style(chart: Native, place: int) -> dict[str, Any]:
    series = chart.series[place]
    style: dict[str, Any] = {"line": {"color": series.colours[0], "width": 2}, "marker": {"type": "circle", "size": 5}} if chart.kind == "line" else {"fill": {"color": series.colours[0]}, "gap": 45}
    if chart.kind in ("bar", "column", "doughnut") and len(series.colours) > 1:
        style["points"] = [{"fill": {"color": colour}} for colour in series.colours]
    if chart.is_overlaid or chart.is_stacked:
        style["overlap"] = 100
    return style


def _front(book: Book, sheet: Worksheet, document: Document, listed: Sequence[tuple[str, Slide]]) -> None:
    """Write the title, the release and day, and a link to each sheet."""
    sheet.set_column(0, 0, 90)
    put(sheet, 0, 0, bare(document.title), book.looks, "title")
    put(sheet, 1, 0, bare(document.subtitle), book.looks, "said")
    put(sheet, 2, 0, stamp(document, book.words), book.looks, "said")
    put(sheet, 3, 0, f"SHA-256 {document.release_sha256} · Mitra {document.version}", book.looks, "said")
    for row, (name, slide) in enumerate(listed, 5):
        sheet.write_url(row, 0, f"internal:{quote_sheetname(name)}!A1", book.looks["link"], bare(slide.headline)[:250] or name)


def _method(book: Book, document: Document) -> None:
    """Write how each query's figure comes about, in words and as SQL."""
    t = book.words.t
    _listed(book, t("Method"), (t("Query"), t("Title"), t("Formula"), t("SQL")), [(one.query, one.title, one.formula, one.sql) for one in document.methods], (28, 34, 60, 110))


def _filters(book: Book, document: Document) -> None:
    t = book.words.t
    facts = [*document.filters, (t("Release"), document.release), (t("SHA-256"), document.release_sha256), (t("As of"), book.words.date(document.as_of)), (t("Made by"), f"Mitra {document.version}")]
    _listed(book, t("Filters"), (t("Filter"), t("Chosen")), list(dict.fromkeys(facts)), (28, 70))


def _sources(book: Book, document: Document) -> None:
    t = book.words.t
    every = dict.fromkeys((source.publisher, source.title, source.date, source.url) for slide in document.slides for source in slide.sources)
    _listed(book, t("Sources"), (t("Publisher"), t("Title"), t("Date"), t("Address")), list(every), (30, 70, 16, 70))


def _listed(book: Book, name: str, heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
    sheet = book.file.add_worksheet(_name(book, name))
    sheet.freeze_panes(1, 0)
    _print_wide(sheet)
    for place, (head, wide) in enumerate(zip(heads, widths, strict=True)):
        sheet.set_column(place, place, wide)
        sheet.write_string(0, place, head, book.looks["head"])
    for row, cells in enumerate(rows, 1):
        for place, cell in enumerate(cells):
            put(sheet, row, place, cell, book.looks, "code" if place == 3 and len(cells) == 4 and "\n" in str(cell) else "wrapped")
