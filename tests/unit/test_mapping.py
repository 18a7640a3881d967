"""A file's table and columns are proposed with reasons; nothing is dropped in silence, and the analyst has the last word."""

from __future__ import annotations

import random

import pytest

from mitra.contract import Contract
from mitra.errors import MitraError
from mitra.ingest.mapping import amend, propose
from mitra.ingest.reading import Column
from tests.ingest_bench import Table

HEADINGS = {
    "id": ["Nama UMKM", "Negara Asal", "Sektor", "Provinsi", "Skala", "Daring/Luring", "Pemilik Perempuan", "Jumlah UMKM", "Catatan"],
    "en": ["Company Name", "Country", "Sector", "Province", "Size", "Mode", "Women-owned", "Number of enterprises", "Remarks"],
    "ja": ["企業名", "国", "業種", "都道府県", "規模", "形式", "女性経営者", "企業数", "備考"],
}
FIELDS = ["enterprise_name", "country_code", "sector_code", "region_code", "size_class_code", "mode_code", "is_women_led", "enterprise_count", "note"]


def columns(*headings: str) -> list[Column]:
    return [Column(heading, "string") for heading in headings]


@pytest.mark.parametrize("language", ["id", "en", "ja"])
def test_a_list_of_enterprises_is_understood_in_each_language(the_contract: Contract, language: str) -> None:
    found = propose(columns(*HEADINGS[language]), [], the_contract)
    assert found.table.name == "participants"
    assert [match.field for match in found.matches] == FIELDS
    assert all(match.confidence >= 0.9 for match in found.matches)


@pytest.mark.parametrize("language", ["id", "en", "ja"])
def test_titles_of_every_table_lead_to_the_table(the_contract: Contract, language: str) -> None:
    for table in the_contract.tables.values():
        found = propose(columns(*(field.title[language] for field in table.fields)), [], the_contract, table=table.name)
        assert [match.field for match in found.matches] == list(table.field_names), table.name


@pytest.mark.parametrize(
    ("headings", "table"),
    [
        (["Judul perjanjian", "Jenis perjanjian", "Tanggal tanda tangan", "Pihak A", "Pihak B"], "agreements"),
        (["Nama kegiatan", "Jenis kegiatan", "Tanggal mulai", "Tanggal selesai", "Negara tuan rumah", "Jumlah peserta"], "engagements"),
        (["Program", "Penyedia", "Instrumen", "Mata uang", "Plafon", "Dibuka", "Ditutup"], "financing_programs"),
        (["成果の種類", "企業名", "成約額", "通貨", "成約日"], "outcomes"),
        (["Publisher", "Title", "URL", "Published", "Language"], "sources"),
    ],
)
def test_the_table_is_guessed_before_the_others(the_contract: Contract, headings: list[str], table: str) -> None:
    found = propose(columns(*headings), [], the_contract)
    assert found.table.name == table
    assert all(name != table and score <= found.score for name, score in found.others)


def test_an_unknown_column_is_listed_and_a_lacking_field_too(the_contract: Contract) -> None:
    found = propose(columns("Nama usaha", "Nomor telepon genggam"), [], the_contract, table="participants")
    assert [match.heading for match in found.unmapped] == ["Nomor telepon genggam"]
    assert found.lacking({}) == ("engagement_id", "source_id")
    assert found.lacking({"engagement_id": "XE1", "source_id": "XS1"}) == ()


def test_a_misspelt_heading_is_taken_with_less_confidence(the_contract: Contract) -> None:
    (match,) = propose(columns("Nama usahaa"), [], the_contract, table="participants").matches
    assert (match.field, match.why) == ("enterprise_name", "fuzzy")
    assert 0.7 < match.confidence < 0.95


def test_a_bilingual_heading_is_taken_by_its_part(the_contract: Contract) -> None:
    (match,) = propose(columns("Nama usaha / Company"), [], the_contract, table="participants").matches
    assert (match.field, match.why) == ("enterprise_name", "part")


def test_a_heading_without_words_is_known_by_its_values(the_contract: Contract) -> None:
    found = propose(columns("Kolom 1"), [{"Jepang": 4, "Indonesia": 6}], the_contract, table="participants")
    assert (found.matches[0].field, found.matches[0].why) == ("country_code", "values")


def test_free_words_under_sector_are_kept_as_words(the_contract: Contract) -> None:
    found = propose(columns("Sektor"), [{"keripik pedas level sepuluh": 3, "jasa titip barang": 5}], the_contract, table="participants")
    assert found.matches[0].field == "sector_as_stated"


def test_two_columns_never_fill_one_field(the_contract: Contract) -> None:
    found = propose(columns("Nama usaha", "Nama UMKM", "Nama perusahaan"), [], the_contract, table="participants")
    assert [match.field for match in found.matches].count("enterprise_name") == 1
    assert len(found.unmapped) == 2


def test_what_was_chosen_before_is_remembered(the_contract: Contract) -> None:
    first = amend(propose(columns("Kode X", "Nama usaha"), [], the_contract, table="participants"), {"Kode X": "role_stated"})
    again = propose(columns("Kode X", "Nama usaha"), [], the_contract, table="participants", remembered=first.remembered())
    assert (again.matches[0].field, again.matches[0].why) == ("role_stated", "remembered")


def test_the_analyst_may_choose_and_unchoose(the_contract: Contract) -> None:
    found = amend(propose(columns("Nama usaha", "Merek"), [], the_contract, table="participants"), {"Merek": "enterprise_name"})
    assert [match.field for match in found.matches] == [None, "enterprise_name"]
    assert amend(found, {"Merek": None}).fields == {}


@pytest.mark.parametrize("changes", [{"Nowhere": "note"}, {"Merek": "no_field"}, {"Merek": "note", "Nama usaha": "note"}])
def test_an_impossible_choice_is_refused(the_contract: Contract, changes: dict[str, str]) -> None:
    with pytest.raises(MitraError):
        amend(propose(columns("Nama usaha", "Merek"), [], the_contract, table="participants"), changes)


def test_a_table_that_is_not_there_is_refused(the_contract: Contract) -> None:
    with pytest.raises(MitraError, match="no table planets"):
        propose(columns("a"), [], the_contract, table="planets")


def test_a_header_of_very_many_columns_is_matched_by_exact_words(the_contract: Contract) -> None:
    found = propose(columns(*(f"nothing {index}" for index in range(5_000)), "Nama usaha"), [], the_contract, table="participants")
    assert found.matches[-1].field == "enterprise_name"
    assert len(found.unmapped) == 5_000


def test_samples_count_values_in_bounds(the_contract: Contract) -> None:
    table = Table(["Negara"], [["Jepang"], ["Jepang"], [None], ["x" * 1_000]])
    found = table.propose(the_contract, table="participants")
    assert found.matches[0].field == "country_code"


@pytest.mark.parametrize("seed", range(10))
def test_the_order_of_columns_does_not_matter(the_contract: Contract, seed: int) -> None:
    order = random.Random(seed).sample(range(9), 9)
    found = propose(columns(*(HEADINGS["id"][index] for index in order)), [], the_contract)
    assert [match.field for match in found.matches] == [FIELDS[index] for index in order]
