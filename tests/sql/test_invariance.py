"""What must not move a figure: the order in which rows came, rows of another pair of countries, and a sector where no row names one."""

from __future__ import annotations

import csv
import math
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mitra import catalogue
from mitra.settings import Settings

CATALOGUE = catalogue.load(Settings.from_environment().queries)
OF_A_PAIR = [name for name in sorted(CATALOGUE) if {"home", "partner"} <= set(CATALOGUE[name].params)]
BY_SECTOR = [name for name in OF_A_PAIR if "sector" in CATALOGUE[name].params and "none" in CATALOGUE[name].params["sector"].meaning and not name.startswith("changes.")]  # this sector or none; changes count cells and institutions as well, and are held against the overview
ABOUT_ALL_PAIRS = ("coverage.pairs", "coverage.pairs_rows", "record.search")  # these say something of every pair, so another one's rows belong into them
WORLD = Path(__file__).resolve().parent.parent / "fixtures" / "world"
ELSEWHERE = {  # an agreement, an engagement with participants, an outcome and money of two countries that the world knows nothing of
    "agreements": {"agreement_id": "ZA1", "title_en": "Contoh elsewhere", "agreement_kind_code": "mou", "agreement_stage_code": "concluded", "signed_on": "2022-05-01", "signed_certainty_code": "stated", "party_a_country_code": "BRA", "party_a_institution_id": "ZI1", "party_b_country_code": "CHL", "renews_agreement_id": "XA8", "record_scope_code": "COMPARATOR"},
    "agreement_scope": {"agreement_id": "ZA1", "focus_area_code": "market_promotion", "sector_code": "crafts"},
    "engagements": {"engagement_id": "ZE1", "name_en": "Contoh fair", "engagement_kind_code": "exhibition", "engagement_stage_code": "held", "held_from": "2022-06-01", "held_certainty_code": "stated", "country_a_code": "BRA", "country_b_code": "CHL", "agreement_id": "ZA1", "participants_stated": "7", "record_scope_code": "COMPARATOR"},
    "engagement_scope": {"engagement_id": "ZE1", "focus_area_code": "market_promotion", "sector_code": "crafts"},
    "participants": {"participant_id": "ZP1", "engagement_id": "ZE1", "country_code": "BRA", "sector_code": "crafts", "enterprise_count": "7", "is_group": "true"},
    "financing_programs": {"program_id": "ZF1", "name_en": "Contoh money elsewhere", "provider_institution_id": "ZI1", "provider_country_code": "BRA", "beneficiary_country_code": "CHL", "instrument_code": "loan", "currency_code": "USD", "amount": "9000", "amount_basis_code": "ceiling", "amount_unit_code": "programme", "opens_on": "2023", "record_scope_code": "COMPARATOR"},
    "program_scope": {"program_id": "ZF1", "focus_area_code": "financing_access", "sector_code": "crafts"},
    "program_flows": {"flow_id": "ZW1", "program_id": "ZF1", "amount_basis_code": "disbursed", "period_text": "2023", "period_from": "2023-01-01", "period_until": "2023-12-31", "amount": "8000", "currency_code": "USD", "target_amount": "9000"},
    "institutions": {"institution_id": "ZI1", "name_en": "Contoh bank elsewhere", "country_code": "BRA", "institution_kind_code": "bank"},
    "institution_succession": {"predecessor_institution_id": "ZI1", "successor_institution_id": "XI-MYS", "effective_on": "2023-01-01"},
    "outcomes": {"outcome_id": "ZO1", "outcome_kind_code": "deal", "engagement_id": "ZE1", "occurred_on": "2022-07-01", "occurred_certainty_code": "stated", "value": "5", "currency_code": "USD", "value_basis_code": "reported", "enterprise_sizes_code": "msme"},
}


def rewritten(folder: Path, change: Callable[[str, list[dict[str, str]], list[str]], list[dict[str, str]]]) -> Path:
    """Write the small world anew with each table's rows changed."""
    for path in WORLD.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            rows, names = list(reader), list(reader.fieldnames or [])
        with (folder / path.name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, names, restval="")
            writer.writeheader()
            writer.writerows(change(path.stem, rows, names))
    return folder


def with_elsewhere(table: str, rows: list[dict[str, str]], names: list[str]) -> list[dict[str, str]]:
    """Add the row of another pair."""
    if table not in ELSEWHERE:
        return rows
    source = {"source_id": rows[0]["source_id"]} if "source_id" in names else {}
    unknown = set(ELSEWHERE[table]) - set(names)
    assert not unknown, unknown
    return [*rows, {**ELSEWHERE[table], **source}]


def without_sectors(table: str, rows: list[dict[str, str]], _names: list[str]) -> list[dict[str, str]]:
    """Let no row of what countries do together name a sector, every second not even a focus area: it has no row of scope."""
    if table.endswith("_scope"):
        return [{**row, "sector_as_stated": "", "sector_code": ""} for row in {(row[f"{table.removesuffix('_scope')}_id"], row["focus_area_code"]): row for row in rows[::2]}.values()]
    return [{**row, "sector_code": ""} for row in rows] if table in ("participants", "outcomes") else rows


def mixed(_table: str, rows: list[dict[str, str]], _names: list[str]) -> list[dict[str, str]]:
    """Put the rows into another order."""
    return random.Random(7).sample(rows, len(rows))


@pytest.fixture(scope="module")
def shuffled(build_record: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Return the small world with its rows in another order."""
    return build_record(rewritten(tmp_path_factory.mktemp("shuffled"), mixed))


@pytest.fixture(scope="module")
def widened(build_record: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Return the small world with another pair in it."""
    return build_record(rewritten(tmp_path_factory.mktemp("widened"), with_elsewhere))


@pytest.fixture(scope="module")
def general(build_record: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Return the small world in which no row names a sector."""
    return build_record(rewritten(tmp_path_factory.mktemp("general"), without_sectors))


def alike(one: object, other: object) -> bool:
    """Say whether two cells are the same but for the last digits of a sum."""
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12) if isinstance(one, float) and isinstance(other, float) else one == other


def assert_same(rows: list[dict[str, Any]], others: list[dict[str, Any]]) -> None:
    assert len(rows) == len(others)
    for one, other in zip(rows, others, strict=True):
        assert [name for name in one if not alike(one[name], other[name])] == [], (one, other)


@pytest.mark.parametrize("name", sorted(CATALOGUE))
def test_the_order_of_rows_changes_nothing(name: str, small_world: Any, shuffled: Any, parameters: Callable[[str, str], dict[str, str]]) -> None:
    given = parameters("world", name)
    assert_same(small_world.reader.rows(name, given), shuffled.reader.rows(name, given))


@pytest.mark.parametrize("name", [name for name in OF_A_PAIR if name not in ABOUT_ALL_PAIRS])
def test_rows_of_another_pair_change_nothing(name: str, small_world: Any, widened: Any, parameters: Callable[[str, str], dict[str, str]]) -> None:
    given = parameters("world", name)
    assert_same(small_world.reader.rows(name, given), widened.reader.rows(name, given))


@pytest.mark.parametrize("name", BY_SECTOR)
def test_what_names_no_sector_is_chosen_by_every_sector(name: str, general: Any, parameters: Callable[[str, str], dict[str, str]]) -> None:
    given = parameters("world", name)
    for pair in ("JPN", "KOR"):
        for day in (given.get("as_of", ""), "2025-06-01"):
            asked = {**given, "partner": pair, "as_of": day}
            assert_same(general.reader.rows(name, asked), general.reader.rows(name, {**asked, "sector": "mining"}))
