"""The questions that a ministry asks, a module a theme; a new one is one more entry of its theme's tuple."""

from __future__ import annotations

from collections.abc import Mapping

from mitra.briefing.questions.agreements import AGREEMENTS
from mitra.briefing.questions.coverage import COVERAGE
from mitra.briefing.questions.money import MONEY
from mitra.briefing.questions.outcomes import OUTCOMES
from mitra.briefing.questions.participation import PARTICIPATION
from mitra.briefing.questions.quality import QUALITY
from mitra.briefing.questions.question import Answer, Question, ask
from mitra.errors import MitraError
from mitra.i18n import mark

__all__ = ["QUESTIONS", "THEMES", "Answer", "Question", "ask", "find"]

THEMES = {
    "agreements": mark("Agreements"),
    "participation": mark("Who takes part"),
    "coverage": mark("What is covered"),
    "money": mark("Money"),
    "outcomes": mark("What came of it"),
    "quality": mark("How sure the record is"),
}
QUESTIONS: Mapping[str, Question] = {question.code: question for question in (*AGREEMENTS, *PARTICIPATION, *COVERAGE, *MONEY, *OUTCOMES, *QUALITY)}


def find(code: str) -> Question:
    """Return a question by its code; MitraError where there is none."""
    if code not in QUESTIONS:
        raise MitraError("There is no question {code}. `python -m mitra ask` lists them all.", code=code)
    return QUESTIONS[code]
