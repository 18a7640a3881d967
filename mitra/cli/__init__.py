"""The command line: `python -m mitra COMMAND`.

Exit codes: 0 done, 1 there are findings, 2 it could not be done (one plain sentence on stderr).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import NoReturn

from mitra.cli import ask, brief, calendar, compare, record, upload
from mitra.errors import MitraError
from mitra.settings import Settings


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    options = _parser().parse_args(arguments)
    try:
        return options.run(options, Settings.from_environment())
    except MitraError as error:
        print(f"mitra: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader of a pipe has seen enough
        sys.stderr.close()
        return 0
    except OSError as error:  # a file to be written may not be
        print(f"mitra: {error.filename or 'a file'}: {error.strerror or error}.", file=sys.stderr)
        return 2


class _Parser(argparse.ArgumentParser):
    """A parser that says in one sentence what it cannot take."""

    def error(self, message: str) -> NoReturn:
        """Print the sentence and end with 2."""
        self.exit(2, f"mitra: {message.rstrip('.')}. Ask with --help.\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="mitra", description="What two countries do together for their micro, small and medium enterprises.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: object, says: str) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=says, description=says)
        one.set_defaults(run=run)
        one.add_argument("--json", action="store_true", help="print JSON for programs")
        return one

    record.add(command)
    upload.add(command)
    brief.add(command)
    calendar.add(command)
    compare.add(command)
    ask.add(command)
    return parser
