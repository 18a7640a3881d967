"""Days to decide, how long agreements lasted and what renewals changed, over rows of one's own."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mitra import measures
from mitra.store.reader import bind

HAND = Path(__file__).parent.parent / "golden" / "hand" / "pipeline.csv"
PAIR = {"home": "IDN", "partner": "JPN", "as_of": date(2024, 1, 1)}
Ask = Callable[..., list[dict[str, Any]]]


def agreement(key: str, **more: object) -> dict[str, object]:
    """Return a made-up agreement of Indonesia and Japan."""
    return {"agreement_id": key, "title_en": "contoh", "agreement_kind_code": "mou", "agreement_stage_code": "concluded", "signed_on": "2015-01-01", "party_a_country_code": "IDN", "party_b_country_code": "JPN", "record_scope_code": "IDN-JPN", "source_id": "XS1", **more}


CHAIN = (
    agreement("C1", signed_on="2010-01-01", in_force_until="2014-12-31"),
    agreement("C2", signed_on="2014-11-30", in_force_until="2019-12-31", renews_agreement_id="C1"),
    agreement("C3", signed_on="2019-12-31", in_force_until="2021-12-31", renews_agreement_id="C2", agreement_kind_code="moc"),
    agreement("C4", signed_on="2022-03", in_force_until="2030", renews_agreement_id="C3", agreement_kind_code="moc"),
)
SCOPE = (
    {"agreement_id": "C1", "focus_area_code": "supply_chain", "source_id": "XS1"},
    {"agreement_id": "C2", "focus_area_code": "supply_chain", "sector_as_stated": "ikan", "sector_code": "fisheries", "source_id": "XS1"},
    {"agreement_id": "C2", "focus_area_code": "policy_dialogue", "source_id": "XS1"},
    {"agreement_id": "C3", "focus_area_code": "policy_dialogue", "source_id": "XS1"},
)


@pytest.fixture
def ask(bench: Any) -> Callable[..., list[dict[str, Any]]]:
    """Return a function that asks a query, measure and all, over rows of evidence."""

    def run(name: str, rows: Mapping[str, Any], **params: object) -> list[dict[str, Any]]:
        query = bench.queries[name]
        bound = bind(query, {**PAIR, **params})
        with bench.world(rows):
            frame = bench.connection.execute(query.sql, bound).df()
        found = measures.find(query.measure)(frame, bound) if query.measure else frame
        return found.astype(object).where(found.notna(), None).to_dict("records")

    return run


def test_days_to_decide_are_those_counted_by_hand(ask: Ask) -> None:
    with HAND.open(encoding="utf-8") as file:
        expected = {row["agreement"]: row for row in csv.DictReader(line for line in file if not line.startswith("#"))}
    rows = [agreement(key, in_force_until=row["until"] or None, notice_days=int(row["notice"]) if row["notice"] else None) for key, row in expected.items()]
    found = {row["ref_id"]: row for row in ask("agreements.pipeline", {"agreements": rows})}
    assert set(found) == set(expected)
    for key, row in expected.items():
        assert str(found[key]["decide_by"] or "")[:10] == row["decide_by"], key
        assert found[key]["days_left"] == (int(row["days_left"]) if row["days_left"] else None), key
        assert found[key]["decision_window_code"] == row["window"], key


def test_what_has_ended_or_is_only_announced_needs_no_decision(ask: Ask) -> None:
    rows = [agreement("G1", in_force_until="2023-12-31"), agreement("G2", agreement_stage_code="announced", in_force_until="2024-05-01"), *CHAIN]
    assert [row["ref_id"] for row in ask("agreements.pipeline", {"agreements": rows})] == ["C4"]


def test_a_chain_ends_renewed_superseded_lapsed_and_in_force(ask: Ask) -> None:
    found = {row["ref_id"]: row for row in ask("agreements.lifetimes", {"agreements": CHAIN}, all_pairs=False)}
    assert {key: row["agreement_fate_code"] for key, row in found.items()} == {"C1": "renewed", "C2": "superseded", "C3": "lapsed", "C4": "in_force"}
    assert [str(found[key]["ended_on"])[:10] for key in ("C1", "C2", "C3")] == ["2014-11-30", "2019-12-31", "2021-12-31"]
    assert found["C1"]["months"] == pytest.approx((date(2014, 11, 30) - date(2010, 1, 1)).days / 30.4375)
    assert found["C4"]["months"] == pytest.approx((date(2024, 1, 1) - date(2022, 3, 31)).days / 30.4375)  # the last day of March


def test_what_was_not_known_on_the_day_ends_nothing(ask: Ask) -> None:
    found = {row["ref_id"]: row["agreement_fate_code"] for row in ask("agreements.lifetimes", {"agreements": CHAIN}, all_pairs=False, as_of=date(2014, 6, 1))}
    assert found == {"C1": "in_force"}


def test_agreements_without_a_date_or_only_announced_have_no_lifetime(ask: Ask) -> None:
    rows = [agreement("G1", signed_on=None), agreement("G2", agreement_stage_code="announced"), agreement("G3", renews_agreement_id="G3")]
    assert [(row["ref_id"], row["agreement_fate_code"]) for row in ask("agreements.lifetimes", {"agreements": rows}, all_pairs=True)] == [("G3", "in_force")]


def test_an_agreement_begins_with_the_later_of_signing_and_entry_into_force_or_with_the_one_stated(ask: Ask) -> None:
    rows = [agreement("G1", signed_on="2015-01-01", in_force_from="2016"), agreement("G2", signed_on="2015-01-01", in_force_from="2014-06-01"), agreement("G3", signed_on=None, in_force_from="2017-03"), agreement("G4", signed_on=None, in_force_from="2024-06")]
    found = {row["ref_id"]: str(row["started_on"])[:10] for row in ask("agreements.lifetimes", {"agreements": rows}, all_pairs=True)}
    assert found == {"G1": "2016-12-31", "G2": "2015-01-01", "G3": "2017-03-31"}


def test_another_pair_counts_only_where_all_are_asked_for(ask: Ask) -> None:
    rows = [*CHAIN, agreement("K1", party_b_country_code="KOR", record_scope_code="IDN-OTHER")]
    counts = [len(ask("agreements.lifetimes", {"agreements": rows}, all_pairs=every)) for every in (False, True)]
    assert counts == [4, 5]
    assert [row["agreement_count"] for row in ask("agreements.survival", {"agreements": rows}, all_pairs=False)] == [4] * 4


def test_a_chain_has_its_depths_gaps_and_changes_of_scope(ask: Ask) -> None:
    found = ask("agreements.renewals", {"agreements": CHAIN, "agreement_scope": SCOPE})
    links = {row["agreement_id"]: (row["renewal_depth"], row["gap_days"]) for row in found}
    assert links == {"C2": (1, -31), "C3": (2, 0), "C4": (3, None)}  # C4 is known to the month only
    changes = {(row["agreement_id"], row["focus_area_code"], row["sector_code"]): row["scope_change_code"] for row in found}
    assert changes == {
        ("C2", "supply_chain", None): "kept",
        ("C2", "policy_dialogue", None): "gained",
        ("C3", "policy_dialogue", None): "kept",
        ("C3", "supply_chain", None): "lost",
        ("C4", None, None): None,  # C4 states no scope, so nothing was lost
    }


def test_renewals_in_a_circle_come_to_an_end(ask: Ask) -> None:
    rows = [agreement("G1", renews_agreement_id="G2"), agreement("G2", renews_agreement_id="G1"), agreement("G3", renews_agreement_id="G3")]
    for name in ("agreements.renewals", "agreements.lifetimes", "agreements.survival", "agreements.pipeline"):
        ask(name, {"agreements": rows}, all_pairs=True)
    assert {(row["agreement_id"], row["is_circular"]) for row in ask("agreements.renewals", {"agreements": rows}, as_of=date(2014, 12, 31))} == set()
    assert all(row["renewal_depth"] is None and row["is_circular"] for row in ask("agreements.renewals", {"agreements": rows}))


def test_of_two_that_are_said_to_renew_each_other_the_younger_renews_the_older(ask: Ask) -> None:
    rows = [agreement("G1", signed_on="2016-04-01", in_force_until=None, renews_agreement_id="G2"), agreement("G2", signed_on="2012-04-01", in_force_until=None, renews_agreement_id="G1")]
    fates = {row["ref_id"]: (row["agreement_fate_code"], row["renewed_by_agreement_id"]) for row in ask("agreements.lifetimes", {"agreements": rows}, all_pairs=False)}
    assert fates == {"G1": ("in_force", None), "G2": ("renewed", "G1")}
    assert [row["ref_id"] for row in ask("agreements.pipeline", {"agreements": rows})] == ["G1"]


@pytest.mark.parametrize("days", [("2012-04-01", "2012-04-01"), ("2012", "2012")])
def test_of_two_that_renew_each_other_on_one_day_neither_ends_the_other(ask: Ask, days: tuple[str, str]) -> None:
    rows = [agreement("G1", signed_on=days[0], in_force_until=None, renews_agreement_id="G2"), agreement("G2", signed_on=days[1], in_force_until=None, renews_agreement_id="G1")]
    assert {row["agreement_fate_code"] for row in ask("agreements.lifetimes", {"agreements": rows}, all_pairs=False)} == {"in_force"}
    assert {row["ref_id"] for row in ask("agreements.pipeline", {"agreements": rows})} == {"G1", "G2"}


def test_a_renewal_from_before_the_agreement_ends_nothing_and_a_later_one_does(ask: Ask) -> None:
    earlier, later = agreement("G2", signed_on="2010-04-01", renews_agreement_id="G1"), agreement("G3", signed_on="2018-04-01", renews_agreement_id="G1")
    first = agreement("G1", signed_on="2014-04-01", in_force_until=None)
    fates = {row["ref_id"]: (row["agreement_fate_code"], row["renewed_by_agreement_id"]) for row in ask("agreements.lifetimes", {"agreements": [first, earlier]}, all_pairs=False)}
    assert fates["G1"] == ("in_force", None)
    fates = {row["ref_id"]: (row["agreement_fate_code"], row["renewed_by_agreement_id"]) for row in ask("agreements.lifetimes", {"agreements": [first, earlier, later]}, all_pairs=False)}
    assert fates["G1"] == ("renewed", "G3")


def test_an_agreement_that_renews_itself_stays_in_force(ask: Ask) -> None:
    rows = [agreement("G1", in_force_until=None, renews_agreement_id="G1")]
    assert [row["ref_id"] for row in ask("agreements.pipeline", {"agreements": rows})] == ["G1"]


def test_agreements_of_another_pair_change_nothing(ask: Ask) -> None:
    rows = {"agreements": CHAIN, "agreement_scope": SCOPE}
    more = {**rows, "agreements": [*CHAIN, agreement("K1", party_b_country_code="KOR", record_scope_code="IDN-OTHER", in_force_until="2024-02-02", renews_agreement_id=None)]}
    for name in ("agreements.pipeline", "agreements.lifetimes", "agreements.survival", "agreements.renewals"):
        assert ask(name, rows, all_pairs=False) == ask(name, more, all_pairs=False)
