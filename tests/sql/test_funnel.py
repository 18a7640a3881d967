"""The chain from agreement to financing as SQL judges it, over generated chains: nothing is lost, nothing precedes, a pair stands alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mitra.measures.funnel import cohorts
from mitra.store.reader import bind

QUICK = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
HERE = {"home": "IDN", "partner": "JPN", "as_of": "2024-01-01"}
DAYS = st.dates(min_value=date(2012, 1, 1), max_value=date(2025, 12, 31))
TEXTS = st.none() | DAYS.map(str) | DAYS.map(lambda day: f"{day:%Y-%m}") | DAYS.map(lambda day: f"{day:%Y}")
Rows = dict[str, list[dict[str, object]]]


def agreement(key: str, signed: str | None, *, partner: str = "JPN", stage: str = "concluded") -> dict[str, object]:
    return {"agreement_id": key, "title_en": "contoh", "agreement_stage_code": stage, "signed_on": signed, "party_a_country_code": "IDN", "party_b_country_code": partner, "record_scope_code": "IDN-JPN" if partner == "JPN" else "IDN-OTHER", "source_id": "XS4"}


def engagement(key: str, held: str | None, kind: str, agreement_id: str | None = None, *, partner: str = "JPN", stage: str = "held") -> dict[str, object]:
    return {"engagement_id": key, "name_en": "contoh", "engagement_kind_code": kind, "engagement_stage_code": stage, "held_from": held, "country_a_code": "IDN", "country_b_code": partner, "agreement_id": agreement_id, "record_scope_code": "IDN-JPN" if partner == "JPN" else "IDN-OTHER", "source_id": "XS4"}


def outcome(key: str, kind: str, occurred: str | None, *, engagement_id: str | None = None, agreement_id: str | None = None, sizes: str = "msme") -> dict[str, object]:
    return {"outcome_id": key, "outcome_kind_code": kind, "engagement_id": engagement_id, "agreement_id": agreement_id, "occurred_on": occurred, "enterprise_sizes_code": sizes, "source_id": "XS4"}


@st.composite
def chains(draw: st.DrawFn, *, partner: str = "JPN", prefix: str = "G") -> Rows:
    """Return agreements, engagements under some of them, and outcomes of these, with dates of any precision."""
    kinds = st.sampled_from(["meeting", "delegation", "business_matching", "finance_signing"])
    agreements = [agreement(f"{prefix}A{place}", draw(TEXTS), partner=partner, stage=draw(st.sampled_from(["concluded", "announced"]))) for place in range(draw(st.integers(0, 3)))]
    under = st.sampled_from([None, *(str(row["agreement_id"]) for row in agreements)])
    engagements = [engagement(f"{prefix}E{place}", draw(TEXTS), draw(kinds), draw(under), partner=partner, stage=draw(st.sampled_from(["held", "held", "planned"]))) for place in range(draw(st.integers(0, 5)))]
    outcomes = []
    if engagements:
        of = st.sampled_from([str(row["engagement_id"]) for row in engagements])
        outcomes = [outcome(f"{prefix}O{place}", draw(st.sampled_from(["deal", "shipment", "loan", "mou"])), draw(TEXTS), engagement_id=draw(of), sizes=draw(st.sampled_from(["msme", "unknown", "all_sizes"]))) for place in range(draw(st.integers(0, 4)))]
    return {"agreements": agreements, "engagements": engagements, "outcomes": outcomes}


def together(*parts: Rows) -> Rows:
    return {table: [row for part in parts for row in part.get(table, [])] for table in ("agreements", "engagements", "outcomes")}


def judged(bench: Any, rows: Mapping[str, Sequence[Mapping[str, object]]], **params: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return a world's list of rows and its cohorts."""
    query = bench.queries["outcomes.chain_cohorts"]
    with bench.world(rows) as run:
        listed = run("outcomes.leaks", **{**HERE, **params})
        counted = cohorts(bench.connection.execute(query.sql, bind(query, {**HERE, **params})).df(), {})
    return listed, counted.astype(object).where(counted.notna(), None).to_dict("records")


def state(bench: Any, step: str, ref: str, *rows: Rows, **params: str) -> str | None:
    listed, _ = judged(bench, together(*rows), **params)
    return next((row["funnel_state_code"] for row in listed if (row["funnel_step_code"], row["ref_id"]) == (step, ref)), None)


@QUICK
@given(rows=chains())
def test_entered_is_passed_and_stopped_and_open_and_each_count_is_its_rows(bench: Any, rows: Rows) -> None:
    listed, counted = judged(bench, rows)
    states = Counter((row["funnel_step_code"], row["funnel_state_code"]) for row in listed)
    assert len({(row["funnel_step_code"], row["ref_id"]) for row in listed}) == len(listed)
    for row in counted:
        assert row["entered_count"] == row["passed_count"] + row["stopped_count"] + row["open_count"]
    for row in (row for row in counted if row["is_total"]):
        assert all(row[f"{one}_count"] == states[row["funnel_step_code"], one] for one in ("passed", "stopped", "open"))
    assert sum(row["entered_count"] for row in counted if row["is_total"]) == len(listed)


@QUICK
@given(rows=chains(), others=chains(partner="KOR", prefix="K"))
def test_another_pair_changes_nothing(bench: Any, rows: Rows, others: Rows) -> None:
    assert judged(bench, rows) == judged(bench, together(rows, others))


@QUICK
@given(rows=chains(), data=st.data())
def test_the_order_of_rows_changes_nothing(bench: Any, rows: Rows, data: st.DataObject) -> None:
    assert judged(bench, rows) == judged(bench, {table: data.draw(st.permutations(held)) for table, held in rows.items()})


@QUICK
@given(rows=chains())
def test_what_stopped_never_opens_again_and_what_passed_stays(bench: Any, rows: Rows) -> None:
    order = {"open": 0, "stopped": 1, "passed": 2}
    before, after = ({(row["funnel_step_code"], row["ref_id"]): order[row["funnel_state_code"]] for row in judged(bench, rows, as_of=day)[0]} for day in ("2021-01-01", "2024-01-01"))
    assert all(after[place] >= found for place, found in before.items())


def test_a_row_is_open_until_the_day_24_months_later(bench: Any) -> None:
    rows: Rows = {"agreements": [agreement("A", "2022-01-02")], "engagements": [], "outcomes": []}
    assert state(bench, "agreement_engagement", "A", rows) == "open"
    assert state(bench, "agreement_engagement", "A", rows, as_of="2024-01-02") == "stopped"


def test_each_step_goes_on_under_the_same_agreement_and_not_backwards(bench: Any) -> None:
    rows: Rows = {
        "agreements": [agreement("A", "2018-05-01"), agreement("B", "2019-05-01")],
        "engagements": [engagement("E", "2018-06-01", "delegation", "A"), engagement("M", "2018-09-01", "business_matching", "A"), engagement("F", "2018-10-01", "meeting", "A"), engagement("G", "2019-01-01", "meeting", "B")],
        "outcomes": [outcome("D", "contract", "2019-03", agreement_id="A"), outcome("L", "loan", "2019-02-01", agreement_id="A")],
    }
    assert state(bench, "agreement_engagement", "A", rows) == "passed"
    assert state(bench, "agreement_engagement", "B", rows) == "stopped"  # its meeting was before it
    assert state(bench, "engagement_match", "E", rows) == "passed"
    assert state(bench, "engagement_match", "M", rows) == "passed"  # a matching is its own match
    assert state(bench, "engagement_match", "F", rows) == "stopped"  # the matching was before it
    assert state(bench, "match_deal", "M", rows) == "passed"
    assert state(bench, "deal_financing", "D", rows) == "stopped"  # the loan was before it


def test_what_is_only_planned_or_of_all_sizes_neither_enters_nor_follows(bench: Any) -> None:
    rows: Rows = {
        "agreements": [agreement("A", "2018-05-01"), agreement("B", "2018-05-01", stage="announced")],
        "engagements": [engagement("E", "2018-06-01", "business_matching", "A", stage="planned"), engagement("M", "2018-06-01", "business_matching")],
        "outcomes": [outcome("D", "deal", "2018-07-01", engagement_id="M", sizes="all_sizes")],
    }
    listed, _ = judged(bench, rows)
    assert {(row["funnel_step_code"], row["ref_id"], row["funnel_state_code"]) for row in listed} == {("agreement_engagement", "A", "stopped"), ("engagement_match", "M", "passed"), ("match_deal", "M", "stopped")}


def test_the_first_next_row_stands_until_an_earlier_one_is_known(bench: Any) -> None:
    rows: Rows = {
        "engagements": [engagement("M", "2012-06-01", "business_matching")],
        "outcomes": [{**outcome("U", "deal", None, engagement_id="M"), "source_id": "XS3"}, outcome("D", "deal", "2023-05-01", engagement_id="M")],
    }
    followed = {}
    for day in ("2013-01-01", "2022-05-30", "2022-05-31", "2023-04-30", "2023-05-01"):
        listed, _ = judged(bench, rows, as_of=day)
        followed[day] = next((row["funnel_state_code"], row["next_id"]) for row in listed if row["funnel_step_code"] == "match_deal")
    # The undated deal is known once its source is published; a dated one, known later, comes before it.
    assert list(followed.values()) == [("open", None), ("stopped", None), ("passed", "U"), ("passed", "U"), ("passed", "D")]
