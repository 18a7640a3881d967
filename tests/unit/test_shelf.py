"""Releases on the shelf: an entry is the commit, nothing half-made is ever current, and damage is said in a sentence."""

from __future__ import annotations

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import obstore
import pytest

from mitra import catalogue
from mitra.errors import ContractError, ReleaseError
from mitra.settings import Settings
from mitra.store.build import build
from mitra.store.reader import Library
from mitra.store.shelf import Shelf

AT = datetime(2026, 11, 22, tzinfo=UTC)
WHO: dict[str, Any] = {"who": "test", "at": AT, "note": "a test"}


@pytest.fixture
def store(small_world: Any, tmp_path: Path) -> Path:
    """Return a copy of the small world's store, to be damaged."""
    return Path(shutil.copytree(small_world.settings.store, tmp_path / "store"))


@pytest.fixture
def release(small_world: Any) -> str:
    """Return the small world's release."""
    return small_world.release


def library(store: Path) -> Library:
    """Return the library over a store."""
    settings = replace(Settings.from_environment(), store=str(store))
    return Library(settings, catalogue.load(settings.queries))


def test_of_two_publishers_one_gets_the_number(tmp_path: Path) -> None:
    shelf = Shelf(str(tmp_path))

    def publish(number: int) -> bool:
        try:
            shelf.append(release=f"20261122-0000000{number}", action="publish", after=0, **WHO)
        except FileExistsError:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(publish, range(4))) == [False, False, False, True]
    assert [entry.number for entry in shelf.entries()] == [1]


def test_the_same_record_gives_the_same_release_and_no_new_entry(store: Path, release: str, small_world: Any) -> None:
    shelf = Shelf(str(store))
    assert build(replace(small_world.settings, store=str(store)), shelf, **WHO) == release
    assert len(shelf.entries()) == 1


def test_a_changed_record_gives_a_new_release_and_the_old_one_stays(store: Path, release: str, small_world: Any, tmp_path: Path) -> None:
    seed = Path(shutil.copytree(small_world.settings.seed, tmp_path / "seed"))
    (seed / "outcomes.csv").write_text((seed / "outcomes.csv").read_text("utf-8").replace("2020-02-01", "2020-02-02"), "utf-8")
    shelf = Shelf(str(store))
    new = build(replace(small_world.settings, seed=seed, store=str(store)), shelf, **WHO)
    assert new != release
    assert [entry.release for entry in shelf.entries()] == [release, new]
    assert shelf.manifest(new)["parent"] == release
    assert library(store).open(release).rows("record.pairs", {})


def test_a_record_that_breaks_its_contract_publishes_nothing(store: Path, release: str, small_world: Any, tmp_path: Path) -> None:
    for file, old, new, says in (
        ("outcomes.csv", "2020-02-01", "1 February 2020", "1 February 2020"),
        ("participants.csv", ",12,", ",twelve,", "participants"),
        ("engagements.csv", ",12,", ",twelve,", "engagements"),
        ("sources.csv", "publisher", "publsher", "publsher"),
    ):
        seed = Path(shutil.copytree(small_world.settings.seed, tmp_path / f"seed-{file}"))
        text = (seed / file).read_text("utf-8")
        if old not in text:
            continue
        (seed / file).write_text(text.replace(old, new), "utf-8")
        with pytest.raises(ContractError, match=says):
            build(replace(small_world.settings, seed=seed, store=str(store)), Shelf(str(store)), **WHO)
    seed = Path(shutil.copytree(small_world.settings.seed, tmp_path / "seed-none"))
    (seed / "sources.csv").unlink()
    with pytest.raises(ContractError, match=r"sources\.csv"):
        build(replace(small_world.settings, seed=seed, store=str(store)), Shelf(str(store)), **WHO)
    assert Shelf(str(store)).current() == release


def test_an_empty_store_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="mitra build"):
        library(tmp_path / "new").current()


def test_files_without_an_entry_are_not_current(store: Path, release: str) -> None:
    half = store / "releases" / "20261122-deadbeef"
    half.mkdir()
    (half / "serve.duckdb").write_bytes(b"half a file")
    books = library(store)
    assert books.current() == release
    with pytest.raises(ReleaseError, match="There is no release"):
        books.open("20261122-deadbeef")


@pytest.mark.parametrize("manifest", ["", "{", "[]", "null", "{}", '{"serve_sha256": 5}'])
def test_a_damaged_manifest(store: Path, release: str, manifest: str) -> None:
    (store / "releases" / release / "manifest.json").write_text(manifest, "utf-8")
    with pytest.raises(ReleaseError, match="damaged"):
        library(store).open(release)


def test_a_missing_manifest(store: Path, release: str) -> None:
    (store / "releases" / release / "manifest.json").unlink()
    with pytest.raises(ReleaseError, match="There is no release"):
        library(store).open(release)


@pytest.mark.parametrize("damage", ["cut", "changed", "gone"])
def test_a_damaged_release_file(store: Path, release: str, damage: str) -> None:
    path = store / "releases" / release / "serve.duckdb"
    body = path.read_bytes()
    path.unlink()
    if damage != "gone":
        path.write_bytes(body[:5000] if damage == "cut" else body[:-1] + bytes([body[-1] ^ 1]))
    with pytest.raises(ReleaseError, match="damaged"):
        library(store).open(release)


@pytest.mark.parametrize("body", ["", "{", "[]", '{"release": "x"}'])
def test_a_damaged_ledger_entry(store: Path, body: str) -> None:
    (store / "ledger" / "000002.json").write_text(body, "utf-8")
    with pytest.raises(ReleaseError, match=r"000002\.json is damaged"):
        library(store).current()


def test_a_ledger_entry_that_names_no_release(store: Path) -> None:
    entry = {"release": "20261122-00000000", "action": "publish", "who": "test", "at": AT.isoformat(), "note": ""}
    (store / "ledger" / "000002.json").write_text(json.dumps(entry), "utf-8")
    books = library(store)
    with pytest.raises(ReleaseError, match="There is no release"):
        books.open(books.current())


@pytest.mark.parametrize("release_id", ["../../etc", "..", "", "20261122-DEADBEEF", "20261122-deadbeef/../x", "20261122-deadbeef\n", "x" * 5000])
def test_an_id_that_is_none_never_reaches_the_disk(store: Path, release_id: str) -> None:
    with pytest.raises(ReleaseError, match="There is no release") as refusal:
        library(store).open(release_id)
    assert len(str(refusal.value)) < 200


def test_a_store_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    with pytest.raises(ReleaseError, match="MITRA_STORE"):
        Shelf(str(tmp_path / "file" / "store"))
    shelf = Shelf(str(tmp_path / "store"))
    (tmp_path / "store" / "releases").write_text("in the way", "utf-8")
    (tmp_path / "store" / "ledger").write_text("in the way", "utf-8")
    with pytest.raises(ReleaseError, match="MITRA_STORE"):
        shelf.write("20261122-deadbeef", {"manifest.json": tmp_path / "file"})
    with pytest.raises(ReleaseError, match="cannot be written"):
        shelf.append(release="20261122-deadbeef", action="publish", after=0, **WHO)


def test_a_store_address_of_an_unknown_kind() -> None:
    with pytest.raises(ReleaseError, match="MITRA_STORE"):
        Shelf("carrier-pigeon://coop")


def test_a_store_that_does_not_answer_is_told_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable(*_: object, **__: object) -> None:
        raise obstore.exceptions.GenericError('Generic S3 error: no credentials\nRequestError {\n    inner: "..."\n}')

    shelf = Shelf(str(tmp_path))
    monkeypatch.setattr(obstore, "list", unreachable)
    with pytest.raises(ReleaseError) as error:
        shelf.current()
    assert str(error.value) == f"ledger cannot be read from {tmp_path}: Generic S3 error: no credentials."


def test_a_release_of_an_earlier_mitra_answers_the_queries_of_today(small_world: Any, tmp_path: Path) -> None:
    queries = Path(shutil.copytree(small_world.settings.queries, tmp_path / "queries"))
    for late in ("097_table_counts", "098_quality_marks"):  # tables that this version of Mitra was the first to derive
        (queries / "build" / f"{late}.sql").unlink()
    settings = replace(small_world.settings, queries=queries, store=str(tmp_path / "store"))
    release = build(settings, Shelf(settings.store), who="earlier", at=AT, note="built before")
    today = replace(settings, queries=small_world.settings.queries)
    reader = Library(today, small_world.library.catalogue).open(release)
    assert reader.release == release
    assert reader.rows("quality.by_table", {}) == small_world.reader.rows("quality.by_table", {})
    assert reader.rows("agreements.of_pair", {"home": "IDN", "partner": "JPN", "as_of": "2024-01-01"})
