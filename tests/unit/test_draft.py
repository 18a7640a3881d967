"""A draft is what changes make of a release, whole, seen by who holds its id, and gone when it is closed."""

from __future__ import annotations

import gc
import tempfile
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import hypothesis.strategies as st
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings

from mitra.errors import ContractError, ReleaseError
from mitra.ingest.draft import Change, Origin, RefusedError, make_draft
from mitra.ingest.revision import Revision
from mitra.ingest.synth import NOTE, synth
from mitra.store import drafts
from mitra.store.build import LINE
from mitra.store.drafts import Drafts
from mitra.store.shelf import sha256
from mitra.store.tables import Seed

Person = Callable[..., dict[str, str | None]]


def contents(reader: Any) -> dict[str, list[tuple[Any, ...]]]:
    """Return every table of a release, rows in their order; not its line, which tells of others."""
    cursor = reader.connection.cursor()
    return {name: cursor.table(name).fetchall() for (name,) in cursor.execute("show tables").fetchall() if name not in LINE}


def test_a_draft_without_a_change_has_the_tables_of_its_parent(desk: Any) -> None:
    parent, draft = desk.library.open(desk.release), desk.library.with_draft(desk.draft())
    assert contents(draft) == contents(parent)
    types = [(reader.connection.cursor().table("agreements").types) for reader in (parent, draft)]
    assert types[0] == types[1]


def test_the_seed_comes_back_from_its_own_release(seed_release: Any) -> None:
    draft = drafted(seed_release)
    try:
        reader = seed_release.library.with_draft(draft)
        assert contents(reader) == contents(seed_release.reader)
    finally:
        seed_release.library.close_draft(draft.id)


def drafted(record: Any, *changes: Any) -> Any:
    """Make a draft on a record that other tests read, too."""
    return make_draft(record.settings, record.library.shelf, record.release, changes, who="t", at=datetime(2026, 11, 23, tzinfo=UTC), note="")


def test_append_adds_rows_in_the_order_of_keys(desk: Any, upload: Any, person: Person) -> None:
    draft = desk.draft(upload("participants", "append", [person("XP7"), person("XP0")]))
    reader = desk.library.with_draft(draft)
    assert desk.keys("participants", draft.id) == ["XP0", "XP1", "XP2", "XP3", "XP4", "XP5", "XP7"]
    assert {row["ref_id"]: row["name"] for row in reader.rows("record.names", {"language": "en"})}["XP7"] == "Contoh XP7"
    assert desk.keys("participants") == ["XP1", "XP2", "XP3", "XP4", "XP5"]


def test_append_refuses_every_key_that_is_there(desk: Any, upload: Any, person: Person) -> None:
    source = {"source_id": "XS1", "publisher": "P", "title": "T", "language": "id"}
    with pytest.raises(RefusedError) as refusal:
        desk.draft(upload("participants", "append", [person("XP2"), person("XP9"), person("XP1")]), upload("sources", "append", [source]))
    found = {str(one.filled["table"]): one for one in refusal.value.findings}
    assert sorted(found) == ["participants", "sources"]
    assert (found["participants"].rule.code, found["participants"].filled["count"], found["participants"].filled["keys"]) == ("key-exists", 2, "XP1, XP2")


def test_upsert_replaces_by_key_and_keeps_the_columns_that_the_file_did_not_have(desk: Any, upload: Any, person: Person) -> None:
    changed = {"participant_id": "XP3", "sector_code": "crafts", "region_code": None}
    draft = desk.draft(upload("participants", "upsert", [changed]), upload("participants", "upsert", [person("XP8", region_code="JP-23")]))
    desk.library.with_draft(draft)
    rows = {row[0]: row for row in desk.library.open(draft.id).connection.cursor().table("participants").project("participant_id, enterprise_name, sector_code, region_code, is_women_led").fetchall()}
    assert rows["XP3"] == ("XP3", "見本商店", "crafts", None, False)
    assert rows["XP8"] == ("XP8", "Contoh XP8", "crafts", "JP-23", None)
    assert rows["XP1"] == ("XP1", "UD Contoh Batik", "textiles_apparel", "ID-JB", True)


def test_replace_leaves_what_the_file_holds(desk: Any, upload: Any, person: Person) -> None:
    draft = desk.draft(upload("participants", "replace", [person("XP9"), person("XP1")]))
    desk.library.with_draft(draft)
    assert desk.keys("participants", draft.id) == ["XP1", "XP9"]


def test_a_key_with_an_unknown_part_is_the_same_row(desk: Any, upload: Any) -> None:
    """XA1 has two scope rows whose sector is unknown."""
    row = {"agreement_id": "XA1", "focus_area_code": "supply_chain", "sector_as_stated": None, "sector_code": "crafts", "source_id": "XS2"}
    with pytest.raises(RefusedError, match="supply_chain / –"):
        desk.draft(upload("agreement_scope", "append", [row]))
    draft = desk.draft(upload("agreement_scope", "upsert", [row]))
    reader = desk.library.with_draft(draft)
    assert len(desk.keys("agreement_scope", draft.id)) == len(desk.keys("agreement_scope"))
    found = reader.connection.cursor().table("agreement_scope").filter("agreement_id = 'XA1' and sector_code = 'crafts'").fetchall()
    assert found == [("XA1", "supply_chain", None, "crafts", "XS2")]


def test_several_files_stand_on_each_other(desk: Any, small_world: Any, upload: Any, person: Person) -> None:
    source = {"source_id": "XS9", "publisher": "Kementerian contoh", "title": "Daftar contoh", "language": "id"}
    visit = {"engagement_id": "XE9", "name_en": "Made-up visit", "engagement_kind_code": "delegation", "engagement_stage_code": "held", "held_from": "2024-03", "held_certainty_code": "stated", "country_a_code": "IDN", "country_b_code": "JPN", "record_scope_code": "IDN-JPN", "source_id": "XS9"}
    people = upload("participants", "append", [person("XP9", engagement_id="XE9", source_id="XS9")])
    draft = desk.draft(people, upload("engagements", "append", [visit]), upload("sources", "append", [source]))
    reader = desk.library.with_draft(draft)
    rows = reader.rows("sectors.participants", {"home": "JPN", "partner": "IDN", "as_of": "2026-01-01", "engagement": "XE9"})
    assert [(row["ref_id"], row["sector_code"], row["participant_count"]) for row in rows] == [("XP9", "crafts", 1)]
    with pytest.raises(RefusedError) as refusal:
        desk.draft(people, upload("engagements", "append", [visit]))
    assert small_world.words("ja").error(refusal.value).startswith("この変更は記録に合いません。活動：出典のXS9は出典にありません。")
    assert {(one.rule.code, str(one.filled["table"]), str(one.filled["column"]), one.filled["count"]) for one in refusal.value.findings} == {("reference-unknown", "engagements", "source_id", 1), ("reference-unknown", "participants", "source_id", 1)}


@pytest.mark.parametrize(
    ("table", "mode", "rows", "code", "says"),
    [
        ("participants", "upsert", [{"participant_id": "XP1", "engagement_id": "XE99"}], "reference-unknown", "engagement_id names XE99"),
        ("participants", "upsert", [{"participant_id": "XP1", "source_id": None}], "required-empty", "source_id"),
        ("participants", "upsert", [{"participant_id": "XP1", "note": "a"}, {"participant_id": "XP1", "note": "b"}], "key-twice", "XP1"),
        ("participants", "upsert", [{"participant_id": "XP77", "note": "a"}], "required-empty", "engagement_id"),
        ("engagements", "replace", [], "reference-unknown", "XP1"),
        ("agreements", "upsert", [{"agreement_id": "XA2", "renews_agreement_id": "XA99"}], "reference-unknown", "renews_agreement_id"),
    ],
)
def test_what_would_break_the_record_is_refused_with_its_place(desk: Any, upload: Any, table: str, mode: Any, rows: Any, code: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    with pytest.raises(RefusedError) as refusal:
        desk.draft(upload(table, mode, rows))
    assert says in " ".join(one.rule.says.format(**one.filled) for one in refusal.value.findings if one.rule.code == code)
    assert list((tmp_path / "tmp").iterdir()) == []
    assert desk.library.current() == desk.release


SCOPES = st.dictionaries(st.tuples(st.sampled_from(["XA1", "XA2"]), st.sampled_from([None, "supply_chain"]), st.sampled_from([None, "", "食品"])), st.tuples(st.sampled_from([None, "crafts"]), st.sampled_from(["XS1", "XS2"])), max_size=6)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parent=SCOPES, steps=st.lists(st.tuples(st.sampled_from(["append", "upsert", "partial", "replace"]), SCOPES), max_size=3))
def test_any_changes_give_what_a_dictionary_gives(parent: Any, steps: Any, the_contract: Any, tmp_path: Path) -> None:
    """A scope's key has three parts, of which two may be unknown; an empty text is not unknown."""
    table, model, changes, clashes = the_contract.tables["agreement_scope"], dict(parent), [], False
    names, keys = list(table.field_names), table.primary_key

    def written(name: str, rows: Any) -> Path:
        pd.DataFrame([[*key, *rest] for key, rest in rows.items()], columns=[*keys, "sector_code", "source_id"], dtype="str")[names].to_parquet(tmp_path / name)
        return tmp_path / name

    for number, (mode, rows) in enumerate(steps):
        clashes |= mode == "append" and bool(set(rows) & set(model))
        columns = (*keys, "source_id") if mode == "partial" else None
        if mode == "replace":
            model = dict(rows)
        else:
            model |= {key: ((model[key][0] if mode == "partial" and key in model else sector), source) for key, (sector, source) in rows.items()}
        changes.append(Change("agreement_scope", "upsert" if mode == "partial" else mode, written(f"{number}.parquet", rows), Origin("", "", tmp_path), columns))
    revision = Revision({"agreement_scope": written("parent.parquet", parent)}, tuple(changes))
    with duckdb.connect() as connection:
        revision.load(connection, table)
        found = connection.table("raw_agreement_scope").project(", ".join([*keys, "sector_code", "source_id"])).fetchall()
    assert bool(revision.clashes) == clashes
    if not clashes:
        assert {row[:3]: row[3:] for row in found} == model
        assert len(found) == len(model)


def test_rows_with_other_columns_or_types_are_refused(desk: Any, upload: Any, person: Person) -> None:
    wrong = upload("sources", "append", [{"source_id": "XS9"}])
    with pytest.raises(ContractError, match="publisher"):
        desk.draft(type(wrong)("participants", "append", wrong.rows, wrong.origin))
    with pytest.raises(ContractError, match="participants"):
        desk.draft(upload("participants", "append", [person("XP9", enterprise_count="twelve")]))


def test_a_draft_is_found_by_its_id_alone_and_gone_once_closed(desk: Any, upload: Any, person: Person) -> None:
    draft, other = (desk.draft(upload("participants", "append", [person("XP9")])) for _ in range(2))
    reader = desk.library.with_draft(draft)
    assert desk.library.open(draft.id) is reader
    assert (reader.release, reader.manifest["parent"]) == (draft.id, desk.release)
    assert len(set(draft.id) & set(other.id)) < len(draft.id)
    assert desk.library.current() == desk.release
    assert desk.shelf.orphans() == []
    for name in (other.id, "draft-", "draft-1", draft.id[:-1]):
        with pytest.raises(ReleaseError, match="This draft is closed"):
            desk.library.open(name)
    desk.library.close_draft(draft.id)
    desk.library.close_draft(draft.id)
    assert not draft.candidate.folder.exists()
    with pytest.raises(ReleaseError, match="This draft is closed"):
        desk.library.open(draft.id)
    with pytest.raises(ReleaseError, match="cannot run"):
        reader.rows("record.pairs", {})


def test_a_draft_that_nobody_holds_leaves_nothing(desk: Any) -> None:
    draft = desk.draft()
    folder = draft.candidate.folder
    desk.drafts.clear()
    assert folder.exists()
    del draft
    gc.collect()
    assert not folder.exists()


def test_drafts_that_are_left_alone_or_too_many_are_closed() -> None:
    now, closed = [0.0], list[str]()

    def thing(name: str) -> Any:
        return SimpleNamespace(id=name, close=lambda: closed.append(name))

    held: Drafts[Any] = Drafts(lambda draft: SimpleNamespace(id=draft.id, close=lambda: None), clock=lambda: now[0])
    for number in range(drafts.MOST):
        held.hold(thing(f"draft-{number}"))
    assert held.get("draft-0").id == "draft-0"
    held.hold(thing("draft-more"))
    assert closed == ["draft-1"]
    now[0] += drafts.KEEP - 1
    held.get("draft-0")
    now[0] += 2
    held.sweep()
    assert sorted({f"draft-{number}" for number in range(drafts.MOST)} | {"draft-more"}) == sorted([*closed, "draft-0"])


def test_many_threads_look_at_a_draft_while_it_is_closed(desk: Any) -> None:
    draft = desk.draft()
    desk.library.with_draft(draft)
    said: list[str] = []

    def look() -> None:
        try:
            for _ in range(200):
                desk.library.open(draft.id).rows("record.pairs", {})
        except ReleaseError as error:
            said.append(str(error))

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    desk.library.close_draft(draft.id)
    for thread in threads:
        thread.join()
    assert len(said) == 4
    assert desk.library.open(desk.release).rows("record.pairs", {})


def test_made_up_participants_fit_the_record_and_say_so_in_every_row(seed_release: Any, the_contract: Any, tmp_path: Path) -> None:
    counts = synth(the_contract, tmp_path / "a", 1234, seed=7)
    assert counts == {"sources": 1, "engagements": 3, "participants": 1234}
    synth(the_contract, tmp_path / "b", 1234, seed=7)
    synth(the_contract, tmp_path / "c", 1234, seed=8)
    texts = {folder: [(tmp_path / folder / f"{name}.csv").read_bytes() for name in counts] for folder in "abc"}
    assert texts["a"] == texts["b"]
    assert texts["a"] != texts["c"]
    for text in texts["a"]:
        assert all(NOTE in line for line in text.decode().splitlines()[1:])
    assert "Contoh UMKM 000001" in texts["a"][2].decode()
    draft = drafted(seed_release, *(as_change(table, tmp_path / "a" / f"{table}.csv", the_contract) for table in counts))
    try:
        reader = seed_release.library.with_draft(draft)
        held = reader.rows("sectors.engagements", {"home": "IDN", "partner": "JPN", "as_of": "2026-11-22"})
        assert sum(row["participant_count"] for row in held if row["ref_id"].startswith("SYN-")) == 1234
    finally:
        seed_release.library.close_draft(draft.id)


def as_change(table: str, path: Path, the_contract: Any) -> Any:
    """Return a file of the contract's own columns as a change."""
    with duckdb.connect() as connection:
        Seed(path.parent).load(connection, the_contract.tables[table])
        connection.table(f"raw_{table}").write_parquet(str(path.with_suffix(".parquet")))
    return Change(table, "append", path.with_suffix(".parquet"), Origin(path.name, sha256(path), path))
