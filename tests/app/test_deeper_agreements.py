"""The deeper tabs of the agreements page: each opens in every language, with rows and without, and says its finding."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

SAYS = {  # over the record, and on a day before it begins
    "pipeline": ("What has to be decided next is not known: no end is stated", "Nothing is in force or open, so nothing has to be decided"),
    "survival": ("How long agreements last cannot be said yet", "How long agreements last cannot be said yet"),
    "renewals": ("No renewal is stated; in the 3 that the analyst supposes, newly named areas: 3, no longer named: 2", "No agreement of this pair renews another"),
    "network": ("If Bank Negara Indonesia left, 18% of the links would go", "No institution holds an agreement or programme of this pair"),
}
DAYS = ("2026-11-22", "1946-01-01")


def titles(app: AppTest) -> list[str]:
    """Return the sections' titles."""
    return [header.value for header in app.header]


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("language", ["id", "en", "ja"])
@pytest.mark.parametrize("part", SAYS)
def test_a_tab_opens_in_every_language_and_says_its_finding(visit: Callable[..., AppTest], part: str, language: str, day: str) -> None:
    app = visit("agreements", lang=language, home="IDN", partner="JPN", as_of=day, part=part)
    assert not app.exception
    assert not [error.value for error in app.error]
    finding = SAYS[part][DAYS.index(day)]
    assert (finding in titles(app)) is (language == "en")


def test_all_pairs_of_the_record_say_how_many_have_ended(visit: Callable[..., AppTest]) -> None:
    app = visit("agreements", lang="en", home="IDN", partner="JPN", as_of="2026-11-22", part="survival")
    app.button_group(key="agreements.all_pairs").set_value(True).run()
    assert not app.exception
    assert any("Of 51 agreements with a known beginning, 3 ended." in info.value for info in app.info)


def test_a_link_to_all_pairs_opens_them_and_the_choice_stands_in_the_address(visit: Callable[..., AppTest]) -> None:
    linked = visit("agreements", lang="en", part="survival", pairs="all", as_of="2026-11-22")
    chosen = visit("agreements", lang="en", part="survival", as_of="2026-11-22")
    chosen.segmented_control(key="agreements.all_pairs").set_value(True).run()
    assert chosen.query_params["pairs"] == "all"
    assert [info.value for info in linked.info] == [info.value for info in chosen.info]
    chosen.segmented_control(key="agreements.all_pairs").set_value(False).run()
    assert "pairs" not in chosen.query_params


def test_a_chosen_institution_lists_what_it_holds(visit: Callable[..., AppTest]) -> None:
    app = visit("agreements", lang="en", home="IDN", partner="JPN", as_of="2026-11-22", part="network")
    before = len(app.dataframe)
    app.selectbox(key="agreements.institution").set_value("I-BNI").run()
    assert not app.exception
    assert len(app.dataframe) == before + 1


def test_the_links_have_a_table_of_their_own(visit: Callable[..., AppTest]) -> None:
    app = visit("agreements", lang="en", home="IDN", partner="JPN", as_of="2026-11-22", part="network")
    assert "Links between institutions" in [tab.label for tab in app.tabs]
    assert not any("Weight of the link" in frame.value.columns for frame in app.dataframe)  # only the open table is drawn
    app.session_state["network-tables"] = "Links between institutions"
    app.run()
    assert any(len(frame.value) == 22 for frame in app.dataframe if "Weight of the link" in frame.value.columns)
