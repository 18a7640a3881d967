"""A table written in any dialect, encoding and line ends comes back the same; large files and workbooks as small ones do."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

import duckdb
import pytest
import xlsxwriter
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from mitra.ingest import text as texts
from mitra.ingest.read import inspect, rows
from mitra.ingest.reading import Hints

NAMES = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyz"), min_size=2, max_size=8)
CELLS = st.one_of(st.integers(0, 99999).map(str), st.text(st.sampled_from("abc xyz,;'\"|-é東京"), max_size=12).map(str.strip))
QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], list[list[str]]]:
    width = draw(st.integers(3, 6))
    heading = draw(st.lists(NAMES, min_size=width, max_size=width, unique=True))
    body = draw(st.lists(st.lists(CELLS, min_size=width - 1, max_size=width - 1), min_size=3, max_size=12))
    return heading, [[str(number), *cells] for number, cells in enumerate(body, 1)]


def write(heading: list[str], body: list[list[str]], delimiter: str, ends: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=ends, quoting=csv.QUOTE_ALL)
    writer.writerows([heading, *body])
    return out.getvalue()


def read(data: bytes, hints: Hints) -> tuple[list[str], list[list[str]], list[str]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "contoh.csv"
        path.write_bytes(data)
        reading = inspect(path, hints)
        assert reading.rows is not None, reading.message
        return list(reading.heading), [[cell or "" for cell in cells] for _, cells in reading.rows], [finding.rule.code for finding in reading.warnings]


@QUICK
@example(table=(["aa", "ab", "aaa"], [["1", "0", ";"], ["2", "0", "0"], ["3", ";", "0"]]), delimiter=",", ends="\n", encoding="utf-8")
@given(table=tables(), delimiter=st.sampled_from(",;\t|"), ends=st.sampled_from(["\n", "\r\n", "\r"]), encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_any_dialect_comes_back_the_same(table: tuple[list[str], list[list[str]]], delimiter: str, ends: str, encoding: str) -> None:
    heading, body = table
    found = read(write(heading, body, delimiter, ends).encode(encoding), Hints(delimiter=delimiter, header_rows=1))
    assert found == (heading, body, [])


@QUICK
@given(
    data=st.one_of(
        st.binary(max_size=400), st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")), st.text(st.sampled_from('a1,;"\n\r\t |'), max_size=300).map(str.encode)
    )
)
def test_any_bytes_end_in_a_table_or_a_sentence(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "contoh.csv"
        path.write_bytes(data)
        reading = inspect(path)
        assert reading.readable == (reading.message is None)
        for finding in (*reading.warnings, *([reading.message] if reading.message else [])):
            assert finding.rule.says.format(**finding.filled)
        if reading.rows is not None:
            assert all(len(cells) == len(reading.columns) for _, cells in reading.rows)


LARGE = "nama,isi,n\n" + "".join(f'Contoh {number},"kata, ke {number}",{number}\n' for number in range(3000))


@pytest.mark.parametrize(
    "made",
    [
        LARGE,
        LARGE.replace("\n", "\r\n"),
        "Judul contoh\n\n" + LARGE,
        LARGE + "Sumber: contoh\n",
        LARGE.replace("Contoh 77,", "Contoh 77"),
        LARGE.replace('"kata, ke 5"', '" kata ke 5"'),
    ],
    ids=["plain", "crlf", "title", "note", "short row", "blank in a cell"],
)
def test_a_large_file_is_read_as_a_small_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: str) -> None:
    path = tmp_path / "contoh.csv"
    path.write_bytes(made.encode())
    small = inspect(path)
    monkeypatch.setattr(texts, "SMALL", 1000)
    large = inspect(path)
    assert small.rows is not None
    assert large.rows is not None
    assert type(large.rows) is not type(small.rows)
    assert list(large.rows) == list(small.rows)
    assert [(finding.rule.code, finding.row) for finding in large.warnings] == [(finding.rule.code, finding.row) for finding in small.warnings]
    with duckdb.connect() as connection:
        small.rows.load(connection, "small")
        large.rows.load(connection, "large")
        loaded = [connection.table(name).order("row_number").fetchall() for name in ("small", "large")]
    assert loaded[0] == loaded[1] == [(row, *cells) for row, cells in small.rows]


@pytest.mark.parametrize("encoding", ["cp932", "utf-16", "euc_jp"])
def test_a_large_file_in_another_encoding_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    path = tmp_path / "contoh.csv"
    path.write_bytes(("企業名,数\n" + "".join(f"サンプル商店{number},{number}\n" for number in range(2000))).encode(encoding))
    monkeypatch.setattr(texts, "SMALL", 1000)
    reading = inspect(path)
    assert reading.encoding == encoding
    assert reading.rows is not None
    with duckdb.connect() as connection:
        reading.rows.load(connection, "t")
        assert connection.table("t").order("row_number").limit(1).fetchall() == [(2, "サンプル商店0", "0")]
        assert connection.table("t").aggregate("count(*)").fetchall() == [(2000,)]


def test_a_workbook_is_read_with_its_title_heading_and_sheets(tmp_path: Path) -> None:
    path = tmp_path / "contoh.csv"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Data")
        sheet.write(0, 0, "Data contoh")
        sheet.write_row(2, 0, ["nama", "nilai"])
        sheet.write_row(3, 0, ["Contoh", 1.0])
        sheet.write_row(4, 0, ["Misal", 2.5])
        book.add_worksheet("Lain").write_row(0, 0, ["a", "b"])
    reading = inspect(path)
    assert (reading.sheet, reading.sheets) == ("Data", ("Data", "Lain"))
    assert reading.rows is not None
    assert list(reading.rows) == [(4, ["Contoh", "1"]), (5, ["Misal", "2.5"])]
    assert {finding.rule.code for finding in reading.warnings} == {"preamble", "other-sheets"}
    assert inspect(path, Hints(sheet="Lain")).heading == ("a", "b")
    assert inspect(path, Hints(sheet="Tiada")).message is not None


def test_one_far_cell_is_refused_before_it_costs_memory(tmp_path: Path) -> None:
    path = tmp_path / "contoh.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["a", "b"])
        sheet.write(1048575, 16383, "x")
    message = inspect(path).message
    assert message is not None
    assert (message.rule.code, message.filled["cell"]) == ("far-cell", "XFD1048576")


def test_rows_gives_the_heading_first_and_nothing_for_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "contoh.csv"
    path.write_text("")
    assert rows(str(path)) == []
    path.write_text("a,b\n1,\n")
    assert rows(str(path)) == [["a", "b"], ["1", ""]]
