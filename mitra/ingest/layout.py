"""Where the tables of a sheet or file lie: title rows above, the heading, the data, notes below, further tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mitra.ingest.encoding import BROKEN
from mitra.ingest.heading import heading_rows
from mitra.ingest.kinds import TEXT, kind
from mitra.ingest.parse import Record
from mitra.ingest.profile import Profile, fill, look, usual_width
from mitra.ingest.reading import Hints

_REMARK = re.compile(
    r"[*※†‡]|\(?(?:[0-9a-z]{1,2}\)|(?:sumber|source|catatan|keterangan|ket|notes?|remarks?|footnotes?|diunduh|dicetak|downloaded|accessed|last updated|updated"
    r"|data source|出典|出所|資料|注|備考|（注|\(注)[ .0-9]*(?:[:：）)]|$|\s))",
    re.IGNORECASE,
)
_UNIT = re.compile(r"[（(\[【]?\s*(?:単位|units?\b|satuan\b|dalam (?:ribu|juta|miliar|persen)|in (?:thousands?|millions?|percent))", re.IGNORECASE)
_REPEATS = 0.6  # share of the heading's cells that a heading of the next table repeats


@dataclass(frozen=True, slots=True)
class Table:
    """One table, in positions of the list of records: titles [start, top), heading [top, first), data [first, end), notes [end, after)."""

    start: int
    top: int
    first: int
    end: int
    after: int


def tables(found: Sequence[Record], hints: Hints) -> list[Table]:
    """Return the tables of the records, in their order; none where no cell has text."""
    rows = [record.cells for record in found]
    spans = _spans(rows, hints)
    return [table for start, stop in spans if (table := _table(rows, start, stop, hints))]


def _spans(rows: Sequence[Sequence[str]], hints: Hints) -> list[tuple[int, int]]:
    """Return the stretches that hold one table each, title rows and notes with it."""
    filled = [index for index, row in enumerate(rows) if fill(row)]
    if not filled:
        return []
    if hints.skip_rows is not None:
        start = min(hints.skip_rows, len(rows))
        return [(start, _repeat(rows, start, len(rows)))]
    cuts = [0]
    for start, stop in _blocks(rows):
        if start and starts_table(rows, cuts[-1], start, stop):
            cuts.append(start)
    cuts = _with_repeats(rows, cuts)
    return list(zip(cuts, [*cuts[1:], len(rows)], strict=True))


def _blocks(rows: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """Return the stretches of rows with no blank row in them."""
    blocks: list[tuple[int, int]] = []
    start = -1
    for index, row in enumerate(rows):
        if fill(row):
            start = index if start < 0 else start
        elif start >= 0:
            blocks.append((start, index))
            start = -1
    return [*blocks, (start, len(rows))] if start >= 0 else blocks


def starts_table(rows: Sequence[Sequence[str]], before: int, start: int, stop: int) -> bool:
    """Say whether a block below a blank row is a table of its own: a heading over rows, and made unlike the table above."""
    above = [row for row in rows[before:start] if fill(row)]
    block = rows[start:stop]
    body = [row for row in block if fill(row) > 1]
    earlier = [row for row in above if fill(row) > 1]
    if len(body) < 2 or len(earlier) < 2 or (look(earlier).fill < 0.5 * look(body).fill and len(earlier) < 4) or _are_properties(earlier, body):
        return False
    top = _below_titles(block, 0)
    count = heading_rows(block[top:])
    if not count or len(block) - top - count < 1:
        return False
    upper, lower = look(earlier[1:]), look(block[top + count :])
    if lower.width != upper.width and abs(lower.fill - upper.fill) >= 1:
        return True
    against, fitting, _ = upper.contrast(block[top])
    return (against > fitting) or (upper.kinds[: lower.width] != lower.kinds and any(map(lower.typed, range(lower.width))))


def _with_repeats(rows: Sequence[Sequence[str]], cuts: list[int]) -> list[int]:
    """Add where a row repeats most of its table's heading."""
    found: list[int] = []
    for start, stop in zip(cuts, [*cuts[1:], len(rows)], strict=True):
        found.append(start)
        at = _repeat(rows, start, stop)
        while at < stop:
            found.append(at)
            at = _repeat(rows, at, stop)
    return found


def _repeat(rows: Sequence[Sequence[str]], start: int, stop: int) -> int:
    """Return the first row below the first data row that repeats the heading, or stop."""
    top = _below_titles(rows[start:stop], 0) + start
    depth = heading_rows(rows[top : min(stop, top + 300)]) if top < stop else 0
    if not depth:
        return stop
    named = frozenset(cell.strip() for cell in rows[top + depth - 1] if any(map(str.isalpha, cell)))  # numbers and marks name no column
    return next((index for index in range(top + depth + 1, stop) if repeats(rows[index], named)), stop)


def repeats(row: Sequence[str], named: frozenset[str]) -> bool:
    """Say whether a row holds most of the names of a heading again."""
    if len(named) < 2 or not any(cell.strip() in named for cell in row[:3]):
        return False
    return sum(1 for cell in row if cell.strip() in named) >= max(2, _REPEATS * len(named))


def _below_titles(rows: Sequence[Sequence[str]], start: int) -> int:
    """Return the first row that is no title, comment or blank: where the heading or the data begins."""
    full = [row for row in rows[start:] if fill(row)]
    typical = look(full).fill if full else 0
    width = usual_width(full)
    at = start
    while at < len(rows) - 1 and _is_title(rows, at, typical, width):
        at += 1
    blank = next((index for index in range(at, len(rows)) if not fill(rows[index])), len(rows))
    rest = [row for row in rows[blank:] if fill(row)]
    if at < blank and len(rest) > 1 and _are_properties(rows[at:blank], rest):
        return _below_titles(rows, blank)
    return at


def _are_properties(block: Sequence[Sequence[str]], below: Sequence[Sequence[str]]) -> bool:
    """Say whether the rows are names and values (the province, the year) above a table that is wider and longer."""
    if max(map(fill, block)) > 2 or look(below).fill <= 2 or len(block) > len(below):
        return False
    return len(block) <= 2 or not heading_rows(block) or look(block[1:]).kinds[1:2] == ("",)


def _is_title(rows: Sequence[Sequence[str]], at: int, typical: float, width: int) -> bool:
    """Say whether a row above the table is a title, a comment or blank."""
    row, next_row = rows[at], rows[at + 1]
    count = fill(row)
    below = next((other for other in rows[at + 1 :] if fill(other)), None)
    if not count or below is None:
        return not count
    if row[0].lstrip().startswith("#") and len(rows) - at > 2 and (below[0].lstrip().startswith("#") or not _is_data(rows, at + 1)):
        return True
    if typical < 2:
        return False
    if count == 1 and (len(row) < width or row[0].strip() or _UNIT.match(_said(row))):
        return _is_lone_title(rows, at, typical, width, below)
    is_wider = len(row) > width and len(below) == width and not _is_data(rows, at + 1)
    return is_wider or (count < 0.5 * typical and (not fill(next_row) or _is_title(rows, at + 1, typical, width)))


def _is_lone_title(rows: Sequence[Sequence[str]], at: int, typical: float, width: int, below: Sequence[str]) -> bool:
    """Say whether a row with one text is a title, and not the heading of a table whose other columns have no names."""
    if not fill(rows[at + 1]):
        return True
    if _UNIT.match(_said(rows[at])) and len(rows[at]) >= width > 2:
        return fill(below) >= 0.8 * width and not _is_data(rows, at + 1)
    if len(rows[at]) < width:
        return fill(below) > 1 or _is_title(rows, at + 1, typical, width)
    return typical > 2 or (fill(below) > 1 and not _is_data(rows, at + 1))


def _is_data(rows: Sequence[Sequence[str]], at: int) -> bool:
    """Say whether the row at this place fits the kinds of the rows below it."""
    rest = [row for row in rows[at : at + 60] if fill(row)]
    if len(rest) < 2:
        return any(kind(cell) != TEXT for cell in rest[0]) if rest else False
    return heading_rows(rest) == 0


def _table(rows: Sequence[Sequence[str]], start: int, stop: int, hints: Hints) -> Table | None:
    span = rows[start:stop]
    if not any(map(fill, span)):
        return None
    top = 0 if hints.skip_rows is not None else _below_titles(span, 0)
    body = [row for row in span[top : top + 400] if fill(row)]
    depth = hints.header_rows if hints.header_rows is not None else heading_rows(body)
    first = _after(span, top, depth)
    end = _end(span, first)
    return Table(start, start + top, start + first, start + end, stop)


def _after(span: Sequence[Sequence[str]], top: int, depth: int) -> int:
    """Return the row after `depth` rows with text from top."""
    at = top
    while depth and at < len(span):
        depth -= bool(fill(span[at]))
        at += 1
    return at


def _end(span: Sequence[Sequence[str]], first: int) -> int:
    """Return the row after the last data row: notes below the table and blank rows are not data."""
    data = [row for row in span[first:] if fill(row)]
    profile = look(data)
    last = first + notes_below(span[first:], profile)
    thin = sum(1 for row in span[first:last] if fill(row) == 1)
    if thin > 0.03 * len(data):  # rows with one text are usual here
        last = len(span)
        while last > first and not fill(span[last - 1]):
            last -= 1
    return last


def notes_below(rows: Sequence[Sequence[str]], profile: Profile) -> int:
    """Return how many of the rows come before the notes and blank rows that end them; the first is never a note."""
    last = _before_remarks(rows, profile)
    while last > 0 and (not fill(rows[last - 1]) or (last > 1 and _is_note(rows, last - 1, profile))):
        last -= 1
    return last


def _before_remarks(rows: Sequence[Sequence[str]], profile: Profile) -> int:
    """Return where a last block begins whose rows all read like remarks, cut into cells by the commas in their sentences."""
    first = next((index + 1 for index in range(len(rows) - 1, -1, -1) if not fill(rows[index])), len(rows))
    block = [row for row in rows[first:] if fill(row)]
    if first < 1 or not block or profile.width < 2 or not _REMARK.match(_said(block[0])):
        return len(rows)
    are_loose = all(len(row) != profile.width or fill(row) == 1 or _REMARK.match(_said(row)) for row in block)
    return first if are_loose and not any(profile.contrast(row)[1] for row in block) else len(rows)


def _said(row: Sequence[str]) -> str:
    return next((cell.strip() for cell in row if cell.strip()), "")


def _is_note(rows: Sequence[Sequence[str]], at: int, profile: Profile) -> bool:
    """Say whether a row near the end is a note: one text alone, or few apart, where rows are fuller."""
    row = rows[at]
    count = fill(row)
    if any(BROKEN in cell for cell in row):
        return False
    if count > 1:
        return _is_apart(rows, at) and count < 0.5 * profile.fill and not profile.contrast(row)[1]
    if profile.fill < 2:
        return profile.width > 1 and len(row) == 1
    if len(row) >= profile.width and not _is_apart(rows, at) and _is_key(rows, at):
        return False
    column = next(index for index, cell in enumerate(row) if cell.strip())
    if kind(row[column]) != TEXT:
        return False
    return profile.fill > 2 or len(row) < profile.width or len(row[column].strip()) > 40 or profile.typed(column) or _is_apart(rows, at)


def _is_key(rows: Sequence[Sequence[str]], at: int) -> bool:
    """Say whether the only text of a row stands first and is as short as those above it: a row of which nothing else is known."""
    key = rows[at][0].strip()
    above = [row[0].strip() for row in rows[max(0, at - 30) : at] if fill(row) > 1]
    return any(map(str.isalnum, key)) and bool(above) and all(above) and not _REMARK.match(key) and len(key) <= max(map(len, above))


def _is_apart(rows: Sequence[Sequence[str]], at: int) -> bool:
    """Say whether a blank row stands somewhere before this row."""
    return any(not fill(row) for row in rows[max(0, at - 30) : at])
