"""Dates as analysts write them: one day, two readings, or none, and never a guess."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from babel.dates import format_date, format_datetime
from hypothesis import given
from hypothesis import strategies as st

from mitra.ingest.values import dates
from mitra.ingest.values.dates import parse, why

DAYS = st.dates(min_value=date(1000, 1, 1))
LANGUAGES = st.sampled_from(["id", "en", "ja"])
HOSTILE = st.text(alphabet="0123456789-/. :TZ年月日元令和平成昭RHS()月土曜五十二三JuliMayag０３／,'+pm\u00a0", max_size=24)


@pytest.mark.parametrize(
    "text",
    ["2023-07-31", "2023/07/31", "2023/7/31", "2023.7.31", "20230731", "２０２３／７／３１", "31/07/2023", "07/31/2023", "31.7.2023", "31-07-2023", "31/07/23", "31 Juli 2023", "31 Jul 2023", "31-Jul-2023", "31-Jul-23",
     "Senin, 31 Juli 2023", "Sen, 31 Jul 2023", "July 31, 2023", "Jul 31, 2023", "31st July 2023", "31st of July 2023", "Monday, July 31, 2023", "2023 July 31", "JULI 31 2023", "2023年7月31日", "2023年07月31日",
     "２０２３年７月３１日", "二〇二三年七月三十一日", "2023年7月31日(月)", "2023年7月31日（月）", "2023年7月31日月曜日", "西暦2023年7月31日", "令和5年7月31日", "令和 5年 7月 31日", "令和五年七月三十一日", "令和5.7.31", "R5.7.31", "R5/07/31", "R5年7月31日", " 2023-07-31 "],
)  # fmt: skip
def test_the_same_day_in_many_hands(text: str) -> None:
    found = parse(text)
    assert found is not None
    assert (found.text, found.ambiguous, found.time) == ("2023-07-31", (), None)
    assert why(text) is None


def test_months_of_indonesia_as_they_are_shortened() -> None:
    found = {text: parse(f"1 {text} 2023") for text in ("Pebruari", "Feb", "Peb", "Mrt", "Mei", "Agustus", "Agt", "Agu", "Ags", "Agt.", "Sept", "Okt", "Nopember", "Nop", "Des")}
    assert {text: day and day.text[5:7] for text, day in found.items()} == {
        "Pebruari": "02", "Feb": "02", "Peb": "02", "Mrt": "03", "Mei": "05", "Agustus": "08", "Agt": "08", "Agu": "08", "Ags": "08", "Agt.": "08", "Sept": "09", "Okt": "10", "Nopember": "11", "Nop": "11", "Des": "12",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("Juli 2023", "2023-07"), ("July, 2023", "2023-07"), ("Jul-23", "2023-07"), ("2023-07", "2023-07"), ("2023/7", "2023-07"), ("2023 Juli", "2023-07"), ("07/2023", "2023-07"), ("2023年7月", "2023-07"), ("平成31年4月", "2019-04"), ("2023", "2023"), ("2023年", "2023"),
     ("昭和64年", "1989"), ("令和元年", "2019"), ("令和元年5月1日", "2019-05-01"), ("平成元年1月8日", "1989-01-08"), ("昭和64年1月7日", "1989-01-07"), ("大正元年7月30日", "1912-07-30"), ("明治45年7月29日", "1912-07-29"), ("R元.5.1", "2019-05-01")],
)  # fmt: skip
def test_reduced_precision_and_the_bounds_of_eras(text: str, wanted: str) -> None:
    found = parse(text)
    assert found is not None
    assert (found.text, found.ambiguous) == (wanted, ())


@pytest.mark.parametrize("text", ["31/02/2023", "2023-02-29", "2023-02-31", "2023/13/01", "2023-13", "13/13/2023", "31 Juni 2023", "February 30, 2023", "0000-01-01", "2023年2月30日",
                                  "平成31年5月", "平成31年5月1日", "令和元年4月", "令和元年4月30日", "昭和65年", "昭和64年1月8日", "大正16年", "令和0年", "H32.1.1", "Selasa, 31 Juli 2023", "2023年7月31日(火)"])  # fmt: skip
def test_days_that_never_were(text: str) -> None:
    assert parse(text) is None
    assert why(text) == dates.NO_SUCH_DAY


@pytest.mark.parametrize("text", ["", "x", "-", "31 Foo 2023", "A1-2-3", "令和5年度", "元年", "1/1/1", "31 Juli", "2023-W05", "12345", "1234", "20231331", "45138", "23年7月31日", "2023-07-31x", "2023-07-31 25:00", "2023-07-31T10:00:00.1234567", "10:00", "NaN", "٢٠٢٣-٠٧-٣١", "7月31日", "1/2-2023", "10-1234", "1234-10"])
def test_what_is_no_date(text: str) -> None:
    assert parse(text) is None
    assert why(text) == dates.NOT_A_DATE


def test_an_open_order_gives_each_reading_until_it_is_told() -> None:
    found = parse("03/04/2023")
    assert found is not None
    assert (found.text, found.ambiguous, why("03/04/2023")) == ("2023-04-03", ("2023-03-04",), dates.AMBIGUOUS)
    told = {order: day and (day.text, day.ambiguous) for order in ("dmy", "mdy") if (day := parse("03/04/2023", order))}
    assert told == {"dmy": ("2023-04-03", ()), "mdy": ("2023-03-04", ())}
    assert why("03/03/2023") is None
    assert parse("07/31/2023", "dmy") is None
    assert [day and day.text for day in (parse("2023/07/31", "dmy"), parse("31 Juli 2023", "mdy"))] == ["2023-07-31"] * 2


def test_two_digits_of_a_year_have_a_century_by_rule_and_say_so() -> None:
    found = {text: parse(text, "dmy") for text in ("31/07/00", "31/07/68", "31/07/69", "31/07/99")}
    assert {text: day and (day.text[:4], day.short_year) for text, day in found.items()} == {"31/07/00": ("2000", True), "31/07/68": ("2068", True), "31/07/69": ("1969", True), "31/07/99": ("1999", True)}
    japanese = parse("23/07/31")
    assert japanese is not None
    assert "2023-07-31" in (japanese.text, *japanese.ambiguous)
    assert parse("23/07/31", "ymd") == dates.Date("2023-07-31", short_year=True, format="yy/MM/dd")


def test_the_time_beside_a_day_is_told() -> None:
    found = {text: parse(text) for text in ("2023-07-31T10:00:00Z", "2023-07-31 10:00", "2023-07-31T10:00:00.500000000+0700", "31 Juli 2023 pukul 10.00 WIB", "7/31/2023 12:05 AM", "7/31/2023 10:00 pm", "2023年7月31日10時30分", "31/07/2023, 09:05:07")}
    assert {day and day.text for day in found.values()} == {"2023-07-31"}
    assert [day and day.time for day in found.values()] == ["10:00:00+00:00", "10:00:00", "10:00:00.500000+07:00", "10:00:00+07:00", "00:05:00", "22:00:00", "10:30:00", "09:05:07"]


def test_serial_numbers_of_excel_are_read_when_asked() -> None:
    assert parse("45138") is None
    found = {text: parse(text, serial=True) for text in ("45138", "45138.5", "1", "59", "60", "61", "0", "2958465", "2958466", "-1")}
    assert {text: day and day.text for text, day in found.items()} == {
        "45138": "2023-07-31", "45138.5": "2023-07-31", "1": "1900-01-01", "59": "1900-02-28", "60": None, "61": "1900-03-01", "0": None, "2958465": "9999-12-31", "2958466": None, "-1": None,
    }  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), [("31/07/2023", "dd/MM/yyyy"), ("7/31/2023", "M/d/yyyy"), ("令和5年7月31日", "令和y年M月d日"), ("31 Juli 2023", "d MMMM yyyy"), ("31-Jul-23", "d-MMM-yy"), ("20230731", "yyyyMMdd"), ("2023-07-31", "yyyy-MM-dd")])
def test_how_it_was_written_is_told(text: str, wanted: str) -> None:
    found = parse(text)
    assert found is not None
    assert found.format == wanted


@given(DAYS, LANGUAGES, st.sampled_from(["medium", "long", "full"]))
def test_what_babel_writes_comes_back(day: date, language: str, width: str) -> None:
    found = parse(format_date(day, width, locale=language))
    assert found is not None
    assert (found.text, found.ambiguous) == (day.isoformat(), ())


@given(st.dates(date(1969, 1, 1), date(2068, 12, 31)), LANGUAGES)
def test_short_dates_of_babel_come_back_or_are_among_the_readings(day: date, language: str) -> None:
    text = format_date(day, "short", locale=language)
    found, told = parse(text), parse(text, {"id": "dmy", "en": "mdy", "ja": "ymd"}[language])
    assert found is not None
    assert told is not None
    assert day.isoformat() in (found.text, *found.ambiguous)
    assert (told.text, told.ambiguous) == (day.isoformat(), ())


@given(DAYS)
def test_the_common_era_may_be_named(day: date) -> None:
    for pattern, language in (("Gy年M月d日", "ja"), ("MMMM d, y G", "en"), ("d MMMM y G", "id")):
        found = parse(format_date(day, pattern, locale=language))
        assert found is not None
        assert found.text == day.isoformat()


@given(st.sampled_from([("明治", "M", date(1873, 1, 1), 6), ("大正", "T", date(1912, 7, 30), 1), ("昭和", "S", date(1926, 12, 25), 1), ("平成", "H", date(1989, 1, 8), 1), ("令和", "R", date(2019, 5, 1), 1)]), st.integers(0, 5000))
def test_days_of_an_era_come_back(era: tuple[str, str, date, int], later: int) -> None:
    name, letter, first, first_year = era
    day = first + timedelta(days=later)
    year = day.year - first.year + first_year
    for text in (f"{name}{year}年{day.month}月{day.day}日", f"{letter}{year}.{day.month}.{day.day}", f"{name}{'元' if year == 1 else year}年{day.month}月{day.day}日"):
        found = parse(text)
        assert found is not None
        assert found.text == day.isoformat()


@given(st.datetimes(), st.sampled_from(["yyyy-MM-dd HH:mm:ss", "dd MMMM yyyy HH:mm", "yyyy/MM/dd H:mm"]))
def test_moments_that_babel_writes_keep_their_day(moment: datetime, pattern: str) -> None:
    found = parse(format_datetime(moment, pattern, locale="id"))
    assert found is not None
    assert found.text == moment.date().isoformat()
    assert found.time is not None
    assert found.time[:5] == moment.strftime("%H:%M")


@given(st.one_of(st.text(max_size=40), HOSTILE), st.sampled_from([None, "dmy", "mdy", "ymd"]), st.booleans())
def test_no_text_raises_and_each_date_is_iso(text: str, order: str | None, serial: bool) -> None:  # noqa: FBT001
    found = parse(text, order, serial=serial)
    if not serial:
        assert (found is None or bool(found.ambiguous)) == (why(text, order) is not None)
    if found is not None:
        for day in (found.text, *found.ambiguous):
            date.fromisoformat(day + "-01-01"[len(day) - 4 :] if len(day) < 10 else day)
