"""Mitra: `streamlit run dashboard.py` starts the pages, the HTTP API, the security headers and the warm-up."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from mitra.api import SecurityHeaders, entrance, routes
from mitra.assets import CompressedAssets, front_end
from mitra.ui.cache import library
from mitra.ui.start import ensure_release, enter, warm_up

ensure_release()
app = st.App(
    Path(__file__).parent / "mitra" / "ui" / "frame.py",
    routes=[*routes(library), entrance(enter)],
    middleware=[Middleware(SecurityHeaders), Middleware(CompressedAssets, folder=front_end())],
    lifespan=warm_up,
)
