"""What the server gives beside the pages: health, the named queries, plain errors, security headers."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from mitra.api import HEADERS, SecurityHeaders, routes
from mitra.store.reader import Library
from mitra.store.shelf import Shelf

CELLS = "/api/v1/queries/coverage.by_cell"
PAIR = {"home": "IDN", "partner": "JPN"}


def client(library: Library) -> TestClient:
    """Return a client of the routes over a library; today is 1 January 2024."""
    return TestClient(Starlette(routes=routes(lambda: library, lambda: date(2024, 1, 1)), middleware=[Middleware(SecurityHeaders)]))


@pytest.fixture
def web(small_world: Any) -> TestClient:
    """Return a client of the small world."""
    return client(small_world.library)


@pytest.fixture
def empty(small_world: Any, tmp_path: Path) -> TestClient:
    """Return a client of a store without any release."""
    return client(Library(replace(small_world.settings, store=str(tmp_path)), small_world.library.catalogue))


def test_health(web: TestClient, empty: TestClient, small_world: Any) -> None:
    assert web.get("/healthz").text == "ok"
    assert web.get("/readyz").json() == {"ready": True, "release": small_world.release}
    assert empty.get("/healthz").status_code == 200
    answer = empty.get("/readyz")
    assert answer.status_code == 503
    assert "mitra build" in answer.json()["message"]


def test_a_query_as_json_is_what_the_reader_gives(web: TestClient, small_world: Any) -> None:
    document = web.get(f"{CELLS}.json", params=PAIR).json()
    assert (document["query"], document["release"], document["as_of"]) == ("coverage.by_cell", small_world.release, "2024-01-01")
    assert document["rows"] == small_world.reader.rows("coverage.by_cell", {**PAIR, "as_of": "2024-01-01"})
    assert {row["own_step_code"] for row in document["rows"]} > {None}


def test_a_query_as_csv_has_the_same_rows(web: TestClient, small_world: Any) -> None:
    answer = web.get(f"{CELLS}.csv", params={**PAIR, "as_of": "2024-01-01"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["x-mitra-release"] == small_world.release
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    document = web.get(f"{CELLS}.json", params=PAIR).json()
    assert [row["score"] for row in rows] == [str(row["score"]) for row in document["rows"]]


def test_a_query_as_parquet_has_the_same_rows_and_keeps_their_types(web: TestClient, small_world: Any) -> None:
    answer = web.get(f"{CELLS}.parquet", params={**PAIR, "as_of": "2024-01-01"})
    assert answer.headers["content-type"] == "application/vnd.apache.parquet"
    assert answer.headers["x-mitra-release"] == small_world.release
    found = pd.read_parquet(io.BytesIO(answer.content))
    pd.testing.assert_frame_equal(found, small_world.reader.frame("coverage.by_cell", {**PAIR, "as_of": "2024-01-01"}), check_dtype=False)
    assert found["score"].dtype == "Int64"


def test_metrics_count_queries_by_name_releases_and_publications(web: TestClient, empty: TestClient, tmp_path: Path) -> None:
    before = samples(web)
    web.get(f"{CELLS}.json", params=PAIR)
    web.get("/api/v1/queries/coverage.no_such.json")
    Shelf(str(tmp_path)).append(release="20240101-00000000", action="publish", who="test", at=datetime(2024, 1, 1, tzinfo=UTC), note="", after=0)
    after = samples(web)
    grown = {key: value - before.get(key, 0) for key, value in after.items() if key[0].startswith("mitra_")}
    assert grown["mitra_query_seconds_count", "coverage.by_cell"] == 1
    assert grown["mitra_ledger_entries_total", "publish"] == 1
    assert not [key for key in after if "no_such" in key[1]], "a visitor must not be able to add series"
    assert after["mitra_releases_opened_total", ""] >= 1
    assert after["process_resident_memory_bytes", ""] > 0
    assert empty.get("/metrics").status_code == 200


def samples(web: TestClient) -> dict[tuple[str, str], float]:
    """Return what /metrics says, by name and label; buckets and times of creation are left out."""
    answer = web.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=")
    families = text_string_to_metric_families(answer.text)
    found = [sample for family in families for sample in family.samples if not sample.name.endswith(("_bucket", "_created"))]
    return {(sample.name, "".join(sample.labels.values())): sample.value for sample in found}


def test_an_earlier_release_can_be_asked_for(web: TestClient, small_world: Any) -> None:
    assert web.get(f"{CELLS}.json", params={**PAIR, "release": small_world.release}).status_code == 200


def test_lists(web: TestClient, small_world: Any) -> None:
    assert [query["name"] for query in web.get("/api/v1/queries").json()] == list(small_world.library.catalogue)
    assert [entry["release"] for entry in web.get("/api/v1/releases").json()] == [small_world.release]


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        (f"{CELLS}.xml?home=IDN&partner=JPN", 404, " coverage.by_cell.json"),
        (CELLS, 404, " coverage.by_cell.json"),
        ("/api/v1/queries/coverage.no_such.json", 404, "no_such"),
        (f"{CELLS}.json", 400, "home"),
        (f"{CELLS}.json?home=IDN&partner=JPN&as_of=tomorrow", 400, "tomorrow"),
        (f"{CELLS}.json?home=IDN&partner=JPN&partnr=KOR", 400, "partnr"),
        (f"{CELLS}.json?home=IDN&partner=ZZZ", 400, "ZZZ"),
        (f"{CELLS}.json?home=&partner=JPN", 400, "home"),
        (f"{CELLS}.json?home=IDN&partner=IDN", 400, "two countries"),
        (f"{CELLS}.json?home=IDN&partner=JPN&partner=KOR", 400, "more than once"),
        ("/api/v1/queries/sectors.by_mode.json?home=IDN&partner=JPN&from_year=2025&to_year=2010", 400, "begins in 2025"),
        ("/api/v1/nothing", 404, "/api/v1/nothing"),
        ("/api/nothing/at/all", 404, "openapi"),
        (f"{CELLS}.json?home=IDN&partner=JPN&release=20261122-00000000", 404, "20261122-00000000"),
        (f"{CELLS}.json?home=IDN&partner=JPN&release=../../etc", 404, "no release"),
    ],
)
def test_errors_are_a_status_and_a_sentence(web: TestClient, path: str, status: int, says: str) -> None:
    answer = web.get(path)
    assert answer.status_code == status
    assert says in answer.json()["message"]
    assert "{" not in answer.json()["message"]
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("path", [f"{CELLS}.json?home=IDN&partner=JPN", f"{CELLS}.csv?home=IDN&partner=JPN"])
def test_without_a_release_the_api_says_so(empty: TestClient, path: str) -> None:
    answer = empty.get(path)
    assert answer.status_code == 503
    assert "mitra build" in answer.json()["message"]


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/api/v1/queries", "/nothing-here"])
def test_every_answer_has_the_security_headers(web: TestClient, path: str) -> None:
    headers = web.get(path).headers
    assert {name: headers[name] for name in HEADERS} == HEADERS
    assert "http:" not in headers["content-security-policy"]
    assert "https:" not in headers["content-security-policy"]


def test_the_first_page_answers_to_its_name_too(web: TestClient) -> None:
    answer = web.get("/overview?lang=ja&partner=KOR", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, "/?lang=ja&partner=KOR")
