"""The frame around the pages: language, filters, undo, evidence, and plain sentences where something is wrong."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

Visit = Callable[..., AppTest]
LANGUAGES = ("id", "en", "ja")
DAY = "2024-01-01"


@dataclass(frozen=True)
class Shown:
    """What a page says, as one text, and the frames it draws."""

    text: str

    @classmethod
    def of(cls, app: AppTest) -> Shown:
        """Return what a run of the script shows."""
        return cls("\n".join(str(element.value) for kind in (app.title, app.header, app.subheader, app.markdown, app.caption, app.info, app.warning, app.error) for element in kind))


def fine(app: AppTest) -> AppTest:
    """Return the app, asserting that it raised and complained about nothing."""
    assert not app.exception
    assert not [error.value for error in app.error]
    return app


@pytest.mark.parametrize("language", LANGUAGES)
def test_overview_shows_the_numbers_of_its_queries(visit: Visit, served: Any, language: str) -> None:
    app = fine(visit("overview", lang=language, as_of=DAY))
    words = served.words(language)
    shown = {metric.label: metric.value for metric in app.metric}
    for label, query in (("Agreements in force", "overview.agreements_in_force"), ("Engagements held", "overview.engagements"), ("Programmes open", "overview.programs_open"), ("Outcomes on record", "outcomes.rows"), ("Not covered", "overview.uncovered")):
        rows = served.reader.rows(query, {"home": "IDN", "partner": "JPN", "as_of": DAY})
        assert shown[words.t(label)] == words.number(len(rows)), label


@pytest.mark.parametrize("language", LANGUAGES)
def test_coverage_says_what_the_command_line_says(visit: Visit, served: Any, language: str) -> None:
    cells = served.reader.rows("coverage.by_cell", {"home": "IDN", "partner": "JPN", "as_of": "2023-08-01"})
    covered = sum(cell["coverage_step_code"] not in ("none", "lapsed") for cell in cells)
    app = fine(visit("coverage", lang=language, as_of="2023-08-01"))
    words = served.words(language)
    assert any(words.number(covered) in caption.value and words.date("2023-08-01") in caption.value for caption in app.caption)


def test_the_language_switch_changes_every_title(visit: Visit) -> None:
    app = fine(visit("coverage", lang="id"))
    titles = [app.title[0].value]
    for language in ("en", "ja"):
        app.button_group(key="lang").set_value(language).run()
        titles.append(fine(app).title[0].value)
        assert app.query_params["lang"] == language
    assert len(set(titles)) == 3


@pytest.mark.parametrize("address", [{"from": "2025", "to": "2010"}, {"vs_partner": "KOR", "vs_from": "2025", "vs_to": "2010"}])
def test_a_period_that_runs_backwards_is_said(visit: Visit, address: dict[str, str]) -> None:
    assert "The period ends in 2010, before it begins in 2025" in Shown.of(visit("agreements", lang="en", **address)).text
    assert "before it begins" not in Shown.of(visit("agreements", lang="en", **{"from": "2010", "to": "2025"})).text


def test_a_filter_gives_a_chip_undo_and_reset(visit: Visit) -> None:
    app = fine(visit("coverage", lang="en"))
    app.selectbox(key="sector").set_value("fisheries").run()
    app.selectbox(key="focus").set_value("supply_chain").run()
    assert fine(app).query_params["sector"] == "fisheries"
    app.button(key="undo").click().run()
    assert (app.selectbox(key="sector").value, app.selectbox(key="focus").value) == ("fisheries", None)
    app.button(key="chip-sector").click().run()
    assert fine(app).selectbox(key="sector").value is None
    assert "sector" not in app.query_params
    app.button(key="undo").click().run()
    app.button(key="reset").click().run()
    assert fine(app).selectbox(key="sector").value is None


def test_the_pair_can_be_switched(visit: Visit, served: Any) -> None:
    app = fine(visit("overview", lang="en"))
    before = app.title[0].value
    app.selectbox(key="partner").set_value("KOR").run()
    assert fine(app).title[0].value != before
    assert served.words("en").country("KOR") in Shown.of(app).text


@pytest.mark.parametrize("page", ["overview", "coverage", "agreements"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_evidence_opens_with_rows_sources_formula_and_sql(visit: Visit, served: Any, page: str, language: str) -> None:
    app = visit(page, lang=language)
    button = next(button for button in app.button if str(button.key).startswith("evidence-"))
    fine(button.click().run())
    words = served.words(language)
    assert {words.t("Rows"), words.t("Sources")} <= {tab.label for tab in app.tabs}
    assert any("select" in code.value for code in app.code)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "value"), [("as_of", "0001-01-01"), ("as_of", "9999-12-31"), ("as_of", "soon"), ("sector", "no_such"), ("as_of", "2023-02-30"), ("from", "MMXX"), ("to", "1850"), ("home", "XXX"), ("partner", "<script>"), ("part", "no_such"), ("release", "../../etc/passwd")])
def test_a_wrong_parameter_is_answered_with_a_sentence(visit: Visit, served: Any, name: str, value: str, language: str) -> None:
    app = fine(visit("overview", lang=language, **{name: value}))
    assert len(app.warning) == 1
    assert served.words(language).t("The address says {name}={value}, which Mitra cannot use; its default is shown instead.", name=name, value=value) == app.warning[0].value


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("given", "says", "shown"),
    [
        ({"home": "IDN", "partner": "IDN"}, "The address names {home} as both countries, but a pair takes two; {other} is shown as the partner.", ("IDN", "JPN")),
        ({"home": "FRA", "partner": "JPN"}, "The record holds no pair of {home}; {other} is shown instead.", ("FRA", "IDN")),
    ],
)
def test_a_pair_that_is_none_is_answered_with_a_sentence(visit: Visit, served: Any, language: str, given: dict[str, str], says: str, shown: tuple[str, str]) -> None:
    app, words = fine(visit("overview", lang=language, **given)), served.words(language)
    assert [warning.value for warning in app.warning] == [words.t(says, home=words.country(shown[0]), other=words.country(shown[1]))]
    assert (app.selectbox(key="home").value, app.selectbox(key="partner").value) == ("IDN", "JPN")
    assert not fine(app.run()).warning


@pytest.mark.parametrize(("page", "name"), [("sectors", "region"), ("coverage", "then"), ("financing", "program"), ("overview", "since")])
def test_a_choice_of_a_page_that_is_none_is_answered_with_a_sentence(visit: Visit, served: Any, page: str, name: str) -> None:
    app = fine(visit(page, lang="en", **{name: "nonsense"}, **({"part": "changes"} if name == "since" else {})))
    assert served.words("en").t("The address says {name}={value}, which Mitra cannot use; its default is shown instead.", name=name, value="nonsense") in [warning.value for warning in app.warning]


def test_an_unknown_language_falls_back_and_says_so(visit: Visit) -> None:
    app = fine(visit("overview", lang="xx"))
    assert len(app.warning) == 1
    assert app.button_group(key="lang").value == "id"


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_release_falls_back_and_says_so(visit: Visit, language: str) -> None:
    app = fine(visit("overview", lang=language, release="20000101-00000000"))
    assert len(app.warning) == 1
    assert "20000101-00000000" in app.warning[0].value


def test_pairs_for_comparison_wait_behind_a_switch(visit: Visit) -> None:
    app = fine(visit("overview", lang="en"))
    assert "Türkiye" not in app.selectbox(key="home").options
    app.toggle(key="comparators").set_value(True).run()
    assert "Türkiye" in fine(app).selectbox(key="home").options
    app.button(key="chip-comparators").click().run()
    assert "Türkiye" not in fine(app).selectbox(key="home").options


def test_a_link_to_a_pair_for_comparison_opens_it_and_hiding_it_says_nothing_false(visit: Visit) -> None:
    app = fine(visit("overview", lang="en", home="MYS", partner="TUR"))
    assert (app.selectbox(key="partner").value, app.toggle(key="comparators").value) == ("TUR", True)
    app.toggle(key="comparators").set_value(False).run()
    assert fine(app).selectbox(key="partner").value != "TUR"
    assert not app.warning


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pair_without_rows_is_said(visit: Visit, language: str) -> None:
    app = fine(visit("overview", lang=language, home="IDN", partner="NLD"))
    assert len(app.warning) <= 1


@pytest.mark.parametrize("page", [path.stem for path in sorted((Path(__file__).resolve().parent.parent.parent / "pages").glob("*.py"))])
@pytest.mark.parametrize(("home", "partner", "more"), [("IDN", "JPN", {"as_of": "1945-01-01"}), ("IDN", "JPN", {"as_of": "2100-12-31"}), ("IDN", "TLS", {}), ("JPN", "IDN", {"sector": "fisheries", "focus": "startup_funding", "from": "2020", "to": "2021"}), ("JPN", "IDN", {"from": "2026", "to": "1990"})])
def test_a_page_with_little_to_show_still_reads_well(visit: Visit, page: str, home: str, partner: str, more: dict[str, str]) -> None:
    app = fine(visit(page, lang="ja", home=home, partner=partner, **more))
    assert app.title[0].value.strip()
    assert "nan" not in Shown.of(app).text.lower().split()
    assert "None" not in Shown.of(app).text.split()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("damage", ["none published", "file", "manifest", "ledger"])
def test_a_store_that_cannot_be_read_is_one_sentence(visit: Visit, served: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, damage: str) -> None:
    store = Path(shutil.copytree(served.settings.store, tmp_path / "store"))
    release = store / "releases" / served.release
    if damage == "none published":
        shutil.rmtree(store / "ledger")
    else:
        {"file": release / "serve.duckdb", "manifest": release / "manifest.json", "ledger": store / "ledger" / "000001.json"}[damage].write_text("{", "utf-8")
    monkeypatch.setenv("MITRA_STORE", str(store))
    st.cache_resource.clear()
    app = visit("coverage", lang=language)
    st.cache_resource.clear()
    assert not app.exception
    assert len(app.error) == 1
    assert served.words(language).t("This page could not be drawn. The other pages still work; the server's log says what happened.") != app.error[0].value


def test_a_page_that_fails_is_one_sentence_and_a_line_in_the_log(visit: Visit, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr("mitra.findings.coverage.headline", lambda *_: 1 / 0)
    app = visit("coverage", lang="en")
    assert not app.exception
    assert [error.value for error in app.error] == ["This page could not be drawn. The other pages still work; the server's log says what happened."]
    assert "ZeroDivisionError" in caplog.text


def test_a_link_to_a_source_opens_it_and_the_tabs_stay_where_they_are_put(visit: Visit, served: Any) -> None:
    source = served.reader.rows("sources.list", {"home": "IDN", "partner": "JPN", "as_of": "2026-11-22", "pair_only": False})[0]["ref_id"]
    app = visit("sources", lang="en", source=source)
    assert app.query_params["source"] == source
    assert app.selectbox(key="source").value == source
    app = visit("sources", lang="en", institution="I-JETRO")
    assert app.session_state["sources.tab"] == "Institutions"
    app.session_state["sources.tab"] = "Definitions"
    assert app.run().session_state["sources.tab"] == "Definitions"


@pytest.mark.parametrize("language", ["id", "en", "ja"])
def test_a_day_in_the_future_is_said_to_be_one(visit: Visit, served: Any, language: str) -> None:
    words = served.words(language)
    said = words.t("{date} lies in the future: what is shown would hold then if nothing were added to what is on record today.", date=words.date("2099-01-01"))
    assert said in [info.value for info in visit("coverage", lang=language, as_of="2099-01-01").info]
    assert said not in [info.value for info in visit("coverage", lang=language, as_of="2024-01-01").info]


def test_as_of_today_is_not_a_filter(visit: Visit) -> None:
    app = fine(visit("overview", lang="en", as_of=date.today().isoformat()))
    assert "chip-as_of" not in {button.key for button in app.button}
