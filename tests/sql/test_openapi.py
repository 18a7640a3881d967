"""What the OpenAPI document promises of each query is what HTTP answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from starlette.applications import Starlette
from starlette.testclient import TestClient

from mitra import catalogue
from mitra.api import routes
from mitra.openapi import document
from mitra.settings import Settings

CATALOGUE = catalogue.load(Settings.from_environment().queries)


@pytest.fixture(scope="module")
def web(small_world: Any) -> Iterator[TestClient]:
    """Return a client of the small world; today is 1 January 2024."""
    with TestClient(Starlette(routes=routes(lambda: small_world.library, lambda: date(2024, 1, 1)))) as client:
        yield client


def answer_schema(path: str, status: str = "200") -> dict[str, Any]:
    described = document(CATALOGUE)
    schema = described["paths"][path]["get"]["responses"][status]["content"]["application/json"]["schema"]
    return {**schema, "components": described["components"]}


def test_the_document_is_valid_openapi_and_is_served(web: TestClient) -> None:
    served = web.get("/api/v1/openapi.json").json()
    validate(served)
    assert served == document(CATALOGUE)


def test_every_route_and_every_query_has_its_path(web: TestClient) -> None:
    paths = set(document(CATALOGUE)["paths"])
    assert {f"/api/v1/queries/{name}.{{format}}" for name in CATALOGUE} == {path for path in paths if "{format}" in path}
    assert {route.path for route in web.app.routes} - {"/overview", "/api/v1/queries/{file}", "/api/{path:path}"} == {path for path in paths if "{format}" not in path}


@pytest.mark.parametrize("name", sorted(CATALOGUE))
def test_a_query_takes_the_parameters_and_gives_the_rows_that_are_described(name: str, web: TestClient, parameters: Callable[[str, str], dict[str, str]]) -> None:
    operation = document(CATALOGUE)["paths"][f"/api/v1/queries/{name}.{{format}}"]["get"]
    described = [param["name"] for param in operation["parameters"] if param["in"] == "query"]
    given = parameters("world", name)
    assert set(given) <= set(described)
    assert len(described) == len(set(described))
    answer = web.get(f"/api/v1/queries/{name}.json", params=given)
    Draft202012Validator(answer_schema(f"/api/v1/queries/{name}.{{format}}")).validate(answer.json())
    for param in operation["parameters"]:
        if param["required"] and param["in"] == "query":
            refused = web.get(f"/api/v1/queries/{name}.json", params={key: value for key, value in given.items() if key != param["name"]})
            assert refused.status_code == 400
            Draft202012Validator(answer_schema(f"/api/v1/queries/{name}.{{format}}", "400")).validate(refused.json())


@pytest.mark.parametrize("path", ["/api/v1/queries", "/api/v1/releases", "/readyz"])
def test_the_other_answers_are_as_described(path: str, web: TestClient) -> None:
    Draft202012Validator(answer_schema(path)).validate(web.get(path).json())
