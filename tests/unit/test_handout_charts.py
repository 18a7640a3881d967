"""Charts on paper: every view of the registry is drawn whole, in every language, and its native numbers are the query's."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import pytest

from mitra.briefing import drawing, native, plot, svg, views
from mitra.briefing.document import Document, Figure, Slide
from mitra.briefing.drawing import Box, Drawing, Text
from mitra.briefing.markup import plain
from mitra.errors import MitraError
from mitra.i18n import Words, missing

Handout = Callable[[str], tuple[Document, Words]]
WIDTHS = (420, 640, 960)


def charts(document: Document) -> list[tuple[Slide, Figure]]:
    return [(slide, figure) for slide in document.slides for figure in slide.figures if figure.spec is not None]


def texts(sheet: Drawing) -> list[str]:
    return ["".join(run.text for line in mark.lines for run in line) for mark in sheet.every if isinstance(mark, Text)]


def test_every_view_of_the_registry_is_in_the_document(handout: Handout) -> None:
    document, _ = handout("en")
    shown = {figure.query for slide in document.slides for figure in slide.figures}  # one for which there is too little says so
    assert {view.query for view in views.VIEWS.values()} == shown


@pytest.mark.parametrize("language", ["id", "en", "ja"])
@pytest.mark.parametrize("width", WIDTHS)
def test_no_text_leaves_the_sheet(handout: Handout, language: str, width: int) -> None:
    for _, figure in charts(handout(language)[0]):
        assert figure.spec is not None
        sheet = plot.draw(figure.spec, width, language)
        for mark in sheet.every:
            if isinstance(mark, Text):
                left, top, across, down = mark.corner
                said = (figure.query, plain("".join(run.text for line in mark.lines for run in line)))
                assert left >= -2, said
                assert left + across <= width + 2, said
                assert top >= -3, said
                assert top + down <= sheet.height + 3, said


@pytest.mark.parametrize("most", [300, 480])
def test_a_cut_drawing_keeps_every_text_once_and_its_axis_on_each_part(handout: Handout, most: float) -> None:
    figure = next(figure for _, figure in charts(handout("en")[0]) if figure.query == "agreements.at_day")
    assert figure.spec is not None
    whole = plot.draw(figure.spec, 640, "en")
    found = drawing.parts(whole, most)
    assert len(found) > 1
    assert all(part.height <= most for part in found)
    body = [text for part in found for text in texts(Drawing(part.width, part.height, part.marks))]
    assert sorted(body) == sorted(texts(Drawing(whole.width, whole.height, whole.marks)))
    ticks = texts(Drawing(whole.width, whole.height, whole.head))
    assert ticks
    assert all(texts(Drawing(part.width, part.height, part.head)) == ticks for part in found)


def test_a_part_never_ends_with_a_heading(handout: Handout) -> None:
    for _, figure in charts(handout("ja")[0]):
        assert figure.spec is not None
        whole = plot.draw(figure.spec, 640, "ja")
        for part in drawing.parts(whole, 330)[:-1]:
            ends = {isinstance(mark, Text): drawing.extent(mark)[1] for mark in sorted(part.marks, key=lambda mark: drawing.extent(mark)[1]) if drawing.extent(mark)[1] < part.height - part.foot_height}
            assert ends.get(True, 0) - ends.get(False, 0) <= 16, figure.query


def test_bars_are_as_long_as_their_numbers() -> None:
    spec = {"data": [{"type": "bar", "orientation": "h", "x": [1, 2, 4], "y": ["a", "b", "c"], "marker": {"color": "#0b5d8a"}}], "layout": {"height": 200, "xaxis": {"range": [0, 4]}}}
    boxes = [mark for mark in plot.draw(spec, 400, "en").marks if isinstance(mark, Box)]
    assert [round(box.width / boxes[0].width, 3) for box in boxes] == [1, 2, 4]


def test_stacked_bars_stand_on_each_other() -> None:
    spec = {"data": [{"type": "bar", "x": [2020], "y": [count], "marker": {"color": "#0b5d8a"}} for count in (3, 5)], "layout": {"height": 200, "barmode": "stack"}}
    low, high = [mark for mark in plot.draw(spec, 400, "en").marks if isinstance(mark, Box)]
    assert high.y + high.height == pytest.approx(low.y)
    assert high.height / low.height == pytest.approx(5 / 3)


def test_the_areas_of_a_treemap_are_its_numbers(handout: Handout) -> None:
    figure = next(figure for _, figure in charts(handout("en")[0]) if figure.spec and figure.spec["data"][0]["type"] == "treemap")
    assert figure.spec is not None
    values = sorted(figure.spec["data"][0]["values"], reverse=True)
    boxes = [(mark.width + 2) * (mark.height + 2) for mark in plot.draw(figure.spec, 720, "en").marks if isinstance(mark, Box)]
    assert [box / sum(boxes) for box in boxes] == pytest.approx([value / sum(values) for value in values], rel=0.02)


def test_svg_keeps_its_text_as_text(handout: Handout) -> None:
    for _, figure in charts(handout("ja")[0]):
        assert figure.spec is not None
        sheet = plot.draw(figure.spec, 640, "ja")
        written = re.sub(r"<[^>]+>", "", svg.svg(sheet).split("</defs>")[-1]).replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
        assert written == "".join(texts(sheet))


def known(values: pd.Series) -> list[float]:
    return [float(value) for value in values if not missing(value)]


def held(rows: pd.DataFrame, column: str) -> list[float]:
    return known(rows.loc[rows["engagement_stage_code"] == "held", column])


NUMBERS: dict[str, Callable[[pd.DataFrame], Sequence[float]]] = {  # the first series of a view, out of its rows
    "agreements.by_status": lambda rows: known(rows.loc[(rows["agreement_status_code"] != "not_yet") | (rows["agreement_count"] > 0), "agreement_count"]),
    "sectors.mix": lambda rows: held(rows, "participant_count"),
    "sectors.participants": lambda rows: held(rows, "participant_count"),
    "sectors.engagements": lambda rows: held(rows, "engagement_count"),
    "sectors.by_mode": lambda rows: held(rows, "engagement_count"),
    "sectors.by_kind": lambda rows: held(rows, "engagement_count"),
    "sectors.by_year": lambda rows: held(rows, "engagement_count"),
    "sectors.people_by_year": lambda rows: held(rows, "participant_count"),
    "sectors.national_sectors": lambda rows: known(rows.loc[~rows["is_total"], "structure_share"]),
    "sectors.national_sizes": lambda rows: known(rows["structure_count"]),
    "coverage.gaps": lambda rows: known(rows["priority_score"])[:15],
    "financing.domestic_flows": lambda rows: known(rows.loc[rows["amount_basis_code"] == "disbursed", "amount"]),
    "financing.sector_shares": lambda rows: known(rows.loc[rows["period_text"] == rows["period_text"].max(), "share_pct"]),
    "financing.credit_shares": lambda rows: known(rows["credit_share_pct"]),
    "outcomes.chain": lambda rows: known(rows["recorded_count"]),
    "outcomes.stated": lambda rows: [int(part) / int(whole) for part, whole in zip(rows["known_count"], rows["row_count"], strict=True)],
    "sources.by_year": lambda rows: [*known(rows.loc[rows["year"].notna(), "source_count"]), float(rows.loc[rows["year"].isna(), "source_count"].sum())],
    "quality.by_table": lambda rows: known(rows["filled_share"]),
}


@pytest.mark.parametrize("name", sorted(NUMBERS))
def test_native_numbers_are_the_query_s(seed_release: Any, name: str) -> None:
    reader, words = seed_release.reader, seed_release.words("en")
    context = views.Context({"home": "IDN", "partner": "JPN", "as_of": "2026-11-22", "language": "en"}, lambda query, params: reader.frame(query, {key: value for key, value in params.items() if key in reader.catalogue[query].params} | {key: None for key in reader.catalogue[query].params if key not in params}))
    found = views.figures(views.find(name), words, context)
    assert found
    for figure, _ in found:
        charts_of = native.natives(figure)
        assert len(charts_of) == 1
        assert sorted(value for value in charts_of[0].series[0].numbers if value is not None) == pytest.approx(sorted(NUMBERS[name](figure.rows)))
        assert len(charts_of[0].categories) == len(charts_of[0].series[0].numbers)


def test_pieces_of_a_long_chart_hold_every_category_once() -> None:
    names = tuple(f"c{place}" for place in range(50))
    chart = native.Native("bar", names, (native.Series("s", tuple(map(float, range(50))), ("#0b5d8a",)),))
    pieces = native.chunks(chart)
    assert [name for piece in pieces for name in piece.categories] == list(names)
    assert [value for piece in pieces for value in piece.series[0].numbers] == list(map(float, range(50)))
    assert max(len(piece.categories) for piece in pieces) <= native.MOST


def test_a_category_whose_number_is_unknown_has_no_value(handout: Handout) -> None:
    figure = next(figure for _, figure in charts(handout("en")[0]) if figure.query == "sectors.participants_by_sector" and figure.spec and figure.spec["data"][0]["type"] == "bar")
    chart = native.natives(figure)[0]
    silent = [place for place, name in enumerate(chart.categories) if "number not stated" in name]
    assert silent
    assert all(chart.series[0].numbers[place] is None for place in silent)


def test_a_period_that_no_source_states_is_a_gap(handout: Handout) -> None:
    figure = next(figure for _, figure in charts(handout("en")[0]) if figure.query == "financing.flows" and "2019: not stated" in str(figure.spec))
    chart = native.natives(figure)[0]
    assert chart.series[0].numbers[chart.categories.index("2019: not stated")] is None


def test_an_unknown_view_is_named_with_those_there_are() -> None:
    with pytest.raises(MitraError, match=r"no view overview\.nothing; there are agreements\.timeline"):
        views.find("overview.nothing")


def test_nothing_to_draw_says_why(seed_release: Any) -> None:
    words = seed_release.words("en")
    context = views.Context({"home": "IDN", "partner": "JPN", "as_of": "2026-11-22"}, lambda _query, _params: pd.DataFrame(columns=["ref_id"]))
    figure, _ = views.figures(views.find("agreements.timeline"), words, context)[0]
    assert figure.spec is None
    assert "nothing for this choice" in figure.said


def of(handout: Handout, query: str, language: str = "en") -> Figure:
    return next(figure for _, figure in charts(handout(language)[0]) if figure.query == query)


def test_a_line_of_shares_is_written_in_percent_of_one(handout: Handout) -> None:
    chart = native.natives(of(handout, "coverage.share"))[0]
    assert chart.form == "0%"
    assert chart.is_of_one


def test_a_share_too_small_for_one_digit_is_not_written_as_zero(handout: Handout) -> None:
    chart = native.natives(of(handout, "sectors.contribution"))[0]
    assert min(value for value in chart.series[0].numbers if value) < native.LEAST
    assert chart.form == native.SMALL


def test_groups_of_bars_are_charts_under_their_headings(handout: Handout) -> None:
    words = handout("en")[1]
    figure = of(handout, "outcomes.chain_cohorts")
    found = native.natives(figure)
    cohorts = figure.rows[~figure.rows["is_total"].astype(bool)]
    steps = list(dict.fromkeys(cohorts["funnel_step_code"]))
    assert [chart.title.split(" · ")[0] for chart in found] == [words.code("funnel_step", step) for step in steps]
    for chart, step in zip(found, steps, strict=True):
        mine = cohorts[cohorts["funnel_step_code"] == step]
        assert [series.numbers for series in chart.series] == [tuple(map(float, mine[f"{state}_count"])) for state in ("passed", "stopped", "open")]


@pytest.mark.parametrize("language", ["id", "en", "ja"])
def test_what_is_drawn_for_a_slide_of_its_own_fits_one_and_is_wider_than_high(handout: Handout, language: str) -> None:
    wide = [figure.wide for _, figure in charts(handout(language)[0]) if figure.wide]
    assert wide
    for spec in wide:
        sheet = plot.draw(spec, 1100, language)
        assert sheet.height < 600
        assert all(mark.corner[0] >= 0 and mark.corner[0] + mark.corner[2] <= 1100 for mark in sheet.every if isinstance(mark, Text))
