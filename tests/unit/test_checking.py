"""Every problem is found by cell, with its row, its remedy and its words; what is clean raises nothing."""

from __future__ import annotations

import csv
import random
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mitra.contract import Contract
from mitra.i18n import LANGUAGES, Words
from mitra.ingest.check_rules import checks, say
from mitra.ingest.checking import CHECKS
from tests.ingest_bench import Table, broken

WORLD = Path(__file__).parent.parent / "fixtures" / "world"
GIVEN = {"engagement_id": "XE3", "source_id": "XS1"}  # XE3 is planned, states no number of participants


def read(path: Path) -> tuple[list[str], list[list[str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    return head, rows


@pytest.mark.parametrize("path", sorted(WORLD.glob("*.csv")), ids=lambda path: path.stem)
def test_the_record_itself_passes_without_an_error(path: Path, the_contract: Contract, small_world: Any) -> None:
    head, rows = read(path)
    table = Table(head, rows)
    found = table.check(the_contract, small_world.reader, table=path.stem)
    assert found.severities.get("error", 0) == 0, [say(finding, Words("en", the_contract, {})) for finding in found.findings]
    assert found.accepted_count == len(rows)
    assert [[value or "" for value in row.values()] for row in table.accepted(found)] == [[_plain(cell) for cell in row] for row in rows]


def _plain(cell: str) -> str:
    return cell


CLEAN = {
    "id": (
        ["Nama UMKM", "Negara Asal", "Sektor", "Provinsi", "Skala", "Cara pelaksanaan", "Pemilik Perempuan", "Jumlah UMKM"],
        [
            ["Kopi Contoh Lereng", "Indonesia", "Perikanan", "Jawa Barat", "Mikro", "Daring", "ya", "1"],
            ["Batik Contoh Pesisir", "Indonesia", "Pariwisata dan jasa makanan", "Bali", "Mikro", "Tatap muka", "tidak", ""],
            ["Kriya Contoh Rotan", "Indonesia", "Konstruksi", "Bali", "", "Gabungan", "", "1"],
        ],
    ),
    "en": (
        ["Company name", "Country", "Sector", "Region", "Size class", "Mode", "Women-led", "Number of enterprises"],
        [["Sample Coffee Hills", "Indonesia", "Construction", "West Java", "Micro", "Online", "yes", "1"], ["Sample Fish House", "Japan", "Fisheries and aquaculture", "Tokyo", "", "In person", "no", ""]],
    ),
    "ja": (
        ["企業名", "国", "業種", "地域", "企業規模", "開催形式", "女性が主導", "企業数"],
        [["見本珈琲店", "日本", "水産業", "東京都", "", "オンライン", "はい", "1"], ["見本織物", "インドネシア", "建設業", "ID-JB", "零細企業", "対面", "いいえ", "１"]],
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_clean_list_raises_nothing(language: str, the_contract: Contract, small_world: Any) -> None:
    headings, rows = CLEAN[language]
    table = Table(headings, rows)
    found = table.check(the_contract, small_world.reader, given=GIVEN)
    assert found.mapping.table.name == "participants"
    assert broken(found) == []
    assert found.accepted_count == len(rows)
    accepted = table.accepted(found)
    assert {row["is_group"] for row in accepted} == {"false"}
    assert {row["source_id"] for row in accepted} == {"XS1"}
    assert len({row["participant_id"] for row in accepted}) == len(rows)


HEAD = {
    "id": ["ID Peserta", "Kegiatan", "Nama usaha", "Negara", "Sektor", "Provinsi", "Skala", "Cara pelaksanaan", "Dipimpin perempuan", "Jumlah usaha", "Kelompok", "Sumber"],
    "en": ["Participant", "Engagement", "Enterprise", "Country", "Sector", "Region", "Size class", "Mode", "Women-led", "Number of enterprises", "Group", "Source"],
    "ja": ["参加者", "活動", "企業名", "国", "業種", "地域", "企業規模", "開催形式", "女性が経営", "企業数", "集団", "出典"],
}
GOOD = {
    "id": ["XE3", "{name}", "Jepang", "Konstruksi", "Jawa Barat", "", "Daring", "ya", "1", "tidak", "XS1"],
    "en": ["XE3", "{name}", "Japan", "Construction", "West Java", "", "Online", "yes", "1", "no", "XS1"],
    "ja": ["XE3", "{name}", "日本", "建設業", "ID-JB", "", "オンライン", "はい", "1", "いいえ", "XS1"],
}
PLANTED: list[tuple[int, str, str]] = [  # column, text, rule: one a row
    (1, "XE9", "unknown-reference"), (1, "", "required-empty"), (1, "Delegasi contohh", "unknown-reference"),
    (3, "UK", "unknown-code"), (3, "Japann", "unknown-code"), (3, "Wakanda", "unknown-code"), (3, "AS", "ambiguous-code"), (3, "123", "unknown-code"),
    (4, "makanann", "unknown-code"), (4, "C99", "unknown-code"), (4, "建設業者", "unknown-code"), (4, "=1+1", "unknown-code"),
    (5, "Jawa Baratt", "unknown-reference"), (5, "Atlantis", "unknown-reference"), (5, "JP-99", "unknown-reference"), (5, "東京府市", "unknown-reference"),
    (6, "Mikroo", "unknown-code"), (6, "gigantic", "unknown-code"), (6, "中", "unknown-code"),
    (7, "onlin", "unknown-code"), (7, "teleport", "unknown-code"), (7, "現地か", "unknown-code"),
    (8, "mungkin", "not-yes-or-no"), (8, "2", "not-yes-or-no"), (8, "多分", "not-yes-or-no"),
    (9, "-3", "below-minimum"), (9, "1,5", "not-a-whole-number"), (9, "satu dua", "not-a-number"), (9, "1e308", "number-out-of-range"), (9, "NaN!", "not-a-number"), (9, "十?", "not-a-number"), (9, "1.234.5", "not-a-number"),
    (10, "grup", "not-yes-or-no"), (10, "", "required-empty-default"),
    (11, "XS99", "unknown-reference"), (11, "", "required-empty"), (11, "https://example.org/none", "unknown-reference"),
]


def planted(language: str) -> tuple[list[list[str]], list[tuple[int, str, str]]]:
    """Return rows with planted errors between sound ones, and (row, heading, rule) of each."""
    rows, expected = [], []
    for at, (column, text, rule) in enumerate(PLANTED):
        row = [f"N{at:03d}", *(cell.format(name=f"Usaha {_letters(at)}") for cell in GOOD[language])]
        row[column] = text
        rows.append(row)
        if rule != "required-empty-default":
            expected.append((len(rows) + 1, HEAD[language][column], rule))
        rows.append([f"S{at:03d}", *(cell.format(name=f"Toko {_letters(at + 500)}") for cell in GOOD[language])])
    head = HEAD[language]
    rows.append(["N000", *rows[1][1:]])  # the key of another row
    expected += [(2, head[0], "key-twice"), (len(rows) + 1, head[0], "key-twice")]
    rows.append(list(rows[1]))  # a whole row again
    expected.append((len(rows) + 1, "", "row-twice"))
    rows.append(["", *rows[3][1:]])
    expected.append((len(rows) + 1, head[0], "required-empty"))
    rows.append(["Total", "", "", "", "", "", "", "", "", "99", "", ""])
    expected.append((len(rows) + 1, head[0], "total-row"))
    rows.append(["S900", *(cell.format(name="PT. Contoh Sinar Abadi Jaya") for cell in GOOD[language])])
    rows.append(["S901", *(cell.format(name="contoh sinar-abadi jaya, PT") for cell in GOOD[language])])
    expected.append((len(rows) + 1, head[2], "names-alike"))
    return rows, expected


def _letters(number: int) -> str:
    """Return a name that is like no other."""
    source = random.Random(number)
    return " ".join("".join(source.choices("bcdfghjklmnprstvwyz", k=7)).title() for _ in range(2))


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_planted_errors_are_found_and_none_besides(language: str, the_contract: Contract, small_world: Any) -> None:
    rows, expected = planted(language)
    assert len(expected) >= 40
    table = Table(HEAD[language], rows)
    found = table.check(the_contract, small_world.reader)
    notes = {"taken-by-alias", "group-without-count"}
    assert [place for place in broken(found) if place[2] not in notes] == sorted(((row, heading or None, rule) for row, heading, rule in expected), key=str)
    kept = {row for row, _, rule in expected if rule not in ("names-alike", "total-row")}  # a total is no row of the table
    assert found.refused_count == len(kept)
    assert found.accepted_count == len(rows) - len(kept) - 1


def test_every_finding_has_words_in_every_language(the_contract: Contract, small_world: Any) -> None:
    rows, _ = planted("id")
    found = Table(HEAD["id"], rows).check(the_contract, small_world.reader)
    said = {language: [" ".join(say(finding, small_world.words(language))) for finding in found.findings] for language in LANGUAGES}
    assert not [text for texts in said.values() for text in texts if not text or "{" in text]
    assert not set(said["id"]) & set(said["en"])
    assert not set(said["ja"]) & set(said["en"])


def test_a_finding_says_what_was_meant(the_contract: Contract, small_world: Any) -> None:
    table = Table(["Country"], [["UK"]])
    (finding,) = [finding for finding in table.check(the_contract, small_world.reader, table="participants", given=GIVEN).findings if finding.column == "Country"]
    says, fix = say(finding, small_world.words("en"))
    assert says == "“UK” is not in the code list “Country”."
    assert fix == "Did you mean GBR (United Kingdom)?"


def test_a_date_that_may_be_two_days_names_both(the_contract: Contract, small_world: Any) -> None:
    row = {**OUTCOME, "occurred_on": "05/06/2021"}
    (finding,) = Table(list(row), [list(row.values())]).check(the_contract, small_world.reader, table="outcomes").findings
    assert say(finding, small_world.words("en"))[0] == "“05/06/2021” may be 2021-06-05 / 2021-05-06."


def test_another_word_for_a_code_is_taken_and_counted(the_contract: Contract, small_world: Any) -> None:
    table = Table(["Nama usaha", "Daring/Luring"], [["Contoh Satu Dua", "luring"], ["Beda Sama Sekali", "luring"], ["Lain Lagi Pula", "online"]])
    found = table.check(the_contract, small_world.reader, table="participants", given=GIVEN)
    (note,) = found.findings
    assert (note.rule.code, note.column, note.values["count"]) == ("taken-by-alias", "Daring/Luring", 2)
    assert [row["mode_code"] for row in table.accepted(found)] == ["offline", "offline", "online"]


def test_words_of_a_sector_are_kept_and_coded(the_contract: Contract, small_world: Any) -> None:
    table = Table(["Nama usaha", "Produk"], [["Contoh Satu Dua", "batik"], ["Beda Sama Sekali", "keripik antariksa"], ["Lain Lagi Pula", "all sectors"]])
    found = table.check(the_contract, small_world.reader, table="participants", given=GIVEN)
    accepted = table.accepted(found)
    assert [row["sector_as_stated"] for row in accepted] == ["batik", "keripik antariksa", "all sectors"]
    assert [row["sector_code"] for row in accepted] == ["textiles_apparel", None, None]
    assert (3, "Produk", "words-without-code") in broken(found)


def test_a_word_under_the_sector_code_is_kept_as_stated(the_contract: Contract, small_world: Any) -> None:
    table = Table(["Nama usaha", "Sektor"], [["Contoh Satu Dua", "batik"], ["Beda Sama Sekali", "fisheries"]])
    accepted = table.accepted(table.check(the_contract, small_world.reader, table="participants", given=GIVEN))
    assert [(row["sector_code"], row["sector_as_stated"]) for row in accepted] == [("textiles_apparel", "batik"), ("fisheries", None)]


def test_the_same_file_gets_the_same_keys_and_alike_rows_get_their_own(the_contract: Contract, small_world: Any) -> None:
    rows = [["Contoh Satu Dua", "Jepang"], ["Contoh Satu Dua", "Jepang"], ["Lain Lagi Pula", "Jepang"]]
    first, again = Table(["Nama usaha", "Negara"], rows), Table(["Negara", "Nama usaha"], [row[::-1] for row in rows[::-1]])
    found = first.check(the_contract, small_world.reader, table="participants", given=GIVEN)
    keys = [row["participant_id"] for row in first.accepted(found)]
    assert broken(found) == [(3, None, "rows-alike")]
    assert found.findings[0].values["first"] == 2
    assert len(set(keys)) == 3
    assert all(str(key).startswith("U-") for key in keys)
    assert {row["participant_id"] for row in again.accepted(again.check(the_contract, small_world.reader, table="participants", given=GIVEN))} == set(keys)


def test_a_group_is_known_by_its_number_or_its_lack_of_a_name(the_contract: Contract, small_world: Any) -> None:
    table = Table(["Nama usaha", "Jumlah usaha"], [["Contoh Satu Dua", "1"], ["", "14"], ["Kelompok Contoh", "5"], ["Lain Lagi Pula", ""]])
    accepted = table.accepted(table.check(the_contract, small_world.reader, table="participants", given=GIVEN))
    assert [row["is_group"] for row in accepted] == ["false", "true", "true", "false"]


def test_a_lacking_column_refuses_every_row_and_says_so_once(the_contract: Contract, small_world: Any) -> None:
    table = Table(["Nama usaha"], [["Contoh Satu Dua"], ["Lain Lagi Pula"]])
    found = table.check(the_contract, small_world.reader, table="participants", given={"source_id": "XS1"})
    assert broken(found) == [(None, None, "required-missing")]
    assert (found.accepted_count, found.refused_count) == (0, 2)


def test_an_unused_column_is_named(the_contract: Contract, small_world: Any) -> None:
    found = Table(["Nama usaha", "Nomor telepon genggam"], [["Contoh Satu Dua", "08"]]).check(the_contract, small_world.reader, table="participants", given=GIVEN)
    assert broken(found) == [(None, "Nomor telepon genggam", "column-not-used")]


ENGAGEMENT = {"engagement_id": "N1", "name_en": "Made-up", "engagement_kind_code": "training", "engagement_stage_code": "held", "held_from": "2023-05-01", "held_until": "2023-05-02", "country_a_code": "IDN", "country_b_code": "JPN", "record_scope_code": "IDN-JPN", "source_id": "XS1"}
PROGRAM = {"program_id": "N1", "name_en": "Made-up", "provider_institution_id": "XI-JPN", "instrument_code": "loan", "currency_code": "JPY", "amount": "5000", "amount_basis_code": "ceiling", "opens_on": "2023", "closes_on": "2024", "record_scope_code": "IDN-JPN", "source_id": "XS2"}
AGREEMENT = {"agreement_id": "N1", "title_en": "Made-up", "agreement_kind_code": "mou", "agreement_stage_code": "concluded", "signed_on": "2023-05-01", "party_a_country_code": "IDN", "party_b_country_code": "JPN", "in_force_from": "2023-06", "in_force_until": "2025", "notice_days": "90", "record_scope_code": "IDN-JPN", "source_id": "XS1"}
FLOW = {"flow_id": "N1", "program_id": "XF5", "amount_basis_code": "disbursed", "period_text": "2023", "period_from": "2023-01-01", "period_until": "2023-12-31", "amount": "5", "currency_code": "IDR", "source_id": "XS2"}
OUTCOME = {"outcome_id": "N1", "outcome_kind_code": "deal", "engagement_id": "XE1", "country_code": "IDN", "value": "5", "currency_code": "JPY", "value_basis_code": "realised", "occurred_on": "2023-09", "enterprise_sizes_code": "msme", "source_id": "XS1"}
PARTICIPANT = {"participant_id": "N1", "engagement_id": "XE3", "enterprise_name": "Contoh Satu Dua", "country_code": "IDN", "enterprise_count": "1", "is_group": "false", "source_id": "XS1"}
SUCCESSION = {"predecessor_institution_id": "XI-JPN", "successor_institution_id": "XI-NEW", "effective_on": "2024-01-01", "source_id": "XS1"}
ROWS = {"institution_succession": SUCCESSION, "engagements": ENGAGEMENT, "financing_programs": PROGRAM, "agreements": AGREEMENT, "program_flows": FLOW, "outcomes": OUTCOME, "participants": PARTICIPANT}


@pytest.mark.parametrize("table", ROWS)
def test_a_sound_row_of_each_table_raises_nothing(table: str, the_contract: Contract, small_world: Any) -> None:
    row = ROWS[table]
    assert broken(Table(list(row), [list(row.values())]).check(the_contract, small_world.reader, table=table)) == []


@pytest.mark.parametrize(
    ("table", "changes", "expected"),
    [
        ("engagements", {"held_until": "2023-04-30"}, [("held_until", "engagement-days")]),
        ("engagements", {"held_from": "2024-07-01", "held_until": ""}, [("held_from", "engagement-future")]),
        ("engagements", {"country_b_code": "IDN"}, [("country_b_code", "engagement-countries")]),
        ("engagements", {"held_from": "2023-02-31", "held_until": ""}, [("held_from", "no-such-day")]),
        ("engagements", {"held_from": "03/04/2023", "held_until": ""}, [("held_from", "date-ambiguous")]),
        ("engagements", {"held_from": "kemarin", "held_until": ""}, [("held_from", "not-a-date")]),
        ("engagements", {"name_en": ""}, [("name_en", "required-empty")]),
        ("engagements", {"participants_stated": "-1"}, [("participants_stated", "below-minimum")]),
        ("engagements", {"agreement_id": "XA77"}, [("agreement_id", "unknown-reference")]),
        ("agreements", {"in_force_until": "2023-05-01"}, [("in_force_until", "agreement-term")]),
        ("agreements", {"in_force_from": "", "in_force_until": "2022"}, [("in_force_until", "agreement-term")]),
        ("agreements", {"in_force_from": "2022"}, [("in_force_from", "agreement-signed")]),
        ("agreements", {"signed_on": "2024-07", "in_force_from": "", "in_force_until": ""}, [("signed_on", "agreement-future")]),
        ("agreements", {"party_b_country_code": "IDN"}, [("party_b_country_code", "agreement-countries")]),
        ("agreements", {"party_a_institution_id": "XI-NONE"}, [("party_a_institution_id", "unknown-reference")]),
        ("agreements", {"renews_agreement_id": "N2"}, [("renews_agreement_id", "unknown-reference")]),
        ("agreements", {"renews_agreement_id": "N1"}, [("renews_agreement_id", "agreement-renews-itself")]),
        ("agreements", {"signed_on": "2021-05-01", "renews_agreement_id": "XA1"}, [("renews_agreement_id", "agreement-renewal-order")]),
        ("institution_succession", {"successor_institution_id": "XI-JPN"}, [("successor_institution_id", "succession-itself")]),
        ("financing_programs", {"closes_on": "2022"}, [("closes_on", "program-days")]),
        ("financing_programs", {"currency_code": ""}, [("currency_code", "program-amount-currency")]),
        ("financing_programs", {"amount_basis_code": ""}, [("amount_basis_code", "program-amount-basis")]),
        ("financing_programs", {"amount": ""}, [("amount", "program-currency-alone")]),
        ("financing_programs", {"amount": "Rp 5 miliar"}, [("amount", "currency-differs")]),
        ("financing_programs", {"amount": "123456789012345678901234"}, [("amount", "number-out-of-range")]),
        ("financing_programs", {"amount": "1.00001"}, [("amount", "number-rounded")]),
        ("financing_programs", {"amount": "1.234"}, [("amount", "number-ambiguous")]),
        ("program_flows", {"period_until": "2022-12-31"}, [("period_until", "flow-period")]),
        ("program_flows", {"period_until": "2023-12"}, [("period_until", "date-without-day")]),
        ("program_flows", {"currency_code": ""}, [("currency_code", "flow-amount-currency")]),
        ("outcomes", {"currency_code": ""}, [("currency_code", "outcome-value-currency")]),
        ("outcomes", {"value_basis_code": ""}, [("value_basis_code", "outcome-value-basis")]),
        ("outcomes", {"value": "-1"}, [("value", "below-minimum")]),
        ("outcomes", {"occurred_on": "2025"}, [("occurred_on", "outcome-future")]),
        ("participants", {"enterprise_name": "", "enterprise_count": "", "is_group": "true"}, [("enterprise_count", "group-without-count")]),
        ("participants", {"enterprise_count": "3"}, [("is_group", "enterprise-count-above-one")]),
        ("participants", {"engagement_id": "XE1", "enterprise_name": "", "enterprise_count": "40", "is_group": "true"}, [("engagement_id", "participants-total")]),
        ("participants", {"engagement_id": "XE2", "size_class_code": "medium", "enterprise_name": "", "enterprise_count": "", "is_group": "true"}, [("enterprise_count", "group-without-count"), ("size_class_code", "size-class-law")]),
        ("participants", {"enterprise_name": "U.D. Contoh, Batik"}, [("enterprise_name", "names-alike")]),
    ],
)
def test_a_rule_of_rows_is_found_at_its_cell(table: str, changes: dict[str, str], expected: list[tuple[str, str]], the_contract: Contract, small_world: Any) -> None:
    row = {**ROWS[table], **changes}
    found = Table(list(row), [list(row.values())]).check(the_contract, small_world.reader, table=table)
    assert [(column, rule) for _, column, rule in broken(found)] == expected
    assert {row for row, _, _ in broken(found)} == {2}
    for language in LANGUAGES:
        said = " ".join(" ".join(say(finding, small_world.words(language))) for finding in found.findings)
        assert not {name for name in (*the_contract.fields, *the_contract.tables) if "_" in name} & set(re.findall(r"\w+", said, re.ASCII))


def test_codes_and_keys_are_said_with_their_names(the_contract: Contract, small_world: Any) -> None:
    def said(table: str, changes: dict[str, str]) -> str:
        row = {**ROWS[table], **changes}
        found = Table(list(row), [list(row.values())]).check(the_contract, small_world.reader, table=table)
        return " ".join(say(finding, small_world.words("id"))[0] for finding in found.findings)

    assert "“IDN (Indonesia)”" in said("agreements", {"party_b_country_code": "IDN"})
    assert "Jumlah “5.000” tidak memiliki mata uang." in said("financing_programs", {"currency_code": ""})
    assert "“JPY (Yen Jepang)”" in said("financing_programs", {"amount": ""})
    assert "dalam IDR (Rupiah Indonesia), padahal mata uang barisnya JPY (Yen Jepang)" in said("financing_programs", {"amount": "Rp 5 miliar"})
    assert "“IDN (Indonesia)”" in (law := said("participants", {"engagement_id": "XE2", "size_class_code": "medium", "enterprise_name": "", "enterprise_count": "", "is_group": "true"}))
    assert f"“medium ({small_world.words('id').code('size_class', 'medium')})”" in law


def test_an_amount_may_name_its_own_currency(the_contract: Contract, small_world: Any) -> None:
    row = {**PROGRAM, "amount": "Rp 5 miliar"}
    del row["currency_code"]
    table = Table(list(row), [list(row.values())])
    found = table.check(the_contract, small_world.reader, table="financing_programs")
    assert broken(found) == [(None, "amount", "currency-taken")]
    assert [(row["amount"], row["currency_code"]) for row in table.accepted(found)] == [("5000000000", "IDR")]


def test_an_amount_gives_its_currency_where_the_column_is_empty_and_is_refused_where_it_says_another(the_contract: Contract, small_world: Any) -> None:
    cells = [("EUR 70000", ""), ("Rp 5 miliar", "IDR"), ("70000", "JPY"), ("EUR 70000", "JPY"), ("$ 300", ""), ("300", ""), ("5%", "IDR")]
    rows = [{**FLOW, "flow_id": f"N{at}", "amount": amount, "currency_code": currency} for at, (amount, currency) in enumerate(cells)]
    table = Table(list(FLOW), [list(row.values()) for row in rows])
    found = table.check(the_contract, small_world.reader, table="program_flows")
    assert broken(found) == sorted([(5, "amount", "currency-differs"), (7, "currency_code", "flow-amount-currency"), (8, "amount", "not-a-number"), *[(None, "amount", "currency-taken")] * 2], key=str)
    assert [row["currency_code"] for row in table.accepted(found)] == ["EUR", "IDR", "JPY", "USD"]
    said = [say(finding, small_world.words("en"))[0] for finding in found.findings if finding.rule.code == "currency-taken"]
    assert said == [
        "The currency of 1 of the amounts is taken from the amount itself: EUR (Euro), as in “EUR 70000”.",
        "The currency of 1 of the amounts is taken from the amount itself: USD (US Dollar), as in “$ 300”.",
    ]


@pytest.mark.parametrize("place", ["given", "target_amount"])
def test_a_currency_that_is_given_or_stands_at_the_target_must_be_that_of_the_amount(place: str, the_contract: Contract, small_world: Any) -> None:
    row = {name: text for name, text in FLOW.items() if name != "currency_code"} | {"amount": "EUR 70000"} | ({"target_amount": "¥ 5"} if place == "target_amount" else {})
    found = Table(list(row), [list(row.values())]).check(the_contract, small_world.reader, table="program_flows", given={"currency_code": "IDR"} if place == "given" else None)
    assert "currency-differs" in {rule for _, _, rule in broken(found)}
    assert found.accepted_count == 0


def test_the_key_and_the_corrected_column_are_enough_where_the_row_is_on_record(the_contract: Contract, small_world: Any) -> None:
    head, rows = read(WORLD / "agreements.csv")
    before = dict(zip(head, next(row for row in rows if row[0] == "XA1"), strict=True))
    table = Table(["agreement_id", "place"], [["XA1", "Bandung"], ["XA404", "Kyoto"]])
    found = table.check(the_contract, small_world.reader, table="agreements")
    assert broken(found) == [(3, "agreement_id", "new-row-lacks"), (None, None, "from-record")]
    (row,) = table.accepted(found)
    assert {name for name, text in row.items() if (text or "") != before[name]} == {"place"}
    said = {finding.rule.code: say(finding, small_world.words("en"))[0] for finding in found.findings}
    assert said["new-row-lacks"] == "“XA404” is not on record, and a new row needs what the file does not have: Title (English), Kind of agreement, Stage, Scope, and Source."


def test_a_column_of_dates_decides_the_order_of_its_own(the_contract: Contract, small_world: Any) -> None:
    rows = [{**OUTCOME, "outcome_id": f"N{at}", "occurred_on": day} for at, day in enumerate(["31/07/2023", "03/04/2023", "Agustus 2023", "令和5年7月31日", "2022"])]
    table = Table(list(OUTCOME), [list(row.values()) for row in rows])
    found = table.check(the_contract, small_world.reader, table="outcomes")
    assert broken(found) == []
    assert [row["occurred_on"] for row in table.accepted(found)] == ["2023-07-31", "2023-04-03", "2023-08", "2023-07-31", "2022"]


def test_a_code_is_held_against_the_row_s_own_day(the_contract: Contract, small_world: Any) -> None:
    modes = {code: dict(row) for code, row in the_contract.codelists["mode"].items()}
    modes["hybrid"]["valid_from"] = "2020-04-01"
    dated = replace(the_contract, codelists={**the_contract.codelists, "mode": modes})
    rows = [{**ENGAGEMENT, "engagement_id": f"N{at}", "held_from": day, "held_until": "", "mode_code": "hybrid"} for at, day in enumerate(["2019-06", "2021", ""])]
    found = Table(list(rows[0]), [list(row.values()) for row in rows]).check(dated, small_world.reader, table="engagements")
    assert broken(found) == [(2, "mode_code", "code-not-valid-then")]


def test_files_of_one_batch_may_point_to_each_other(the_contract: Contract, small_world: Any) -> None:
    engagements = Table(list(ENGAGEMENT), [list(ENGAGEMENT.values())])
    first = engagements.check(the_contract, small_world.reader, table="engagements", accepted="new_engagements")
    row = {**PARTICIPANT, "engagement_id": "N1"}
    engagements.add("second", list(row), [list(row.values())])
    mapping = Table(list(row), [list(row.values())]).propose(the_contract, table="participants")
    engagements.name = "second"
    assert broken(engagements.check(the_contract, small_world.reader, mapping=mapping, accepted="new_participants")) == [(2, "engagement_id", "unknown-reference")]
    assert broken(engagements.check(the_contract, small_world.reader, mapping=mapping, accepted="new_participants", batch={"engagements": first.accepted})) == []


def test_an_upload_may_point_to_its_own_rows(the_contract: Contract, small_world: Any) -> None:
    rows = [AGREEMENT, {**AGREEMENT, "agreement_id": "N2", "renews_agreement_id": "N1"}]
    names = [*AGREEMENT, "renews_agreement_id"]
    assert broken(Table(names, [[row.get(name) for name in names] for row in rows]).check(the_contract, small_world.reader, table="agreements")) == []


def test_a_list_is_held_against_the_number_that_the_engagement_states(the_contract: Contract, small_world: Any) -> None:
    rows = [[f"T{at}", "XE1", _letters(at), "Indonesia", "XS1"] for at in range(30)]
    found = Table(["Peserta", "Kegiatan", "Nama usaha", "Negara", "Sumber"], rows).check(the_contract, small_world.reader)
    (finding,) = found.findings
    assert (finding.rule.code, finding.row, finding.values["stated"]) == ("participants-total", 2, 12)


def test_without_a_record_references_are_unknown_and_nothing_breaks(the_contract: Contract) -> None:
    found = Table(list(PARTICIPANT), [list(PARTICIPANT.values())]).check(the_contract, None, table="participants")
    assert [rule for _, _, rule in broken(found)] == ["unknown-reference", "unknown-reference"]


def test_a_million_errors_are_counted_and_ten_thousand_listed(the_contract: Contract, small_world: Any) -> None:
    table = Table(["Country", "Mode"], [])
    table.connection.execute("drop table staged")
    table.connection.execute("create table staged as select range + 2 as row_number, 'Wakanda' as c0, 'x' || (range % 3) as c1 from range(500000)")
    found = table.check(the_contract, small_world.reader, table="participants", given=GIVEN)
    assert found.counts["unknown-code"] == 1_000_000
    assert len(found.findings) == 10_000
    assert found.severities["error"] == 1_000_000
    assert (found.accepted_count, found.refused_count) == (0, 500_000)


@pytest.mark.parametrize("seed", range(2))
def test_the_order_of_rows_does_not_matter(seed: int, the_contract: Contract, small_world: Any) -> None:
    rows, expected = planted("id")
    shuffled = list(rows)
    random.Random(seed).shuffle(shuffled)
    found = Table(HEAD["id"], shuffled).check(the_contract, small_world.reader)
    counts: dict[str, int] = {}
    for _, _, rule in expected:
        counts[rule] = counts.get(rule, 0) + 1
    assert {rule: count for rule, count in found.counts.items() if rule not in ("taken-by-alias", "group-without-count")} == counts


def test_a_check_leaves_no_trace_on_the_next(the_contract: Contract, small_world: Any) -> None:
    rows, _ = planted("en")
    table = Table(HEAD["en"], rows)
    first = broken(table.check(the_contract, small_world.reader))
    assert broken(table.check(the_contract, small_world.reader)) == first


def test_hostile_cells_are_only_text(the_contract: Contract, small_world: Any) -> None:
    evil = ["'; drop table staged; --", "<script>alert(1)</script>", "\u202eevil", "a" * 100_000, "{value}", "%s", "\\N", "𝕏" * 50]
    table = Table(["Nama usaha", "Negara"], [[text, "Jepang"] for text in evil])
    found = table.check(the_contract, small_world.reader, table="participants", given={**GIVEN, "note": "it's {fine}"})
    assert found.accepted_count == len(evil)
    assert [row["enterprise_name"] for row in table.accepted(found)] == evil
    assert table.accepted(found)[0]["note"] == "it's {fine}"
    assert all(say(finding, small_world.words("id")) for finding in Table(["Negara"], [[text] for text in evil]).check(the_contract, small_world.reader, table="participants", given=GIVEN).findings)


def test_every_rule_says_what_to_look_at(the_contract: Contract) -> None:
    found = checks(CHECKS, the_contract)
    assert len(found) >= 20
    for rule in found:
        assert rule.tables, rule.rule.code
        assert rule.rule.fix, rule.rule.code


def test_the_day_of_the_check_is_told(the_contract: Contract, small_world: Any) -> None:
    row = {**ENGAGEMENT, "held_from": "2024-07-01", "held_until": ""}
    assert broken(Table(list(row), [list(row.values())]).check(the_contract, small_world.reader, table="engagements", today=date(2024, 7, 1))) == []


def test_renewals_in_a_circle_are_told_at_each_of_their_rows(the_contract: Contract, small_world: Any) -> None:
    renewed = {"N1": "N3", "N2": "N1", "N3": "N2", "N4": "N2", "N5": ""}
    rows = [{**AGREEMENT, "agreement_id": key, "title_en": f"Made-up {key}", "renews_agreement_id": other} for key, other in renewed.items()]
    found = Table(list(rows[0]), [list(row.values()) for row in rows]).check(the_contract, small_world.reader, table="agreements")
    assert broken(found) == [(row, "renews_agreement_id", "agreement-renewal-circle") for row in (2, 3, 4)]  # N4 renews one of the circle and is in none
    assert found.accepted_count == 5


def test_successions_in_a_circle_are_told_where_they_are_of_one_day(the_contract: Contract, small_world: Any) -> None:
    ways = [("XI-JPN", "XI-NEW", "2024-01-01"), ("XI-NEW", "XI-IDN", "2024-01-01"), ("XI-IDN", "XI-JPN", "2024-01-01"), ("XI-NEW", "XI-JPN", "2025-01-01")]
    rows = [{**SUCCESSION, "predecessor_institution_id": before, "successor_institution_id": after, "effective_on": day} for before, after, day in ways]
    found = Table(list(SUCCESSION), [list(row.values()) for row in rows]).check(the_contract, small_world.reader, table="institution_succession")
    assert broken(found) == [(row, "successor_institution_id", "succession-circle") for row in (2, 3, 4)]
    assert "1 Januari 2024" in say(found.findings[0], small_world.words("id"))[0] or "1 Jan 2024" in say(found.findings[0], small_world.words("id"))[0]


def test_more_enterprises_than_people_are_refused(the_contract: Contract, small_world: Any) -> None:
    row = {**PARTICIPANT, "enterprise_count": "1000000000000", "is_group": "true"}
    found = Table(list(row), [list(row.values())]).check(the_contract, small_world.reader, table="participants")
    assert broken(found) == [(2, "enterprise_count", "above-maximum")]
    assert say(found.findings[0], small_world.words("id"))[0] == "“1000000000000” lebih dari 10.000.000.000."
