"""A staged table's rows as the contract's: columns renamed, cells canonical, defaults and keys filled in, all of it lazily.

Nothing is copied: a relation joins the staged table with the small tables of understood cells (cells.py), only those that
the asked-for fields need.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import duckdb

from mitra.contract import Contract, Table
from mitra.ingest.cells import AMOUNTS, BARE_MARKS, Cells, drop
from mitra.ingest.mapping import ColumnMap, defaults_said, made_key
from mitra.ingest.relations import joined

CURRENCY = "currency_code"
SEPARATOR = "chr(31)"
DIGITS = 16  # hex digits of a made key: 64 bits
TYPED = {"integer": "bigint", "number": "decimal(24,4)", "boolean": "boolean", "date": "date"}


class Mapped:
    """The rows that count of one staged table. `cells`: column index to its understood cells; `recorded`: the record's rows.

    A row without a key has that of the recorded row with the same natural columns, else one made of them, else of all it says.
    Where rows update the record, one that is there already has from there what the file says nothing of. `given` fills columns
    of all rows, `given_new` those of rows that are not on record.
    """

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, rows: duckdb.DuckDBPyRelation, name: str, mapping: ColumnMap, cells: Mapping[int, Cells], given: Mapping[str, str],
        recorded: duckdb.DuckDBPyRelation | None = None, *, given_new: Mapping[str, str] | None = None, updates: bool = True,
    ) -> None:  # fmt: skip
        self._connection, self.rows, self.name, self.cells, self._given, self._given_new = connection, rows, name, cells, given, given_new or {}
        self.mapping, self.table = mapping, mapping.table
        self._columns = {name: match.index for name, match in mapping.fields.items()}
        self._made = [key for key in made_key(self.table) if key not in self._columns and key not in given]
        self.makes_keys = bool(self._made)
        self._again: str | None = None
        self._known: str | None = None
        self.on_record: str | None = None  # the table of rows that the record has already (recorded_row, recorded_<field>, ...)
        self.kept = self._left_to_the_record()
        if self.makes_keys and recorded is not None and self._named:
            self._find_again(recorded)
        if updates and recorded is not None:
            self._find_recorded(recorded)
        if self.makes_keys:
            self._number_again()

    @property
    def lacking(self) -> tuple[str, ...]:
        """Return the required fields that nothing fills but the record."""
        return self.mapping.lacking({**self._given, **self._given_new})

    def filled(self, name: str) -> bool:
        """Say whether anything fills a field: a column, a given value, a default, a made key, the words beside a code."""
        return self.expression(name) is not None or name in self.table.defaults or name in self._made or name in self._given_new

    def _left_to_the_record(self) -> tuple[str, ...]:
        """Return the fields of which the file says nothing, or not in every row: a row that is on record has them from there."""
        said = {name for name in self.table.field_names if self.expression(name) is not None}
        told = {*self._columns, *self._given, *self.table.primary_key, *defaults_said(self.table, said)}
        return tuple(name for name in self.table.field_names if name not in told and self._worded(name) is None)

    def _find_recorded(self, recorded: duckdb.DuckDBPyRelation) -> None:
        """Find the rows that are on record, with what they keep from there."""
        key = self.table.primary_key
        if all(self.expression(name) is not None for name in key):
            rows = self.relation(key)
        elif self._known is not None:
            rows = self._connection.table(self._known).project(f'known_row as row_number, known_key as "{key[0]}"')
        else:
            return
        name = f"{self.name}_recorded"
        drop(self._connection, name)
        held = recorded.project(", ".join([*(f'"{part}" as held_{part}' for part in key), *(f'"{one}" as recorded_{one}' for one in self.kept)]))
        same = " and ".join(f'"{part}" is not distinct from held_{part}' for part in key)
        joined(rows, held, same).project(", ".join(["row_number as recorded_row", *(f"recorded_{one}" for one in self.kept)])).create(name)
        self.on_record = name if len(self._connection.table(name)) else None

    def _with_recorded(self, rows: duckdb.DuckDBPyRelation, names: Sequence[str]) -> duckdb.DuckDBPyRelation:
        """Return rows of the named fields with what those on record keep from there."""
        if self.on_record is None or not set(names) & set(self.kept):
            return rows
        columns = [f'coalesce("{name}", recorded_{name}) as "{name}"' if name in self.kept else f'"{name}"' for name in names]
        return joined(rows, self._connection.table(self.on_record), "row_number = recorded_row", how="left").project(", ".join(["row_number", *columns]))

    def relation(self, names: Iterable[str] | None = None) -> duckdb.DuckDBPyRelation:
        """Return row_number and the named fields (all of the table's, in order) as text."""
        wanted = [name for name in self.table.field_names if names is None or name in set(names)]
        base = self._joined(self._sources(wanted))
        needed = self._needed(wanted)
        inner = base.project(", ".join(["row_number", *(f'{self.expression(name) or "null::varchar"} as "{name}"' for name in needed)]))
        inner = self._with_recorded(inner, needed)
        if set(wanted) & set(self._made):
            for name, row in ((self._known, "known_row"), (self._again, "again_row")):
                inner = inner if name is None else joined(inner, self._connection.table(name), f"row_number = {row}", how="left")
        return inner.project(", ".join(["row_number", *(f'{self._outer(name)} as "{name}"' for name in wanted)]))

    def typed(self, names: Iterable[str]) -> duckdb.DuckDBPyRelation:
        """Return row_number and the table's fields as a release holds them; those not named are null."""
        asked = set(names)
        return typed(self.relation(asked), self.table, asked)

    def joined(self, names: Iterable[str]) -> duckdb.DuckDBPyRelation:
        """Return the staged rows with the understood cells that the named fields need."""
        return self._joined(self._sources([name for name in self.table.field_names if name in set(names)]))

    def empty(self, name: str) -> str:
        """Return the test, over `joined`, that a mapped field's cell is empty (not that its text is not understood)."""
        index = self._columns[name]
        cells = self.cells.get(index)
        own = cells is not None and cells.field.name == name
        return f"code_{index} is null and rule_{index} is null" if own else f"{_text(index)} is null"

    def _outer(self, name: str) -> str:
        if name in self._made:
            return self._key()
        if name in self._given_new:
            return f'coalesce("{name}", {_literal(self._given_new[name])})'
        default = self.table.defaults.get(name)
        if default is None or name in self._given:
            return f'"{name}"'
        return f'coalesce("{name}", ({default})::varchar)' if name in self._columns or name in self.kept else f"({default})::varchar"

    def _needed(self, wanted: Sequence[str]) -> list[str]:
        """Return the fields that the wanted ones are made of."""
        if set(wanted) & set(self._made):
            return list(self._natural() | set(wanted))
        used = {other for name in wanted for other in self.table.field_names if other in self.table.defaults.get(name, "")}
        return [name for name in self.table.field_names if name in used | set(wanted)]

    def _natural(self) -> set[str]:
        return {name for name in self.table.field_names if name not in self._made}

    @property
    def _named(self) -> tuple[str, ...]:
        """Return the natural columns, where all of them are filled."""
        return self.table.natural if all(self.filled(name) for name in self.table.natural) else ()

    def _key(self) -> str:
        """Return the expression of a key that the same row has every time."""
        key = _digest([self._outer(name) for name in self.table.field_names if name not in self._made])
        if self._named:
            unnamed = " or ".join(f"{self._outer(name)} is null" for name in self._named)
            key = f"case when {unnamed} then {key} else {_digest([self._outer(name) for name in self._named])} end"
        known = f"coalesce(known_key, {key})" if self._known is not None else key
        return known + (" || coalesce('-' || again, '')" if self._again is not None else "")

    def _find_again(self, recorded: duckdb.DuckDBPyRelation) -> None:
        """Give the rows that the record has already its keys: `known_row`, `known_key`."""
        (key,) = self._made
        name = f"{self.name}_known"
        drop(self._connection, name)
        same = " and ".join(f'lower("{column}") = lower(known_{column})' for column in self._named)
        known = recorded.aggregate(f'min("{key}") as known_key, ' + ", ".join(f'"{column}" as known_{column}' for column in self._named), ", ".join(f'"{column}"' for column in self._named))
        joined(self.relation(self._named), known, same).aggregate("row_number as known_row, min(known_key) as known_key", "row_number").create(name)
        self._known = name

    def _number_again(self) -> None:
        """Give a number to the rows that say the same as an earlier one: `again_row`, `again` (2, 3, ...) and `first_row`."""
        (key,) = self._made
        keyed = self.relation([key]).project(f'row_number, hash("{key}") as seen, "{key}" as made')
        twice = keyed.aggregate("seen, count(*) as times", "seen").filter("times > 1").project("seen as doubled")
        name = f"{self.name}_again"
        drop(self._connection, name)
        same = joined(keyed, twice, "seen = doubled", how="semi")
        together = same.aggregate("made, list_sort(list(row_number)) as rows", "made")
        numbered = together.project("unnest(rows) as again_row, unnest(range(1, len(rows) + 1)) as again, rows[1] as first_row")
        numbered.filter("again > 1").create(name)
        self._again = name if len(self._connection.table(name)) else None

    @property
    def repeats(self) -> str | None:
        """Return the table of rows that say the same as an earlier one (again_row, first_row), where keys are made."""
        return self._again

    def _sources(self, wanted: Sequence[str]) -> set[int]:
        return {index for name in self._needed(wanted) for index in self._columns_of(name) if index in self.cells}

    def _columns_of(self, name: str) -> list[int]:
        if name in self._given:
            return []
        if name in self._columns:
            return [self._columns[name], *self.priced(name)]
        return [index for index in (self._worded(name), self._coded(name), *self.priced(name)) if index is not None]

    def priced(self, name: str = CURRENCY) -> list[int]:
        """Return the columns of amounts, whose cells may name their currency ("Rp 5 miliar"), where `name` is that currency."""
        return [self._columns[amount] for amount in AMOUNTS if name == CURRENCY and amount in self._columns]

    def _worded(self, name: str) -> int | None:
        """Return the column of a source's own words, where `name` is the code that they stand for and has no column."""
        field = next(field for field in self.table.fields if field.name == name)
        return self._columns.get(field.stated_in) if field.stated_in else None

    def _coded(self, name: str) -> int | None:
        """Return the column of a code, where `name` keeps a source's own words for it and has no column."""
        return next((self._columns[field.name] for field in self.table.fields if field.stated_in == name and field.name in self._columns), None)

    def expression(self, name: str) -> str | None:
        """Return what the file or the analyst says of a field, as an expression over `joined`; None where neither does."""
        if name in self._given:
            return _literal(self._given[name])
        own, named = self._own(name), [f"how_{index}" for index in self.priced(name)]
        if named:
            return f"coalesce({', '.join(filter(None, [own, *named]))})"
        if own is not None:
            return own
        worded, coded = self._worded(name), self._coded(name)
        if worded is not None:
            return f"code_{worded}"
        if coded is not None:
            return f"case when how_{coded} is distinct from 'code' then {_text(coded)} end"
        return None

    def _own(self, name: str) -> str | None:
        """Return the expression of a field's own column, None where the file has none."""
        index = self._columns.get(name)
        if index is None:
            return None
        cells = self.cells.get(index)
        return f"code_{index}" if cells is not None and cells.field.name == name else _text(index)

    def _joined(self, sources: Iterable[int]) -> duckdb.DuckDBPyRelation:
        rows = self.rows
        for index in sorted(sources):
            understood = self._connection.table(self.cells[index].table).project(f"text_{index}, code_{index}, rule_{index}, how_{index}")
            rows = joined(rows, understood, f"c{index} = text_{index}", how="left")
        return rows


def _literal(text: str) -> str:
    quoted = text.replace("'", "''")
    return f"'{quoted}'"


def _digest(expressions: Sequence[str]) -> str:
    said = ", ".join(f"coalesce({expression}, '')" for expression in expressions)
    return f"'U-' || md5(concat_ws({SEPARATOR}, {said}))[:{DIGITS}]"


def _text(index: int) -> str:
    """Return the expression of a text without spaces around it, null for a mark of "unknown"; most need only a look."""
    cell = f"c{index}"
    looked_at = f"starts_with({cell}, ' ') or ends_with({cell}, ' ') or strlen({cell}) < 4"
    return f"case when {looked_at} then (case when trim({cell}) in {BARE_MARKS} then null else trim({cell}) end) else {cell} end"


def typed(relation: duckdb.DuckDBPyRelation, table: Table, asked: set[str] | None = None) -> duckdb.DuckDBPyRelation:
    """Return canonical text (all-varchar rows) as a release types it, dates of reduced precision with their bounds."""
    columns = ["row_number"]
    for field in table.fields:
        here = f'"{field.name}"' if asked is None or field.name in asked else "null::varchar"
        if field.type == "partial_date":
            columns += [f"{here} as {field.name}", f"{_earliest(here)} as {field.name}_earliest", f"{_latest(here)} as {field.name}_latest"]
        else:
            columns.append(f'try_cast({here} as {TYPED.get(field.type, "varchar")}) as "{field.name}"')
    return relation.project(", ".join(columns))


def _earliest(text: str) -> str:
    point = f"case when {text}[1] = '[' then regexp_extract({text}, '\\[([^.]*)\\.\\.', 1) else {text} end"
    return f"try_cast(case length({point}) when 4 then {point} || '-01-01' when 7 then {point} || '-01' when 10 then {point} end as date)"


def _latest(text: str) -> str:
    point = f"case when {text}[1] = '[' then regexp_extract({text}, '\\.\\.([^\\]]*)\\]', 1) else {text} end"
    return f"case length({point}) when 4 then try_cast({point} || '-12-31' as date) when 7 then last_day(try_cast({point} || '-01' as date)) when 10 then try_cast({point} as date) end"


def keys_of(contract: Contract, table: str) -> str | None:
    """Return the one column that other tables point to a table by."""
    key = contract.tables[table].primary_key
    return key[0] if len(key) == 1 else None
