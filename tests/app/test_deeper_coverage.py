"""What an expert would ask of coverage: each tab opens in three languages, says its finding, and bears a pair without data."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from mitra import tables
from mitra.briefing import agenda as documents
from mitra.briefing import hand
from mitra.findings import agenda
from mitra.findings import coverage_shares as shares

PARTS = ("moves", "share", "agenda", "pairs")
DAY = "2026-11-22"
PARAMS: dict[str, Any] = {"home": "IDN", "partner": "JPN", "as_of": DAY, "sector": None, "focus": None, "from_year": None, "to_year": None}


def shown(visit: Callable[..., AppTest], part: str, **address: str) -> AppTest:
    app = visit("coverage", part=part, **{"home": "IDN", "partner": "JPN", "as_of": DAY, **address})
    assert not app.exception
    assert not [error.value for error in app.error]
    return app


def text(app: AppTest) -> str:
    return "\n".join(str(element.value) for kind in (app.header, app.markdown, app.caption, app.info) for element in kind)


@pytest.mark.parametrize("language", ["id", "en", "ja"])
@pytest.mark.parametrize("part", PARTS)
def test_each_tab_opens_and_says_its_finding(visit: Callable[..., AppTest], served: Any, part: str, language: str) -> None:
    words = served.words(language)
    said = text(shown(visit, part, lang=language))
    finding = {
        "moves": shares.conservation(served.reader.frame("coverage.moves", {**PARAMS, "since": "2023-01-01"}), words),
        "share": shares.share(served.reader.frame("coverage.share", PARAMS), words, date.fromisoformat(DAY)),
        "agenda": agenda.title(served.reader.frame("coverage.agenda", PARAMS), words),
        "pairs": shares.pairs(served.reader.frame("coverage.pairs", PARAMS), words, "IDN", "JPN"),
    }[part]
    assert finding in said


@pytest.mark.parametrize("language", ["id", "ja"])
@pytest.mark.parametrize("part", PARTS)
def test_a_day_before_all_records_is_a_sentence(visit: Callable[..., AppTest], part: str, language: str) -> None:
    app = shown(visit, part, lang=language, as_of="1950-01-01")
    assert not re.search(r"\bnan\b", text(app), re.IGNORECASE)


def test_the_moves_follow_the_day_compared_with(visit: Callable[..., AppTest]) -> None:
    app = shown(visit, "moves", lang="en")
    before = text(app)
    app.date_input(key="coverage.then").set_value("2015-01-01").run()
    assert app.query_params["then"] == "2015-01-01"
    assert not app.exception
    assert "1 Jan 2015" in text(app)
    assert text(app) != before


def test_the_agenda_is_as_long_as_asked(visit: Callable[..., AppTest]) -> None:
    app = shown(visit, "agenda", lang="en")
    assert len(re.findall(r"^\*\*\d+ · ", text(app), re.MULTILINE)) == 5
    app.button_group(key="coverage.points").set_value(10).run()
    assert len(re.findall(r"^\*\*\d+ · ", text(app), re.MULTILINE)) == 10


@pytest.mark.parametrize("language", ["id", "en", "ja"])
def test_whom_to_invite_says_what_the_record_lacks(served: Any, language: str) -> None:
    words, nobody = served.words(language), served.reader.frame("coverage.agenda_institutions", PARAMS).iloc[:0]
    said = agenda.table(served.reader.frame("coverage.agenda", PARAMS), nobody, words)[words.t("Whom to invite")]
    points = served.reader.frame("coverage.agenda", PARAMS)
    for near, text in zip(points["ref_id"], said, strict=True):
        assert text == (words.t("No institution of either side is on record for this sector or focus area.") if near is None else agenda.invited(nobody, near, words))
        assert near is None or words.name(near) in text


@pytest.mark.parametrize("language", ["id", "en", "ja"])
def test_the_agenda_is_handed_out_with_every_gap(served: Any, language: str) -> None:
    words = served.words(language)
    points = served.reader.frame("coverage.agenda", PARAMS)
    ranked = int(points["agenda_order"].notna().sum())
    body = hand.written("xlsx", documents.workbook(served.reader, words, PARAMS), words).body
    sheets = openpyxl.load_workbook(io.BytesIO(body)).worksheets[1:3]
    rows = [[row for row in sheet.iter_rows(min_row=5, values_only=True) if any(row)] for sheet in sheets]
    assert [len(found) for found in rows] == [ranked, len(points) - ranked]
    assert [row[0] for row in rows[0]] == list(range(1, ranked + 1))
    assert not any(row[0] or row[1] for row in rows[1])
    made = hand.written("pdf", documents.paper(served.reader, words, PARAMS, most=5), words)
    assert made.body.startswith(b"%PDF")
    assert made.remarks == ()


def test_the_document_has_a_heading_a_point_and_the_rest_in_tables(served: Any) -> None:
    words = served.words("en")
    made = documents.paper(served.reader, words, PARAMS, most=5)
    points = [slide for slide in made.slides if slide.kind == "text"]
    assert [slide.headline.split(" · ")[0] for slide in points] == ["1", "2", "3", "4", "5"]
    assert all(len(slide.sentences) == 3 for slide in points)
    further, unranked = (slide.table for slide in made.slides if slide.kind == "table")
    assert isinstance(further, pd.DataFrame)
    assert isinstance(unranked, pd.DataFrame)
    assert further.iloc[0, 0] == 6
    assert len(unranked) == 21
    assert {method.query for method in made.methods} == set(documents.QUERIES)


def test_a_place_on_the_agenda_is_a_whole_number_also_in_csv(served: Any) -> None:
    rows = agenda.table(served.reader.frame("coverage.agenda", PARAMS), served.reader.frame("coverage.agenda_institutions", PARAMS), served.words("en"))
    first = tables.csv(rows).decode().splitlines()[1]
    assert first.startswith("1,0.")


@pytest.mark.parametrize("part", ["", "share", "pairs"])
def test_a_filter_that_counts_no_fewer_cells_is_said(visit: Callable[..., AppTest], part: str) -> None:
    says = "The filter of sector and focus area does not apply here: all cells are counted."
    given = {"lang": "en", **({"part": part} if part else {})}
    assert says in [caption.value for caption in visit("coverage", sector="fisheries", **given).caption]
    assert says not in [caption.value for caption in visit("coverage", **given).caption]


def test_a_pair_held_for_comparison_stands_among_all(visit: Callable[..., AppTest]) -> None:
    app = shown(visit, "pairs", lang="en", home="MYS", partner="TUR")  # held for comparison only
    assert "Malaysia – Türkiye" in text(app)
