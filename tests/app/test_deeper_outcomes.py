"""The chain to financing on its page: each tab opens in three languages, says its finding, and shows no number for too few rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from mitra.findings import funnel

PARAMS: dict[str, Any] = {"home": "IDN", "partner": "JPN", "as_of": "2026-11-22", "sector": None, "focus": None, "from_year": None, "to_year": None}


def shown(visit: Callable[..., AppTest], part: str, **address: str) -> str:
    app = visit("outcomes", part=part, **{"home": "IDN", "partner": "JPN", "as_of": "2026-11-22", **address})
    assert not app.exception
    assert not [error.value for error in app.error]
    return "\n".join(str(element.value) for kind in (app.header, app.markdown, app.caption, app.info) for element in kind)


@pytest.mark.parametrize("language", ["id", "en", "ja"])
def test_the_cohorts_say_what_went_on_with_n_and_interval(visit: Callable[..., AppTest], served: Any, language: str) -> None:
    words = served.words(language)
    rows = served.reader.frame("outcomes.chain_cohorts", PARAMS)
    said = shown(visit, "cohorts", lang=language)
    assert funnel.cohorts(rows, words) in said
    told = funnel.told(rows, words)
    assert len(told) == 4
    assert all(sentence in said for sentence in told)


@pytest.mark.parametrize("language", ["id", "en", "ja"])
def test_the_rows_that_stopped_are_listed(visit: Callable[..., AppTest], served: Any, language: str) -> None:
    rows = served.reader.frame("outcomes.leaks", {**PARAMS, "funnel_step": None, "funnel_state": "stopped"})
    assert funnel.leaks(rows, served.words(language)) in shown(visit, "stopped", lang=language)


@pytest.mark.parametrize("part", ["cohorts", "stopped"])
@pytest.mark.parametrize("pair", [{"home": "IDN", "partner": "TLS"}, {"as_of": "1950-01-01"}, {"from": "1990", "to": "1990"}])
def test_too_few_rows_are_a_sentence_and_no_number(visit: Callable[..., AppTest], part: str, pair: dict[str, str]) -> None:
    assert "%" not in shown(visit, part, lang="en", **pair).split("What an expert would ask")[-1]
