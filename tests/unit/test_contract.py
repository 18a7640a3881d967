"""The contracts hold together, speak three languages, and say plainly where they do not."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from mitra import contract
from mitra.errors import ContractError
from mitra.settings import Settings

LANGUAGES = ("id", "en", "ja")
SETTINGS = Settings.from_environment()
CODELISTS = sorted(path for path in SETTINGS.codelist.glob("*.csv") if path.stem not in contract.MAPPINGS)


def test_every_table_and_field_has_words_in_three_languages(the_contract: contract.Contract) -> None:
    for thing in [*the_contract.tables.values(), *the_contract.fields.values()]:
        assert all(thing.title.get(language) for language in LANGUAGES), thing.name
        assert all(thing.description.get(language) for language in LANGUAGES), thing.name


def test_every_reference_and_key_is_there(the_contract: contract.Contract) -> None:
    for table in the_contract.tables.values():
        assert set(table.primary_key) | table.required <= set(table.field_names), table.name
        assert len(set(table.field_names)) == len(table.fields), table.name
    for field in the_contract.fields.values():
        assert field.references is None or field.references in the_contract.tables, field.name


@pytest.mark.parametrize("path", CODELISTS, ids=lambda path: path.stem)
def test_every_code_has_a_name_in_three_languages(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    codes = [row["code"] for row in rows]
    assert codes
    assert len(set(codes)) == len(codes)
    for row in rows:
        assert all(row[f"name_{language}"].strip() for language in LANGUAGES), row["code"]


def test_every_table_of_the_contract_has_its_file_and_no_file_is_left_over(the_contract: contract.Contract) -> None:
    for seed in (SETTINGS.seed, Path(__file__).parent.parent / "fixtures" / "world"):
        assert {path.stem for path in seed.glob("*.csv")} == set(the_contract.tables)


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        ("sources.toml", 'title = {}\ndescription = {}\nfields = ["sauce_id"]\n', "sauce_id"),
        ("measures.toml", '[strange]\ntype = "colour"\ntitle = {en = "Strange"}\n', "colour"),
        ("measures.toml", '[strange]\ntype = "string"\ntitle = {en = "Strange"}\ncodelist = "planet"\n', "planet"),
    ],
)
def test_a_broken_contract_is_refused_by_file_name(tmp_path: Path, file: str, text: str, says: str) -> None:
    schema = tmp_path / "schema"
    shutil.copytree(SETTINGS.schema, schema)
    (schema / file).write_text(text, "utf-8")
    with pytest.raises(ContractError, match=says) as refusal:
        contract.load(schema, SETTINGS.codelist)
    assert ".toml" in str(refusal.value)
