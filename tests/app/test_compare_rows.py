"""The rows of the record behind a page, for both sides: only here, only there, on both but different."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from mitra.findings import sides
from mitra.ui.compare.rows import TABLES

Visit = Callable[..., AppTest]
DAY = "2026-11-22"
PAIR = {"home": "IDN", "partner": "JPN", "as_of": DAY}


def rows_of(app: AppTest, words: Any) -> AppTest:
    """Open the tab of rows and return the app, asserting that it raised, complained and warned about nothing."""
    app.session_state["compare-parts"] = words.t("Rows of the record")
    app.run()
    assert not app.exception
    assert not [element.value for element in (*app.error, *app.warning)]
    return app


def said(app: AppTest) -> str:
    return "\n".join(str(element.value) for kind in (app.header, app.markdown, app.caption, app.info) for element in kind)


@pytest.mark.parametrize("language", ["id", "en", "ja"])
@pytest.mark.parametrize("other", [{"vs_partner": "KOR"}, {"vs_as_of": "2020-01-01"}, {"vs_as_of": "1990-01-01"}, {"vs_from": "2015", "vs_to": "2018"}], ids=str)
@pytest.mark.parametrize("page", TABLES)
def test_the_rows_of_each_page_stand_beside_those_of_the_other_side(visit: Visit, served: Any, page: str, other: dict[str, str], language: str) -> None:
    words = served.words(language)
    app = rows_of(visit(page, lang=language, as_of=DAY, **other), words)
    table = TABLES[page][0]
    assert words.t(table.title or served.reader.catalogue[table.query].title) in [header.value for header in app.header]
    assert not any(word in ("nan", "NaT") for word in said(app).split())
    assert len([button for button in app.button if str(button.key).startswith("evidence-rows-")]) == 2


def test_rows_that_say_something_else_are_shown_column_by_column(visit: Visit, served: Any) -> None:
    app = rows_of(visit("financing", lang="en", as_of=DAY, vs_as_of="2020-01-01"), served.words("en"))
    (now, then) = ({row["ref_id"]: row["program_status_code"] for row in served.reader.rows("financing.program_table", {**PAIR, "as_of": day, "domestic": False, "language": "en"})} for day in (DAY, "2020-01-01"))
    changed = [ref for ref, status in now.items() if ref in then and then[ref] != status]
    assert changed
    assert app.selectbox(key="compare.part").options[0] == f"On both sides, but different: {len(changed)}"
    frame = app.dataframe[0].value
    assert list(frame.columns) == ["Row", "What differs", "22 Nov 2026", "1 Jan 2020"]
    assert set(frame["Row"]) == {served.words("en").name(ref) for ref in changed}


def test_each_kind_of_difference_can_be_shown_and_none_is_lost(visit: Visit, served: Any) -> None:
    app = rows_of(visit("agreements", lang="en", as_of=DAY, vs_as_of="2010-01-01"), served.words("en"))
    options = app.selectbox(key="compare.part").options
    now, then = (len(served.reader.rows("agreements.at_day", {**PAIR, "as_of": day})) for day in (DAY, "2010-01-01"))
    assert options == [f"Only for 22 Nov 2026: {now - then}", f"On both sides the same: {then}"]
    assert len(app.dataframe[0].value) == now - then
    app.selectbox(key="compare.part").set_value(sides.SAME).run()
    assert len(app.dataframe[0].value) == then


def test_the_other_sides_rows_are_named_and_taken_along_as_the_command_line_prints_them(visit: Visit, served: Any) -> None:
    app = rows_of(visit("overview", lang="en", as_of=DAY, vs_partner="KOR"), served.words("en"))
    app.selectbox(key="compare.part").set_value(sides.OTHER).run()
    theirs = served.reader.rows("overview.engagements", {**PAIR, "partner": "KOR"})
    assert set(app.dataframe[0].value["Name"]) == {served.words("en").name(row["ref_id"]) for row in theirs}
    app.button(key="differences-rows-overview.engagements-0").click().run()
    assert "Place" in " ".join(app.dataframe[-1].value.columns)
    assert len(app.dataframe[-1].value) == len(theirs) + len(served.reader.rows("overview.engagements", PAIR))


def test_sources_are_those_of_the_pair_only_where_the_pair_differs(visit: Visit, served: Any) -> None:
    app = rows_of(visit("sources", lang="en", as_of=DAY, vs_partner="KOR"), served.words("en"))
    own = {row["ref_id"] for row in served.reader.rows("sources.list", {**PAIR, "pair_only": True})}
    theirs = {row["ref_id"] for row in served.reader.rows("sources.list", {**PAIR, "partner": "KOR", "pair_only": True})}
    assert f"Only for Japan: {len(own - theirs)}" in app.selectbox(key="compare.part").options
