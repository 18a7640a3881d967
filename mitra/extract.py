"""Extract words for the catalogues, from Python and from the heads of query files (see [tool.babel] in pyproject.toml).

Babel's own Python extractor does not look into f-strings before Python 3.12; the syntax tree does.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping
from typing import IO

from mitra.catalogue import head

TAGS = ("title", "grain", "formula", "method", "says", "fix")
Found = tuple[int, str, "str | tuple[str | None, ...]", list[str]]


def sql_heads(file: IO[bytes], _keywords: Mapping[str, object], _comment_tags: Collection[str], options: Mapping[str, str]) -> Iterator[Found]:  # noqa: ARG001  # Babel passes it by name
    """Yield (line, function, message, comments) for each title, grain, formula and method, and what a check says, of a query file, as Babel asks."""
    for tag, text in head(file.read().decode("utf-8")):
        if tag in TAGS and text:
            yield 1, "mark", text, []


def python_words(file: IO[bytes], keywords: Mapping[str, object], _comment_tags: Collection[str], options: Mapping[str, str]) -> Iterator[Found]:  # noqa: ARG001  # Babel passes it by name
    """Yield (line, function, messages, comments) for each call of a keyword with a literal first argument."""
    for node in ast.walk(ast.parse(file.read())):
        if isinstance(node, ast.Call):
            name = str(getattr(node.func, "attr", "") or getattr(node.func, "id", ""))
            texts = tuple(_literal(argument) for argument in node.args)
            if name in keywords and texts and texts[0] is not None:
                yield node.lineno, name, texts, []


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None
