"""Sentences claim no more than their numbers carry: what is level is not the most, what overlaps is not less, a part is not none."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from mitra.findings import agenda, agreements, coverage, coverage_shares, funnel, outcomes, overview, pipeline, sectors, survival
from mitra.i18n import Words
from mitra.measures.survival import of_agreements

STEPS = ("agreement_engagement", "engagement_match", "match_deal")


def steps(*shares: tuple[int, float, float]) -> pd.DataFrame:
    """Return steps of the chain of 20 rows each: how many went on, and the ends of the interval."""
    return pd.DataFrame([{"funnel_step_code": step, "is_total": True, "passed_share": passed / 20, "share_low": low, "share_high": high, "mature_count": 20} for step, (passed, low, high) in zip(STEPS, shares, strict=False)])


def test_a_step_is_the_smallest_without_more_only_where_its_interval_stands_apart(plain_words: Words) -> None:
    apart, overlap = (funnel.cohorts(steps((2, 0.03, 0.3), (12, low, 0.8)), plain_words) for low in (0.4, 0.2))
    alone = funnel.cohorts(steps((2, 0.03, 0.3)), plain_words)
    step, count = plain_words.code("funnel_step", STEPS[0]), plain_words.number(2)
    assert all(said.startswith(step) and count in said for said in (apart, overlap, alone))
    assert overlap.startswith(apart)
    assert len({apart, overlap, alone}) == 3


def test_no_share_is_compared_with_a_step_of_too_few_rows(plain_words: Words) -> None:
    few = steps((2, 0.03, 0.3), (0, 0, 0))
    few.loc[1, ["passed_share", "share_low", "share_high"]] = None
    assert funnel.cohorts(few, plain_words) == funnel.cohorts(few.head(1), plain_words)


@pytest.mark.parametrize("months", [[36], [24, 36, 60]])
def test_the_age_of_what_stopped_is_its_median(plain_words: Words, months: list[int]) -> None:
    assert plain_words.number(3.0, 1) in funnel.ages(pd.DataFrame({"months_since": months}), plain_words)


def lives(*fates: str) -> pd.DataFrame:
    return of_agreements(pd.DataFrame({"months": [12.0 * place for place in range(1, len(fates) + 1)], "agreement_fate_code": list(fates), "in_force_until": ["2020"] * len(fates)}), {})


def test_the_interval_is_that_of_the_point_which_the_title_tells(plain_words: Words) -> None:
    rows = lives(*["lapsed"] * 8, *["in_force"] * 2)
    point = rows[(rows["agreement_fate_code"] == "in_force") & (rows["months"] == 60)].iloc[0]
    assert plain_words.number(5) in survival.title(rows, plain_words)
    said = survival.said(rows, plain_words)
    assert all(plain_words.percent(point[name]) in said for name in ("estimate_share", "low_share", "high_share"))


def test_what_no_source_states_may_still_have_to_be_decided_this_year(plain_words: Words) -> None:
    columns = ["ref_id", "evidence_kind_code", "ends_on", "notice_days", "decide_by", "days_left"]
    rows = pd.DataFrame([("G1", "agreement", pd.Timestamp(2030, 12, 31), 180, pd.Timestamp(2030, 7, 4), 2376), ("G2", "agreement", pd.NaT, None, pd.NaT, None)], columns=columns)
    title = pipeline.title(rows, plain_words)
    assert plain_words.date(pd.Timestamp(2030, 7, 4)) in title
    assert plain_words.date(pd.Timestamp(2030, 12, 31)) not in title


def shares(plain: float, weighted: float) -> pd.DataFrame:
    return pd.DataFrame([{"known_sector_count": 3, "known_weight": 0.8, "needed_sector_count": 3, "share_basis_code": "employment", "share_year": 2022, "population_scope": "made up", "known_covered_share": plain, "weighted_share": weighted}])


@pytest.mark.parametrize(("plain", "weighted", "shown"), [(0.7004, 0.7012, None), (0.7, 0.7, (0.7,)), (0.716, 0.724, None), (0.4, 0.6, (0.4, 0.6))])
def test_two_shares_are_said_to_differ_only_where_their_numbers_do(plain_words: Words, plain: float, weighted: float, shown: tuple[float, ...] | None) -> None:
    said = coverage_shares.weighed(shares(plain, weighted), plain_words)
    expected = [plain_words.percent(share) for share in shown] if shown else [plain_words.percent(share, 1) for share in (plain, weighted)]
    assert all(text in said for text in expected)


def pairs(*covered: int) -> pd.DataFrame:
    """Return pairs with their covered cells, the first of them the one asked for."""
    return pd.DataFrame([{"is_chosen": place == 0, "covered_count": count} for place, count in enumerate(covered)])


def test_a_pair_has_most_only_where_no_other_is_level_and_any_cell_is_covered(plain_words: Words) -> None:
    said = [coverage_shares.pairs(rows, plain_words, "IDN", "JPN") for rows in (pairs(5, 3), pairs(5, 5), pairs(5, 9), pairs(0, 0))]
    assert len(set(said)) == 4
    assert plain_words.number(5) not in said[3]


GAP = {"sector_code": "trade", "focus_area_code": "supply_chain", "share_basis_code": "employment", "share_year": 2022, "sector_share": 0.3, "priority_score": 0.225}


def test_gaps_that_are_level_are_counted_and_their_order_is_explained(plain_words: Words) -> None:
    level = pd.DataFrame([GAP, {**GAP, "focus_area_code": "policy_dialogue"}]).assign(agenda_order=[1, 2])
    one = level.assign(priority_score=[0.225, 0.1])
    assert coverage.gaps(level, plain_words) != coverage.gaps(one, plain_words)
    assert coverage.gaps(level, plain_words).startswith(plain_words.number(2)) or plain_words.language == "ja"
    assert len(agenda.order(level, plain_words)) > len(agenda.order(one, plain_words))


def counted(key: str, number: str, *counts: tuple[Any, int]) -> pd.DataFrame:
    return pd.DataFrame([{key: name, number: count, "engagement_stage_code": "held"} for name, count in counts])


@pytest.mark.parametrize(
    ("say", "rows"),
    [
        (outcomes.by_year, counted("year", "row_count", (2019, 4), (2021, 4), (2022, 1))),
        (sectors.by_year, counted("year", "engagement_count", (2019, 4), (2021, 4), (2022, 1))),
        (sectors.participants_by_year, counted("year", "participant_count", (2019, 4), (2021, 4), (2022, 1))),
        (coverage.by_year, pd.DataFrame({"year": [2019] * 4 + [2021] * 4 + [2022], "coverage_step_code": "active"})),
    ],
)
def test_years_that_are_level_are_all_named(plain_words: Words, say: Any, rows: pd.DataFrame) -> None:
    said = say(rows, plain_words)
    assert all(text in said for text in ("2019", "2021", plain_words.number(4)))
    assert "2022" not in said


def test_kinds_and_sectors_that_are_level_are_all_named(plain_words: Words) -> None:
    held = sectors.by_kind(counted("engagement_kind_code", "engagement_count", ("training", 3), ("meeting", 3), ("delegation", 1)), plain_words)
    assert all(plain_words.code("engagement_kind", kind) in held for kind in ("training", "meeting"))
    signed = agreements.kinds_title(pd.DataFrame({"agreement_kind_code": ["mou", "moc", "loi"], "agreement_count": [3, 3, 1]}), plain_words)
    assert all(plain_words.code("agreement_kind", kind) in signed for kind in ("mou", "moc"))
    mix = sectors.mix(counted("sector_code", "participant_count", ("trade", 9), ("crafts", 9), ("health", 2)), plain_words)
    assert all(plain_words.code("sector", code) in mix for code in ("trade", "crafts"))
    assert plain_words.number(20) in mix  # of how many: nine are not most of them
    empty = overview.missing(pd.DataFrame({"focus_area_code": ["supply_chain", "policy_dialogue"] * 2}), 240, plain_words)
    assert all(plain_words.code("focus_area", area) in empty for area in ("supply_chain", "policy_dialogue"))


@pytest.mark.parametrize(("share", "digits"), [(0.004, 1), (0.9958, 1), (0.9996, 2), (0.0001, 2), (0.005, 1)])
def test_a_part_is_not_written_as_none_or_all(plain_words: Words, share: float, digits: int) -> None:
    text = plain_words.percent(share)
    assert text not in (plain_words.percent(0), plain_words.percent(1))
    assert plain_words.number(round(share * 100, digits), digits) in text


def test_none_all_and_what_rounding_leaves_of_them_stay_whole(plain_words: Words) -> None:
    assert [plain_words.percent(share) for share in (0, 1, 0.5, 1 - 1e-12)] == [plain_words.percent(share) for share in (0.0, 1.0, 0.5, 1)]
