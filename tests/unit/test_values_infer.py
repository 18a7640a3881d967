"""A column's type and the way its values are written: settled by some cell of it, or asked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitra.ingest.values import dates, numbers
from mitra.ingest.values.infer import infer


def once(*texts: str) -> dict[str, int]:
    """Return texts that stand once each."""
    return dict.fromkeys(texts, 1)


@pytest.mark.parametrize(
    ("texts", "kind", "pattern"),
    [
        (("1", "25", "-3"), "integer", None), (("2023", "2024"), "integer", None), (("1", "0"), "integer", None), (("1.5", "2"), "number", "0.0"), (("1.234.567", "1.234"), "integer", "#.##0"), (("1.00", "2.00"), "number", "0.00"),
        (("Rp 5.000", "Rp 12.500.000"), "integer", "Rp #.##0"), (("4億5000万円", "3億2000万円"), "integer", "#億#万円"), (("2,5 juta", "3 juta"), "integer", "0,0 juta"), (("12,5 %", "7,25 %", "1,5 %"), "number", "0,0 %"),
        (("2023-07-31",), "date", "yyyy-MM-dd"), (("20230731", "20240101"), "date", "yyyyMMdd"), (("31/07/2023", "01/08/2023"), "date", "dd/MM/yyyy"), (("31/7/2023", "11/12/2023", "10/11/2023"), "date", "d/M/yyyy"),
        (("令和5年7月31日", "令和6年10月1日"), "date", "令和y年M月d日"), (("31 Juli 2023", "1 Agt 2023"), "date", "d MMMM yyyy"), (("2023-07-31T10:00:00Z",), "datetime", "yyyy-MM-dd HH:mm:ss"), (("31/07/2023 10:00",), "datetime", "dd/MM/yyyy HH:mm:ss"),
        (("ya", "Tidak"), "boolean", "ya/Tidak"), (("Y", "T"), "boolean", "Y/T"), (("t", "f"), "boolean", "t/f"), (("はい", "いいえ"), "boolean", "はい/いいえ"), (("有", "無"), "boolean", "有/無"), (("ada", "tidak ada"), "boolean", "ada/tidak ada"), (("○", "×"), "boolean", "○/×"),
        (("Batik", "Kopi"), "string", None), (("03117", "47111"), "string", None), (("3171234567890001", "3171234567890002"), "string", None), (("1234567890123", "9120001234567"), "string", None), (("0812345678", "0813456789"), "string", None),
        (("+62 812-3456-7890",), "string", None), (("10-1234", "11-0002"), "string", None), (("2001-56", "2002-78"), "string", None), (("1.2.3", "1.2.4"), "string", None), (("Y",), "string", None), (("", " "), "string", None), ((), "string", None), (("-", "n/a"), "string", None), (("NaN", "Infinity"), "string", None),
    ],
)  # fmt: skip
def test_type_and_format(texts: tuple[str, ...], kind: str, pattern: str | None) -> None:
    found = infer(once(*texts))
    assert (found.type, found.format, found.misfits, found.ambiguous) == (kind, pattern, (), False)


def test_amounts_of_rupiah_without_marks_are_no_identifiers() -> None:
    assert infer(once("1500000000000", "2500000000000")).type == "integer"


def test_one_cell_settles_the_decimal_mark() -> None:
    assert (infer(once("1.234")).ambiguous, infer(once("1.234")).readings) == (True, (("1.234", "1234", "1.234"),))
    assert [infer(once("1.234", other)).decimal for other in ("1.234.567", "1.234,5", "1,5", "1.5", "1,234.5", "1 234.5")] == [",", ",", ",", ".", ".", "."]
    assert infer(once("1.234"), decimal=",") == infer(once("1.234", "1.234.567"), decimal=",")
    assert infer(once("1.234"), decimal=".").type == "number"


def test_one_cell_settles_the_order_of_dates() -> None:
    assert infer(once("03/04/2023")).ambiguous
    assert infer(once("03/04/2023")).readings == (("03/04/2023", "2023-04-03", "2023-03-04"),)
    assert [infer(once("03/04/23", other)).date_order for other in ("31/07/23", "07/31/23")] == ["dmy", "mdy"]
    assert infer(once("03/04/2023", "13/04/2023")).date_order == "dmy"
    assert infer(once("03/04/2023"), date_order="mdy").settled
    assert not infer(once("03/03/2023", "04/04/2023")).ambiguous


def test_year_first_with_two_digits_is_asked() -> None:
    found = infer(once("23/07/31", "22/12/01"))
    assert found.ambiguous
    assert all("2023-07-31" in readings for readings in found.readings[:1])
    assert infer(once("23/07/31", "22/12/01"), date_order="ymd").settled


def test_cells_that_contradict_each_other_are_misfits() -> None:
    dated, marked = infer({"31/07/2023": 9, "07/31/2023": 1}), infer({"1.5": 1, "2,5": 9})
    assert (dated.date_order, dated.misfits, dated.settled) == ("dmy", ("07/31/2023",), False)
    assert (marked.decimal, marked.misfits, marked.settled) == (",", ("1.5",), False)
    assert not infer(once("31/07/2023", "07/31/2023")).settled


def test_marks_for_not_known_are_listed_and_are_no_misfits() -> None:
    found = infer({"5": 80, "7": 15, "-": 3, "n/a": 1, "tidak ada": 1, "不明": 1})
    assert (found.type, found.unknown_marks, found.misfits, found.settled) == ("integer", ("-", "n/a", "tidak ada", "不明"), (), True)
    assert infer({"5": 95, "nihil": 2}).misfits == ("nihil",)
    assert infer({"ID": 5, "NA": 1, "-": 1}).unknown_marks == ("-",)


def test_a_column_of_a_few_numbers_among_texts_is_text() -> None:
    assert infer({"5": 8, "Batik": 2}).type == "string"
    assert infer({"": 990, "5": 1}).type == "integer"


def test_days_that_never_were_are_misfits_of_a_date_column() -> None:
    found = infer({"30/01/2023": 5, "31/02/2023": 1})
    assert (found.type, found.misfits) == ("date", ("31/02/2023",))


def test_currencies_that_differ_are_not_settled_and_a_bare_zero_is_of_any() -> None:
    assert (infer(once("Rp 5", "US$ 3")).units, infer(once("Rp 5", "US$ 3")).settled) == (("IDR", "USD"), False)
    assert (infer(once("Rp 5", "3")).units, infer(once("Rp 5", "3")).settled) == (("IDR", None), False)
    assert (infer(once("Rp 5", "0")).units, infer(once("Rp 5", "0")).settled) == (("IDR",), True)


def test_m_is_asked() -> None:
    assert infer(once("Rp 5 M")).readings == (("Rp 5 M", "5000000000", "5000000"),)


def test_days_with_and_without_a_time_or_a_day_are_told() -> None:
    assert infer({"2023-07-31": 1, "2023-07": 1}).partial
    assert infer({"2023-07-31T10:00Z": 1}).zoned
    assert infer({"2023-07-31 10:00": 95, "2023-07-31": 5}).misfits == ("2023-07-31",)
    assert infer({"2023-07-31 10:00": 95, "2023-07-31T10:00Z": 5}).misfits == ("2023-07-31T10:00Z",)


@given(st.lists(st.dates(date(1950, 1, 1), date(2049, 12, 31)), min_size=1, max_size=30), st.sampled_from(["%d/%m/%Y", "%m-%d-%Y", "%Y/%m/%d", "%d.%m.%y"]))
def test_a_column_of_dates_comes_back_or_asks_with_the_right_reading(days: list[date], pattern: str) -> None:
    texts = {day.strftime(pattern): day for day in days}
    found = infer(once(*texts))
    assert (found.type, found.misfits) == ("date", ())
    for text, day in texts.items():
        read = dates.parse(text, found.date_order)
        assert read is not None
        if found.ambiguous:
            assert day.isoformat()[2:] in {reading[2:] for reading in (read.text, *read.ambiguous)}  # `%y` leaves the century out
        else:
            assert (read.text[2:], read.ambiguous) == (day.isoformat()[2:], ())


@given(st.lists(st.decimals(-(10**9), 10**9, places=2), min_size=1, max_size=30), st.sampled_from([",", "."]))
def test_a_column_of_amounts_comes_back(values: list[Decimal], mark: str) -> None:
    texts = {(f"{value:,.2f}" if mark == "." else f"{value:,.2f}".translate({44: ".", 46: ","})): value for value in values}
    found = infer(once(*texts))
    assert (found.decimal, found.misfits, found.ambiguous) == (mark, (), False)
    assert {text: read.value for text in texts if (read := numbers.parse(text, found.decimal))} == texts


@given(st.dictionaries(st.one_of(st.text(max_size=12), st.text("0123456789.,/-: RpMT%年月日", max_size=12)), st.integers(1, 1000), max_size=12), st.sampled_from([None, ".", ","]), st.sampled_from([None, "dmy", "mdy", "ymd"]))
def test_no_column_raises_and_no_text_is_lost(counts: dict[str, int], mark: str | None, order: str | None) -> None:
    found = infer(counts, mark, order)
    assert set(found.misfits) | set(found.unknown_marks) <= set(counts)
    assert found.ambiguous == bool(found.readings)
