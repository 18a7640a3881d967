"""At the end of the overview: what changed since a day, and what was changed in the record, in three languages and without data."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from mitra.i18n import Words
from mitra.ingest.draft import Change, Origin
from mitra.ingest.publish import publish
from mitra.store.shelf import Shelf, roll_back, sha256
from mitra.ui.deeper import overview

Visit = Callable[..., AppTest]
LANGUAGES = ("id", "en", "ja")


def shown(app: AppTest) -> str:
    """Return what a run of the script says, asserting that it complained about nothing."""
    assert not app.exception
    assert not [error.value for error in app.error]
    return "\n".join(str(element.value) for kind in (app.header, app.markdown, app.caption, app.info) for element in kind)


def words_of(served: Any, language: str) -> Words:
    """Return a language's words."""
    return served.words(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_period_is_told_and_stands_in_the_address(visit: Visit, served: Any, language: str) -> None:
    words = words_of(served, language)
    app = visit(lang=language, home="IDN", partner="JPN", as_of="2026-11-22", since="2024-10-01")
    text = shown(app)
    assert words.name("I-KEMENUMKM") in text
    assert words.date(date(2024, 10, 1)) in text
    assert app.query_params["since"] == "2024-10-01"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("part", ["changes", "revisions"])
def test_each_tab_opens_for_a_pair_without_data(visit: Visit, language: str, part: str) -> None:
    shown(visit(lang=language, home="TLS", partner="VNM", part=part))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_day_that_lies_ahead_is_answered_in_words(visit: Visit, served: Any, language: str) -> None:
    app = visit(lang=language, home="IDN", partner="JPN", as_of="2024-01-01", since="2025-01-01")
    assert words_of(served, language).date(date(2025, 1, 1)) in shown(app)
    assert app.date_input(key=overview.KEY).value == date(2025, 1, 1)


def test_what_is_dated_roughly_may_have_come_before(plain_words: Words) -> None:
    rows = pd.DataFrame({"is_dated": [True, True, True, True, False], "stated_on": ["2025", "2025-11", "2025-12", "2025-11-25", None]})
    said = overview.changes.roughly(rows, plain_words, date(2025, 11, 10))
    assert "2" in said
    assert overview.changes.roughly(rows.iloc[2:], plain_words, date(2025, 11, 10)) == ""


def test_a_quick_choice_sets_the_day(visit: Visit) -> None:
    app = visit(lang="en", home="IDN", partner="JPN", as_of="2026-11-22")
    assert app.date_input(key=overview.KEY).value == date(2025, 11, 22)
    app.button(key="since-90").click().run()
    assert app.date_input(key=overview.KEY).value == date(2026, 8, 24)
    assert app.query_params["since"] == "2026-08-24"


def test_the_day_of_the_last_frozen_slides_is_offered(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    scenes = [SimpleNamespace(frozen=frozen) for frozen in (None, SimpleNamespace(as_of=date(2026, 3, 1)), SimpleNamespace(as_of=date(2027, 1, 1)))]
    stories = SimpleNamespace(ids=lambda: ["one"], open=lambda _: SimpleNamespace(story=SimpleNamespace(scenes=scenes)))
    monkeypatch.setattr(overview.decks, "stories", lambda: stories)
    app = visit(lang="en", home="IDN", partner="JPN", as_of="2026-11-22")
    app.button(key="since-briefing").click().run()
    assert app.date_input(key=overview.KEY).value == date(2026, 3, 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_release_says_that_there_is_none_before_it(visit: Visit, served: Any, language: str) -> None:
    text = shown(visit(lang=language, home="IDN", partner="JPN", part="revisions"))
    assert words_of(served, language).t("This is the first release of the record here, so there is none before it that it could be compared with.") in text


@pytest.fixture
def history(small_world: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """Serve a store whose second release was taken back and whose third was made from the first; return their ids."""
    settings = replace(small_world.settings, store=str(shutil.copytree(small_world.settings.store, tmp_path / "store")))
    shelf = Shelf(settings.store)
    names = small_world.words("en").contract.tables["agreements"].field_names

    def agreement(key: str, signed_on: str) -> str:
        row = {"agreement_id": key, "title_en": key, "agreement_kind_code": "mou", "agreement_stage_code": "concluded", "signed_on": signed_on, "signed_certainty_code": "stated", "record_scope_code": "IDN-JPN", "source_id": "XS1"}
        path = tmp_path / f"{key}.parquet"
        pd.DataFrame([[row.get(name) for name in names]], columns=list(names), dtype="str").to_parquet(path)
        change = Change("agreements", "append", path, Origin(f"{key}.csv", sha256(path), path))
        return publish(settings, shelf, [change], who="analyst", at=datetime(2026, 11, 24, tzinfo=UTC), note="").release

    second = agreement("XA30", "2014")
    roll_back(shelf, small_world.release, who="t", at=datetime(2026, 11, 24, tzinfo=UTC))
    monkeypatch.setenv("MITRA_STORE", settings.store)
    st.cache_resource.clear()
    yield {"first": small_world.release, "second": second, "third": agreement("XA31", "2026-11-24")}
    st.cache_resource.clear()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_release_that_was_taken_back_is_compared_from_the_last_in_common(visit: Visit, history: dict[str, str], small_world: Any, language: str) -> None:
    words = words_of(small_world, language)
    app = visit(lang=language, home="IDN", partner="JPN", as_of="2026-11-25", part="revisions")
    text = shown(app)
    assert words.n("{count} new entry", "{count} new entries", 1) in text
    assert "XA31" in text
    assert "XA30" not in text
    choice = app.selectbox(key="overview.since-release")
    choice.select(history["second"]).run()
    text = shown(app)
    assert words.t("This release was not made from {asked}. The comparison starts at {common}, the last that both have in common.", asked=history["second"], common=history["first"]) in text
    assert "XA31" in text
