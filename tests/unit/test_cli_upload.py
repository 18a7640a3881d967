"""The commands over files: what a file is read as, what is wrong with it, what it would change, publish and undo."""

from __future__ import annotations

import csv
import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

from mitra.cli import main
from mitra.cli.upload import checked
from mitra.ingest.batch import Workbench
from mitra.ingest.plans import FilePlan
from mitra.store.reader import Library
from mitra.store.shelf import Shelf

THIRTY = Path(__file__).resolve().parent.parent / "fixtures" / "files" / "daftar-30-usaha-contoh.csv"
WRONG = "engagement_id,enterprise_name,sector_code,enterprise_count\nE001,Contoh A,otomotip,1\nE999,Contoh B,health,dua\nE001,=1+1,health,1\n"


@pytest.fixture
def store(seed_release: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """Return a copy of the seed release's store, which the commands use."""
    path = shutil.copytree(seed_release.settings.store, tmp_path / "store")
    monkeypatch.setenv("MITRA_STORE", str(path))
    return Shelf(str(path))


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """Return a file with wrong cells."""
    path = tmp_path / "salah.csv"
    path.write_text(WRONG, "utf-8")
    return path


def test_inspect_says_what_was_read_and_writes_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows, values = tmp_path / "rows.csv", tmp_path / "values.parquet"
    assert main(["inspect", str(THIRTY), "--json", "--rows", str(rows), "--typed", str(values)]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["readable"], document["encoding"], document["header_rows"], document["row_count"]) == (True, "utf-8", 1, 30)
    assert document["dialect"]["delimiter"] == ";"
    assert {"name": "Dipimpin Perempuan", "type": "boolean", "format": "ya/tidak"} in document["columns"]
    assert {warning["severity"] for warning in document["warnings"]} == {"note"}  # title rows and a footer were left out, and it says so
    with rows.open(encoding="utf-8", newline="") as file:
        table = list(csv.reader(file))
    assert (len(table), table[0][1], table[1][1]) == (31, "Nama Usaha", "Contoh Usaha 01 Otomotif")
    typed = duckdb.connect().read_parquet(str(values))
    assert dict(zip(typed.columns, map(str, typed.types), strict=True))["Dipimpin Perempuan"] == "BOOLEAN"


def test_a_file_with_nothing_wrong_raises_no_warning(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "rapi.csv"
    path.write_text("kode,nama,tanggal,nilai\n007,Contoh A,2023-07-31,1.5\n008,Contoh B,2023-08-01,2\n", "utf-8")
    assert main(["inspect", str(path), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["warnings"] == []
    assert [column["type"] for column in document["columns"]] == ["string", "string", "date", "number"]


@pytest.mark.parametrize("body", [b"", b"\x89PNG\r\n\x1a\n" + bytes(99), b"PK\x03\x04" + bytes(99)])
def test_what_is_no_table_is_refused_with_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str], body: bytes) -> None:
    path = tmp_path / "bukan-tabel.csv"
    path.write_bytes(body)
    assert main(["inspect", str(path), "--json"]) == 2
    told = capsys.readouterr()
    document = json.loads(told.out)
    assert document["readable"] is False
    assert "bukan-tabel.csv" in document["message"]
    assert told.err.count("\n") == 1


@pytest.mark.usefixtures("store")
def test_check_finds_every_cell_and_says_how_to_mend_it(wrong: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    refused = tmp_path / "ditahan.xlsx"
    assert main(["check", str(wrong), "--table", "participants", "--json", "--refused", str(refused), "--lang", "id"]) == 1
    (document,) = json.loads(capsys.readouterr().out)
    places = {(finding["row"], finding["column"], finding["code"]) for finding in document["findings"] if finding["severity"] == "error"}
    assert places == {(2, "sector_code", "unknown-code"), (3, "engagement_id", "unknown-reference"), (3, "enterprise_count", "not-a-number")}
    assert "automotive" in next(finding["fix"] for finding in document["findings"] if finding["row"] == 2)
    assert (document["accepted_count"], document["refused_count"]) == (1, 2)
    sheet = openpyxl.load_workbook(refused).active
    assert sheet is not None
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == ["2", "3"]
    assert "otomotip" in str(sheet["B2"].value)


@pytest.mark.usefixtures("store")
def test_rows_kept_back_come_home_mended(wrong: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    refused = tmp_path / "ditahan.csv"
    assert main(["check", str(wrong), "--table", "participants", "--refused", str(refused)]) == 1
    text = refused.read_text("utf-8-sig").replace(",otomotip,", ",automotive,").replace(",E999,", ",E001,").replace(",dua", ",2")
    refused.write_text(text, "utf-8-sig")
    capsys.readouterr()
    main(["check", str(wrong), "--table", "participants", "--mended", str(refused), "--json"])
    (document,) = json.loads(capsys.readouterr().out)
    assert (document["accepted_count"], document["severities"].get("error", 0)) == (3, 0)


def test_the_same_findings_on_the_command_line_and_in_python(store: Shelf, seed_release: Any, wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert store.current()
    main(["check", str(wrong), "--table", "participants", "--json"])
    (by_command,) = json.loads(capsys.readouterr().out)
    library = Library(seed_release.settings, seed_release.library.catalogue)
    with Workbench(seed_release.settings, library, today=date.today()) as bench:
        (prepared,) = bench.check([bench.read(FilePlan(wrong, wrong.name, table="participants"))])
        in_python = json.loads(json.dumps(checked(prepared, bench.words), default=str))
    assert in_python == by_command


def test_the_ministrys_list_is_compared_published_once_and_undone(store: Shelf, capsys: pytest.CaptureFixture[str]) -> None:
    first = store.current()
    command = [str(THIRTY), "--set", "engagement_id=E001", "--publisher", "Kementerian (contoh)", "--json"]
    assert main(["diff", *command]) == 0
    document = json.loads(capsys.readouterr().out)
    assert {table["table"]: table["added"] for table in document["tables"]} == {"participants": 30, "sources": 1}
    split = next(move for move in document["headlines"] if move["label"] == "Participants whose sector is published")
    assert split["after"] - split["before"] == 30
    assert store.current() == first  # nothing was done yet
    assert main(["publish", *command, "--note", "contoh"]) == 0
    published = json.loads(capsys.readouterr().out)
    assert store.current() == published["release"] != first
    split = ["query", "sectors.participants_by_sector", "--param", "home=IDN", "--param", "partner=JPN", "--param", "engagement=E001", "--json"]
    assert main([*split, "--full"]) == 0
    counts = {row["sector_code"]: row["participant_count"] for row in json.loads(capsys.readouterr().out)}
    assert counts == {"food_beverages": 9, "automotive": 8, "health": 6, "fisheries": 5, "crafts": 2}
    assert main(split) == 0  # the list has no web address, so nobody else sees that two are in crafts
    counts = {row["sector_code"]: row["participant_count"] for row in json.loads(capsys.readouterr().out)}
    assert counts == {"food_beverages": 9, "automotive": 8, "health": 6, None: 7}
    assert main(["publish", *command, "--note", "lagi"]) == 0
    assert json.loads(capsys.readouterr().out)["already"] is True
    assert len(store.entries()) == 2
    assert main(["rollback", str(first)]) == 0
    assert store.current() == first
    assert (store.manifest(published["release"])["uploads"] or [{}])[-1]["file_name"] == THIRTY.name  # type: ignore[index]  # JSON


def test_a_list_that_comes_again_corrected_changes_its_rows_and_adds_none(store: Shelf, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert store.current()
    again = tmp_path / "daftar-revisi.csv"
    again.write_text(THIRTY.read_text("utf-8-sig").replace("30;Contoh Usaha 30 Kerajinan;kerajinan", "30;Contoh Usaha 30 Kerajinan;makanan"), "utf-8")
    given = ["--set", "engagement_id=E001", "--set", "source_id=S001", "--json"]
    assert main(["publish", str(THIRTY), *given]) == 0
    capsys.readouterr()
    assert main(["diff", str(again), *given]) == 0
    (table,) = json.loads(capsys.readouterr().out)["tables"]
    assert (table["added"], table["changed"], table["withdrawn"]) == (0, 1, 0)
    assert table["rows"][0]["fields"]["sector_code"] == ["crafts", "food_beverages"]


def test_rows_with_errors_stop_everything_unless_they_are_left_out(store: Shelf, wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = store.current()
    assert main(["publish", str(wrong), "--table", "participants"]) == 1
    assert store.current() == before
    assert main(["publish", str(wrong), "--table", "participants", "--leave-out", "--json"]) == 0
    capsys.readouterr()
    manifest = store.manifest(str(store.current()))
    assert manifest["quarantine"] == ["quarantine/participants.json", "quarantine/participants.parquet"]
    assert manifest["changes"]["participants"]["added"] == 1  # type: ignore[index]  # JSON


def test_the_same_bytes_are_published_once_with_rows_left_out_or_appended(store: Shelf, wrong: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = tmp_path / "baru.csv"
    new.write_text("participant_id,engagement_id,enterprise_name,source_id\nQX1,E001,Contoh Baru,S001\n", "utf-8")
    for command in (["publish", str(wrong), "--table", "participants", "--leave-out", "--json"], ["publish", str(new), "--mode", "append", "--json"]):
        assert [main(command), main(command)] == [0, 0]
        first, again = [json.loads("{" + part) for part in capsys.readouterr().out.split("{")[1:]]
        assert (first["already"], again["already"], first["release"]) == (False, True, again["release"])
    assert len(store.entries()) == 3


def test_a_build_does_not_lose_uploads_unless_told_to(store: Shelf, wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["publish", str(wrong), "--table", "participants", "--leave-out"]) == 0
    current = store.current()
    capsys.readouterr()
    assert main(["build"]) == 2
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n"), "--force" in told.err) == ("", 1, True)
    assert store.current() == current
    assert main(["build", "--force"]) == 0
    assert store.current() != current


def test_going_back_to_what_is_current_changes_nothing(store: Shelf) -> None:
    assert main(["rollback", str(store.current())]) == 0
    assert len(store.entries()) == 1


def test_a_table_is_not_replaced_by_nothing_nor_left_with_rows_that_point_nowhere(store: Shelf, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    nothing, few = tmp_path / "kosong.csv", tmp_path / "sedikit.csv"
    nothing.write_text("participant_id,engagement_id,enterprise_name,source_id\n", "utf-8")
    head = "engagement_id,name_en,engagement_kind_code,engagement_stage_code,held_from,record_scope_code,source_id"
    few.write_text(f"{head}\nE001,Contoh,exhibition,held,2024-03-10,IDN-JPN,S001\n", "utf-8")
    assert main(["publish", str(nothing), "--table", "participants", "--mode", "replace"]) == 2
    assert main(["publish", str(few), "--table", "engagements", "--mode", "replace"]) == 2
    assert capsys.readouterr().err.splitlines()[-1] == "mitra: The changes do not fit the record, and nothing was done."
    assert len(store.entries()) == 1


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("told", [["--map", "zz=engagement_id"], ["--map", "enterprise_name=zz"], ["--set", "zz=1"], ["--as-of", "31/07/2023"], ["--skip-rows", "-1"], ["--delimiter", "abc"], ["--quote", "abc"]])
def test_what_names_nothing_that_is_there_is_refused_in_one_sentence(wrong: Path, capsys: pytest.CaptureFixture[str], told: list[str]) -> None:
    try:
        code = main(["diff", str(wrong), "--table", "participants", *told])
    except SystemExit as end:  # what the parser itself refuses
        code = end.code
    said = capsys.readouterr()
    assert (code, said.out) == (2, "")
    assert told[1].split("=")[0] in said.err or "zz" in said.err
    assert "usage" not in said.err


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("refused", ["tiada/x.xlsx", "tiada/x.csv", "ditahan.pdf"])
def test_rows_kept_back_that_cannot_be_written_are_told(tmp_path: Path, wrong: Path, capsys: pytest.CaptureFixture[str], refused: str) -> None:
    assert main(["check", str(wrong), "--table", "participants", "--refused", str(tmp_path / refused)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert refused in said.err.splitlines()[-1]
    assert "Traceback" not in said.err
    assert not (tmp_path / refused).exists()


@pytest.mark.usefixtures("store")
def test_a_file_that_no_heading_places_is_not_taken_for_the_first_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "lain.csv"
    path.write_text("a,b,c\n1,2,3\n", "utf-8")
    assert main(["check", str(path)]) == 2
    assert "--table" in capsys.readouterr().err.splitlines()[-1]


@pytest.mark.usefixtures("store")
def test_where_nothing_is_like_a_value_nothing_is_suggested(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "kode.csv"
    path.write_text("engagement_id,enterprise_name,size_class_code\nE001,Contoh A,qqqqqqqq\n", "utf-8")
    assert main(["check", str(path), "--table", "participants"]) == 1
    out = capsys.readouterr().out
    assert "“qqqqqqqq” is not in the code list" in out
    assert "Did you mean" not in out


def test_values_that_cannot_be_written_are_told(tmp_path: Path, wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inspect", str(wrong), "--typed", str(tmp_path / "tiada" / "x.parquet")]) == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.usefixtures("store")
def test_a_heading_gives_its_unit_to_the_numbers_below(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "hasil.csv"
    path.write_text("Jenis Hasil;Kode Kegiatan;Nama Perusahaan;Nilai Transaksi (Rp juta);Tanggal;Dasar Nilai\nKontrak;E001;Contoh;1.500,5;15 Agustus 2023;realised\n", "utf-8")
    assert main(["diff", str(path), "--set", "source_id=S001", "--json"]) == 0
    (table,) = json.loads(capsys.readouterr().out)["tables"]
    fields = table["rows"][0]["fields"]
    assert (float(fields["value"][1]), fields["currency_code"][1]) == (1_500_500_000, "IDR")


def test_synth_marks_every_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["synth", "--participants", "700", "--out", str(tmp_path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"sources": 1, "engagements": 2, "participants": 700}
    with (tmp_path / "participants.csv").open(encoding="utf-8", newline="") as file:
        assert all("synthetic" in row["note"] for row in csv.DictReader(file))


def test_a_correction_by_key_keeps_what_it_does_not_say(store: Shelf, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "koreksi.csv"
    path.write_text("participant_id,sector_code\nPG001,health\n", "utf-8")
    assert main(["diff", str(path), "--json"]) == 0
    (table,) = json.loads(capsys.readouterr().out)["tables"]  # the source stays that of the record, so the file is none
    assert [(row["kind"], row["fields"]) for row in table["rows"]] == [("changed", {"sector_code": ["automotive", "health"]})]
    path.write_text("outcome_id,value\nO002,EUR 70000\n", "utf-8")
    assert main(["diff", str(path), "--json"]) == 0
    (table,) = json.loads(capsys.readouterr().out)["tables"]
    assert {name: after for name, (_, after) in table["rows"][0]["fields"].items()} == {"value": "70000", "currency_code": "EUR"}
    assert store.current()


def test_a_new_key_needs_what_the_key_alone_does_not_give(tmp_path: Path, capsys: pytest.CaptureFixture[str], store: Shelf) -> None:
    path = tmp_path / "koreksi.csv"
    path.write_text("agreement_id,place\nA001,Jakarta\nA999,Tokyo\n", "utf-8")
    assert main(["check", str(path), "--json"]) == 1
    (document,) = json.loads(capsys.readouterr().out)
    assert (document["accepted_count"], document["counts"]) == (1, {"from-record": 1, "new-row-lacks": 1})
    path.write_text("agreement_id,place\nA998,Jakarta\nA999,Tokyo\n", "utf-8")
    assert main(["check", str(path), "--json"]) == 1
    (document,) = json.loads(capsys.readouterr().out)
    assert (document["accepted_count"], set(document["counts"])) == (0, {"required-missing"})
    assert store.current()


@pytest.mark.usefixtures("store")
def test_cells_that_a_workbook_has_lost_are_told_before_they_count_as_unknown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["engagement_id", "enterprise_name", "enterprise_count"], ["E001", "Contoh A", "#DIV/0!"], ["E001", "Contoh B", "=1+1"], ["E001", "Contoh C", 1]):
        sheet.append(row)
    book.save(tmp_path / "rumus.xlsx")
    assert main(["check", str(tmp_path / "rumus.xlsx")]) == 0
    assert "Their number: 2." in capsys.readouterr().err


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(("body", "says"), [("\n \n", "Choose a file with a table."), ("x\n1\n", "--table"), (",,\n1,2,3\n", "--table")])
def test_a_file_without_a_table_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str], body: str, says: str) -> None:
    path = tmp_path / "kosong.csv"
    path.write_text(body, "utf-8")
    assert main(["check", str(path)]) == 2
    assert says in capsys.readouterr().err.splitlines()[-1]
