"""What a sentence calls the most is the most: where several share it, it names them all or none."""

from __future__ import annotations

import pandas as pd

from mitra.findings import coverage, overview
from mitra.i18n import Words


def uncovered(**counts: int) -> pd.DataFrame:
    return pd.DataFrame({"focus_area_code": [area for area, count in counts.items() for _ in range(count)]})


def test_what_is_missing_most_is_named_with_its_number(plain_words: Words) -> None:
    said = overview.missing(uncovered(startup_funding=17, policy_dialogue=16), 240, plain_words)
    assert said.index(plain_words.code("focus_area", "startup_funding")) < said.index("17")
    assert plain_words.code("focus_area", "policy_dialogue") not in said


def test_two_areas_alike_are_both_named_and_more_are_not(plain_words: Words) -> None:
    areas = ("startup_funding", "policy_dialogue", "supply_chain")
    two = overview.missing(uncovered(**dict.fromkeys(areas[:2], 24)), 240, plain_words)
    three = overview.missing(uncovered(**dict.fromkeys(areas, 24)), 240, plain_words)
    assert all(plain_words.code("focus_area", area) in two for area in areas[:2])
    assert not any(plain_words.code("focus_area", area) in three for area in areas)


def test_gaps_that_share_the_first_place_are_counted(plain_words: Words) -> None:
    rows = pd.DataFrame([("trade", area, score, 0.3, "employment", 2016) for area, score in (("technology_transfer", 0.3), ("startup_funding", 0.3), ("supply_chain", 0.2))], columns=["sector_code", "focus_area_code", "priority_score", "sector_share", "share_basis_code", "share_year"])
    assert plain_words.code("focus_area", "technology_transfer") in coverage.gaps(rows.iloc[[0, 2]], plain_words)
    alike = coverage.gaps(rows, plain_words)
    assert alike != coverage.gaps(rows.iloc[[0, 2]], plain_words)
    assert "2" in alike.replace("2016", "")
