"""The commands over files: inspect, check, diff, publish, synth. The page makes the same calls."""

from __future__ import annotations

import argparse
import csv
import json
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from mitra import catalogue, contract
from mitra.cli.parts import Command, day, pairs, show, tell, user
from mitra.cli.upload_options import add_batch, add_hints, hints
from mitra.errors import MitraError
from mitra.i18n import LANGUAGES, Words
from mitra.ingest.batch import Workbench
from mitra.ingest.change import RefusedError
from mitra.ingest.check_rules import say
from mitra.ingest.difference import Difference
from mitra.ingest.finding import NOTE
from mitra.ingest.plans import FilePlan, Mapped, Prepared, Typed, plain
from mitra.ingest.read import inspect
from mitra.ingest.reading import Reading
from mitra.ingest.staging import stage, write_typed
from mitra.ingest.synth import synth
from mitra.settings import Settings
from mitra.store.reader import Library

SIGNS = {"\n": "LF", "\r\n": "CR LF", "\r": "CR", "\t": "tab", " ": "space"}
KINDS = ("csv", "xlsx")  # in which rows kept back are written


def add(command: Command) -> None:
    """Add the commands to the parser."""
    one = command("inspect", _inspect, "Say what a file is read as: encoding, delimiter, heading, columns, and what is odd.")
    one.add_argument("file", type=Path)
    one.add_argument("--rows", type=Path, metavar="CSV", help="write what was read, text as it stood, as UTF-8 CSV")
    one.add_argument("--typed", type=Path, metavar="PARQUET", help="write the values as understood")
    add_hints(one)
    for name, run, says in (
        ("check", _check, "Check files against the record's contract: every problem, by cell."),
        ("diff", _diff, "Say what files would change in the record and on the dashboard. Nothing is changed."),
        ("publish", _publish, "Make a new release of what files change, and make it current."),
    ):
        one = command(name, run, says)
        add_batch(one)
        add_hints(one)
        if name == "check":
            one.add_argument("--refused", type=Path, metavar="FILE", help="write the rows kept back, with reasons, as .csv or .xlsx")
            one.add_argument("--lang", choices=LANGUAGES, default="en", help="the language of --refused")
        else:
            one.add_argument("--leave-out", action="store_true", help="leave rows with errors out; they are kept for later")
            one.add_argument("--as-of", type=day, help="the day at which coverage is judged, today where none is given")
            one.add_argument("--note", default="", help="why, kept in the ledger")
    one = command("synth", _synth, "Write made-up participants, every row marked as made up, to try out size.")
    one.add_argument("--participants", type=int, required=True, metavar="N")
    one.add_argument("--seed", type=int, default=1)
    one.add_argument("--out", type=Path, default=Path("synth"), metavar="DIR")


def _inspect(options: argparse.Namespace, settings: Settings) -> int:
    reading, words = inspect(options.file, hints(options)), Typed("en", contract.load(settings.schema, settings.codelist), {})
    if not reading.readable or reading.message is not None:
        return _unreadable(options, reading, words)
    with tempfile.TemporaryDirectory(prefix="mitra-inspect-") as folder:
        config: dict[str, str | bool | int | float | list[str]] = {"threads": 2, "memory_limit": settings.memory_limit, "temp_directory": folder}
        with duckdb.connect(f"{folder}/staging.duckdb", config=config) as connection:
            reading, inferred = stage(connection, reading, "rows")
            if options.typed is not None:
                for column, texts in write_typed(connection, "rows", inferred, options.typed).items():
                    tell("The column “{column}” stays text, because of {texts}.", column=column, texts=", ".join(texts[:3]))
    if options.rows is not None:
        _write_rows(reading, options.rows)
    document = described(reading, words)
    show(options, document, _described(document))
    return int(any(warning.rule.severity != NOTE for warning in reading.warnings))


def _unreadable(options: argparse.Namespace, reading: Reading, words: Words) -> int:
    message = words.sentences(*say(reading.message, words)) if reading.message is not None else "The file cannot be read."
    if options.json:
        print(json.dumps({"readable": False, "message": message}, ensure_ascii=False, indent=1))
    tell(message)
    return 2


def described(reading: Reading, words: Words) -> dict[str, object]:
    """Return what was understood of a file, as programs read it."""
    warnings = [{"code": w.rule.code, "severity": w.rule.severity, "row": w.row, "column": w.column, "message": words.sentences(*say(w, words))} for w in reading.warnings]
    return {
        "readable": True,
        "encoding": reading.encoding,
        "dialect": None if reading.dialect is None else asdict(reading.dialect),
        "header_row": reading.header_row,
        "header_rows": reading.header_rows,
        "columns": [asdict(column) for column in reading.columns],
        "row_count": reading.row_count,
        "sheets": list(reading.sheets),
        "sheet": reading.sheet,
        "tables": reading.table_count,
        "warnings": warnings,
    }


def _described(document: dict[str, object]) -> str:
    dialect = document["dialect"] or {}
    facts = {**{name: value for name, value in document.items() if name not in ("dialect", "columns", "warnings")}, **{name.replace("_", " "): value for name, value in dialect.items()}}  # type: ignore[attr-defined]  # a dict, as `described` makes it
    lines = [f"{name.replace('_', ' '):12} {_shown(value)}" for name, value in facts.items() if value not in (None, [])]
    columns, warnings = document["columns"], document["warnings"]
    lines += [f"{'column':12} {one['name']}: {one['type']}{' ' + one['format'] if one['format'] else ''}" for one in columns if isinstance(columns, list)]  # type: ignore[union-attr]
    lines += [f"{one['severity']:12} {'' if one['row'] is None else 'row ' + str(one['row']) + ': '}{one['message']}" for one in warnings if isinstance(warnings, list)]  # type: ignore[union-attr]
    return "\n".join(lines)


def _shown(value: object) -> str:
    """Return a fact as a person reads it: signs that cannot be seen are named."""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return SIGNS.get(value, value) if isinstance(value, str) else {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _write_rows(reading: Reading, path: Path) -> None:
    heading = list(reading.heading) if reading.header_rows else [column.name for column in reading.columns]
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(heading)
        out.writerows([cell or "" for cell in cells] for _, cells in reading.rows or ())


def _plans(options: argparse.Namespace) -> list[FilePlan]:
    tables: Sequence[str | None] = options.table or [None] * len(options.files)
    if len(tables) != len(options.files):
        raise MitraError("{files} files but {tables} tables were given; give --table once for each file, in the same order, or not at all.", files=len(options.files), tables=len(tables))
    amended = tuple((heading, field or None) for heading, field in pairs("--map", options.map).items())
    given = tuple(pairs("--set", options.set).items())
    return [
        FilePlan(path, path.name, hints(options), table, amended, given, options.mode, tuple(options.mended), (), options.publisher or user(), options.language)
        for path, table in zip(options.files, tables, strict=True)
    ]


def _checked(bench: Workbench, options: argparse.Namespace) -> list[Prepared]:
    mapped = [bench.read(plan, tell) for plan in _plans(options)]
    for one in mapped:
        for warning in (found for found in one.reading.warnings if found.rule.severity != NOTE):
            tell("{file}: {warning}", file=one.plan.name, warning=bench.words.sentences(*say(warning, bench.words)))
    _refuse_unrecognised(mapped)
    _refuse_unknown(mapped, options)
    return bench.check(mapped, tell)


def _refuse_unrecognised(mapped: Sequence[Mapped]) -> None:
    """Refuse a file of which nothing tells what table it is, and nobody said."""
    for one in mapped:
        if one.plan.table is None and not one.mapping.fields:
            raise MitraError("{file} has no column like those of any table of the record. Name the table with --table, and its columns with --map.", file=one.plan.name)


def _refuse_unknown(mapped: Sequence[Mapped], options: argparse.Namespace) -> None:
    """Refuse what --map and --set name where no file of the batch has it."""
    headings = [column.name for one in mapped for column in one.reading.columns]
    fields = list(dict.fromkeys(name for one in mapped for name in one.mapping.table.field_names))
    placed = pairs("--map", options.map)
    asked = [(name, headings) for name in placed] + [(name, fields) for name in (*filter(None, placed.values()), *pairs("--set", options.set))]
    for name, known in asked:
        if name not in known:
            raise MitraError("There is no column {name}; choose one of: {known}.", name=name, known=", ".join(known[:40]))


def _bench(settings: Settings) -> Workbench:
    return Workbench(settings, Library(settings, catalogue.load(settings.queries)))


def _check(options: argparse.Namespace, settings: Settings) -> int:
    with _bench(settings) as bench:
        prepared = _checked(bench, options)
        if options.refused is not None:
            _write_refused(prepared, options, settings)
        show(options, [checked(one, bench.words) for one in prepared], "\n".join(_checked_lines(prepared, bench.words)))
        return _worst(prepared)


def _write_refused(prepared: Sequence[Prepared], options: argparse.Namespace, settings: Settings) -> None:
    if len(prepared) != 1:
        raise MitraError("--refused takes the rows of one file; check the files one by one.")
    kind = options.refused.suffix.lstrip(".").lower()
    if kind not in KINDS:
        raise MitraError("{path} is neither .csv nor .xlsx, in which rows kept back can be written.", path=options.refused)
    words = Words(options.lang, contract.load(settings.schema, settings.codelist), {})
    headings = [column.name for column in prepared[0].mapped.reading.columns]
    count = prepared[0].checked.write_refused(options.refused, headings, words, kind=kind)
    tell("{count} rows kept back are in {path}.", count=count, path=options.refused)


def checked(one: Prepared, words: Words) -> dict[str, object]:
    """Return what a check found, as programs read it."""
    return {
        "file": one.mapped.plan.name,
        "table": one.mapped.mapping.table.name,
        "columns": [{"heading": match.heading, "column": match.field, "confidence": match.confidence, "why": match.why} for match in one.mapped.mapping.matches],
        "row_count": one.checked.row_count,
        "accepted_count": one.checked.accepted_count,
        "refused_count": one.checked.refused_count,
        "severities": dict(one.checked.severities),
        "counts": dict(one.checked.counts),
        "findings": [plain(finding, words) for finding in one.checked.findings],
    }


def _checked_lines(prepared: Sequence[Prepared], words: Words) -> list[str]:
    lines: list[str] = []
    for one in prepared:
        lines.append(f"{one.mapped.plan.name}: {one.mapped.mapping.table.name}, {one.checked.accepted_count} of {one.checked.row_count} rows hold")
        for finding in one.checked.findings:
            place = ", ".join(filter(None, (f"row {finding.row}" if finding.row else "", finding.column or "")))
            lines.append(f"{finding.rule.severity:8} {place + ': ' if place else ''}{words.sentences(*say(finding, words))}")
        left = sum(one.checked.counts.values()) - len(one.checked.findings)
        lines += [f"... and {left} more"] if left > 0 else []
    return lines


def _worst(prepared: Sequence[Prepared]) -> int:
    return int(any(count for one in prepared for severity, count in one.checked.severities.items() if severity != NOTE))


def _held_back(options: argparse.Namespace, prepared: Sequence[Prepared], words: Words) -> bool:
    """Say what is wrong where rows have errors and nobody said to leave them out."""
    refused = sum(one.checked.refused_count for one in prepared)
    if not refused or (options.leave_out and any(one.checked.accepted_count for one in prepared)):
        return False
    show(options, [checked(one, words) for one in prepared], "\n".join(_checked_lines(prepared, words)))
    tell("{count} rows have errors and nothing was done. Mend them, or say --leave-out.", count=refused)
    return True


def _diff(options: argparse.Namespace, settings: Settings) -> int:
    with _bench(settings) as bench:
        prepared = _checked(bench, options)
        if _held_back(options, prepared, bench.words):
            return 1
        preview = _previewed(bench, prepared, options)
        show(options, compared(preview.difference), "\n".join(_compared_lines(preview.difference)))
        bench.drop(preview)
        return 0


def _previewed(bench: Workbench, prepared: list[Prepared], options: argparse.Namespace):  # noqa: ANN202  # Preview
    try:
        return bench.preview(prepared, who=user(), at=datetime.now(UTC), note=options.note, as_of=options.as_of, say=tell)
    except RefusedError as error:
        for finding in error.findings:
            tell("{problem}", problem=bench.words.sentences(*say(finding, bench.words)))
        raise MitraError("The changes do not fit the record, and nothing was done.") from error


def compared(moves: Difference) -> dict[str, object]:
    """Return what would change, as programs read it."""
    return {
        "before": moves.before,
        "as_of": moves.as_of,
        "tables": [asdict(table) for table in moves.tables],
        "headlines": [asdict(move) for move in moves.headlines],
        "coverage": [asdict(cell) for cell in moves.cells],
    }


def _compared_lines(moves: Difference) -> list[str]:
    lines = [f"{table.table}: {table.added} new, {table.changed} changed, {table.withdrawn} withdrawn, {table.unchanged} as before" for table in moves.tables]
    lines += [f"{move.home}-{move.partner} {move.label}: {_known(move.before)} -> {_known(move.after)}" for move in moves.headlines]
    return lines + [f"{cell.home}-{cell.partner} coverage of {cell.sector_code}, {cell.focus_area_code}: {cell.before} -> {cell.after}" for cell in moves.cells]


def _known(number: int | None) -> str:
    return "unknown" if number is None else str(number)


def _publish(options: argparse.Namespace, settings: Settings) -> int:
    with _bench(settings) as bench:
        prepared = _checked(bench, options)
        if _held_back(options, prepared, bench.words):
            return 1
        preview = _previewed(bench, prepared, options)
        published = bench.publish(prepared, preview, who=user(), at=datetime.now(UTC), note=options.note, say=tell)
        bench.drop(preview)
        document = {"release": published.release, "already": published.already, "rebased": published.rebased, "number": published.entry.number if published.entry else None}
        show(options, document, f"Already in release {published.release}; nothing was published." if published.already else f"{published.release} is current.")
        return 0


def _synth(options: argparse.Namespace, settings: Settings) -> int:
    counts = synth(contract.load(settings.schema, settings.codelist), options.out, options.participants, options.seed)
    show(options, counts, "\n".join(f"{options.out / name}.csv: {count} rows" for name, count in counts.items()))
    return 0
