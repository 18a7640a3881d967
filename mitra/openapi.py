"""The HTTP API described as OpenAPI 3.1, made from the heads of the named queries, so that it cannot fall behind them."""

from __future__ import annotations

from typing import Any

from mitra import __version__
from mitra.catalogue import Catalogue, Column, Param, Query
from mitra.remember import remembered

Json = dict[str, Any]
MEDIA_TYPES = {"json": "application/json", "csv": "text/csv", "parquet": "application/vnd.apache.parquet"}
TYPES: dict[str, Json] = {  # a decimal is text, because a JSON number would lose digits
    "bigint": {"type": "integer"},
    "integer": {"type": "integer"},
    "hugeint": {"type": "integer"},
    "double": {"type": "number"},
    "decimal": {"type": "string", "format": "decimal"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "varchar": {"type": "string"},
}
TEXT = {"type": "string"}
RELEASE: Json = {"name": "release", "in": "query", "required": False, "description": "a release other than the current one", "schema": TEXT}
AS_OF: Json = {"name": "as_of", "in": "query", "required": False, "description": "the day of the question; today where none is given", "schema": TYPES["date"]}
FORMAT: Json = {"name": "format", "in": "path", "required": True, "description": "how the rows are written", "schema": {"type": "string", "enum": list(MEDIA_TYPES)}}
RELEASE_HEADER: Json = {"x-mitra-release": {"description": "the release that answered", "schema": TEXT}}


@remembered
def document(catalogue: Catalogue) -> Json:
    """Return the OpenAPI document; CatalogueError where a query's head lies."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Mitra", "version": __version__, "description": "What two countries do together for their micro, small and medium enterprises. The pages show the answers of the same named queries."},
        "servers": [{"url": "/"}],
        "paths": {**_fixed(), **{f"/api/v1/queries/{query.name}.{{format}}": {"get": _operation(query)} for query in catalogue.values()}},
        "components": {"schemas": {"Problem": _object({"message": TEXT})}},
    }


def _fixed() -> Json:
    """Return the paths that are the same whatever the queries are."""
    listed = {"name": TEXT, "title": TEXT, "grain": TEXT, "params": {"type": "array", "items": TEXT}}
    entry = {"number": TYPES["integer"], "release": TEXT, "action": {"type": "string", "enum": ["publish", "rollback"]}, "who": TEXT, "at": {"type": "string", "format": "date-time"}, "note": TEXT}
    ready = _answer("a release is open", "application/json", _object({"ready": TYPES["boolean"], "release": TEXT}))
    not_ready = _answer("no release can be opened", "application/json", _object({"ready": TYPES["boolean"], "message": TEXT}))
    return {
        "/api/v1/queries": _get("every named query", _answer("the queries", "application/json", {"type": "array", "items": _object(listed)})),
        "/api/v1/releases": _get("the ledger, oldest first", _answer("its entries", "application/json", {"type": "array", "items": _object(entry)})),
        "/api/v1/openapi.json": _get("this document", _answer("OpenAPI 3.1", "application/json", {"type": "object"})),
        "/healthz": _get("whether the process lives", _answer("it does", "text/plain", TEXT)),
        "/readyz": _get("whether a release can be read", ready, **{"503": not_ready}),
        "/metrics": _get("what the process has done, for Prometheus", _answer("counters and histograms", "text/plain", TEXT)),
    }


def _operation(query: Query) -> Json:
    row = _object({column.name: _column(column) for column in query.columns.values()})
    body = _object({"query": {"const": query.name}, "release": TEXT, "as_of": TYPES["date"], "rows": {"type": "array", "items": row}})
    content = {kind: {"schema": body if name == "json" else {}} for name, kind in MEDIA_TYPES.items()}
    own = [_param(param) for param in query.params.values() if param.name != "as_of"]
    return {
        "operationId": query.name,
        "tags": [query.name.split(".")[0]],
        "summary": query.title,
        "description": f"{query.grain}. {query.formula}".strip(),
        "parameters": [FORMAT, *own, AS_OF, RELEASE],
        "responses": {
            "200": {"description": query.grain, "headers": RELEASE_HEADER, "content": content},
            "400": _problem("a parameter is missing, unknown, given twice, of the wrong type or no code of its list, or a period ends before it begins"),
            "404": _problem("there is no such release"),
            "503": _problem("no release can be opened"),
        },
    }


def _param(param: Param) -> Json:
    return {"name": param.name, "in": "query", "required": not param.optional, "description": param.meaning, "schema": TYPES[param.type]}


def _column(column: Column) -> Json:
    """Return a column's schema; any column may be null, which is unknown."""
    kind = TYPES[column.type.split("(")[0]]
    return {**kind, "type": [kind["type"], "null"], "description": column.meaning}


def _object(properties: Json) -> Json:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _get(summary: str, answer: Json, **more: Json) -> Json:
    return {"get": {"summary": summary, "responses": {"200": answer, **more}}}


def _answer(says: str, media_type: str, schema: Json) -> Json:
    return {"description": says, "content": {media_type: {"schema": schema}}}


def _problem(says: str) -> Json:
    return _answer(says, "application/json", {"$ref": "#/components/schemas/Problem"})
