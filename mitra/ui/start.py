"""What happens before the first visitor: the first release is built, and its connection is opened."""

from __future__ import annotations

import sys
import threading
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import streamlit as st

from mitra import assets
from mitra.errors import MitraError
from mitra.settings import Settings
from mitra.store.build import build
from mitra.store.shelf import Shelf
from mitra.ui import cache

WARM_AFTER = 5  # seconds: a visitor who comes at once is served first, and compresses what he needs


def ensure_release() -> None:
    """Build the first release where the store is empty, saying so in the terminal; say plainly where that fails."""
    try:
        settings = Settings.from_environment()
        shelf = Shelf(settings.store)
        if shelf.current() is None:
            _say("No release yet: building the first one from the record that ships with Mitra.")
            release = build(settings, shelf, who="mitra", at=datetime.now(UTC), note="First release, from the record that ships with Mitra", say=_say)
            _say(f"Release {release} is ready.")
    except MitraError as error:
        _say(str(error))  # the pages say it too, in the visitor's language


def enter(token: str) -> str | None:
    """Exchange a link's token for a browser's key, and print the next link; None where the token is spent or unknown."""
    key = cache.keys().exchange(token)
    if key is not None:
        _say_link()
    return key


def _say_link() -> None:
    address, port, path = (st.get_option(f"server.{name}") for name in ("address", "port", "baseUrlPath"))
    _say(f"To publish uploads, open this link; it lets one browser in: http://{address or 'localhost'}:{port}/{f'{path}/' if path else ''}enter?token={cache.keys().token()}")


@asynccontextmanager
async def warm_up(_: Any) -> AsyncGenerator[dict[str, Any]]:
    """Open the current release and compress the front end's files, before somebody waits for them."""
    try:
        cache.library().open(cache.current_release())
    except MitraError as error:
        _say(str(error))
    timer = threading.Timer(WARM_AFTER, assets.warm, args=(assets.front_end(),))
    timer.daemon = True
    timer.start()
    _say_link()
    yield {}
    timer.cancel()


def _say(message: str, **values: object) -> None:
    print(f"mitra: {message.format(**values) if values else message}", file=sys.stderr, flush=True)
