"""The record that ships with Mitra: every fact has a source, codes and references resolve, and unknown stays unknown."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from mitra.contract import Contract, Field, Table
from mitra.partial_date import bounds

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDERS = {"seed": ROOT / "data" / "seed", "world": ROOT / "tests" / "fixtures" / "world"}
TABLES = sorted(path.stem for path in FOLDERS["seed"].glob("*.csv"))
NO_FACTS = {"record", "sources", "translations"}  # the day of collection, the sources themselves, our translations

pytestmark = pytest.mark.parametrize("folder", list(FOLDERS))


@cache
def rows(folder: str, table: str) -> list[dict[str, str]]:
    """Return the rows of a table as they stand in its file."""
    with (FOLDERS[folder] / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cells(folder: str, table: Table) -> Iterator[tuple[Field, str, dict[str, str]]]:
    """Yield each filled cell of a table with its field and its row."""
    for row in rows(folder, table.name):
        yield from ((field, row[field.name], row) for field in table.fields if row[field.name] != "")


@pytest.mark.parametrize("name", TABLES)
def test_every_row_of_fact_has_sources_that_resolve(folder: str, name: str, the_contract: Contract) -> None:
    known = {row["source_id"] for row in rows(folder, "sources")}
    for row in rows(folder, name):
        if name not in NO_FACTS:
            assert row["source_id"] in known, row
        assert set(filter(None, row.get("more_source_ids", "").split(";"))) <= known, row
    assert ("source_id" in the_contract.tables[name].required) is (name not in NO_FACTS - {"sources"})


@pytest.mark.parametrize("name", TABLES)
def test_keys_are_unique_and_required_cells_filled(folder: str, name: str, the_contract: Contract) -> None:
    table = the_contract.tables[name]
    keys = [tuple(row[column] for column in table.primary_key) for row in rows(folder, name)]
    assert len(set(keys)) == len(keys)
    for row in rows(folder, name):
        assert not [column for column in table.required if row[column] == ""], row


@pytest.mark.parametrize("name", TABLES)
def test_codes_are_in_their_lists_and_references_resolve(folder: str, name: str, the_contract: Contract) -> None:
    keys = {table.name: {row[table.primary_key[0]] for row in rows(folder, table.name)} for table in the_contract.tables.values() if len(table.primary_key) == 1}
    for field, value, row in cells(folder, the_contract.tables[name]):
        if field.codelist is not None:
            assert value in the_contract.codelists[field.codelist], (field.name, row)
        if field.references is not None:
            assert value in keys[field.references], (field.name, row)


@pytest.mark.parametrize("name", TABLES)
def test_values_are_of_their_type(folder: str, name: str, the_contract: Contract) -> None:
    for field, value, row in cells(folder, the_contract.tables[name]):
        assert value == value.strip(), (field.name, row)
        if field.type == "partial_date":
            bounds(value)
        elif field.type == "date":
            assert bounds(value).earliest == bounds(value).latest, (field.name, row)
        elif field.type == "integer":
            assert str(int(value)) == value, (field.name, row)
        elif field.type == "number":
            float(value)
        elif field.type == "boolean":
            assert value in ("true", "false"), (field.name, row)


@pytest.mark.parametrize("name", TABLES)
def test_files_are_utf8_lf_and_sorted_by_key(folder: str, name: str, the_contract: Contract) -> None:
    body = (FOLDERS[folder] / f"{name}.csv").read_bytes()
    assert b"\r" not in body
    assert body.endswith(b"\n")
    assert not body.startswith(b"\xef\xbb\xbf")
    assert tuple(body.decode("utf-8").splitlines()[0].split(",")) == the_contract.tables[name].field_names
    keys = [tuple(row[column] for column in the_contract.tables[name].primary_key) for row in rows(folder, name)]
    assert keys == sorted(keys)


def test_references_into_any_table_resolve(folder: str, the_contract: Contract) -> None:
    every = {row[key] for table in the_contract.tables.values() for row in rows(folder, table.name) for key in table.primary_key[:1]}
    for name in ("contested_values", "region_links", "translations"):
        for row in rows(folder, name):
            assert row["ref_id"] in every, row


def test_contested_values_name_a_real_cell_and_show_one_version(folder: str, the_contract: Contract) -> None:
    shown: dict[tuple[str, str, str], list[Any]] = {}
    for row in rows(folder, "contested_values"):
        assert row["field_name"] in the_contract.tables[row["table_name"]].field_names, row
        if row["is_shown"] == "true":
            shown.setdefault((row["table_name"], row["ref_id"], row["field_name"]), []).append(row["value"] or row["value_text"])
    assert all(len(versions) == 1 for versions in shown.values())


def test_a_date_stands_only_where_its_certainty_is_not_unknown(folder: str) -> None:
    for table, day, certainty in (("agreements", "signed_on", "signed_certainty_code"), ("engagements", "held_from", "held_certainty_code"), ("outcomes", "occurred_on", "occurred_certainty_code")):
        for row in rows(folder, table):
            assert (row[day] == "") is (row[certainty] == "unknown"), row


def test_made_up_rows_never_mix_with_the_record(folder: str) -> None:
    for name in TABLES:
        for row in rows(folder, name):
            if folder == "seed":
                assert "made up" not in " ".join(row.values()).lower(), row
                assert "made-up" not in " ".join(row.values()).lower(), row
            else:
                assert row.get("source_id", "XS").startswith("XS"), row
