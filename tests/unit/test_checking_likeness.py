"""Names that are nearly the same are found, names that only look it are not, and many names stay quick."""

from __future__ import annotations

import random

import pytest

from mitra.ingest.likeness import alike


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("PT Arumia Kharisma Indonesia", "Arumia Kharisma Indonesia, PT."),
        ("P.T. Arumia Kharisma", "Arumia Kharisma"),
        ("Kementerian Koperasi dan UKM", "KEMENTERIAN KOPERASI DAN UKM"),
        ("見本商店", "株式会社見本商店"),
        ("Karya Indah Sejati", "Karyaindah Sejati"),
        ("Koperasi Produsen Kriya Giri Sejahtera", "Koperasi Produsen Kriya Giri Sejahtra"),
        ("Café Nusantara", "Cafe Nusantara"),
    ],
)
def test_one_name_written_twice_is_found(name: str, other: str) -> None:
    assert list(alike([name, "Toko Sama Sekali Lain", other])) == [(other, name)]


@pytest.mark.parametrize(("name", "other"), [("Toko Maju 1", "Toko Maju 2"), ("Batik Sari", "Batik Rani"), ("UD Mekar", "UD Makmur"), ("見本商店", "見本書店"), ("", "-")])
def test_two_names_that_look_alike_stay_two(name: str, other: str) -> None:
    assert list(alike([name, other])) == []


def test_the_same_name_is_no_pair_and_order_decides_who_is_other() -> None:
    names = ["Contoh Jaya", "contoh jaya", "CONTOH  JAYA"]
    assert list(alike(names)) == [("contoh jaya", "Contoh Jaya"), ("CONTOH  JAYA", "Contoh Jaya")]


def test_twenty_thousand_names_hide_no_pair() -> None:
    source = random.Random(7)
    names = list(dict.fromkeys(" ".join("".join(source.choices("abcdefghijklmnoprstuwy", k=8)) for _ in range(3)) for _ in range(20_000)))
    first, second = names[10].split()[0], names[10].split()[1:]
    found = list(alike([*names, f"{' '.join(second)}, {first}"]))
    assert found == [(f"{' '.join(second)}, {first}", names[10])]
