"""Charts and sentences of coverage through time and of the chain: what is too thin is said, what is alike is one line, all adds up."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from mitra.charts import coverage, coverage_shares, funnel
from mitra.findings import agenda
from mitra.findings import coverage_shares as said
from mitra.findings import funnel as funnel_said
from mitra.i18n import Words
from mitra.theme import LIGHT

DAY = date(2024, 1, 1)


def shares(*, known: int, same: float | None, weighted: float | None) -> pd.DataFrame:
    row = {"matrix_cell_count": 240, "covered_count": 60, "covered_share": 0.25, "known_sector_count": known, "needed_sector_count": 3, "known_weight": 0.8 if known else 0.0, "known_covered_share": same, "weighted_share": weighted, "share_basis_code": "employment" if known else None, "share_year": 2022 if known else None, "population_scope": "made up" if known else None}
    return pd.DataFrame([{"year": 2023, **row}, {"year": 2024, **row}]).astype({"known_covered_share": float, "weighted_share": float})


def test_a_weighted_share_stands_beside_the_plain_one_of_the_same_sectors(plain_words: Words) -> None:
    rows = shares(known=3, same=0.4, weighted=0.6)
    figure = coverage_shares.share(rows, plain_words, LIGHT)
    assert figure is not None
    assert [trace["y"][-1] for trace in figure["data"]] == [0.25, 0.4, 0.6]
    title, below = said.share(rows, plain_words, DAY), said.weighed(rows, plain_words)
    assert all(plain_words.percent(share) in title for share in (0.25, 0.4, 0.6))
    assert plain_words.percent(0.8) in below
    assert "2022" in below


def test_shares_that_are_alike_are_one_line(plain_words: Words) -> None:
    figure = coverage_shares.share(shares(known=3, same=0.4, weighted=0.401), plain_words, LIGHT)
    assert figure is not None
    assert len(figure["data"]) == 2


@pytest.mark.parametrize("known", [0, 2])
def test_too_few_sectors_with_a_share_are_said_and_give_no_weighted_number(plain_words: Words, known: int) -> None:
    rows = shares(known=known, same=0.4 if known else None, weighted=None)
    figure = coverage_shares.share(rows, plain_words, LIGHT)
    assert figure is not None
    assert len(figure["data"]) == 1
    assert plain_words.percent(0.4) not in said.share(rows, plain_words, DAY)
    below = said.weighed(rows, plain_words)
    assert "nan" not in below
    assert ("3" in below) == (known > 0)


def pairs(*rows: tuple[str, str, bool, bool, int]) -> pd.DataFrame:
    return pd.DataFrame([{"home_code": home, "partner_code": partner, "is_chosen": chosen, "is_comparator": compared, "row_count": 3, "covered_count": covered, "covered_share": covered / 240, "coverage_step_code": "active" if covered else "none", "in_force_count": 1} for home, partner, chosen, compared, covered in rows])


def test_the_pair_asked_for_is_drawn_among_the_first_even_where_it_is_last(plain_words: Words) -> None:
    rows = pairs(*((f"X{place:02}", "JPN", False, place == 3, 100 - place) for place in range(20)), ("IDN", "JPN", True, False, 0))
    figure = coverage_shares.pairs(rows, plain_words, LIGHT)
    assert figure is not None
    bars = figure["data"][0]
    assert len(bars["x"]) == coverage_shares.MOST_PAIRS + 1
    assert bars["customdata"][-1] == ["IDN", "JPN", False]
    assert (bars["marker"]["color"][-1], bars["marker"]["color"][3]) == (LIGHT.accent, LIGHT.muted)
    assert "20" in said.pairs(rows, plain_words, "IDN", "JPN")


def test_a_pair_alone_and_a_pair_without_a_row_are_said(plain_words: Words) -> None:
    alone = said.pairs(pairs(("IDN", "JPN", True, False, 5)), plain_words, "IDN", "JPN")
    nothing = said.pairs(pairs(("KOR", "JPN", False, False, 5)), plain_words, "IDN", "JPN")
    assert len({alone, nothing}) == 2
    assert coverage_shares.pairs(pairs(("IDN", "JPN", True, False, 0)), plain_words, LIGHT) is None


def test_no_pair_has_most_where_none_has_any_and_pairs_left_out_are_counted(plain_words: Words) -> None:
    none = pairs(("IDN", "JPN", True, False, 0), ("KOR", "JPN", False, False, 0))
    assert said.pairs(none, plain_words, "IDN", "JPN") == plain_words.t("{pair}: none of {count} pairs on record has a cell covered", pair=plain_words.t("{home} – {partner}", home=plain_words.country("IDN"), partner=plain_words.country("JPN")), count=plain_words.number(2))
    many = pairs(*((f"X{place:02}", "JPN", False, False, 100 - place) for place in range(20)), ("IDN", "JPN", True, False, 0))
    left = plain_words.n("{count} pair with fewer cells is not drawn.", "{count} pairs with fewer cells are not drawn.", 20 - coverage_shares.MOST_PAIRS)
    assert left in said.compared(many, plain_words, coverage_shares.drawn(many))


def test_moves_are_signs_in_the_cells_that_moved_alone(plain_words: Words) -> None:
    rows = pd.DataFrame([("crafts", "supply_chain", "gained", "none", "active"), ("trade", "supply_chain", "lost", "active", "lapsed")], columns=["sector_code", "focus_area_code", "move_code", "step_before_code", "step_after_code"])
    figure = coverage.moves(rows, plain_words, LIGHT)
    assert figure is not None
    assert [(trace["text"], trace["marker"]["symbol"]) for trace in figure["data"]] == [(["+"], "square"), (["−"], "square-open")]
    assert figure["layout"]["yaxis"]["tickvals"] == ["crafts", "trade"]
    assert "238" in said.conservation(rows, plain_words)
    assert coverage.moves(rows.iloc[:0], plain_words, LIGHT) is None
    assert "240" in said.conservation(rows.iloc[:0], plain_words)


def cohort(**more: Any) -> dict[str, Any]:
    row: dict[str, Any] = {"funnel_step_code": "match_deal", "is_total": True, "cohort_from_year": None, "cohort_to_year": None, "entered_count": 4, "passed_count": 1, "stopped_count": 2, "open_count": 1, "mature_count": 3, "needed_count": 5, "passed_share": None, "share_low": None, "share_high": None, "lag_count": 1, "lag_months": None}
    return {**row, **more}


def test_too_few_rows_of_the_chain_give_counts_and_no_share(plain_words: Words) -> None:
    rows = pd.DataFrame([cohort(), cohort(is_total=False, cohort_from_year=2020, cohort_to_year=2024)])
    told = " ".join(funnel_said.told(rows, plain_words))
    assert "%" not in told + funnel_said.cohorts(rows, plain_words)
    assert "5" in told
    figure = funnel.cohorts(rows, plain_words, LIGHT)
    assert figure is not None
    bars = [trace for trace in figure["data"] if trace["type"] == "bar"]
    assert [trace["x"] for trace in bars] == [[1], [2], [1]]
    assert all(not trace["showlegend"] for trace in figure["data"] if trace["type"] != "bar")


def test_the_ages_of_what_stopped_add_up_at_their_edges(plain_words: Words) -> None:
    rows = pd.DataFrame({"funnel_step_code": ["match_deal"] * 5 + ["deal_financing"], "months_since": [24, 59, 60, 119, 120, 300]})
    figure = funnel.leaks(rows, plain_words, LIGHT)
    assert figure is not None
    assert [trace["x"] for trace in figure["data"] if trace["type"] == "bar"] == [[2, 0], [2, 0], [1, 1]]
    assert "5" in funnel_said.leaks(rows, plain_words)
    assert funnel.leaks(rows.iloc[:0], plain_words, LIGHT) is None


def test_a_gap_with_nothing_near_and_nobody_to_invite_says_so(plain_words: Words) -> None:
    point = {"agenda_order": None, "sector_code": "trade", "focus_area_code": "supply_chain", "coverage_step_code": "none", "own_count": 0, "priority_score": None, "nearness_code": None, "ref_id": None, "near_step_code": None, "near_sector_code": None, "near_focus_area_code": None}
    who = pd.DataFrame(columns=["sector_code", "focus_area_code", "country_code", "ref_id"])
    line = agenda.table(pd.DataFrame([point]), who, plain_words).iloc[0]
    assert line.iloc[:2].isna().all()
    assert all(str(cell).strip() for cell in line.iloc[2:])
    assert agenda.heading(point, plain_words).startswith("–")
    assert agenda.table(pd.DataFrame(columns=list(point)), who, plain_words).empty
