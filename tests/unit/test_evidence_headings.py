"""What a figure was asked with is told in words, not in the names of parameters."""

from __future__ import annotations

from pathlib import Path

import pytest

from mitra.briefing.questions import QUESTIONS
from mitra.briefing.views import VIEWS
from mitra.catalogue import Catalogue
from mitra.i18n import Words
from mitra.ui.evidence import labels

CATALOGUE = Catalogue(Path(__file__).resolve().parent.parent.parent / "queries")
SHOWN = sorted({view.query for view in VIEWS.values()} | {question.query for question in QUESTIONS.values()})


@pytest.mark.parametrize("name", SHOWN)
def test_each_choice_behind_a_figure_has_a_heading_in_words(plain_words: Words, name: str) -> None:
    assert [label for label in labels(plain_words, CATALOGUE[name]) if label in CATALOGUE[name].params] == []
