"""Publishing is one instant: killed, refused or out of disk, what was current stays; two at once both arrive; undo brings it back."""

from __future__ import annotations

import itertools
import json
import os
import pickle
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import obstore
import pytest
from hypothesis import HealthCheck, given, settings

from mitra.errors import ReleaseError
from mitra.ingest.draft import Quarantine, RefusedError
from mitra.ingest.publish import publish
from mitra.store.reader import Library
from mitra.store.shelf import Shelf, roll_back

Person = Callable[..., dict[str, str | None]]
ROOT = Path(__file__).resolve().parent.parent.parent
PUBLISHER = Path(__file__).resolve().parent / "publisher.py"
AT = datetime(2026, 11, 23, tzinfo=UTC)
WHO: dict[str, Any] = {"who": "analyst", "at": AT, "note": "a test"}
KILLS = 200
HEADLINES = ("overview.engagements", "sectors.participants_by_sector", "coverage.by_cell", "sources.completeness")


def answers(reader: Any) -> bytes:
    """Return what a few queries give, as bytes."""
    given = {"home": "IDN", "partner": "JPN", "as_of": date(2024, 1, 1)}
    return json.dumps([reader.rows(name, given) for name in HEADLINES], default=str).encode()


def test_who_when_why_and_what_stand_in_the_release(desk: Any, upload: Any, person: Person, tmp_path: Path) -> None:
    left_out, findings = tmp_path / "rows.parquet", tmp_path / "findings.json"
    left_out.write_bytes(b"rows")
    findings.write_text("[]", "utf-8")
    change = upload("participants", "append", [person("XP9")], file_name="..\\..\\etc/dft peserta\u202e.csv")
    done = desk.publish(change, quarantine=(Quarantine("participants", left_out, findings),))
    manifest = desk.shelf.manifest(done.release)
    assert (manifest["parent"], manifest["who"], manifest["note"]) == (desk.release, "analyst", "a test")
    (kept,) = manifest["uploads"]
    assert (kept["table"], kept["mode"], kept["file_name"], kept["sha256"]) == ("participants", "append", "..\\..\\etc/dft peserta\u202e.csv", change.origin.sha256)
    assert manifest["changes"] == {"participants": {"added": 1, "changed": 0, "withdrawn": 0, "unchanged": 5}}
    folder = Path(desk.settings.store) / "releases" / done.release
    assert (folder / kept["path"]).read_bytes() == change.origin.path.read_bytes()
    assert kept["path"] == f"uploads/{change.origin.sha256[:12]}-dft_peserta_.csv"
    assert (folder / "quarantine" / "participants.parquet").read_bytes() == b"rows"
    assert (folder / "quarantine" / "participants.json").read_text("utf-8") == "[]"
    assert (done.entry.release, done.entry.number, done.entry.action) == (desk.library.current(), 2, "publish")
    assert len(json.dumps(done.entry.note)) < 100
    assert desk.keys("participants") == ["XP1", "XP2", "XP3", "XP4", "XP5", "XP9"]
    assert desk.keys("participants", desk.release) == ["XP1", "XP2", "XP3", "XP4", "XP5"]


def test_a_draft_is_published_as_it_was_seen(desk: Any, upload: Any, person: Person) -> None:
    draft = desk.draft(upload("participants", "append", [person("XP9")]))
    seen = answers(desk.library.with_draft(draft))
    done = publish(desk.settings, desk.shelf, draft, **WHO)
    desk.library.close_draft(draft.id)
    assert answers(desk.library.open(done.release)) == seen


def test_the_same_bytes_twice_are_published_once(desk: Any, upload: Any, person: Person) -> None:
    first, other = upload("participants", "append", [person("XP8")]), upload("sources", "append", [{"source_id": "XS9", "publisher": "P", "title": "T", "language": "id"}])
    done = desk.publish(first)
    desk.publish(other)
    again = desk.publish(first)
    assert (again.release, again.already, again.entry) == (done.release, True, None)
    assert len(desk.shelf.entries()) == 3
    assert desk.draft(first).already == {0: done.release}
    both = desk.publish(first, upload("participants", "append", [person("XP9")]))
    assert not both.already
    assert [upload["sha256"] for upload in desk.shelf.manifest(both.release)["uploads"]] != [first.origin.sha256]
    assert desk.keys("participants")[-2:] == ["XP8", "XP9"]


def test_the_same_bytes_count_again_once_they_were_undone_or_overwritten(desk: Any, upload: Any, person: Person) -> None:
    first, second = (upload("participants", "upsert", [person("XP9", sector_code=code)]) for code in ("crafts", "fisheries"))
    desk.publish(first)
    roll_back(desk.shelf, desk.release, who="t", at=AT)
    assert not desk.publish(first).already
    desk.publish(second)
    assert not desk.publish(first).already
    assert desk.publish(first).already


def test_nothing_given_is_nothing_published(desk: Any) -> None:
    with pytest.raises(ReleaseError, match="nothing to publish"):
        desk.publish()
    empty = replace(desk.settings, store=f"{desk.settings.store}-empty")
    with pytest.raises(ReleaseError, match="mitra build"):
        publish(empty, Shelf(empty.store), [], **WHO)


def test_a_draft_that_was_closed_is_not_published(desk: Any, upload: Any, person: Person) -> None:
    draft = desk.draft(upload("participants", "append", [person("XP9")]))
    draft.close()
    with pytest.raises(ReleaseError, match="draft is closed"):
        publish(desk.settings, desk.shelf, draft, **WHO)


def test_a_file_that_changed_since_it_was_read_is_refused(desk: Any, upload: Any, person: Person) -> None:
    change = upload("participants", "append", [person("XP9")])
    change.origin.path.write_text("something else", "utf-8")
    with pytest.raises(ReleaseError, match="no longer the file"):
        desk.publish(change)
    assert desk.shelf.orphans() == []
    assert desk.library.current() == desk.release


def test_who_comes_second_is_made_anew_on_the_first_and_told_what_changed(desk: Any, upload: Any, person: Person) -> None:
    mine = desk.draft(upload("participants", "append", [person("XP9")]))
    theirs = desk.publish(upload("participants", "upsert", [person("XP8"), {"participant_id": "XP1", "engagement_id": "XE1", "is_group": "false", "source_id": "XS1", "sector_code": "crafts"}]))
    done = publish(desk.settings, desk.shelf, mine, **WHO)
    assert done.rebased
    assert done.entry.number == 3
    assert [entry.release for entry in done.meanwhile] == [theirs.release]
    (table,) = [table for table in done.moved.tables if table.moved]
    assert (table.table, table.added, table.changed) == ("participants", 1, 1)
    assert desk.keys("participants") == ["XP1", "XP2", "XP3", "XP4", "XP5", "XP8", "XP9"]
    assert desk.shelf.manifest(done.release)["parent"] == theirs.release


def test_who_comes_second_with_the_same_key_is_refused_and_nothing_stays(desk: Any, upload: Any, person: Person) -> None:
    mine = desk.draft(upload("participants", "append", [person("XP9", sector_code="fisheries")]))
    theirs = desk.publish(upload("participants", "append", [person("XP9")]))
    with pytest.raises(RefusedError, match="XP9") as refusal:
        publish(desk.settings, desk.shelf, mine, **WHO)
    assert [entry.release for entry in refusal.value.meanwhile] == [theirs.release]
    assert desk.library.current() == theirs.release
    assert desk.shelf.orphans() == []


def test_the_number_is_lost_at_the_last_instant(desk: Any, upload: Any, person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another publisher takes the number after the files were written."""
    other = upload("sources", "append", [{"source_id": "XS9", "publisher": "P", "title": "T", "language": "id"}])
    write, turns = Shelf.write, list[str]()

    def interrupted(self: Shelf, release: str, files: Any) -> None:
        write(self, release, files)
        turns.append(release)
        if len(turns) == 1:
            desk.publish(other)

    monkeypatch.setattr(Shelf, "write", interrupted)
    done = desk.publish(upload("participants", "append", [person("XP9")]))
    assert done.rebased
    assert len(turns) == 3
    assert desk.shelf.orphans() == []
    assert desk.keys("participants")[-1] == "XP9"
    assert desk.keys("sources")[-1] == "XS9"


@pytest.mark.parametrize("place", ["serve.duckdb", "tables/participants.parquet", "manifest.json", "uploads/", "ledger/"])
def test_a_full_disk_is_said_and_leaves_nothing(desk: Any, upload: Any, person: Person, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = desk.draft(upload("participants", "append", [person("XP9")]))
    put = obstore.put

    def full(store: Any, path: str, *args: Any, **more: Any) -> Any:
        if place in path:
            raise OSError(28, "No space left on device")
        return put(store, path, *args, **more)

    with monkeypatch.context() as patch:
        patch.setattr(obstore, "put", full)
        with pytest.raises(ReleaseError, match="No space left"):
            publish(desk.settings, desk.shelf, draft, **WHO)
    assert desk.shelf.orphans() == []
    assert desk.library.current() == desk.release
    assert publish(desk.settings, desk.shelf, draft, **WHO).entry.number == 2


def test_an_error_after_the_entry_was_made_is_no_failure(desk: Any, upload: Any, person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    append = Shelf.append

    def noisy(self: Shelf, **given: Any) -> Any:
        append(self, **given)
        raise ReleaseError("The line went dead.")

    monkeypatch.setattr(Shelf, "append", noisy)
    done = desk.publish(upload("participants", "append", [person("XP9")]))
    assert done.entry.release == desk.library.current() == done.release


@pytest.mark.parametrize("size", [20_000, 200_000, 1_000_000])
def test_a_real_limit_of_file_size_is_said_and_leaves_nothing(desk: Any, upload: Any, person: Person, size: int, tmp_path: Path) -> None:
    """The kernel refuses to write past `size`: the draft, or the release, cannot be written."""
    change = upload("participants", "append", [person("XP9")])
    (tmp_path / "what").write_bytes(pickle.dumps([change]))
    (tmp_path / "tmp").mkdir()
    limited = f"import resource, runpy, sys; resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size})); sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__')"
    command = [sys.executable, "-c", limited, str(PUBLISHER), desk.settings.store]
    found = subprocess.run(command, input=f"{tmp_path / 'what'}\n", capture_output=True, text=True, env=environment(tmp_path / "tmp"), timeout=60, check=False)
    assert found.stdout.split()[1] == "1"
    assert "Free some space" in found.stderr
    assert list((tmp_path / "tmp").iterdir()) == []
    assert desk.shelf.orphans() == []
    assert desk.library.current() == desk.release
    assert desk.publish(change).entry.number == 2


def environment(temporary: Path) -> dict[str, str]:
    """Return the environment of a publisher's process."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(temporary)}


class Publisher:
    """A real process that publishes what it is told to."""

    def __init__(self, store: str, temporary: Path) -> None:
        self.process = subprocess.Popen([sys.executable, str(PUBLISHER), store], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment(temporary))

    def start(self, what: Path) -> int:
        """Return the id of a new process that publishes what a file holds."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{what}\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())

    def ended(self) -> int:
        """Wait for that process and return its exit code, -9 where it was killed."""
        assert self.process.stdout
        return int(self.process.stdout.readline())


@pytest.fixture
def publishers(desk: Any, tmp_path: Path) -> Iterator[Callable[[], Publisher]]:
    """Return a function that starts a publisher."""
    running: list[Publisher] = []
    (tmp_path / "tmp").mkdir()

    def start() -> Publisher:
        running.append(Publisher(desk.settings.store, tmp_path / "tmp"))
        return running[-1]

    yield start
    for one in running:
        one.process.communicate(timeout=30)


def test_killed_at_any_instant_the_old_or_the_new_release_is_current_and_whole(desk: Any, upload: Any, person: Person, publishers: Callable[[], Publisher], tmp_path: Path) -> None:
    """Real processes, real SIGKILL, at a random instant of a publish; whoever reads the old release keeps reading it."""
    draft, publisher, dice, what = desk.draft(upload("participants", "append", [person("XP9")])), publishers(), random.Random(3), tmp_path / "what"  # no secret
    what.write_bytes(pickle.dumps(draft))
    reader, shelf = desk.library.open(desk.release), desk.shelf
    before, took, killed = answers(reader), [], 0
    while killed < KILLS:
        entries, start = shelf.entries(), time.monotonic()
        process = publisher.start(what)
        if len(took) >= 5:
            time.sleep(dice.random() * 0.9 * sorted(took)[2])
            with suppress(ProcessLookupError):  # it was faster
                os.kill(process, signal.SIGKILL)
        ended = publisher.ended()
        took += [time.monotonic() - start] if ended == 0 and len(took) < 5 else []
        killed += ended == -signal.SIGKILL
        after = shelf.entries()
        assert ended == -signal.SIGKILL or (ended == 0 and len(after) > len(entries))
        assert (after[: len(entries)], len(after) - len(entries)) in ((entries, 0), (entries, 1))
        if len(after) > len(entries):
            shelf.serve_path(after[-1].release)
            assert shelf.table_path(after[-1].release, "participants")
            roll_back(shelf, desk.release, who="t", at=AT)
    assert answers(reader) == before
    assert publisher.start(what)
    assert publisher.ended() == 0
    assert desk.keys("participants")[-1] == "XP9"
    assert all(shelf.discard(orphan) for orphan in shelf.orphans())
    assert {entry.release for entry in shelf.entries()} == {path.name for path in (Path(desk.settings.store) / "releases").iterdir()}


def test_killed_while_it_builds_it_leaves_nothing_in_the_store(desk: Any, upload: Any, person: Person, publishers: Callable[[], Publisher], tmp_path: Path) -> None:
    change, publisher, dice, what = upload("participants", "append", [person("XP9")]), publishers(), random.Random(4), tmp_path / "what"  # no secret
    what.write_bytes(pickle.dumps([change]))
    for _ in range(5):
        process = publisher.start(what)
        time.sleep(dice.random() * 0.3)
        os.kill(process, signal.SIGKILL)
        assert publisher.ended() == -signal.SIGKILL
        assert desk.shelf.current() == desk.release
    assert publisher.start(what)
    assert publisher.ended() == 0
    assert desk.keys("participants")[-1] == "XP9"


def test_two_processes_that_publish_at_once_both_arrive(desk: Any, upload: Any, person: Person, publishers: Callable[[], Publisher], tmp_path: Path) -> None:
    first, second = publishers(), publishers()
    for turn in range(2):
        for side in "ab":
            (tmp_path / f"{side}{turn}").write_bytes(pickle.dumps([upload("participants", "append", [person(f"XQ{turn}{side}")])]))
        first.start(tmp_path / f"a{turn}")
        second.start(tmp_path / f"b{turn}")
        assert (first.ended(), second.ended()) == (0, 0)
    entries = desk.shelf.entries()
    assert [entry.number for entry in entries] == list(range(1, 6))
    assert sorted(entry.who for entry in entries[1:]) == sorted(f"{side}{turn}" for turn in range(2) for side in "ab")
    for before, after in itertools.pairwise(entries):
        assert desk.shelf.manifest(after.release)["parent"] == before.release
    assert desk.keys("participants")[5:] == [f"XQ{turn}{side}" for turn in range(2) for side in "ab"]
    assert desk.shelf.orphans() == []


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changed=st.dictionaries(st.sampled_from(["XP1", "XP2", "XP3", "XP8", "XP9"]), st.sampled_from([None, "crafts", "fisheries"]), min_size=1), mode=st.sampled_from(["upsert", "replace"]))
def test_publishing_and_undoing_gives_the_same_answers(desk: Any, upload: Any, person: Person, changed: dict[str, str | None], mode: Any) -> None:
    release = desk.library.current()
    before = answers(desk.library.open(release))
    done = desk.publish(upload("participants", mode, [person(key, sector_code=code) for key, code in changed.items()]))
    published = answers(desk.library.open(done.release))
    entry = roll_back(desk.shelf, release, who="t", at=AT)
    assert (entry.action, desk.library.current()) == ("rollback", release)
    assert answers(Library(desk.settings, desk.library.catalogue).open(release)) == before
    assert answers(desk.library.open(done.release)) == published


def test_only_a_whole_release_can_be_gone_back_to(desk: Any) -> None:
    with pytest.raises(ReleaseError, match="There is no release"):
        roll_back(desk.shelf, "20261122-deadbeef", who="t", at=AT)
    assert len(desk.shelf.entries()) == 1


def test_what_is_remembered_is_recalled_by_kind_and_name(desk: Any) -> None:
    assert desk.shelf.recall("mapping", "participants") is None
    for document in ({"Nama usaha": "enterprise_name"}, {"業種": "sector_as_stated"}):
        desk.shelf.remember("mapping", "participants", document)
        assert desk.shelf.recall("mapping", "participants") == document
    assert desk.shelf.recall("mapping", "engagements") is None
    (Path(desk.settings.store) / "memory" / "mapping" / "participants.json").write_text("{", "utf-8")
    assert desk.shelf.recall("mapping", "participants") is None
    for name in ("../x", "", "a/b", "A", "x" * 61):
        with pytest.raises(ReleaseError, match="no name"):
            desk.shelf.remember("mapping", name, {})
    assert desk.shelf.orphans() == []
    assert desk.library.current() == desk.release


def test_damaged_rows_of_the_parent_are_never_built_on(desk: Any, upload: Any, person: Person) -> None:
    path = Path(desk.settings.store) / "releases" / desk.release / "tables" / "participants.parquet"
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(ReleaseError, match="damaged"):
        desk.publish(upload("participants", "append", [person("XP9")]))
    assert desk.library.current() == desk.release
