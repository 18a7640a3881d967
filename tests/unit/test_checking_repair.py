"""Refused rows go out with their reasons, come back mended, and cells are mended in place; no spreadsheet runs what was in them."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from mitra.contract import Contract
from mitra.errors import MitraError
from mitra.ingest.reading import Column
from mitra.ingest.repair import amend_cells, is_refused_rows, merge_back
from tests.ingest_bench import Table, broken

GIVEN = {"engagement_id": "XE3", "source_id": "XS1"}
HEADINGS = ["Nama usaha", "Negara", "Catatan"]
ROWS = [["Contoh Satu Dua", "UK", "=1+1"], ["Lain Lagi Pula", "Jepang", ""], ["Beda Sama Sekali", "Wakanda", "@x"], ["-Tanda Hubung", "Jepangg", "+62 21"]]


@pytest.fixture
def table() -> Table:
    return Table(HEADINGS, ROWS)


def read_csv(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def read_xlsx(path: Path) -> list[list[str]]:
    book = openpyxl.load_workbook(path)
    rows = [[str(cell.value or "") for cell in row] for row in book.active.iter_rows()]
    assert all(cell.data_type != "f" for row in book.active.iter_rows() for cell in row)
    book.close()
    return rows


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("language", ["id", "en", "ja"])
def test_refused_rows_are_written_with_reasons_and_nothing_to_run(kind: str, language: str, table: Table, the_contract: Contract, small_world: Any, tmp_path: Path) -> None:
    words = small_world.words(language)
    found = table.check(the_contract, small_world.reader, table="participants", given=GIVEN)
    path = tmp_path / f"refused.{kind}"
    assert found.write_refused(path, HEADINGS, words, kind=kind) == 3
    head, *rows = read_csv(path) if kind == "csv" else read_xlsx(path)
    assert head == [words.t("Row in the file"), words.t("What is wrong"), words.t("What to do"), *HEADINGS]
    assert [row[0] for row in rows] == ["2", "4", "5"]
    assert "UK" in rows[0][1]
    assert "GBR" in rows[0][2]
    assert rows[0][3:] == ["Contoh Satu Dua", "UK", "'=1+1"]
    assert rows[2][3:] == ["'-Tanda Hubung", "Jepangg", "'+62 21"]
    assert is_refused_rows([Column(name, "string") for name in head])


def test_accepted_rows_are_as_the_contract_has_them(table: Table, the_contract: Contract, small_world: Any) -> None:
    found = table.check(the_contract, small_world.reader, table="participants", given=GIVEN)
    written = table.connection.table(found.accepted)
    assert tuple(written.columns) == the_contract.tables["participants"].field_names
    assert {str(kind) for kind in written.types} == {"VARCHAR"}
    assert [row[2:4] for row in written.fetchall()] == [("Lain Lagi Pula", "JPN")]


def test_cells_are_mended_in_place_and_checked_again(table: Table, the_contract: Contract, small_world: Any) -> None:
    amend_cells(table.connection, "staged", [(2, 1, "GBR"), (4, 1, None), (5, 1, "=Jepang"), (5, 2, "")])
    found = table.check(the_contract, small_world.reader, table="participants", given=GIVEN)
    assert broken(found) == [(5, "Negara", "unknown-code")]
    amend_cells(table.connection, "staged", [(5, 1, "Jepang")])
    found = table.check(the_contract, small_world.reader, table="participants", given=GIVEN)
    assert broken(found) == []
    assert [row["country_code"] for row in table.accepted(found)] == ["GBR", "JPN", None, "JPN"]


@pytest.mark.parametrize("change", [(99, 0, "x"), (2, 9, "x"), (2, -1, "x"), (2, 0, "x" * 2_000_000)])
def test_a_cell_that_is_not_there_changes_nothing(change: tuple[int, int, str], table: Table) -> None:
    before = table.connection.table("staged").order("row_number").fetchall()
    with pytest.raises(MitraError):
        amend_cells(table.connection, "staged", [(2, 0, "changed"), change])
    assert table.connection.table("staged").order("row_number").fetchall() == before


def test_a_mended_file_of_refused_rows_finds_its_rows_again(table: Table, the_contract: Contract, small_world: Any, tmp_path: Path) -> None:
    found = table.check(the_contract, small_world.reader, table="participants", given=GIVEN)
    found.write_refused(tmp_path / "refused.csv", HEADINGS, small_world.words("ja"))
    head, *rows = read_csv(tmp_path / "refused.csv")
    rows[0][4], rows[1][4], rows[2][4] = "Inggris", "Malaysia", "Jepang"
    table.add("mended", head, rows[::-1])
    assert merge_back(table.connection, "staged", "mended", HEADINGS, [Column(name, "string") for name in head]) == 3
    again = table.check(the_contract, small_world.reader, table="participants", given=GIVEN)
    assert [rule for _, _, rule in broken(again)] == ["taken-by-alias"]
    assert [(row["country_code"], row["enterprise_name"], row["note"]) for row in table.accepted(again)] == [
        ("GBR", "Contoh Satu Dua", "=1+1"), ("JPN", "Lain Lagi Pula", None), ("MYS", "Beda Sama Sekali", "@x"), ("JPN", "-Tanda Hubung", "+62 21"),
    ]


def test_a_mended_file_without_its_row_numbers_is_refused(table: Table) -> None:
    table.add("mended", HEADINGS, ROWS)
    with pytest.raises(MitraError):
        merge_back(table.connection, "staged", "mended", HEADINGS, [Column(name, "string") for name in HEADINGS])


def test_a_mended_file_with_a_foreign_row_changes_nothing(table: Table) -> None:
    head = ["Row in the file", "What is wrong", "What to do", *HEADINGS]
    table.add("mended", head, [["2", "", "", "a", "b", "c"], ["77", "", "", "a", "b", "c"]])
    before = table.connection.table("staged").fetchall()
    with pytest.raises(MitraError):
        merge_back(table.connection, "staged", "mended", HEADINGS, [Column(name, "string") for name in head])
    assert table.connection.table("staged").fetchall() == before


def test_the_added_columns_are_not_taken_for_the_file_s_own(the_contract: Contract) -> None:
    head = ["Row in the file", "What is wrong", "What to do", *HEADINGS]
    mapping = Table(head, [["2", "", "", "a", "b", "c"]]).propose(the_contract, table="participants")
    assert mapping.unmapped == ()
    assert [match.field for match in mapping.matches[:3]] == [None, None, None]
