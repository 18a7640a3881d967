"""A column's cells as the contract writes them: each distinct text is understood once, then joined back.

For a column c3 this makes the table `<staged>_c3` with text_3, code_3 (the canonical text), rule_3 (the rule that the text
breaks), how_3 (code, name, alias) and cells_3 (how many cells hold it). Plain numbers, dates, codes and keys are taken by
DuckDB; only what is written otherwise comes to Python, in batches.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import duckdb
import pandas as pd

from mitra.contract import Field
from mitra.ingest import check_rules as rules
from mitra.ingest.codes import Codebook, Recognised
from mitra.ingest.relations import batches, joined
from mitra.ingest.values import booleans, dates, infer, numbers
from mitra.ingest.values.heading_unit import heading_unit
from mitra.ingest.values.unknown import is_unknown
from mitra.partial_date import bounds

AMOUNTS = ("amount", "value", "target_amount")  # their cells may name their currency ("Rp 5 miliar")
PERCENT = "percent"  # the unit of a column whose cells may have a percent sign
BATCH = 50_000  # distinct texts that are in Python at once
BARE_MARKS = "('', '-', '–', '—', 'n/a', 'N/A')"  # what stands for "unknown" among free text, too
LARGEST, PLACES, LARGEST_WHOLE = Decimal(10) ** 20, 4, 2**63  # decimal(24, 4) and bigint
_WHOLE = r"^-?(0|[1-9]\d{0,17})$"
_POINT = r"^-?(0|[1-9]\d{0,17})\.\d{1,4}$"
_GROUPED_COMMA = r"^-?[1-9]\d{0,2}(\.\d{3}){0,5}(,\d{1,4})?$"
_DAY = r"^\d{4}-\d{2}-\d{2}$"
_LESS = r"^\d{4}(-(0[1-9]|1[0-2]))?$"
Understood = tuple[str | None, str | None, str | None]  # canonical text, broken rule, how it was known (or a number's unit)


@dataclass(frozen=True, slots=True)
class Styles:
    """How numbers and dates are written, where the analyst or the reader says so; None leaves it to the column."""

    decimal: str | None = None
    date_order: str | None = None


class Cells:
    """The distinct cells of one column of a staged table, understood as a field. `rows` are the rows that count."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, rows: duckdb.DuckDBPyRelation, name: str, index: int, field: Field, heading: str = "") -> None:
        self._connection, self.index, self.field = connection, index, field
        self.unit = heading_unit(heading) if field.name in AMOUNTS else ""
        self.table = f"{name}_c{index}"
        self._texts = f"{name}_t{index}"
        self._others = f"{name}_o{index}"
        drop(connection, self.table, self._texts, self._others)
        rows.filter(f"c{index} is not null").aggregate(f"c{index} as text, count(*) as cells", f"c{index}").create(self._texts)

    def understand(self, codebook: Codebook, styles: Styles, known: duckdb.DuckDBPyRelation | None) -> None:
        """Fill the table. `known` has one column `key`, the keys that a reference may name as they stand."""
        texts = self._connection.table(self._texts)
        plain = self._plain(texts, styles, known)
        other = joined(texts, plain.project("text as seen"), "text = seen", how="anti") if plain is not None else texts
        if plain is not None:
            other.create(self._others)
            other = self._connection.table(self._others)
        understand = self._reader(codebook, styles, other)
        self._keep(_frame([])).create(self.table)
        for frame in self._batches(self._others if plain is not None else self._texts, understand):
            self._keep(frame).insert_into(self.table)
        if plain is not None:
            how = "'code'" if self.field.codelist or self.field.references else "null::varchar"
            plain.project(f"text, code, null::varchar, {how}, cells").insert_into(self.table)
        drop(self._connection, self._texts, self._others)

    def _keep(self, frame: pd.DataFrame) -> duckdb.DuckDBPyRelation:
        at = self.index
        return self._connection.from_df(frame).project(f"text::varchar as text_{at}, code::varchar as code_{at}, rule::varchar as rule_{at}, how::varchar as how_{at}, cells::bigint as cells_{at}")

    def _plain(self, texts: duckdb.DuckDBPyRelation, styles: Styles, known: duckdb.DuckDBPyRelation | None) -> duckdb.DuckDBPyRelation | None:
        """Return (text, code, cells) of what is written as the record writes it."""
        if known is not None:
            return joined(texts, known, "text = key", how="semi").project("text, text as code, cells")
        if self.field.codelist or self.field.references or self.unit or self.field.name == "year":
            return None
        if self.field.type in ("integer", "number"):
            return texts.filter(f"regexp_matches(text, '{_WHOLE}')").project("text, text as code, cells").union(self._plain_decimals(texts, styles))
        if self.field.type == "date":
            return texts.filter(f"regexp_matches(text, '{_DAY}') and try_cast(text as date) is not null").project("text, text as code, cells")
        if self.field.type == "partial_date":
            return texts.filter(f"regexp_matches(text, '{_LESS}') and text >= '0001' or regexp_matches(text, '{_DAY}') and try_cast(text as date) is not null").project("text, text as code, cells")
        return None

    def _plain_decimals(self, texts: duckdb.DuckDBPyRelation, styles: Styles) -> duckdb.DuckDBPyRelation:
        if self.field.type == "number" and styles.decimal == ".":
            return texts.filter(f"regexp_matches(text, '{_POINT}')").project("text, text as code, cells")
        if self.field.type == "number" and styles.decimal == ",":
            grouped = texts.filter(f"regexp_matches(text, '{_GROUPED_COMMA}') and not regexp_matches(text, '{_WHOLE}')")
            return grouped.project("text, replace(replace(text, '.', ''), ',', '.') as code, cells")
        return texts.filter("false").project("text, text as code, cells")

    def _batches(self, table: str, understand: Callable[[str], Understood]) -> Iterator[pd.DataFrame]:
        """Yield what each distinct text means; read on a cursor of its own, since rows are put in meanwhile."""
        for rows in batches(self._connection, self._connection.table(table).project("text, cells"), BATCH):
            yield _frame([(text, *understand(text), cells) for text, cells in rows])

    def _reader(self, codebook: Codebook, styles: Styles, texts: duckdb.DuckDBPyRelation) -> Callable[[str], Understood]:
        if self.field.codelist or self.field.references:
            return lambda text: _code(text, self.field, codebook)
        if self.field.type == "boolean":
            beside = {str(row[0]).strip().lower() for row in texts.limit(100).fetchall()}
            return lambda text: _truth(text, beside)
        if self.field.type in ("integer", "number"):
            decimal = styles.decimal or infer.infer(self._counts(texts)).decimal
            return lambda text: _number(text, self.field, decimal, self.unit)
        if self.field.type in ("date", "partial_date"):
            order = styles.date_order or infer.infer(self._counts(texts)).date_order
            return lambda text: _date(text, self.field, order)
        return lambda text: (None if _says_nothing(text) else text.strip(), None, None)

    def _counts(self, texts: duckdb.DuckDBPyRelation) -> dict[str, int]:
        return dict(texts.project("text, cells").limit(BATCH).fetchall())


def _frame(rows: Sequence[tuple[object, ...]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["text", "code", "rule", "how", "cells"])


def _code(text: str, field: Field, codebook: Codebook) -> Understood:
    index = codebook.index(field)
    found = index.exact(text) if index else None
    if isinstance(found, Recognised):
        return found.code, None, found.how
    if _says_nothing(text):
        return None, None, None
    if found is not None:
        return None, rules.AMBIGUOUS_CODE.code, None
    return None, (rules.UNKNOWN_CODE if field.codelist else rules.UNKNOWN_REFERENCE).code, None


def _truth(text: str, beside: set[str]) -> Understood:
    if _says_nothing(text):
        return None, None, None
    found = booleans.parse(text, beside)
    return (None, rules.NOT_A_TRUTH.code, None) if found is None else ("true" if found else "false", None, None)


def _number(text: str, field: Field, decimal: str | None, unit: str = "") -> Understood:
    if _says_nothing(text):
        return None, None, None
    found = numbers.parse(text, decimal)
    if unit and found is not None and found.unit is None:  # the heading's unit stands for all cells that name none
        found = numbers.parse(f"{text.strip()}{unit}", decimal) or found
    if found is None and field.name == "year":
        found = _year(text)
    if found is not None and found.ambiguous and field.type == "integer":
        found = _whole(found)
    if found is None:
        return None, (rules.TOO_LARGE if numbers.why(text, decimal) == numbers.OUT_OF_RANGE else rules.NOT_A_NUMBER).code, None
    if found.unit is not None and not _takes(field, found.unit):
        return None, rules.NOT_A_NUMBER.code, None
    if found.ambiguous:
        return None, rules.AMBIGUOUS_NUMBER.code, None
    return (*_held(found.value, field)[:2], found.unit)


def _takes(field: Field, unit: str) -> bool:
    """Say whether a percent sign or a currency may stand beside a field's numbers: 5 % is no amount, and Rp 5 no count."""
    return field.unit == PERCENT if unit == "%" else field.type == "number"


def _year(text: str) -> numbers.Number | None:
    """Return the year of `2024年`, `令和6年度` or `FY2024`."""
    said = text.strip().upper().removeprefix("FY").strip().rstrip("度")
    day = dates.parse(said)
    return numbers.Number(Decimal(day.text)) if day is not None and day.text.isdigit() else None


def _whole(found: numbers.Number) -> numbers.Number:
    """Return the number as the only one of its readings that is whole, where a column takes whole numbers."""
    whole = [value for value in (found.value, *found.ambiguous) if value == value.to_integral_value()]
    return numbers.Number(whole[0], found.unit) if len(whole) == 1 else found


def _held(value: Decimal, field: Field) -> Understood:
    if field.type == "integer":
        if value != value.to_integral_value():
            return None, rules.NOT_WHOLE.code, None
        return (None, rules.TOO_LARGE.code, None) if abs(value) >= LARGEST_WHOLE else (f"{value:.0f}", None, None)
    if abs(value) >= LARGEST:
        return None, rules.TOO_LARGE.code, None
    rounded = round(value, PLACES)
    return f"{rounded.normalize():f}", None if rounded == value else rules.TOO_FINE.code, None


def _date(text: str, field: Field, order: str | None) -> Understood:
    if _says_nothing(text):
        return None, None, None
    if text.startswith("[") and field.type == "partial_date":
        return _set(text)
    found = dates.parse(text, order)
    if found is None:
        return None, (rules.NO_SUCH_DAY if dates.why(text, order) == dates.NO_SUCH_DAY else rules.NOT_A_DATE).code, None
    if found.ambiguous:
        return None, rules.AMBIGUOUS_DATE.code, None
    if field.type == "date" and len(found.text) < 10:
        return None, rules.NOT_A_DAY.code, None
    return found.text[:10], None, None


def _set(text: str) -> Understood:
    try:
        bounds(text)
    except ValueError:
        return None, rules.NOT_A_DATE.code, None
    return text, None, None


def _says_nothing(text: str) -> bool:
    return not text.strip() or is_unknown(text)


def drop(connection: duckdb.DuckDBPyConnection, *names: str) -> None:
    """Drop tables of ours that an earlier check left."""
    for name in names:
        quoted = ".".join(f'"{part}"' for part in name.split("."))
        connection.execute(f"drop table if exists {quoted}")
