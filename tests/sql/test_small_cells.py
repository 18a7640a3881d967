"""Small cells: whatever a list that is not public holds, no combination of what is shown stands for fewer than the least."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import combinations
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mitra.contract import Contract
from mitra.settings import Settings
from mitra.store.protect import FIELDS, Protected
from mitra.store.tables import Released, Seed, attach, load_all

SHOWN = FIELDS[1:]
PRIVATE = ("XP-a", "XP-b")
COLUMNS = ("participant_id", "engagement_id", "enterprise_name", "country_code", "sector_as_stated", "sector_code", "size_class_code", "is_women_led", "region_code", "mode_code", "role_stated", "enterprise_count", "is_group", "source_id", "note")
Row = dict[str, Any]

rows = st.builds(
    lambda **row: row,
    engagement_id=st.sampled_from(["XE1", "XE2", "XE4"]),
    country_code=st.sampled_from(["IDN", "IDN", "IDN", "JPN", None]),
    sector_code=st.sampled_from(["crafts", "crafts", "food_beverages", "health", None]),
    size_class_code=st.sampled_from(["micro", "small", None]),
    is_women_led=st.sampled_from([True, False, None]),
    region_code=st.sampled_from(["ID-JB", "ID-BA", None]),
    mode_code=st.sampled_from(["online", None]),
    enterprise_count=st.sampled_from([1, 1, 1, None, 0, 2, 7]),
    is_group=st.sampled_from([False, False, False, True]),
    source_id=st.sampled_from([*PRIVATE, "XP-a", "XS1"]),
)


def secrets(found: Sequence[Row]) -> list[Row]:
    """Return the rows with all that may tell whose they are, each text of a list that is not public holding the word rahasia."""
    return [
        {
            **row,
            "participant_id": f"rahasia-{place}",
            "enterprise_name": None if row["is_group"] else f"PT rahasia {place}",
            "sector_as_stated": f"rahasia {row['sector_code']}",
            "role_stated": "rahasia",
            "note": "rahasia",
        }
        if row["source_id"] in PRIVATE
        else {**row, "participant_id": f"terbuka-{place}", "enterprise_name": None if row["is_group"] else f"PT Terbuka {place}"}
        for place, row in enumerate(found)
    ]


class World:
    """The small world with rows of participants put in, once as it is and once protected."""

    def __init__(self, record: Settings, contract: Contract, released: Released) -> None:
        self.settings, self.contract, self.released = record, contract, released
        self.connection = duckdb.connect(config={"threads": 1})
        load_all(self.connection, contract, Seed(record.seed), record.codelist)
        attach(self.connection, released.serve)  # before a transaction that is rolled back
        self.connection.executemany("insert into sources (source_id, publisher, title, language) values (?, 'Contoh', 'Daftar', 'id')", [[source] for source in PRIVATE])
        self.derive = [path.read_text("utf-8") for path in sorted((record.queries / "build").glob("*.sql"))]

    @contextmanager
    def holding(self, found: Sequence[Row], least: int | None) -> Iterator[duckdb.DuckDBPyConnection]:
        """Give the connection over the world with these rows, protected where a least is given."""
        self.connection.execute("begin")
        try:
            if found:
                self.connection.executemany(f"insert into participants ({', '.join(COLUMNS)}) values ({', '.join('?' * len(COLUMNS))})", [[row.get(name) for name in COLUMNS] for row in found])
            if least:
                Protected(self.released, replace(self.settings, small_cells=least)).check(self.connection, self.contract)
            for statement in self.derive:
                self.connection.execute(statement)
            yield self.connection
        finally:
            self.connection.execute("rollback")


@pytest.fixture(scope="module")
def world(small_world: Any, the_contract: Contract) -> World:
    """Return the world, loaded once."""
    return World(small_world.settings, the_contract, Released(small_world.reader.path))


def asked(connection: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[Any, ...]]:
    return connection.execute(sql).fetchall()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=st.lists(rows, max_size=40), least=st.sampled_from([1, 3, 5]))
def test_no_combination_of_what_is_shown_stands_for_fewer_than_the_least(world: World, found: list[Row], least: int) -> None:
    given_rows = secrets(found)
    with world.holding(given_rows, None) as connection:
        public = asked(connection, "select * from participants where source_id not in ('XP-a', 'XP-b') order by participant_id")
        others = {table: asked(connection, f"select * from {table} order by all") for table in ("agreements", "agreement_scope", "engagements", "outcomes")}
        full = dict(asked(connection, "select engagement_id, sum(participant_count) from participants_counted group by all"))
        held = dict(asked(connection, "select engagement_id, count(*) from participants where source_id in ('XP-a', 'XP-b') group by all"))
        weight = dict(asked(connection, "select engagement_id, sum(greatest(coalesce(enterprise_count, 1), 0)) from participants where source_id in ('XP-a', 'XP-b') group by all"))
    with world.holding(given_rows, least) as connection:
        assert asked(connection, "select * from participants where source_id not in ('XP-a', 'XP-b') order by participant_id") == public
        assert {table: asked(connection, f"select * from {table} order by all") for table in others} == others
        hidden = "from participants join participants_counted as counted on participants.participant_id = counted.ref_id where participants.source_id in ('XP-a', 'XP-b')"
        for many in range(len(SHOWN) + 1):
            for fields in combinations(SHOWN, many):
                named = ", ".join(f"participants.{field}" for field in fields) or "1"
                sums = asked(connection, f"select sum(counted.participant_count), {named} {hidden} and counted.participant_counting_code = 'counted' group by all")
                assert [one for one in sums if one[0] is not None and 0 < one[0] < least] == []
        assert asked(connection, f"select count(*) {hidden} and (participants.enterprise_name is not null or participants.note is not null)") == [(0,)]
        shown = dict(asked(connection, "select engagement_id, sum(participant_count) from participants_counted group by all"))
        kept = dict(asked(connection, "select engagement_id, sum(greatest(coalesce(enterprise_count, 1), 0)) from participants where source_id in ('XP-a', 'XP-b') group by all"))
        for engagement in held:
            if kept.get(engagement) == weight[engagement] and not any(row["enterprise_count"] is None and row["is_group"] for row in found):
                assert shown.get(engagement) == full.get(engagement)  # nothing was left out, so the total stays
        texts = [(table, column) for table, column in asked(connection, "select table_name, column_name from information_schema.columns where data_type = 'VARCHAR'") if not table.startswith("codelist")]
        for table, column in texts:
            assert asked(connection, f'select count(*) from "{table}" where "{column}" like \'%rahasia%\'') == [(0,)], f"{table}.{column}"


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=st.lists(rows, max_size=30), order=st.randoms())
def test_the_order_of_a_list_changes_nothing(world: World, found: list[Row], order: Any) -> None:
    given_rows = secrets(found)
    answers = []
    for some in (given_rows, order.sample(given_rows, len(given_rows))):
        with world.holding(some, 3) as connection:
            answers.append([asked(connection, f"select * from {table} order by all") for table in ("participants", "participants_counted", "withheld", "record_names")])
    assert answers[0] == answers[1]


def person(place: int, **more: Any) -> Row:
    return {"participant_id": f"rahasia-{place}", "engagement_id": "XE4", "enterprise_name": f"PT rahasia {place}", "country_code": "IDN", "enterprise_count": 1, "is_group": False, "source_id": "XP-a", **more}


def split(world: World, found: Sequence[Row]) -> dict[tuple[str | None, bool], int]:
    """Return how many are shown by sector, and whether the sector is withheld."""
    with world.holding(found, 3) as connection:
        answers = asked(
            connection,
            "select counted.sector_code, coalesce(withheld_fields like '%sector_code%', false), sum(participant_count) from participants_counted as counted "
            "left join withheld on counted.ref_id = withheld.ref_id where engagement_id = 'XE4' group by all",
        )
    return {(sector, is_withheld): int(count) for sector, is_withheld, count in answers if count is not None}


@pytest.mark.parametrize(
    ("sectors", "shown"),
    [
        ({"health": 3, "crafts": 4}, {("health", False): 3, ("crafts", False): 4}),
        ({"health": 1, "crafts": 4, "metals": 9}, {(None, True): 5, ("metals", False): 9}),  # the next in number goes along
        ({"health": 2, "crafts": 2, "metals": 9}, {(None, True): 4, ("metals", False): 9}),  # two small ones are enough together
        ({"health": 2, None: 9}, {(None, True): 11}),  # unknown is a cell of its own
        ({None: 9}, {(None, False): 9}),  # unknown is not withheld
        ({"health": 2}, {}),  # too few for anything to be shown
        ({"health": 1, "crafts": 1, "metals": 1}, {(None, True): 3}),
    ],
)
def test_a_small_sector_is_withheld_with_the_next_one(world: World, sectors: dict[str | None, int], shown: dict[tuple[str | None, bool], int]) -> None:
    each = [sector for sector, count in sectors.items() for _ in range(count)]
    assert split(world, [person(place, sector_code=sector) for place, sector in enumerate(each)]) == shown


def test_a_single_foreign_enterprise_is_not_told_by_its_country_and_nobody_is_counted_twice(world: World) -> None:
    group = {"participant_id": "terbuka", "engagement_id": "XE4", "country_code": "IDN", "enterprise_count": 6, "is_group": True, "source_id": "XS1"}
    people = [person(place, country_code="IDN" if place else "JPN", sector_code="crafts") for place in range(8)]
    with world.holding([group, *people], 3) as connection:
        counted = asked(connection, "select country_code, participant_counting_code, participant_count from participants_counted where engagement_id = 'XE4' order by all")
    assert counted == [("IDN", "listed_by_name", None), (None, "counted", 8)]


def test_an_enterprise_that_is_no_group_is_one_whatever_its_row_counts(world: World) -> None:
    alone = person(0, sector_code="health", enterprise_count=7)
    assert split(world, [alone]) == {}
    assert split(world, [alone, *(person(place, sector_code="crafts") for place in range(1, 5))]) == {(None, True): 11}


def test_an_enterprise_of_a_public_document_is_shown_whole_beside_them(world: World) -> None:
    people = [person(place, sector_code="crafts") for place in range(2)]
    named = person(9, participant_id="terbuka", enterprise_name="PT Terbuka", sector_code="health", source_id="XS1")
    with world.holding([*people, named], 3) as connection:
        assert asked(connection, "select participant_id, enterprise_name, sector_code from participants where engagement_id = 'XE4'") == [("terbuka", "PT Terbuka", "health")]


@pytest.mark.parametrize(
    ("lists", "shown"),
    [
        ({"XP-a": 4, "XP-b": 1}, {"XP-a": 5}),  # a row corrected by a file of its own stays with its group
        ({"XP-a": 1, "XP-b": 2}, {"XP-b": 3}),
        ({"XP-a": 5, "XP-b": 3}, {"XP-a": 5, "XP-b": 3}),
        ({"XP-a": 1, "XP-b": 1}, {}),
    ],
)
def test_enterprises_of_several_lists_are_one_group_under_the_list_of_most(world: World, lists: dict[str, int], shown: dict[str, int]) -> None:
    each = [source for source, count in lists.items() for _ in range(count)]
    with world.holding([person(place, source_id=source) for place, source in enumerate(each)], 3) as connection:
        counted = asked(connection, "select participants.source_id, participant_count from participants join participants_counted on participant_id = ref_id where participants.engagement_id = 'XE4'")
    assert dict(counted) == shown
