"""Frozen numbers: they stay as they were on any release, and their drift names exactly what moved."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mitra.briefing.drift import compare, drift, key_columns
from mitra.briefing.frozen import MOST_ROWS, Frozen, Kept, Listener, read_frozen, read_rows, write_frozen, write_rows
from mitra.briefing.scenes import Stage, freeze, reworded, tell
from mitra.briefing.story import Scene, Story, Text, dump, load, new_id
from mitra.briefing.views import VIEWS
from mitra.errors import MitraError
from mitra.i18n import LANGUAGES, Words, missing
from mitra.store.reader import bind

DAY = date(2026, 11, 1)
NOW = datetime(2026, 11, 22, tzinfo=UTC)
PAIR = {"home": "XAA", "partner": "XBB"}
ASKED: dict[str, Any] = {"home": "IDN", "partner": "JPN", "as_of": DAY, "from_year": None, "to_year": None, "sector": None, "focus": None, "language": "en", "domestic": False, "currency": "IDR", "country": "IDN", "pair_only": False}


def stage_of(library: Any, contract: Any, release: Callable[[], str], pair: tuple[str, str]) -> Stage:
    """Return a stage that looks at whatever release is current."""

    def words(name: str, language: str) -> Words:
        return Words(language, contract, library.open(name).names(language))

    return Stage(lambda asked: library.open(asked or release()), words, DAY, pair)


def one(*scenes: Scene) -> Story:
    return Story("mine", Text({"en": "Mine"}), scenes)


@pytest.mark.parametrize("query", sorted({view.query for view in VIEWS.values()}))
def test_rows_are_kept_as_json_and_read_back_the_same(seed_release: Any, query: str) -> None:
    reader = seed_release.reader
    try:
        rows = reader.frame(query, bind(reader.catalogue[query], ASKED))
    except MitraError:
        pytest.skip("needs a parameter of its own")
    pd.testing.assert_frame_equal(read_rows(write_rows(rows)), rows)


@pytest.mark.parametrize("view", sorted(VIEWS))
def test_a_frozen_view_is_drawn_from_its_own_rows_alone(seed_release: Any, the_contract: Any, view: str) -> None:
    stage = stage_of(seed_release.library, the_contract, lambda: seed_release.release, ("IDN", "JPN"))
    scene = Scene(new_id(), VIEWS[view].kind, views=(view,), filters={"home": "IDN", "partner": "JPN"})
    story = load(dump(one(freeze(scene, stage, NOW))))

    class Nothing:
        """A release that answers no question."""

        release, manifest, catalogue = "20300101-00000000", {}, seed_release.library.catalogue

        def frame(self, name: str, _: Mapping[str, Any]) -> pd.DataFrame:
            raise MitraError("{name} was asked of the record.", name=name)

    empty = Stage(lambda _: Nothing(), lambda _, language: Words(language, the_contract, {}), date(2031, 1, 1), ("IDN", "JPN"))
    for language in LANGUAGES:
        live, kept = tell(one(scene), 0, stage, language), tell(story, 0, empty, language)
        assert kept.problem == ""
        assert (kept.slide.headline, kept.slide.sentences, kept.slide.sources) == (live.slide.headline, live.slide.sentences, live.slide.sources)
        assert [figure.spec for figure in kept.slide.figures] == [figure.spec for figure in live.slide.figures]
        assert (kept.release, kept.as_of) == (live.release, live.as_of)


def test_too_many_rows_are_not_frozen(small_world: Any) -> None:
    class Large:
        """A release whose answers are long."""

        release, manifest, catalogue = "x", {}, small_world.library.catalogue

        def frame(self, _name: str, _params: Mapping[str, Any]) -> pd.DataFrame:
            return pd.DataFrame({"ref_id": range(MOST_ROWS + 1)})

    with pytest.raises(MitraError, match="5001"):
        Listener(Large()).frame("record.pairs", {})


def pair_of(desk: Any) -> tuple[str, str]:
    row = desk.library.open(desk.release).rows("record.pairs", {})[0]
    return row["home_code"], row["partner_code"]


def test_after_a_publish_the_drift_lists_exactly_the_changed_numbers(desk: Any, upload: Any, person: Any, the_contract: Any) -> None:
    pair = pair_of(desk)
    stage = stage_of(desk.library, the_contract, desk.library.current, pair)
    filters = {"home": pair[0], "partner": pair[1]}
    numbers = Scene(new_id(), "numbers", numbers=("agreements_in_force", "engagements_held", "participants_stated"), filters=filters)
    chart = Scene(new_id(), "chart", views=("sectors.participants",), filters=filters)
    story = load(dump(one(*(freeze(scene, stage, NOW) for scene in (numbers, chart)))))
    for place in (0, 1):
        assert not drift(story.scenes[place].frozen, stage.open(None))
        assert reworded(story, place, stage, "en") == ()
    before = [tell(story, place, stage, "en").slide for place in (0, 1)]

    desk.publish(upload("participants", "upsert", [person("XP901"), person("XP902", sector_code="food_beverages")]), upload("engagements", "upsert", [{"engagement_id": "XE1", "participants_stated": "20"}]))
    assert desk.library.current() != desk.release
    for place in (0, 1):
        frozen = story.scenes[place].frozen
        found = {(moved.query, moved.key, moved.column): (moved.before, moved.after) for moved in drift(frozen, stage.open(None)).numbers}
        assert found == expected(frozen, desk)
        assert found
        assert tell(story, place, stage, "en").slide.headline == before[place].headline
        assert tell(story, place, stage, "en").slide.numbers == before[place].numbers
    labels = [said.label for said in reworded(story, 0, stage, "en") if said.label]
    now = {number.label: number.value for number in tell(one(numbers), 0, stage, "en").slide.numbers}
    assert labels == [number.label for number in before[0].numbers if now[number.label] != number.value]
    renewed = one(freeze(story.scenes[0], stage, NOW))
    assert not drift(renewed.scenes[0].frozen, stage.open(None))


def expected(frozen: Frozen, desk: Any) -> dict[tuple[str, tuple[Any, ...], str], tuple[float | None, float | None]]:
    """Return what differs between the two releases, found without the module under test: by key, cell by cell."""
    found: dict[Any, Any] = {}
    for kept in {one.query: one for one in frozen.kept if not one.is_behind}.values():
        old, new = (desk.library.open(name).frame(kept.query, kept.params) for name in (desk.release, desk.library.current()))
        keys = list(key_columns(old, new))
        sides = [{tuple(None if missing(row[name]) else row[name] for name in keys): row for row in side.astype("object").to_dict("records")} for side in (old, new)]
        for key in {**sides[0], **sides[1]}:
            for column in old.select_dtypes("number").columns:
                values = [None if key not in side or missing(side[key][column]) else float(side[key][column]) for side in sides]
                if values[0] != values[1] and column not in keys:
                    found[kept.query, key, column] = tuple(values)
    return found


CELLS = st.one_of(st.none(), st.integers(-5, 5))


@settings(max_examples=80, deadline=None)
@given(before=st.dictionaries(st.sampled_from("abcdef"), CELLS), after=st.dictionaries(st.sampled_from("abcdef"), CELLS))
def test_drift_is_exactly_the_cells_that_differ(before: dict[str, int | None], after: dict[str, int | None]) -> None:
    frames = [pd.DataFrame({"sector_code": pd.Series(list(side), dtype="str"), "row_count": pd.Series(list(side.values()), dtype="Int64")}) for side in (before, after)]
    moved, change = compare(Kept("q", "t", {}, "", frames[0]), frames[1])
    assert {(one.key[0], one.before, one.after) for one in moved} == {(key, before.get(key), after.get(key)) for key in {*before, *after} if before.get(key) != after.get(key)}
    assert {key[0] for key in change.added} == set(after) - set(before)
    assert {key[0] for key in change.withdrawn} == set(before) - set(after)
    assert {key[0] for key in change.changed} == {key for key in set(before) & set(after) if before[key] != after[key]}


@settings(max_examples=50, deadline=None)
@given(rows=st.lists(st.tuples(st.one_of(st.none(), st.text(max_size=8)), st.one_of(st.none(), st.floats(allow_infinity=False)), st.one_of(st.none(), st.integers(-(2**60), 2**60)), st.booleans())))
def test_any_rows_survive_being_kept(rows: list[tuple[Any, ...]]) -> None:
    frame = pd.DataFrame({"name": pd.Series([row[0] for row in rows], dtype="str"), "share": pd.Series([math.nan if row[1] is None else row[1] for row in rows], dtype="float64"), "count": pd.Series([row[2] for row in rows], dtype="Int64"), "is_so": pd.Series([row[3] for row in rows], dtype="bool")})
    kept = Kept("q", "t", {"as_of": DAY, "sector": None}, "", frame)
    back = read_frozen(write_frozen(Frozen("r", "", DAY, NOW.isoformat(), (kept,), {})))
    pd.testing.assert_frame_equal(back.kept[0].rows, frame)
    assert not compare(kept, back.kept[0].rows)[0]


def test_unknown_is_not_zero_in_drift() -> None:
    frames = [pd.DataFrame({"ref_id": ["a"], "participant_count": pd.Series([value], dtype="Int64")}) for value in (None, 0)]
    moved, _ = compare(Kept("q", "t", {}, "", frames[0]), frames[1])
    assert [(one.before, one.after) for one in moved] == [(None, 0.0)]


def test_a_lost_query_is_said(small_world: Any) -> None:
    frozen = Frozen("r", "", DAY, "", (Kept("gone.query", "Gone", {}, "", pd.DataFrame({"ref_id": ["a"]})),), {})
    found = drift(frozen, small_world.reader)
    assert ["gone.query" in str(error) for error in found.lost] == [True]
    assert replace(found, lost=()) == replace(found, lost=(), numbers=())
