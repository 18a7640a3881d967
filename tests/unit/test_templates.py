"""Upload templates: what an analyst opens in a spreadsheet, in three languages, for every table."""

from __future__ import annotations

import csv
import io

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from mitra import contract
from mitra.contract import EXAMPLE, Table, is_example
from mitra.exchange.templates import LAST_ROW, template_csv, template_xlsx
from mitra.i18n import LANGUAGES, Words
from mitra.partial_date import bounds
from mitra.settings import Settings

SETTINGS = Settings.from_environment()
CONTRACT = contract.load(SETTINGS.schema, SETTINGS.codelist)
TABLES = sorted(CONTRACT.tables)
EVERY = pytest.mark.parametrize(("table", "language"), [(table, language) for table in TABLES for language in LANGUAGES])


def words_of(language: str) -> Words:
    return Words(language, CONTRACT, {})


def opened(table: str, language: str) -> Workbook:
    return load_workbook(io.BytesIO(template_xlsx(table, words_of(language))))


def rules(sheet: Worksheet) -> dict[str, DataValidation]:
    """Return what the sheet asks of each column, by heading."""
    found = {str(place.sqref): place for place in sheet.data_validations.dataValidation}
    return {str(cell.value): found[f"{cell.column_letter}2:{cell.column_letter}{LAST_ROW + 1}"] for cell in sheet[1]}


def offered(book: Workbook, rule: DataValidation) -> list[str]:
    """Return what a dropdown offers, read from the range that it points to."""
    sheet, cells = rule.formula1.rsplit("!", 1)
    return [row[0].value for row in book[sheet.strip("'")][cells.replace("$", "")]]


def titles(table: Table, language: str) -> list[str]:
    return [field.title[language] for field in table.fields]


@EVERY
def test_headings_are_the_contracts_and_one_row_is_an_example(table: str, language: str) -> None:
    spec = CONTRACT.tables[table]
    sheet = opened(table, language).worksheets[0]
    heading, *rows = sheet.iter_rows(values_only=True)
    assert list(heading) == titles(spec, language)
    assert len(rows) == 1
    assert list(rows[0]).count(EXAMPLE[language]) == 1
    assert sheet.freeze_panes == "B2"


@EVERY
def test_the_csv_has_the_same_headings_and_example(table: str, language: str) -> None:
    body = template_csv(table, words_of(language))
    assert body.startswith(b"\xef\xbb\xbf")
    heading, *rows = csv.reader(io.StringIO(body.decode("utf-8-sig")))
    assert heading == titles(CONTRACT.tables[table], language)
    assert [is_example(row) for row in rows] == [True]


@EVERY
def test_a_dropdown_offers_every_name_of_its_code_list(table: str, language: str) -> None:
    book = opened(table, language)
    asked = rules(book.worksheets[0])
    for field in CONTRACT.tables[table].fields:
        rule = asked[field.title[language]]
        if field.codelist is not None:
            names = [row[f"name_{language}"] for row in CONTRACT.codelists[field.codelist].values()]
            assert rule.type == "list"
            assert offered(book, rule) == names, "an analyst's choice is recognised by the names of the code list"
            assert rule.errorStyle == "warning", "a code may be written as well"
        elif field.type == "boolean":
            assert rule.formula1.strip('"').split(",") == [words_of(language).t("yes"), words_of(language).t("no")]
        else:
            assert rule.type in (None, "none")


@EVERY
def test_every_column_says_what_it_means_and_whether_it_must_be_filled(table: str, language: str) -> None:
    spec, words = CONTRACT.tables[table], words_of(language)
    book = opened(table, language)
    sheet, guide = book.worksheets[:2]
    asked = rules(sheet)
    explained = {row[1]: row for row in guide.iter_rows(values_only=True)}
    fills = {True: set[str](), False: set[str]()}
    for cell, field in zip(sheet[1], spec.fields, strict=True):
        is_required = field.name in spec.required
        assert cell.comment is not None
        for text in (cell.comment.text, asked[field.title[language]].prompt):
            assert text.startswith(field.description[language])
            assert text.endswith(words.t("Must be filled.")) == is_required
        row = explained[field.title[language]]
        assert (row[0], row[2], row[5]) == (field.name, field.description[language], words.t("yes") if is_required else words.t("no"))
        fills[is_required].add(cell.fill.fgColor.rgb)
    assert not fills[True] & fills[False]


@EVERY
def test_codes_and_dates_are_text_so_that_a_month_stays_a_month(table: str, language: str) -> None:
    sheet = opened(table, language).worksheets[0]
    for place, field in enumerate(CONTRACT.tables[table].fields, 1):
        example = sheet.cell(2, place)
        is_number = field.type in ("integer", "number")
        column = next(one for one in sheet.column_dimensions.values() if one.min <= place <= one.max)
        assert isinstance(example.value, int | float) == is_number
        assert example.number_format == column.number_format == ("General" if is_number else "@")
        if field.type in ("date", "partial_date"):
            assert bounds(str(example.value)).earliest is not None


@EVERY
def test_the_sheet_of_codes_holds_each_list_whole_in_three_languages(table: str, language: str) -> None:
    sheet = opened(table, language).worksheets[2]
    found = {tuple(row[1:]) for row in sheet.iter_rows(min_row=2, values_only=True)}
    used = {field.codelist for field in CONTRACT.tables[table].fields if field.codelist}
    assert found == {(code, *(row[f"name_{one}"] for one in LANGUAGES)) for codelist in used for code, row in CONTRACT.codelists[codelist].items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_contract_gives_the_same_bytes(language: str) -> None:
    assert template_xlsx("agreements", words_of(language)) == template_xlsx("agreements", words_of(language))


def test_no_row_of_the_record_is_taken_for_an_example() -> None:
    for path in SETTINGS.seed.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            assert not any(is_example(row) for row in csv.reader(file)), path.name


@pytest.mark.parametrize("text", [*EXAMPLE.values(), f"  {EXAMPLE['en']} "])
def test_the_mark_is_recognised_in_any_column_and_language(text: str) -> None:
    assert is_example([None, "2023-07", text])
    assert not is_example([None, "2023-07", f"{text}?"])
