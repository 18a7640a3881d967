"""A publisher that can be killed: for each pickled draft, or changes, named on its standard input it forks one that publishes.

It writes the process id, and then how the process ended. Nothing is open when it forks.
"""

from __future__ import annotations

import os
import pickle
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from mitra.errors import MitraError
from mitra.ingest.publish import publish
from mitra.settings import Settings
from mitra.store.shelf import Shelf


def once(store: str, path: Path) -> int:
    """Publish what the file holds; return 0, or 1 with a sentence where it cannot be done."""
    try:
        what = pickle.loads(path.read_bytes())  # noqa: S301  # the test wrote it
        publish(replace(Settings.from_environment(), store=store), Shelf(store), what, who=path.name, at=datetime(2026, 11, 24, tzinfo=UTC), note="a test")
    except MitraError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def say(number: int) -> None:
    """Write a line to whoever started this."""
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


def main(store: str) -> None:
    """Fork a publisher for each line of the standard input."""
    for line in sys.stdin:
        process = os.fork()
        if process == 0:
            status = 2
            try:
                status = once(store, Path(line.strip()))
            finally:
                os._exit(status)
        say(process)
        say(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]))


if __name__ == "__main__":
    main(*sys.argv[1:])
