"""What the comparison of a view says is of what its chart draws: no count in the place of a share, no row that the chart does not have."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mitra.briefing.views import VIEWS
from mitra.findings import differences
from mitra.findings.differences import Named
from mitra.theme import LIGHT
from mitra.ui.compare.figures import Compared, compared

PARAMS: dict[str, Any] = {"language": "en", "home": "IDN", "partner": "JPN", "as_of": date(2026, 11, 22), "from_year": None, "to_year": None, "sector": None, "focus": None}


def beside(served: Any, view: str, **other: Any) -> list[Compared]:
    words = served.words("en")
    return compared(view, served.reader, tuple(PARAMS.items()), served.reader, tuple({**PARAMS, **other}.items()), words, words, LIGHT)


def told(served: Any, view: str, **other: Any) -> str:
    words = served.words("en")
    return "\n".join(sentence for one in beside(served, view, **other) for sentence in differences.said(one.pairs, one.shape, Named("Japan", "the other", words, words), VIEWS[view].shows))


@pytest.mark.parametrize("view", [view.name for view in VIEWS.values() if view.shows])
def test_what_a_view_shows_is_a_column_to_compare(served: Any, view: str) -> None:
    for one in beside(served, view, partner="KOR"):
        assert VIEWS[view].shows in (*one.shape.measures, *one.shape.traits)


def test_a_group_of_which_too_little_is_known_has_no_number(served: Any) -> None:
    said = told(served, "sectors.inclusiveness", partner="KOR")
    assert "The number is known on neither side." in said
    assert "Micro: " not in said


def test_a_quotient_is_not_compared_where_one_side_is_too_thin_for_it(served: Any) -> None:
    said = told(served, "sectors.location_quotient", partner="KOR")
    assert "Furthest apart" not in said
    assert "No difference is given for Food and beverages" in said


def test_the_share_covered_is_compared_and_not_the_number_of_all_cells(served: Any) -> None:
    assert "percentage points" in told(served, "coverage.share", partner="KOR")


def test_pairs_of_other_countries_are_no_difference(served: Any) -> None:
    pairs = beside(served, "coverage.pairs", partner="KOR")[0].pairs
    assert pairs
    assert {pair.side for pair in pairs} == {"both"}


def test_values_over_firms_of_all_sizes_are_told_apart_as_they_are_drawn(served: Any) -> None:
    own, wide = ({pair.key for pair in beside(served, f"outcomes.{name}", partner="KOR")[0].pairs} for name in ("amounts", "all_sizes"))
    assert own
    assert wide
    assert not own & wide
