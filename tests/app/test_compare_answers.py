"""A question's two answers, side by side: both sentences, what differs, the rows or the chart of each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
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
OTHERS = ({"vs_partner": "KOR"}, {"vs_as_of": "2020-01-01"}, {"vs_from": "2015", "vs_to": "2018"})


def fine(app: AppTest) -> AppTest:
    """Return the app, asserting that it raised, complained and warned about nothing."""
    assert not app.exception
    assert not [error.value for error in app.error]
    assert not [warning.value for warning in app.warning]
    return app


def said(app: AppTest) -> list[str]:
    return [str(element.value) for kind in (app.markdown, app.caption, app.info) for element in kind]


def answer(served: Any, words: Words, code: str, **params: Any) -> str:
    context = pages.context_of(served.reader, words, {"home": "IDN", "partner": "JPN", "as_of": DAY, **params})
    return escaped(ask(QUESTIONS[code], words, context).said)


@pytest.mark.parametrize("place", range(len(OTHERS)))
@pytest.mark.parametrize("code", QUESTIONS)
def test_every_question_is_answered_for_both_sides(visit: Visit, served: Any, code: str, place: int) -> None:
    language = LANGUAGES[(list(QUESTIONS).index(code) + place) % 3]
    app, words = fine(visit("explore", lang=language, question=code, as_of=DAY, **OTHERS[place])), served.words(language)
    theirs = ({"partner": "KOR"}, {"as_of": date(2020, 1, 1)}, {"from_year": 2015, "to_year": 2018})[place]
    mine, other = answer(served, words, code), answer(served, words, code, **theirs)
    headings = [text.lstrip("# ") for text in said(app) if text.startswith("##")]
    assert {mine, other} <= set(headings)
    assert not any(word in ("nan", "NaT") for text in said(app) for word in text.replace("*", " ").split())


def test_what_only_one_answer_names_is_said_and_the_rows_stand_side_by_side(visit: Visit, served: Any) -> None:
    app = fine(visit("explore", lang="en", question="never_invited", as_of=DAY, vs_partner="KOR"))
    rows = []
    for partner in ("JPN", "KOR"):
        balance = served.reader.frame("questions.sector_balance", {"home": "IDN", "partner": partner, "as_of": DAY})
        rows.append(set(balance.loc[(balance["engagement_count"] == 0) & (balance["participant_row_count"] == 0), "sector_code"]))
    (alone,) = rows[0] - rows[1]
    assert any(f"Only for Japan: {served.words('en').code('sector', alone)}." in text for text in said(app))
    assert [len(frame.value) for frame in app.dataframe] == [len(found) for found in rows]
    app.button(key="differences-question-never_invited").click().run()
    assert len(fine(app).dataframe[-1].value) == len(rows[0] | rows[1])


def test_a_question_with_a_chart_is_drawn_for_both_sides_on_one_scale(visit: Visit) -> None:
    app = fine(visit("explore", lang="en", question="in_force", as_of=DAY, vs_partner="KOR"))
    assert len(app.get("plotly_chart")) == 2
    assert any("What agreements do we have with South Korea" in text for text in said(app))
    assert any(text.startswith("- Furthest apart is ") for text in said(app))


def test_agreements_in_force_are_compared_where_neither_side_knows_an_end(visit: Visit) -> None:
    app = fine(visit("explore", lang="en", question="ending", as_of=DAY, vs_as_of="2020-01-01"))
    assert any("end in 2020" in text for text in said(app))
    assert any("Both sides have 11 rows in common, and they are the same." in text for text in said(app))


def test_one_answer_for_both_sides_is_given_once(visit: Visit) -> None:
    app = fine(visit("explore", lang="en", question="least_known", as_of=DAY, vs_partner="KOR"))
    assert any(text == "Both sides are the same here: Japan, South Korea." for text in said(app))
    assert len([text for text in said(app) if text.startswith("##")]) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_question_it_is_said_what_is_compared(visit: Visit, served: Any, language: str) -> None:
    app, words = fine(visit("explore", lang=language, q="smrj", vs_partner="KOR")), served.words(language)
    assert any(words.country("JPN") in info.value and words.country("KOR") in info.value for info in app.info)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ["in_force", "ending", "women", "covered", "largest", "heaviest"])
def test_an_empty_side_is_a_sentence(visit: Visit, language: str, code: str) -> None:
    fine(visit("explore", lang=language, question=code, as_of=DAY, vs_as_of="1990-01-01"))
    fine(visit("explore", lang=language, question=code, as_of=DAY, vs_partner="TLS"))
