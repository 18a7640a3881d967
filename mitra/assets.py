"""Serve Streamlit's own front-end files compressed: its server sends them plain, over nine megabytes for the first page.

Each file is compressed once, in a thread, and kept in memory; the names carry a hash, so browsers keep them for good.
"""

from __future__ import annotations

import mimetypes
import zlib
from functools import lru_cache, partial
from importlib.util import find_spec
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

PREFIX = "/static/"
KINDS = (".js", ".css")
PART = 65536  # bytes
GZIP = 16 + zlib.MAX_WBITS  # with gzip's header and checksum
LEVEL = 6  # level 9 takes three times as long for one percent


def front_end() -> Path:
    """Return the folder of Streamlit's front-end files."""
    spec = find_spec("streamlit")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("streamlit")
    return Path(spec.origin).parent / "static"


@lru_cache(maxsize=512)
def compressed(path: Path) -> bytes:
    """Return a file's bytes, gzipped, the same for the same file; read in parts, since memory once taken is rarely given back."""
    packer = zlib.compressobj(LEVEL, wbits=GZIP)
    with path.open("rb") as file:
        parts = [packer.compress(part) for part in iter(partial(file.read, PART), b"")]
    return b"".join([*parts, packer.flush()])


def warm(folder: Path) -> None:
    """Compress the files that the first page needs most, before somebody waits for them."""
    for pattern in ("index.*.js", "index.*.css", "PlotlyChart.*.js"):
        for path in folder.glob(f"static/*/{pattern}"):
            compressed(path)


class CompressedAssets:
    """Answer requests for front-end files from memory, where the browser takes gzip; pass everything else on."""

    def __init__(self, app: ASGIApp, folder: Path) -> None:
        self.app = app
        self.folder = folder.resolve()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        path = self._wanted(scope)
        if path is None:
            await self.app(scope, receive, send)
            return
        body = await run_in_threadpool(compressed, path)
        headers = {"content-encoding": "gzip", "vary": "accept-encoding", "cache-control": "public, immutable, max-age=31536000"}
        await Response(body, media_type=mimetypes.guess_type(path.name)[0] or "application/octet-stream", headers=headers)(scope, receive, send)

    def _wanted(self, scope: Scope) -> Path | None:
        if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith(PREFIX) or not scope["path"].endswith(KINDS):
            return None
        if "gzip" not in Headers(scope=scope).get("accept-encoding", ""):
            return None
        path = (self.folder / scope["path"].lstrip("/")).resolve()
        return path if path.is_relative_to(self.folder) and path.is_file() else None
