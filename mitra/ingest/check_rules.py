"""What a cell, a row or a file may break: the rules that columns declare, and those written as SQL in queries/check.

A file of queries/check gives the rows that break it, and its head the words:

    -- @severity: error, warning or note       -- @says: what is wrong, with {braces} for columns of the result
    -- @fix: what to do about it               -- @column row_number bigint: …, field_name varchar: …, value varchar: …, more
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from mitra.catalogue import head
from mitra.contract import Contract
from mitra.errors import CatalogueError
from mitra.folding import fold
from mitra.i18n import LANGUAGES, Worded, Words, catalog, mark
from mitra.ingest.finding import ERROR, NOTE, WARNING, Finding, Rule

NOT_A_NUMBER = Rule("not-a-number", ERROR, mark("“{value}” is not a number."), mark("Write digits, such as 1500000 or 1.500.000, with no words beside them."))
NOT_WHOLE = Rule("not-a-whole-number", ERROR, mark("“{value}” is not a whole number."), mark("Give a whole number; leave the cell empty where it is unknown."))
TOO_LARGE = Rule("number-out-of-range", ERROR, mark("“{value}” is larger than Mitra can hold."), mark("Check the number of zeros and the unit."))
TOO_FINE = Rule("number-rounded", WARNING, mark("“{value}” has more than four decimals; the rest is rounded away."))
AMBIGUOUS_NUMBER = Rule("number-ambiguous", ERROR, mark("“{value}” may be read as two different numbers."), mark("Say whether the point or the comma marks the decimals."))
NOT_A_DATE = Rule("not-a-date", ERROR, mark("“{value}” is not a date."), mark("Write 2023-07-31, or 2023-07 or 2023 where the day or month is unknown."))
NO_SUCH_DAY = Rule("no-such-day", ERROR, mark("There is no day “{value}”."), mark("Look the date up, and write 2023-07-31."))
NOT_A_DAY = Rule("date-without-day", ERROR, mark("“{value}” does not give a day."), mark("Write a whole date, such as 2023-07-31."))
AMBIGUOUS_DATE = Rule("date-ambiguous", ERROR, mark("“{value}” may be {readings}."), mark("Say whether the day or the month comes first, or write 2023-07-31."))
NOT_A_TRUTH = Rule("not-yes-or-no", ERROR, mark("“{value}” is neither yes nor no."), mark("Write true or false; leave the cell empty where it is unknown."))
UNKNOWN_CODE = Rule("unknown-code", ERROR, mark("“{value}” is not in the code list “{list}”."), mark("Did you mean {suggestion}?"))
CODE_NOT_THEN = Rule("code-not-valid-then", ERROR, mark("“{value}” was not valid on that day: it holds from {valid_from} until {valid_until}."), mark("Use the code that held on the row's own date."))
AMBIGUOUS_CODE = Rule("ambiguous-code", ERROR, mark("“{value}” may mean more than one code."), mark("Did you mean {suggestion}?"))
UNKNOWN_REFERENCE = Rule("unknown-reference", ERROR, mark("“{value}” is not in the record's table “{list}”."), mark("Did you mean {suggestion}?"))
WORDS_WITHOUT_CODE = Rule("words-without-code", WARNING, mark("No sector is known for “{value}”; the words are kept, the sector stays unknown."), mark("Did you mean {suggestion}?"))
HEADING_UNIT = Rule("heading-unit", NOTE, mark("The heading says “{unit}”, so each number was taken times {factor}."))
BY_ALIAS = Rule("taken-by-alias", NOTE, mark("Recognised by another word for the code: {count} of the cells, such as “{value}” as {suggestion}."))
CURRENCY_DIFFERS = Rule("currency-differs", ERROR, mark("“{value}” is in {unit}, but the row's currency is {currency}."), mark("Correct one of the two."))
CURRENCY_TAKEN = Rule("currency-taken", NOTE, mark("The currency of {count} of the amounts is taken from the amount itself: {currency}, as in “{value}”."))
EMPTY = Rule("required-empty", ERROR, mark("“{field}” must be filled."), mark("Fill the cell; nothing is published for a row without it."))
NO_COLUMN = Rule("required-missing", ERROR, mark("The file has no column for “{field}”, which every row needs."), mark("Map one of the file's columns to it, or give one value for all rows."))
NEW_ROW = Rule("new-row-lacks", ERROR, mark("“{value}” is not on record, and a new row needs what the file does not have: {fields}."), mark("Correct it, if the row is on record under another key; else add these columns."))
FROM_RECORD = Rule("from-record", NOTE, mark("Already on record: {count} of the rows. They keep from there what the file does not say: {fields}."), mark("Add a column where the file says otherwise; the source, too, where it is another."))
NOT_USED = Rule("column-not-used", NOTE, mark("The column “{column}” is not used: it was not recognised."), mark("Map it, if it belongs to the table."))
TOO_SMALL = Rule("below-minimum", ERROR, mark("“{value}” is less than {limit}."), mark("Correct the number; leave the cell empty where it is unknown."))
TOO_BIG = Rule("above-maximum", ERROR, mark("“{value}” is more than {limit}."), mark("Correct the number; leave the cell empty where it is unknown."))
BAD_FORM = Rule("wrong-form", ERROR, mark("“{value}” does not have the form that “{field}” takes."), mark("Look at the example in the upload template."))
KEY_TWICE = Rule("key-twice", ERROR, mark("The key “{value}” stands in {count} rows that differ."), mark("Give each row a key of its own, or keep one of them."))
ROW_TWICE = Rule("row-twice", ERROR, mark("The row repeats row {first} in every column."), mark("Delete one of the two."))
ROWS_ALIKE = Rule("rows-alike", WARNING, mark("Row {first} stands for the same already."), mark("Delete it, if it is the same enterprise or event and not a second one."))
EXAMPLE_ROW = Rule("example-row", NOTE, mark("The template's example row is left out."))
TOTAL_ROW = Rule("total-row", WARNING, mark("“{value}” marks a row of totals; it is left out."), mark("Delete the row, or change the word if it is a name."))
NAMES_ALIKE = Rule("names-alike", WARNING, mark("“{value}” and “{other}” may be the same name."), mark("If they are the same, write one of them throughout."))
TOO_MANY_NAMES = Rule("names-not-compared", NOTE, mark("More than {count} different names are too many to look for those that are nearly alike."))

ADDED = (mark("Row in the file"), mark("What is wrong"), mark("What to do"))  # headings of the columns that refused rows gain

CELL_RULES = {rule.code: rule for rule in list(globals().values()) if isinstance(rule, Rule)}
HEAD = ("title", "grain", "severity", "says", "fix", "param", "column")


@dataclass(frozen=True, slots=True)
class Codes(Worded):
    """Codes in the words of a finding, with their names in the reader's language; `codelist` or `table` says whose they are."""

    codes: tuple[str, ...]
    codelist: str | None = None

    def __str__(self) -> str:
        return ", ".join(self.codes)

    def said(self, words: Words) -> str:
        """Return the codes with their names, joined as the language joins alternatives."""
        return " / ".join(f"{code} ({name})" if (name := self._name(code, words)) != code else code for code in self.codes)

    def _name(self, code: str, words: Words) -> str:
        return words.code(self.codelist, code) if self.codelist else words.name(code)


@dataclass(frozen=True, slots=True)
class Heading(Worded):
    """A column of the contract in the words of a finding, named in the reader's language."""

    name: str

    def __str__(self) -> str:
        return self.name

    def said(self, words: Words) -> str:
        """Return the column's title."""
        return words.column(self.name)


@dataclass(frozen=True, slots=True)
class Headings(Worded):
    """Columns of the contract in the words of a finding."""

    names: tuple[str, ...]

    def __str__(self) -> str:
        return ", ".join(self.names)

    def said(self, words: Words) -> str:
        """Return the columns' titles."""
        return words.join(words.column(name) for name in self.names)


@dataclass(frozen=True, slots=True)
class TableName(Worded):
    """A table of the contract in the words of a finding."""

    name: str

    def __str__(self) -> str:
        return self.name

    def said(self, words: Words) -> str:
        """Return the table's title."""
        return words.contract.tables[self.name].title[words.language]


@lru_cache(maxsize=1)
def added_headings() -> frozenset[str]:
    """Return the headings of ADDED in every language, folded."""
    messages = [catalog(language).get(word) for word in ADDED for language in LANGUAGES]
    return frozenset(fold(text) for text in (*ADDED, *(str(message.string) for message in messages if message is not None and message.string)))


def say(finding: Finding, words: Words) -> tuple[str, str]:
    """Return what is wrong and what to do about it, in a language; a fix that has nothing to offer is empty."""
    filled = {name: _written(value, words) for name, value in finding.filled.items()}
    return words.t(finding.rule.says, **filled), words.t(finding.fix, **filled) if finding.fix else ""


def _written(value: object, words: Words) -> object:
    """Return a number or a day as the language writes it, all else as it is."""
    return words.number(value) if isinstance(value, int | Decimal) else words.date(value) if isinstance(value, date) else value


@dataclass(frozen=True, slots=True)
class Check:
    """A rule over rows, written as a query: `tables` are those of the contract that it reads, `fields` those columns it names."""

    rule: Rule
    title: str
    sql: str
    tables: frozenset[str]
    fields: frozenset[str]
    asks_day: bool = False  # takes $today


@lru_cache(maxsize=8)
def _read(folder: Path) -> tuple[tuple[str, dict[str, str], str], ...]:
    found = []
    for path in sorted(folder.glob("*.sql")):
        sql = path.read_text("utf-8")
        one = dict(head(sql))
        lacking = [tag for tag in ("title", "grain", "severity", "says", "column") if not one.get(tag)]
        if lacking or one["severity"] not in (ERROR, WARNING, NOTE) or set(one) - set(HEAD):
            raise CatalogueError("{path}: the head lacks {missing}.", path=path, missing=", ".join(lacking or ["severity"]))
        found.append((path.stem, one, sql))
    return tuple(found)


def checks(folder: Path, contract: Contract) -> list[Check]:
    """Return the rules of queries/check; CatalogueError where a head is not whole."""
    return [_check(name, one, sql, contract) for name, one, sql in _read(folder)]


def _check(name: str, one: Mapping[str, str], sql: str, contract: Contract) -> Check:
    named = _words(sql)
    fields = frozenset(field.name for field in contract.fields.values() if {field.name, f"{field.name}_earliest", f"{field.name}_latest"} & named)
    rule = Rule(name.replace("_", "-"), one["severity"], one["says"], one.get("fix", ""))
    return Check(rule, one["title"], sql, frozenset(contract.tables) & named, fields, asks_day="param" in one)


def _words(sql: str) -> set[str]:
    body = "\n".join(line for line in sql.splitlines() if not line.startswith("--"))
    return set("".join(char if char.isalnum() or char == "_" else " " for char in body).split())
