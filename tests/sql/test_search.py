"""The search over everything: three languages, every word, the nearest first, and nothing that a visitor types does harm."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mitra.folding import fold
from mitra.store.search import wanted

Search = Callable[..., list[dict[str, Any]]]
OWN_NAME = {"agreement": "agreements", "institution": "institutions", "program": "financing_programs", "engagement": "engagements"}


@pytest.fixture
def search(seed_release: Any) -> Search:
    """Return the function that searches the record as the page does."""

    def run(typed: str, language: str = "en", most: int = 500, home: str = "IDN", partner: str = "JPN") -> list[dict[str, Any]]:
        return seed_release.reader.rows("record.search", {"search": wanted(typed), "language": language, "most": most, "home": home, "partner": partner})

    return run


def refs(rows: list[dict[str, Any]], kind: str) -> list[str]:
    """Return the keys of what was found of one kind, best first."""
    return [row["ref_id"] for row in rows if row["record_kind_code"] == kind]


def test_every_text_is_folded_by_one_rule(seed_release: Any) -> None:
    rows = seed_release.reader.connection.cursor().execute("select text, folded from search_entries where length(text) < 300").fetchall()
    assert len(rows) > 1000
    assert [(text, folded) for text, folded in rows if folded != fold(text)] == []


@pytest.mark.parametrize("language", ["id", "en", "ja"])
@pytest.mark.parametrize("kind", OWN_NAME)
def test_a_whole_name_finds_its_thing_first(seed_release: Any, search: Search, kind: str, language: str) -> None:
    names = seed_release.reader.names(language)
    for row in seed_release.reader.rows("record.keys", {"table_name": OWN_NAME[kind]})[:12]:
        first = next(found for found in search(names[row["ref_id"]], language) if found["record_kind_code"] == kind)
        assert first["name"] == names[row["ref_id"]]


@pytest.mark.parametrize(
    ("typed", "language", "kind", "ref_id"),
    [
        ("pelatihan", "id", "program", "P024"),
        ("keuangan jepang", "id", "institution", "I-PRI"),
        ("中小", "ja", "agreement", "A002"),
        ("中小 機構", "ja", "institution", "I-SMRJ"),
        ("JFC", "en", "institution", "I-JFC"),
        ("ＪＦＣ", "ja", "agreement", "A003"),
        ("smrj", "id", "source", "S001"),
        ("turkiye", "en", "engagement", "E048"),
        ("fisheries", "ja", "sector", "fisheries"),
        ("ジャワ", "ja", "region", "ID-JI"),
        ("arumia", "en", "outcome", "O012"),
        ("kusuma koperasi", "en", "enterprise", "PT002"),
    ],
)
def test_words_of_any_language_find(search: Search, typed: str, language: str, kind: str, ref_id: str) -> None:
    assert ref_id in refs(search(typed, language), kind)


def test_a_successor_s_name_leads_to_the_institution_before_it(search: Search) -> None:
    rows = search("Kementerian Usaha Mikro, Kecil, dan Menengah", "id")
    assert refs(rows, "institution")[0] == "I-KEMENUMKM"
    assert "I-KEMENKOP" in refs(rows, "institution")


def test_nearer_matches_come_first(search: Search) -> None:
    rows = [row for row in search("bank", "en") if row["record_kind_code"] == "institution"]
    fits = [0 if fold(row["name"]) == "bank" else 1 if fold(row["name"]).startswith("bank") else 2 if " bank" in f" {fold(row['name'])}" else 3 for row in rows if row["field_name"] == "name"]
    assert fits == sorted(fits)
    assert len(set(fits)) > 1


def test_a_thing_of_several_pairs_opens_the_pair_looked_at(search: Search) -> None:
    rows = {row["ref_id"]: (row["home_code"], row["partner_code"]) for row in search("standby credit", home="JPN", partner="IDN")}
    assert rows["A003"] == ("JPN", "IDN")
    assert rows["A005"] == ("JPN", "THA")


def test_a_kind_with_many_is_cut_and_counted(search: Search) -> None:
    whole, few = search("japan"), search("japan", most=2)
    for kind in {row["record_kind_code"] for row in whole}:
        assert refs(few, kind) == refs(whole, kind)[:2]
        assert {row["found_count"] for row in few if row["record_kind_code"] == kind} == {len(refs(whole, kind))}


@pytest.mark.parametrize("typed", ["", " ", "%", "_", "%%", "x", "、", "　"])
def test_too_little_looks_for_nothing(search: Search, typed: str) -> None:
    assert wanted(typed) == ""
    assert search(typed) == []


@pytest.mark.parametrize("raw", ["%", "_", "a%", "b_nk", "'; drop table sources; --", "\\", "x" * 100_000, "\x00ab", "[a-z]+"])
def test_signs_are_letters_to_the_query_itself(seed_release: Any, raw: str) -> None:
    assert seed_release.reader.rows("record.search", {"search": raw, "language": "en", "most": 5}) == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_each_word_more_finds_no_more_and_every_word_is_there(search: Search, seed_release: Any, data: st.DataObject) -> None:
    vocabulary = [row["text"] for row in seed_release.reader.rows("record.search_words", {})]
    words = data.draw(st.lists(st.sampled_from(vocabulary), min_size=1, max_size=3))
    keys = {(row["record_kind_code"], row["ref_id"]) for row in search(" ".join(words))}
    alone = [{(row["record_kind_code"], row["ref_id"]) for row in search(word)} for word in words]
    assert keys == set.intersection(*alone)
    assert {(row["record_kind_code"], row["ref_id"]) for row in search(" ".join(reversed(words)))} == keys


@given(st.text(max_size=400))
def test_anything_can_be_typed(typed: str) -> None:
    looked_for = wanted(typed)
    assert looked_for == "" or len(looked_for) >= 2
    assert wanted(looked_for) == looked_for
