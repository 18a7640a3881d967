"""The explore page and the search over any page: what is asked is answered, what is found leads there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from mitra.briefing import pages
from mitra.briefing.questions import QUESTIONS, ask
from mitra.i18n import Words
from mitra.ui.briefing.plain import escaped

Visit = Callable[..., AppTest]
LANGUAGES = ("id", "en", "ja")
DAY = "2026-11-22"


def fine(app: AppTest) -> AppTest:
    """Return the app, asserting that it raised and complained about nothing."""
    assert not app.exception
    assert not [error.value for error in app.error]
    return app


def links(app: AppTest) -> list[tuple[str, str]]:
    """Return the links that are drawn: page and query."""
    return [(link.proto.page, link.proto.query_string) for link in app.get("page_link")]


def said(app: AppTest) -> str:
    """Return what the page says in text."""
    return "\n".join(str(element.value) for kind in (app.markdown, app.caption, app.warning) for element in kind)


@pytest.mark.parametrize("code", QUESTIONS)
def test_a_question_in_the_address_is_answered(visit: Visit, served: Any, code: str) -> None:
    language = LANGUAGES[list(QUESTIONS).index(code) % 3]
    app = fine(visit("explore", lang=language, question=code, as_of=DAY))
    words: Words = served.words(language)
    context = pages.context_of(served.reader, words, {"home": "IDN", "partner": "JPN", "as_of": DAY})
    assert f"## {escaped(ask(QUESTIONS[code], words, context).said)}" in [element.value for element in app.markdown]
    assert any(button.key and f"question-{code}" in button.key and button.key.startswith("evidence-") for button in app.button)
    assert any(button.key and button.key.startswith(f"add-question-{code}") for button in app.button)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ["covered", "regions", "ending"])
def test_a_question_over_a_pair_without_rows_is_answered(visit: Visit, language: str, code: str) -> None:
    fine(visit("explore", lang=language, home="IDN", partner="TLS", question=code))


def test_a_question_of_the_list_is_answered_and_stands_in_the_address(visit: Visit) -> None:
    app = fine(visit("explore", lang="en", as_of=DAY))
    assert not [element for element in app.markdown if element.value.startswith("## ")]
    app.button(key="ask-ending").click().run()
    assert fine(app).query_params["question"] == "ending"
    assert "19 of 19 lack an end" in said(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_question_is_a_sentence(visit: Visit, language: str) -> None:
    app = fine(visit("explore", lang=language, question="no_such"))
    assert "no_such" in app.warning[0].value


def test_a_filter_that_an_answer_does_not_heed_is_named(visit: Visit) -> None:
    app = fine(visit("explore", lang="en", question="money_alone", sector="crafts"))
    assert "This answer is not narrowed by: Sector." in said(app)
    assert "not narrowed" not in said(fine(visit("explore", lang="en", question="ending", sector="crafts")))


@pytest.mark.parametrize(
    ("kind", "typed", "page", "names"),
    [
        ("agreement", "standby JFC bangkok", "agreements", ("agreement=A005", "home=JPN", "partner=THA")),
        ("institution", "smrj", "sources", ("institution=I-SMRJ",)),
        ("source", "smrj", "sources", ("source=S001",)),
        ("program", "standby", "financing", ("program=P011",)),
        ("outcome", "daiho", "outcomes", ("outcome=O016", "partner=JPN")),
        ("sector", "perikanan", "coverage", ("sector=fisheries",)),
        ("region", "jawa barat", "sectors", ("region=ID-JB",)),
    ],
)
def test_what_is_found_leads_to_where_it_is_shown(visit: Visit, kind: str, typed: str, page: str, names: tuple[str, ...]) -> None:
    app = fine(visit("explore", lang="en", q=typed))
    assert any(where == page and all(name in query for name in names) for where, query in links(app)), (kind, links(app))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("typed", ["x", "%%", "qqqqqq wwwwww", "a" * 2000, "<b>*x*</b> [y](z)", "$\\frac$"])
def test_what_finds_nothing_is_a_sentence(visit: Visit, language: str, typed: str) -> None:
    app = fine(visit("explore", lang=language, q=typed))
    assert not links(app)
    assert app.query_params["q"] == typed


def test_typing_searches_and_stands_in_the_address(visit: Visit) -> None:
    app = fine(visit("explore", lang="id"))
    app.text_input(key="explore.search").set_value("pelatihan").run()
    assert fine(app).query_params["q"] == "pelatihan"
    assert ("financing", "P024") in [(page, "P024") for page, query in links(app) if "program=P024" in query]
    app.text_input(key="explore.search").set_value("").run()
    assert "q" not in fine(app).query_params


def test_a_slip_is_offered_mended(visit: Visit) -> None:
    app = fine(visit("explore", lang="id", q="kopersi jepang"))
    assert any(page == "explore" and "koperasi" in query for page, query in links(app))


@pytest.mark.parametrize("page", ["overview", "agreements", "briefing", "data", "explore", "sources"])
def test_the_search_opens_over_any_page(visit: Visit, page: str) -> None:
    app = fine(visit(page, lang="en"))
    app.button(key="search").click().run()
    fine(app)
    assert "search.text" in {field.key for field in app.text_input}


def test_links_keep_language_and_day(visit: Visit) -> None:
    app = fine(visit("explore", lang="ja", q="smrj", as_of="2024-01-01"))
    assert links(app)
    assert all("lang=ja" in query and "as_of=2024-01-01" in query for _, query in links(app))


def test_an_outcome_opens_from_a_link_and_is_refused_where_it_is_not_known(visit: Visit) -> None:
    app = fine(visit("outcomes", lang="en", outcome="O003", as_of=DAY))
    detail = next(element.value for element in app.markdown if element.value.startswith("**Deal**"))
    assert "USD 12 million (Reported)" in detail
    assert "Enterprise sizes covered: All sizes" in detail
    assert any("Liputan6" in element.value for element in app.markdown)
    app.button(key="evidence-outcome-1").click().run()
    assert any("1 row of the record" in caption.value for caption in fine(app).caption)
    assert "date unknown" in said(fine(visit("outcomes", lang="en", outcome="O019", as_of=DAY)))
    for address in ({"outcome": "no_such"}, {"outcome": "O003", "as_of": "2020-01-01"}, {"outcome": "O003", "partner": "KOR"}):
        app = fine(visit("outcomes", lang="en", **address))
        assert [f"The outcome {address['outcome']} is not among those of this pair and choice."] == [warning.value for warning in app.warning]


def test_an_institution_a_programme_and_a_region_open_from_a_link(visit: Visit) -> None:
    app = fine(visit("sources", lang="en", institution="I-SMRJ"))
    assert app.selectbox(key="sources.institution").value == "I-SMRJ"
    assert fine(visit("financing", lang="en", program="P011")).selectbox(key="financing.program").value == "P011"
    assert fine(visit("sectors", lang="en", region="ID-JB")).selectbox(key="sectors.region").value == "ID-JB"
    for name, key, value, page in (("institution", "sources.institution", "I-SMRJ", "sources"), ("program", "financing.program", "P011", "financing"), ("region", "sectors.region", "ID-JB", "sectors")):
        app = fine(visit(page, lang="en", **{name: value}))
        fine(app.run())
        assert (app.query_params[name], app.selectbox(key=key).value) == (value, value)  # a reload, or the link passed on, opens it again
    for page, name in (("sources", "institution"), ("financing", "program"), ("sectors", "region")):
        fine(visit(page, lang="en", **{name: "no_such"}))
