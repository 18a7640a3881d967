"""Every page in every language for two pairs: it runs, says what it shows, and complains about nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

PAGES = [path.stem for path in sorted((Path(__file__).resolve().parent.parent.parent / "pages").glob("*.py"))]


@pytest.mark.parametrize("partner", ["JPN", "KOR"])
@pytest.mark.parametrize("language", ["id", "en", "ja"])
@pytest.mark.parametrize("page", PAGES)
def test_page_opens(visit: Callable[..., AppTest], page: str, language: str, partner: str) -> None:
    app = visit(page, lang=language, home="IDN", partner=partner)
    assert not app.exception
    assert not [error.value for error in app.error]
    assert not [warning.value for warning in app.warning]
    assert len(app.title) == 1
    assert app.title[0].value.strip()
