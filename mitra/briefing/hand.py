"""A story as a document to hand out, and the formats that there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from mitra.briefing.bundle import to_zip
from mitra.briefing.document import Document, Progress, Slide, Written
from mitra.briefing.pages import document
from mitra.briefing.pdf import to_pdf
from mitra.briefing.pptx import to_pptx
from mitra.briefing.scenes import Stage, Told, context, tell
from mitra.briefing.stories import named
from mitra.briefing.story import Scene, Story
from mitra.briefing.xlsx import to_xlsx
from mitra.errors import MitraError
from mitra.i18n import Words

FORMATS: Mapping[str, tuple[str, Callable[..., Written]]] = {
    "pptx": ("application/vnd.openxmlformats-officedocument.presentationml.presentation", to_pptx),
    "pdf": ("application/pdf", to_pdf),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", to_xlsx),
    "zip": ("application/zip", to_zip),
}


def story_document(story: Story, stage: Stage, language: str, *, progress: Progress | None = None) -> Document:
    """Return a story as a document. A slide of another release or day than the rest says so in its foot."""
    if not story.scenes:
        raise MitraError("This story has no slides yet.")
    told = []
    for place in range(len(story.scenes)):
        told.append(tell(story, place, stage, language))
        if progress is not None:
            progress(place + 1, len(story.scenes))
    asked = stage.open(_release(told))
    words = stage.words(asked.release, language)
    day = max((one.as_of for one in told if one.release == asked.release), default=stage.as_of)
    slides = [_stamped(one, asked.release, day, words) for one in told]
    about = context(asked, Scene("", "title"), stage.pair, day, language)
    reader: Any = asked  # of which a document asks the release, the manifest and the catalogue only
    queries = [answer.query for one in told for answer in one.answers if answer.query in reader.catalogue]
    return document(reader, words, about, named(story, language), slides, story_id=story.id, asked=queries)


def _release(told: list[Told]) -> str | None:
    """Return the release that all slides are of, None for the current one where they differ."""
    releases = {one.release for one in told}
    return releases.pop() if len(releases) == 1 else None


def _stamped(told: Told, release: str, day: object, words: Words) -> Slide:
    if not told.answers or (told.release, told.as_of) == (release, day):
        return told.slide
    return replace(told.slide, stamp=words.t("These numbers: release {release} · as of {date}", release=told.release, date=words.date(told.as_of)))


def written(form: str, made: Document, words: Words, *, template: bytes | None = None, progress: Progress | None = None) -> Written:
    """Return a document in a format; MitraError where there is no such format."""
    if form not in FORMATS:
        raise MitraError("There is no format {format}; use one of {formats}.", format=form, formats=", ".join(FORMATS))
    write = FORMATS[form][1]
    return write(made, words, template=template, progress=progress) if form in ("pptx", "zip") else write(made, words, progress=progress)
