"""The command line: what it prints, its exit codes 0, 1 and 2, JSON for programs, one plain sentence where it cannot."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from mitra.cli import main

CELLS = ["query", "coverage.by_cell", "--param", "home=IDN", "--param", "partner=JPN", "--param", "as_of=2024-01-01"]


@pytest.fixture
def store(small_world: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the small world's store, which the commands use."""
    path = Path(shutil.copytree(small_world.settings.store, tmp_path / "store"))
    monkeypatch.setenv("MITRA_STORE", str(path))
    monkeypatch.setenv("MITRA_SEED", str(small_world.settings.seed))
    return path


@pytest.mark.usefixtures("store")
def test_query_prints_the_cells(small_world: Any, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    expected = small_world.reader.rows("coverage.by_cell", {"home": "IDN", "partner": "JPN", "as_of": "2024-01-01"})
    assert main([*CELLS, "--format", "json"]) == 0
    assert json.loads(capsysbinary.readouterr().out) == expected
    assert main([*CELLS, "--json"]) == 0
    assert json.loads(capsysbinary.readouterr().out) == expected
    assert main(CELLS) == 0
    rows = list(csv.DictReader(io.StringIO(capsysbinary.readouterr().out.decode())))
    assert [(row["sector_code"], row["score"]) for row in rows] == [(row["sector_code"], str(row["score"])) for row in expected]


def test_query_writes_a_file(store: Path, tmp_path: Path) -> None:
    assert store.exists()
    for kind in ("csv", "json", "parquet", "xlsx"):
        assert main([*CELLS, "--format", kind, "--out", str(tmp_path / f"cells.{kind}")]) == 0
        assert (tmp_path / f"cells.{kind}").stat().st_size > 100


def test_a_workbook_of_a_query_holds_its_rows_as_they_are(store: Path, small_world: Any, tmp_path: Path) -> None:
    assert store.exists()
    name, asked = "agreements.pipeline", {"home": "IDN", "partner": "JPN", "as_of": "2024-01-01"}
    path = tmp_path / "due.xlsx"
    assert main(["query", name, *(word for key, value in asked.items() for word in ("--param", f"{key}={value}")), "--format", "xlsx", "--out", str(path)]) == 0
    head, *rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    expected = small_world.reader.rows(name, asked)
    assert head == list(expected[0])
    assert [["" if value is None else value for value in row.values()] for row in expected] == rows


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("arguments", [["ask", "ending"], ["brief", "in_ten_minutes"], ["calendar", "--home", "IDN", "--partner", "JPN"]])
def test_what_is_no_day_is_said_to_be_none(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main([*arguments, "--as-of", "2023-13-45"])
    assert "2023-13-45 is no day; write it as 2023-07-31" in capsys.readouterr().err


MODES = ["query", "sectors.by_mode", "--param", "home=IDN", "--param", "partner=JPN"]
COMPARE = ["compare", "coverage.matrix", "--param", "home=IDN", "--param", "partner=JPN", "--param", "as_of=2024-01-01"]


@pytest.mark.usefixtures("store")
def test_compare_prints_both_sides_and_what_they_differ_in(small_world: Any, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    asked = {"home": "IDN", "partner": "JPN", "as_of": "2024-01-01"}
    scores = [{(row["sector_code"], row["focus_area_code"]): row["score"] for row in small_world.reader.rows("coverage.by_cell", {**asked, **more})} for more in ({}, {"as_of": "2015-01-01"})]
    assert main([*COMPARE, "--vs", "as_of=2015-01-01"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsysbinary.readouterr().out.decode())))
    assert {(row["sector_code"], row["focus_area_code"]): row["score_difference"] for row in rows} == {key: str(score - scores[1][key]) for key, score in scores[0].items()}
    assert {row["side"] for row in rows} == {"both"}
    assert any(row["score_difference"] != "0" for row in rows)


@pytest.mark.usefixtures("store")
def test_compare_with_another_release_and_into_a_file(small_world: Any, tmp_path: Path) -> None:
    assert main([*COMPARE, "--vs", f"release={small_world.release}", "--format", "json", "--out", str(tmp_path / "both.json")]) == 0
    rows = json.loads((tmp_path / "both.json").read_text("utf-8"))
    assert rows
    assert {row["score_difference"] for row in rows} == {0}


@pytest.mark.usefixtures("store")
def test_query_list_names_every_query(small_world: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "--list", "--json"]) == 0
    assert set(json.loads(capsys.readouterr().out)) == set(small_world.library.catalogue)


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("kind", ["csv", "json"])
def test_a_query_without_rows_says_so_beside_its_empty_result(kind: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["query", "record.keys", "--param", "table_name=no_such", "--format", kind]) == 0
    out, said = capfdbinary.readouterr()
    assert out.strip() == {"csv": b"ref_id", "json": b"[]"}[kind]
    assert said.decode().strip().endswith("has no rows of record.keys for table_name=no_such.")


def test_a_query_is_described_with_what_it_takes_and_the_units_of_its_columns(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "agreements.survival", "--describe"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "param     from_year (integer, may be left out): only agreements that may have been signed in this year or later" in lines
    assert "column    months (double): months since entry into force" in lines
    assert any(line.startswith("method    ") for line in lines)
    assert main(["query", "agreements.survival", "--describe", "--json"]) == 0
    assert [one["name"] for one in json.loads(capsys.readouterr().out)["params"]][:2] == ["home", "partner"]


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["query", "coverage.no_such"], "no_such"),
        (["compare", "coverage.no_such", "--vs", "partner=KOR"], "no_such"),
        ([*COMPARE, "--vs", "partner"], "key=value"),
        ([*COMPARE, "--vs", "planet=X"], "planet"),
        ([*COMPARE, "--vs", "release=20000101-00000000"], "20000101-00000000"),
        (["query", "coverage.by_cell"], "home (ISO 3166-1 alpha-3 of the home country), partner ("),
        (["query", "coverage.no_such", "--describe"], "no_such"),
        ([*CELLS, "--param", "partner=Japan"], "such as JPN"),
        ([*CELLS, "--param", "partnr=KOR"], "partnr"),
        ([*CELLS, "--param", "as_of=soon"], "soon"),
        ([*CELLS, "--param", "partner=ZZZ"], "ZZZ"),
        ([*CELLS, "--param", "partner=IDN"], "two countries"),
        ([*MODES, "--param", "sector=spaceships"], "spaceships"),
        ([*MODES, "--param", "from_year=2025", "--param", "to_year=2010"], "begins in 2025"),
        ([*COMPARE, "--vs", "partner=ZZZ"], "ZZZ"),
        (["ask", "ending", "--partner", "ZZZ"], "ZZZ"),
        (["calendar", "--home", "ZZZ", "--partner", "JPN"], "ZZZ"),
        ([*CELLS, "--param", "home"], "--param home"),
        ([*CELLS, "--release", "../../etc"], "no release"),
        (["rollback", "20261122-00000000"], "20261122-00000000"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_exit_code_2(arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    out, said = capsys.readouterr()
    assert out == ""
    assert said.startswith("mitra: ")
    assert says in said
    assert said.count("\n") == 1


def test_build_releases_and_rollback(store: Path, small_world: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert store.exists()
    seed = Path(shutil.copytree(small_world.settings.seed, tmp_path / "seed"))
    (seed / "outcomes.csv").write_text((seed / "outcomes.csv").read_text("utf-8").replace("2020-02-01", "2020-02-02"), "utf-8")
    monkeypatch.setenv("MITRA_SEED", str(seed))
    assert main(["build", "--json", "--note", "a corrected day"]) == 0
    new = json.loads(capsys.readouterr().out)["release"]
    assert main(["rollback", small_world.release]) == 0
    assert small_world.release in capsys.readouterr().out
    assert main(["releases", "--json"]) == 0
    entries = json.loads(capsys.readouterr().out)
    assert [(entry["release"], entry["action"]) for entry in entries] == [(small_world.release, "publish"), (new, "publish"), (small_world.release, "rollback")]
    assert entries[1]["note"] == "a corrected day"
    assert main(["releases"]) == 0
    assert capsys.readouterr().out.count("\n") == 3


def test_doctor_finds_nothing_and_then_the_damage(store: Path, small_world: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 0
    assert "FAIL" not in capsys.readouterr().out
    (store / "releases" / small_world.release / "serve.duckdb").write_bytes(b"damaged")
    assert main(["doctor", "--json"]) == 1
    findings = json.loads(capsys.readouterr().out)
    assert [finding["subject"] for finding in findings if not finding["good"]] == [f"release {small_world.release}"]


@pytest.mark.parametrize("seed", ["no-such-folder", "a-file"])
def test_a_seed_that_is_not_there(seed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a-file").write_text("", "utf-8")
    monkeypatch.setenv("MITRA_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("MITRA_SEED", str(tmp_path / seed))
    assert main(["build"]) == 2
    assert capsys.readouterr().err.splitlines()[-1].startswith("mitra: ")


def test_an_empty_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("MITRA_STORE", str(tmp_path))
    assert main(CELLS) == 2
    assert "mitra build" in capsys.readouterr().err
    assert main(["releases"]) == 0
    assert main(["doctor"]) == 1


def test_the_module_runs_and_refuses_an_unknown_command(tmp_path: Path) -> None:
    environment = {"MITRA_STORE": str(tmp_path), "PATH": ""}
    done = subprocess.run([sys.executable, "-m", "mitra", "dance"], capture_output=True, text=True, check=False, env=environment, cwd=Path(__file__).parent.parent.parent)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
