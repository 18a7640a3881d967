"""Days to decide, survival, renewals and the network in charts and sentences: what is not known is not drawn."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest

from mitra.charts import network, pipeline, renewals, survival
from mitra.findings import network as network_said
from mitra.findings import pipeline as pipeline_said
from mitra.findings import renewals as renewals_said
from mitra.findings import survival as survival_said
from mitra.i18n import Words
from mitra.measures import network as measured
from mitra.measures.survival import of_agreements
from mitra.theme import LIGHT

DAY = date(2024, 1, 1)
COLUMNS = ["ref_id", "evidence_kind_code", "end_as_stated", "ends_on", "notice_days", "decide_by", "days_left", "decision_window_code"]
SOON = ("G1", "agreement", "2024-06-14", pd.Timestamp(2024, 6, 14), 90, pd.Timestamp(2024, 3, 16), 75, "within_90")
PAST = ("G2", "agreement", "2024-02-20", pd.Timestamp(2024, 2, 20), 90, pd.Timestamp(2023, 11, 22), -40, "past")
PROGRAM = ("F1", "program", "2024-05", pd.Timestamp(2024, 5, 31), None, pd.NaT, 151, "within_180")
LATER = ("G3", "agreement", "2030", pd.Timestamp(2030, 12, 31), None, pd.NaT, 2556, "later")
UNSTATED = ("G4", "agreement", None, pd.NaT, None, pd.NaT, None, "not_stated")


def due(*rows: tuple[Any, ...]) -> pd.DataFrame:
    """Return rows of agreements.pipeline."""
    return pd.DataFrame(rows, columns=COLUMNS).astype({"notice_days": "Int64", "days_left": "Int64", "ends_on": "datetime64[us]", "decide_by": "datetime64[us]"})


def marks(figure: dict[str, Any] | None) -> list[dict[str, Any]]:
    """Return the traces of a figure that are points and mean something."""
    assert figure is not None
    return [trace for trace in figure["data"] if trace["mode"] == "markers" and "customdata" in trace]


def test_only_what_is_due_within_a_year_is_on_the_timeline(plain_words: Words) -> None:
    notices, ends = marks(pipeline.pipeline(due(PAST, SOON, PROGRAM, LATER, UNSTATED), plain_words, LIGHT, as_of=DAY))
    assert notices["customdata"] == [["G2"], ["G1"]]
    assert notices["x"][1] == 75
    assert notices["marker"]["symbol"] == ["circle-open", "circle"]
    assert ends["x"] == [50, 165, 151]
    assert ends["customdata"] == [["G2"], ["G1"], []]  # a programme opens no agreement


@pytest.mark.parametrize("rows", [(), (UNSTATED,), (LATER,)])
def test_without_a_day_within_a_year_there_is_no_timeline_but_a_reason(plain_words: Words, rows: tuple[tuple[Any, ...], ...]) -> None:
    assert pipeline.pipeline(due(*rows), plain_words, LIGHT, as_of=DAY) is None
    assert pipeline_said.empty(due(*rows), plain_words)
    assert pipeline_said.title(due(*rows), plain_words)


@pytest.mark.parametrize(("rows", "named"), [((PAST, SOON), "G1"), ((PAST, LATER), "G2"), ((PROGRAM, LATER), "F1"), ((LATER, UNSTATED), "G3")])
def test_the_title_names_what_comes_first(plain_words: Words, rows: tuple[tuple[Any, ...], ...], named: str) -> None:
    assert named in pipeline_said.title(due(*rows), plain_words)


def test_what_is_missing_is_counted_and_its_column_named(plain_words: Words) -> None:
    said = pipeline_said.needed(due(SOON, LATER, UNSTATED, PROGRAM), plain_words)
    assert "2" in said
    assert plain_words.column("notice_days") in said
    assert pipeline_said.needed(due(SOON, PROGRAM), plain_words) == ""


def lives(*fates: str) -> pd.DataFrame:
    """Return curves of agreements that ended a year apart."""
    return of_agreements(pd.DataFrame({"ref_id": list(map(str, range(len(fates)))), "months": [12.0 * place for place in range(1, len(fates) + 1)], "agreement_fate_code": list(fates), "in_force_until": [None] * len(fates)}), {})


def test_a_curve_steps_and_a_way_in_which_none_ended_is_not_drawn(plain_words: Words) -> None:
    figure = survival.survival(lives(*["lapsed"] * 3, *["renewed"] * 2, *["in_force"] * 5), plain_words, LIGHT)
    assert figure is not None
    named = [trace for trace in figure["data"] if "name" in trace]
    assert [trace["name"] for trace in named] == [plain_words.code("agreement_fate", code) for code in ("in_force", "renewed", "lapsed")]
    assert named[0]["y"][:3] == [1.0, 1.0, 0.9]
    assert named[0]["x"][:3] == [0.0, 12.0, 12.0]


def test_half_ended_is_in_the_title_once_the_curve_reaches_it(plain_words: Words) -> None:
    assert plain_words.number(5) in survival_said.title(lives(*["lapsed"] * 6, *["in_force"] * 4), plain_words)
    assert plain_words.percent(0.75) in survival_said.title(lives(*["lapsed"] * 5, *["in_force"] * 15), plain_words)


@pytest.mark.parametrize("fates", [(), ("in_force",), ("renewed", "lapsed")])
def test_too_few_ended_agreements_give_a_sentence_and_no_curve(plain_words: Words, fates: tuple[str, ...]) -> None:
    assert survival.survival(lives(*fates), plain_words, LIGHT) is None
    assert survival_said.empty(lives(*fates), plain_words)
    assert survival_said.said(lives(*fates), plain_words) == ""


def test_no_interval_is_said_where_there_is_none(plain_words: Words) -> None:
    assert "–" not in survival_said.said(lives(*["lapsed"] * 6), plain_words)


LINK = {"agreement_id": "G2", "earlier_agreement_id": "G1", "link_certainty_code": "stated", "renewal_depth": 1, "is_circular": False, "gap_days": -31, "sector_code": None}
LINKS = pd.DataFrame([{**LINK, "focus_area_code": focus, "scope_change_code": change} for focus, change in (("policy_dialogue", "gained"), ("supply_chain", "kept"), ("capacity_building", "lost"))]).astype({"gap_days": "Int64"})


def test_each_area_is_one_square_kept_before_gained_before_lost(plain_words: Words) -> None:
    squares = marks(renewals.renewals(LINKS, plain_words, LIGHT))
    assert [(trace["x"], trace["marker"]["symbol"]) for trace in squares] == [([0.5], "square"), ([1.5], "square"), ([2.5], "square-open")]
    assert plain_words.code("focus_area", "capacity_building") in squares[2]["hovertext"][0]
    assert renewals.gap(-31, plain_words) != renewals.gap(31, plain_words) != renewals.gap(None, plain_words)


def test_a_renewal_that_cannot_be_compared_keeps_its_names_and_has_no_square(plain_words: Words) -> None:
    bare = LINKS.head(1).assign(focus_area_code=None, scope_change_code=None)
    figure = renewals.renewals(bare, plain_words, LIGHT)
    assert marks(figure) == []
    assert plain_words.t("scope not comparable") in str(figure)


def test_renewals_that_cannot_be_compared_are_not_said_to_change_nothing(plain_words: Words) -> None:
    bare = LINKS.head(1).assign(focus_area_code=None, scope_change_code=None)
    assert renewals_said.title(bare, plain_words) == plain_words.n("{count} renewal is stated, and what it changed is not known", "{count} renewals are stated, and what they changed is not known", 1)
    assert plain_words.number(0) not in renewals_said.title(bare, plain_words)
    assert renewals_said.title(pd.concat([LINKS, bare.assign(agreement_id="G3")]), plain_words) != renewals_said.title(bare, plain_words)


def test_renewals_in_a_circle_are_named(plain_words: Words) -> None:
    circle = plain_words.join(["“G2”"])
    assert circle in renewals_said.said(LINKS.assign(is_circular=True), plain_words)
    assert circle not in renewals_said.said(LINKS, plain_words)


def held(**instruments: tuple[str, ...]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return nodes and ties; an institution's first letter is its country: H home, P partner."""
    country = {"H": "IDN", "P": "JPN", "T": "SGP"}
    read = [(ref, "agreement", name, None, country[name[0]], "agency", 0, None) for ref, names in instruments.items() for name in names]
    rows = pd.DataFrame(read, columns=["ref_id", "evidence_kind_code", "institution_id", "successor_institution_id", "country_code", "institution_kind_code", "engagement_count", "effective_on"])
    ties = measured.ties(rows, {})
    return measured.nodes(ties, {}), ties


HELD = {"A1": ("H1", "P5"), "A2": ("H2", "P4"), "A3": ("H3", "P3"), "A4": ("H4", "P2", "T1"), "A5": ("H1", "P1"), "A6": ("H5",)}


def test_countries_stand_in_columns_and_ties_do_not_cross_in_a_plain_network() -> None:
    left, right, others = network.order(*held(**HELD), home="IDN", partner="JPN")
    assert left == ["H1", "H2", "H3", "H4", "H5"]  # the one without a link last
    assert right == ["P1", "P5", "P4", "P3", "P2"]
    assert others == ["T1"]


@pytest.mark.parametrize("more", [{"B1": ("H2", "P9")}, {"B1": ("H0", "P0")}, {"B1": ("H9", "P9"), "B2": ("T2", "P9")}])
def test_a_new_institution_pushes_the_others_down_but_never_past_each_other(plain_words: Words, more: dict[str, tuple[str, ...]]) -> None:
    before, after = (network.order(*held(**one), home="IDN", partner="JPN") for one in (HELD, {**HELD, **more}))
    for old, new in zip(before, after, strict=True):
        assert [name for name in new if name in old] == old
    spots = [network.lay(*held(**one), plain_words, home="IDN", partner="JPN")[0] for one in (HELD, {**HELD, **more})]
    assert all(spots[1][name].x == spot.x and 0 <= spots[1][name].y - spot.y <= 60 for name, spot in spots[0].items())


def test_labels_of_a_column_do_not_overlap_and_the_picture_is_the_same_for_rows_in_any_order(plain_words: Words) -> None:
    nodes, ties = held(**{f"A{place}": (f"H{place}", f"P{place}") for place in range(40)})
    spots, total = network.lay(nodes, ties, plain_words, home="IDN", partner="JPN")
    named = sorted((spot.y, len(spot.lines)) for spot in spots.values() if spot.x == network.LEFT and spot.lines)
    assert len(named) == network.MOST
    assert all(low + 8 * first <= high - 8 * second for (low, first), (high, second) in pairwise(named))
    assert max(spot.y for spot in spots.values()) < total
    figures = [network.network(nodes, one, plain_words, LIGHT, home="IDN", partner="JPN") for one in (ties, ties.iloc[::-1])]
    assert marks(figures[0])[-1] == marks(figures[1])[-1]


def test_an_institution_can_be_clicked_and_its_ties_are_marked(plain_words: Words) -> None:
    nodes, ties = held(**HELD)
    plain, chosen = (network.network(nodes, ties, plain_words, LIGHT, home="IDN", partner="JPN", chosen=one) for one in (None, "H4"))
    assert sorted(data for (data,) in marks(plain)[-1]["customdata"]) == sorted(nodes["institution_id"])
    assert chosen is not None
    strong = [trace for trace in chosen["data"] if trace["mode"] == "lines" and trace["line"]["color"] == LIGHT.accent]
    assert [len(trace["x"]) for trace in strong] == [9]  # three ties of one instrument


def test_the_title_says_who_would_be_missed_most(plain_words: Words) -> None:
    nodes, _ = held(**HELD, A7=("H1", "P4"))
    title = network_said.title(nodes, plain_words)
    assert "H1" in title
    assert plain_words.percent(3 / 8) in title


def test_a_network_of_few_links_says_so(plain_words: Words) -> None:
    nodes, _ = held(A1=("H1", "P1"))
    assert plain_words.percent(1.0) not in network_said.title(nodes, plain_words)
    assert "5" in network_said.said(nodes, plain_words)
    assert network_said.title(nodes.head(0), plain_words)
    assert network.network(nodes.head(0), pd.DataFrame(), plain_words, LIGHT, home="IDN", partner="JPN") is None
