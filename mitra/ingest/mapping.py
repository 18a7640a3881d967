"""Which table of the contract a file is, and which of its columns each column fills."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import duckdb
from rapidfuzz import fuzz

from mitra.contract import Contract, Field, Table
from mitra.errors import MitraError
from mitra.folding import fold
from mitra.i18n import LANGUAGES
from mitra.ingest.check_rules import added_headings
from mitra.ingest.codes import Codebook, Recognised
from mitra.ingest.reading import Column, is_unnamed

CHOSEN, REMEMBERED, NAME, TITLE, SYNONYM, PART, FUZZY, VALUES, ADDED = "chosen", "remembered", "name", "title", "synonym", "part", "fuzzy", "values", "added"
SURE = {CHOSEN: 1.0, REMEMBERED: 1.0, NAME: 1.0, TITLE: 0.98, SYNONYM: 0.95, PART: 0.85, VALUES: 0.6}
LIKE = 84  # of 100: a heading that is less like a field's words is not taken for it
MOST_COLUMNS = 500  # columns that are compared by likeness; a file with more is matched by exact words only
SAMPLE_ROWS, SAMPLE_VALUES = 5_000, 200
OWN_KEY = 0.02  # a file of keys and one column more may be of any table that has both; it is of the one whose key it is
MOSTLY = 0.9  # the share of cells that must be codes of a list, where no heading says so
_NAMES = re.compile(r"\w+")
_PARTS = re.compile(r"[/|\n()（）:;]| - | – ")


@dataclass(frozen=True, slots=True)
class Match:
    """A column of the file (`index` from 0) and the field it fills, None where none; how sure (0 to 1), and why."""

    index: int
    heading: str
    field: str | None = None
    confidence: float = 0.0
    why: str | None = None  # one of the words above


@dataclass(frozen=True)
class ColumnMap:
    """A file's columns as a table of the contract. `others` are further tables it may be, each with its score (0 to 1)."""

    table: Table
    score: float
    matches: tuple[Match, ...]
    others: tuple[tuple[str, float], ...] = ()

    @property
    def fields(self) -> dict[str, Match]:
        """Return the fields that a column of the file fills."""
        return {match.field: match for match in self.matches if match.field is not None}

    @property
    def unmapped(self) -> tuple[Match, ...]:
        """Return the file's columns that fill nothing, those that Mitra itself had added left out."""
        return tuple(match for match in self.matches if match.field is None and match.why != ADDED)

    def lacking(self, given: Mapping[str, str]) -> tuple[str, ...]:
        """Return the required fields that no column, no given value, no default and no made key fills."""
        filled = {*self.fields, *given, *self.table.defaults, *made_key(self.table)}
        return tuple(name for name in self.table.field_names if name in self.table.required and name not in filled)

    def remembered(self) -> dict[str, str]:
        """Return heading to field, to be handed to `propose` the next time."""
        return {match.heading: match.field for match in self.matches if match.field is not None}


def made_key(table: Table) -> tuple[str, ...]:
    """Return the key that is made where a file has none: the one column of the primary key that names the table's own rows."""
    if len(table.primary_key) != 1:
        return ()
    own = next(field for field in table.fields if field.name == table.primary_key[0])
    return table.primary_key if own.references == table.name else ()


def defaults_said(table: Table, said: Collection[str]) -> set[str]:
    """Return the columns whose default follows from what is said of a row."""
    return {name for name, default in table.defaults.items() if set(_NAMES.findall(default)) & set(said)}


def samples(connection: duckdb.DuckDBPyConnection, staged: str, count: int) -> list[dict[str, int]]:
    """Return, for each of a staged table's columns, distinct values of its first rows with their counts."""
    first = connection.table(staged).limit(SAMPLE_ROWS)
    found = []
    for index in range(min(count, MOST_COLUMNS)):
        values = first.filter(f"c{index} is not null").aggregate(f"c{index}[:300] as text, count(*) as cells", f"c{index}[:300]")
        found.append({str(text): int(cells) for text, cells in values.order("cells desc, text").limit(SAMPLE_VALUES).fetchall()})
    return [*found, *({} for _ in range(count - len(found)))]


def propose(
    columns: Sequence[Column], values: Sequence[Mapping[str, int]], contract: Contract, *, table: str | None = None, remembered: Mapping[str, str] | None = None, codebook: Codebook | None = None
) -> ColumnMap:
    """Return the table that a file most likely is and what each of its columns fills.

    `values`: for each column its distinct values with counts, see `samples`; `remembered`: heading to field, from earlier.
    """
    book = codebook or Codebook(contract)
    if table is not None and table not in contract.tables:
        raise MitraError("There is no table {table}. The tables are {tables}.", table=table, tables=", ".join(contract.tables))
    names = [table] if table is not None else list(contract.tables)
    tried = sorted((_fit(columns, values, contract, contract.tables[name], remembered or {}, book) for name in names), key=lambda found: (-found.score, found.table.name))
    others = tuple((found.table.name, found.score) for found in tried[1:5] if found.score > 0)
    return replace(tried[0], others=others)


def amend(mapping: ColumnMap, changes: Mapping[str, str | None]) -> ColumnMap:
    """Return a mapping with what the analyst chose: heading to field, or to None; a field goes to the last who asks for it."""
    headings = {match.heading for match in mapping.matches}
    unknown = [name for name in changes if name not in headings] + [name for name in changes.values() if name is not None and name not in mapping.table.field_names]
    if unknown:
        raise MitraError("{names}: no such column. The file has {headings}; the table has {fields}.", names=", ".join(unknown), headings=", ".join(headings), fields=", ".join(mapping.table.field_names))
    taken = {name for name in changes.values() if name is not None}
    if len(taken) < sum(name is not None for name in changes.values()):
        raise MitraError("Two columns of the file cannot fill the same field ({fields}). Choose one of them.", fields=", ".join(sorted(taken)))
    return replace(mapping, matches=tuple(_amended(match, changes, taken) for match in mapping.matches))


def _amended(match: Match, changes: Mapping[str, str | None], taken: set[str]) -> Match:
    if match.heading in changes:
        chosen = changes[match.heading]
        return replace(match, field=chosen, confidence=SURE[CHOSEN], why=CHOSEN)
    return replace(match, field=None, confidence=0.0, why=None) if match.field in taken else match


def _fit(columns: Sequence[Column], values: Sequence[Mapping[str, int]], contract: Contract, table: Table, remembered: Mapping[str, str], book: Codebook) -> ColumnMap:
    words = {name: list(_words(contract, field)) for name, field in zip(table.field_names, table.fields, strict=True)}
    added = {index for index, column in enumerate(columns) if fold(column.name) in added_headings()}
    wishes = []
    for index, column in enumerate(columns):
        if index not in added:
            counts = values[index] if index < len(values) else {}
            wishes += [(sure, index, name, why) for name, sure, why in _wishes(column.name, counts, table, words, remembered, book, fuzzy=len(columns) <= MOST_COLUMNS)]
    taken: dict[int, Match] = {index: Match(index, columns[index].name, None, 1.0, ADDED) for index in added}
    for sure, index, name, why in sorted(wishes, key=lambda wish: (-wish[0], table.field_names.index(wish[2]), wish[1])):
        if index not in taken and name not in {match.field for match in taken.values()}:
            taken[index] = Match(index, columns[index].name, name, round(sure, 2), why)
    matches = tuple(taken.get(index, Match(index, column.name)) for index, column in enumerate(columns))
    return ColumnMap(table, _score(table, matches), matches)


def _score(table: Table, matches: Sequence[Match]) -> float:
    """Return how well a file fits a table: how much of the file it takes, how much of what it needs it gets, and whether its own key is there."""
    own = [match for match in matches if match.why != ADDED]
    filled = {match.field for match in own if match.field}
    need = table.required - set(table.defaults) - set(made_key(table)) - {"source_id", "record_scope_code"}
    taken = sum(match.confidence for match in own) / max(len(own), 1)
    got = len(need & filled) / len(need) if need else 1.0
    return round(0.7 * taken + 0.2 * got + 0.1 * len(filled) / len(table.fields) + OWN_KEY * (set(table.primary_key) <= filled), 3)


def _words(contract: Contract, field: Field) -> Iterator[tuple[str, str]]:
    yield fold(field.name), NAME
    yield from ((fold(field.title[language]), TITLE) for language in LANGUAGES)
    yield from ((fold(word), SYNONYM) for word in contract.synonyms.get(field.name, ()))


def _wishes(
    heading: str, counts: Mapping[str, int], table: Table, words: Mapping[str, list[tuple[str, str]]], remembered: Mapping[str, str], book: Codebook, *, fuzzy: bool
) -> Iterator[tuple[str, float, str]]:
    """Yield each field that a column may fill, how sure that is, and why."""
    whole = "" if is_unnamed(heading) else fold(heading)
    parts = {fold(part) for part in _PARTS.split(heading)} - {whole, ""}
    for field in table.fields:
        if remembered.get(heading) == field.name:
            yield field.name, SURE[REMEMBERED], REMEMBERED
            continue
        by_heading = _by_heading(whole, parts, words[field.name], fuzzy=fuzzy)
        share = _recognised(counts, field, book) if by_heading[0] or _only_values_tell(field, table, counts) else None
        if by_heading[0]:
            doubt = 0.5 if share is not None and share < 0.2 and field.stated_in else 1.0
            yield field.name, by_heading[0] * doubt, by_heading[1]
            if doubt < 1 and field.stated_in in table.field_names:
                yield str(field.stated_in), by_heading[0] * 0.9, VALUES
        elif share is not None and share >= MOSTLY:
            yield field.name, SURE[VALUES] * share, VALUES


def _only_values_tell(field: Field, table: Table, counts: Mapping[str, int]) -> bool:
    """Say whether a column's values may place it: words that are codes of one column of the table only; digits are anything."""
    alone = sum(other.codelist == field.codelist for other in table.fields) == 1
    return field.codelist is not None and alone and not all(text.strip().isdigit() for text in counts)


def _by_heading(whole: str, parts: set[str], words: Sequence[tuple[str, str]], *, fuzzy: bool) -> tuple[float, str]:
    if not whole:
        return 0.0, FUZZY
    for word, why in words:
        if word == whole:
            return SURE[why], why
    if any(word in parts for word, _ in words if word):
        return SURE[PART], PART
    if not fuzzy or len(whole) < 4:
        return 0.0, FUZZY
    best = max((fuzz.ratio(whole, word) for word, _ in words if len(word) >= 4), default=0.0)
    best = max(best, max((fuzz.token_sort_ratio(whole, word) for word, _ in words if len(word) >= 4), default=0.0))
    return (best / 100 * 0.9, FUZZY) if best >= LIKE else (0.0, FUZZY)


def _recognised(counts: Mapping[str, int], field: Field, book: Codebook) -> float | None:
    """Return the share of cells that are codes of the field's list; None where it has none or the sample is empty."""
    index = book.index(field) if field.codelist else None
    total = sum(counts.values())
    if index is None or not total:
        return None
    return sum(count for text, count in counts.items() if isinstance(index.exact(text), Recognised)) / total
