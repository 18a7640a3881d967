"""Agreements in sentences: an unknown end is said as unknown, a count of none is not a plural, and text stays text."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from mitra.findings import agreement, agreements
from mitra.i18n import LANGUAGES, Words


def counts(**given: tuple[int, int]) -> pd.DataFrame:
    """Return counts by status: how many, and how many of them state their end."""
    return pd.DataFrame([{"agreement_status_code": status, "agreement_count": number, "end_stated_count": ends} for status, (number, ends) in given.items()])


def test_the_headline_says_how_many_state_their_end(plain_words: Words) -> None:
    standing = agreements.headline(counts(in_force_term_unknown=(3, 0), announced=(2, 0)), plain_words, "IDN", "JPN", narrowed=False)
    ending = agreements.headline(counts(in_force_term_unknown=(3, 0), in_force=(2, 2)), plain_words, "IDN", "JPN", narrowed=False)
    assert "3" in standing
    assert "5" in ending
    assert "2" in ending


def test_filters_do_not_make_a_pair_without_agreements(plain_words: Words) -> None:
    none = counts(in_force=(0, 0))
    assert agreements.headline(none, plain_words, "IDN", "JPN", narrowed=True) != agreements.headline(none, plain_words, "IDN", "JPN", narrowed=False)


def test_no_stated_end_is_not_said_as_never(plain_words: Words) -> None:
    said = agreements.ending(pd.DataFrame(), counts(in_force_term_unknown=(3, 0)), plain_words)
    nothing = agreements.ending(pd.DataFrame(), counts(in_force=(0, 0)), plain_words)
    assert said
    assert nothing
    assert said != nothing


def test_only_institutions_with_several_agreements_are_drawn_if_there_are_any() -> None:
    parties = pd.DataFrame({"institution_id": ["XI1", "XI2", None], "agreement_count": [2, 1, 5]})
    assert list(agreements.most_active(parties)["institution_id"]) == ["XI1"]
    assert list(agreements.most_active(parties.tail(2))["institution_id"]) == ["XI2"]


def test_searched_words_are_normalised_and_nothing_is_none() -> None:
    assert agreements.searched("　ＳＭＲＪ  東京 ") == "SMRJ 東京"
    assert agreements.searched("   ") is None
    assert agreements.searched(None) is None


@pytest.mark.parametrize("status", ["announced", "not_yet", "in_force_term_unknown", "in_force", "expiring", "expired", "superseded", None])
def test_every_status_has_its_reason(status: str | None, plain_words: Words) -> None:
    one = {"agreement_status_code": status, "in_force_from": "2024-05", "in_force_until": "2024-06-14", "renewed_by_agreement_id": "X2", "is_dated": False, "known_by": date(2024, 1, 1)}
    assert agreement.why(one, plain_words, date(2023, 1, 1))


def test_areas_with_the_same_sectors_share_a_line_and_a_sector_of_no_group_keeps_its_words(plain_words: Words) -> None:
    rows = pd.DataFrame(
        [
            {"focus_area_code": "market_promotion", "sector_code": None, "sector_as_stated": None},
            {"focus_area_code": "supply_chain", "sector_code": None, "sector_as_stated": None},
            {"focus_area_code": "capacity_building", "sector_code": None, "sector_as_stated": "halal"},
        ]
    )
    lines = agreement.scope(rows, plain_words)
    assert len(lines) == 2
    assert "halal" in lines[1]


def test_text_of_the_record_is_never_markup() -> None:
    assert agreement.plain("[a](b) *c* $d$") == r"\[a\]\(b\) \*c\* \$d\$"


def test_the_mou_of_2023_reads_right_in_every_language(seed_release: object) -> None:
    reader = seed_release.reader  # type: ignore[attr-defined]  # the fixture's class lives in conftest
    engagements, groups = (reader.frame(f"agreements.{name}", {"agreement": "A001"}) for name in ("engagements", "participant_groups"))
    for language in LANGUAGES:
        words = seed_release.words(language)  # type: ignore[attr-defined]
        said = agreement.engagement(next(engagements.itertuples()), groups, words)
        assert "30" in said
        assert words.t("online and in person") in said
        assert words.t("The split of the number by sector is not published.") in said
        assert all(words.code("sector", sector) in said for sector in ("automotive", "health", "food_beverages", "fisheries"))
        scope = agreement.scope(reader.frame("agreements.scope", {"agreement": "A001"}), words)
        assert len(scope) == 1
        assert all(words.code("focus_area", area) in scope[0] for area in ("market_promotion", "supply_chain", "startup_development"))
