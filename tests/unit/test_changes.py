"""What changed since a day or a release: exactly what was planted is listed, by kind, and a correction is never an event."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from mitra.briefing.scenes import Stage, freeze, tell
from mitra.briefing.story import Scene, Story, Text
from mitra.findings import changes
from mitra.i18n import Words
from mitra.ingest import trace as tracing
from mitra.ingest.trace import trace
from mitra.store.build import LINE, build
from mitra.store.reader import Library
from mitra.store.shelf import roll_back, sha256

Person = Callable[..., dict[str, str | None]]
AT = datetime(2026, 11, 23, tzinfo=UTC)
PAIR = {"home": "IDN", "partner": "JPN"}
SINCE, DAY = date(2026, 10, 1), date(2026, 11, 23)
AGREEMENT = {"agreement_kind_code": "mou", "agreement_stage_code": "concluded", "signed_certainty_code": "stated", "record_scope_code": "IDN-JPN", "source_id": "XS1"}


def told(reader: Any, the_contract: Any, language: str) -> Words:
    """Return a language's words with the names of a release."""
    return Words(language, the_contract, reader.names(language))


def named(rows: list[dict[str, Any]], *columns: str) -> list[tuple[Any, ...]]:
    """Return the named columns of rows."""
    return [tuple(row[column] for column in columns) for row in rows]


def every_pair(reader: Any, since: str) -> list[dict[str, Any]]:
    """Return what any pair of countries sees changed since a release."""
    pairs = [{"home": row["home_code"], "partner": row["partner_code"]} for row in reader.rows("record.pairs", {})]
    return [row for pair in pairs for row in reader.rows("changes.revisions", {**pair, "since_release": since})]


@pytest.fixture
def planted(desk: Any, upload: Any, the_contract: Any) -> Any:
    """Return the release in which an agreement is new, one expired, one older is newly recorded, a date corrected and a participant withdrawn."""
    people = pd.read_csv(desk.settings.seed / "participants.csv", dtype="str").query("participant_id != 'XP1'")
    kept = [{name: None if pd.isna(row[name]) else row[name] for name in the_contract.tables["participants"].field_names} for row in people.to_dict("records")]
    done = desk.publish(
        upload("agreements", "append", [{"agreement_id": "XA20", "title_en": "New", "signed_on": "2026-11-23", **AGREEMENT}, {"agreement_id": "XA21", "title_en": "Old", "signed_on": "2014-05", **AGREEMENT}]),
        upload("agreements", "upsert", [{"agreement_id": "XA2", "in_force_until": "2026-10-31"}]),
        upload("participants", "replace", kept),
    )
    return desk.library.open(done.release)


EVENTS = {
    "en": "1 agreement was signed (“New”, 23 Nov 2026); 1 agreement expired (“Made-up MoC, expired”, 31 Oct 2026).",
    "id": "1 perjanjian ditandatangani (“New”, 23 Nov 2026); 1 perjanjian berakhir (“Made-up MoC, expired”, 31 Okt 2026).",
    "ja": "合意文書1件が署名されました（「New」2026年11月23日）；合意文書1件が期間満了となりました（「Made-up MoC, expired」2026年10月31日）。",
}
SLIDE = {
    "en": "1 agreement was signed; 1 agreement expired.",
    "id": "1 perjanjian ditandatangani; 1 perjanjian berakhir.",
    "ja": "合意文書1件が署名されました；合意文書1件が期間満了となりました。",
}
NUMBERS = {
    "en": "Not covered: 166 → 191 (+25). 5 headline numbers stayed as they were.",
    "id": "Belum tercakup: 166 → 191 (+25). 5 angka utama tetap.",
    "ja": "未カバー：166 → 191（+25）。ほかの主要な数値5件は変わっていません。",
}
REVISIONS = {
    "en": [
        "Newly recorded and happened since: 1 entry (Agreements: “New”).",
        "Newly recorded, but older, so no news: 1 entry (Agreements: “Old”).",
        "Corrected: 1 field (In force until of “Made-up MoC, expired”: 30 Apr 2023 → 31 Oct 2026).",
        "Withdrawn: 1 entry (Participants: “UD Contoh Batik”).",
    ],
    "id": [
        "Baru dicatat dan terjadi sejak itu: 1 entri (Perjanjian: “New”).",
        "Baru dicatat tetapi lebih lama, jadi bukan peristiwa baru: 1 entri (Perjanjian: “Old”).",
        "Dikoreksi: 1 isian (Berlaku sampai dari “Made-up MoC, expired”: 30 Apr 2023 → 31 Okt 2026).",
        "Ditarik: 1 entri (Peserta: “UD Contoh Batik”).",
    ],
    "ja": [
        "新規記録のうち以後の出来事：1件（合意文書「New」）。",
        "新規記録のうち以前からの事実（新しい出来事ではない）：1件（合意文書「Old」）。",
        "訂正：1項目（「Made-up MoC, expired」の効力終了：2023年4月30日 → 2026年10月31日）。",
        "取り下げ：1件（参加者「UD Contoh Batik」）。",
    ],
}
MOVED = {
    "en": "Agreements in force: 3 → 5 (by correction +1, by what happened +1).",
    "id": "Perjanjian yang berlaku: 3 → 5 (karena koreksi +1, karena peristiwa +1).",
    "ja": "有効な合意文書：3 → 5（訂正による変化+1、実際の変化+1）。",
}


@pytest.mark.parametrize("language", ["en", "id", "ja"])
def test_the_text_lists_exactly_what_was_planted_by_kind(planted: Any, the_contract: Any, language: str) -> None:
    words = told(planted, the_contract, language)
    given = {**PAIR, "since": SINCE, "as_of": DAY}
    events = planted.frame("changes.events", given)
    assert named(events.to_dict("records"), "change_event_code", "ref_id") == [("agreement_signed", "XA20"), ("agreement_expired", "XA2")]
    assert [line.text for line in changes.events(events, words) if line.about == "agreement"] == [EVENTS[language]]
    assert changes.said(events, words) == SLIDE[language]
    assert changes.numbers(planted.frame("changes.numbers", given), words) == NUMBERS[language]  # an agreement came, another went

    rows = planted.frame("changes.revisions", PAIR)
    assert named(rows.to_dict("records"), "revision_kind_code", "row_key") == [("recorded_event", "XA20"), ("recorded_earlier", "XA21"), ("corrected", "XA2"), ("withdrawn", "XP1")]
    assert [line.text for line in changes.revisions(rows, words)] == REVISIONS[language]
    assert changes.moved(planted.frame("changes.moved", {**PAIR, "as_of": DAY}), words) == MOVED[language]


def test_the_order_of_rows_changes_no_sentence(planted: Any, the_contract: Any) -> None:
    words = told(planted, the_contract, "en")
    events = planted.frame("changes.events", {**PAIR, "since": date(2020, 1, 1), "as_of": DAY})
    revisions = planted.frame("changes.revisions", PAIR)
    for seed in range(5):
        assert changes.events(events.sample(frac=1, random_state=seed), words) == changes.events(events, words)
        assert changes.revisions(revisions.sample(frac=1, random_state=seed), words) == changes.revisions(revisions, words)


def test_nothing_changed_is_said_too(planted: Any, plain_words: Words) -> None:
    empty = {**PAIR, "partner": "BRA", "since": SINCE, "as_of": DAY}
    events = planted.frame("changes.events", empty)
    assert [line.about for line in changes.events(events, plain_words)] == list(changes.SUBJECTS)
    assert all(line.text for line in changes.events(events, plain_words))
    assert changes.said(events, plain_words) == plain_words.t("Nothing that the record dates happened in between.")
    assert changes.headline(events, plain_words, SINCE, DAY) == plain_words.t("Since {since}, no event is on record", since=plain_words.date(SINCE))
    assert changes.numbers(planted.frame("changes.numbers", empty), plain_words) == plain_words.t("No headline number moved.")
    nothing = planted.frame("changes.revisions", {**PAIR, "since_release": planted.release})
    assert nothing.empty
    assert [line.text for line in changes.revisions(nothing, plain_words)] == [plain_words.t("No row was added, corrected or withdrawn.")]
    assert changes.revised(nothing, plain_words) == plain_words.t("Nothing in the record was changed")


def test_a_period_that_is_none_is_said_in_plain_words(plain_words: Words) -> None:
    assert changes.unusual(SINCE, DAY, plain_words) == ""
    assert plain_words.date(DAY) in changes.unusual(DAY, SINCE, plain_words)
    assert plain_words.date(DAY) in changes.unusual(DAY, DAY, plain_words)


def test_another_pair_sees_nothing_of_it(planted: Any) -> None:
    assert planted.rows("changes.revisions", {"home": "IDN", "partner": "KOR"}) == []
    assert {row["correction_change"] for row in planted.rows("changes.moved", {"home": "IDN", "partner": "KOR", "as_of": DAY})} == {0}


def test_both_directions_of_a_pair_see_the_same(planted: Any) -> None:
    turned = {"home": "JPN", "partner": "IDN"}
    assert planted.rows("changes.revisions", turned) == planted.rows("changes.revisions", PAIR)
    assert planted.rows("changes.moved", {**turned, "as_of": DAY}) == planted.rows("changes.moved", {**PAIR, "as_of": DAY})


def test_who_changed_it_when_and_in_which_release_is_kept(desk: Any, upload: Any, person: Person) -> None:
    first = desk.publish(upload("participants", "append", [person("XP9")])).release
    second = desk.publish(upload("participants", "append", [person("XP8")])).release
    rows = desk.library.open(second).rows("changes.revisions", {**PAIR, "since_release": desk.release})
    assert named(rows, "row_key", "release", "who", "released_on", "ref_id") == [("XP8", second, None, None, "XE1"), ("XP9", first, "analyst", AT.date(), "XE1")]
    line = desk.library.open(second).rows("record.releases", {})
    assert named(line, "line_step", "release", "who") == [(2, first, "analyst"), (1, desk.release, "test")]


def test_what_was_changed_back_did_not_change(desk: Any, upload: Any, person: Person) -> None:
    def sector(code: str) -> None:
        desk.publish(upload("participants", "upsert", [{"participant_id": "XP1", "sector_code": code}]))

    before = desk.keys("participants")
    sector("crafts")
    sector("fisheries")
    reader = desk.library.open(desk.library.current())
    (row,) = reader.rows("changes.revisions", {**PAIR, "since_release": desk.release})
    assert (row["field_name"], row["before_value"], row["after_value"], row["revision_kind_code"]) == ("sector_code", "textiles_apparel", "fisheries", "corrected")
    sector("textiles_apparel")
    desk.publish(upload("participants", "append", [person("XP9")]))
    reader = desk.library.open(desk.library.current())
    assert named(reader.rows("changes.revisions", {**PAIR, "since_release": desk.release}), "row_key", "revision_kind_code") == [("XP9", "recorded_earlier")]
    assert desk.keys("participants") == [*before, "XP9"]


def test_rows_before_and_added_less_withdrawn_are_rows_after(desk: Any, upload: Any, person: Person) -> None:
    """Over publications, corrections, a rollback and what was taken out again."""
    people = [person(f"XQ{n}") for n in range(4)]
    desk.publish(upload("participants", "append", people[:3]))
    desk.publish(upload("participants", "upsert", [{"participant_id": "XQ1", "sector_code": "fisheries"}]))
    gone = desk.publish(upload("participants", "replace", people[1:])).release
    roll_back(desk.shelf, desk.release, who="t", at=AT)
    desk.publish(upload("participants", "append", [people[3]]))
    last = desk.publish(upload("participants", "replace", [people[0], people[3]])).release
    for release in (gone, last):
        reader = desk.library.open(release)
        for row in reader.rows("record.releases", {}):
            found = list({one["row_key"]: one["revision_kind_code"] for one in every_pair(reader, row["release"]) if one["table_name"] == "participants" and not one["field_name"]}.values())
            added, withdrawn = sum(kind.startswith("recorded") for kind in found), found.count("withdrawn")
            assert len(desk.keys("participants", row["release"])) + added - withdrawn == len(desk.keys("participants", release))
    line = desk.library.open(last).rows("record.releases", {})
    assert gone not in {row["release"] for row in line}
    (row,) = desk.library.open(last).rows("changes.revisions", {**PAIR, "since_release": gone})
    assert row["revision_kind_code"] == "not_in_line"
    assert desk.library.open(last).rows("changes.moved", {**PAIR, "as_of": DAY, "since_release": gone}) == []


def test_rows_of_one_name_are_named_once_and_counted_each(desk: Any, upload: Any, person: Person, the_contract: Any) -> None:
    people = [person(f"XQ{n}", enterprise_name=name) for n, name in enumerate(("A", "A", "B", "C", "D", "D"))]
    reader = desk.library.open(desk.publish(upload("participants", "append", people)).release, full=True)
    (line,) = changes.revisions(reader.frame("changes.revisions", PAIR), told(reader, the_contract, "en"))
    assert "6 entries" in line.text
    assert line.text.count("“A”") == 1
    assert "and 2 more" in line.text  # D, twice


def test_many_rows_are_counted_and_not_listed(desk: Any, upload: Any, person: Person, the_contract: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tracing, "LISTED", 2)
    before = len(desk.keys("participants"))
    done = desk.publish(upload("participants", "replace", [person(f"XQ{n}") for n in range(4)])).release
    reader = desk.library.open(done)
    rows = reader.frame("changes.revisions", PAIR)
    assert named(rows.to_dict("records"), "revision_kind_code", "row_count", "row_key") == [("added_many", 4, None), ("withdrawn_many", before, None)]
    words = told(reader, the_contract, "en")
    assert [line.text for line in changes.revisions(rows, words)] == ["Added in bulk: 4 rows (Participants: 4).", f"Withdrawn in bulk: {before} rows (Participants: {before})."]


def test_the_line_travels_as_parquet(desk: Any, upload: Any, person: Person) -> None:
    done = desk.publish(upload("participants", "append", [person("XP9")])).release
    reader = desk.library.open(done)
    with duckdb.connect() as connection:
        for name in LINE:
            kept = connection.read_parquet(str(desk.shelf.table_path(done, name))).fetchall()
            assert kept == reader.connection.cursor().table(name).fetchall() != []


def test_a_release_of_an_earlier_mitra_opens_and_begins_a_line(desk: Any, upload: Any, person: Person) -> None:
    folder = Path(desk.settings.store) / "releases" / desk.release
    with duckdb.connect(str(folder / "serve.duckdb")) as connection:
        for name in LINE:
            connection.execute(f"drop table {name}")
    manifest = desk.shelf.manifest(desk.release)
    manifest["serve_sha256"] = sha256(folder / "serve.duckdb")
    manifest["inputs"] = {}
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    library = Library(desk.settings, desk.library.catalogue)
    assert library.open(desk.release).rows("record.releases", {}) == []
    done = desk.publish(upload("participants", "append", [person("XP9")])).release
    assert named(library.open(done).rows("changes.revisions", PAIR), "row_key") == [("XP9",)]


def test_a_seed_built_anew_says_what_it_changes(desk: Any, tmp_path: Path) -> None:
    seed = Path(shutil.copytree(desk.settings.seed, tmp_path / "seed"))
    text = (seed / "agreements.csv").read_text("utf-8")
    (seed / "agreements.csv").write_text(text.replace("2023-04-30", "2023-05-31", 1), "utf-8")
    settings = replace(desk.settings, seed=seed)
    done = build(settings, desk.shelf, who="t", at=AT, note="", trace=partial(trace, settings, desk.shelf))
    (row,) = desk.library.open(done).rows("changes.revisions", {**PAIR, "since_release": desk.release})
    assert (row["row_key"], row["field_name"], row["after_value"]) == ("XA2", "in_force_until", "2023-05-31")


def test_a_damaged_parent_ends_the_line_and_stops_no_build(desk: Any, tmp_path: Path) -> None:
    seed = Path(shutil.copytree(desk.settings.seed, tmp_path / "seed"))
    (seed / "record.csv").write_text((seed / "record.csv").read_text("utf-8").replace("2023-12-31", "2023-12-30"), "utf-8")
    (Path(desk.settings.store) / "releases" / desk.release / "serve.duckdb").write_bytes(b"damaged")
    settings = replace(desk.settings, seed=seed)
    done = build(settings, desk.shelf, who="t", at=AT, note="", trace=partial(trace, settings, desk.shelf))
    assert desk.library.open(done).rows("record.releases", {}) == []


def test_a_slide_tells_it_and_keeps_it_when_frozen(planted: Any, the_contract: Any) -> None:
    said = tuple(Text(generated=name) for name in ("changes.events", "changes.revisions", "changes.moved"))
    scene = Scene("one", "timeline", Text(generated="changes.headline"), said, views=("overview.changes",), filters={**PAIR, "since": SINCE.isoformat()}, as_of=DAY)
    stage = Stage(lambda _: planted, lambda _, language: told(planted, the_contract, language), as_of=DAY)
    live = tell(Story("s", Text(), (scene,)), 0, stage, "en")
    assert (live.problem, live.slide.headline) == ("", "Since 1 Oct 2026, 2 events are on record")
    assert live.slide.sentences == (SLIDE["en"], " ".join(REVISIONS["en"]), MOVED["en"])
    assert len(live.slide.figures) == 1
    frozen = freeze(scene, stage, AT)
    assert tell(Story("s", Text(), (frozen,)), 0, stage, "ja").slide.sentences[0] == SLIDE["ja"]
