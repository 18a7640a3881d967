"""Whatever bytes come, the reader answers: a table whose rows are all there, or one sentence why there is none."""

from __future__ import annotations

from pathlib import Path

import duckdb
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from mitra.errors import MitraError
from mitra.ingest.read import inspect
from mitra.ingest.staging import stage

THIRTY = (Path(__file__).resolve().parent.parent / "fixtures" / "files" / "daftar-30-usaha-contoh.csv").read_bytes()
PARTS = some.sampled_from([b",", b";", b"\t", b'"', b"'", b"\r", b"\n", b"\r\n", b"\x00", b"\\", b"=1+1", b"\xff\xfe", b"\xef\xbb\xbf", b"\x1a", b"\x81", b"\xe3\x81", b"31/02/2023", b"1e308", b"NaN", "合計".encode("cp932"), "é".encode("cp1252")])
BOUNDED = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def read(path: Path, body: bytes) -> None:
    """Read a file and hold the reader to its word."""
    path.write_bytes(body)
    reading = inspect(path)
    if not reading.readable:
        assert reading.message is not None
        assert reading.message.rule.says
        return
    assert reading.rows is not None
    rows = list(reading.rows)
    assert len(rows) == reading.row_count
    assert [row for row, _ in rows] == sorted({row for row, _ in rows})
    assert all(len(cells) == len(reading.columns) for _, cells in rows)
    assert len({column.name.casefold() for column in reading.columns}) == len(reading.columns)
    with duckdb.connect() as connection:
        try:
            stage(connection, reading, "staged")
        except MitraError:  # one sentence, such as for sixteen thousand columns
            return
        assert len(connection.table("staged")) == reading.row_count


@BOUNDED
@given(some.binary(max_size=400))
def test_any_bytes(tmp_path: Path, body: bytes) -> None:
    read(tmp_path / "berkas.csv", body)


@BOUNDED
@given(some.lists(PARTS, max_size=60))
def test_the_signs_that_tables_are_made_of_in_any_order(tmp_path: Path, parts: list[bytes]) -> None:
    read(tmp_path / "berkas.csv", b"".join(parts))


@BOUNDED
@given(some.lists(some.tuples(some.integers(0, len(THIRTY)), PARTS), min_size=1, max_size=6), some.integers(0, len(THIRTY)))
def test_a_real_list_that_was_damaged(tmp_path: Path, wounds: list[tuple[int, bytes]], end: int) -> None:
    body = bytearray(THIRTY[: max(end, 200)])
    for place, part in sorted(wounds, reverse=True):
        body[place:place] = part
    read(tmp_path / "berkas.csv", bytes(body))
