"""The stories that there are: those that ship with Mitra, those kept in the store, and a visitor's own; each with its history."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mitra.briefing.story import STORY_ID, Story, read, write
from mitra.errors import MitraError
from mitra.store.versions import Versions

KIND = "story"
OWN = "own_"  # how the ids of stories begin that only their visitor's session knows; the rest is a secret
SHIPPED = 0  # the number of the version that came with Mitra


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a story: who kept it, when and why; number 0 came with Mitra."""

    number: int
    who: str
    at: str
    why: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A story as it stands, with the number of its version."""

    story: Story
    number: int


class Stories:
    """All stories. `lasting` are in the store, `own` in this process, `shipped` a folder of JSON files."""

    def __init__(self, lasting: Versions, own: Versions, shipped: Path) -> None:
        self._lasting, self._own = lasting, own
        self._shipped = {path.stem: path for path in sorted(shipped.glob("*.json"))}

    def ids(self) -> list[str]:
        """Return the ids of all stories that everybody sees: the shipped ones first."""
        return list(dict.fromkeys([*self._shipped, *self._lasting.names()]))

    def open(self, story_id: str) -> Opened:
        """Return a story as it stands; MitraError where there is none or it cannot be read."""
        numbers = self._numbers(story_id)
        return Opened(self._at(story_id, numbers[-1]), numbers[-1])

    def at(self, story_id: str, number: int) -> Story:
        """Return an earlier version."""
        return self._at(story_id, number)

    def history(self, story_id: str) -> list[Version]:
        """Return who kept which version when, newest first."""
        return [_version(self._document(story_id, number), number) for number in reversed(self._numbers(story_id))]

    def save(self, story: Story, *, after: int, who: str, at: str, why: str) -> int:
        """Keep a new version; MitraError where somebody else changed the story meanwhile."""
        document = {**write(story), "who": who, "at": at, "why": why}
        try:
            return self._where(story.id).append(story.id, document, after=after)
        except FileExistsError:
            raise MitraError("Somebody else changed this story at this moment. Open it again to see their version; your change was not kept.") from None

    def copied(self, story: Story) -> Story:
        """Return a story as a visitor's own, under an id that nobody can guess."""
        return replace(story, id=f"{OWN}{secrets.token_hex(12)}")

    def _where(self, story_id: str) -> Versions:
        return self._own if story_id.startswith(OWN) else self._lasting

    def _numbers(self, story_id: str) -> Sequence[int]:
        if not STORY_ID.fullmatch(story_id):
            raise MitraError("There is no story {name}.", name=story_id[:60])
        numbers = [*([SHIPPED] if story_id in self._shipped else []), *self._where(story_id).numbers(story_id)]
        if not numbers:
            raise MitraError("There is no story {name}.", name=story_id)
        return numbers

    def _at(self, story_id: str, number: int) -> Story:
        return replace(read(self._document(story_id, number)), id=story_id)

    def _document(self, story_id: str, number: int) -> Any:
        if number == SHIPPED and story_id in self._shipped:
            try:
                return json.loads(self._shipped[story_id].read_text("utf-8"))
            except (OSError, ValueError):
                raise MitraError("The story {name} that came with Mitra is damaged. Restore data/stories/{name}.json.", name=story_id) from None
        return self._where(story_id).read(story_id, number)


def _version(document: Any, number: int) -> Version:
    held: dict[str, Any] = document if isinstance(document, dict) else {}
    return Version(number, *(str(held.get(name, "")) for name in ("who", "at", "why")))


def named(story: Story, language: str) -> str:
    """Return a story's title in a language, its id where it has none."""
    return story.title.of(language) or story.id

