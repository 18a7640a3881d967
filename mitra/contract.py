"""The contracts in data/schema and the code lists in data/codelist, read into frozen values.

One truth for tables, validation, templates, the data dictionary and the words of every column.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from mitra.errors import ContractError

TYPES = ("string", "integer", "number", "boolean", "date", "partial_date")
EXAMPLE = {"id": "CONTOH: hapus baris ini", "en": "EXAMPLE: delete this row", "ja": "例：この行は削除してください"}
"""What an upload template writes, as a whole cell, into the row that only shows how: language to text. No such row is a fact."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column, defined once for every table and query that has it. `title`, `description`: language to words.

    `minimum`, `maximum` and `pattern` (the whole text, RE2) limit its values; `stated_in` names the column that keeps a
    source's own words for the code.
    """

    name: str
    type: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    codelist: str | None
    references: str | None
    unit: str | None
    minimum: float | None = None
    maximum: float | None = None
    pattern: str | None = None
    stated_in: str | None = None


@dataclass(frozen=True)
class Table:
    """What a row is, its columns in order, its key, what must be filled, what it points to.

    `defaults`: column to an expression over the row's other columns that fills it where a file does not; `named`: columns
    of names, of which two that are nearly alike are suspect.
    """

    name: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    required: frozenset[str]
    defaults: Mapping[str, str] = field(default_factory=dict)
    named: tuple[str, ...] = ()
    natural: tuple[str, ...] = ()  # columns by which a row without a key is known again
    day: str | None = None  # the column that dates a row, or table.column of the row it points to

    @cached_property
    def field_names(self) -> tuple[str, ...]:
        """Return the names of its columns, in order."""
        return tuple(field.name for field in self.fields)


@dataclass(frozen=True)
class Contract:
    """All tables, fields and code lists.

    `codelists`: list name to code to its row; `synonyms`: column to other headings for it; `aliases`: other words for codes
    (codelist, alias, code; no code where the words name none); `divisions`: the rows of isic_division.
    """

    tables: Mapping[str, Table]
    fields: Mapping[str, Field]
    codelists: Mapping[str, Mapping[str, Mapping[str, str]]]
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    aliases: tuple[Mapping[str, str], ...] = ()
    divisions: tuple[Mapping[str, str], ...] = ()

    def codes(self, name: str) -> tuple[str, ...]:
        """Return the codes of a list, in its own order."""
        return tuple(self.codelists[name])


def is_example(cells: Iterable[str | None]) -> bool:
    """Say whether a row is a template's example, in whichever column the mark stands.

    >>> is_example(["EXAMPLE: delete this row", "2023-07"]), is_example(["Contoh Jaya", None])
    (True, False)
    """
    return any(cell is not None and cell.strip() in EXAMPLE.values() for cell in cells)


def _field(name: str, spec: Mapping[str, object], path: Path) -> Field:
    kind = spec.get("type")
    if kind not in TYPES:
        raise ContractError("{path}: field {name} has type {kind}; use one of {types}.", path=path, name=name, kind=kind, types=", ".join(TYPES))
    return Field(
        name=name,
        type=str(kind),
        title=dict(spec["title"]),  # type: ignore[call-overload]  # TOML tables are untyped
        description=dict(spec.get("description", {})),  # type: ignore[call-overload]
        codelist=spec.get("codelist"),  # type: ignore[arg-type]
        references=spec.get("references"),  # type: ignore[arg-type]
        unit=spec.get("unit"),  # type: ignore[arg-type]
        minimum=spec.get("minimum"),  # type: ignore[arg-type]
        maximum=spec.get("maximum"),  # type: ignore[arg-type]
        pattern=spec.get("pattern"),  # type: ignore[arg-type]
        stated_in=spec.get("stated_in"),  # type: ignore[arg-type]
    )


def _table(path: Path, fields: Mapping[str, Field]) -> Table:
    spec = tomllib.loads(path.read_text("utf-8"))
    unknown = [name for name in [*spec["fields"], *spec.get("defaults", {})] if name not in fields]
    if unknown:
        raise ContractError("{path}: {names} not in fields.toml; define the column there first.", path=path, names=", ".join(unknown))
    return Table(
        name=path.stem,
        title=spec["title"],
        description=spec["description"],
        fields=tuple(fields[name] for name in spec["fields"]),
        primary_key=tuple(spec.get("primary_key", ())),
        required=frozenset(spec.get("required", ())),
        defaults=spec.get("defaults", {}),
        named=tuple(spec.get("named", ())),
        natural=tuple(spec.get("natural", ())),
        day=spec.get("day"),
    )


def read_codelist(path: Path) -> dict[str, dict[str, str]]:
    """Return one code list as code to row, in sort order."""
    rows = _rows(path)
    return {row["code"]: row for row in sorted(rows, key=lambda row: int(row.get("sort_order") or 0))}


@lru_cache(maxsize=8)
def load(schema: Path, codelist: Path) -> Contract:
    """Read every contract and code list; ContractError where one does not hold together."""
    fields_path = schema / "fields.toml"
    fields = {
        name: _field(name, spec, schema / file)
        for file in FIELD_FILES
        for name, spec in tomllib.loads((schema / file).read_text("utf-8")).items()
    }
    tables = {path.stem: _table(path, fields) for path in sorted(schema.glob("*.toml")) if path.name not in NO_TABLES}
    lists = {path.stem: read_codelist(path) for path in sorted(codelist.glob("*.csv")) if path.stem not in MAPPINGS}
    for known in fields.values():
        if known.codelist is not None and known.codelist not in lists:
            raise ContractError("{path}: field {name} names the code list {codelist}, which is not there.", path=fields_path, name=known.name, codelist=known.codelist)
    return Contract(tables=tables, fields=fields, codelists=lists, synonyms=_synonyms(schema), aliases=_aliases(codelist), divisions=tuple(_rows(codelist / "isic_division.csv")))


def _synonyms(schema: Path) -> dict[str, tuple[str, ...]]:
    return {name: tuple(words) for name, words in tomllib.loads((schema / SYNONYMS).read_text("utf-8")).items()}


def _aliases(codelist: Path) -> tuple[Mapping[str, str], ...]:
    sectors = ({"codelist": "sector", "alias": row["alias"], "code": row["sector_code"]} for row in _rows(codelist / "sector_alias.csv"))
    return (*_rows(codelist / "code_alias.csv"), *sectors)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


FIELD_FILES = ("fields.toml", "measures.toml")  # columns that the record holds, and columns that queries derive
SYNONYMS = "synonyms.toml"  # other headings for columns
NO_TABLES = (*FIELD_FILES, SYNONYMS)
MAPPINGS = ("isic_division", "sector_alias", "code_alias")  # files of data/codelist that map to codes rather than list them
