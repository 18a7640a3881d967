"""Two figures on one scale: equal ranges, equal heights of equal rows, equal areas, and nothing of the originals changed."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import date
from typing import Any

import pandas as pd
import pytest
from plotly.basedatatypes import BaseFigure

from mitra.briefing.pages import context_of
from mitra.briefing.views import VIEWS
from mitra.briefing.views.view import contexts, drawn, rows_of
from mitra.charts import bars
from mitra.charts.scales import unite
from mitra.theme import LIGHT, layout

DAY = date(2026, 11, 22)
BASE: dict[str, Any] = {"home": "IDN", "partner": "JPN", "as_of": DAY, "from_year": None, "to_year": None, "sector": None, "focus": None}
OTHERS: list[dict[str, Any]] = [{"partner": "KOR"}, {"as_of": date(2019, 1, 1)}, {"from_year": 2015, "to_year": 2018}]


def figure(*traces: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"data": list(traces), "layout": layout(LIGHT, height=300, **more)}


def spans(one: dict[str, Any], axis: str) -> Any:
    return one["layout"].get(axis, {}).get("range")


@pytest.mark.parametrize("other", OTHERS, ids=["partner", "day", "period"])
@pytest.mark.parametrize("name", list(VIEWS))
def test_every_view_stands_on_one_scale(seed_release: Any, name: str, other: dict[str, Any]) -> None:
    words, view = seed_release.words("en"), VIEWS[name]
    asked = [contexts(view, context_of(seed_release.reader, words, {**BASE, **more})) for more in ({}, other)]
    for pair in zip(*asked, strict=False):
        held = view.together(*(rows_of(view, one) for one in pair))
        specs = [drawn(view, rows, words, one).spec for rows, one in zip(held, pair, strict=True)]
        if specs[0] is None or specs[1] is None:
            continue
        before = deepcopy(specs)
        united = unite(*specs, LIGHT)
        assert specs == before
        for one in united:
            BaseFigure(**one)  # plotly takes it
        assert spans(united[0], "xaxis") == spans(united[1], "xaxis")
        assert any(counts_rows(spec) for spec in specs) or spans(united[0], "yaxis") == spans(united[1], "yaxis")


def counts_rows(spec: dict[str, Any]) -> bool:
    """Say whether a figure's y axis names rows, which are no scale."""
    axis = spec["layout"].get("yaxis", {})
    return (axis.get("visible") is False and "range" in axis) or any(not str(text).replace(".", "").replace(",", "").isdigit() for text in axis.get("ticktext") or axis.get("categoryarray") or [])


def test_ranges_take_in_both_sides_and_stacks_count_whole() -> None:
    stacked = [{"type": "bar", "x": [2020, 2021], "y": [3, 4]}, {"type": "bar", "x": [2020, 2021], "y": [10, 1]}]
    this, other = unite(figure(*stacked, barmode="stack", yaxis={"rangemode": "tozero"}), figure({"type": "bar", "x": [2010], "y": [5]}, barmode="stack", yaxis={"rangemode": "tozero"}), LIGHT)
    assert spans(this, "yaxis") == spans(other, "yaxis")
    assert spans(this, "yaxis")[0] == 0
    assert 13 <= spans(this, "yaxis")[1] < 15
    assert spans(this, "xaxis") == spans(other, "xaxis")
    assert spans(this, "xaxis")[0] <= 2009.5
    assert spans(this, "xaxis")[1] >= 2021.5
    assert {trace["width"] for one in (this, other) for trace in one["data"]} == {0.8}


def test_a_reversed_axis_stays_reversed_and_what_stands_at_the_edge_stays_there() -> None:
    first = figure({"type": "scatter", "mode": "text", "x": [-1, 5], "y": [0, 1], "text": ["a", "b"]}, xaxis={"range": [-1, 5]}, yaxis={"range": [9, 0]})
    second = figure({"type": "scatter", "mode": "text", "x": [-3, 4], "y": [0, 1], "text": ["a", "b"]}, xaxis={"range": [-3, 4]}, yaxis={"range": [4, 0]})
    this, other = unite(first, second, LIGHT)
    assert spans(this, "xaxis") == spans(other, "xaxis") == [-3, 5]
    assert spans(this, "yaxis") == spans(other, "yaxis") == [9, 0]
    assert (this["data"][0]["x"], other["data"][0]["x"]) == ([-3, 5], [-3, 5])


def test_a_logarithmic_axis_counts_powers_of_ten() -> None:
    this, other = unite(*(figure({"type": "scatter", "x": [value], "y": [1]}, xaxis={"type": "log"}) for value in (10, 10_000)), LIGHT)
    assert spans(this, "xaxis") == spans(other, "xaxis")
    assert 0 <= spans(this, "xaxis")[0] < 1
    assert 4 < spans(this, "xaxis")[1] < 5


def test_a_bar_that_begins_at_the_edge_begins_at_the_new_one_and_ends_where_it_did() -> None:
    def timeline(first: str, days: int) -> dict[str, Any]:
        return figure({"type": "bar", "orientation": "h", "base": [first, "2020-01-01"], "x": [days * 86_400_000, 5], "y": [1, 2]}, xaxis={"type": "date", "range": [first, "2024-01-01"]})

    this, other = unite(timeline("2019-12-22", 10), timeline("2019-12-12", 20), LIGHT)
    assert this["data"][0]["base"] == other["data"][0]["base"] == ["2019-12-12", "2020-01-01"]
    assert this["data"][0]["x"] == other["data"][0]["x"] == [20 * 86_400_000, 5]


def test_days_are_a_scale_and_words_are_none() -> None:
    days = [figure({"type": "scatter", "x": [day], "y": [1]}, xaxis={"type": "date"}) for day in ("2010-05-01", "2024-01-31")]
    this, other = unite(*days, LIGHT)
    assert spans(this, "xaxis") == spans(other, "xaxis")
    assert spans(this, "xaxis")[0] < "2010-05-01"
    named = [figure({"type": "bar", "x": names, "y": [1]}) for names in (["a"], ["b"])]
    assert [spans(one, "xaxis") for one in unite(*named, LIGHT)] == [None, None]


def test_what_has_no_year_stands_at_one_place_beyond_the_years_of_both() -> None:
    def years(last: int, aside: int) -> dict[str, Any]:
        return figure({"type": "bar", "x": [last, aside], "y": [1, 2]}, xaxis={"tickvals": [aside, last], "ticktext": ["not known", str(last)]})

    this, other = unite(years(2018, 2020), years(2025, 2027), LIGHT)
    assert (this["data"][0]["x"], other["data"][0]["x"]) == ([2018, 2027], [2025, 2027])
    assert this["layout"]["xaxis"]["tickvals"] == other["layout"]["xaxis"]["tickvals"]
    assert dict(zip(this["layout"]["xaxis"]["tickvals"], this["layout"]["xaxis"]["ticktext"], strict=True))[2027] == "not known"


def test_equal_areas_are_equal_numbers() -> None:
    maps = [{"data": [{"type": "treemap", "labels": ["a"], "parents": [""], "values": [total]}], "layout": layout(LIGHT, height=400)} for total in (400, 100)]
    this, other = unite(*maps, LIGHT)
    assert "domain" not in this["data"][0]
    width, height = (end - start for start, end in (other["data"][0]["domain"][side] for side in ("x", "y")))
    assert width * height == pytest.approx(100 / 400)


def row(label: str, value: float | None) -> bars.Bar:
    return bars.Bar(label, value, "" if value is None else str(value), label, LIGHT.accent, (label,))


def test_the_same_row_stands_at_the_same_height_and_a_missing_one_is_named() -> None:
    first, second = bars.figure([row("Crafts", 5), row("Food", 3), row("Wood", None)], LIGHT), bars.figure([row("Food", 9), row("Fisheries", 2), row("Crafts", 1)], LIGHT)
    assert first is not None
    assert second is not None
    this, other = unite(first, second, LIGHT)
    places = [{json.dumps(data): y for trace in one["data"] if trace.get("mode") == "text" and "customdata" in trace for data, y in zip(trace["customdata"], trace["y"], strict=True)} for one in (this, other)]
    assert places[0]['["Food"]'] == places[1]['["Food"]']
    assert places[0]['["Crafts"]'] == places[1]['["Crafts"]'] < places[1]['["Food"]'] < places[1]['["Fisheries"]']
    assert [one["data"][-1]["text"] for one in (this, other)] == [["Fisheries –"], ["Wood –"]]
    assert spans(this, "yaxis") == spans(other, "yaxis")
    assert spans(this, "xaxis") == spans(other, "xaxis")
    assert this["layout"]["height"] == other["layout"]["height"]


def test_rows_without_anything_in_common_keep_their_places() -> None:
    first, second = bars.figure([row("Crafts", 5)], LIGHT), bars.figure([row("Food", 9), row("Wood", 2)], LIGHT)
    assert first is not None
    assert second is not None
    this, other = unite(first, second, LIGHT)
    assert (spans(this, "yaxis"), spans(other, "yaxis")) == (spans(first, "yaxis"), spans(second, "yaxis"))


def test_a_trace_of_one_name_has_one_colour_and_heat_one_scale() -> None:
    def coloured(colour: str, z: list[list[int]]) -> dict[str, Any]:
        return figure({"type": "scatter", "name": "held", "x": [1], "y": [1], "marker": {"color": colour}}, {"type": "heatmap", "x": [1], "y": [1], "z": z})

    this, other = unite(coloured(LIGHT.accent, [[1]]), coloured(LIGHT.muted, [[9]]), LIGHT)
    assert this["data"][0]["marker"]["color"] == other["data"][0]["marker"]["color"] == LIGHT.accent
    assert [(one["data"][1]["zmin"], one["data"][1]["zmax"]) for one in (this, other)] == [(1, 9), (1, 9)]


def test_values_are_drawn_against_the_largest_of_both_sides() -> None:
    def side(value: float) -> pd.DataFrame:
        return pd.DataFrame({"ref_id": ["O1"], "value": [value], "currency_code": ["USD"], "is_all_sizes": [False], "currency_share": [1.0]})

    this, other = VIEWS["outcomes.amounts"].together(side(50.0), side(200.0))
    assert (this["currency_share"].iloc[0], other["currency_share"].iloc[0]) == (0.25, 1.0)
    assert list(this.columns) == list(side(1).columns)
