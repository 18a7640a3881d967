"""A staged table of texts comes back typed, with no cell lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from mitra.ingest.values import typed as module
from mitra.ingest.values.infer import Inferred, infer
from mitra.ingest.values.typed import Typed, typed


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """Return a connection of its own."""
    with duckdb.connect() as found:
        yield found


def staged(connection: duckdb.DuckDBPyConnection, columns: dict[str, Sequence[str | None]], told: dict[str, Inferred] | None = None) -> Typed:
    """Stage columns of texts and type them as inferred from all their texts, or as told."""
    connection.execute(f"create table staged (row_number bigint, {', '.join(f'c{number} varchar' for number in range(len(columns)))})")
    rows = [[number, *cells] for number, cells in enumerate(zip(*columns.values(), strict=True), 2)]
    connection.executemany(f"insert into staged values ({', '.join('?' * (len(columns) + 1))})", rows)
    return typed(connection, "staged", told or {name: infer(Counter(text for text in cells if text is not None)) for name, cells in columns.items()})


def values(result: Typed) -> dict[str, list[object]]:
    """Return the rows of a result by column, in the order of the file."""
    rows = result.relation.order("row_number").fetchall()
    return dict(zip(result.relation.columns, map(list, zip(*rows, strict=True)), strict=True))


def test_each_type(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    found = staged(
        connection,
        {
            "uang": ("Rp 5.000", "Rp 1.234.567", None, "-"),
            "persen": ("12,5", "1.000,25", "7", ""),
            "tanggal": ("31/07/23", "03/04/23", "2023-01-02", "不明"),
            "saat": ("2023-07-31 10:00", "2023-07-31T11:00:00", "1 Agustus 2023 pukul 09.30", None),
            "tepat": ("2023-07-31T10:00:00+07:00", "2023-07-31 10:00 WIB", "2023-07-31T10:00:00Z", None),
            "aktif": ("ya", "T", "tidak", " "),
            'kode "pos"': ("03117", "40115", "-", ""),
            "人数": ("１２", "1", "三十", "3"),
        },
    )
    assert found.kept == {}
    assert values(found) == {
        "row_number": [2, 3, 4, 5],
        "uang": [5000, 1234567, None, None],
        "persen": [Decimal("12.5"), Decimal("1000.25"), Decimal(7), None],
        "tanggal": [date(2023, 7, 31), date(2023, 4, 3), date(2023, 1, 2), None],
        "saat": [datetime.fromisoformat("2023-07-31 10:00"), datetime.fromisoformat("2023-07-31 11:00"), datetime.fromisoformat("2023-08-01 09:30"), None],
        "tepat": [datetime.fromisoformat("2023-07-31 03:00"), datetime.fromisoformat("2023-07-31 03:00"), datetime.fromisoformat("2023-07-31 10:00"), None],
        "aktif": [True, False, False, None],
        'kode "pos"': ["03117", "40115", "-", ""],
        "人数": [12, 1, 30, 3],
    }
    assert [str(kind) for kind in found.relation.types] == ["BIGINT", "BIGINT", "DECIMAL(24,4)", "DATE", "TIMESTAMP", "TIMESTAMP", "BOOLEAN", "VARCHAR", "BIGINT"]
    found.relation.to_parquet(str(tmp_path / "typed.parquet"))
    assert connection.read_parquet(str(tmp_path / "typed.parquet")).types == found.relation.types


def test_what_has_no_one_reading_stays_text(connection: duckdb.DuckDBPyConnection) -> None:
    columns = {"misfit": ("5",) * 19 + ("banyak",), "asked": ("1.234",) * 20, "order": ("03/04/2023",) * 20, "units": ("Rp 5",) * 10 + ("US$ 5",) * 10}
    found = staged(connection, columns)
    assert {name: tuple(cells) for name, cells in values(found).items() if name != "row_number"} == columns
    assert found.kept == {"misfit": ("banyak",), "asked": ("1.234",), "order": ("03/04/2023",), "units": ("IDR", "USD")}


@pytest.mark.parametrize(
    ("inferred", "text"),
    [(Inferred("integer"), "1.5"), (Inferred("integer"), "banyak"), (Inferred("integer"), "9223372036854775808"), (Inferred("number", decimal="."), "1,5"), (Inferred("number"), "1.234"), (Inferred("number"), "1e308"), (Inferred("date"), "2023-02-31"),
     (Inferred("date"), "2023-07"), (Inferred("date"), "2023-07-31 10:00"), (Inferred("date"), "03/04/2023"), (Inferred("datetime"), "2023-07-31"), (Inferred("datetime"), "2023-07-31T10:00Z"), (Inferred("datetime", zoned=True), "2023-07-31T10:00"),
     (Inferred("datetime", zoned=True), "0001-01-01T00:00+07:00"), (Inferred("boolean", format="ya/tidak"), "mungkin")],
)  # fmt: skip
def test_a_text_that_the_sample_did_not_show_keeps_the_column_text(connection: duckdb.DuckDBPyConnection, inferred: Inferred, text: str) -> None:
    found = staged(connection, {"column": (text, None)}, {"column": inferred})
    assert values(found)["column"] == [text, None]
    assert found.kept == {"column": (text,)}


def test_dates_without_a_day_stay_as_precise_as_they_are(connection: duckdb.DuckDBPyConnection) -> None:
    assert values(staged(connection, {"sejak": ("31 Juli 2023", "Juli 2023", "令和5年", "2023-08-01")}))["sejak"] == ["2023-07-31", "2023-07", "2023", "2023-08-01"]


def test_places_beyond_four_are_kept(connection: duckdb.DuckDBPyConnection) -> None:
    assert values(staged(connection, {"kurs": ("0.0089123", "12345678901234567890.5", "1")}))["kurs"] == [Decimal("0.0089123"), Decimal("12345678901234567890.5"), Decimal(1)]


def test_a_column_with_more_texts_than_fit_at_once(connection: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_AT_ONCE", 7)
    cells = tuple(f"Rp {number}" for number in range(100)) * 2
    assert values(staged(connection, {"uang": cells}))["uang"] == [*range(100)] * 2
