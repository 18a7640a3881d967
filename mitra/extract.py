"""Extract the words in the heads of query files, for `pybabel extract` (see [tool.babel] in pyproject.toml)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import IO

from mitra.catalogue import head

TAGS = ("title", "grain", "formula")


def sql_heads(file: IO[bytes], keywords: Mapping[str, object], comment_tags: Collection[str], options: Mapping[str, str]) -> Iterator[tuple[int, str, str, list[str]]]:  # noqa: ARG001  # Babel gives all four
    """Yield (line, function, message, comments) for each title, grain and formula of a query file, as Babel asks."""
    for tag, text in head(file.read().decode("utf-8")):
        if tag in TAGS and text:
            yield 1, "mark", text, []
