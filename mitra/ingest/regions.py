"""The forms in which people write the name of a province or prefecture."""

from __future__ import annotations

from collections.abc import Iterator

from mitra.folding import fold

_INDONESIAN = ("provinsi", "prov", "propinsi")
_ENGLISH = ("province", "prefecture", "pref")
_JAPANESE = {"都": "to", "府": "fu", "県": "ken", "道": "do"}


def region_forms(name: str) -> Iterator[str]:
    """Yield other ways to write a region's name.

    >>> sorted(region_forms("東京都")), "prov jawa barat" in set(region_forms("Jawa Barat")), "tokyo to" in set(region_forms("Tokyo"))
    (['東京'], True, True)
    """
    plain = fold(name)
    if not plain.isascii():
        if plain[-1:] in {"都", "府", "県", "州"} and len(plain) > 2:
            yield plain[:-1]
        return
    yield from (f"{word} {plain}" for word in _INDONESIAN)
    yield from (f"{plain} {word}" for word in _ENGLISH)
    yield from (f"{plain} {word}" for word in _JAPANESE.values())
    yield from (plain.removeprefix(word).strip() for word in ("daerah istimewa ", "kepulauan ") if plain.startswith(word))
