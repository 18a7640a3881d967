"""Rows that leave Mitra as CSV run nothing in a spreadsheet, and numbers stay numbers."""

from __future__ import annotations

import csv
import io

import pandas as pd

from mitra import tables


def test_a_text_that_a_spreadsheet_would_run_is_made_harmless_and_numbers_are_left_alone() -> None:
    frame = pd.DataFrame({"name": ["=HYPERLINK(1)", "+62 21", "-", "@x", "Contoh", None], "change": [-1, 2, -3, 4, 5, 6]})
    rows = list(csv.DictReader(io.StringIO(tables.csv(frame).decode())))
    assert [row["name"] for row in rows] == ["'=HYPERLINK(1)", "'+62 21", "'-", "'@x", "Contoh", ""]
    assert [row["change"] for row in rows] == ["-1", "2", "-3", "4", "5", "6"]


def test_a_number_in_a_csv_file_has_neither_noise_nor_an_exponent() -> None:
    frame = pd.DataFrame({"share": [0.13699999999999998, 1 / 3, 22700000000000.0, 1e18, None]})
    assert tables.csv(frame).decode().splitlines() == ["share", "0.137", "0.333333333333333", "22700000000000", "1000000000000000000", '""']


def test_a_day_in_a_csv_file_is_a_day_and_a_whole_number_stays_whole() -> None:
    frame = pd.DataFrame({"valid_from": pd.to_datetime(["2015-01-01", None]), "row_count": pd.array([29, None], dtype="Int64"), "name": ["=1+1", None]})
    assert tables.csv(frame).decode().splitlines() == ["valid_from,row_count,name", "2015-01-01,29,'=1+1", ",,"]


def test_days_among_other_cells_stay_days_too() -> None:
    frame = pd.DataFrame({"ends_on": pd.Series([pd.Timestamp("2026-11-26"), None, "2026-12"], dtype="object")})
    assert tables.csv(frame).decode().splitlines() == ["ends_on", "2026-11-26", '""', "2026-12"]
