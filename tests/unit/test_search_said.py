"""What a search says of what it found, and which words it offers where it found nothing."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from mitra.findings import search as findings
from mitra.i18n import Words
from mitra.store.search import wanted
from mitra.ui.frame import PAGES
from mitra.ui.search import ICONS, OPENS, way

VOCABULARY = ("jepang", "koperasi", "kerajinan", "日本", "smrj", "biofarmaka")


@pytest.mark.parametrize(("typed", "meant"), [("kopersi", "koperasi"), ("kopersi jepang", "koperasi jepang"), ("jepang kerajinn", "jepang kerajinan"), ("qqqq", ""), ("jepang", ""), ("jepang qqqq", ""), ("kopersi of kerajin", "koperasi of kerajin")])
def test_a_slip_is_offered_mended(typed: str, meant: str) -> None:
    assert findings.meant(wanted(typed), VOCABULARY) == meant


@pytest.mark.parametrize("typed", ["", "  ", "x", "%", "無", "a" * 5000])
def test_each_text_is_answered_with_a_sentence(plain_words: Words, typed: str) -> None:
    nothing = pd.DataFrame({"record_kind_code": [], "found_count": []})
    said = findings.said(nothing, plain_words, typed, wanted(typed))
    assert said.endswith((".", "。"))
    assert len(said) < 300


def test_every_kind_has_its_page(the_contract: Any) -> None:
    assert set(OPENS) == set(ICONS) == set(the_contract.codelists["record_kind"])
    assert {page for page, _ in OPENS.values()} <= {page for page, *_ in PAGES}


def test_the_way_names_the_thing_and_its_pair() -> None:
    row = {"record_kind_code": "enterprise", "shown_ref_id": "E1", "home_code": "JPN", "partner_code": "THA"}
    assert way(row) == ("overview", {"home": "JPN", "partner": "THA", "engagement": "E1"})
    assert way({**row, "record_kind_code": "source", "shown_ref_id": "S1", "home_code": None}) == ("sources", {"source": "S1"})
