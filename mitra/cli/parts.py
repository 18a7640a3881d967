"""What every command uses: how it is added, what it prints, who runs it."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

from mitra import contract
from mitra.errors import MitraError
from mitra.i18n import Words
from mitra.settings import Settings
from mitra.store.reader import Reader


class Command(Protocol):
    """Add a command: its name, what runs it, what it does."""

    def __call__(self, name: str, run: object, says: str) -> argparse.ArgumentParser:
        """Return the command's parser."""
        ...


def day(text: str) -> date:
    """Return a day written as ISO writes it."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no day; write it as 2023-07-31") from None


def user() -> str:
    """Return the name under which this user's acts stand in the ledger."""
    return getpass.getuser()


def tell(message: str, **values: object) -> None:
    """Say on stderr what is done now."""
    print(f"mitra: {message.format(**values) if values else message}", file=sys.stderr)


def show(options: argparse.Namespace, document: object, text: str) -> None:
    """Print a document as JSON where a program asks, else its text."""
    print(json.dumps(document, ensure_ascii=False, indent=1, default=str) if options.json else text)


def write(path: Path | None, body: bytes) -> None:
    """Write bytes to a file, or to the screen."""
    if path is None:
        sys.stdout.buffer.write(body)
        sys.stdout.buffer.flush()
    else:
        path.write_bytes(body)


def pairs(option: str, given: Sequence[str]) -> dict[str, str]:
    """Return what was given as KEY=VALUE; MitraError where one has no equals sign."""
    broken = [one for one in given if "=" not in one]
    if broken:
        raise MitraError("{option} {pair} has no “=”; write {option} key=value.", option=option, pair=broken[0])
    return {key: value for key, _, value in (one.partition("=") for one in given)}


def words_of(reader: Reader, settings: Settings, language: str) -> Words:
    """Return a language's words with the names of a release's rows."""
    return Words(language, contract.load(settings.schema, settings.codelist), reader.names(language))
