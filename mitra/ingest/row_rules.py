"""The rules of rows: totals among the data, what must be filled, keys and rows that stand twice, codes by date, names nearly alike."""

from __future__ import annotations

from collections.abc import Mapping

import duckdb
import pandas as pd

from mitra.contract import EXAMPLE, Contract, Field
from mitra.ingest import check_rules as rules
from mitra.ingest.cells import drop
from mitra.ingest.check_rules import Codes, Heading, Headings
from mitra.ingest.finding import Finding, Rule
from mitra.ingest.likeness import MOST, alike
from mitra.ingest.mapped import CURRENCY, Mapped, typed
from mitra.ingest.mapping import ColumnMap
from mitra.ingest.offences import Offences
from mitra.ingest.parent import Parent
from mitra.ingest.relations import joined, union
from mitra.ingest.values.heading_unit import named

TOTALS = ("total", "totals", "grand total", "sub total", "subtotal", "jumlah", "jumlah total", "total jumlah", "jumlah seluruhnya", "合計", "総計", "小計", "計")
CURRENCIES = "currency"  # the code list
FIRST_COLUMNS = 3  # where the word of a totals row stands


def rows_that_count(connection: duckdb.DuckDBPyConnection, staged: str, mapping: ColumnMap, offences: Offences) -> duckdb.DuckDBPyRelation:
    """Note the rows of totals and of examples, which are no rows of the table, and return the others (row_number, c0, c1, ...)."""
    rows = connection.table(staged)
    fields = {match.index: match.field for match in mapping.matches}
    rows = _left_out(connection, rows, _examples(rows, len(mapping.matches)), rules.EXAMPLE_ROW, offences)
    columns = [index for index in range(min(FIRST_COLUMNS, len(mapping.matches))) if not str(fields.get(index) or "").endswith(("_stated", "_text"))]
    if not columns:
        return rows
    name = f"{staged}_totals"
    drop(connection, name)
    connection.from_df(pd.DataFrame({"word": sorted(_total_words())})).project("word::varchar as word").create(name)
    found = [joined(rows, connection.table(name), f"c{index} = word", how="semi").project(f"row_number, {_quoted(fields.get(index))} as field_name, c{index} as value") for index in columns]
    totals = union(found).aggregate("row_number, min(field_name) as field_name, min(value) as value", "row_number")
    return _left_out(connection, rows, totals, rules.TOTAL_ROW, offences)


def _left_out(connection: duckdb.DuckDBPyConnection, rows: duckdb.DuckDBPyRelation, found: duckdb.DuckDBPyRelation, rule: Rule, offences: Offences) -> duckdb.DuckDBPyRelation:
    """Note the rows that were found under a rule and return the others."""
    before = len(offences.by_rule)
    offences.add(rule, found)
    if len(offences.by_rule) == before:
        return rows
    return joined(rows, connection.table(offences.by_rule[-1].table).project("row_number as other_row"), "row_number = other_row", how="anti")


def _examples(rows: duckdb.DuckDBPyRelation, width: int) -> duckdb.DuckDBPyRelation:
    words = ", ".join(f"'{text}'" for text in EXAMPLE.values())
    marked = " or ".join(f"c{index} in ({words})" for index in range(width)) or "false"
    return rows.filter(marked).project("row_number, null::varchar as field_name, null::varchar as value")


def _total_words() -> set[str]:
    forms = {form for word in TOTALS for form in (word, word.capitalize(), word.title(), word.upper())}
    return {f"{before}{form}{after}" for form in forms for before in ("", " ", "  ") for after in ("", " ", ":", " :")}


def _quoted(name: str | None) -> str:
    return f"'{name}'" if name else "null::varchar"


def check_rows(
    connection: duckdb.DuckDBPyConnection, rows: duckdb.DuckDBPyRelation, staged: str, mapped: Mapped, contract: Contract, parent: Parent, offences: Offences, given: Mapping[str, str]
) -> None:
    """Keep the rows that break a rule of rows."""
    _lacking(connection, mapped, offences)
    _kept(connection, mapped, offences)
    _required(mapped, offences, given)
    _currencies(mapped, offences, given)
    _twice(connection, rows, staged, mapped, offences)
    for name in mapped.table.field_names:
        _by_date(connection, mapped, contract, parent, contract.fields[name], offences)
    for name in mapped.table.named:
        if name in mapped.mapping.fields:
            _names_alike(connection, staged, mapped, parent, name, offences)


def _lacking(connection: duckdb.DuckDBPyConnection, mapped: Mapped, offences: Offences) -> None:
    """Say what every row needs and nothing fills; where some rows have it from the record, keep those that are new."""
    if mapped.on_record is None:
        offences.of_file += [Finding(rules.NO_COLUMN, values={"field": Heading(name)}) for name in mapped.lacking]
    elif mapped.lacking:
        names = mapped.table.natural if mapped.makes_keys else mapped.table.primary_key
        new = joined(mapped.relation(names), connection.table(mapped.on_record), "row_number = recorded_row", how="anti").filter(f'"{names[0]}" is not null')
        needs = {"fields": Headings(mapped.lacking)}
        offences.add(rules.NEW_ROW, new.project(f"row_number, '{names[0]}' as field_name, \"{names[0]}\" as value"), lambda _name, _value: needs)


def _kept(connection: duckdb.DuckDBPyConnection, mapped: Mapped, offences: Offences) -> None:
    """Say what rows that are on record keep from there."""
    if mapped.on_record is None or not mapped.kept:
        return
    count, *held = connection.table(mapped.on_record).aggregate(", ".join(["count(*)", *(f"count(recorded_{name})" for name in mapped.kept)])).fetchall()[0]
    names = tuple(name for name, cells in zip(mapped.kept, held, strict=True) if cells)
    if names:
        offences.of_file.append(Finding(rules.FROM_RECORD, values={"count": count, "fields": Headings(names)}))


def _required(mapped: Mapped, offences: Offences, given: Mapping[str, str]) -> None:
    """Keep the rows whose required cells are empty; a cell whose text is not understood has its own finding."""
    names = [name for name in mapped.table.field_names if name in mapped.table.required and name in mapped.mapping.fields and name not in given and name not in mapped.table.defaults]
    if not names:
        return
    empty = {name: mapped.empty(name) for name in names}
    counts = mapped.joined(names).aggregate(", ".join(f"count(*) filter ({test})" for test in empty.values())).fetchall()[0]
    for name, count in zip(names, counts, strict=True):
        if count:
            relation = mapped.joined([name]).filter(empty[name]).project(f"row_number, '{name}' as field_name, null::varchar as value")
            offences.add(rules.EMPTY, relation, lambda name, _: {"field": Heading(name or "")})


def _currencies(mapped: Mapped, offences: Offences, given: Mapping[str, str]) -> None:
    """Keep amounts that name another currency than their row has, and say where the row has it from its amount."""
    for name, index in ((name, match.index) for name, match in mapped.mapping.fields.items() if match.index in mapped.priced() and CURRENCY in mapped.table.field_names):
        said = mapped.expression(CURRENCY)
        rows = mapped.joined([name, CURRENCY])
        bad = rows.filter(f"how_{index} <> {said}")
        offences.add(rules.CURRENCY_DIFFERS, bad.project(f"row_number, '{name}' as field_name, c{index} as value, how_{index} as unit, {said} as currency"), codelists={"unit": CURRENCIES, "currency": CURRENCIES})
        if CURRENCY not in given:
            _note_currency(rows, mapped, index, offences)


def _note_currency(rows: duckdb.DuckDBPyRelation, mapped: Mapped, index: int, offences: Offences) -> None:
    """Say how many amounts gave their row its currency, as the column of currencies does not."""
    empty = mapped.empty(CURRENCY) if CURRENCY in mapped.mapping.fields else "true"
    heading = next(match.heading for match in mapped.mapping.matches if match.index == index)
    taken = rows.filter(f"how_{index} is not null and {empty}").aggregate(f"how_{index} as unit, min(c{index}) as text, count(*) as cells", f"how_{index}")
    for unit, text, count in taken.order("unit").fetchall():
        value = heading if named(mapped.cells[index].unit) == unit else text
        offences.of_file.append(Finding(rules.CURRENCY_TAKEN, column=heading, value=value, values={"count": count, "currency": Codes((unit,), CURRENCIES)}))


def _twice(connection: duckdb.DuckDBPyConnection, rows: duckdb.DuckDBPyRelation, staged: str, mapped: Mapped, offences: Offences) -> None:
    """Keep rows whose key stands twice: as copies of a row, as rows that differ, or, where keys are made, as rows alike."""
    if mapped.repeats is not None:
        offences.add(rules.ROWS_ALIKE, connection.table(mapped.repeats).project("again_row as row_number, null::varchar as field_name, null::varchar as value, first_row as first"))
    key = mapped.table.primary_key
    if mapped.makes_keys or not all(mapped.filled(name) for name in key):
        return
    names = ", ".join(f'"{name}"' for name in key)
    keyed = mapped.relation(key).project(f"row_number, hash({names}) as seen, nullif(concat_ws(' / ', {names}), '') as key")
    twice = keyed.aggregate("seen, count(*) as times", "seen").filter("times > 1").project("seen as doubled")
    name = f"{staged}_twice"
    drop(connection, name)
    joined(keyed, twice, "seen = doubled", how="semi").filter("key is not null").create(name)
    if not len(connection.table(name)):
        return
    cells = ", ".join(f"c{match.index}" for match in mapped.mapping.matches)
    whole = rows.project(f"row_number as whole_row, hash({cells}) as whole")
    judged = joined(connection.table(name), whole, "row_number = whole_row").project("row_number, key, whole, min(row_number) over (partition by key, whole) as first, count(*) over (partition by key) as times")
    judged = judged.project("row_number, key, first, times, min(first) over (partition by key) <> max(first) over (partition by key) as differ")
    offences.add(rules.ROW_TWICE, judged.filter("row_number > first").project("row_number, null::varchar as field_name, null::varchar as value, first"))
    offences.add(rules.KEY_TWICE, judged.filter("differ and row_number = first").project(f"row_number, '{key[0]}' as field_name, key as value, times as count"))


def _by_date(connection: duckdb.DuckDBPyConnection, mapped: Mapped, contract: Contract, parent: Parent, field: Field, offences: Offences) -> None:
    """Keep codes that were not valid on the row's own day; rows without a day are let be."""
    if field.codelist is None or mapped.table.day is None or field.name not in mapped.mapping.fields:
        return
    dated = [(code, row.get("valid_from") or None, row.get("valid_until") or None) for code, row in contract.codelists[field.codelist].items() if row.get("valid_from") or row.get("valid_until")]
    if not dated:
        return
    name = f"dated_{field.codelist}"
    drop(connection, name)
    frame = pd.DataFrame(dated, columns=["code", "valid_from", "valid_until"])
    connection.from_df(frame).project("code::varchar as dated_code, valid_from::varchar as valid_from, valid_until::varchar as valid_until").create(name)
    rows = joined(_with_day(mapped, contract, parent, field.name), connection.table(name), f'"{field.name}" = dated_code')
    bad = rows.filter("day_latest < try_cast(valid_from as date) or day_earliest > try_cast(valid_until as date)")
    offences.add(rules.CODE_NOT_THEN, bad.project(f"row_number, '{field.name}' as field_name, \"{field.name}\" as value, coalesce(valid_from, '…') as valid_from, coalesce(valid_until, '…') as valid_until"))


def _with_day(mapped: Mapped, contract: Contract, parent: Parent, name: str) -> duckdb.DuckDBPyRelation:
    """Return row_number, the named field, day_earliest and day_latest."""
    table, _, column = str(mapped.table.day).rpartition(".")
    if not table:
        return mapped.typed([name, column]).project(f'row_number, "{name}", {column}_earliest as day_earliest, {column}_latest as day_latest')
    key = contract.tables[table].primary_key[0]
    days = typed(parent.rows(table), contract.tables[table]).project(f"{key} as day_key, {column}_earliest as day_earliest, {column}_latest as day_latest")
    return joined(mapped.relation([name, key]), days, f"{key} = day_key").project(f'row_number, "{name}", day_earliest, day_latest')


def _names_alike(connection: duckdb.DuckDBPyConnection, staged: str, mapped: Mapped, parent: Parent, name: str, offences: Offences) -> None:
    """Keep rows whose name is nearly that of another row or of the record."""
    own = mapped.relation([name]).filter(f'"{name}" is not null')
    index = mapped.mapping.fields[name].index
    about = mapped.rows.aggregate(f"approx_count_distinct(c{index})").fetchall()[0][0]
    names = [str(row[0]) for row in own.aggregate(f'"{name}", min(row_number) as first', f'"{name}"').order("first").limit(MOST + 1).fetchall()] if about < MOST * 1.2 else None
    if names is None or len(names) > MOST:
        offences.of_file.append(Finding(rules.TOO_MANY_NAMES, column=mapped.mapping.fields[name].heading, values={"count": MOST}))
        return
    known = [str(row[0]) for row in parent.rows(mapped.table.name).project(f'"{name}"').filter(f'"{name}" is not null').distinct().limit(MOST).fetchall()]
    recorded, own_names = set(known), set(names)
    found = [pair for pair in alike([*sorted(known), *(text for text in names if text not in recorded)]) if pair[0] in own_names - recorded]
    if found:
        table = f"{staged}_alike"
        drop(connection, table)
        connection.from_df(pd.DataFrame(found, columns=["own", "other"])).project("own::varchar as own, other::varchar as other").create(table)
        rows = joined(own, connection.table(table), f'"{name}" = own')
        offences.add(rules.NAMES_ALIKE, rows.project(f"row_number, '{name}' as field_name, own as value, other"))
