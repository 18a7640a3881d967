"""Stories: what they hold, how they are read back, what a damaged one says, their history, and the three that ship."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from mitra.briefing import numbers, scenes, views, wall
from mitra.briefing.hand import story_document, written
from mitra.briefing.markup import bare
from mitra.briefing.questions import QUESTIONS, ask
from mitra.briefing.scenes import Stage, freeze, tell
from mitra.briefing.screen import screen
from mitra.briefing.stories import OWN, Stories
from mitra.briefing.story import MOST_LETTERS, MOST_SCENES, Scene, Story, Text, dump, load, new_id, read, write
from mitra.errors import MitraError
from mitra.findings import changes
from mitra.i18n import LANGUAGES
from mitra.settings import Settings
from mitra.store.shelf import Shelf
from mitra.store.versions import MOST_PASSING, MOST_VERSIONS, Lasting, Passing
from mitra.theme import LIGHT

DAY = date(2026, 11, 1)
NOW = datetime(2026, 11, 22, tzinfo=UTC)
SHIPPED = Settings.from_environment().stories
PAIR = {"home": "IDN", "partner": "JPN"}


@pytest.fixture
def stage(seed_release: Any) -> Stage:
    """Return a stage over the seed release."""
    kept: dict[str, Any] = {}
    return Stage(lambda release: seed_release.library.open(release or seed_release.release), lambda _, language: kept.setdefault(language, seed_release.words(language)), DAY)


@pytest.fixture
def shelved(tmp_path: Path) -> Stories:
    """Return stories over an empty store."""
    return Stories(Lasting(Shelf(str(tmp_path / "store")), "story"), Passing(), SHIPPED)


def story(*scenes: Scene) -> Story:
    return Story("mine", Text({"en": "Mine"}), scenes)


def scene(kind: str = "chart", **more: Any) -> Scene:
    return Scene(new_id(), kind, filters=dict(PAIR), **more)


def document(*slides: Any, **more: Any) -> bytes:
    return json.dumps({"format": "mitra-story", "version": 1, "id": "mine", "title": {"en": "Mine"}, "slides": slides, **more}).encode()


def save(shelf: Stories, one: Story, after: int) -> int:
    return shelf.save(one, after=after, who="presenter", at=NOW.isoformat(), why="Words changed")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", views.VIEWS)
def test_every_view_makes_a_slide_with_a_headline_and_a_chart_or_the_reason_for_none(stage: Stage, name: str, language: str) -> None:
    told = tell(story(scene(views.find(name).kind, views=(name,))), 0, stage, language)
    assert not told.problem
    assert told.slide.headline
    assert told.slide.figures
    shown = screen(told, stage.words(told.release, language), LIGHT)
    assert all(not one.text.endswith("…") for one in (shown.columns[0].headline, *shown.columns[0].sentences))
    for figure in told.slide.figures:
        assert figure.spec is not None or figure.said
        assert figure.spec is not None or figure.said not in (told.slide.headline, *told.slide.sentences)
    written = " ".join(re.findall(r">([^<]+)</text>", shown.svg))
    assert all(one.said[:8] in written for one in told.slide.figures if one.spec is None)


def test_a_view_without_any_figure_says_so_on_its_slide(stage: Stage) -> None:
    slide = tell(story(scene(views=("financing.flows",))), 0, stage, "en").slide
    assert slide.headline == "Money and beneficiaries by period"
    assert slide.figures[0].said.startswith("The record holds nothing")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_slide_of_two_countries_has_a_headline_true_of_both(stage: Stage, language: str) -> None:
    both = tell(story(scene(views=("sectors.location_quotient",))), 0, stage, language)
    words = stage.words(both.release, language)
    assert both.slide.headline == words.t("Location quotient of the participants by sector")
    assert all(words.country(country) in figure.title for country, figure in zip(("IDN", "JPN"), both.slide.figures, strict=True))
    one = tell(story(replace(scene(views=("sectors.location_quotient",)), filters={**PAIR, "country": "JPN"})), 0, stage, language).slide
    assert one.headline == one.figures[0].title


@pytest.mark.parametrize("code", [code for code, question in QUESTIONS.items() if not question.view])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_without_a_chart_is_a_slide_of_its_answer_and_rows(stage: Stage, code: str, language: str) -> None:
    asked = scene("table", question=code)
    told = tell(story(asked), 0, stage, language)
    words = stage.words(told.release, language)
    context = scenes.context(stage.open(None), asked, ("IDN", "JPN"), DAY, language)
    found = ask(QUESTIONS[code], words, context)
    assert not told.problem
    assert told.slide.headline == QUESTIONS[code].asked(words, context)
    assert told.slide.sentences == (bare(found.said),)
    assert len(found.rows) == (0 if told.slide.table is None else len(told.slide.table))
    assert [answer.query for answer in told.answers] == [QUESTIONS[code].query]
    shown = screen(told, words, LIGHT)
    assert not shown.columns[0].headline.text.endswith("…")
    kept = tell(story(freeze(asked, stage, NOW)), 0, stage, language)
    assert (kept.slide.headline, kept.slide.sentences) == (told.slide.headline, told.slide.sentences)


def test_a_hand_out_says_how_numbers_and_answers_come_about(stage: Stage) -> None:
    made = story_document(story(scene("numbers", numbers=("outcomes",)), scene("table", question="quiet"), scene(views=("coverage.share",))), stage, "en")
    assert [method.query for method in made.methods] == ["coverage.share", numbers.find("outcomes").query, QUESTIONS["quiet"].query]


def test_a_question_stays_in_its_story_and_one_that_is_gone_is_named(stage: Stage) -> None:
    kept = read(write(story(scene("table", question="ending"))))
    assert kept.scenes[0].question == "ending"
    assert "gone" in tell(story(scene("table", question="gone")), 0, stage, "en").problem


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_slide_of_changes_draws_what_fell_and_says_how(stage: Stage, language: str) -> None:
    told = tell(story(replace(scene("timeline", views=("overview.changes",)), filters={**PAIR, "since": "2010-01-01"})), 0, stage, language)
    symbols = (told.slide.figures[0].spec or {})["data"][0]["marker"]["symbol"]
    words = stage.words(told.release, language)
    assert "x" in symbols
    assert changes.marks(words) in told.slide.sentences[0]
    shown = screen(told, words, LIGHT)
    assert shown.svg.count(LIGHT.categories[1]) == 2 * symbols.count("x")
    assert not shown.columns[0].sentences[0].text.endswith("…")


@pytest.mark.parametrize(("name", "least"), [("outcomes.chain_cohorts", 28), ("financing.stages", 20)])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_slide_of_many_rows_is_drawn_in_letters_for_a_wall(stage: Stage, name: str, least: int, language: str) -> None:
    told = tell(story(scene(views=(name,))), 0, stage, language)
    written = screen(told, stage.words(told.release, language), LIGHT).svg
    parts = re.findall(r'<g transform="translate[^>]*scale\(([\d.]+)\)">(.*?)</svg>', written, re.DOTALL)
    letters = [float(scale) * float(size) for scale, drawn in parts for size in re.findall(r'font-size="([\d.]+)"', drawn)]
    assert min(letters) >= least


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_letter_of_a_slide_is_cut_at_its_edge(stage: Stage, language: str) -> None:
    told = tell(story(scene(views=("agreements.renewals",))), 0, stage, language)
    placed = wall._figure(told.slide.figures[0], 0, wall.Sheet(1800, 620), language, LIGHT, titled=False)
    assert placed
    assert not any(wall._runs_over(one.drawing) for one in placed)


def test_a_figure_with_nothing_to_draw_says_why_beside_one_that_has(stage: Stage) -> None:
    told = tell(story(scene(views=("sectors.location_quotient",))), 0, stage, "en")
    drawn, other = told.slide.figures
    assert drawn.spec is not None
    slide = replace(told.slide, figures=(drawn, replace(other, spec=None, title="Malaysia", said="There is no such series.")))
    written = screen(replace(told, slide=slide), stage.words(told.release, "en"), LIGHT).svg
    assert "Malaysia" in written
    assert "There is no such series." in written


def test_three_stories_ship(shelved: Stories) -> None:
    assert shelved.ids() == ["in_ten_minutes", "visit_2023", "what_is_missing"]


@pytest.mark.parametrize("name", [path.stem for path in sorted(SHIPPED.glob("*.json"))])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_shipped_story_is_whole_in_every_language(shelved: Stories, stage: Stage, name: str, language: str) -> None:
    opened = shelved.open(name)
    assert opened.number == 0
    for place, one in enumerate(opened.story.scenes):
        told = tell(opened.story, place, stage, language)
        assert told.problem == ""
        assert told.slide.headline
        assert told.slide.notes
        for text in (one.headline, *one.sentences, one.notes):
            assert text.generated or set(text.written) == set(LANGUAGES), f"{name}, slide {place + 1}"


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.json")), ids=lambda path: path.stem)
def test_a_shipped_story_types_no_number_by_hand(path: Path) -> None:
    told = load(path.read_bytes())
    texts = {text for one in told.scenes for part in (one.headline, *one.sentences) for text in part.written.values()}
    assert {text for text in texts if any(letter.isdigit() for letter in text)} <= set(told.title.written.values()), "use a number's name in braces"


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.json")), ids=lambda path: path.stem)
def test_a_story_is_read_as_it_was_written(path: Path) -> None:
    once = load(path.read_bytes())
    assert write(read(write(once))) == write(once)
    assert load(dump(once)) == once


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b"\xff\xfe\x00", b'{"format": "mitra-story", "version": 1}', document(version=2), b"[" * 100_000, json.dumps({"format": "mitra-story", "version": 1, "slides": [{}] * (MOST_SCENES + 1)}).encode()],
    ids=["empty", "cut off", "list", "null", "no text", "no slides", "later version", "nested", "too many slides"],
)
def test_a_file_that_is_no_story_is_one_sentence(body: bytes) -> None:
    with pytest.raises(MitraError):
        load(body)


@pytest.mark.parametrize(
    "damaged",
    [
        7,
        None,
        {},
        {"kind": "dance"},
        {"kind": "text", "headline": "words"},
        {"kind": "text", "headline": {"en": 3}},
        {"kind": "text", "sentences": [{"en": "a"}] * 4},
        {"kind": "text", "sentences": {"en": "a"}},
        {"kind": "text", "headline": {"en": "x" * (MOST_LETTERS + 1)}},
        {"kind": "chart", "views": "coverage.matrix"},
        {"kind": "chart", "views": ["coverage.matrix"], "filters": {"home": ["IDN"]}},
        {"kind": "chart", "views": ["coverage.matrix"], "as_of": "31 July"},
        {"kind": "chart", "views": ["coverage.matrix"], "frozen": {"release": "x"}},
        {"kind": "chart", "views": ["coverage.matrix"], "frozen": {"release": "x", "sha256": "", "as_of": "2026-01-01", "at": "", "names": {}, "kept": [{"query": "q", "title": "t", "params": {}, "sql": "", "behind": False, "columns": {"a": "int64"}, "rows": [["no number"]]}]}},
    ],
    ids=lambda damaged: json.dumps(damaged)[:50],
)
def test_a_damaged_slide_says_so_is_kept_and_the_others_go_on(stage: Stage, damaged: Any) -> None:
    one = load(document({"kind": "text", "headline": {"en": "First"}}, damaged, {"kind": "text", "headline": {"en": "Last"}}))
    assert tell(one, 1, stage, "en").problem
    assert [tell(one, place, stage, "en").slide.headline for place in (0, 2)] == ["First", "Last"]
    assert write(one)["slides"][1] == damaged


@pytest.mark.parametrize(
    ("broken", "named"),
    [
        (scene(views=("coverage.gone",)), "coverage.gone"),
        (scene("numbers", numbers=("gone",)), "gone"),
        (scene("text", headline=Text({}, "gone.sentence")), "gone.sentence"),
        (scene("text", headline=Text({"en": "{gone}"})), "gone"),
        (scene("text", headline=Text({}, "agreement.name")), "agreement"),
        (scene("table", query="gone.query"), "gone.query"),
        (scene("table", query="overview.engagements", columns=("gone",)), "gone"),
        (scene(views=("coverage.matrix",), release="20000101-00000000"), "20000101-00000000"),
        (Scene("x", "chart", views=("coverage.matrix",), filters={"home": "IDN", "partner": "XXX"}), "XXX"),
        (Scene("x", "chart", views=("agreements.by_status",), filters={"home": "IDN", "partner": "JPN", "from_year": "soon"}), "soon"),
    ],
    ids=["view", "number", "sentence", "number in a text", "filter", "query", "column", "release", "partner", "value"],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_no_longer_exists_is_named_in_plain_words(stage: Stage, broken: Scene, named: str, language: str) -> None:
    told = tell(story(broken, scene("text", headline=Text({"en": "Next"}))), 0, stage, language)
    assert named in told.problem
    assert told.slide.sentences == (told.problem,)


def test_numbers_in_braces_become_the_numbers_of_the_day(stage: Stage, seed_release: Any) -> None:
    count = len(seed_release.reader.rows("overview.agreements_in_force", {**PAIR, "as_of": DAY}))
    told = tell(story(scene("text", headline=Text({"en": "{agreements_in_force} agreements"}))), 0, stage, "en")
    assert told.slide.headline == f"{count} agreements"


def test_two_languages_stand_side_by_side(stage: Stage) -> None:
    one = replace(story(scene("text", headline=Text({"en": "Hello", "ja": "こんにちは"}))), second_language="ja")
    slide = tell(one, 0, stage, "en").slide
    assert (slide.headline, slide.second_language) == ("Hello", ("こんにちは", ()))
    assert tell(one, 0, stage, "ja").slide.second_language is None


def test_a_view_can_be_narrowed_to_one_of_its_variants(stage: Stage) -> None:
    both = tell(story(scene("map", views=("sectors.regions",))), 0, stage, "en").slide
    one = tell(story(replace(scene("map", views=("sectors.regions",)), filters={**PAIR, "country": "JPN"})), 0, stage, "en").slide
    assert len(both.figures) == 2
    assert [figure.title for figure in one.figures] == [both.figures[1].title]


@pytest.mark.parametrize("text", ["x" * MOST_LETTERS, "言" * MOST_LETTERS, "🎉" * 5000, "مرحبا " * 1500, "a\u202eb\x00c"], ids=["letters", "wide", "emoji", "right to left", "controls"])
def test_a_hostile_headline_is_bounded_on_the_screen_and_whole_in_the_story(stage: Stage, text: str) -> None:
    one = story(scene("text", headline=Text({"en": text}), sentences=(Text({"en": text}),) * 3))
    assert load(dump(one)) == one
    told = tell(one, 0, stage, "en")
    shown = screen(told, stage.words(told.release, "en"), LIGHT)
    assert len(shown.columns[0].headline.text) < 500
    assert sum(len(sentence.text) for sentence in shown.columns[0].sentences) < 3000
    assert shown.columns[0].headline.size >= 28


def test_five_hundred_slides_are_kept_and_no_more() -> None:
    full = story(*(scene("text", headline=Text({"en": str(number)})) for number in range(MOST_SCENES)))
    assert len(load(dump(full)).scenes) == MOST_SCENES
    with pytest.raises(MitraError, match="500"):
        full.inserted(0, scene("text"))


def test_slides_are_reordered_and_taken_away() -> None:
    one = story(*(scene("text", headline=Text({"en": name})) for name in "abc"))

    def order(of: Story) -> str:
        return "".join(each.headline.of("en") for each in of.scenes)

    assert order(one.moved(0, 1)) == "bac"
    assert order(one.moved(0, -1)) == "abc"
    assert order(one.moved(2, -2)) == "cab"
    assert order(one.without(1)) == "ac"


def test_a_changed_story_is_a_new_version_and_an_earlier_one_comes_back(shelved: Stories) -> None:
    first = shelved.open("visit_2023")
    assert save(shelved, first.story.without(0), first.number) == 1
    assert len(shelved.open("visit_2023").story.scenes) == len(first.story.scenes) - 1
    assert save(shelved, shelved.at("visit_2023", 0), 1) == 2
    assert shelved.open("visit_2023").story == first.story
    assert [(version.number, version.who) for version in shelved.history("visit_2023")] == [(2, "presenter"), (1, "presenter"), (0, "")]


def test_of_two_who_change_a_story_at_once_the_second_is_told(shelved: Stories) -> None:
    opened = shelved.open("visit_2023")
    save(shelved, opened.story.without(0), opened.number)
    with pytest.raises(MitraError, match="Somebody else"):
        save(shelved, opened.story.without(1), opened.number)


def test_a_visitors_own_story_is_listed_for_nobody(shelved: Stories) -> None:
    own = shelved.copied(shelved.open("visit_2023").story)
    save(shelved, own, 0)
    assert own.id.startswith(OWN)
    assert own.id not in shelved.ids()
    assert shelved.open(own.id).story == own


@pytest.mark.parametrize("name", ["../../etc", "no_such", "", "A B", "own_guess"])
def test_an_unknown_story_is_one_sentence(shelved: Stories, name: str) -> None:
    with pytest.raises(MitraError, match="There is no story"):
        shelved.open(name)


def test_what_passes_is_bounded() -> None:
    kept = Passing()
    for number in range(MOST_PASSING + 5):
        kept.append(f"d{number}", {}, after=0)
    assert len(kept.names()) == MOST_PASSING
    for number in range(MOST_VERSIONS + 5):
        kept.append("d68", number, after=number + 1)
    assert len(kept.numbers("d68")) == MOST_VERSIONS
    with pytest.raises(FileExistsError):
        kept.append("d68", {}, after=1)


@pytest.mark.parametrize("make", [lambda path: Lasting(Shelf(str(path)), "story"), lambda _: Passing()], ids=["lasting", "passing"])
def test_a_version_is_never_overwritten(tmp_path: Path, make: Callable[[Path], Any]) -> None:
    kept = make(tmp_path / "store")
    assert kept.names() == []
    assert kept.append("one", {"a": 1}, after=0) == 1
    with pytest.raises(FileExistsError):
        kept.append("one", {"a": 2}, after=0)
    assert kept.append("one", {"a": 3}, after=1) == 2
    assert [kept.read("one", number) for number in kept.numbers("one")] == [{"a": 1}, {"a": 3}]


@pytest.mark.parametrize("form", ["pptx", "xlsx"])
def test_a_story_is_handed_out_with_a_slide_of_its_own_for_what_is_wrong(stage: Stage, form: str) -> None:
    one = story(scene("numbers", numbers=("agreements_in_force",)), scene(views=("coverage.gone",), headline=Text({"en": "Broken"})))
    made = story_document(one, stage, "en")
    assert [slide.headline for slide in made.slides][1] == "Broken"
    assert "coverage.gone" in made.slides[1].sentences[0]
    words = stage.words(made.release, "en")
    assert written(form, made, words).body == written(form, story_document(one, stage, "en"), words).body


def test_a_frozen_slide_of_another_day_says_so_in_a_hand_out(stage: Stage) -> None:
    old = freeze(replace(scene("numbers", numbers=("agreements_in_force",)), as_of=date(2020, 1, 1)), stage, NOW)
    made = story_document(story(old, scene("numbers", numbers=("outcomes",))), stage, "en")
    assert "1 Jan 2020" in made.slides[0].stamp
    assert made.slides[1].stamp == ""
    assert made.as_of == DAY
