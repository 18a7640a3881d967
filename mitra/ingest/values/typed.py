"""A staged table of texts with its columns typed: each distinct text is read once, and joined back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import duckdb
import pandas as pd

from mitra.ingest.values import booleans, dates, numbers
from mitra.ingest.values.infer import Inferred
from mitra.ingest.values.unknown import is_unknown

_AT_ONCE = 200_000  # distinct texts in memory
_SHOWN = 10  # texts that tell why a column stays text
_BIGINT = 2**63
_TYPES = {"integer": "bigint", "number": "decimal(24, 4)", "boolean": "boolean", "date": "date", "datetime": "timestamp"}
_PLAIN = {  # texts that DuckDB reads as Python would
    "integer": "0|-?[1-9][0-9]{0,17}",
    "number": "0|-?[1-9][0-9]{0,17}",
    "number.": r"-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,4})?",
    "date": "[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "datetime": r"[0-9]{4}-[0-9]{2}-[0-9]{2}[ T]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,6})?)?",
}


@dataclass(frozen=True, slots=True)
class Typed:
    """A table with typed columns. `kept` names each column that stays text although it has a type, with some texts that say why."""

    relation: duckdb.DuckDBPyRelation
    kept: Mapping[str, tuple[str, ...]]


def typed(connection: duckdb.DuckDBPyConnection, table: str, columns: Mapping[str, Inferred]) -> Typed:
    """Return `row_number` and each column of a staged table, typed as inferred; `.relation.to_parquet(path)` writes it.

    The table has `row_number bigint` and a varchar column c0, c1, ... for each of `columns`, in their order. Integers become
    bigint, numbers decimal(24, 4) or decimal(38, 18), dates date (or ISO text where some have no day), moments timestamp (in
    UTC where they carry an offset). Marks for "not known" become null; a column with anything else that does not fit stays
    text, untouched. Leaves a table `<table>_c0_values` for each column that it typed, which the relation reads.
    """
    relation, kept, shown = connection.table(table).set_alias("staged"), dict[str, tuple[str, ...]](), ["staged.row_number"]
    for position, (name, inferred) in enumerate(columns.items()):
        column, title = f"c{position}", '"' + name.replace('"', '""') + '"'
        refused = () if inferred.type == "string" else _unsettled(inferred) or _map(connection, table, column, inferred)
        if refused:
            kept[name] = refused
        if refused or inferred.type == "string":
            shown.append(f"staged.{column} as {title}")
            continue
        values = connection.table(f"{table}_{column}_values")
        relation = relation.join(values.set_alias(f"of_{column}"), f"staged.{column} = of_{column}.written", how="left")
        wanted = _wanted(inferred, values)
        shown.append(f"coalesce(cast(of_{column}.value as {wanted}), cast({_plainly(f'staged.{column}', inferred)} as {wanted})) as {title}")
    return Typed(relation.project(", ".join(shown)), kept)


def _unsettled(inferred: Inferred) -> tuple[str, ...]:
    """Return texts that show why a column has no one reading."""
    if inferred.settled:
        return ()
    return (inferred.misfits or tuple(text for text, *_ in inferred.readings) or tuple(unit or "" for unit in inferred.units))[:_SHOWN]


def _plainly(cell: str, inferred: Inferred) -> str:
    """Return the expression that reads plain texts without Python, null for all others."""
    plain = _PLAIN.get(f"{inferred.type}{inferred.decimal}" if inferred.decimal == "." else inferred.type) or _PLAIN.get(inferred.type)
    if plain is None or inferred.zoned:
        return "null"
    return f"try_cast(case when regexp_full_match({cell}, '{plain}') then {cell} end as {_TYPES[inferred.type]})"


def _wanted(inferred: Inferred, values: duckdb.DuckDBPyRelation) -> str:
    if inferred.type == "date" and inferred.partial:
        return "varchar"
    if inferred.type != "number":
        return _TYPES[inferred.type]
    places = values.aggregate("max(length(split_part(value, '.', 2)))").fetchall()[0][0] or 0
    return _TYPES["number"] if places <= 4 else "decimal(38, 18)"


def _map(connection: duckdb.DuckDBPyConnection, table: str, column: str, inferred: Inferred) -> tuple[str, ...]:
    """Create the table of a column's distinct texts and their values, and return some of the texts that have none."""
    texts = connection.table(table).filter(f"{column} is not null and {_plainly(column, inferred)} is null").project(f"{column} as written").distinct()
    parts = texts.aggregate("count(*)").fetchall()[0][0] // _AT_ONCE + 1
    refused: list[str] = []
    for part in range(parts):
        values = {text: _value(text, inferred) for (text,) in texts.filter(f"hash(written) % {parts} = {part}").fetchall()}
        refused += (text for text, value in values.items() if value is None and text.strip() and not is_unknown(text))
        frame = connection.from_df(pd.DataFrame({"written": list(values), "value": list(values.values())}, dtype="str"))
        if part == 0:
            frame.create(f"{table}_{column}_values")
        else:
            frame.insert_into(f"{table}_{column}_values")
        if refused:
            break
    return tuple(sorted(refused)[:_SHOWN])


def _value(text: str, inferred: Inferred) -> str | None:
    """Return what a text means as DuckDB casts it, None where it does not fit."""
    if inferred.type == "boolean":
        said = booleans.parse(text, (inferred.format or "").lower().split("/"))
        return None if said is None else str(said)
    if inferred.type in ("integer", "number"):
        number = numbers.parse(text, inferred.decimal)
        fits = number is not None and not number.ambiguous and (inferred.type == "number" or (number.value % 1 == 0 and abs(number.value) < _BIGINT))
        return format(number.value, "f") if number is not None and fits else None
    day = dates.parse(text, inferred.date_order)
    if day is None or day.ambiguous or (day.time is not None) != (inferred.type == "datetime") or (len(day.text) < 10 and not inferred.partial):
        return None
    return day.text if day.time is None else _moment(day, zoned=inferred.zoned)


def _moment(day: dates.Date, *, zoned: bool) -> str | None:
    moment = datetime.fromisoformat(f"{day.text}T{day.time}")
    if (moment.tzinfo is not None) != zoned:
        return None
    try:
        return (moment.astimezone(UTC) if zoned else moment).replace(tzinfo=None).isoformat(" ")
    except OverflowError:  # the first and the last day of the calendar, elsewhere
        return None
