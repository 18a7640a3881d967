"""What a file really is, told by its content: text, a workbook, or an archive with one of them in it.

Sizes are bounded before and while anything is unpacked; nothing in a file is ever run.
"""

from __future__ import annotations

import gzip
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from mitra.i18n import Message, mark
from mitra.ingest import read_rules as rules
from mitra.ingest.finding import Finding
from mitra.ingest.spool import Spool

MOST_UNPACKED = 4 << 30  # bytes that an archive may unpack to
MOST_RATIO = 200  # times its size that a large archive may unpack to
_SMALL = 64 << 20  # bytes up to which the ratio does not matter
_DEEPEST = 2  # an archive in an archive, no more

_PICTURES = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF", b"BM": "BMP", b"II*\x00": "TIFF", b"MM\x00*": "TIFF"}
_OTHERS = {
    b"%PDF": mark("a PDF document"),
    b"PAR1": mark("a Parquet file"),
    b"SQLite format 3\x00": mark("a database"),
    b"7z\xbc\xaf\x27\x1c": mark("a 7z archive"),
    b"Rar!": mark("a RAR archive"),
    b"BZh": mark("a bzip2 archive"),
    b"\xfd7zXZ\x00": mark("an xz archive"),
    b"(\xb5/\xfd": mark("a Zstandard archive"),
    b"\x7fELF": mark("a program"),
    b"MZ\x90\x00": mark("a program"),
    b"{\\rtf": mark("a text document"),
}
_PICTURE = mark("a picture")
_DOCUMENT = mark("a text document")
_SLIDES = mark("a presentation")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


_TABULAR = (".csv", ".tsv", ".tab", ".txt", ".psv", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".gz", ".zip")


class UnreadableError(Exception):
    """The file cannot be read; `finding` says why."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding
        super().__init__(finding.rule.code)


@dataclass(frozen=True)
class Content:
    """What was found in a file: its form ("text", "xlsx", "xls" or "ods"), where it lies, and what was noted on the way."""

    path: Path
    form: str
    name: str
    members: tuple[str, ...] = ()
    member: str | None = None
    notes: tuple[Finding, ...] = ()
    spool: Spool | None = field(default=None, repr=False)


def refuse(rule: rules.Rule, name: str, **values: object) -> UnreadableError:
    """Return the error that says why a file is not read."""
    return UnreadableError(Finding(rule, values={"name": name, **values}))


def unpack(path: Path, name: str, sheet: str | None = None) -> Content:
    """Return what the file holds; UnreadableError with one sentence where it holds no table."""
    try:
        if path.is_dir():
            raise refuse(rules.FOLDER, name)
        with path.open("rb") as file:
            head = file.read(4096)
    except FileNotFoundError as error:
        raise refuse(rules.MISSING, name) from error
    except OSError as error:
        raise refuse(rules.NO_ACCESS, name) from error
    if not head:
        raise refuse(rules.EMPTY_FILE, name)
    return _open(Content(path, "text", name), head, sheet, depth=0)


def _open(content: Content, head: bytes, sheet: str | None, *, depth: int) -> Content:
    name = content.name
    if head.startswith(b"\x1f\x8b"):
        return _gunzip(content, sheet, depth=depth)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(content, sheet, depth=depth)
    if head.startswith(_OLE):
        return _ole(content)
    for magic in _PICTURES:
        if head.startswith(magic) and (magic != b"BM" or b"\x00" in head[:32]):
            raise refuse(rules.NOT_A_TABLE, name, what=Message(_PICTURE))
    for magic, what in _OTHERS.items():
        if head.startswith(magic):
            raise refuse(rules.NOT_A_TABLE, name, what=Message(what))
    if head[:300].lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith((b"<!doctype html", b"<html")):
        raise refuse(rules.NOT_A_TABLE, name, what=Message(mark("a web page")))
    return content


def _ole(content: Content) -> Content:
    """Tell an old workbook from an encrypted one and from other documents, by the names of its streams."""
    with content.path.open("rb") as file:
        directory = file.read(8 << 20)
    if "EncryptedPackage".encode("utf-16-le") in directory:
        raise refuse(rules.ENCRYPTED, content.name)
    if "Workbook".encode("utf-16-le") in directory or "Book".encode("utf-16-le") in directory:
        return Content(content.path, "xls", content.name, content.members, content.member, content.notes, content.spool)
    raise refuse(rules.NOT_A_TABLE, content.name, what=Message(_DOCUMENT))


def _gunzip(content: Content, sheet: str | None, *, depth: int) -> Content:
    if depth >= _DEEPEST:
        raise refuse(rules.NESTED, content.name)
    try:
        with gzip.open(content.path) as stream:
            spool = _copy(stream, content.path.stat().st_size, content.name)
    except (OSError, EOFError, zlib.error) as error:
        raise refuse(rules.DAMAGED, content.name) from error
    return _inside(content, spool, None, (), sheet, depth=depth)


def _inside(content: Content, spool: Spool, member: str | None, members: tuple[str, ...], sheet: str | None, *, depth: int) -> Content:
    with spool.path.open("rb") as file:
        head = file.read(4096)
    if not head:
        raise refuse(rules.EMPTY_FILE, content.name)
    notes = (*content.notes, *((Finding(rules.ARCHIVE, value=member),) if member else ()))
    return _open(Content(spool.path, "text", content.name, members, member, notes, spool), head, sheet, depth=depth + 1)


def _copy(stream: IO[bytes] | gzip.GzipFile, packed: int, name: str) -> Spool:
    """Write the stream to a spool, and stop where it grows past all measure."""
    spool = Spool()
    limit = min(MOST_UNPACKED, max(_SMALL, packed * MOST_RATIO))
    written = 0
    with spool.path.open("wb") as out:
        while chunk := stream.read(1 << 20):
            written += len(chunk)
            if written > limit:
                raise refuse(rules.TOO_LARGE_INSIDE, name, limit=limit >> 20)
            out.write(chunk)
    return spool


def _zip(content: Content, sheet: str | None, *, depth: int) -> Content:
    try:
        with zipfile.ZipFile(content.path) as archive:
            return _zipped(content, archive, sheet, depth=depth)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, UnicodeDecodeError) as error:
        raise refuse(rules.DAMAGED, content.name) from error


def _zipped(content: Content, archive: zipfile.ZipFile, sheet: str | None, *, depth: int) -> Content:
    names = set(archive.namelist())
    form = _office(archive, names, content.name)
    if form:
        return Content(content.path, form, content.name, content.members, content.member, content.notes, content.spool)
    if depth >= _DEEPEST:
        raise refuse(rules.NESTED, content.name)
    members = [item for item in archive.infolist() if _may_be_table(item)]
    if not members:
        raise refuse(rules.NO_TABLE_INSIDE, content.name)
    if any(item.flag_bits & 1 for item in members):
        raise refuse(rules.ENCRYPTED, content.name)
    listed = tuple(item.filename for item in members)
    tabular = [item for item in members if item.filename.lower().endswith(_TABULAR)]
    chosen = next((item for item in members if item.filename == sheet), (tabular or members)[0])
    with archive.open(chosen) as stream:
        spool = _copy(stream, chosen.compress_size, content.name)
    return _inside(content, spool, chosen.filename, listed, sheet, depth=depth)


def _may_be_table(item: zipfile.ZipInfo) -> bool:
    base = item.filename.rsplit("/", 1)[-1]
    return not item.is_dir() and item.file_size > 0 and not base.startswith(".") and not item.filename.startswith("__MACOSX/")


def _office(archive: zipfile.ZipFile, names: set[str], name: str) -> str | None:
    """Return "xlsx", "xlsb" or "ods" where the archive is a workbook, None where it is a plain archive."""
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "content.xml" in names and "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
        kind = archive.read("mimetype")
        if b"spreadsheet" in kind:
            return "ods"
        raise refuse(rules.NOT_A_TABLE, name, what=Message(_DOCUMENT))
    if "word/document.xml" in names or "ppt/presentation.xml" in names:
        raise refuse(rules.NOT_A_TABLE, name, what=Message(_DOCUMENT if "word/document.xml" in names else _SLIDES))
    return None
