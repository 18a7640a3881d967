"""Codes recognised by code, by name in any of three languages, by alias; what is only similar is asked, never taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from babel import Locale
from babel.core import get_global
from rapidfuzz import fuzz, process

from mitra.contract import Contract, Field
from mitra.folding import fold
from mitra.i18n import LANGUAGES
from mitra.ingest.regions import region_forms
from mitra.store.reader import Reader

CODE, NAME, ALIAS = "code", "name", "alias"
LIKE = 72  # of 100: a code's word is offered from this likeness on
AT_MOST = 3  # codes offered
_NAMED_TABLES = ("institutions", "agreements", "engagements", "financing_programs", "regions")
_SHORT_NAMES = {"region": "region_short"}


@dataclass(frozen=True, slots=True)
class Recognised:
    """A text that means one code; `code` is None where the words are known to name none ("all sectors")."""

    code: str | None
    how: str  # code, name or alias
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A text that means no code for sure; `codes` are what it may have meant, the likeliest first."""

    codes: tuple[str, ...] = ()
    ambiguous: bool = False


class Index:
    """The folded words of one list, each with the codes it may mean. Words of an earlier kind hide those of a later."""

    def __init__(self, words: Iterable[tuple[str, str | None, str]], hints: Mapping[str, str]) -> None:
        found: dict[str, tuple[str, dict[str | None, None]]] = {}
        for text, code, how in words:
            key = fold(text)
            if key and found.setdefault(key, (how, {}))[0] == how:
                found[key][1][code] = None
        self._words = {key: (how, tuple(codes)) for key, (how, codes) in found.items()}
        self._hints = {fold(text): code for text, code in hints.items()}
        self._keys = [key for key, (_, codes) in self._words.items() if codes != (None,)]

    def exact(self, text: str) -> Recognised | Suggestion | None:
        """Return what a text means for sure, or which codes it names alike; None where it is no word of the list."""
        found = self._words.get(fold(text))
        if found is None:
            return None
        how, codes = found
        if len(codes) > 1:
            return Suggestion(tuple(sorted(str(code) for code in codes if code))[:AT_MOST], ambiguous=True)
        return Recognised(next(iter(codes)), how)

    def similar(self, text: str) -> Suggestion:
        """Return the codes whose words are most like a text."""
        key = fold(text)
        if key in self._hints:
            return Suggestion((self._hints[key],))
        found = process.extract(key, self._keys, scorer=fuzz.ratio, limit=12, score_cutoff=LIKE) if key else []
        codes = [code for word, _, _ in found for code in self._words[word][1] if code]
        return Suggestion(tuple(dict.fromkeys(codes))[:AT_MOST])


class Codebook:
    """Recognises the codes and keys of every column of the contract.

    `names`: table to (text, key) pairs, the names of the record's rows in every language; see `names_of`.
    """

    def __init__(self, contract: Contract, names: Mapping[str, Sequence[tuple[str, str]]] | None = None) -> None:
        self._contract = contract
        self._names = names or {}
        self._indexes: dict[str, Index] = {}

    def index(self, field: Field) -> Index | None:
        """Return the words of a column's code list or of the table it points to; None where it has neither."""
        name = field.codelist or field.references
        if name is None:
            return None
        if name not in self._indexes:
            self._indexes[name] = self._of_list(name) if field.codelist else self._of_table(name)
        return self._indexes[name]

    def recognise(self, text: str, field: Field) -> Recognised | Suggestion:
        """Return the code that a text means in a column, or what it may have meant."""
        index = self.index(field)
        if index is None:
            return Suggestion()
        return index.exact(text) or index.similar(text)

    def _of_list(self, name: str) -> Index:
        rows = self._contract.codelists[name]
        words = [(code, code, CODE) for code in rows]
        words += [(row[f"name_{language}"], code, NAME) for code, row in rows.items() for language in LANGUAGES]
        words += _standard_names(name, rows)
        words += [(form, code, ALIAS) for code, row in rows.items() for language in LANGUAGES for form in _parts(row[f"name_{language}"])]
        return Index([*words, *self._aliases(name), *self._divisions(name)], _former_codes(rows) if name == "country" else {})

    def _of_table(self, name: str) -> Index:
        pairs = self._names.get(name, ())
        words = [(key, key, CODE) for key in dict.fromkeys(key for _, key in pairs)] + [(text, key, NAME) for text, key in pairs]
        if name == "regions":
            words += [(form, key, ALIAS) for text, key in pairs for form in region_forms(text)]
            short = self._contract.codelists[_SHORT_NAMES["region"]]
            words += [(row[f"name_{language}"], code, ALIAS) for code, row in short.items() if code in {key for _, key in pairs} for language in LANGUAGES]
            words += [(text, code, how) for text, code, how in self._aliases("region") if code in {key for _, key in pairs}]
        return Index(words, {})

    def _aliases(self, name: str) -> Iterator[tuple[str, str | None, str]]:
        yield from ((row["alias"], row["code"] or None, ALIAS) for row in self._contract.aliases if row["codelist"] == name)

    def _divisions(self, name: str) -> Iterator[tuple[str, str | None, str]]:
        """Yield ISIC Rev.4 and KBLI 2020 divisions, with and without their section's letter, and sections that are one sector."""
        if name != "sector":
            return
        sections: dict[str, set[str]] = {}
        for row in self._contract.divisions:
            sections.setdefault(row["section"], set()).add(row["sector_code"])
            forms = (row["division"], row["section"] + row["division"], f"KBLI {row['division']}", f"ISIC {row['division']}", row["name_en"])
            yield from ((form, row["sector_code"], ALIAS) for form in forms)
        yield from ((section, next(iter(codes)), ALIAS) for section, codes in sections.items() if len(codes) == 1)


def _parts(name: str) -> Iterator[str]:
    """Yield, of a name that ends in parentheses, what stands before them and what inside."""
    head, mark, tail = name.replace("（", "(").replace("）", ")").partition("(")
    if mark and head.strip():
        yield head
        yield tail.rstrip(") ")


def _standard_names(codelist: str, rows: Mapping[str, Mapping[str, str]]) -> list[tuple[str, str | None, str]]:
    """Return the standards' other names: Babel's countries and alpha-2 codes, Babel's currencies."""
    locales = [Locale.parse(language) for language in LANGUAGES]
    if codelist == "country":
        names = [(locale.territories.get(row.get("alpha_2", ""), ""), code, NAME) for code, row in rows.items() for locale in locales]
        return [*((row.get("alpha_2", ""), code, ALIAS) for code, row in rows.items()), *((text, code, how) for text, code, how in names if text)]
    if codelist == "currency":
        return [(locale.currencies[code], code, NAME) for code in rows for locale in locales if code in locale.currencies]
    return []


@cache
def _territory_aliases() -> dict[str, list[str]]:
    return dict(get_global("territory_aliases"))


def _former_codes(rows: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Return codes that are not in the standard but in use ("UK"), each with what it is meant for."""
    by_alpha_2 = {row.get("alpha_2"): code for code, row in rows.items()}
    return {old: by_alpha_2[new[0]] for old, new in _territory_aliases().items() if new and new[0] in by_alpha_2 and old not in rows and old.isalpha()}


def names_of(record: Reader) -> dict[str, list[tuple[str, str]]]:
    """Return the names of the record's rows: table to (text, key), in each language, as its own country writes it, as acronym."""
    translated = {language: record.names(language) for language in LANGUAGES}
    found: dict[str, list[tuple[str, str]]] = {}
    cursor = record.connection.cursor()
    for table in (*_NAMED_TABLES, "sources"):
        relation = cursor.table(table)
        key = relation.columns[0]
        own = [name for name in ("name_en", "title_en", "name_local", "acronym", "url") if name in relation.columns]
        rows = relation.project(", ".join([key, *own])).fetchall()
        pairs = [(str(text), str(row[0])) for row in rows for text in row[1:] if text]
        keys = [str(row[0]) for row in rows]
        pairs += [(names[ref], ref) for names in translated.values() for ref in keys if ref in names]
        found[table] = list(dict.fromkeys([*((ref, ref) for ref in keys), *pairs]))
    return found
