"""Three languages, whole: what the code says is in every catalogue, nothing stale, the same braces."""

from __future__ import annotations

from pathlib import Path

import pytest

from mitra import words
from mitra.i18n import LANGUAGES


@pytest.fixture(scope="module")
def problems() -> list[str]:
    """Return what mitra.words finds, once."""
    return words.problems()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated_and_none_is_stale(problems: list[str], language: str) -> None:
    mine = [problem for problem in problems if problem.startswith(f"{language}: ")]
    assert not mine, "\n".join([f"{len(mine)} problems; run python -m mitra.words, then fill in", *mine])


def test_messages_of_code_and_of_query_heads_are_found() -> None:
    found = {message.id if isinstance(message.id, str) else message.id[0] for message in words.extract()}
    assert {"Home country", "{count} row", "There is no release yet. Run `python -m mitra build`.", "Coverage of each sector and focus area"} <= found


def test_update_keeps_translations_adds_new_messages_and_drops_stale_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "LOCALE", tmp_path)
    path = tmp_path / "id" / "LC_MESSAGES" / "mitra.po"
    path.parent.mkdir(parents=True)
    path.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Home country"\nmsgstr "Negara asal"\n\nmsgid "No longer said"\nmsgstr "Lama"\n', "utf-8")
    words.update("id")
    text = path.read_text("utf-8")
    assert "Negara asal" in text
    assert "No longer said" not in text
    assert 'msgid "Partner country"' in text
    assert "POT-Creation-Date" not in text
