"""Dates of reduced precision: every text means a span of days, and the span is as wide as the text is vague."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitra.partial_date import Bounds, bounds

DAYS = st.dates(min_value=date(1, 1, 1))


@given(DAYS)
def test_a_day_means_itself(day: date) -> None:
    assert bounds(day.isoformat()) == Bounds(day, day)


@given(DAYS)
def test_each_vaguer_text_holds_the_finer_one(day: date) -> None:
    texts = (day.isoformat(), day.isoformat()[:7], day.isoformat()[:4])
    spans = [bounds(text) for text in texts]
    for finer, vaguer in pairwise(spans):
        assert vaguer.earliest <= finer.earliest <= finer.latest <= vaguer.latest  # type: ignore[operator]  # a point has both


@given(DAYS)
def test_a_month_and_a_year_are_whole(day: date) -> None:
    month, year = bounds(day.isoformat()[:7]), bounds(day.isoformat()[:4])
    assert month.earliest == day.replace(day=1)
    assert month.latest is not None
    assert month.latest == date.max or (month.latest + timedelta(days=1)).day == 1
    assert year == Bounds(date(day.year, 1, 1), date(day.year, 12, 31))


@given(DAYS, DAYS)
def test_a_set_of_days_has_both_ends_in_order(one: date, other: date) -> None:
    first, last = sorted((one, other))
    assert bounds(f"[{first}..{last}]") == Bounds(first, last)
    assert bounds(f"[..{last}]") == Bounds(None, last)
    assert bounds(f"[{first}..]") == Bounds(first, None)
    if first != last:
        with pytest.raises(ValueError, match=str(first)):
            bounds(f"[{last}..{first}]")


@given(st.text(max_size=14))
def test_any_other_text_is_refused_and_nothing_else_is_raised(text: str) -> None:
    try:
        found = bounds(text)
    except ValueError:
        return
    assert found.earliest is not None or found.latest is not None


@pytest.mark.parametrize("text", ["", "2023-13", "2023-02-29", "2023-7-31", "31-07-2023", "2023/07/31", "0000", "[..]", "[2023", "2023..2024", "[2023..2022]", "2023-07-31T00:00", "٢٠٢٣", " 2023"])
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # the message is the text itself, which may be empty
        bounds(text)
