"""Before anything is published, an analyst sees every row that would change, and what would move on the pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from mitra.contract import Contract
from mitra.ingest import comparison
from mitra.ingest.difference import Difference, difference
from mitra.ingest.headlines import HEADLINES

Person = Callable[..., dict[str, str | None]]
AS_OF = date(2024, 1, 1)


@pytest.fixture
def seen(desk: Any, the_contract: Contract) -> Callable[..., Difference]:
    """Return the function that says what changes would do."""

    def look(*changes: Any) -> Difference:
        draft = desk.library.with_draft(desk.draft(*changes))
        return difference(the_contract, desk.library.open(desk.release), draft, changes, as_of=AS_OF)

    return look


def test_rows_are_added_changed_withdrawn_and_left(seen: Any, upload: Any, person: Person) -> None:
    kept = {"engagement_id": "XE1", "enterprise_name": "UD Contoh Batik", "country_code": "IDN", "sector_as_stated": "batik", "sector_code": "textiles_apparel", "region_code": "ID-JB", "size_class_code": "small", "mode_code": "offline", "is_women_led": "true", "enterprise_count": "1", "is_group": "false", "source_id": "XS1", "note": "contoh (made up)"}
    found = seen(upload("participants", "replace", [{"participant_id": "XP1", **kept}, {"participant_id": "XP3", **kept, "is_women_led": None, "enterprise_count": "2"}, person("XP9")]))
    (table,) = found.tables
    assert (table.table, table.added, table.changed, table.withdrawn, table.unchanged) == ("participants", 1, 1, 3, 1)
    assert [(row.kind, row.key) for row in table.rows] == [("added", ("XP9",)), ("changed", ("XP3",)), ("withdrawn", ("XP2",)), ("withdrawn", ("XP4",)), ("withdrawn", ("XP5",))]
    added, changed, withdrawn = table.rows[0].fields, table.rows[1].fields, table.rows[2].fields
    assert added["enterprise_count"] == (None, "1")
    assert "region_code" not in added
    assert changed["is_women_led"] == ("false", None)
    assert changed["enterprise_count"] == ("1", "2")
    assert "source_id" not in changed
    assert withdrawn["mode_code"] == ("online", None)


def test_numbers_and_dates_are_shown_as_they_are_written(seen: Any, upload: Any) -> None:
    found = seen(upload("financing_programs", "upsert", [{"program_id": "XF1", "amount": "1234.5", "opens_on": "2021-02"}]))
    (row,) = found.tables[0].rows
    assert row.fields["amount"][1] == "1234.5"
    assert row.fields["opens_on"][1] == "2021-02"
    assert set(row.fields) == {"amount", "opens_on"}


def test_an_upload_of_what_is_there_changes_nothing(seen: Any, upload: Any) -> None:
    found = seen(upload("participants", "upsert", [{"participant_id": "XP1", "sector_code": "textiles_apparel"}]))
    assert not found.moved
    assert (found.pairs, found.headlines, found.cells) == ((), (), ())
    assert found.tables[0].unchanged == 5


def test_headline_numbers_and_cells_that_move_are_named_with_their_pair(seen: Any, upload: Any) -> None:
    outcome = {"outcome_id": "XO9", "outcome_kind_code": "contract", "engagement_id": "XE1", "sector_code": "crafts", "enterprise_sizes_code": "msme", "occurred_on": "2023-09", "occurred_certainty_code": "stated", "source_id": "XS1"}
    found = seen(upload("outcomes", "append", [outcome]))
    assert found.pairs == (("IDN", "JPN"),)
    moves = {move.label: (move.before, move.after) for move in found.headlines}
    before, after = moves.pop("Outcomes on record")
    assert after == before + 1
    assert {(cell.sector_code, cell.focus_area_code, cell.after) for cell in found.cells} >= {("crafts", "market_promotion", "delivering")}
    assert all((cell.home, cell.partner) == ("IDN", "JPN") and cell.before != cell.after for cell in found.cells)


def test_the_split_of_a_number_shows_on_the_sectors_page(seen: Any, upload: Any, person: Person) -> None:
    """The small world's delegation has twelve participants, most of them without a published sector."""
    moves = {move.label: (move.before, move.after) for move in seen(upload("participants", "replace", [person(f"XQ{n:02}", sector_code="crafts" if n % 2 else "fisheries") for n in range(12)])).headlines}
    assert moves["Participants whose sector is published"][1] == 12
    before, after = moves["Participants whose sector is not published"]
    assert before > 0
    assert after is None


def test_what_only_dates_other_rows_touches_every_pair(seen: Any, upload: Any) -> None:
    found = seen(upload("sources", "upsert", [{"source_id": "XS3", "published_on": "2021"}]))
    assert ("IDN", "KOR") in found.pairs
    assert ("IDN", "JPN") in found.pairs
    assert seen(upload("sources", "append", [{"source_id": "XS8", "publisher": "P", "title": "T", "language": "id"}])).pairs == ()


def test_every_headline_is_a_query_of_the_catalogue(desk: Any) -> None:
    assert {one.query for one in HEADLINES} <= set(desk.library.catalogue)


def test_more_rows_than_are_listed_are_counted(desk: Any, the_contract: Contract, upload: Any, person: Person) -> None:
    change = upload("participants", "append", [person(f"XQ{n:05}") for n in range(comparison.LISTED + 500)])
    parent, draft = desk.library.open(desk.release), desk.library.with_draft(desk.draft(change))
    table = difference(the_contract, parent, draft, [change], as_of=AS_OF).tables[0]
    assert (table.added, len(table.rows)) == (comparison.LISTED + 500, comparison.LISTED)
