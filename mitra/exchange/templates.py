"""Upload templates: a table's headings in the reader's language, and one row that shows how and is no fact.

The example row carries `contract.EXAMPLE` as a whole cell in its first free-text column; whoever reads a filled template
back skips such a row (`contract.is_example`). Dropdowns hold names, not codes: names are recognised in any language.
The same contract and language give the same bytes.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from unicodedata import east_asian_width

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import quote_sheetname, xl_range, xl_range_abs
from xlsxwriter.worksheet import Worksheet

from mitra import dictionary
from mitra.contract import EXAMPLE, Field, Table
from mitra.i18n import LANGUAGES, Words, mark
from mitra.theme import LIGHT

LAST_ROW = 1_048_575  # Excel's, counted from 0
MADE = datetime(2000, 1, 1)  # noqa: DTZ001  # a workbook's own moment has no zone, and must not differ from one to the next
NARROW, WIDE = 14, 60  # letters
TITLE, MESSAGE = 32, 255  # letters that Excel shows of an input message
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
SAMPLES = {"integer": "1", "number": "1.5", "date": "2023-07-01", "partial_date": "2023-07"}
FORMS = {
    "integer": mark("A whole number. Leave it empty where it is unknown; 0 means zero."),
    "number": mark("A number. Leave it empty where it is unknown; 0 means zero."),
    "boolean": mark("Choose from the list. Leave it empty where it is unknown."),
    "date": mark("A day: 2023-07-31."),
    "partial_date": mark("As precise as known: 2023-07-31, 2023-07 or 2023."),
}
CHOOSE = mark("Choose from the list. A code of the list is understood too.")


def template_csv(table: str, words: Words) -> bytes:
    """Return a table's template as CSV: UTF-8 with a byte order mark, headings, one example row; KeyError for no table."""
    contract = words.contract.tables[table]
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([headings(contract, words), example(contract, words)])
    return out.getvalue().encode("utf-8-sig")


def template_xlsx(table: str, words: Words) -> bytes:
    """Return a table's template as a workbook: the table with dropdowns, a guide to its columns, its codes; KeyError for no table."""
    contract = words.contract.tables[table]
    out = io.BytesIO()
    with Workbook(out, OPTIONS) as book:
        book.set_properties({"title": contract.title[words.language], "author": "Mitra", "created": MADE})
        sheets = [book.add_worksheet(name) for name in (contract.title[words.language], words.t("Guide"), words.t("Codes"))]
        looks = _looks(book)
        places = _write_codes(sheets[2], contract, words, looks)
        _write_table(sheets[0], contract, words, looks, places)
        _write_guide(sheets[1], contract, words, looks)
    return out.getvalue()


def headings(table: Table, words: Words) -> list[str]:
    """Return the headings of a table's columns, in order."""
    return [field.title[words.language] for field in table.fields]


def example(table: Table, words: Words) -> list[str]:
    """Return the cells of the example row: the mark, and in the other columns a value of the right form."""
    marked = next(field for field in table.fields if _is_free_text(field))
    return [EXAMPLE[words.language] if field is marked else _sample(field, words) for field in table.fields]


def _is_free_text(field: Field) -> bool:
    return field.type == "string" and field.codelist is None


def _sample(field: Field, words: Words) -> str:
    if field.name.endswith("year"):
        return "2023"
    choices = _choices(field, words)
    return choices[0] if choices else SAMPLES.get(field.type) or words.t("example")


def _choices(field: Field, words: Words) -> list[str]:
    """Return what a column's dropdown offers: names of codes, or yes and no; empty where anything may be written."""
    if field.codelist is not None:
        return [words.code(field.codelist, code) for code in words.contract.codes(field.codelist)]
    return [words.t("yes"), words.t("no")] if field.type == "boolean" else []


def _looks(book: Workbook) -> dict[str, Format]:
    """Return the formats by role; text keeps Excel from turning 2023-07 into a day and 01 into 1."""
    wrapped = {"text_wrap": True, "valign": "top"}
    return {
        "required": book.add_format({**wrapped, "bold": True, "font_color": LIGHT.paper, "bg_color": LIGHT.accent}),
        "optional": book.add_format({**wrapped, "bold": True, "font_color": LIGHT.ink, "bg_color": LIGHT.line}),
        "example": book.add_format({"italic": True, "font_color": LIGHT.soft, "num_format": "@"}),
        "example number": book.add_format({"italic": True, "font_color": LIGHT.soft}),
        "text": book.add_format({"num_format": "@"}),
        "number": book.add_format(),
        "title": book.add_format({"bold": True, "font_size": 14}),
        "wrapped": book.add_format({**wrapped, "num_format": "@"}),
    }


def _write_table(sheet: Worksheet, table: Table, words: Words, looks: Mapping[str, Format], places: Mapping[str, str]) -> None:
    sheet.freeze_panes(1, 1)
    sheet.ignore_errors({"number_stored_as_text": xl_range(1, 0, LAST_ROW, len(table.fields) - 1)})
    for place, (field, sample) in enumerate(zip(table.fields, example(table, words), strict=True)):
        is_required = field.name in table.required
        is_number = field.type in ("integer", "number")
        sheet.set_column(place, place, _width([field.title[words.language], sample]), looks["number" if is_number else "text"])
        sheet.write_string(0, place, field.title[words.language], looks["required" if is_required else "optional"])
        sheet.write_comment(0, place, _meaning(field, words, is_required=is_required), {"author": "Mitra", "x_scale": 2})
        if is_number:
            sheet.write_number(1, place, float(sample), looks["example number"])
        else:
            sheet.write_string(1, place, sample, looks["example"])
        sheet.data_validation(1, place, LAST_ROW, place, _validation(field, words, places, is_required=is_required))


def _validation(field: Field, words: Words, places: Mapping[str, str], *, is_required: bool) -> dict[str, Any]:
    """Return a column's dropdown and what Excel says beside it; a value that is not in the list is asked about, not refused."""
    said = {"input_title": field.title[words.language][:TITLE], "input_message": _meaning(field, words, is_required=is_required)[:MESSAGE]}
    if not _choices(field, words):
        return {"validate": "any", **said}
    source = f"={places[field.codelist]}" if field.codelist else _choices(field, words)
    asked = {"error_type": "warning", "error_title": said["input_title"], "error_message": words.t("This is not in the list. Keep it all the same?")}
    return {"validate": "list", "source": source, **said, **asked}


def _meaning(field: Field, words: Words, *, is_required: bool) -> str:
    form = words.t(CHOOSE) if field.codelist else words.t(FORMS[field.type]) if field.type in FORMS else ""
    return words.sentences(field.description[words.language], form, words.t("Must be filled.") if is_required else "")


def _write_codes(sheet: Worksheet, table: Table, words: Words, looks: Mapping[str, Format]) -> dict[str, str]:
    """Write each code list of a table below the other; return where the names in this language stand, by list."""
    names = [words.t("Code list"), words.t("Code"), *(words.contract.codelists["language"][language][f"name_{words.language}"] for language in LANGUAGES)]
    rows = [names]
    places: dict[str, str] = {}
    column = 2 + LANGUAGES.index(words.language)
    for codelist in dict.fromkeys(field.codelist for field in table.fields if field.codelist):
        listed = words.contract.codelists[codelist]
        places[codelist] = f"{quote_sheetname(sheet.name)}!{xl_range_abs(len(rows), column, len(rows) + len(listed) - 1, column)}"
        title = dictionary.codelist_name(codelist, words)
        rows += [[title, code, *(row[f"name_{language}"] for language in LANGUAGES)] for code, row in listed.items()]
    _write_rows(sheet, 0, rows, looks)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows) - 1, len(names) - 1)
    return places


def _write_guide(sheet: Worksheet, table: Table, words: Words, looks: Mapping[str, Format]) -> None:
    """Write what a row is, how to fill the table, and every column with its meaning, type and codes."""
    frame = dictionary.fields(table.name, words)
    sheet.write_string(0, 0, table.title[words.language], looks["title"])
    said = [
        table.description[words.language],
        words.t("Fill the first sheet, one row below the other, and delete the example row; if it stays, it is skipped."),
        words.t("An empty cell means unknown; 0 means zero. Dark headings must be filled."),
        words.t("Where a list is offered, choose a name. Columns may be left out or put in another order; headings may be in any of the three languages."),
    ]
    for row, sentence in enumerate(said, 1):
        sheet.write_string(row, 0, sentence)
    _write_rows(sheet, len(said) + 2, [list(frame.columns), *frame.itertuples(index=False)], looks)


def _write_rows(sheet: Worksheet, top: int, rows: list[Any], looks: Mapping[str, Format]) -> None:
    """Write a heading and rows of text, each column as wide as its longest cell."""
    for row, cells in enumerate(rows):
        for place, cell in enumerate(cells):
            sheet.write_string(top + row, place, str(cell), looks["wrapped" if row else "optional"])
    for place, cells in enumerate(zip(*rows, strict=True)):
        sheet.set_column(place, place, _width(cells))


def _width(cells: Iterable[Any]) -> int:
    """Return the letters that the longest cell takes, East Asian ones counting twice."""
    return min(WIDE, max(NARROW, *(sum(2 if east_asian_width(letter) in "WF" else 1 for letter in str(cell)) + 2 for cell in cells)))
