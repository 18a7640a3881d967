"""A text file as lines: decoded in a stream, its line ends known, and one quick look over the whole of a large one."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from mitra.i18n import mark
from mitra.ingest import read_rules as rules
from mitra.ingest.container import Content, refuse
from mitra.ingest.dialect import is_mixed, line_ends
from mitra.ingest.encoding import BROKEN, Guess, guess, known
from mitra.ingest.reading import Hints
from mitra.ingest.spool import Spool

SMALL = 4 << 20  # bytes up to which a file is read at once
_HEAD = 1 << 20  # bytes of a large file that are looked at to guess
LONGEST = 64 << 20  # characters of one line
_MOST_CONTROLS = 0.06  # share of control characters that text may have
_FEW_CONTROLS = 2  # that a text may have, however short
_CHUNK = 256 << 10


_PLAIN = bytes(range(32, 256)) + b"\t\n\v\f\r\x1a\x1b\x01\x1c\x1d\x1e\x1f"
_NO_TEXT = mark("bytes that are no text")


@dataclass(frozen=True)
class Text:
    """A text file: where, in what encoding, how its lines end. A small one is held in memory, line by line."""

    path: Path
    encoding: str
    is_sure: bool
    ends: str
    mixed_ends: bool
    size: int
    name: str
    held: tuple[str, ...] | None = None
    spool: Spool | None = field(default=None, repr=False)

    def lines(self) -> Iterator[str]:
        """Yield the lines with their ends; what could not be decoded is BROKEN."""
        if self.held is not None:
            yield from self.held
            return
        newline = {"mixed": "", "\r": "\r"}.get(self.ends, "\n")
        with self.path.open(encoding=self.encoding, errors="mitra.broken", newline=newline) as file:
            yield from _without_mark(self._bounded(file))

    def has_quotes(self) -> bool:
        """Say whether a double quote stands anywhere in the file."""
        if self.held is not None:
            return any('"' in line for line in self.held)
        with self.path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                if b'"' in chunk:
                    return True
        return False

    def _bounded(self, file: IO[str]) -> Iterator[str]:
        while line := file.readline(LONGEST):
            if len(line) == LONGEST:
                raise refuse(rules.LONG_LINE, self.name, limit=LONGEST >> 20)
            yield line


def _without_mark(lines: Iterator[str]) -> Iterator[str]:
    first = next(lines, None)
    if first is not None:
        yield first.removeprefix("\ufeff")
        yield from lines


def open_text(content: Content, hints: Hints) -> Text:
    """Decode a small file, or look at the beginning of a large one."""
    size = content.path.stat().st_size
    with content.path.open("rb") as file:
        data = file.read(SMALL + 1 if size <= SMALL else _HEAD)
    taken = _encoding(data, hints, content, is_whole=size <= SMALL)
    if size > SMALL:
        taken = _surely(content.path, taken, hints)
    if not taken.encoding.startswith(("utf-16", "utf-32")) and _controls(data[:4096]) > max(_MOST_CONTROLS * len(data[:4096]), _FEW_CONTROLS):
        raise refuse(rules.NOT_A_TABLE, content.name, what=_NO_TEXT)
    text = codecs.getincrementaldecoder(taken.encoding)("mitra.broken").decode(data, size <= SMALL).removeprefix("\ufeff")
    ends = line_ends(text)
    held = tuple(_split(text, ends)) if size <= SMALL else None
    return Text(content.path, taken.encoding, taken.is_sure, ends, is_mixed(text), size, content.name, held, content.spool)


def _controls(data: bytes) -> int:
    """Return how many bytes no text has: control characters but tab, line ends, escape and separators."""
    return len(data.translate(None, _PLAIN))


def _split(text: str, ends: str) -> list[str]:
    if ends == "mixed":
        return [part for part in re.split(r"(?<=\n)|(?<=\r)(?!\r*\n)", text) if part]
    end = "\r" if ends == "\r" else "\n"
    parts = text.split(end)
    return [part + end for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])


def _encoding(data: bytes, hints: Hints, content: Content, *, is_whole: bool) -> Guess:
    if hints.encoding is None:
        return guess(data, is_whole=is_whole)
    name = known(hints.encoding)
    if name is None:
        raise refuse(rules.NO_ENCODING, content.name, encoding=hints.encoding)
    if name in {"utf-16", "utf-32"} and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        name += "-le"  # as Windows writes it where no mark says so
    return Guess("utf-8-sig" if name == "utf-8" else name)


def _surely(path: Path, taken: Guess, hints: Hints) -> Guess:
    """Return the guess, made again at the first line that is not UTF-8 where the beginning was plain ASCII."""
    if hints.encoding is not None or taken.encoding != "utf-8":
        return taken
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            if chunk.isascii() and not decoder.getstate()[0]:
                continue
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                return guess(chunk, is_whole=False)
    return taken


def to_utf8(text: Text) -> Spool | None:
    """Write the file as UTF-8, or return None where something in it is no text."""
    spool = Spool(".csv")
    decoder = codecs.getincrementaldecoder(text.encoding)("mitra.broken")
    with text.path.open("rb") as file, spool.path.open("wb") as out:
        while chunk := file.read(_CHUNK):
            part = decoder.decode(chunk)
            if BROKEN in part:
                return None
            out.write(part.encode("utf-8", "surrogatepass"))
        out.write(decoder.decode(b"", final=True).encode("utf-8"))
    return spool
