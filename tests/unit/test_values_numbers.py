"""Numbers as analysts write them: one value, two readings, or none, and never a guess."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel.numbers import format_compact_decimal, format_currency, format_decimal, format_percent
from hypothesis import given
from hypothesis import strategies as st

from mitra.ingest.values import kanji, numbers
from mitra.ingest.values.numbers import Number, parse, why

MARKS = {"id": ",", "en": ".", "ja": ".", "de": ","}
LOCALES = st.sampled_from(sorted(MARKS))
AMOUNTS = st.decimals(min_value=-(10**15), max_value=10**15, places=2)
HOSTILE = st.text(alphabet="0123456789.,-+()' %eE△▲RpIDR$¥万億千百一二円mjutabn０１９，．\u00a0\u202f年月日/:", max_size=24)


def test_plain_and_grouped_numbers() -> None:
    for text, value in {
        "0": "0", "12": "12", "-5": "-5", "+5": "5", "−5": "-5", "- 5": "-5", "0.5": "0.5", ".5": "0.5", "0,123": "0.123", "12.50": "12.50", "1234.567": "1234.567", "1.2345": "1.2345",
        "1.234.567": "1234567", "1,234,567": "1234567", "1.234.567,50": "1234567.50", "1,234,567.50": "1234567.50", "1.234,5": "1234.5", "1,234.567": "1234.567",
        "1 234,5": "1234.5", "1 234": "1234", "1\u00a0234,5": "1234.5", "1\u202f234.5": "1234.5", "1'234'567.5": "1234567.5", "1’234": "1234",
        "１２３４": "1234", "１，２３４": "1234", "１２．５": "12.5", "－１２": "-12", "  7 ": "7", "1e3": "1000", "1,5E-3": "0.0015", "-2.5e+2": "-250",
        "1234-": "-1234", "1,234.5-": "-1234.5", "5-": "-5",
        "(1,234.5)": "-1234.5", "（１２）": "-12", "△1,234.5": "-1234.5", "▲12": "-12", "△ 5": "-5",
    }.items():  # fmt: skip
        assert parse(text) == Number(Decimal(value)), text


def test_currencies_percentages_and_multipliers() -> None:
    for text, value, unit in (
        ("Rp 5 miliar", "5e9", "IDR"), ("Rp5.000.000,-", "5000000", "IDR"), ("Rp. 5.000", "5000", "IDR"), ("Rp.5.000", "5000", "IDR"), ("Rp 1.500", "1500", "IDR"), ("rp 1,500", "1500", "IDR"),
        ("IDR 2,5 triliun", "2.5e12", "IDR"), ("(Rp 1.234.567)", "-1234567", "IDR"), ("-Rp 5.000", "-5000", "IDR"), ("Rp -5.000", "-5000", "IDR"), ("5 juta rupiah", "5e6", "IDR"),
        ("¥1,000", "1000", "JPY"), ("￥１，０００", "1000", "JPY"), ("4億5000万円", "450000000", "JPY"), ("3,500万円", "35000000", "JPY"), ("1.5億円", "150000000", "JPY"), ("1,000円", "1000", "JPY"), ("1,234千円", "1234000", "JPY"), ("123百万円", "123000000", "JPY"), ("5百万円", "5000000", "JPY"), ("千円", "1000", "JPY"),
        ("US$ 3.5 million", "3500000", "USD"), ("USD 1.2bn", "1.2e9", "USD"), ("$5M", "5e6", "USD"), ("100万ドル", "1000000", "USD"), ("1.234,50 €", "1234.50", "EUR"), ("VND 500", "500", "VND"),
        ("5 juta", "5e6", None), ("12.500,-", "12500", None), ("12,500.-", "12500", None), ("10 rb", "10000", None), ("2,5 jt", "2500000", None), ("3k", "3000", None), ("１２万３千", "123000", None), ("一億二千万", "120000000", None), ("百二十三", "123", None),
        ("二〇二三", "2023", None), ("12,5 %", "12.5", "%"), ("１２％", "12", "%"), ("50 persen", "50", "%"), ("-3.5%", "-3.5", "%"),
    ):  # fmt: skip
        assert parse(text) == Number(Decimal(value), unit), text


@pytest.mark.parametrize(
    ("text", "dot", "comma"),
    [("1.234", "1.234", "1234"), ("1,234", "1234", "1.234"), ("(1,234)", "-1234", "-1.234"), ("-1.234", "-1.234", "-1234"), ("△1,234", "-1234", "-1.234"), ("$1,234", "1234", "1.234"), ("1.234 miliar", "1.234e9", "1.234e12")],
)
def test_one_group_of_three_has_two_readings_until_the_mark_is_told(text: str, dot: str, comma: str) -> None:
    found = parse(text)
    assert found is not None
    assert {found.value, *found.ambiguous} == {Decimal(dot), Decimal(comma)}
    assert why(text) == numbers.AMBIGUOUS
    assert [number and (number.value, number.ambiguous) for number in (parse(text, "."), parse(text, ","))] == [(Decimal(dot), ()), (Decimal(comma), ())]


def test_m_is_miliar_and_million() -> None:
    assert parse("Rp 5 M") == Number(Decimal("5e9"), "IDR", (Decimal("5e6"),))
    assert parse("5 M", ".") == Number(Decimal("5e6"), None, (Decimal("5e9"),))


def test_the_told_mark_refuses_the_other() -> None:
    assert parse("1.5", ",") is None
    assert parse("1,5", ".") is None
    assert parse("1.234,5", ".") is None


@pytest.mark.parametrize(
    "text",
    ["", " ", "-", "NaN", "nan", "Infinity", "-inf", "2023-07-31", "31.7.2023", "31/07/2023", "021-555 1234", "0812 3456 7890", "+6281234567890", "+62 812 345 678", "(021)", "007", "００７", "1.2.3", "10.0.0.1",
     "5.", "1,23,4", "12.34.567", "1.234 567", "10²", "①", "½", "٣", "5 orang", "30社", "約5億円", "令和5年", "A1", "12E4", "1_000", "0x1F", "--5", "(-5)", "$5 €", "5 juta %", "億", "4億50000万", "1.5億3万", "一般", "Rp", "=1+1", "1" * 5000],
)  # fmt: skip
def test_what_is_no_number(text: str) -> None:
    assert parse(text) is None
    assert why(text) == numbers.NOT_A_NUMBER


@pytest.mark.parametrize("text", ["1e308", "1e-300", "9" * 21, "0." + "0" * 18 + "1", "99999999999兆円", "9999999999 triliun"])
def test_what_no_column_holds_is_out_of_range(text: str) -> None:
    assert parse(text) is None
    assert why(text) == numbers.OUT_OF_RANGE


def test_digits_are_never_rounded() -> None:
    text = "12345678901234567890.123456789012345678"
    assert parse(f"-{text}") == Number(Decimal(f"-{text}"))


@given(AMOUNTS, LOCALES)
def test_what_babel_writes_comes_back(value: Decimal, locale: str) -> None:
    for text in (format_decimal(value, locale=locale), format_percent(value, "#,##0.## %", locale=locale), format_percent(value, "#,##0.##%", locale=locale)):
        wanted = value * 100 if "%" in text else value
        found, told = parse(text), parse(text, MARKS[locale])
        assert found is not None
        assert told is not None
        assert wanted in (found.value, *found.ambiguous)
        assert (told.value, told.ambiguous) == (wanted, ())


@given(AMOUNTS, LOCALES, st.sampled_from(["IDR", "JPY", "USD", "EUR"]))
def test_money_that_babel_writes_comes_back(value: Decimal, locale: str, currency: str) -> None:
    if currency == "JPY":
        value = value.to_integral_value()
    told = parse(format_currency(value, currency, locale=locale), MARKS[locale])
    assert told is not None
    assert (told.value, told.unit, told.ambiguous) == (value, currency, ())


@given(st.integers(1, 999), st.sampled_from([3, 6, 9, 12]), st.sampled_from([("id", "short"), ("id", "long"), ("en", "short"), ("en", "long"), ("ja", "short")]))
def test_shortened_numbers_that_babel_writes_come_back(count: int, power: int, style: tuple[str, str]) -> None:
    locale, width = style
    value = count * 10**power
    text = format_compact_decimal(value, format_type=width, locale=locale, fraction_digits=3)
    found = parse(text, MARKS[locale])
    assert found is not None, text
    assert value in (found.value, *found.ambiguous)


@given(st.integers(1, 10**16 - 1))
def test_japanese_numerals_come_back(value: int) -> None:
    parts = [(value // 10**power % 10**4, unit) for power, unit in ((12, "兆"), (8, "億"), (4, "万"), (0, ""))]
    assert kanji.read("".join(f"{part}{unit}" for part, unit in parts if part)) == value
    assert kanji.read("".join(_spelled(part) + unit for part, unit in parts if part)) == value


def _spelled(number: int) -> str:
    digits = ((number // scale % 10, unit) for scale, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")))
    return "".join(("" if digit == 1 and unit else "〇一二三四五六七八九"[digit]) + unit for digit, unit in digits if digit)


@given(st.one_of(st.text(max_size=40), HOSTILE), st.sampled_from([None, ".", ","]))
def test_no_text_raises_and_each_number_fits_its_column(text: str, mark: str | None) -> None:
    found = parse(text, mark)
    assert (found is None or bool(found.ambiguous)) == (why(text, mark) is not None)
    assert found is None or abs(found.value) < 10**20
