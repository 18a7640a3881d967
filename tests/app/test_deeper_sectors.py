"""The deeper tabs of the sectors page: each opens in every language, with rows and without, and says its finding."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

SAYS = {  # of Indonesia and Japan, and of a pair of whose participants almost nothing is on record
    "concentration": ("9 sectors carry as much as 2.8 equal ones", "Too few engagements publish a sector to say how concentrated the mix is"),
    "quotient": ("Japan: no sector differs clearly from the nation's MSMEs", "Indonesia: too little is on record to compare with the nation"),
}
PARTNERS = ("JPN", "KOR")


def open_part(visit: Callable[..., AppTest], part: str, **address: str) -> AppTest:
    """Open a tab of the page."""
    return visit("sectors", part=part, **{"lang": "en", "home": "IDN", "partner": "JPN", "as_of": "2026-11-22", **address})


def titles(app: AppTest) -> list[str]:
    """Return the sections' titles."""
    return [header.value for header in app.header]


@pytest.mark.parametrize("partner", PARTNERS)
@pytest.mark.parametrize("language", ["id", "en", "ja"])
@pytest.mark.parametrize("part", SAYS)
def test_a_tab_opens_in_every_language_and_says_its_finding(visit: Callable[..., AppTest], part: str, language: str, partner: str) -> None:
    app = open_part(visit, part, lang=language, partner=partner)
    assert not app.exception
    assert not [error.value for error in app.error]
    assert (SAYS[part][PARTNERS.index(partner)] in titles(app)) is (language == "en")


def test_counted_by_engagements_the_mix_is_another(visit: Callable[..., AppTest]) -> None:
    app = open_part(visit, "concentration")
    app.selectbox(key="sectors.mix_basis").set_value("engagements").run()
    assert not app.exception
    assert "15 sectors carry as much as 7.4 equal ones" in titles(app)


def test_against_another_series_other_sectors_stand_out(visit: Callable[..., AppTest]) -> None:
    app = open_part(visit, "quotient")
    app.selectbox(key="sectors.quotient-IDN").set_value(("ALL sizes, Economic Census 2016 listing", 2016)).run()
    assert not app.exception
    assert "Indonesia: more from Manufacturing (not broken down) than the nation's MSMEs would suggest, less from Wholesale and retail trade" in titles(app)


@pytest.mark.parametrize("part", SAYS)
def test_a_sector_filter_narrows_no_shares_and_says_so(visit: Callable[..., AppTest], part: str) -> None:
    app = open_part(visit, part, sector="fisheries")
    assert SAYS[part][0] in titles(app)
    assert "The filter on a sector does not apply here: shares need all sectors." in [caption.value for caption in app.caption]


def test_a_country_without_a_series_is_said(visit: Callable[..., AppTest]) -> None:
    app = open_part(visit, "quotient", partner="KOR")
    assert "South Korea: the record holds no such series." in [info.value for info in app.info]


@pytest.mark.parametrize(("part", "key", "grain"), [("concentration", "sectors.concentration", "one row per enterprise, group or number without a split"), ("quotient", "quotient-IDN", "one row per participant, group or number without a split")])
def test_a_figure_opens_its_rows_and_what_it_assumes(visit: Callable[..., AppTest], part: str, key: str, grain: str) -> None:
    app = open_part(visit, part)
    app.button(key=f"evidence-{key}-1").click().run()
    assert not app.exception
    assert [caption.value for caption in app.caption if caption.value.startswith(grain)]
    assert [text.value for text in app.markdown if "A group comes whole" in text.value]
