"""Every door shows the same: pages' reader, HTTP, command line, drafts and differences tell nobody of a single enterprise of a private list."""

from __future__ import annotations

import io
import json
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from mitra.api import routes
from mitra.cli import main
from mitra.errors import MitraError
from mitra.ingest.batch import Workbench
from mitra.ingest.plans import FilePlan
from mitra.settings import Settings
from mitra.store.reader import Library, Reader
from mitra.ui import cache
from mitra.ui.briefing import decks

PAIR = {"home": "IDN", "partner": "JPN", "as_of": "2026-11-22"}
SECRET = "rahasia"  # noqa: S105  # a word to look for
SECTORS = {"crafts": 4, "health": 3, "metals": 1, "food_beverages": 4}
DEAL = {"outcome_id": f"{SECRET}-deal", "outcome_kind_code": "deal", "engagement_id": "XE4", "enterprise_name": f"PT {SECRET} 0", "value": "123456789", "currency_code": "IDR", "value_basis_code": "realised", "occurred_on": "2023-12-01", "occurred_certainty_code": "stated", "enterprise_sizes_code": "unknown", "source_id": "XP-a"}
PRIVATE = {"source_id": "XP-a", "publisher": "Contoh", "title": "Daftar", "language": "id"}


@pytest.fixture
def listed(desk: Any, upload: Callable[..., Any], person: Callable[..., dict[str, Any]]) -> Any:
    """Return a desk whose current release holds a private list of twelve at XE4, and an outcome that names one of them."""
    sectors = [sector for sector, count in SECTORS.items() for _ in range(count)]
    people = [person(f"{SECRET}-{place}", engagement_id="XE4", enterprise_name=f"PT {SECRET} {place}", sector_code=sector, region_code="ID-JB", source_id="XP-a", note=SECRET) for place, sector in enumerate(sectors)]
    desk.publish(upload("sources", "upsert", [PRIVATE], file_name="s.csv"), upload("participants", "upsert", people, file_name="p.csv"), upload("outcomes", "upsert", [DEAL], file_name="o.csv"))
    return desk


def given(reader: Reader, name: str) -> dict[str, str]:
    """Return parameters that the query takes."""
    document = tomllib.loads((Path(__file__).parent.parent / "golden" / "params.toml").read_text("utf-8"))["world"]
    known = {**document["common"], **document.get(name, {}), **PAIR, "language": "id", "agreement": "XA1", "engagement": "XE4", "country": "IDN", "currency": "IDR", "domestic": "false", "pair_only": "true", "table_name": "participants", "ref_ids": "XE4", "by_sector": "true"}
    return {key: known[key] for key, param in reader.catalogue[name].params.items() if key in known and not (param.optional and key in ("country", "currency", "by_sector"))}


def told(reader: Reader) -> Iterator[str]:
    """Yield every query whose rows hold the secret, or the amount that one enterprise got."""
    for name in reader.catalogue:
        text = str(reader.rows(name, given(reader, name)))
        if SECRET in text or "123456789" in text:
            yield name


def test_neither_the_search_nor_the_history_of_the_record_tells_of_an_enterprise(listed: Any) -> None:
    release = listed.library.current()
    shown, full = listed.library.open(release), listed.library.open(release, full=True)
    asked = {"search": SECRET, "language": "id", "most": "10"}
    assert full.rows("record.search", asked)
    assert shown.rows("record.search", asked) == []
    tables = [name for (name,) in shown.connection.cursor().execute("show tables").fetchall()]
    assert {"revisions", "search_entries", "participants"} <= set(tables)
    holding = {reader: [name for name in tables if SECRET in str(reader.connection.cursor().table(name).fetchall())] for reader in (shown, full)}
    assert holding[shown] == []
    assert {"revisions", "search_entries", "participants", "outcomes"} <= set(holding[full])


def test_a_correction_by_file_keeps_its_enterprise_in_the_group(listed: Any, tmp_path: Path) -> None:
    before = listed.library.open(listed.library.current()).connection.cursor().table("participants").fetchall()
    file = tmp_path / "perbaikan.csv"
    file.write_text(f"enterprise_name,role_stated\nPT {SECRET} 0,{SECRET} mentor\n", "utf-8")
    with Workbench(listed.settings, listed.library) as bench:
        prepared = bench.check([bench.read(FilePlan(file, file.name, table="participants", given=(("engagement_id", "XE4"),)))])
        at = datetime(2026, 11, 24, tzinfo=UTC)
        bench.publish(prepared, bench.preview(prepared, who="Sari", at=at, note=""), who="Sari", at=at, note="")
    release = listed.library.current()
    corrected = str(listed.library.open(release, full=True).connection.cursor().table("participants").fetchall())
    assert f"{SECRET} mentor" in corrected
    shown = listed.library.open(release)
    assert shown.connection.cursor().table("participants").fetchall() == before
    assert list(told(shown)) == []


NEW = {"participant_id": f"{SECRET}-0", "engagement_id": "XE4", "enterprise_name": "PT Terbuka", "sector_code": "digital", "note": "terbuka", "source_id": "XS1"}


@pytest.mark.parametrize("becomes", ["public", "withdrawn"])
def test_what_a_list_told_is_in_no_history_once_it_is_public_or_withdrawn(becomes: str, desk: Any, upload: Callable[..., Any], person: Callable[..., dict[str, Any]]) -> None:
    one = person(f"{SECRET}-0", engagement_id="XE4", enterprise_name=f"PT {SECRET} 0", note=f"{SECRET} words", source_id="XP-a")
    desk.publish(upload("sources", "upsert", [PRIVATE], file_name="s.csv"), upload("participants", "upsert", [one], file_name="p.csv"))
    desk.publish(upload("participants", "upsert", [NEW]) if becomes == "public" else upload("participants", "replace", [person("N1")]))
    release = desk.library.current()
    assert "changes.revisions" in told(desk.library.open(release, full=True))
    shown = desk.library.open(release)
    held = str([shown.connection.cursor().table(name).fetchall() for name in ("revisions", "participants")])
    assert (f"PT {SECRET}" in held, f"{SECRET} words" in held, "PT Terbuka" in held) == (False, False, becomes == "public")


def test_what_a_list_says_of_one_enterprise_beside_its_rows_is_not_shown(desk: Any, upload: Callable[..., Any]) -> None:
    other = {"contested_id": "XC9", "table_name": "outcomes", "ref_id": "XO1", "field_name": "value", "value": "123456789", "unit": "JPY", "source_id": "XP-a", "is_shown": "false"}
    links = [{"region_code": "ID-JB", "link_kind_code": kind, "ref_id": ref, "what_stated": f"PT {SECRET}", "source_id": "XP-a"} for kind, ref in (("parent_firm", "XF2"), ("participant", "XE4"))]
    desk.publish(upload("sources", "upsert", [PRIVATE], file_name="s.csv"), upload("contested_values", "upsert", [other]), upload("region_links", "upsert", links))
    release = desk.library.current()
    assert {"sources.contested", "regions.links", "changes.revisions"} <= set(told(desk.library.open(release, full=True)))
    assert list(told(desk.library.open(release))) == []


def test_a_list_too_short_to_be_shown_moves_no_number_of_what_changed(desk: Any, upload: Callable[..., Any], person: Callable[..., dict[str, Any]]) -> None:
    people = [person(f"{SECRET}-{place}", engagement_id="XE4", enterprise_name=f"PT {SECRET} {place}", source_id="XP-a") for place in range(2)]
    desk.publish(upload("sources", "upsert", [PRIVATE], file_name="s.csv"), upload("participants", "upsert", people, file_name="p.csv"))
    last = desk.publish(upload("sources", "upsert", [{**PRIVATE, "title": "Daftar peserta"}], file_name="s2.csv")).release
    moved, full = ({row["headline_number_code"]: row for row in desk.library.open(last, full=full).rows("changes.moved", {**PAIR, "since_release": None})} for full in (False, True))
    assert set(full) - set(moved) == {"participants_stated", "uncovered"}  # then they were counted with the rows that are hidden
    assert (full["participants_stated"]["correction_change"], full["participants_stated"]["reality_change"]) == (0, 0)
    assert {code: row for code, row in full.items() if code in moved} == moved


def test_no_query_tells_of_an_enterprise_and_the_full_door_tells_all(listed: Any) -> None:
    release = listed.library.current()
    shown, full = listed.library.open(release), listed.library.open(release, full=True)
    assert list(told(shown)) == []
    assert {"sectors.participants", "sectors.enterprises", "outcomes.rows", "engagements.groups", "record.names"} <= set(told(full))
    split = {row["sector_code"]: (row["participant_count"], row["withheld_count"], row["withheld_below"]) for row in shown.rows("sectors.participants_by_sector", {**PAIR, "engagement": "XE4"})}
    assert split == {"crafts": (4, 0, None), "food_beverages": (4, 0, None), None: (4, 4, 3)}  # metals takes health along
    everything = {row["sector_code"]: row["participant_count"] for row in full.rows("sectors.participants_by_sector", {**PAIR, "engagement": "XE4"})}
    assert everything == SECTORS
    (row,) = [one for one in shown.rows("outcomes.rows", PAIR) if one["engagement_id"] == "XE4"]
    assert (row["value"], row["currency_code"], row["enterprise_name"]) == (None, None, None)
    assert set(row["withheld_fields"].split(";")) >= {"enterprise_name", "value"}


@pytest.mark.parametrize(("outcome_count", "value"), [(None, None), ("2", None), ("3", 123456789)])
def test_a_deal_without_a_name_keeps_its_value_only_where_enough_share_it(desk: Any, upload: Callable[..., Any], outcome_count: str | None, value: int | None) -> None:
    deal = {**DEAL, "outcome_id": "XO-deal", "enterprise_name": None, "outcome_count": outcome_count, "sector_code": "crafts", "note": f"PT {SECRET} 0"}
    words = {"ref_id": "XO-deal", "field_name": "note", "language": "en", "text": f"PT {SECRET} 0"}
    release = desk.publish(upload("sources", "upsert", [PRIVATE], file_name="s.csv"), upload("outcomes", "upsert", [deal], file_name="o.csv"), upload("translations", "upsert", [words], file_name="t.csv")).release
    tables = desk.library.open(release).connection.cursor()
    assert not [name for (name,) in tables.execute("show tables").fetchall() if SECRET in str(tables.table(name).fetchall())]
    (row,) = [one for one in desk.library.open(release).rows("outcomes.rows", PAIR) if one["engagement_id"] == "XE4"]
    assert (row["value"], row["sector_code"]) == (value, value and "crafts")


def test_the_answers_over_http_are_those_that_everybody_may_see(listed: Any) -> None:
    web = TestClient(Starlette(routes=routes(lambda: listed.library, lambda: date(2026, 11, 22))))
    reader = listed.library.open(listed.library.current())
    for name in ("sectors.participants", "sectors.enterprises", "outcomes.rows", "record.names", "regions.links"):
        params = {**given(reader, name), "release": listed.library.current()}
        bodies = [web.get(f"/api/v1/queries/{name}.{kind}", params=params) for kind in ("json", "csv", "parquet")]
        assert [body.status_code for body in bodies] == [200, 200, 200]
        table = pd.read_parquet(io.BytesIO(bodies[2].content)).to_csv()
        assert SECRET not in bodies[0].text + bodies[1].text + table


def test_the_command_line_shows_all_only_where_it_is_asked_to(listed: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("MITRA_STORE", listed.settings.store)
    command = ["query", "sectors.enterprises", "--param", "home=IDN", "--param", "partner=JPN", "--json"]
    assert main(command) == 0
    assert len(json.loads(capsys.readouterr().out)) == 2  # those of public sources
    assert main([*command, "--full"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 2 + sum(SECTORS.values())


def test_the_caches_of_the_pages_never_mix_what_is_full_and_what_is_not(listed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "library", lambda: listed.library)
    release = listed.library.current()
    full = listed.library.open(release, full=True)
    for asked in (full, release, full, release):
        rows = cache.fetch(asked, "sectors.enterprises", PAIR)
        names = cache.words(asked, "id").names
        assert (len(rows), f"{SECRET}-0" in names) == ((14, True) if asked is full else (2, False))


def guess(path: Path) -> FilePlan:
    """Return a file by which somebody asks whether an enterprise is in the list."""
    path.write_text(f"engagement_id,enterprise_name,source_id\nXE4,PT {SECRET} 0,XP-a\n", "utf-8")
    return FilePlan(path, path.name, table="participants")


def test_a_visitors_upload_is_held_against_what_visitors_see(listed: Any, tmp_path: Path) -> None:
    at = datetime(2026, 11, 24, tzinfo=UTC)
    with Workbench(listed.settings, listed.library, full=False) as bench:
        prepared = bench.check([bench.read(guess(tmp_path / "terka.csv"))])
        preview = bench.preview(prepared, who="", at=at, note="", as_of=date(2026, 11, 22))
        (moved,) = [table for table in preview.difference.tables if table.table == "participants"]
        assert (moved.added, moved.changed, moved.withdrawn) == (1, 0, 0)  # whether it is in the list already is not said
        draft = listed.library.open(preview.draft.id, full=True)
        counted = {row["sector_code"]: row["participant_count"] for row in draft.rows("sectors.participants_by_sector", {**PAIR, "engagement": "XE4"})}
        assert counted == {"crafts": 4, "food_beverages": 4, None: 5}
        assert {row["ref_id"] for row in draft.rows("sectors.enterprises", {**PAIR, "engagement": "XE4"})} == set(moved.rows[0].key)
        before = listed.library.open(listed.library.current(), full=True).rows("sectors.enterprises", {**PAIR, "engagement": "XE4"})
        published = bench.publish(prepared, preview, who="Sari", at=at, note="")
        bench.drop(preview)
    after = listed.library.open(published.release, full=True).rows("sectors.enterprises", {**PAIR, "engagement": "XE4"})
    assert len(after) == len(before) + 1  # what visitors do not see is still there
    assert {row["sector_code"] for row in after} >= set(SECTORS)


def test_whether_a_file_was_published_is_not_said_to_a_visitor_where_lists_are_not_public(listed: Any, tmp_path: Path) -> None:
    at = datetime(2026, 11, 24, tzinfo=UTC)
    told_already = []
    for full in (True, True, False):
        with Workbench(listed.settings, listed.library, full=full) as bench:
            prepared = bench.check([bench.read(guess(tmp_path / "terka.csv"))])
            preview = bench.preview(prepared, who="", at=at, note="")
            told_already.append(bool(preview.draft.already))
            if full:
                bench.publish(prepared, preview, who="Sari", at=at, note="")
            bench.drop(preview)
    assert told_already == [False, True, False]


def test_a_draft_of_a_private_list_is_whole_for_its_session_and_protected_in_its_stories(desk: Any, upload: Callable[..., Any], person: Callable[..., dict[str, Any]]) -> None:
    people = [person(f"{SECRET}-{place}", engagement_id="XE4", enterprise_name=f"PT {SECRET} {place}", source_id="XP-a") for place in range(4)]
    draft = desk.draft(upload("sources", "upsert", [PRIVATE]), upload("participants", "upsert", people, file_name="p.csv"))
    own = desk.library.with_draft(draft)
    assert "sectors.enterprises" in told(own)
    assert list(told(desk.library.open(draft.id))) == []


def test_what_visitors_see_stays_as_it_is_in_the_stories_of_a_visitors_draft(listed: Any, tmp_path: Path) -> None:
    with Workbench(listed.settings, listed.library, full=False) as bench:
        preview = bench.preview(bench.check([bench.read(guess(tmp_path / "terka.csv"))]), who="", at=datetime(2026, 11, 24, tzinfo=UTC), note="", as_of=date(2026, 11, 22))
        shown, told_in_stories = listed.library.open(listed.library.current()), listed.library.open(preview.draft.id)
        for name in ("sectors.participants_by_sector", "sectors.inclusiveness", "outcomes.rows"):
            asked = {**PAIR, **({"engagement": "XE4"} if name.endswith("by_sector") else {})}
            assert told_in_stories.rows(name, asked) == shown.rows(name, asked)  # and not the one enterprise of the file
        bench.drop(preview)


def test_a_story_that_names_the_draft_of_another_session_shows_what_is_published(desk: Any, upload: Callable[..., Any], person: Callable[..., dict[str, Any]], monkeypatch: pytest.MonkeyPatch) -> None:
    draft = desk.draft(upload("participants", "upsert", [person("N1")]))
    desk.library.with_draft(draft)
    monkeypatch.setattr(cache, "library", lambda: desk.library)
    filters = SimpleNamespace(as_of=date(2026, 11, 22), home="IDN", partner="JPN")
    shown: Any = SimpleNamespace(reader=SimpleNamespace(release=desk.release), filters=filters, look=None)
    assert decks.stage(shown).open(draft.id).release == desk.release
    shown.reader.release = draft.id  # looked at by its own session
    assert decks.stage(shown).open(None).release == draft.id


def test_a_record_without_private_lists_is_shown_from_its_own_file(desk: Any) -> None:
    release = desk.library.current()
    assert desk.library.open(release) is desk.library.open(release, full=True)
    assert not desk.library.withholds(release)


def test_the_least_is_a_setting_and_none_protects_nothing(listed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    release = listed.library.current()
    open_ = Library(replace(listed.settings, small_cells=0), listed.library.catalogue)
    assert open_.open(release) is open_.open(release, full=True)
    strict = Library(replace(listed.settings, small_cells=5), listed.library.catalogue).open(release)
    assert {row["sector_code"]: row["participant_count"] for row in strict.rows("sectors.participants_by_sector", {**PAIR, "engagement": "XE4"})} == {None: 12}
    monkeypatch.setenv("MITRA_SMALL_CELLS", "tiga")
    with pytest.raises(MitraError, match="tiga"):
        Settings.from_environment()
    assert main(["releases"]) == 2
