"""Every page beside itself: with another partner, day, period or release, in three languages, both sides named."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from mitra.briefing.views import VIEWS
from mitra.cli import main
from mitra.findings import sides
from mitra.settings import Settings
from mitra.store.build import build, readable_path
from mitra.store.shelf import Shelf
from mitra.ui import cache, state
from mitra.ui.compare.page import views_of

Visit = Callable[..., AppTest]
ROOT = Path(__file__).resolve().parent.parent.parent
PAGES = [path.stem for path in sorted((ROOT / "pages").glob("*.py"))]
PLAIN = ("briefing", "data")  # pages without anything to compare
ASKED = ("explore",)  # pages that compare what is asked there
DAY = "2026-11-22"


def fine(app: AppTest) -> AppTest:
    """Return the app, asserting that it raised, complained and warned about nothing."""
    assert not app.exception
    assert not [error.value for error in app.error]
    assert not [warning.value for warning in app.warning]
    return app


def texts(app: AppTest) -> list[str]:
    return [str(element.value) for kind in (app.title, app.header, app.markdown, app.caption, app.info) for element in kind]


def assert_labelled(app: AppTest, this: str, other: str) -> None:
    """Assert that the title, each number and each chart say which side they are of."""
    assert app.title[0].value.index(this) < app.title[0].value.index(other)
    labels = [metric.label for metric in app.metric]
    assert labels
    assert set(labels) == {this, other}
    named = [text for text in texts(app) if text.startswith((f"**{this}**", f"**{other}**"))]
    alike = [text for text in texts(app) if this in text and other in text and text not in app.title[0].value]
    charts = len(app.get("plotly_chart"))
    assert charts
    assert len(named) + len(alike) >= charts


@pytest.mark.parametrize("language", ["id", "en", "ja"])
@pytest.mark.parametrize("page", [page for page in PAGES if page not in ASKED])
def test_each_page_stands_beside_itself_with_another_partner(visit: Visit, served: Any, page: str, language: str) -> None:
    app = fine(visit(page, lang=language, as_of=DAY, vs_partner="KOR"))
    words = served.words(language)
    assert app.query_params["vs_partner"] == "KOR"
    if page in PLAIN:
        assert words.t("This page has nothing to compare, so it is shown as it is. The comparison goes on on the other pages.") in [info.value for info in app.info]
        return
    assert_labelled(app, words.country("JPN"), words.country("KOR"))
    assert not any(text in ("nan", "None") for text in " ".join(texts(app)).replace("*", " ").split())


@pytest.mark.parametrize("language", ["id", "en", "ja"])
@pytest.mark.parametrize("page", [page for page in PAGES if page not in (*PLAIN, *ASKED)])
def test_each_page_stands_beside_itself_on_another_day(visit: Visit, served: Any, page: str, language: str) -> None:
    app = fine(visit(page, lang=language, as_of=DAY, vs_as_of="2020-01-01"))
    words = served.words(language)
    assert_labelled(app, words.date(date.fromisoformat(DAY)), words.date(date(2020, 1, 1)))


@pytest.mark.parametrize("page", ["sectors", "outcomes"])
def test_a_period_stands_beside_all_years(visit: Visit, page: str) -> None:
    app = fine(visit(page, lang="en", as_of=DAY, vs_from="2015", vs_to="2018"))
    assert_labelled(app, "all years", "2015–2018")


def test_every_view_of_a_page_is_there_and_what_differs_is_named(visit: Visit, served: Any) -> None:
    app = fine(visit("sectors", lang="en", as_of=DAY, vs_partner="KOR"))
    titles = [header.value for header in app.header]
    for view in views_of("sectors"):
        if not served.reader.catalogue[view.query].measure:  # those stand in a tab of their own
            assert served.reader.catalogue[view.query].title in titles
    rows = [{row["mode_code"]: row["engagement_count"] for row in served.reader.rows("sectors.by_mode", {"home": "IDN", "partner": partner, "as_of": DAY}) if row["engagement_stage_code"] == "held"} for partner in ("JPN", "KOR")]
    gap = rows[0]["offline"] - rows[1]["offline"]
    assert any(f"{rows[0]['offline']} for Japan, {rows[1]['offline']} for South Korea (+{gap})" in text for text in texts(app))


def test_what_has_no_date_of_its_own_is_not_told_as_what_happened(visit: Visit, served: Any) -> None:
    app = fine(visit("overview", lang="en", as_of=DAY, vs_partner="KOR"))
    rows = served.reader.rows("changes.events", {"home": "IDN", "partner": "JPN", "as_of": DAY, "since": date(2025, 11, 22)})
    dated, undated = ({row["ref_id"] for row in rows if row["is_dated"] is told} for told in (True, False))
    told = "\n".join(text for text in texts(app) if text.startswith("- "))
    names = served.words("en").name
    assert dated
    assert undated
    assert not any(names(ref) in told for ref in undated - dated)


def test_a_number_says_how_far_it_is_apart_and_opens_its_rows_on_either_side(visit: Visit, served: Any) -> None:
    app = fine(visit("overview", lang="en", as_of=DAY, vs_partner="KOR"))
    counts = [len(served.reader.rows("overview.agreements_in_force", {"home": "IDN", "partner": partner, "as_of": DAY})) for partner in ("JPN", "KOR")]
    assert [metric.value for metric in app.metric][:2] == [str(count) for count in counts]
    assert any(caption.value.startswith(f"Difference: +{counts[0] - counts[1]} (") for caption in app.caption)
    app.button(key="evidence-overview.agreements_in_force-2").click().run()
    assert any(f"{counts[1]} rows of the record" in caption.value for caption in fine(app).caption)


def test_evidence_of_the_other_side_is_cited_with_its_own_address(visit: Visit) -> None:
    app = fine(visit("coverage", lang="en", as_of=DAY, vs_partner="KOR"))
    keys = [str(button.key) for button in app.button if str(button.key).startswith("evidence-coverage.matrix-0-other")]
    app.button(key=keys[0]).click().run()
    cited = next(code.value for code in fine(app).code if "as_of" in code.value and "partner" in code.value and "select" not in code.value)
    assert "partner=KOR" in cited
    assert "vs_partner" not in cited


@pytest.mark.parametrize(("page", "says", "never"), [
    ("coverage", "Furthest apart is 2013: 60.8% for Japan, 40.0% for South Korea", " · no · no"),
    ("coverage", "Furthest apart is Fallen: 26 for Japan, 24 for South Korea", "Risen · Committed"),
    ("overview", "Only for Japan: Held (1).", "Only for Japan: Standby credit"),
])
def test_what_differs_is_what_the_chart_draws(visit: Visit, page: str, says: str, never: str) -> None:
    said = texts(fine(visit(page, lang="en", as_of=DAY, vs_partner="KOR")))
    assert any(says in text for text in said)
    assert not any(never in text for text in said)


def test_a_share_that_neither_side_gives_is_no_difference_of_participants(visit: Visit) -> None:
    app = visit("sectors", lang="en", as_of=DAY, vs_partner="KOR")
    app.session_state["compare-parts"] = "What an expert would ask"
    said = texts(fine(app.run()))
    assert any("The number is known on neither side." in text for text in said)
    assert not any("Furthest apart is Micro" in text for text in said)


def test_all_differences_open_as_a_table(visit: Visit) -> None:
    app = fine(visit("sectors", lang="en", as_of=DAY, vs_partner="KOR"))
    app.button(key="differences-sectors.by_mode-0").click().run()
    frame = fine(app).dataframe[0].value
    assert {"Mode", "On which side", "Engagements · Japan", "Engagements · South Korea", "Engagements · difference"} <= set(frame.columns)


def test_a_chip_takes_a_comparison_away_and_undo_brings_it_back(visit: Visit) -> None:
    app = fine(visit("overview", lang="en", vs_partner="KOR", vs_as_of="2020-01-01"))
    app.button(key="chip-vs_as_of").click().run()
    assert "vs_as_of" not in fine(app).query_params
    app.button(key="chip-vs_partner").click().run()
    assert "vs_partner" not in fine(app).query_params
    assert "South Korea" not in app.title[0].value
    app.button(key="undo").click().run()
    assert fine(app).query_params["vs_partner"] == "KOR"
    assert "South Korea" in app.title[0].value


def test_the_comparison_is_chosen_beside_the_filters_and_goes_along(visit: Visit) -> None:
    app = fine(visit("overview", lang="en"))
    assert app.selectbox(key="partner").value not in app.selectbox(key="vs_partner").options
    app.selectbox(key="vs_partner").set_value("KOR").run()
    assert "South Korea" in fine(app).title[0].value
    app.switch_page(str(ROOT / "pages" / "coverage.py")).run()
    assert "South Korea" in fine(app).title[0].value


@pytest.mark.parametrize("language", ["id", "en", "ja"])
@pytest.mark.parametrize(("name", "value"), [("vs_partner", "XX"), ("vs_as_of", "soon"), ("vs_from", "MM"), ("vs_to", "12"), ("vs_release", "../x")])
def test_a_wrong_other_side_is_answered_with_a_sentence(visit: Visit, served: Any, name: str, value: str, language: str) -> None:
    app = visit("overview", lang=language, **{name: value})
    assert not app.exception
    assert served.words(language).t("The address says {name}={value}, which Mitra cannot use; its default is shown instead.", name=name, value=value) in [warning.value for warning in app.warning]


@pytest.mark.parametrize(("name", "value", "says"), [("vs_partner", "JPN", "Both sides of the comparison would be Japan"), ("vs_partner", "BRA", "Nothing is on record between Indonesia and Brazil"), ("vs_release", "20000101-00000000", "There is no other release 20000101-00000000")])
def test_an_other_side_that_is_none_is_said(visit: Visit, name: str, value: str, says: str) -> None:
    app = visit("overview", lang="en", **{name: value})
    assert not app.exception
    assert len(app.warning) == 1
    assert app.warning[0].value.startswith(says)
    assert name not in app.query_params


def test_the_same_day_on_both_sides_shows_the_page(visit: Visit) -> None:
    app = fine(visit("coverage", lang="en", as_of="2024-01-01", vs_as_of="2024-01-01"))
    assert any(info.value == "Both sides of the comparison are the same, so the page itself is shown." for info in app.info)
    assert " beside " not in app.title[0].value


def test_pairs_for_comparison_can_be_the_other_side_once_they_are_shown(visit: Visit, served: Any) -> None:
    pairs = served.reader.rows("record.pairs", {})
    hidden = next(pair for pair in pairs if pair["is_comparator"] and any(one["home_code"] == pair["home_code"] and not one["is_comparator"] for one in pairs))
    shown = next(pair for pair in pairs if pair["home_code"] == hidden["home_code"] and not pair["is_comparator"])
    name = served.words("en").country(hidden["partner_code"])
    app = fine(visit("overview", lang="en", home=hidden["home_code"], partner=shown["partner_code"]))
    assert name not in app.selectbox(key="vs_partner").options
    app = fine(visit("overview", lang="en", home=hidden["home_code"], partner=shown["partner_code"], vs_partner=hidden["partner_code"]))
    assert name in app.title[0].value
    assert app.toggle(key="comparators").value


def test_page_and_command_line_say_the_same(served: Any, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MITRA_STORE", served.settings.store)
    given = {"home": "IDN", "partner": "JPN", "as_of": DAY}
    query = served.reader.catalogue["sectors.by_mode"]
    shape = sides.shape(query.types, query.key)
    frames = [cache.fetch(served.release, "sectors.by_mode", {**given, "partner": partner}) for partner in ("JPN", "KOR")]
    expected = sides.table(sides.join(frames[0], frames[1], shape), shape)
    command = ["compare", "sectors.by_mode", *(part for name, value in given.items() for part in ("--param", f"{name}={value}")), "--vs", "partner=KOR"]
    assert main([*command, "--format", "json"]) == 0
    assert json.loads(capsysbinary.readouterr().out) == json.loads(json.dumps(expected.to_dict("records"), default=int))
    assert main(command) == 0
    rows = list(csv.DictReader(capsysbinary.readouterr().out.decode().splitlines()))
    assert [row["engagement_count_difference"] for row in rows] == ["" if value is None else str(value) for value in expected["engagement_count_difference"]]


@dataclass(frozen=True)
class Held:
    """A draft as the library needs it."""

    id: str
    serve: Path
    manifest: dict[str, object]

    def close(self) -> None:
        """Leave the file to the release that it belongs to."""


@pytest.fixture(scope="module")
def releases(small_world: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Settings, str, str]]:
    """Serve a store of two releases of the small world, of which the second has one participant fewer."""
    folder = tmp_path_factory.mktemp("two")
    seed = Path(shutil.copytree(small_world.settings.seed, folder / "seed"))
    lines = (seed / "participants.csv").read_text("utf-8").splitlines(keepends=True)
    (seed / "participants.csv").write_text("".join(line for line in lines if not line.startswith("XP3,")), "utf-8")
    settings = replace(small_world.settings, seed=seed, store=str(shutil.copytree(small_world.settings.store, folder / "store")))
    second = build(settings, Shelf(settings.store), who="test", at=datetime(2026, 11, 23, tzinfo=UTC), note="one fewer")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MITRA_STORE", settings.store)
        st.cache_resource.clear()
        yield settings, small_world.release, second
    st.cache_resource.clear()


def opened(page: str, **address: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "mitra" / "ui" / "frame.py"), default_timeout=30)
    for name, value in address.items():
        app.query_params[name] = value
    app.switch_page(str(ROOT / "pages" / f"{page}.py"))
    return app


@pytest.mark.parametrize("language", ["id", "en", "ja"])
@pytest.mark.parametrize("page", [page for page in PAGES if page not in (*PLAIN, *ASKED)])
def test_each_page_stands_beside_itself_in_another_release(releases: tuple[Settings, str, str], page: str, language: str) -> None:
    _, first, second = releases
    app = fine(opened(page, lang=language, as_of="2024-01-01", vs_release=first).run())
    assert app.query_params["vs_release"] == first
    assert first in app.title[0].value
    assert app.title[0].value.index(second) < app.title[0].value.index(first)
    assert any(first in metric.label for metric in app.metric)


def test_the_page_of_uploads_says_where_two_releases_are_compared(releases: tuple[Settings, str, str]) -> None:
    app = fine(opened("data", lang="en", vs_release=releases[1]).run())
    assert any("compared under Sources" in info.value for info in app.info)
    assert any("Quality" in tab.label for tab in app.tabs)


def test_one_release_is_not_compared_with_itself(releases: tuple[Settings, str, str]) -> None:
    app = opened("overview", lang="en", vs_release=releases[2]).run()
    assert [warning.value for warning in app.warning] == [f"Both sides of the comparison would be the release {releases[2]}; choose another one."]
    assert not app.exception


def test_what_a_release_lost_is_named(releases: tuple[Settings, str, str]) -> None:
    _, first, _ = releases
    app = fine(opened("sectors", lang="en", as_of="2024-01-01", vs_release=first).run())
    lost = next(line for text in texts(app) for line in text.splitlines() if line.startswith(f"- Only for release {first}: "))
    assert "Food" in lost


def test_a_chart_in_which_nothing_differs_is_drawn_once_and_what_else_differs_opens(releases: tuple[Settings, str, str]) -> None:
    _, first, second = releases
    app = fine(opened("sources", lang="en", as_of="2024-01-01", vs_release=first).run())
    assert f"The chart is the same on both sides: release {second}, release {first}. Their rows differ only in what is not drawn." in texts(app)
    assert [button.key for button in app.button if str(button.key).startswith("add-sources.by_year")] == ["add-sources.by_year-0"]
    app.button(key="differences-sources.by_year-0").click().run()
    assert len(fine(app).dataframe) > 0


def test_a_draft_stands_beside_the_release(releases: tuple[Settings, str, str]) -> None:
    settings, first, second = releases
    cache.library().with_draft(Held("draft-of-a-test", readable_path(settings, Shelf(settings.store), first), dict(cache.library().open(first).manifest)))
    app = opened("sectors", lang="en", as_of="2024-01-01", vs_release=second)
    app.session_state["mitra"] = state.State(draft="draft-of-a-test")
    app.run()
    assert not app.exception
    assert not app.error
    assert app.title[0].value == f"Sectors: your draft beside release {second}"


def test_a_page_without_a_comparison_loads_nothing_of_it() -> None:
    done = subprocess.run([sys.executable, "-c", "import mitra.ui.frame, sys; print('mitra.ui.compare' in sys.modules)"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_views_of_every_page_are_found() -> None:
    found = {view.name for page in PAGES for view in views_of(page)}
    assert found == set(VIEWS)


def test_statistics_are_computed_for_two_sides_only_once_they_are_asked_for(visit: Visit, served: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mitra.ui.compare.page.is_deeper", lambda view: view.name == "sectors.by_mode")
    app = fine(visit("sectors", lang="en", as_of=DAY, vs_partner="KOR"))
    title = served.reader.catalogue["sectors.by_mode"].title
    assert [tab.label for tab in app.tabs] == ["Sectors", "Rows of the record", "What an expert would ask"]
    assert title not in [header.value for header in app.header]
    assert served.reader.catalogue["sectors.by_kind"].title in [header.value for header in app.header]
