"""From a scene to its slide: rows are asked, figures drawn, sentences made; and what stands behind each of them.

A scene that cannot be shown becomes a slide that says why, in plain words, under its own headline.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import zip_longest

import pandas as pd

from mitra import tables
from mitra.briefing import numbers, questions, said, views
from mitra.briefing.document import MOST_SENTENCES, Figure, Number, Slide, SourceLine
from mitra.briefing.frozen import Answers, Asked, Frozen, Listener, Names, words_of
from mitra.briefing.markup import bare, clean
from mitra.briefing.pages import sources_of
from mitra.briefing.story import FILTERS, Scene, Story, Text
from mitra.errors import MitraError
from mitra.i18n import LANGUAGES, Words
from mitra.store.reader import Value, bind
from mitra.theme import LIGHT, Look

_NUMBER = re.compile(r"\{([a-z_]+)\}")
MOST_FIGURES = 2  # on one slide


@dataclass(frozen=True)
class Stage:
    """Where a story is shown: `open` gives a release by id (None: the one looked at), `words` its words in a language.

    `pair` is shown where a scene names none; `as_of` is the day where it names none.
    """

    open: Callable[[str | None], Asked]
    words: Callable[[str, str], Words]
    as_of: date
    pair: tuple[str, str] = ("IDN", "JPN")
    look: Look = LIGHT


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """What stands behind one figure or number: its query, its rows, their SQL and their sources."""

    title: str
    query: str
    rows: pd.DataFrame
    sql: str
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """A scene as a slide in one language. `params` are its filters; `problem` says why it could not be shown."""

    slide: Slide
    release: str
    as_of: date
    answers: tuple[Answer, ...] = ()
    params: Mapping[str, Value] | None = None
    is_frozen: bool = False
    problem: str = ""


@dataclass(frozen=True)
class _Telling:
    """One scene in one language on one release."""

    scene: Scene
    asked: Asked
    words: Words
    context: views.Context
    look: Look


def tell(story: Story, place: int, stage: Stage, language: str) -> Told:
    """Return a scene as its slide; what is wrong with it is said on the slide."""
    scene = story.scenes[place]
    try:
        told = _told(scene, story, stage, language)
        if story.second_language and story.second_language != language:
            beside = _told(scene, story, stage, story.second_language).slide
            told = replace(told, slide=replace(told.slide, second_language=(beside.headline, beside.sentences)))
    except MitraError as error:
        told = _broken(scene, stage, language, error)
    return told


def _told(scene: Scene, story: Story, stage: Stage, language: str) -> Told:
    if scene.damage is not None:
        raise scene.damage
    telling = _telling(scene, stage, language)
    if scene.frozen is None:
        _check_pair(telling, stage.pair)
    slide, answers = _slide(telling)
    if scene.kind == "sources":
        slide = replace(slide, sources=_every_source(story, stage, language))
    return Told(slide, telling.asked.release, telling.context.as_of, answers, telling.context.params, scene.frozen is not None)


def _telling(scene: Scene, stage: Stage, language: str) -> _Telling:
    asked: Asked = stage.open(None if scene.frozen else scene.release)
    frozen = scene.frozen
    if frozen is None:
        words, day = stage.words(asked.release, language), scene.as_of or stage.as_of
    else:
        words, day = words_of(frozen, stage.words(asked.release, language)), frozen.as_of
        asked = Answers(frozen, asked.catalogue)
    return _Telling(scene, asked, words, context(asked, scene, stage.pair, day, language), stage.look)


def context(asked: Asked, scene: Scene, pair: tuple[str, str], day: date, language: str) -> views.Context:
    """Return what a scene's views are asked with."""
    params: dict[str, Value] = {**dict.fromkeys(FILTERS), "home": pair[0], "partner": pair[1], **scene.filters, "as_of": day, "language": language}
    return views.Context(params, lambda query, given: asked.frame(query, given if isinstance(asked, Answers) else bind(asked.catalogue[query], given)))


def _check_pair(telling: _Telling, pair: tuple[str, str]) -> None:
    """Raise MitraError where the record holds nothing of the scene's pair of countries."""
    scene, words = telling.scene, telling.words
    home, partner = (str(scene.filters.get(name) or other) for name, other in zip(("home", "partner"), pair, strict=True))
    pairs = telling.asked.frame("record.pairs", {})
    if scene.shows_record and pairs[(pairs["home_code"] == home) & (pairs["partner_code"] == partner)].empty:
        raise MitraError("Nothing is on record between {home} and {partner}. Choose another pair for this slide.", home=words.country(home), partner=words.country(partner))


def _slide(telling: _Telling) -> tuple[Slide, tuple[Answer, ...]]:
    scene = telling.scene
    drawn = _drawn(telling)
    answers = [_answer(telling, figure.query, figure.title, params) for figure, params in drawn]
    shown = [_number(telling, name) for name in scene.numbers]
    answers += [answer for _, answer in shown]
    table = None
    if scene.query:
        answers.append(_answer(telling, scene.query, "", telling.context.params))
        table = _table(telling, answers[-1].rows)
    headline = _say(telling, scene.headline) or _title(telling, [figure for figure, _ in drawn])
    sentences = [text for one in scene.sentences if (text := _say(telling, one))]
    if scene.question:
        answer, said, table = _answered(telling)
        answers.append(answer)
        headline, sentences = headline or answer.title, sentences or [said]
    if not sentences and len(drawn) == 1 and drawn[0][0].spec is not None and drawn[0][0].said not in ("", headline):
        sentences = [drawn[0][0].said]
    slide = Slide(
        kind=scene.kind,
        headline=clean(headline),
        sentences=tuple(sentences[:MOST_SENTENCES]),
        notes=_say(telling, scene.notes),
        figures=tuple(figure for figure, _ in drawn),
        numbers=tuple(number for number, _ in shown),
        table=table,
        sources=tuple(dict.fromkeys(source for answer in answers for source in answer.sources)),
    )
    return slide, tuple(answers)


def _answered(telling: _Telling) -> tuple[Answer, str, pd.DataFrame | None]:
    """Return what stands behind the answer to a scene's question, its sentence, and its rows where there are any."""
    question = questions.find(telling.scene.question)
    found = questions.ask(question, telling.words, telling.context)
    answer = _answer(telling, question.query, question.asked(telling.words, telling.context), {**telling.context.params, **found.params})
    return answer, bare(found.said), None if found.rows.empty else tables.readable(found.rows, telling.words, found.columns)


def _title(telling: _Telling, figures: Sequence[Figure]) -> str:
    """Return a headline that is true of every figure: what they find where they say one thing, else what they show; each has its own finding above it."""
    titles = dict.fromkeys(figure.title for figure in figures if figure.title)
    if len(titles) > 1:
        titles = dict.fromkeys(telling.words.t(telling.asked.catalogue[figure.query].title) for figure in figures)
    return telling.words.join(titles)


def _drawn(telling: _Telling) -> list[tuple[Figure, Mapping[str, Value]]]:
    """Return the figures of a scene's views, as many as a slide takes; a view without one says that nothing is recorded."""
    found: list[tuple[Figure, Mapping[str, Value]]] = []
    wanted = {name: str(value) for name, value in telling.scene.filters.items() if name not in FILTERS}  # of a view's variants (a country, a programme) those that the scene names
    for view in map(views.find, telling.scene.views):
        try:
            drawn = views.figures(view, telling.words, telling.context, telling.look)
        except KeyError as error:
            raise MitraError("The view {view} needs the filter {filter}, which this slide does not have.", view=view.name, filter=str(error.args[0])[:40]) from None
        found += [(figure, params) for figure, params in drawn if all(str(params.get(name, value)) == value for name, value in wanted.items())] or [_unrecorded(telling, view)]
    return found[:MOST_FIGURES]


def _unrecorded(telling: _Telling, view: views.View) -> tuple[Figure, Mapping[str, Value]]:
    """Return a figure that says that the record has none for a view, such as no programme whose payments are known."""
    why = views.unrecorded(pd.DataFrame(), telling.words, telling.context)
    return Figure(None, why, pd.DataFrame(), view.query, telling.words.t(telling.asked.catalogue[view.query].title), why), {**telling.context.params, **(view.params or {})}


def _say(telling: _Telling, text: Text) -> str:
    """Return a text in the telling's language: made, or written with the names of numbers in braces filled in."""
    if text.generated:
        return clean(bare(said.say(text.generated, telling.words, telling.context)))
    return clean(_NUMBER.sub(lambda found: _number(telling, found[1])[0].value, text.of(telling.words.language)))


def _number(telling: _Telling, name: str) -> tuple[Number, Answer]:
    measure = numbers.find(name)
    params = {**telling.context.params, **(measure.params or {})}
    rows, t = telling.context.fetch(measure.query, params), telling.words.t
    number = Number(t(measure.label), measure.value(rows, telling.words), t(measure.note) if measure.note else "")
    return number, _answer(telling, measure.query, number.label, params)


def _answer(telling: _Telling, query: str, title: str, params: Mapping[str, Value]) -> Answer:
    """Return what stands behind a query's figure."""
    asked = telling.asked
    behind = asked.catalogue[asked.catalogue[query].evidence]
    rows = telling.context.fetch(behind.name, params)
    refs = [str(ref) for ref in rows["ref_id"].dropna()] if "ref_id" in rows.columns else []
    return Answer(title or telling.words.t(asked.catalogue[query].title), query, rows, asked.catalogue[query].sql, sources_of(asked, telling.words, refs))


def _table(telling: _Telling, rows: pd.DataFrame) -> pd.DataFrame:
    unknown = [name for name in telling.scene.columns if name not in rows.columns]
    if unknown:
        raise MitraError("Query {query} has no column {column}; it has {columns}.", query=telling.scene.query, column=unknown[0], columns=", ".join(map(str, rows.columns)))
    return tables.readable(rows, telling.words, telling.scene.columns or None)


def _every_source(story: Story, stage: Stage, language: str) -> tuple[SourceLine, ...]:
    """Return the sources of all scenes; one that cannot be shown has none."""
    found: dict[SourceLine, None] = {}
    for scene in story.scenes:
        if scene.kind != "sources" and scene.shows_record:
            found.update(dict.fromkeys(_sources(scene, stage, language)))
    return tuple(found)


def _sources(scene: Scene, stage: Stage, language: str) -> tuple[SourceLine, ...]:
    try:
        return _slide(_telling(scene, stage, language))[0].sources
    except MitraError:  # its own slide says why
        return ()


def _broken(scene: Scene, stage: Stage, language: str, error: MitraError) -> Told:
    now = stage.open(None)
    words = stage.words(now.release, language)
    problem = words.error(error)
    slide = Slide("text", clean(scene.headline.of(language)) or words.t("This slide cannot be shown"), (problem,), notes=clean(scene.notes.of(language)))
    return Told(slide, now.release, stage.as_of, problem=problem)


def freeze(scene: Scene, stage: Stage, at: datetime) -> Scene:
    """Return a scene with its numbers kept as they are now; MitraError where it cannot be shown or holds too much."""
    if scene.damage is not None:
        raise scene.damage
    plain = replace(scene, frozen=None)
    listener = Listener(stage.open(scene.release))
    _check_pair(_telling(plain, stage, LANGUAGES[0]), stage.pair)
    names = {language: _listen(plain, stage, listener, language) for language in LANGUAGES}
    kept = Frozen(listener.release, str(listener.manifest.get("serve_sha256", "")), scene.as_of or stage.as_of, at.isoformat(timespec="seconds"), listener.kept(), names)
    return replace(plain, frozen=kept)


def _listen(scene: Scene, stage: Stage, listener: Listener, language: str) -> dict[str, str]:
    """Tell a scene to the listener; return the names of the record that it said."""
    words = stage.words(listener.release, language)
    noted = Names(words.names)
    _slide(_telling(scene, replace(stage, open=lambda _: listener, words=lambda _release, _language: Words(language, words.contract, noted)), language))
    return noted.said


@dataclass(frozen=True, slots=True)
class Said:
    """A key number or a sentence of a frozen slide that would read otherwise by now."""

    label: str
    before: str
    after: str


def reworded(story: Story, place: int, stage: Stage, language: str) -> tuple[Said, ...]:
    """Return what a frozen slide says and would say otherwise on the release looked at, at the same day."""
    scene = story.scenes[place]
    if scene.frozen is None:
        return ()
    live = replace(scene, frozen=None, as_of=scene.frozen.as_of, release=None)
    before, after = (tell(replace(story, scenes=(one,), second_language=""), 0, stage, language).slide for one in (scene, live))
    numbers = [Said(one.label, one.value, other.value) for one, other in zip(before.numbers, after.numbers, strict=False)]
    texts = [Said("", one, other) for one, other in zip_longest((before.headline, *before.sentences), (after.headline, *after.sentences), fillvalue="")]
    return tuple(one for one in (*numbers, *texts) if one.before != one.after)
