"""Words, numbers, dates and money as each of the three languages writes them; unknown is a mark of its own."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pandas as pd
import pytest

from mitra.contract import Contract
from mitra.errors import ParameterError
from mitra.i18n import UNKNOWN, Words, choose_language, missing


@pytest.fixture
def speak(the_contract: Contract) -> dict[str, Words]:
    """Return the words of each language."""
    return {language: Words(language, the_contract, {"A1": "Perjanjian"}) for language in ("id", "en", "ja")}


@pytest.mark.parametrize(
    ("wishes", "language"),
    [(("ja", "en"), "ja"), ((None, "ja-JP"), "ja"), (("xx", "en_GB"), "en"), (("", None), "id"), (("JA",), "ja"), (("zh-CN",), "id"), (("'; drop",), "id"), ((), "id")],
)
def test_the_first_language_that_is_spoken_wins(wishes: tuple[str | None, ...], language: str) -> None:
    assert choose_language(*wishes) == language


@pytest.mark.parametrize("value", [None, float("nan"), pd.NA, pd.NaT])
def test_unknown_is_one_mark_and_never_zero(speak: dict[str, Words], value: object) -> None:
    assert missing(value)
    for words in speak.values():
        assert {words.number(value), words.percent(value), words.money(value, "IDR"), words.date(value), words.code("sector", value), words.country(value), words.name(value)} == {UNKNOWN}  # type: ignore[arg-type]  # unknowns of every kind
        assert words.number(0) == "0"
        assert words.total([None, value]) == UNKNOWN
        assert words.total([None, 0]) == "0"


@pytest.mark.parametrize(("language", "number", "share", "digits"), [("id", "1.234.567", "45%", "0,50"), ("en", "1,234,567", "45%", "0.50"), ("ja", "1,234,567", "45%", "0.50")])
def test_numbers(speak: dict[str, Words], language: str, number: str, share: str, digits: str) -> None:
    words = speak[language]
    assert words.number(1234567) == number
    assert words.number(Decimal("0.5"), 2) == digits
    assert words.percent(0.45) == share


@pytest.mark.parametrize(("language", "money"), [("id", "IDR 287 triliun"), ("en", "IDR 287 trillion"), ("ja", "IDR 287兆")])
def test_money_keeps_its_currency(speak: dict[str, Words], language: str, money: str) -> None:
    assert speak[language].money(287_000_000_000_000, "IDR") == money
    assert "IDR" not in speak[language].money(5, None)


@pytest.mark.parametrize(
    ("language", "day", "month", "until", "between"),
    [
        ("id", "31 Jul 2023", "Jul 2023", "26 Mei 2015", ("20 Feb 2018", "22 Feb 2018")),
        ("en", "31 Jul 2023", "Jul 2023", "26 May 2015", ("20 Feb 2018", "22 Feb 2018")),
        ("ja", "2023年7月31日", "2023年7月", "2015年5月26日", ("2018年2月20日", "2018年2月22日")),
    ],
)
def test_dates_are_as_exact_as_the_source(speak: dict[str, Words], language: str, day: str, month: str, until: str, between: tuple[str, str]) -> None:
    words = speak[language]
    assert words.date("2023-07-31") == words.date(date(2023, 7, 31)) == words.date(datetime(2023, 7, 31, 12)) == day  # noqa: DTZ001  # a frame's days have no zone
    assert words.date("2023-07") == month
    assert "2023" in words.date("2023")
    assert until in words.date("[..2015-05-26]")
    assert words.date("[..2015-05-26]") != until
    assert all(part in words.date("[2018-02-20..2018-02-22]") for part in between)
    assert words.date("") == UNKNOWN


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_day_can_be_written(speak: dict[str, Words], day: str) -> None:
    assert all(words.date(date.fromisoformat(day)) for words in speak.values())


def test_plurals(speak: dict[str, Words]) -> None:
    english = [speak["en"].n("{count} row", "{count} rows", count) for count in (0, 1, 2, 1000)]
    assert english == ["0 rows", "1 row", "2 rows", "1,000 rows"]
    assert speak["id"].n("{count} made-up thing", "{count} made-up things", 1) == "1 made-up thing"  # no translation: the original
    assert speak["id"].n("{count} made-up thing", "{count} made-up things", 1000) == "1.000 made-up things"


def test_names_of_codes_countries_and_rows(speak: dict[str, Words]) -> None:
    assert [speak[language].country("JPN") for language in ("id", "en", "ja")] == ["Jepang", "Japan", "日本"]
    assert [speak[language].code("sector", "fisheries") for language in ("id", "en", "ja")] == ["Perikanan", "Fisheries and aquaculture", "水産業"]
    assert speak["en"].code("sector", "no_such") == "no_such"
    assert speak["en"].name("A1") == "Perjanjian"
    assert speak["en"].name("A2") == "A2"
    assert [speak[language].column("sector_code") for language in ("id", "en", "ja")] == [speak["en"].contract.fields["sector_code"].title[language] for language in ("id", "en", "ja")]


def test_errors_in_the_readers_language(speak: dict[str, Words]) -> None:
    error = ParameterError("Query {query} needs {parameters}; give each as name=value.", query="coverage.by_cell", parameters="home")
    said = {words.error(error) for words in speak.values()}
    assert len(said) == 3
    assert all("coverage.by_cell" in one and "home" in one for one in said)
