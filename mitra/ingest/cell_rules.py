"""The rules of single cells: from the understood distinct texts back to the rows that hold them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import duckdb

from mitra.contract import Contract, Field
from mitra.ingest import check_rules as rules
from mitra.ingest.cells import Cells
from mitra.ingest.check_rules import Codes, Heading, TableName
from mitra.ingest.codes import ALIAS, Codebook
from mitra.ingest.finding import Finding, Rule
from mitra.ingest.mapped import Mapped
from mitra.ingest.offences import Filler, Offences
from mitra.ingest.relations import joined
from mitra.ingest.values import dates
from mitra.ingest.values.heading_unit import factor

SUGGESTED = 2_000  # distinct values of a column for which a code is suggested


def check_cells(connection: duckdb.DuckDBPyConnection, rows: duckdb.DuckDBPyRelation, mapped: Mapped, cells: Mapping[int, Cells], contract: Contract, book: Codebook, offences: Offences) -> None:
    """Keep each cell that its field does not take, and say which words were taken for codes."""
    headings = {match.index: (name, match.heading) for name, match in mapped.mapping.fields.items()}
    for index, known in cells.items():
        name, heading = headings[index]
        understood = connection.table(known.table)
        worded = known.field.name != name  # a source's own words, kept as they are, for a code that has no column
        for code, in understood.filter(f"rule_{index} is not null").project(f"rule_{index}").distinct().order(f"rule_{index}").fetchall():
            rule = rules.WORDS_WITHOUT_CODE if worded else rules.CELL_RULES[str(code)]
            bad = understood.filter(f"rule_{index} = '{code}'")
            offences.add(rule, _rows_with(rows, bad, index, name), _filler(rule, known.field, book))
        _limits(rows, understood, known, name, offences)
        if known.unit and factor(known.unit) > 1:
            offences.of_file.append(Finding(rules.HEADING_UNIT, column=heading, values={"unit": known.unit.strip(), "factor": f"{factor(known.unit):,f}"}))
        _note_aliases(understood, index, known.field, heading, offences)
    for name, match in mapped.mapping.fields.items():
        field = contract.fields[name]
        if field.pattern is not None:
            pattern = field.pattern.replace("'", "''")
            bad = rows.filter(f"not regexp_full_match(trim(c{match.index}), '{pattern}') and trim(c{match.index}) not in ('', '-')")
            offences.add(rules.BAD_FORM, bad.project(f"row_number, '{name}' as field_name, c{match.index} as value"), lambda name, _: {"field": Heading(name or "")})
    offences.of_file += [Finding(rules.NOT_USED, column=match.heading) for match in mapped.mapping.unmapped]


def _rows_with(rows: duckdb.DuckDBPyRelation, bad: duckdb.DuckDBPyRelation, index: int, name: str) -> duckdb.DuckDBPyRelation:
    return joined(rows, bad.project(f"text_{index} as bad"), f"c{index} = bad", how="semi").project(f"row_number, '{name}' as field_name, c{index} as value")


def _limits(rows: duckdb.DuckDBPyRelation, understood: duckdb.DuckDBPyRelation, known: Cells, name: str, offences: Offences) -> None:
    index = known.index
    number = f"try_cast(code_{index} as decimal(38, 4))"
    for rule, limit, sign in ((rules.TOO_SMALL, known.field.minimum, "<"), (rules.TOO_BIG, known.field.maximum, ">")):
        if limit is not None:
            bad = understood.filter(f"{number} {sign} {limit:g}")
            if len(bad):
                offences.add(rule, _rows_with(rows, bad, index, name), _limit(limit))


def _limit(limit: float) -> Filler:
    return lambda _name, _value: {"limit": int(limit) if limit == int(limit) else f"{limit:g}"}


def _note_aliases(understood: duckdb.DuckDBPyRelation, index: int, field: Field, heading: str, offences: Offences) -> None:
    taken = understood.filter(f"how_{index} = '{ALIAS}'")
    first = taken.filter(f"code_{index} is not null").order(f"cells_{index} desc, text_{index}").limit(1).fetchall()
    if first:
        count = taken.aggregate(f"sum(cells_{index})::bigint").fetchall()[0][0]
        offences.of_file.append(Finding(rules.BY_ALIAS, column=heading, value=str(first[0][0]), values={"count": count, "suggestion": Codes((str(first[0][1]),), field.codelist)}))


def _filler(rule: Rule, field: Field, book: Codebook) -> Filler:
    """Return what fills a rule's words for a value; each distinct value is looked up once."""
    if rule is rules.AMBIGUOUS_DATE:
        return lambda _name, value: {"readings": " / ".join(_readings(value or ""))}
    if field.codelist or field.references:
        of = Heading(field.name) if field.codelist else TableName(str(field.references))
        return _suggester(field, book, of)
    return lambda _name, _value: {}


def _readings(text: str) -> tuple[str, ...]:
    found = dates.parse(text, None)
    return () if found is None else (found.text, *found.ambiguous)


def _suggester(field: Field, book: Codebook, of: Heading | TableName) -> Filler:
    left = [SUGGESTED]

    @lru_cache(maxsize=SUGGESTED)
    def suggested(value: str) -> Codes | str:
        index = book.index(field)
        left[0] -= 1
        if index is None or left[0] < 0:
            return ""
        found = index.exact(value) or index.similar(value)
        codes = getattr(found, "codes", ())
        return Codes(codes, field.codelist) if codes else ""

    return lambda _name, value: {"list": of, "suggestion": suggested(value or "")}
