"""The record described by itself: columns, codes, named queries and releases as tables in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from mitra.catalogue import Catalogue
from mitra.contract import Field
from mitra.findings.meanings import MEANINGS, meaning
from mitra.i18n import UNKNOWN, Words, mark
from mitra.store.shelf import Entry

TYPES = {
    "string": mark("text"),
    "integer": mark("whole number"),
    "number": mark("number"),
    "boolean": mark("yes or no"),
    "date": mark("day"),
    "partial_date": mark("date, as precise as known"),
}
UNITS = {"days": mark("days"), "percent": mark("percent"), "persons": mark("persons")}
NOTES = (mark("First release, from the record that ships with Mitra"), mark("Built from data/seed"))  # what the program itself writes into the ledger
ACTIONS = {"publish": mark("published"), "rollback": mark("made current again")}


def fillable(words: Words) -> list[str]:
    """Return the tables that an analyst's file may fill, by title."""
    tables = words.contract.tables
    return sorted((name for name in tables if name not in ("record", "translations")), key=lambda name: tables[name].title[words.language])


def fields(table: str, words: Words) -> pd.DataFrame:
    """Return the columns of a table: name, heading, meaning, type, code list, whether it must be filled."""
    contract = words.contract.tables[table]
    rows = [
        {
            words.t("Column"): field.name,
            words.t("Heading"): field.title[words.language],
            words.t("Meaning"): field.description.get(words.language, ""),
            words.t("Type"): kind(field, words),
            words.t("Codes or table"): _points_to(field, words),
            words.t("Must be filled"): words.t("yes") if field.name in contract.required else words.t("no"),
        }
        for field in contract.fields
    ]
    return pd.DataFrame(rows)


def kind(field: Field, words: Words) -> str:
    """Return a column's type, with its unit where it has one."""
    name = words.t(TYPES[field.type])
    return f"{name} ({words.t(UNITS.get(field.unit, field.unit))})" if field.unit else name


def _points_to(field: Field, words: Words) -> str:
    if field.codelist:
        return codelist_name(field.codelist, words)
    return words.contract.tables[field.references].title[words.language] if field.references else ""


def codelist_name(codelist: str, words: Words) -> str:
    """Return a code list's name: the heading of the first column that uses it."""
    return next((field.title[words.language] for field in words.contract.fields.values() if field.codelist == codelist), codelist)


def codelists(words: Words) -> list[str]:
    """Return the code lists that some column uses, those with explained codes first."""
    used = {field.codelist for field in words.contract.fields.values() if field.codelist} - {"country", "currency"}
    return [*(name for name in MEANINGS if name in used), *sorted(used - set(MEANINGS))]


def codes(codelist: str, words: Words) -> pd.DataFrame:
    """Return the codes of a list with their names, and meanings where they need one."""
    rows = [{words.t("Name"): words.code(codelist, code), words.t("Meaning"): meaning(codelist, code, words), words.t("Code"): code} for code in words.contract.codes(codelist)]
    return pd.DataFrame(rows).drop(columns=[] if codelist in MEANINGS else [words.t("Meaning")])


def queries(catalogue: Catalogue, subject: str, words: Words) -> list[tuple[str, str, str, str]]:
    """Return name, title, grain and formula of a subject's queries that have a formula."""
    found = [query for name, query in catalogue.items() if name.startswith(f"{subject}.") and query.formula]
    return [(query.name, words.t(query.title), words.t(query.grain), words.t(query.formula)) for query in found]


def subjects(catalogue: Catalogue) -> list[str]:
    """Return the subjects that have a query with a formula."""
    return sorted({name.split(".")[0] for name, query in catalogue.items() if query.formula})


def ledger(entries: Sequence[Entry], words: Words) -> pd.DataFrame:
    """Return the history of releases, newest first."""
    rows = [
        {
            words.t("No."): entry.number,
            words.t("Release"): entry.release,
            words.t("What happened"): words.t(ACTIONS[entry.action]) if entry.action in ACTIONS else entry.action,
            words.t("When"): words.moment(entry.at),
            words.t("By"): entry.who,
            words.t("Remark"): (words.t(entry.note) if entry.note in NOTES else entry.note) or UNKNOWN,
        }
        for entry in reversed(entries)
    ]
    return pd.DataFrame(rows)


def counts(manifest: Mapping[str, object], parent: Mapping[str, object] | None, words: Words) -> pd.DataFrame:
    """Return the rows of each table in a release, beside those of the one before it."""
    now, before = _counts(manifest), _counts(parent or {})
    rows = [
        {words.t("Table"): words.contract.tables[name].title[words.language] if name in words.contract.tables else name, words.t("Rows"): rows, words.t("Rows before"): before.get(name), words.t("Change"): rows - before[name] if name in before else None}
        for name, rows in now.items()
    ]
    return pd.DataFrame(rows).astype({words.t("Rows before"): "Int64", words.t("Change"): "Int64"})


def _counts(manifest: Mapping[str, object]) -> dict[str, int]:
    found = manifest.get("counts", {})
    return {str(name): int(count) for name, count in found.items()} if isinstance(found, Mapping) else {}
