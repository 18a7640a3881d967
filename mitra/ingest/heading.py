"""Which of a table's first rows are its heading, and the names that they give its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mitra.ingest.kinds import MOMENT, NUMBER, TEXT, kind, shape
from mitra.ingest.profile import Profile, fill, look

_DEEPEST = 12  # rows of a stacked heading
_YEAR = re.compile(r"(?:19|20)\d\d")
_WHOLE = re.compile(r"\d{1,9}")


def heading_rows(rows: Sequence[Sequence[str]]) -> int:
    """Return how many of the first rows are the heading: 0 where the table begins with data."""
    if len(rows) < 2:
        return int(bool(rows) and not any(kind(cell) in {NUMBER, MOMENT} for cell in rows[0]))
    below = look(rows[min(len(rows) - 1, _body_from(len(rows))) :])
    deep = _stacked(rows, below)
    if deep:
        return deep
    return int(not _reads_like_data(rows, below))


def _body_from(count: int) -> int:
    """Return from which row on the columns are described: past any heading where rows are many."""
    return min(_DEEPEST, (count + 1) // 2) if count > 3 else 1


def _stacked(rows: Sequence[Sequence[str]], below: Profile) -> int:
    """Return how many rows from the top have text where the columns below hold numbers or dates."""
    last = -1
    whole = len(rows[0]) >= below.width
    for index, row in enumerate(rows[: min(_DEEPEST, len(rows) - 1)]):
        if index and whole and len(row) < below.width:
            break  # a row that lost a separator stands in the wrong columns
        against, fitting, strong = below.contrast(row)
        if against and (against >= fitting or (index == 0 and strong)):
            last = index
        elif fitting and not (index == last + 1 and (_is_heading_above(rows[index:], below) or (index and _are_years(rows, index)))):
            break
        elif fitting and index:
            last = index
    if 0 <= last < len(rows) - 2 and _counts_up(rows[last + 1], rows[last + 2 :]):
        last += 1
    return _without_notes(rows, last + 1, below)


def _are_years(rows: Sequence[Sequence[str]], at: int) -> bool:
    """Say whether a row holds rising years under a merged heading: nothing in its first column, which the rows below fill."""
    row, above, rest = rows[at], rows[at - 1], rows[at + 1 : at + 51]
    years = [cell.strip() for cell in row if cell.strip()]
    is_merged = any(cell.strip() and (column >= len(above) or not above[column].strip()) for column, cell in enumerate(row))
    is_named = not row[0].strip() and bool(above[0].strip()) and bool(rest) and all(other[0].strip() for other in rest)
    return is_named and is_merged and all(map(_YEAR.fullmatch, years)) and not any(_YEAR.fullmatch(cell.strip()) for other in rest[:1] for cell in other)


def _counts_up(row: Sequence[str], rest: Sequence[Sequence[str]]) -> bool:
    """Say whether a row numbers the columns, (1) (2) (3), and the rows below it do not."""
    numbers = [cell.strip().strip("()[]") for cell in row if cell.strip()]
    if len(numbers) < 3 or numbers != [str(number) for number in range(1, len(numbers) + 1)]:  # two may be data
        return False
    if next(cell.strip() for cell in row if cell.strip()) != "1":
        return bool(rest) and any(kind(cell) == TEXT for cell in rest[0])
    texts = [all(column < len(other) and kind(other[column]) == TEXT for other in rest[:50]) for column in range(len(row))]
    return len(rest) > 2 and any(texts)


def _is_heading_above(rows: Sequence[Sequence[str]], below: Profile) -> bool:
    """Say whether the second row is wholly text over numbers, so that the first (codes, years) belongs to it."""
    against, fitting, strong = below.contrast(rows[1])
    return strong > 1 and fitting == 0 and against >= 0.8 * sum(map(below.typed, range(below.width)))


def _without_notes(rows: Sequence[Sequence[str]], count: int, below: Profile) -> int:
    """Return the count without rows at its end that are hardly filled: a first line of text within the data."""
    while count > 1 and fill(rows[count - 1]) <= 1 < below.fill and fill(rows[count - 2]) >= 0.8 * below.width:
        count -= 1
    return count


def _reads_like_data(rows: Sequence[Sequence[str]], below: Profile) -> bool:
    """Say whether the first row is of the same make as those below it."""
    first = rows[0]
    _, fitting, _ = below.contrast(first)
    if fitting and _counts_columns(first, rows[1:], fitting):
        return False
    votes = 0
    for column, cell in enumerate(first):
        text = cell.strip()
        if column >= below.width or not text:
            continue
        votes += _vote(text, column, below)
    return votes > 0


def _vote(text: str, column: int, below: Profile) -> int:
    """Return 1 where a cell looks like those below it, -1 where it does not, 0 where that is not known."""
    shapes = below.shapes[column]
    if below.typed(column):
        if shapes and shape(text) not in shapes and len(shapes) == 1:
            return 0
        return 1
    if text in below.values[column]:
        return 1
    if shapes and all("0" in one for one in shapes) and kind(text) == TEXT:
        return 1 if shape(text) in shapes else -1
    return 0


def _counts_columns(first: Sequence[str], rest: Sequence[Sequence[str]], fitting: int) -> bool:
    """Say whether the first row holds different whole numbers (years, codes) as the rows below hardly ever do."""
    if fitting < 2 or not _all_different(first):
        return False
    sample = rest[:50]
    alike = sum(1 for row in sample if _all_different(row))
    return len(sample) > 1 and alike <= 0.1 * len(sample)


def _all_different(cells: Sequence[str]) -> bool:
    numbers = [cell.strip() for cell in cells if kind(cell) == NUMBER]
    whole = all(_WHOLE.fullmatch(number) for number in numbers)
    return len(numbers) > 1 and whole and len(set(numbers)) == len(numbers)


def names(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Return one name a column: stacked headings joined by a blank, a merged cell's text carried to the right."""
    levels = [[*(cell.strip() for cell in row[:width]), *[""] * (width - len(row))] for row in rows]
    for above, level in enumerate(levels[:-1]):
        _carry(level, levels[above + 1 :], levels[:above])
    return [" ".join(part for part in (level[column] for level in levels) if part) for column in range(width)]


def _carry(level: list[str], below: Sequence[Sequence[str]], above: Sequence[Sequence[str]]) -> None:
    """Fill the gaps of a merged heading from its left, as far as a name below needs one and the level above stays."""
    if sum(1 for cell in level if cell) < 2 and level and level[0]:
        return
    text = ""
    for column, cell in enumerate(level):
        if cell:
            text = cell
        elif any(upper[column] and column and upper[column] != upper[column - 1] for upper in above):
            text = ""
        elif any(row[column] for row in below):
            level[column] = text
