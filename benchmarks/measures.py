"""What each named query and its measure cost: on the record that ships, and on a million made-up participants beside it.

    python -m benchmarks.measures [--participants 1000000] [--only sectors.]

Prints milliseconds of wall a query (median of several, after one that warms up) on the record, and on the large one as ratios to two
plain group-bys in the same run: of all participants by sector, and of those at the pair's engagements by engagement and sector, which
are the rows that the measures of the sector mix stand on.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pandas as pd

from mitra import catalogue, contract
from mitra.ingest.synth import synth
from mitra.settings import ROOT, Settings
from mitra.store.build import build
from mitra.store.reader import Library, Reader
from mitra.store.shelf import Shelf

AIM_MS, AIM_RATIO = 50, 3


def median_ms(work: Callable[[], object], rounds: int) -> float:
    """Return the median wall milliseconds of several runs; the first, which warms up, is left out."""
    work()
    took = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        took.append((time.perf_counter() - start) * 1000)
    return statistics.median(took)


def parameters(name: str, reader: Reader) -> dict[str, str]:
    """Return a query's parameters as the golden results over the seed have them."""
    document = tomllib.loads((ROOT / "tests" / "golden" / "params.toml").read_text("utf-8"))["seed"]
    given: Mapping[str, str] = {**document["common"], **document.get(name, {})}
    return {key: value for key, value in given.items() if key in reader.catalogue[name].params}


def released(settings: Settings, seed: Path, store: Path) -> Reader:
    """Build a release of a folder of CSV files and open it."""
    mine = replace(settings, seed=seed, store=str(store))
    release = build(mine, Shelf(mine.store), who="benchmark", at=datetime.now(UTC), note="benchmark")
    return Library(mine, catalogue.load(mine.queries)).open(release)


def enlarged(settings: Settings, folder: Path, participants: int) -> Path:
    """Write the record with made-up participants added to it."""
    synth(contract.load(settings.schema, settings.codelist), folder / "made", participants)
    seed = folder / "seed"
    seed.mkdir()
    for path in settings.seed.glob("*.csv"):
        made = folder / "made" / path.name
        parts = [pd.read_csv(one, dtype=str, keep_default_na=False) for one in (path, made) if one.exists()]
        pd.concat(parts).to_csv(seed / path.name, index=False)
    return seed


def grouped(reader: Reader) -> duckdb.DuckDBPyRelation:
    """Return all participants counted by sector."""
    return reader.connection.cursor().table("participants").aggregate("sector_code, count(*)", "sector_code")


def grouped_of_pair(reader: Reader) -> duckdb.DuckDBPyRelation:
    """Return the participants at the engagements of Indonesia and Japan counted by engagement and sector."""
    cursor = reader.connection.cursor()
    home, partner = (duckdb.ColumnExpression(name) == duckdb.ConstantExpression(code) for name, code in (("home_code", "IDN"), ("partner_code", "JPN")))
    chosen = cursor.table("pair_engagements").filter(home & partner).project("engagement_id").distinct()
    return cursor.table("participants").join(chosen, "engagement_id").aggregate("engagement_id, sector_code, count(*)", "engagement_id, sector_code")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--participants", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--only", default="", help="queries whose name begins so")
    options = parser.parse_args()
    settings = Settings.from_environment()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        small = released(settings, settings.seed, folder / "small")
        large = released(settings, enlarged(settings, folder, options.participants), folder / "large")
        plain, same = (median_ms(one.df, options.rounds) for one in (grouped(large), grouped_of_pair(large)))
        print(f"plain group-by of {options.participants:,} participants: {plain:.1f} ms; of those at the pair's engagements: {same:.1f} ms")
        for query in [one for one in small.catalogue if one.startswith(options.only)]:
            given = parameters(query, small)
            on_seed = median_ms(lambda query=query, given=given: small.frame(query, given), options.rounds)
            on_large = median_ms(lambda query=query, given=given: large.frame(query, given), 3)
            marks = ("  over 50 ms" if on_seed > AIM_MS else "") + ("  over 3 x" if on_large > AIM_RATIO * same else "")
            print(f"{query:36}{on_seed:8.1f} ms{on_large / plain:9.1f} x{on_large / same:9.1f} x{marks}")


if __name__ == "__main__":
    main()
