"""Parameters are bound by type and by name; a wrong one is answered with a sentence."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from mitra.catalogue import Param, Query
from mitra.errors import ParameterError
from mitra.store.reader import Library, bind

QUERY = Query(
    "number.list", "Numbers", "a number", "", "number.list",
    {name: Param(name, kind, optional, "") for name, kind, optional in (("home", "varchar", False), ("as_of", "date", False), ("from_year", "integer", True), ("whole", "boolean", True))},
    {}, "", Path("list.sql"),
)


def test_texts_become_their_types_and_the_rest_is_left_out() -> None:
    given = {"home": "IDN", "as_of": "2023-08-01", "from_year": "2020", "whole": "True", "other": "x"}
    assert bind(QUERY, given) == {"home": "IDN", "as_of": date(2023, 8, 1), "from_year": 2020, "whole": True}
    assert bind(QUERY, {"home": "IDN", "as_of": date(2023, 8, 1)}) == {"home": "IDN", "as_of": date(2023, 8, 1), "from_year": None, "whole": None}


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"as_of": "2023-08-01"}, "home"),
        ({"home": "IDN"}, "as_of"),
        ({"home": "IDN", "as_of": "yesterday"}, "yesterday"),
        ({"home": "IDN", "as_of": "2023-02-30"}, "2023-02-30"),
        ({"home": "IDN", "as_of": "2023-08-01", "from_year": "MMXX"}, "MMXX"),
        ({"home": "IDN", "as_of": "2023-08-01", "whole": "perhaps"}, "“perhaps”; write true or false"),
        ({}, r"needs home \(.*\), as_of \("),
    ],
)
def test_a_wrong_parameter_is_named(given: dict[str, str], says: str) -> None:
    with pytest.raises(ParameterError, match=says):
        bind(QUERY, given)


def test_many_threads_read_one_release_at_once(small_world: Any) -> None:
    params = {"home": "IDN", "partner": "JPN", "as_of": date(2024, 1, 1)}
    expected = small_world.reader.rows("coverage.by_cell", params)
    found: list[bool] = []

    def read() -> None:
        found.extend(small_world.reader.rows("coverage.by_cell", params) == expected for _ in range(5))

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [True] * 40


def test_whole_numbers_stay_whole_beside_unknown_ones(small_world: Any) -> None:
    frame = small_world.reader.frame("coverage.by_cell", {"home": "IDN", "partner": "JPN", "as_of": date(2024, 1, 1)})
    assert str(frame["score"].dtype) == "Int64"
    assert frame["own_step_code"].isna().any()


def test_one_process_may_open_a_release_twice(small_world: Any) -> None:
    again = Library(small_world.settings, small_world.library.catalogue).open(small_world.release)
    assert again.rows("record.pairs", {}) == small_world.reader.rows("record.pairs", {})
    with pytest.raises(duckdb.Error):
        again.connection.cursor().execute("set threads = 4")
