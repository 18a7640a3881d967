"""The briefing without a browser: stories listed, edited with undo, frozen, presented, and a view added from a chart."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from importlib import import_module
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from mitra.briefing.document import Slide
from mitra.briefing.scenes import Told
from mitra.briefing.stories import named
from mitra.briefing.story import Scene, Story, Text
from mitra.briefing.views import VIEWS, View
from mitra.ui.briefing import add, decks, detour
from mitra.ui.briefing.address import Asked
from mitra.ui.briefing.board import MOST, Board
from mitra.ui.page import Page

Visit = Callable[..., AppTest]
LANGUAGES = ("id", "en", "ja")
STORY = "visit_2023"


def fine(app: AppTest) -> AppTest:
    """Return the app, asserting that it raised and complained about nothing."""
    assert not app.exception
    assert not [error.value for error in app.error]
    return app


def pressed(app: AppTest, key: str) -> AppTest:
    return fine(app.button(key=key).click().run())


def address(app: AppTest, name: str) -> str | None:
    found = app.query_params.get(name)
    return found[0] if isinstance(found, list) else found


def text(app: AppTest) -> str:
    return "\n".join(str(element.value) for kind in (app.title, app.header, app.markdown, app.caption, app.info, app.warning, app.success) for element in kind)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shipped_stories_are_listed_in_every_language(visit: Visit, served: Any, language: str) -> None:
    app = fine(visit("briefing", lang=language))
    assert served.release
    for story_id in ("in_ten_minutes", "visit_2023", "what_is_missing"):
        assert named(decks.stories().open(story_id).story, language).split()[0] in text(app).replace("\\", "")
        assert app.button(key=f"present-{story_id}")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("story", ["in_ten_minutes", "visit_2023", "what_is_missing"])
def test_every_slide_of_a_story_is_presented(visit: Visit, story: str, language: str) -> None:
    count = len(decks.stories().open(story).story.scenes)
    app = fine(visit("briefing", lang=language, story=story, slide="1"))
    for slide in range(1, count + 1):
        assert address(app, "slide") == str(slide)
        assert len(app.title) == 1
        assert app.title[0].value.strip()
        assert any(f"{slide} / {count}" in one.value for one in app.markdown)
        assert not app.selectbox
        pressed(app, "press-next-pagedown")
    assert address(app, "slide") == str(count)


def test_keys_jump_blank_and_open_what_stands_behind(visit: Visit) -> None:
    app = fine(visit("briefing", lang="en", story=STORY, slide="3"))
    pressed(app, "press-digit-8")
    pressed(app, "press-jump")
    assert address(app, "slide") == "8"
    pressed(app, "press-blank")
    assert not app.title
    pressed(app, "press-blank")
    pressed(app, "press-answer")
    assert any("select" in code.value for code in app.code)
    pressed(app, "press-first")
    assert address(app, "slide") == "1"
    pressed(app, "press-overview")
    pressed(app, "room-go-5")
    assert address(app, "slide") == "5"
    pressed(app, "press-help")
    assert "F11" in str(app.table[0].value)


@pytest.mark.parametrize("asked", ["0", "99", "-3", "x", "9" * 30])
def test_a_slide_that_is_not_there_is_the_nearest(visit: Visit, asked: str) -> None:
    app = fine(visit("briefing", lang="en", story=STORY, slide=asked))
    assert address(app, "slide") in ("1", "10")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_story_is_said_and_the_list_shown(visit: Visit, language: str) -> None:
    app = fine(visit("briefing", lang=language, story="no_such"))
    assert len(app.warning) == 1
    assert "no_such" in app.warning[0].value
    assert app.button(key=f"present-{STORY}")


def test_a_slide_asked_of_another_page_is_that_page(visit: Visit) -> None:
    app = fine(visit("coverage", lang="en", story=STORY, slide="2"))
    assert app.selectbox(key="partner").value == "JPN"


def test_a_visitor_without_the_right_changes_a_copy_and_undo_brings_the_words_back(visit: Visit) -> None:
    app = fine(visit("briefing", lang="en", story=STORY))
    shipped = decks.stories().open(STORY)
    pressed(app, "act-delete")
    own = address(app, "story")
    assert own is not None
    assert own.startswith("own_")
    assert len(decks.stories().open(own).story.scenes) == len(shipped.story.scenes) - 1
    assert decks.stories().open(STORY) == shipped
    pressed(app, "act-double")
    assert len(decks.stories().open(own).story.scenes) == len(shipped.story.scenes)
    pressed(app, "story-undo")
    assert len(decks.stories().open(own).story.scenes) == len(shipped.story.scenes) - 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_changed_and_shown(visit: Visit, language: str) -> None:
    app = fine(visit("briefing", lang=language, story=STORY))
    area = next(one for one in app.text_area if str(one.key).endswith(f"headline-{language}"))
    area.set_value("*New* words {visit_participants}")
    next(button for button in app.button if "FormSubmitter" in str(button.key)).click().run()
    assert any("New" in header.value and "30" in header.value for header in fine(app).header)


def test_a_frozen_slide_is_marked_and_made_live_again(visit: Visit) -> None:
    app = fine(visit("briefing", lang="en", story="in_ten_minutes"))
    pressed(app, "slide-1")
    pressed(app, "act-freeze")
    assert "says the same" in text(app)
    story = decks.stories().open(str(address(app, "story"))).story
    assert [scene.frozen is not None for scene in story.scenes][:3] == [False, True, False]
    pressed(app, "act-thaw")
    assert "says the same" not in text(app)


def test_a_view_is_added_with_the_filters_of_the_moment(visit: Visit) -> None:
    app = fine(visit("coverage", lang="en", sector="fisheries", as_of="2024-01-01"))
    page = app.session_state["mitra.page"]
    kept = add.scene(page, "coverage.matrix", {}, "Fish", is_fixed=True)
    assert kept.filters == {"home": "IDN", "partner": "JPN", "sector": "fisheries"}
    assert (kept.views, str(kept.as_of), kept.headline.of("en")) == (("coverage.matrix",), "2024-01-01", "Fish")
    assert add.scene(page, "coverage.matrix", {}, "", is_fixed=False).as_of is None
    assert add.scene(page, "coverage.matrix", {"as_of": page.filters.as_of}, "", is_fixed=False).as_of == page.filters.as_of


def test_a_question_is_added_as_its_code(visit: Visit) -> None:
    app = fine(visit("explore", lang="en", question="ending", as_of="2024-01-01"))
    pressed(app, "add-question-ending")
    kept = add.scene(app.session_state["mitra.page"], "ending", {}, "", is_fixed=True)
    assert (kept.kind, kept.question, kept.views, str(kept.as_of)) == ("table", "ending", (), "2024-01-01")


@pytest.mark.parametrize("view", [view for view in VIEWS.values() if view.part], ids=lambda view: view.name)
def test_a_view_of_a_tab_names_a_tab_of_its_page(view: View) -> None:
    assert view.part in [part.code for part in import_module(f"mitra.ui.deeper.{view.page}").PARTS]


@pytest.mark.parametrize(
    ("shown", "page", "address"),
    [
        ({"views": ("agreements.survival",), "filters": {"all_pairs": True}}, "agreements", {"part": "survival", "pairs": "all"}),
        ({"views": ("coverage.moves",), "filters": {"since": "2020-01-01"}}, "coverage", {"part": "moves", "then": "2020-01-01"}),
        ({"views": ("overview.changes",), "filters": {"since": "2020-01-01"}}, "overview", {"part": "changes", "since": "2020-01-01"}),
        ({"views": ("coverage.matrix",)}, "coverage", {}),
        ({"question": "ending"}, "explore", {"question": "ending"}),
        ({"query": "engagements.scope"}, "agreements", {}),
    ],
)
def test_live_data_opens_what_the_slide_shows(visit: Visit, monkeypatch: pytest.MonkeyPatch, shown: dict[str, Any], page: str, address: dict[str, str]) -> None:
    app = fine(visit("briefing", lang="en"))
    went: list[tuple[str, dict[str, str | None]]] = []
    monkeypatch.setattr(detour, "_switch", lambda name, params: went.append((name, params)))
    one = Scene("a", "chart", **shown)
    told = Told(Slide("chart", ""), app.session_state["mitra.page"].reader.release, date(2026, 11, 1), params=dict(one.filters))
    detour.leave_for(app.session_state["mitra.page"], told, Story("mine", Text(), (one,)), 1, Asked("mine", 1))
    name, params = went[0]
    assert name == page
    assert {key: value for key, value in params.items() if value is not None and key not in ("lang", "back", "home", "partner", "release")} == address


@pytest.mark.parametrize("name", ["overview", "agreements", "sectors", "coverage", "financing", "outcomes", "sources", "data"])
def test_every_chart_of_a_page_can_be_added_to_a_story(visit: Visit, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    chart = Page.chart
    monkeypatch.setattr(Page, "chart", lambda self, figure, query, **more: (drawn.append(more["key"]), chart(self, figure, query, **more))[1])
    app = fine(visit(name, lang="en"))
    offered = {str(button.key).removeprefix("add-") for button in app.button if str(button.key).startswith("add-")}
    assert set(drawn) <= offered


def test_the_notes_show_this_slide_the_next_and_what_to_say(visit: Visit) -> None:
    app = fine(visit("briefing", lang="en", story=STORY, view="notes", slide="2"))
    assert app.title[0].value == "2 of 10"
    assert "renewed scope" in text(app).replace("\\", "")


def test_the_board_follows_and_is_bounded() -> None:
    now = [100.0]
    board = Board(lambda: now[0])
    board.put("a" * 20, STORY, 1)
    now[0] = 160.0
    board.put("a" * 20, STORY, 2, is_blank=True)
    position = board.at("a" * 20)
    assert position is not None
    assert (position.slide, position.is_blank, board.lasts("a" * 20)) == (2, True, 60)
    board.restart("a" * 20)
    assert board.lasts("a" * 20) == 0
    for number in range(MOST):
        board.put(f"{number:020d}", STORY, 1)
    assert board.at("a" * 20) is None
