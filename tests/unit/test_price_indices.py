"""Price indices: a table that ships empty, is filled by an upload, and that releases of an earlier Mitra do not have."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from mitra import cli, dictionary
from mitra.exchange.templates import template_csv
from mitra.i18n import Words
from mitra.store.build import build
from mitra.store.reader import Library
from mitra.store.shelf import Shelf

PAIR = {"home": "IDN", "partner": "JPN", "as_of": "2024-01-01", "domestic": False}
ROW = {"currency_code": "JPY", "price_index_kind_code": "gdp_deflator", "index_base_year": "2021", "year": "2025", "index_value": "110", "source_id": "XS4"}
LATE = ("068_price_ratios", "085_source_rows", "086_more_row_sources", "097_table_counts", "098_quality_marks")  # they read the table


def test_indices_that_are_uploaded_make_values_real(desk: Any, upload: Callable[..., Any]) -> None:
    asked = {**PAIR, "currency": "JPY", "base_year": 2021}
    before = {row["ref_id"]: row for row in desk.library.open(desk.release).rows("financing.normalised", asked)}
    assert before["XF6"]["price_adjustment_code"] == "no_index"
    desk.publish(upload("price_indices", "upsert", [ROW]))
    after = {row["ref_id"]: row for row in desk.library.open(desk.library.current()).rows("financing.normalised", asked)}
    assert after["XF6"]["real_amount"] == pytest.approx(50_000_000 * 100 / 110)
    assert after["XF1"] == before["XF1"]


def test_a_release_of_a_mitra_that_had_no_such_table_is_read_as_one_without_indices(small_world: Any, tmp_path: Path) -> None:
    schema, queries, seed = (Path(shutil.copytree(path, tmp_path / path.name)) for path in (small_world.settings.schema, small_world.settings.queries, small_world.settings.seed))
    for path in (schema / "price_indices.toml", seed / "price_indices.csv", *(queries / "build" / f"{late}.sql" for late in LATE)):
        path.unlink()
    earlier = replace(small_world.settings, schema=schema, queries=queries, seed=seed, store=str(tmp_path / "store"))
    release = build(earlier, Shelf(earlier.store), who="earlier", at=datetime(2026, 11, 22, tzinfo=UTC), note="built before")
    reader = Library(replace(earlier, schema=small_world.settings.schema, queries=small_world.settings.queries), small_world.library.catalogue).open(release)
    assert reader.release == release
    assert reader.rows("financing.price_indices", {}) == reader.rows("financing.base_years", {}) == []
    rows = {row["ref_id"]: row for row in reader.rows("financing.normalised", {**PAIR, "currency": "IDR", "base_year": 2021})}
    assert (rows["XF1"]["price_adjustment_code"], rows["XF1"]["real_amount"]) == ("no_index", None)
    assert {row["row_count"] for row in reader.rows("quality.by_table", {"table_name": "price_indices"})} == {0}


def test_the_table_is_offered_to_fill_with_a_template_of_its_own(plain_words: Words) -> None:
    assert "price_indices" in dictionary.fillable(plain_words)
    heading, example = csv.reader(io.StringIO(template_csv("price_indices", plain_words).decode("utf-8-sig")))
    assert heading[1] == plain_words.column("price_index_kind_code")
    assert example[1] == plain_words.code("price_index_kind", "gdp_deflator")


@pytest.mark.parametrize(
    ("heading", "line", "errors"),
    [
        ("Mata uang;Jenis indeks;Tahun dasar;Tahun;Indeks;Sumber", "Rp;deflator PDB;2010;2022;180,5;S209", 0),
        ("通貨,指数の種類,基準年,年,指数値,出典", "JPY,消費者物価指数,2020,2022,102.3,S210", 0),
        ("currency,index kind,base year,year,price index,source", "JPY,CPI,2020,2022,0,S210", 1),  # prices are never nothing
        ("currency,index kind,base year,year,price index,source", "JPY,wages,2020,2022,102,S210", 1),
    ],
)
def test_a_file_of_indices_is_understood_as_it_comes(small_world: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], heading: str, line: str, errors: int) -> None:
    monkeypatch.setenv("MITRA_STORE", small_world.settings.store)
    path = tmp_path / "indices.csv"
    path.write_text(f"{heading}\n{line.replace('S209', 'XS4').replace('S210', 'XS4')}\n", "utf-8")
    code = cli.main(["check", str(path), "--table", "price_indices", "--json"])
    (found,) = json.loads(capsys.readouterr().out)
    assert (code, len([one for one in found["findings"] if one["severity"] == "error"])) == (1 if errors else 0, errors), found


def test_the_amounts_of_one_stage_stand_together(seed_release: Any) -> None:
    stage = ("amount_kind_code", "amount_basis_code", "outcome_kind_code", "value_basis_code", "enterprise_sizes_code", "amount_unit_code")
    asked = {"home": "IDN", "partner": "JPN", "as_of": "2026-11-22", "domestic": False, "currency": "IDR"}
    stages = [tuple(row[name] for name in stage) for row in seed_release.reader.rows("financing.normalised", asked)]
    runs = [one for one, _ in groupby(stages)]
    assert len(runs) > 5
    assert len(runs) == len(set(runs))
