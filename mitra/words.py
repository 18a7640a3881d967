"""For translators: `python -m mitra.words` brings the catalogues up to date with the code and names what is missing.

A message is the English sentence itself. It stands in Python between t("…"), n("one", "many"), mark("…") or in an error,
and in the @title, @grain, @formula and @method of a query's head. Which files are read stands in pyproject.toml, [tool.babel].
"""

from __future__ import annotations

import io
import string
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_keywords
from babel.messages.pofile import read_po, write_po

from mitra.i18n import LANGUAGES, LOCALE
from mitra.settings import ROOT

KEYWORDS = ("t", "n:1,2", "mark", "say", "MitraError", "ContractError", "CatalogueError", "ParameterError", "ReleaseError")
SOURCE = "en"  # msgids are English, so its catalogue repeats them
PLURALS = {"id": "nplurals=1; plural=0;", "en": "nplurals=2; plural=(n != 1);", "ja": "nplurals=1; plural=0;"}
_DATED = (b'"POT-Creation', b'"PO-Revision', b'"Last-Trans', b'"Language-Team', b'"Report', b'"Generated', b'"Project-Id')


def extract(root: Path = ROOT) -> Catalog:
    """Return every message that the code and the heads of queries hold."""
    mappings = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["babel"]["mappings"]
    methods = [(mapping["pattern"], mapping["method"]) for mapping in mappings]
    found = Catalog()
    for path, line, message, _, context in extract_from_dir(str(root), methods, keywords=parse_keywords(KEYWORDS)):
        found.add(message, None, [(path, line)], context=context)
    return found


def read(language: str) -> Catalog:
    """Return a language's catalogue as it stands on disk."""
    with _path(language).open("rb") as file:
        return read_po(file, locale=language)


def problems() -> list[str]:
    """Return a sentence for each message that is missing, stale or has other braces than its original."""
    wanted = {_one(message): message for message in extract() if message.id}
    return [problem for language in LANGUAGES for problem in _problems(language, wanted)]


def _problems(language: str, wanted: dict[str, Message]) -> Iterator[str]:
    held = {_one(message): message for message in read(language) if message.id}
    for one, message in wanted.items():
        forms = _forms(held[one]) if one in held else ("",)
        if not all(forms):
            yield f"{language}: “{one}” is not translated."
            continue
        braces = {frozenset(_braces(text)) for text in _forms_of_id(message)}
        if any(_braces(form) not in braces for form in forms):
            yield f"{language}: the braces of “{one}” differ in its translation."
    yield from (f"{language}: “{one}” is in the catalogue, but no longer in the code." for one in held if one not in wanted)


def _one(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _forms(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))


def _forms_of_id(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _braces(text: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def update(language: str) -> None:
    """Write a language's catalogue anew: new messages empty, stale ones gone, translations kept."""
    old, new = read(language), Catalog(locale=language, charset="utf-8", header_comment=f"# Mitra, {language}")
    new.mime_headers = [("Plural-Forms", PLURALS[language])]  # Babel has no rule for Indonesian
    for message in extract():
        if message.id:
            known = old.get(_one(message))
            plural = isinstance(message.id, tuple | list)
            kept = known.string if known is not None and isinstance(known.id, tuple | list) == plural else ""
            new.add(message.id, string=message.id if language == SOURCE else kept, flags=message.flags & {"python-brace-format"})
    out = io.BytesIO()
    write_po(out, new, width=0, sort_output=True)
    _path(language).write_bytes(b"\n".join(line for line in out.getvalue().split(b"\n") if not line.startswith(_DATED)))


def _path(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "mitra.po"


def main() -> int:
    """Update all catalogues, print what is left to do, return 1 where there is any."""
    for language in LANGUAGES:
        update(language)
    left = problems()
    print("\n".join(left) or "Every message is there in every language.")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
