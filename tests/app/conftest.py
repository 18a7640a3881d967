"""The dashboard's script without a browser: the frame, as the server runs it, over the seed release."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parent.parent.parent
FRAME = ROOT / "mitra" / "ui" / "frame.py"
PAGES = [path.stem for path in sorted((ROOT / "pages").glob("*.py"))]


@pytest.fixture(scope="module")
def served(seed_release: Any) -> Iterator[Any]:
    """Serve the seed release from this process's caches."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MITRA_STORE", seed_release.settings.store)
        st.cache_resource.clear()
        yield seed_release
    st.cache_resource.clear()


@pytest.fixture
def visit(served: Any) -> Callable[..., AppTest]:
    """Return a function that opens a page at an address and runs it once."""
    assert served.release

    def run(page: str = "overview", **address: str) -> AppTest:
        app = AppTest.from_file(str(FRAME), default_timeout=30)
        for name, value in address.items():
            app.query_params[name] = value
        app.switch_page(str(ROOT / "pages" / f"{page}.py"))
        return app.run()

    return run
