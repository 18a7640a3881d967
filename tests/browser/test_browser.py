"""What only a browser shows: addresses, clicks, colours, requests, and whether a screen reader can follow."""

from __future__ import annotations

import shutil
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

from mitra.api import HEADERS

PAGES = [path.stem for path in sorted((Path(__file__).resolve().parent.parent.parent / "pages").glob("*.py"))]
STREAMLITS_OWN: dict[str, str] = {}  # axe rule: why its finding is not ours


def address(name: str, language: str) -> str:
    """Return a page's address; the overview is the front page."""
    return f"/{'' if name == 'overview' else name}?lang={language}"


def test_a_cold_deep_link_goes_through_the_frame(visitor: Any) -> None:
    page = visitor.open("/coverage?lang=ja")
    assert "重点分野" in page.locator("h1").first.inner_text()
    assert page.evaluate("document.documentElement.lang") == "ja"
    assert page.get_by_label("相手国").first.is_visible()
    assert (visitor.query("home"), visitor.query("partner"), visitor.query("lang")) == ("IDN", "JPN", "ja")


def test_the_language_follows_the_browser_and_the_switch(visitor: Any) -> None:
    page = visitor.open("/")
    assert visitor.query("lang") == "en"
    english = page.locator("h1").first.inner_text()
    page.get_by_text("Bahasa Indonesia", exact=True).click()
    visitor.wait_for_query("lang", "id")
    assert page.locator("h1").first.inner_text() != english
    assert page.evaluate("document.documentElement.lang") == "id"


def test_a_filter_survives_pages_back_and_reload(visitor: Any) -> None:
    page = visitor.open("/?lang=en&sector=fisheries&as_of=2024-01-01")
    page.get_by_role("link", name="Coverage").first.click()
    page.wait_for_url("**/coverage**")
    visitor.settle()
    assert (visitor.query("sector"), visitor.query("as_of"), visitor.query("lang")) == ("fisheries", "2024-01-01", "en")
    page.reload()
    visitor.settle()
    page.get_by_role("button", name="Fisheries").first.wait_for()
    page.go_back()
    page.wait_for_function("() => new URL(location.href).searchParams.get('sector') === 'fisheries'")


def test_filters_stay_through_languages_and_in_a_popover_opened_late(visitor: Any) -> None:
    page = visitor.open("/agreements?home=JPN&partner=IDN&sector=fisheries&from=2010&as_of=2024-01-01&lang=en")
    for language, name in (("id", "Bahasa Indonesia"), ("en", "English")):
        page.get_by_text(name, exact=True).first.click()
        visitor.wait_for_query("lang", language)
    page.get_by_role("button", name="Filter").first.click()
    assert page.get_by_label("Sector", exact=True).input_value() == "Fisheries and aquaculture"
    assert page.get_by_label("From year").input_value() == "2010"
    page.keyboard.press("Escape")
    page.get_by_text("日本語", exact=True).first.click()
    visitor.wait_for_query("lang", "ja")
    assert page.locator(".st-key-home input").input_value() == "日本"
    assert {name: visitor.query(name) for name in ("home", "partner", "sector", "from", "as_of")} == {"home": "JPN", "partner": "IDN", "sector": "fisheries", "from": "2010", "as_of": "2024-01-01"}


def test_the_keys_of_the_search_put_the_cursor_into_it(visitor: Any) -> None:
    """Without it, a word with an "r" in it would rerun the page and close the dialog."""
    page = visitor.open("/?lang=en")
    page.get_by_role("button", name="Ctrl + K").first.wait_for()
    page.keyboard.press("Control+k")
    field = page.get_by_role("dialog").get_by_role("searchbox")
    field.wait_for()
    page.wait_for_function("() => document.activeElement.matches('[role=dialog] input')")
    page.keyboard.type("smrj")
    page.get_by_role("dialog").get_by_role("link", name="SMRJ").first.wait_for()
    assert field.input_value() == "smrj"


def test_every_click_on_a_tab_opens_it_and_the_way_back_closes_it(visitor: Any) -> None:
    page = visitor.open("/agreements?lang=en")
    for name, code in (("How long agreements last", "survival"), ("What renewals changed", "renewals"), ("Who holds the network together", "network")):
        page.get_by_role("tab", name=name).click()
        visitor.wait_for_query("part", code)
        page.get_by_role("tab", name=name, selected=True).wait_for()
    page.go_back()
    visitor.wait_for_query("part", "renewals")
    page.get_by_role("tab", name="What renewals changed", selected=True).wait_for()
    page.go_back()
    visitor.wait_for_query("part", "survival")
    page.get_by_text("All pairs of the record", exact=True).click()
    visitor.wait_for_query("pairs", "all")
    page.go_back()
    visitor.wait_for_query("pairs", None)
    page.get_by_role("radio", name="This pair", checked=True).wait_for()


def test_a_click_on_a_cell_opens_its_rows_and_undo_takes_it_back(visitor: Any) -> None:
    page = visitor.open("/coverage?lang=en")
    page.wait_for_selector(".js-plotly-plot .scatterlayer .point")
    before = page.locator("[data-testid=stDataFrame]").count()
    box = page.locator(".js-plotly-plot .scatterlayer .point").first.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_function("() => new URL(location.href).searchParams.has('sector')")
    visitor.settle()
    assert visitor.query("focus")
    page.locator("[data-testid=stDataFrame]").nth(before).wait_for()  # one table more; the browser loads its code when it first needs it
    page.get_by_role("button", name="Undo").click()
    visitor.wait_for_query("sector", None)
    assert visitor.query("focus") is None


def test_evidence_opens_and_its_rows_can_be_downloaded(visitor: Any) -> None:
    page = visitor.open("/coverage?lang=en&sector=fisheries&focus=supply_chain")
    page.get_by_role("button", name="Data and sources").first.click()
    dialog = page.get_by_role("dialog")
    dialog.wait_for()
    button = dialog.get_by_role("button", name="CSV with codes").first
    button.wait_for()
    with page.expect_download() as coming:
        button.click()
    rows = Path(coming.value.path()).read_text("utf-8-sig").splitlines()
    assert rows[0].startswith("ref_id,")
    assert len(rows) > 1


def test_dark_mode_reaches_page_and_charts(visitor_with: Callable[..., Any], dashboard: str) -> None:
    visitor = visitor_with(dashboard, color_scheme="dark", viewport={"width": 1360, "height": 900})
    page = visitor.open("/coverage?lang=en")
    page.wait_for_selector(".js-plotly-plot .xtick text")
    assert page.evaluate("getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor") == "rgb(16, 24, 31)"
    red, green, blue = page.evaluate("getComputedStyle(document.querySelector('.js-plotly-plot .xtick text')).fill.match(/\\d+/g).slice(0, 3).map(Number)")
    assert min(red, green, blue) > 150


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_nobody_outside_can_be_followed_and_fits_a_phone(visitor: Any, name: str) -> None:
    page = visitor.open(address(name, "id"))
    if page.locator("[data-testid=stPlotlyChart]").count():
        page.wait_for_selector(".js-plotly-plot .main-svg")
    outside = [url for url in visitor.asked if urlsplit(url).scheme in ("http", "https", "ws", "wss") and urlsplit(url).hostname != "127.0.0.1"]
    assert outside == []
    page.wait_for_timeout(600)  # what fades in has little contrast meanwhile
    found = Axe().run(page).response["violations"]
    ours = [f"{one['id']}: {one['help']}: {node['html'][:200]}" for one in found if one["impact"] in ("serious", "critical") and one["id"] not in STREAMLITS_OWN for node in one["nodes"]]
    assert ours == []
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(300)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert visitor.complaints == []


def test_a_wrong_parameter_is_a_sentence(visitor: Any) -> None:
    page = visitor.open("/coverage?lang=en&as_of=0001-01-01&sector=no_such")
    said = page.locator("[data-testid=stAlert]").all_inner_texts()
    assert any("as_of=0001-01-01" in text for text in said)
    assert any("sector=no_such" in text for text in said)
    assert page.locator("h1").count() == 1


def test_every_answer_of_the_server_has_the_security_headers(dashboard: str) -> None:
    for path in ("/", "/healthz", "/api/v1/queries"):
        with urllib.request.urlopen(f"{dashboard}{path}") as answer:  # noqa: S310  # our own server
            assert {name: answer.headers[name] for name in HEADERS} == HEADERS


def test_a_damaged_release_is_a_sentence(seed_release: Any, serve: Callable[[Path], Any], visitor_with: Callable[..., Any], tmp_path: Path) -> None:
    store = Path(shutil.copytree(seed_release.settings.store, tmp_path / "store"))
    (store / "releases" / seed_release.release / "serve.duckdb").write_bytes(b"damaged")
    with serve(store) as address:
        page = visitor_with(address, locale="ja-JP").open("/coverage")
        said = page.locator("[data-testid=stAlert]").all_inner_texts()
        assert len(said) == 1
        assert seed_release.release in said[0]
        assert "Traceback" not in page.content()


def test_a_comparison_draws_both_sides_on_one_scale(visitor: Any) -> None:
    page = visitor.open("/sectors?lang=en&as_of=2024-01-01&vs_partner=KOR")
    assert page.locator("h1").inner_text() == "Sectors: Japan beside South Korea"
    page.wait_for_function("() => document.querySelectorAll('.js-plotly-plot .barlayer .point').length > 20")
    ranges = page.evaluate("() => [...document.querySelectorAll('.stPlotlyChart')].map(chart => [chart.closest('[class*=st-key-chart-]').className.match(/st-key-chart-([^ ]*)/)[1], chart.querySelector('.js-plotly-plot').layout.xaxis?.range])")
    sides = {name: span for name, span in ranges if "by_mode" in name}
    assert len(sides) == 2
    assert len({tuple(span) for span in sides.values()}) == 1
    page.set_viewport_size({"width": 390, "height": 844})
    visitor.settle()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.get_by_text("South Korea", exact=True).count() > 3
    assert visitor.complaints == []


def test_every_tab_of_a_page_opens_one_after_the_other(visitor: Any) -> None:
    page = visitor.open("/sectors?lang=en&part=quotient")
    for title, part in (("Inclusiveness", "inclusiveness"), ("Location quotient", "quotient"), ("Concentration and diversity", None), ("Inclusiveness", "inclusiveness")):
        page.get_by_role("tab", name=title).click()
        visitor.wait_for_query("part", part)
        assert page.get_by_role("tab", name=title).get_attribute("aria-selected") == "true"
