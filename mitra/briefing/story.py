"""A story: an ordered list of scenes, each of which becomes one slide; read from and written to one JSON document.

A scene says what to show (views or queries of the dashboard, with their filters, release and day) and what to say, in each
language. What is damaged in a document stays in it: its scene says what is wrong, and the others go on.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from mitra.briefing.document import KINDS, MOST_SENTENCES
from mitra.briefing.frozen import Frozen, read_frozen, write_frozen
from mitra.errors import MitraError
from mitra.i18n import LANGUAGES, choose_language
from mitra.store.reader import Value

FORMAT, VERSION = "mitra-story", 1
MOST_SCENES, MOST_LETTERS, MOST_BYTES = 500, 10_000, 32 << 20
STORY_ID = re.compile(r"[a-z0-9_]{1,60}")
FILTERS = ("home", "partner", "from_year", "to_year", "sector", "focus")  # what the filter bar holds; views may take more


@dataclass(frozen=True, slots=True)
class Text:
    """What is said: in the author's words, in each language there is, or by a named sentence of mitra.briefing.said."""

    written: Mapping[str, str] = field(default_factory=dict)
    generated: str = ""

    def of(self, language: str) -> str:
        """Return the text in a language, or else in the first there is."""
        return next((self.written[one] for one in (language, *LANGUAGES) if self.written.get(one)), "")

    def with_written(self, language: str, text: str) -> Text:
        """Return the text with one language's words in place of those before."""
        return replace(self, written={name: one for name, one in {**self.written, language: text[:MOST_LETTERS]}.items() if one.strip()})

    @property
    def is_empty(self) -> bool:
        """Return whether it says nothing of its own."""
        return not self.generated and not any(self.written.values())


@dataclass(frozen=True, slots=True)
class Scene:
    """What one slide is made from.

    `views` are names of mitra.briefing.views, `numbers` of mitra.briefing.numbers, `query` a named query for a table with
    `columns`, `question` a code of mitra.briefing.questions for its answer and the rows of it. `as_of` None is the day of showing, `release` None the current one. `damage` says why it could not be read;
    `raw` is then the document's own, kept so that nothing is lost.
    """

    id: str
    kind: str
    headline: Text = Text()
    sentences: tuple[Text, ...] = ()
    notes: Text = Text()
    views: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    query: str = ""
    columns: tuple[str, ...] = ()
    question: str = ""
    filters: Mapping[str, Value] = field(default_factory=dict)
    as_of: date | None = None
    release: str | None = None
    frozen: Frozen | None = None
    damage: MitraError | None = None
    raw: Any = None

    @property
    def shows_record(self) -> bool:
        """Return whether it shows rows of the record, and so has sources of its own."""
        return bool(self.views or self.numbers or self.query or self.question)


@dataclass(frozen=True, slots=True)
class Story:
    """A story. `languages`: the one it is told in beside the reader's, or none; `is_deleted`: taken away, history kept."""

    id: str
    title: Text
    scenes: tuple[Scene, ...]
    second_language: str = ""
    is_deleted: bool = False

    def with_scene(self, place: int, scene: Scene) -> Story:
        """Return the story with one scene in place of another."""
        return replace(self, scenes=(*self.scenes[:place], scene, *self.scenes[place + 1 :]))

    def without(self, place: int) -> Story:
        """Return the story without a scene."""
        return replace(self, scenes=(*self.scenes[:place], *self.scenes[place + 1 :]))

    def inserted(self, place: int, scene: Scene) -> Story:
        """Return the story with a scene more; MitraError where it is full."""
        if len(self.scenes) >= MOST_SCENES:
            raise MitraError("A story takes at most {most} slides.", most=MOST_SCENES)
        return replace(self, scenes=(*self.scenes[:place], scene, *self.scenes[place:]))

    def moved(self, place: int, by: int) -> Story:
        """Return the story with a scene moved on or back, as far as there is room."""
        target = min(max(place + by, 0), len(self.scenes) - 1)
        return self.without(place).inserted(target, self.scenes[place])


def new_id() -> str:
    """Return the id of a new scene."""
    return secrets.token_hex(4)


def load(body: bytes) -> Story:
    """Return the story in a file; MitraError where the file is none."""
    if len(body) > MOST_BYTES:
        raise MitraError("This file is too large for a story: at most {most} MB.", most=MOST_BYTES >> 20)
    try:
        return read(json.loads(body.decode("utf-8-sig")))
    except (ValueError, RecursionError):
        raise MitraError("This file is no story: it is not readable as JSON. Export the story anew and import that file.") from None


def dump(story: Story) -> bytes:
    """Return a story as a file."""
    return json.dumps(write(story), ensure_ascii=False, indent=1).encode() + b"\n"


def read(document: Any) -> Story:
    """Return a story from its document; MitraError where it is none, or of a later version."""
    if not isinstance(document, dict) or document.get("format") != FORMAT or not isinstance(document.get("slides"), list):
        raise MitraError("This file is no story: it does not say “{format}”, or has no list of slides.", format=FORMAT)
    if document.get("version") != VERSION:
        raise MitraError("This story is of version {version}; this Mitra reads version {known}. Use the Mitra that wrote it.", version=str(document.get("version"))[:20], known=VERSION)
    if len(document["slides"]) > MOST_SCENES:
        raise MitraError("This story has {count} slides; a story takes at most {most}.", count=len(document["slides"]), most=MOST_SCENES)
    name, second = str(document.get("id") or ""), document.get("second_language")
    return Story(
        id=name if STORY_ID.fullmatch(name) else new_id(),
        title=_text(document.get("title"), "title", lenient=True),
        scenes=tuple(_scene(slide) for slide in document["slides"]),
        second_language=second if second in LANGUAGES else "",
        is_deleted=document.get("deleted") is True,
    )


def _scene(slide: Any) -> Scene:
    """Return a scene, or one that says what is wrong with it."""
    try:
        return _whole(slide)
    except MitraError as error:
        held: dict[str, Any] = slide if isinstance(slide, dict) else {}
        return Scene(new_id(), "text", _text(held.get("headline"), "headline", lenient=True), damage=error, raw=slide)


def _whole(slide: Any) -> Scene:
    if not isinstance(slide, dict):
        raise MitraError("This slide is damaged: it is not a set of named values.")
    kind = slide.get("kind")
    if kind not in KINDS:
        raise MitraError("There is no slide of kind {kind}; use one of {kinds}.", kind=str(kind)[:40], kinds=", ".join(KINDS))
    sentences = _list(slide, "sentences")
    if len(sentences) > MOST_SENTENCES:
        raise MitraError("This slide has {count} sentences; it takes at most {most}.", count=len(sentences), most=MOST_SENTENCES)
    return Scene(
        id=str(slide.get("id") or new_id())[:60],
        kind=kind,
        headline=_text(slide.get("headline"), "headline"),
        sentences=tuple(_text(one, "sentences") for one in sentences),
        notes=_text(slide.get("notes"), "notes"),
        views=_names(slide, "views"),
        numbers=_names(slide, "numbers"),
        query=str(slide.get("query") or ""),
        question=str(slide.get("question") or "")[:80],
        columns=_names(slide, "columns"),
        filters=_filters(slide.get("filters")),
        as_of=_day(slide.get("as_of")),
        release=str(slide["release"])[:40] if slide.get("release") else None,
        frozen=read_frozen(slide["frozen"]) if slide.get("frozen") else None,
    )


def _list(slide: Mapping[str, Any], name: str) -> list[Any]:
    found = slide.get(name) or []
    if not isinstance(found, list):
        raise MitraError("This slide is damaged: “{name}” is not a list.", name=name)
    return found


def _names(slide: Mapping[str, Any], name: str) -> tuple[str, ...]:
    return tuple(str(one)[:80] for one in _list(slide, name)[:40])


def _text(value: Any, name: str, *, lenient: bool = False) -> Text:
    if value is None:
        return Text()
    if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
        if lenient:
            return Text()
        raise MitraError("This slide is damaged: “{name}” does not hold a text in each language.", name=name)
    longest = max(map(len, value.values()), default=0)
    if longest > MOST_LETTERS and not lenient:
        raise MitraError("“{name}” has {count} letters; it takes at most {most}.", name=name, count=longest, most=MOST_LETTERS)
    return Text({one: value[one][:MOST_LETTERS] for one in LANGUAGES if value.get(one)}, value.get("generated", ""))


def _filters(value: Any) -> dict[str, Value]:
    if value is None:
        return {}
    if not isinstance(value, dict) or not all(one is None or isinstance(one, str | int | float | bool) for one in value.values()):
        raise MitraError("This slide is damaged: its filters are not plain values.")
    return {str(name): one for name, one in value.items()}


def _day(value: Any) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise MitraError("“{value}” is no day; write it as 2023-07-31.", value=str(value)[:40]) from None


def write(story: Story) -> dict[str, Any]:
    """Return a story's document, from which it is read again as it was."""
    about = {"format": FORMAT, "version": VERSION, "id": story.id, "title": _said(story.title)}
    more = {"second_language": story.second_language, "deleted": story.is_deleted}
    return {**about, **{name: value for name, value in more.items() if value}, "slides": [_written(scene) for scene in story.scenes]}


def _said(text: Text) -> dict[str, str]:
    return {**text.written, **({"generated": text.generated} if text.generated else {})}


def _written(scene: Scene) -> Any:
    if scene.damage is not None:
        return scene.raw
    found: dict[str, Any] = {
        "id": scene.id,
        "kind": scene.kind,
        "headline": _said(scene.headline),
        "sentences": [_said(one) for one in scene.sentences],
        "notes": _said(scene.notes),
        "views": list(scene.views),
        "numbers": list(scene.numbers),
        "query": scene.query,
        "question": scene.question,
        "columns": list(scene.columns),
        "filters": {name: value.isoformat() if isinstance(value, date) else value for name, value in scene.filters.items()},
        "as_of": scene.as_of.isoformat() if scene.as_of else None,
        "release": scene.release,
        "frozen": write_frozen(scene.frozen) if scene.frozen else None,
    }
    return {name: value for name, value in found.items() if value not in ("", None, [], {})}


def titled(language: str, title: str, scenes: Sequence[Scene] = ()) -> Story:
    """Return a new story with a title in one language."""
    return Story(f"s{secrets.token_hex(6)}", Text().with_written(choose_language(language), title), tuple(scenes))
