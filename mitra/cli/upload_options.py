"""What the commands over files take: the files of a batch, what is done with them, what is told instead of guessed."""

from __future__ import annotations

import argparse
from pathlib import Path

from mitra.i18n import MAIN
from mitra.ingest.reading import Hints

MODES = ("upsert", "append", "replace")


def add_batch(parser: argparse.ArgumentParser) -> None:
    """Add the files of a batch and what is done with them."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="one file, or several as one batch")
    parser.add_argument("--table", action="append", default=[], help="the table of the record, once for each file; recognised where it is left out")
    parser.add_argument("--mode", choices=MODES, default="upsert", help="upsert: add and update by key; append: only new keys; replace: the whole table")
    parser.add_argument("--map", action="append", default=[], metavar="HEADING=COLUMN", help="where a column of the file goes; nothing after = for nowhere")
    parser.add_argument("--set", action="append", default=[], metavar="COLUMN=VALUE", help="one value for all rows")
    parser.add_argument("--mended", action="append", default=[], type=Path, metavar="FILE", help="rows that were kept back and are mended")
    parser.add_argument("--publisher", default="", help="whose file it is, where its rows name no source")
    parser.add_argument("--language", default=MAIN, help="the file's language, where its rows name no source")


def _count(text: str) -> int:
    if not text.isdigit():
        raise argparse.ArgumentTypeError(f"{text} is no number of rows; write 0, 1, 2 or more")
    return int(text)


def _sign(text: str) -> str:
    if len(text) > 1:
        raise argparse.ArgumentTypeError(f"{text} is more than one sign; write one, or nothing for none")
    return text


def add_hints(parser: argparse.ArgumentParser) -> None:
    """Add what may be told of a file instead of guessed."""
    told = parser.add_argument_group("what is told instead of guessed")
    told.add_argument("--encoding")
    told.add_argument("--delimiter", type=lambda text: _sign({"tab": "\t", r"\t": "\t"}.get(text, text)))
    told.add_argument("--quote", type=_sign)
    told.add_argument("--skip-rows", type=_count, help="rows above the heading")
    told.add_argument("--header-rows", type=_count, help="rows of the heading")
    told.add_argument("--decimal", choices=(".", ","))
    told.add_argument("--date-order", choices=("dmy", "mdy", "ymd"))
    told.add_argument("--sheet")
    told.add_argument("--table-number", type=_count, help="which table of the file, from 1")


def hints(options: argparse.Namespace) -> Hints:
    """Return what was told of a file."""
    return Hints(
        encoding=options.encoding,
        delimiter=options.delimiter,
        quote=options.quote,
        skip_rows=options.skip_rows,
        header_rows=options.header_rows,
        decimal=options.decimal,
        date_order=options.date_order,
        sheet=options.sheet,
        table=None if options.table_number is None else max(options.table_number, 1) - 1,
    )
