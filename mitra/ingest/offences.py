"""Where rules are broken: a small table for each rule, counted whole, listed as far as a reader can read."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import duckdb

from mitra.contract import Field
from mitra.ingest.cells import drop
from mitra.ingest.check_rules import CELL_RULES, Codes
from mitra.ingest.finding import ERROR, Finding, Rule
from mitra.ingest.relations import batches, union

LISTED = 10_000
Filler = Callable[[str | None, str | None], Mapping[str, object]]  # (field, value) -> what fills the rule's words


def nothing(_field: str | None, _value: str | None) -> Mapping[str, object]:
    """Fill nothing."""
    return {}


@dataclass(frozen=True)
class Offence:
    """A table of rows that break a rule: row_number, field_name, value, and further columns that fill the rule's words."""

    rule: Rule
    table: str
    count: int
    columns: tuple[str, ...]
    fill: Filler = nothing
    codelists: Mapping[str, str] = field(default_factory=dict)

    @property
    def refuses(self) -> bool:
        """Say whether its rows are kept from the record."""
        return self.rule.severity == ERROR


@dataclass
class Offences:
    """All that is wrong with a staged table. `headings`: field to the file's own heading; `fields`: the contract's columns."""

    connection: duckdb.DuckDBPyConnection
    name: str
    headings: Mapping[str, str]
    fields: Mapping[str, Field]
    by_rule: list[Offence] = field(default_factory=list)
    of_file: list[Finding] = field(default_factory=list)
    _refused: str | None = None  # the table of refused rows, once all rules have run

    @property
    def refused_table(self) -> str:
        """Return the name of the table of refused rows (refused_row)."""
        return f"{self.name}_refused"

    def add(self, rule: Rule, relation: duckdb.DuckDBPyRelation, fill: Filler = nothing, *, schema: str = "main", codelists: Mapping[str, str] | None = None) -> None:
        """Keep the rows of a relation (row_number, field_name, value, ...) that break a rule; none is fine.

        `schema` is the one that the connection makes tables in; `codelists` says whose codes stand in further columns that the
        contract does not have.
        """
        name = f"{self.name}_x{len(self.by_rule)}"
        table = f"{schema}.{name}"
        drop(self.connection, table)
        relation.create(name)
        kept = self.connection.table(table)
        count = len(kept)
        if count:
            self.by_rule.append(Offence(rule, table, count, tuple(kept.columns), fill, codelists or {}))
        else:
            drop(self.connection, table)

    def not_understood(self) -> str | None:
        """Make the table of cells that are not understood (unclear_row, unclear_field) and return its name; None where all are."""
        unclear = [offence for offence in self.by_rule if offence.rule.code in CELL_RULES and offence.refuses]
        parts = [self.connection.table(offence.table).project("row_number as unclear_row, field_name as unclear_field") for offence in unclear]
        if not parts:
            return None
        name = f"{self.name}_unclear"
        drop(self.connection, name)
        union(parts).filter("unclear_field is not null").create(name)
        return name

    def counts(self) -> dict[str, int]:
        """Return how often each rule is broken, by the rule's code."""
        found: dict[str, int] = {}
        for code, count in [(offence.rule.code, offence.count) for offence in self.by_rule] + [(finding.rule.code, 1) for finding in self.of_file]:
            found[code] = found.get(code, 0) + count
        return found

    def severities(self) -> dict[str, int]:
        """Return how many errors, warnings and notes there are."""
        found: dict[str, int] = {}
        for rule, count in [(offence.rule, offence.count) for offence in self.by_rule] + [(finding.rule, 1) for finding in self.of_file]:
            found[rule.severity] = found.get(rule.severity, 0) + count
        return found

    def refused(self) -> duckdb.DuckDBPyRelation | None:
        """Return the numbers (`refused_row`) of rows that are kept from the record; None where all rows hold."""
        if self._refused is not None:
            return self.connection.table(self._refused)
        parts = [self.connection.table(offence.table).project("row_number as refused_row") for offence in self.by_rule if offence.refuses]
        if not parts:
            return None
        drop(self.connection, self.refused_table)
        union(parts).filter("refused_row is not null").distinct().create(self.refused_table)
        self._refused = self.refused_table
        return self.connection.table(self._refused)

    def listed(self, limit: int = LISTED) -> Iterator[Finding]:
        """Yield the findings of the whole file, then those of rows in the file's order, at most `limit`."""
        yield from self.of_file[:limit]
        left = limit - len(self.of_file)
        merged = heapq.merge(*(self._rows(offence, limit) for offence in self.by_rule), key=lambda found: (found.row or 0, found.column or ""))
        yield from (finding for _, finding in zip(range(left), merged, strict=False))

    def of_rows(self) -> Iterator[Finding]:
        """Yield every finding that keeps a row from the record, in the file's order; nothing is held in memory."""
        yield from heapq.merge(*(self._rows(offence, None) for offence in self.by_rule if offence.refuses), key=lambda found: found.row or 0)

    def _rows(self, offence: Offence, limit: int | None) -> Iterator[Finding]:
        relation = self.connection.table(offence.table).order("row_number, field_name, value")
        relation = relation if limit is None else relation.limit(limit)
        for rows in batches(self.connection, relation, 1_000):
            for row in rows:
                yield self._finding(offence, dict(zip(offence.columns, row, strict=True)))

    def _finding(self, offence: Offence, row: Mapping[str, object]) -> Finding:
        name = None if row.get("field_name") is None else str(row["field_name"])
        value = None if row.get("value") is None else str(row["value"])
        more = {key: self._worded(key, said, offence.codelists.get(key)) for key, said in row.items() if key not in ("row_number", "field_name", "value")}
        if value is not None and isinstance(worded := self._worded(name or "", value), Codes):
            more["value"] = worded
        number = row["row_number"]
        return Finding(offence.rule, None if number is None else int(str(number)), self.headings.get(name or "", name), value, {**more, **offence.fill(name, value)})

    def _worded(self, name: str, value: object, codelist: str | None = None) -> object:
        """Return a code, or the key of a row, so that it is said with its name; all else as it is."""
        known = self.fields.get(name)
        codelist = codelist or (known.codelist if known else None)
        coded = codelist or (known is not None and known.references)
        return Codes((value,), codelist) if coded and isinstance(value, str) else value
