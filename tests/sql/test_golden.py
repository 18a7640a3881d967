"""The result of every query over the small world and over the seed release, as files that a person can read."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from mitra import catalogue
from mitra.settings import Settings

GOLDEN = Path(__file__).parent.parent / "golden"
QUERIES = sorted(catalogue.load(Settings.from_environment().queries))
MOST_ROWS = 250  # a longer result is kept as its first rows and a digest of all


def written(name: str, given: Mapping[str, str], columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> str:
    """Return a result as its golden file has it: parameters first, unknown as an empty cell, no rounding noise."""
    cells = [[_cell(row[column]) for column in columns] for row in rows]
    out = io.StringIO()
    out.write(f"# {name}: {' '.join(f'{key}={value}' for key, value in given.items()) or 'no parameters'}\n")
    if len(cells) > MOST_ROWS:
        digest = hashlib.sha256("\n".join("\t".join(row) for row in cells).encode()).hexdigest()
        out.write(f"# the first {MOST_ROWS} of {len(cells)} rows; SHA-256 of all: {digest[:16]}\n")
    csv.writer(out, lineterminator="\n").writerows([columns, *cells[:MOST_ROWS]])
    return out.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    return format(value, ".9g") if isinstance(value, float) else str(value)


@pytest.mark.parametrize("name", QUERIES)
@pytest.mark.parametrize("world", ["world", "seed"])
def test_result_is_the_golden_one_and_the_same_twice(world: str, name: str, parameters: Callable[[str, str], dict[str, str]], request: pytest.FixtureRequest) -> None:
    reader = request.getfixturevalue("small_world" if world == "world" else "seed_release").reader
    given = parameters(world, name)
    rows = reader.rows(name, given)
    assert reader.rows(name, given) == rows
    text = written(name, given, list(reader.catalogue[name].columns), rows)
    path = GOLDEN / world / f"{name}.csv"
    if request.config.getoption("--update-golden"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    assert path.exists(), f"{path.name} is not there: run pytest --update-golden and read what it writes"
    assert text == path.read_text("utf-8")


def test_no_golden_file_without_a_query() -> None:
    assert sorted(_names("world")) == sorted(_names("seed")) == QUERIES


def _names(world: str) -> Iterator[str]:
    return (path.stem for path in (GOLDEN / world).glob("*.csv"))
