"""How a text is written: its delimiter, quote, escape and line ends, guessed by which one makes rows alike and cells plain."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from mitra.ingest.kinds import TEXT, kind
from mitra.ingest.parse import records
from mitra.ingest.reading import Dialect, Hints

_PRIORS = {",": 1.0, ";": 1.0, "\t": 1.0, "|": 1.0, "\x1f": 1.0, "\x01": 1.0, "¦": 0.95, "^": 0.9, "~": 0.9, "，": 0.9, "；": 0.9, ":": 0.3, " ": 0.45}
SEPARATORS = ",;\t| "  # what one row may be written with by mistake
_LONG = re.compile(r"(?!,,|;;)[|~^;:#$%&*!§¦=+<>@,]{2,3}")
_SURE = 0.3
_ALONE = 0.22  # how good one column is, against several of the same plainness
_UNEVEN = 0.5  # what rows of unlike width are worth where the sign is punctuation
_LINES = 400
_LONGEST = 200_000  # characters that are looked at


def line_ends(text: str) -> str:
    """Return what most lines end with: LF, CR LF, CR CR LF, CR, or "mixed" where a lone CR ends many."""
    text = _unquoted(text)
    feeds, pairs, triples = text.count("\n"), text.count("\r\n"), text.count("\r\r\n")
    lone = text.count("\r") - pairs - triples
    if lone > max(feeds // 20, 0) and (not feeds or lone > 2):
        return "\r" if not feeds else "mixed"
    if triples * 2 > feeds:
        return "\r\r\n"
    return "\r\n" if pairs * 2 > feeds else "\n"


def is_mixed(text: str) -> bool:
    """Say whether lines end in more than one way, quoted cells not looked into."""
    text = _unquoted(text)
    feeds, pairs = text.count("\n"), text.count("\r\n")
    return 0 < pairs < feeds or 0 < text.count("\r\r\n") < feeds or (feeds > 0 and text.count("\r") - pairs - text.count("\r\r\n") > 2)


def _unquoted(text: str) -> str:
    """Return the text without what stands between double quotes: spreadsheets break the lines of a cell otherwise than rows."""
    return "".join(text.split('"')[::2]) if '"' in text and "\r" in text else text


def find(lines: Sequence[str], ends: str, hints: Hints) -> tuple[Dialect, bool]:
    """Return the dialect of a sample of lines, and whether one delimiter stands out."""
    sample = _sample(lines)
    if hints.delimiter is not None:
        sign = hints.delimiter or None
        return _dialect(sample, sign, _quotes("".join(sample), sign, hints)[0], ends), True
    text = "".join(sample)
    long_signs = _long_signs(sample)
    candidates = [sign for sign in _PRIORS if sign in text and not any(sign in long_sign for long_sign in long_signs)] + long_signs
    dialects = [_dialect(sample, sign, quote, ends) for sign in (*candidates, None) for quote in _quotes(text, sign, hints)]
    scores = [_score(sample, dialect) for dialect in dialects]
    best = max(range(len(scores)), key=scores.__getitem__)
    return dialects[best], scores[best] > _SURE or dialects[best].delimiter is None or _is_grid(sample, dialects[best])


def _is_grid(sample: Sequence[str], dialect: Dialect) -> bool:
    """Say whether each of several rows has the same three or more cells."""
    widths = {len(record.cells) for record in records(sample, dialect)}
    return len(sample) > 2 and len(widths) == 1 and widths.pop() > 2


def _sample(lines: Sequence[str]) -> list[str]:
    """Return the first lines that are not blank, as many as are quickly looked at."""
    sample: list[str] = []
    left = _LONGEST
    for line in lines:
        if line.strip():
            sample.append(line[:left])
            left -= len(line)
        if left <= 0 or len(sample) == _LINES:
            break
    return sample


def _long_signs(sample: Sequence[str]) -> list[str]:
    """Return signs of two or three characters that stand equally often in most lines, and whose characters stand nowhere else."""
    counts: Counter[str] = Counter()
    text = "".join(sample)
    for line in sample:
        counts.update(set(_LONG.findall(line)))
    often = [sign for sign, count in counts.most_common(4) if count >= max(2, 0.8 * len(sample))]
    return [sign for sign in often if all(text.count(sign) * sign.count(letter) > 0.9 * text.count(letter) for letter in sign)]


def _dialect(sample: Sequence[str], sign: str | None, quote: str | None, ends: str) -> Dialect:
    return Dialect(sign, quote, _escape("".join(sample), sign, quote) if quote else None, ends)


def _quotes(text: str, sign: str | None, hints: Hints) -> list[str | None]:
    """Return the quotes to try: those that stand right behind a delimiter and right before one, the likelier first."""
    if hints.quote is not None:
        return [hints.quote or None]
    edge = re.escape(sign) if sign else "(?!)"
    found: dict[str, int] = {}
    for quote in "\"'":
        opening = len(re.findall(rf"(?:^|{edge})[ \t]*{quote}", text, re.MULTILINE))
        closing = len(re.findall(rf"{quote}[ \t]*(?:\r*$|{edge})", text, re.MULTILINE))
        found[quote] = min(opening, closing)
    single = ["'"] if found["'"] > 1 and found["'"] > found['"'] else []
    return [*single, *(['"'] if '"' in text else [])] or [None]


def _escape(text: str, sign: str | None, quote: str) -> str:
    """Return a backslash where more quotes inside a cell follow one than are doubled, else the quote."""
    edge = re.escape(sign) if sign else "(?!)"
    backslashed = len(re.findall(rf"\\{quote}(?!\s*(?:$|{edge}))", text, re.MULTILINE))
    doubled = len(re.findall(rf"[^{quote}\\]{quote}{quote}[^{quote}]", re.sub(rf"(?:(?<=^)|(?<={edge})){quote}{quote}", "", text) if sign and len(sign) == 1 else text))
    return "\\" if backslashed > doubled else quote


def _score(sample: Sequence[str], dialect: Dialect) -> float:
    """Return how alike the rows are in width, times how plain their cells, times how common the delimiter."""
    rows = [record.cells for record in records(sample, dialect) if any(record.cells)]
    if not rows:  # delimiters alone
        return 0.5
    plain = _plainness(tuple(tuple(row[:60]) for row in rows[:120]), dialect)
    if dialect.delimiter is None:
        return _ALONE * plain
    widths = Counter(len(row) for row in rows)
    widths.pop(1, None)
    if not widths:
        return 0.0
    best = max(widths, key=lambda width: widths[width] * (1 - 1 / width))
    near = sum(count for width, count in widths.items() if abs(width - best) <= max(1, best // 10))
    share = (widths[best] * 0.7 + near * 0.3) / len(rows)
    even = 1.35 if len(rows) > 1 and widths[best] == len(rows) else _UNEVEN if _is_punctuation(sample, dialect) else 1.0
    return share * even * (1 - 1 / (best + 1)) * plain * _PRIORS.get(dialect.delimiter, 1.05)


def _is_punctuation(sample: Sequence[str], dialect: Dialect) -> bool:
    """Say whether the sign only ever stands within sentences: unquoted, with a blank behind it, and not in the first line."""
    sign = dialect.delimiter or ""
    return sign in {",", ";", ":"} and dialect.quote is None and sign not in sample[0] and not any(re.search(rf"{sign}(?=\S)", line) for line in sample)


@lru_cache(maxsize=64)
def _plainness(rows: tuple[tuple[str, ...], ...], dialect: Dialect) -> float:
    """Return how many cells are numbers, dates or clean text, from 0 to 1; each column weighs the same in a row."""
    total = count = 0.0
    for row in rows:
        for cell in row:
            total += _plain(cell, dialect.delimiter)
            count += 1
    return total / count if count else 0.0


def _plain(cell: str, sign: str | None) -> float:
    text = cell.strip()
    if kind(text) != TEXT:
        return 1.0
    if any(other in text for other in ";\t|" if other != sign):
        return 0.5
    if sign != "," and re.search(r",(?=\S)", text):
        return 0.6
    if sign == " ":  # any sentence splits into words
        return 0.4
    return 0.5 if text[0] in "\"'," or text[-1] in "\"'," else 0.9
