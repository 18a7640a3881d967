"""A view taken along: how it is cited, with an address that opens the same numbers again, and its chart as a picture."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from mitra.briefing.views import VIEWS
from mitra.ui.take import picture

PARAMS: dict[str, Any] = {"home": "IDN", "partner": "JPN", "as_of": date(2024, 1, 1), "from_year": None, "to_year": None, "sector": None, "focus": None}


@pytest.mark.parametrize("language", ["id", "en", "ja"])
def test_a_view_is_cited_with_its_release_and_day(visit: Callable[..., AppTest], served: Any, language: str) -> None:
    words = served.words(language)
    app = visit("coverage", lang=language, as_of="2024-01-01")
    next(one for one in app.button if one.label == words.t("Data and sources")).click().run()
    cited = next(one.value for one in app.code if served.release in one.value)
    assert words.date(date(2024, 1, 1)) in cited
    assert f"release={served.release}" in cited
    assert "as_of=2024-01-01" in cited
    assert str(served.reader.manifest["serve_sha256"])[:16] in cited


@pytest.mark.parametrize("view", ["coverage.by_cell", "sectors.by_year", "agreements.at_day"])
@pytest.mark.parametrize(("kind", "begins"), [("png", b"\x89PNG"), ("svg", b"<svg")])
def test_a_chart_is_a_picture_with_its_release(served: Any, view: str, kind: str, begins: bytes) -> None:
    words = served.words("ja")
    name = next(one.name for one in VIEWS.values() if one.query == view)
    body = picture(words, served.reader, PARAMS, name, kind, "wide")
    assert body.lstrip().startswith(begins)
    assert kind == "png" or served.release in body.decode()
