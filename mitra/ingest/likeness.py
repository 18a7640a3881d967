"""Names that are nearly the same: OpenRefine's two key collisions, and neighbours by edit distance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from mitra.ingest.fingerprint import fingerprint, pairs_fingerprint

LIKE = 93  # of 100
SHORTEST = 8  # characters: shorter names differ by a letter and are still two
NEIGHBOURS = 4  # names after a name, in the order of their keys, that it is compared with
MOST = 100_000  # names


def alike(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield (name, other) for each name that is nearly the same as an earlier one of the sequence.

    >>> list(alike(["PT Arumia Indonesia", "Toko Jaya", "Arumia Indonesia, PT."]))
    [('Arumia Indonesia, PT.', 'PT Arumia Indonesia')]
    """
    place = {name: at for at, name in enumerate(names)}
    found: dict[str, str] = {}
    for key in (fingerprint, pairs_fingerprint):
        first: dict[str, str] = {}
        for name in names:
            known = first.setdefault(key(name) or name, name)
            if known != name:
                found.setdefault(name, known)
    for name, other in _neighbours(names):
        later, earlier = (name, other) if place[name] > place[other] else (other, name)
        found.setdefault(later, earlier)
    yield from ((name, found[name]) for name in names if name in found)


def _neighbours(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    for turn in (lambda key: key, lambda key: key[::-1]):
        keyed = sorted((turn(fingerprint(name)), name) for name in names)
        for at, (key, name) in enumerate(keyed):
            for other_key, other in keyed[at + 1 : at + 1 + NEIGHBOURS]:
                if len(key) >= SHORTEST and _digits(key) == _digits(other_key) and fuzz.ratio(key, other_key, score_cutoff=LIKE):
                    yield name, other


def _digits(key: str) -> str:
    return "".join(sorted(char for char in key if char.isdigit()))
