"""What the server gives beside the pages: health, metrics, the same named queries as JSON, CSV and Parquet, and the security headers."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mitra import contract, metrics, tables
from mitra.access import COOKIE
from mitra.errors import CatalogueError, MitraError, ParameterError, ReleaseError
from mitra.openapi import MEDIA_TYPES, document
from mitra.store.drafts import PREFIX as DRAFT
from mitra.store.reader import Library, Reader, refuse_senseless, refuse_unknown
from mitra.store.shelf import Entry

Handler = Callable[[Request], Awaitable[Response]]
STATUS = ((CatalogueError, 404), (ParameterError, 400), (ReleaseError, 503))
HEADERS = {
    # Streamlit's own front end needs inline styles, workers from blobs, and eval-free scripts of its own.
    "content-security-policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' ws: wss: blob: data:; worker-src 'self' blob:; "
        "frame-ancestors 'self'; base-uri 'self'; form-action 'self'; object-src 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


class SecurityHeaders:
    """Put the security headers on every HTTP answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)


def routes(library: Callable[[], Library], today: Callable[[], date] = date.today) -> list[Route]:
    """Return the HTTP routes over a library of releases."""

    async def query(request: Request) -> Response:
        name, _, kind = request.path_params["file"].rpartition(".")
        if kind not in MEDIA_TYPES:
            name = name if name in set(library().catalogue) else request.path_params["file"]
            return _error(404, f"Ask for {name}.json, {name}.csv or {name}.parquet.")
        given = dict(request.query_params)
        twice = [key for key in given if len(request.query_params.getlist(key)) > 1]
        if twice:
            return _error(400, f"Parameter {twice[0]} is given more than once.")
        asked = given.pop("release", "")
        if asked.startswith(DRAFT):
            return _error(404, "A draft is seen by its own session alone.")
        params: dict[str, Any] = {"as_of": today().isoformat(), **given}
        try:
            return await run_in_threadpool(lambda: _answer(library(), asked, name, kind, params))
        except ReleaseError as error:
            return _error(404 if asked else 503, str(error))

    return [
        Route("/overview", _front_page),  # people write the first page's name, too; Streamlit serves it at / alone
        *_health(library),
        *_lists(library),
        Route("/api/v1/queries/{file}", _plainly(query)),
        Route("/api/{path:path}", _nowhere),
    ]


async def _nowhere(request: Request) -> Response:
    return _error(404, f"There is nothing at {request.url.path}. /api/v1/openapi.json describes what there is.")


def _health(library: Callable[[], Library]) -> list[Route]:
    async def healthy(_: Request) -> Response:
        return PlainTextResponse("ok")

    async def ready(_: Request) -> Response:
        try:
            release = await run_in_threadpool(lambda: library().open(library().current()).release)
        except MitraError as error:
            return JSONResponse({"ready": False, "message": str(error)}, 503)
        return JSONResponse({"ready": True, "release": release})

    async def counted(_: Request) -> Response:
        return Response(await run_in_threadpool(metrics.exposition), media_type=metrics.MEDIA_TYPE)

    return [Route("/healthz", healthy), Route("/readyz", ready), Route("/metrics", counted)]


def _lists(library: Callable[[], Library]) -> list[Route]:
    async def queries(_: Request) -> Response:
        found = (await run_in_threadpool(library)).catalogue.values()
        return JSONResponse([{"name": q.name, "title": q.title, "grain": q.grain, "params": [p.name for p in q.params.values()]} for q in found])

    async def releases(_: Request) -> Response:
        entries = await run_in_threadpool(_entries, library)
        return JSONResponse([{"number": e.number, "release": e.release, "action": e.action, "who": e.who, "at": e.at, "note": e.note} for e in entries])

    async def described(_: Request) -> Response:
        return JSONResponse(await run_in_threadpool(lambda: document(library().catalogue)))

    return [
        Route("/api/v1/queries", _plainly(queries)),
        Route("/api/v1/releases", _plainly(releases)),
        Route("/api/v1/openapi.json", _plainly(described)),
    ]


async def _front_page(request: Request) -> Response:
    return RedirectResponse(f"/?{request.url.query}" if request.url.query else "/")


def entrance(enter: Callable[[str], str | None]) -> Route:
    """Return the route of the links that let a browser publish; `enter` exchanges a link's token for a key, once."""

    async def entered(request: Request) -> Response:
        key = enter(request.query_params.get("token", ""))
        if key is None:
            return RedirectResponse("/data?link=spent", 303)
        answer = RedirectResponse("/data", 303)
        answer.set_cookie(COOKIE, key, httponly=True, samesite="strict", secure=request.url.scheme == "https")
        return answer

    return Route("/enter", entered)


def _entries(library: Callable[[], Library]) -> list[Entry]:
    return library().shelf.entries()


def _plainly(answer: Handler) -> Handler:
    """Return a handler whose errors are a status and a sentence."""

    async def handler(request: Request) -> Response:
        try:
            return await answer(request)
        except MitraError as error:
            return _error(next((status for kind, status in STATUS if isinstance(error, kind)), 500), str(error))

    return handler


def _answer(library: Library, asked: str, name: str, kind: str, params: dict[str, Any]) -> Response:
    refuse_unknown(library.catalogue[name], params)
    refuse_senseless(params, contract.load(library.settings.schema, library.settings.codelist))
    reader = library.open(asked or library.current())
    answer = Response(_written(reader, name, kind, params), media_type=MEDIA_TYPES[kind])
    answer.headers["x-mitra-release"] = reader.release
    return answer


def _written(reader: Reader, name: str, kind: str, params: dict[str, Any]) -> bytes:
    if kind == "parquet":
        return reader.frame(name, params).to_parquet(None)
    if kind == "csv":
        return tables.csv(reader.frame(name, params))
    body = {"query": name, "release": reader.release, "as_of": params["as_of"], "rows": reader.rows(name, params)}
    return json.dumps(body, default=str, ensure_ascii=False).encode()


def _error(status: int, message: str) -> Response:
    return JSONResponse({"message": message}, status)
