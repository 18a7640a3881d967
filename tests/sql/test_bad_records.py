"""Records that are thin, blank, all alike or run in circles: each expert measure ends, gives no NaN, adds up and says a sentence."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd
import pytest

from mitra import catalogue
from mitra.briefing import views
from mitra.contract import Contract
from mitra.settings import Settings
from tests.sql.test_invariance import rewritten

Rows = list[dict[str, str]]
Answers = list[dict[str, Any]]
Law = Callable[[Answers, Any], bool]
CATALOGUE = catalogue.load(Settings.from_environment().queries)
EXPERT = sorted(name for name, query in CATALOGUE.items() if query.method or query.measure)
VIEWED = sorted(view.name for view in views.VIEWS.values() if view.query in EXPERT)
FACTS = ("agreements", "agreement_scope", "engagements", "engagement_scope", "participants", "financing_programs", "program_scope", "program_flows", "outcomes")
BESIDE = ("contested_values", "region_links", "translations", "program_sizes", "program_sector_shares")  # rows that hang on others
YARDSTICKS = ("msme_structure", "regional_structure", "fx_rates", "price_indices", "size_class_rules")
NUMBERS = ("amount", "target_amount", "value", "enterprise_count", "participants_stated", "notice_days", "enterprises", "enterprises_all_sizes", "employment", "share_pct", "enterprises_share_pct")
DAYS = ("signed_on", "in_force_from", "in_force_until", "held_from", "held_until", "opens_on", "closes_on", "occurred_on", "period_from", "period_until", "published_on")
NOT_SAID = {"nan", "NaN", "inf", "NaT", "NA"}
DAYS_ASKED = ("2024-01-01", "2026-11-22")
OVER_ONE = ("drawn_share", "adjusted_share", "others_share", "others_low_share", "others_high_share")  # more can be drawn than was committed


def changed(rows: Rows, fields: Iterable[str], change: Callable[[str], str]) -> Rows:
    """Return the rows with each of these fields, where it says something, changed."""
    return [{**row, **{name: change(row[name]) for name in fields if row.get(name)}} for row in rows]


def no_rows(table: str, rows: Rows) -> Rows:
    return [] if table in (*FACTS, *BESIDE, *YARDSTICKS, "institution_succession") else rows


def one_row(table: str, rows: Rows) -> Rows:
    if table == "program_flows" or table in BESIDE:
        return []
    return changed(rows[:1], ["renews_agreement_id"], lambda _: "") if table in FACTS else rows


def one_sector(_: str, rows: Rows) -> Rows:
    return changed(rows, ["sector_code"], lambda _: "crafts")


def ties(table: str, rows: Rows) -> Rows:
    """Let all numbers be one and all be on one day, on which each agreement begins and ends."""
    alike = changed(changed(rows, NUMBERS, lambda _: "1"), DAYS if table in FACTS else (), lambda _: "2022-01-01")
    return [{**row, "agreement_stage_code": "concluded", "signed_on": "2022-01-01", "in_force_until": "2022-01-01"} for row in alike] if table == "agreements" else alike


def zeros(_: str, rows: Rows) -> Rows:
    return changed(rows, NUMBERS, lambda _: "0")


def years_only(_: str, rows: Rows) -> Rows:
    return changed(rows, [name for name in DAYS if not name.startswith("period")], lambda day: day[:4] if day[0] != "[" else day)


def circles(table: str, rows: Rows) -> Rows:
    """Let each agreement renew the next and the last the first, one itself; and so with who succeeded whom."""
    if table == "agreements":
        keys = [row["agreement_id"] for row in rows]
        return [{**row, "renews_agreement_id": after} for row, after in zip(rows, [*keys[1:-1], keys[0], keys[-1]], strict=True)]
    if table == "institution_succession":
        ring = (("XI-IDN", "XI-NEW"), ("XI-NEW", "XI-BANK"), ("XI-BANK", "XI-IDN"), ("XI-JPN", "XI-JPN"))
        return [{**rows[0], "predecessor_institution_id": one, "successor_institution_id": other} for one, other in ring]
    return rows


BAD: dict[str, Callable[[str, Rows], Rows]] = {made.__name__: made for made in (no_rows, one_row, one_sector, ties, zeros, years_only, circles)}


@pytest.fixture(scope="module", params=[*BAD, "all_unknown", "small_world", "seed_release"])
def record(request: pytest.FixtureRequest, build_record: Any, the_contract: Contract, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Return a release of each bad record, and the whole ones."""
    if request.param in ("small_world", "seed_release"):
        return request.getfixturevalue(request.param)

    def all_unknown(table: str, rows: Rows) -> Rows:
        """Say nothing but what must be said; the scope still says whose rows they are."""
        if table not in (*FACTS, *YARDSTICKS):
            return rows
        told = {*the_contract.tables[table].required, *the_contract.tables[table].primary_key}
        blank = [{name: value if name in told else "" for name, value in row.items()} for row in rows]
        return list({tuple(row.values()): row for row in blank}.values())

    change = BAD.get(request.param, all_unknown)
    return build_record(rewritten(tmp_path_factory.mktemp(request.param), lambda table, rows, _: change(table, rows)))


@pytest.mark.parametrize("name", EXPERT)
def test_every_number_is_a_number_or_unknown(record: Any, name: str, parameters: Callable[[str, str], dict[str, str]]) -> None:
    for row in (row for day in DAYS_ASKED for row in record.reader.rows(name, {**parameters("world", name), "as_of": day})):
        assert [column for column, value in row.items() if isinstance(value, float) and not math.isfinite(value)] == [], row
        assert [column for column, value in row.items() if column.endswith("_share") and value is not None and not -1e-9 <= value <= 1 + 1e-9 and column not in OVER_ONE] == [], row


@pytest.mark.parametrize("name", VIEWED)
def test_every_figure_says_a_sentence(record: Any, name: str) -> None:
    reader, words = record.reader, record.words("en")

    def fetch(query: str, params: Any) -> pd.DataFrame:
        return reader.frame(query, {key: params.get(key) for key in {**reader.catalogue[query].params, **params}})

    for day in DAYS_ASKED:
        for figure, _ in views.figures(views.find(name), words, views.Context({"home": "IDN", "partner": "JPN", "as_of": day, "since": "2021-01-01", "language": "en", "domestic": False}, fetch)):
            assert figure.title.strip()
            assert figure.alt.strip()
            assert not NOT_SAID & set(re.findall(r"\w+", f"{figure.title} {figure.alt} {figure.said}"))
            json.dumps(figure.spec, allow_nan=False, default=str)


def sums(whole: str, *parts: str) -> Law:
    """Return the law that in each row one number is the sum of others."""
    return lambda rows, _: all(row[whole] == sum(row[part] for part in parts) for row in rows)


def curves_add_up(rows: Answers, _: Any) -> bool:
    shares: dict[float, list[float]] = {}
    for row in rows:
        if row["estimate_share"] is not None:
            shares.setdefault(row["months"], []).append(row["estimate_share"])
    return all(len(found) == 4 and math.isclose(sum(found), 1) for found in shares.values())


def cohorts_make_up_their_step(rows: Answers, _: Any) -> bool:
    return all(whole["entered_count"] == sum(row["entered_count"] for row in rows if row["funnel_step_code"] == whole["funnel_step_code"] and not row["is_total"]) for whole in rows if whole["is_total"])


def sides_are_the_scopes(rows: Answers, reader: Any) -> bool:
    """Say whether kept is in both agreements' scope, gained in the later one's alone, lost in the earlier one's alone."""
    scope = {(agreement, item) for agreement, *items in reader.connection.cursor().execute("select agreement_id, focus_area_code, sector_code from agreement_scope").fetchall() for item in items}
    side = {"kept": (True, True), "gained": (True, False), "lost": (False, True)}
    told = [(row, row["focus_area_code"] or row["sector_code"]) for row in rows if row["scope_change_code"]]
    return all(side[row["scope_change_code"]] == ((row["agreement_id"], item) in scope, (row["earlier_agreement_id"], item) in scope) for row, item in told)


LAWS: dict[str, tuple[Law, ...]] = {
    "agreements.survival": (curves_add_up,),
    "agreements.renewals": (sides_are_the_scopes,),
    "agreements.network_nodes": (lambda rows, _: sum(row["linked_count"] for row in rows) == 2 * (rows[0]["link_count"] if rows else 0),),
    "outcomes.chain_cohorts": (sums("entered_count", "passed_count", "stopped_count", "open_count"), cohorts_make_up_their_step),
    "sectors.contribution": (lambda rows, _: not rows or rows[0]["unit_share"] is None or all(math.isclose(sum(row[share] for row in rows), 1) for share in ("unit_share", "contribution_share")),),
    "sectors.inclusiveness": (lambda rows, _: all(row["member_count"] <= row["described_count"] <= (row["participant_count"] or 0) for row in rows),),
    "sectors.location_quotient": (lambda rows, _: not rows or (sum(row["participant_count"] for row in rows) == rows[0]["compared_count"] and math.isclose(sum(row["national_share"] for row in rows), 1)),),
    "financing.stages": (sums("row_count", "known_count", "missing_count"),),
    "financing.converted_total": (sums("row_count", "apart_count", "addable_count"), sums("addable_count", "converted_count", "no_year_count", "no_rate_count"), sums("addable_count", "real_count", "real_no_year_count", "no_index_count", "no_base_rate_count")),
    "changes.numbers": (lambda rows, _: all(row["value_then"] + row["number_change"] == row["value_now"] for row in rows if row["number_change"] is not None),),
}


@pytest.mark.parametrize("name", sorted(LAWS))
def test_what_must_add_up_does(record: Any, name: str, parameters: Callable[[str, str], dict[str, str]]) -> None:
    for day in DAYS_ASKED:
        rows = record.reader.rows(name, {**parameters("world", name), "as_of": day, "domestic": False})
        assert all(law(rows, record.reader) for law in LAWS[name]), rows
