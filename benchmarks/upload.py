"""What an upload of a large file costs, against DuckDB's own read_csv of the same file into a table.

    python -m benchmarks.upload [--participants 1000000]

Prints seconds of wall and CPU for reading, mapping and checking, and comparing with a release that holds as many rows,
as ratios to read_csv in the same run (median of several), and the peak of memory over the idle process.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Self, TypeVar

import duckdb
import psutil

from mitra import catalogue, contract
from mitra.ingest.batch import Workbench
from mitra.ingest.comparison import compare, side_by_side
from mitra.ingest.plans import FilePlan
from mitra.ingest.synth import synth
from mitra.settings import Settings
from mitra.store.build import build
from mitra.store.reader import Library
from mitra.store.shelf import Shelf

T = TypeVar("T")


def timed(work: Callable[[], T]) -> tuple[T, float, float]:
    """Return what the work gives, and its wall and CPU seconds."""
    wall, cpu = time.perf_counter(), time.process_time()
    found = work()
    return found, time.perf_counter() - wall, time.process_time() - cpu


class Peak:
    """The highest memory of this process while it is entered, in MiB over what it was."""

    def __enter__(self) -> Self:
        self._process, self._stop = psutil.Process(), threading.Event()
        self.before = self.most = self._process.memory_info().rss
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def _watch(self) -> None:
        while not self._stop.wait(0.01):
            self.most = max(self.most, self._process.memory_info().rss)

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    @property
    def mib(self) -> float:
        """Return the peak over the start."""
        return (self.most - self.before) / 2**20


def read_csv(path: Path) -> None:
    """Read the file as DuckDB does by itself, into a table."""
    with tempfile.TemporaryDirectory() as folder, duckdb.connect(f"{folder}/plain.duckdb", config={"threads": 2, "memory_limit": "512MB"}) as connection:
        connection.read_csv(str(path)).create("plain")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--participants", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["MITRA_STORE"] = str(folder / "store")
        settings = Settings.from_environment()
        build(settings, Shelf(settings.store), who="benchmark", at=datetime.now(UTC), note="benchmark")
        made = folder / "made"
        synth(contract.load(settings.schema, settings.codelist), made, options.participants)
        plans = [FilePlan(made / f"{table}.csv", f"{table}.csv", table=table) for table in ("sources", "engagements", "participants")]
        path = plans[-1].path
        print(f"{options.participants:,} participants, {path.stat().st_size / 2**20:.0f} MiB")
        plain = [timed(lambda: read_csv(path))[1:] for _ in range(options.rounds)]
        base = [statistics.median(one) for one in zip(*plain, strict=True)]
        library = Library(settings, catalogue.load(settings.queries))
        with Peak() as peak, Workbench(settings, library) as bench:
            mapped, *read = timed(lambda: [bench.read(plan) for plan in plans])
            prepared, *check = timed(lambda: bench.check(mapped))
            preview, *draft = timed(lambda: bench.preview(prepared, who="benchmark", at=datetime.now(UTC), note=""))
            with side_by_side(bench.parent.path, preview.draft.serve) as connection:
                _, *rows = timed(lambda: compare(connection, bench.contract.tables["participants"]))
            bench.drop(preview)
        for label, (wall, cpu) in {"DuckDB read_csv": base, "inspect": read, "check": check, "row comparison": rows, "draft and whole diff": draft}.items():
            print(f"{label:22} {wall:6.2f} s wall {wall / base[0]:5.2f} x   {cpu:6.2f} s CPU {cpu / base[1]:5.2f} x")
        total = [sum(parts) for parts in zip(read, check, rows, strict=True)]
        print(f"{'inspect, check, rows':22} {total[0]:6.2f} s wall {total[0] / base[0]:5.2f} x   {total[1]:6.2f} s CPU {total[1] / base[1]:5.2f} x")
        print(f"memory: {peak.mib:.0f} MiB over idle at the most")


if __name__ == "__main__":
    main()
