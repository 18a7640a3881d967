"""Every question is answered, in each language, over every record, and where the record is too thin the answer says so."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from string import Formatter
from typing import Any

import pandas as pd
import pytest

from mitra.briefing import pages, views
from mitra.briefing.questions import QUESTIONS, THEMES, Answer, ask, find
from mitra.briefing.questions.agreements import ending, quiet
from mitra.briefing.questions.money import closing
from mitra.briefing.questions.question import listed
from mitra.briefing.views import Context
from mitra.catalogue import Catalogue
from mitra.errors import MitraError
from mitra.i18n import Words

LANGUAGES = ("id", "en", "ja")
CASES = {
    "seed": ("seed_release", {"home": "IDN", "partner": "JPN", "as_of": date(2026, 11, 22)}),
    "the other way": ("seed_release", {"home": "JPN", "partner": "IDN", "as_of": date(2026, 11, 22)}),
    "world": ("small_world", {"home": "IDN", "partner": "JPN", "as_of": date(2024, 1, 1)}),
    "empty pair": ("seed_release", {"home": "TLS", "partner": "VNM", "as_of": date(2026, 11, 22)}),
    "1950": ("seed_release", {"home": "IDN", "partner": "JPN", "as_of": date(1950, 1, 1)}),
    "filtered": ("seed_release", {"home": "IDN", "partner": "JPN", "as_of": date(2026, 11, 22), "sector": "crafts", "focus": "market_promotion", "from_year": 2020, "to_year": 2024}),
    "leap day": ("small_world", {"home": "IDN", "partner": "JPN", "as_of": date(2024, 2, 29)}),
}


@pytest.fixture
def answered(request: pytest.FixtureRequest) -> Callable[..., Answer]:
    """Return the function that answers a question in a case and a language."""

    def run(code: str, case: str, language: str) -> Answer:
        record, params = CASES[case]
        release = request.getfixturevalue(record)
        words = release.words(language)
        return ask(QUESTIONS[code], words, pages.context_of(release.reader, words, params))

    return run


@pytest.mark.parametrize("code", QUESTIONS)
@pytest.mark.parametrize("case", CASES)
def test_every_question_is_answered(answered: Callable[..., Answer], code: str, case: str) -> None:
    said = {}
    for language in LANGUAGES:
        answer = answered(code, case, language)
        said[language] = answer.said
        assert answer.said.endswith(("." if language != "ja" else "。", "?")), answer.said
        assert not {"nan", "NaT", "<NA>", *(["None"] if language != "en" else [])} & set(answer.said.replace(".", " ").replace(":", " ").split())
        assert "{" not in answer.said
        assert ".." not in answer.said
        assert "。。" not in answer.said
        assert set(answer.columns) <= set(answer.rows.columns)
    assert len(set(said.values())) == len(LANGUAGES)


def test_thirty_questions_over_six_themes() -> None:
    assert len(QUESTIONS) >= 30
    assert {question.theme for question in QUESTIONS.values()} == set(THEMES)
    assert len({question.text for question in QUESTIONS.values()}) == len(QUESTIONS)
    for question in QUESTIONS.values():
        assert {name for _, name, _, _ in Formatter().parse(question.text) if name} <= {"home", "partner", "year"}


@pytest.mark.parametrize("code", QUESTIONS)
def test_a_question_stands_on_a_query_with_a_formula_and_on_the_view_of_the_same_rows(code: str, seed_release: Any) -> None:
    catalogue: Catalogue = seed_release.library.catalogue
    question = QUESTIONS[code]
    query = catalogue[question.query]
    assert query.formula
    assert set(question.columns) <= set(query.columns)
    if question.view:
        assert views.find(question.view).query == question.query


def test_rows_of_an_unrelated_pair_change_no_answer(small_world: Any, build_record: Callable[[Path], Any], tmp_path: Path) -> None:
    seed = Path(shutil.copytree(small_world.settings.seed, tmp_path / "seed"))
    rows = pd.read_csv(seed / "agreements.csv", dtype="str")
    pd.concat([rows, rows[rows["agreement_id"] == "XA8"].assign(agreement_id="XA99")]).to_csv(seed / "agreements.csv", index=False)
    more = build_record(seed)
    assert len(more.reader.rows("agreements.of_pair", {"home": "MYS", "partner": "THA", "as_of": "2024-01-01"})) == 2
    params = CASES["world"][1]
    of_all_pairs = {"least_known"}
    for code, question in QUESTIONS.items():
        before, after = (ask(question, record.words("en"), pages.context_of(record.reader, record.words("en"), params)) for record in (small_world, more))
        assert (code in of_all_pairs) == (before.said != after.said), code


def test_what_does_not_exist_is_named() -> None:
    with pytest.raises(MitraError, match="no_such"):
        find("no_such")


def test_no_stated_end_is_not_no_end(answered: Callable[..., Answer]) -> None:
    answer = answered("ending", "seed", "en")
    assert answer.said == "No agreement states its end, so nothing can be said to end in 2026; 19 of 19 lack an end."
    assert len(answer.rows) == 19


def test_an_end_in_the_year_is_named(answered: Callable[..., Answer]) -> None:
    answer = answered("ending", "world", "en")
    assert list(answer.rows["ref_id"]) == ["XA3"]
    assert answer.said == "1 agreement ends in 2024: Made-up agreement, expiring. 1 of 3 does not state its end."


def _context(**params: Any) -> Context:
    return Context({"as_of": date(2024, 6, 1), **params}, lambda *_: pd.DataFrame())


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        ([], "No agreement is in force, so none can end."),
        ([None], "The agreement in force does not state its end, so it cannot be said whether it ends in 2024; 1 of 1 lacks an end."),
        (["2025"], "None of the agreements that state their end ends in 2024."),
        (["2024", "[2023-01..2024-03]", None], "2 agreements end in 2024: A0 and A1. 1 of 3 does not state its end."),
    ],
)
def test_ends_of_reduced_precision_count_by_their_last_day(words_en: Words, ends: list[str | None], said: str) -> None:
    rows = pd.DataFrame({"ref_id": [f"A{number}" for number in range(len(ends))], "in_force_until": pd.Series(ends, dtype="object")})
    assert ending(rows, words_en, _context()) == said


@pytest.mark.parametrize(
    ("closes", "said"),
    [
        ([], "No programme of this pair is open, so none can close."),
        ([None, None], "None of the 2 open programmes states when it closes, so nothing can be said of the next 12 months."),
        (["2025-06-01"], "1 programme closes within 12 months: P0."),
        (["2025-06-02", None], "None of those that state it closes within 12 months. 1 of 2 does not state when it closes."),
    ],
)
def test_a_year_ahead_includes_its_last_day(words_en: Words, closes: list[str | None], said: str) -> None:
    rows = pd.DataFrame({"ref_id": [f"P{number}" for number in range(len(closes))], "closes_on": pd.Series(closes, dtype="object")})
    assert closing(rows, words_en, _context()) == said


def test_an_unknown_day_is_neither_quiet_nor_not(words_en: Words) -> None:
    rows = pd.DataFrame({"is_quiet": pd.array([None, True, False], dtype="boolean"), "engagement_count": [1, 0, 2]})
    assert quiet(rows, words_en, _context()).startswith("Under 1 of 3 agreements in force")


@pytest.fixture
def words_en(seed_release: Any) -> Words:
    """Return English without names of the record."""
    return Words("en", seed_release.words("en").contract, {})


def test_many_names_are_cut_and_counted(words_en: Words) -> None:
    assert listed(["a"], words_en) == "a"
    assert listed(list("abcd"), words_en) == "a, b, c, and d"
    assert listed(list("abcde"), words_en) == "a, b, c and 2 more"
