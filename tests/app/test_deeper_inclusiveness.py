"""The tab on inclusiveness: it opens in every language, with rows and without, and says what is known and what it would take."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest


@pytest.mark.parametrize("partner", ["JPN", "KOR", "TLS"])
@pytest.mark.parametrize("language", ["id", "en", "ja"])
def test_the_tab_opens_and_says_what_is_known(visit: Callable[..., AppTest], language: str, partner: str) -> None:
    app = visit("sectors", part="inclusiveness", lang=language, home="IDN", partner=partner, as_of="2026-11-22", comparators="true")
    assert not app.exception
    assert not app.error
    titles = [header.value for header in app.header]
    if language == "en":
        assert "Indonesia: too little is known of who takes part" in titles
        assert any("A share takes 10" in caption.value for caption in app.caption)


def test_each_group_opens_its_rows(visit: Callable[..., AppTest]) -> None:
    app = visit("sectors", part="inclusiveness", lang="en", as_of="2026-11-22")
    next(button for button in app.button if button.key == "evidence-inclusiveness-IDN-1").click().run()
    assert not app.exception
    assert any("Koperasi Wanita Kusuma" in str(frame.value) for frame in app.dataframe)
