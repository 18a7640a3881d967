"""From a query's rows to a table that a person reads: headings, names for codes, dates and yes or no in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

import pandas as pd

from mitra.contract import Field
from mitra.i18n import UNKNOWN, Words, missing
from mitra.remember import remembered
from mitra.spreadsheet import neutral

OPEN_END = "9999-12-31"
WITHHELD = ("withheld_fields", "withheld_below")
_RECORDS = ("_id",)  # columns that hold keys of the record


@remembered
def readable(frame: pd.DataFrame, words: Words, shown: tuple[str, ...] | None = None) -> pd.DataFrame:
    """Return the shown columns with headings and cells in one language; numbers stay numbers, unknown stays empty."""
    columns = {column: _cells(frame[column], column, words) for column in telling(frame, shown)}
    out = pd.DataFrame(columns, index=frame.index)
    return out.rename(columns={column: words.column(column) for column in columns})


def telling(frame: pd.DataFrame, shown: Sequence[str] | None = None) -> tuple[str, ...]:
    """Return the shown columns without those about what is withheld, where nothing is."""
    return tuple(column for column in shown or frame.columns if column not in WITHHELD or frame[column].notna().any())


def csv(frame: pd.DataFrame) -> bytes:
    """Return rows as CSV in UTF-8, with texts that a spreadsheet would run made harmless, and numbers to the 15 digits that a double holds."""
    texts = [column for column in frame.columns if pd.api.types.is_string_dtype(frame[column].dtype) or frame[column].dtype == object]
    safe = frame.assign(**{column: pd.Series([_safe(value) for value in frame[column]], frame.index, dtype="object") for column in texts})
    return safe.to_csv(index=False, float_format=_digits).encode()


def _digits(number: float) -> str:
    """Return a number without the noise behind its 15th digit and without an exponent.

    >>> _digits(0.13699999999999998), _digits(22700000000000.0), _digits(1e18)
    ('0.137', '22700000000000', '1000000000000000000')
    """
    return f"{Decimal(f'{number:.15g}'):f}"


def _safe(value: object) -> object:
    """Return a cell without what a spreadsheet would run, and a day as such where the cells beside it are of other types."""
    return neutral(value) if isinstance(value, str) else value.date() if isinstance(value, datetime) else value


def cell(text: str | None, column: str, words: Words) -> str:
    """Return one cell of the record, as text, in words."""
    field = words.contract.fields.get(column)
    value: object = {"true": True, "false": False}.get(str(text), text) if field is not None and field.type == "boolean" else text
    found = _cells(pd.Series([value], dtype="object"), column, words).iloc[0]
    return UNKNOWN if missing(found) else str(found)


def _cells(cells: pd.Series, column: str, words: Words) -> pd.Series:  # noqa: PLR0911  # one return a kind of column
    field = words.contract.fields.get(column)
    if field is None:
        return cells
    if column == "table_name":
        return cells.map(lambda value: words.contract.tables[value].title[words.language] if value in words.contract.tables else value)
    if column == "field_name":
        return cells.map(words.column)
    if column == "withheld_fields":
        return cells.map(lambda value: UNKNOWN if missing(value) else words.join([words.column(name) for name in str(value).split(";")]))
    if field.codelist is not None:
        return cells.map(lambda value: words.code(field.codelist or "", value))
    if _is_key(column, field):
        return cells.map(words.name)
    if field.type in ("date", "partial_date"):
        return cells.map(lambda value: _day(value, words))
    if field.type == "boolean":
        return cells.map(lambda value: UNKNOWN if missing(value) else words.t("yes") if value else words.t("no"))
    if field.type == "string":
        return cells.map(lambda value: UNKNOWN if missing(value) else value)
    return cells


def _is_key(column: str, field: Field) -> bool:
    return column == "ref_id" or column.endswith(_RECORDS) or field.references is not None


def _day(value: object, words: Words) -> str:
    return words.t("no end known") if str(value)[:10] == OPEN_END else words.date(value)
