"""What an expert asks of a pair's money: each tab opens in every language, with its finding, and says what is missing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from mitra.findings import money as findings
from mitra.ui.deeper.financing import PARTS

CODES = [part.code for part in PARTS]


def said(app: AppTest) -> str:
    """Return every text of a page."""
    return "\n".join(str(one.value) for one in [*app.header, *app.markdown, *app.caption, *app.info])


@pytest.mark.parametrize("partner", ["JPN", "KOR", "TLS"])  # TLS: no programme at all
@pytest.mark.parametrize("language", ["id", "en", "ja"])
@pytest.mark.parametrize("part", CODES)
def test_each_tab_opens(visit: Callable[..., AppTest], part: str, language: str, partner: str) -> None:
    app = visit("financing", lang=language, home="IDN", partner=partner, part=part)
    assert not app.exception
    assert not [*app.error, *app.warning]


@pytest.mark.parametrize("language", ["id", "en", "ja"])
@pytest.mark.parametrize(("part", "query", "finding"), [("stages", "financing.stages", findings.stages), ("drawn", "financing.drawn", findings.drawn)])
def test_a_tab_says_its_finding_for_the_pair_and_apart_for_domestic_programmes(visit: Callable[..., AppTest], served: Any, part: str, query: str, finding: Callable[..., str], language: str) -> None:
    app = visit("financing", lang=language, home="IDN", partner="JPN", as_of="2026-11-22", part=part)
    words = served.words(language)
    for domestic in (False, True):
        rows = served.reader.frame(query, {"home": "IDN", "partner": "JPN", "as_of": "2026-11-22", "domestic": domestic})
        assert finding(rows, words) in [header.value for header in app.header]


def test_without_price_indices_the_page_says_so_and_shows_nominal_amounts(visit: Callable[..., AppTest], served: Any) -> None:
    app = visit("financing", lang="en", home="IDN", partner="JPN", part="prices")
    assert any("No price index is on record" in one.value and "Price indices" in one.value for one in app.info)
    assert "8 of 10 amounts can be shown in IDR" in said(app)
    assert "1 belongs to no one year and is not in the sum." in said(app)
    assert served.reader.rows("financing.base_years", {}) == []


def test_another_currency_and_kind_are_shown_when_asked(visit: Callable[..., AppTest]) -> None:
    app = visit("financing", lang="en", home="IDN", partner="JPN", part="prices")
    app.selectbox(key="financing.amount_kind").set_value("outcome")
    app.button_group(key="financing.currency").select("USD")
    app = app.run()
    assert not app.exception
    assert "amounts can be shown in USD" in said(app)
    assert "Deal · Reported" in said(app)
