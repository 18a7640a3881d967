"""Every chart of every page over the small world, as its figure says it: a change shows as a difference to read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parent.parent.parent
GOLDEN = ROOT / "tests" / "golden" / "charts"
PAGES = [path.stem for path in sorted((ROOT / "pages").glob("*.py"))]


@pytest.fixture
def made_up(small_world: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Serve the small world instead of the record."""
    monkeypatch.setenv("MITRA_STORE", small_world.settings.store)
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


def said(app: AppTest) -> str:
    """Return the figures of a page, in order: a line for each part of a trace and of the layout, without the template."""
    lines: list[str] = []
    for number, chart in enumerate(app.get("plotly_chart"), 1):
        spec = json.loads(chart.proto.spec)
        lines.append(f"# figure {number}")
        for place, trace in enumerate(spec["data"]):
            lines += [f"trace {place} {name}: {_json(trace[name])}" for name in sorted(trace)]
        lines += [f"layout {name}: {_json(spec['layout'][name])}" for name in sorted(spec["layout"]) if name != "template"]
    return "".join(f"{line}\n" for line in lines)


def _json(value: object) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


@pytest.mark.usefixtures("made_up")
@pytest.mark.parametrize("page", PAGES)
def test_charts_are_as_they_were(visit: Callable[..., AppTest], page: str, request: pytest.FixtureRequest) -> None:
    app = visit(page, lang="en", home="IDN", partner="JPN", as_of="2024-01-01")
    assert not [error.value for error in app.error]
    text = said(app)
    path = GOLDEN / f"{page}.txt"
    if request.config.getoption("--update-golden"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    assert path.exists(), f"{path.name} is not there: run pytest --update-golden and read what it writes"
    assert text == path.read_text("utf-8")
