"""`python -m mitra ask`: the questions listed, one answered with its rows, and one sentence where it cannot."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mitra.briefing.questions import QUESTIONS
from mitra.cli import main


@pytest.fixture(autouse=True)
def _store(small_world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MITRA_STORE", small_world.settings.store)


@pytest.mark.parametrize("language", ["id", "en", "ja"])
def test_without_a_code_all_are_listed(capsys: pytest.CaptureFixture[str], language: str) -> None:
    assert main(["ask", "--lang", language]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(QUESTIONS)


def test_a_question_is_answered_with_its_rows(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "ending", "--lang", "en", "--as-of", "2024-01-01"]) == 0
    out = capsys.readouterr().out
    assert "1 agreement ends in 2024: Made-up agreement, expiring." in out
    assert "Made-up agreement, expiring" in out.splitlines()[-1]


def test_a_program_gets_json_and_a_file_gets_the_rows(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["ask", "ending", "--json", "--as-of", "2024-01-01", "--out", str(tmp_path / "rows.csv")]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["query"] == "overview.agreements_in_force"
    assert [row["ref_id"] for row in document["rows"]] == ["XA3"]
    assert "XA3" in (tmp_path / "rows.csv").read_text("utf-8")


@pytest.mark.parametrize("code", QUESTIONS)
def test_every_question_prints(capsys: pytest.CaptureFixture[str], code: str) -> None:
    assert main(["ask", code, "--lang", "id", "--as-of", "2024-01-01"]) == 0
    assert len(capsys.readouterr().out.splitlines()) >= 2


def test_an_unknown_question_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "no_such"]) == 2
    assert "no_such" in capsys.readouterr().err
