"""Codes are recognised by code, name and alias in three languages; what is only similar is asked."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from babel.numbers import get_territory_currencies

from mitra.contract import Contract
from mitra.ingest.codes import Codebook, Recognised, Suggestion, names_of


@pytest.fixture(scope="module")
def book(the_contract: Contract, small_world: Any) -> Codebook:
    return Codebook(the_contract, names_of(small_world.reader))


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("country_code", "IDN", "IDN"),
        ("country_code", "idn", "IDN"),
        ("country_code", "ID", "IDN"),
        ("country_code", "Jepang", "JPN"),
        ("country_code", "JAPAN", "JPN"),
        ("country_code", "日本", "JPN"),
        ("country_code", "ＪＰＮ", "JPN"),
        ("country_code", "Britania Raya", "GBR"),
        ("country_code", "Turkiye", "TUR"),
        ("country_code", "米国", "USA"),
        ("region_code", "ID-JB", "ID-JB"),
        ("region_code", "Jawa Barat", "ID-JB"),
        ("region_code", "Prov. Jawa Barat", "ID-JB"),
        ("region_code", "PROVINSI JAWA BARAT", "ID-JB"),
        ("region_code", "West Java", "ID-JB"),
        ("region_code", "Jabar", "ID-JB"),
        ("region_code", "東京", "JP-13"),
        ("region_code", "東京都", "JP-13"),
        ("region_code", "Tokyo-to", "JP-13"),
        ("region_code", "Aichi Prefecture", "JP-23"),
        ("sector_code", "batik", "textiles_apparel"),
        ("sector_code", "Perikanan", "fisheries"),
        ("sector_code", "食品・飲料", "food_beverages"),
        ("sector_code", "C13", "textiles_apparel"),
        ("sector_code", "13", "textiles_apparel"),
        ("sector_code", "KBLI 03", "fisheries"),
        ("sector_code", "all sectors", None),
        ("mode_code", "daring", "online"),
        ("mode_code", "Luring", "offline"),
        ("mode_code", "オンライン", "online"),
        ("currency_code", "Rp", "IDR"),
        ("currency_code", "￥", "JPY"),
        ("currency_code", "US$", "USD"),
        ("currency_code", "円", "JPY"),
        ("size_class_code", "UMKM", "msme"),
        ("size_class_code", "零細企業", "micro"),
        ("agreement_kind_code", "Nota Kesepahaman", "mou"),
        ("institution_id", "KUC", "XI-IDN"),
        ("institution_id", "Kementerian Usaha Contoh", "XI-IDN"),
        ("institution_id", "見本中小企業庁", "XI-JPN"),
        ("engagement_id", "Delegasi contoh", "XE1"),
        ("engagement_id", "Made-up delegation", "XE1"),
        ("agreement_id", "見本の覚書(期間不明)", "XA1"),
        ("program_id", "xf1", "XF1"),
    ],
)
def test_a_code_is_recognised(book: Codebook, the_contract: Contract, field: str, text: str, code: str | None) -> None:
    found = book.recognise(text, the_contract.fields[field])
    assert isinstance(found, Recognised)
    assert found.code == code


@pytest.mark.parametrize(
    ("field", "text", "codes"),
    [
        ("country_code", "UK", ("GBR",)),
        ("country_code", "Indonesa", ("IDN",)),
        ("sector_code", "makanann", ("food_beverages",)),
        ("mode_code", "onlin", ("online",)),
        ("region_code", "Jawa Baratt", ("ID-JB",)),
        ("institution_id", "Kementerian Usaha Conto", ("XI-IDN",)),
    ],
)
def test_what_is_only_similar_is_offered_and_not_taken(book: Codebook, the_contract: Contract, field: str, text: str, codes: tuple[str, ...]) -> None:
    found = book.recognise(text, the_contract.fields[field])
    assert isinstance(found, Suggestion)
    assert found.codes[: len(codes)] == codes


@pytest.mark.parametrize(("field", "text"), [("country_code", "Atlantis"), ("mode_code", ""), ("sector_code", "zzzz"), ("currency_code", "$"), ("country_code", "x" * 5_000)])
def test_what_is_like_nothing_gets_no_code(book: Codebook, the_contract: Contract, field: str, text: str) -> None:
    assert book.recognise(text, the_contract.fields[field]) == Suggestion()


def test_a_word_of_two_codes_is_ambiguous(the_contract: Contract) -> None:
    names = {"institutions": [("Badan Contoh", "I-ONE"), ("Badan Contoh", "I-TWO"), ("I-ONE", "I-ONE")]}
    found = Codebook(the_contract, names).recognise("BADAN CONTOH", the_contract.fields["institution_id"])
    assert found == Suggestion(("I-ONE", "I-TWO"), ambiguous=True)


def test_a_key_wins_over_a_name_that_reads_alike(the_contract: Contract) -> None:
    names = {"institutions": [("I-TWO", "I-ONE"), ("x", "I-TWO")]}
    assert Codebook(the_contract, names).recognise("i-two", the_contract.fields["institution_id"]) == Recognised("I-TWO", "code")


def test_every_country_of_iso_3166_is_known_by_its_alpha_2_code(the_contract: Contract) -> None:
    rows = the_contract.codelists["country"]
    assert len(rows) == 249
    book = Codebook(the_contract)
    others = [row["alpha_2"] for code, row in rows.items() if book.recognise(row["alpha_2"], the_contract.fields["country_code"]) != Recognised(code, "alias")]
    assert others == ["AS"]  # American Samoa by the standard, Amerika Serikat to an Indonesian


def test_as_is_asked(book: Codebook, the_contract: Contract) -> None:
    assert book.recognise("AS", the_contract.fields["country_code"]) == Suggestion(("ASM", "USA"), ambiguous=True)


def test_every_name_of_a_code_means_that_code_alone(the_contract: Contract) -> None:
    book = Codebook(the_contract)
    fields = {field.codelist: field for field in the_contract.fields.values() if field.codelist}
    for name, field in fields.items():
        for code, row in the_contract.codelists[str(name)].items():
            for text in (code, row["name_id"], row["name_en"], row["name_ja"]):
                found = book.recognise(text, field)
                assert isinstance(found, Recognised), (name, code, text, found)
                assert found.code == code, (name, code, text, found)


def test_the_money_of_every_country_can_be_stated(the_contract: Contract) -> None:
    paid = {code for row in the_contract.codelists["country"].values() for code in get_territory_currencies(row["alpha_2"], start_date=date(2026, 1, 1), end_date=date(2026, 1, 1), tender=True)}
    assert len(paid) > 140
    assert paid - set(the_contract.codelists["currency"]) == set()


@pytest.mark.parametrize(("text", "code"), [("€", "EUR"), ("ウォン", "KRW"), ("S$", "SGD"), ("US$", "USD"), ("dollar", "USD"), ("Rp", "IDR"), ("Dolar Singapura", "SGD")])
def test_signs_of_money_are_known(book: Codebook, the_contract: Contract, text: str, code: str) -> None:
    assert book.recognise(text, the_contract.fields["currency_code"]) in (Recognised(code, "alias"), Recognised(code, "name"))


@pytest.mark.parametrize(("text", "code"), [("D.I. Yogyakarta", "ID-YO"), ("D.K.I. JAKARTA", "ID-JK")])
def test_a_province_may_be_written_with_points(the_contract: Contract, text: str, code: str) -> None:
    names = {"regions": [("Yogyakarta", "ID-YO"), ("Jakarta", "ID-JK")]}
    assert Codebook(the_contract, names).recognise(text, the_contract.fields["region_code"]) == Recognised(code, "alias")
