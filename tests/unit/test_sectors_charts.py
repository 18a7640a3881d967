"""Charts and sentences of the sectors page: what is not known is drawn and said apart from zero."""

from __future__ import annotations

import pandas as pd

from mitra.charts import bars, maps, sectors
from mitra.findings import sectors as findings
from mitra.i18n import Words
from mitra.theme import LIGHT


def _mix() -> pd.DataFrame:
    rows = [("held", None, 30, 0), ("held", "food_beverages", 7, 2), ("held", "health", None, 1), ("planned", None, 20, 0)]
    return pd.DataFrame(rows, columns=["engagement_stage_code", "sector_code", "participant_count", "unstated_count"]).astype({"participant_count": "Int64", "unstated_count": "Int64"}).assign(withheld_count=0, withheld_below=None)


def test_headline_leaves_out_what_was_only_planned(plain_words: Words) -> None:
    said = findings.headline(_mix(), plain_words)
    assert "30" in said
    assert "37" in said
    assert "57" not in said


def test_a_sector_without_a_number_is_a_circle_and_no_bar(plain_words: Words) -> None:
    figure = sectors.participants_by_sector(_mix(), plain_words, LIGHT)
    assert figure is not None
    known, unknown = figure["data"][0], figure["data"][1]
    assert known["x"] == [7, 30]
    assert known["customdata"][0] == ["food_beverages"]
    assert unknown["customdata"] == [["health"]]
    assert unknown["marker"]["symbol"] == "circle-open"


def test_the_share_without_a_sector_is_not_spread(plain_words: Words) -> None:
    figure = sectors.treemap(_mix(), plain_words, LIGHT)
    assert figure is not None
    assert sorted(figure["data"][0]["values"]) == [7, 30]
    assert figure["data"][0]["marker"]["colors"][0] == LIGHT.muted


def test_nothing_known_draws_nothing(plain_words: Words) -> None:
    assert sectors.treemap(_mix().iloc[:0], plain_words, LIGHT) is None
    assert sectors.participants_by_sector(_mix().iloc[:0], plain_words, LIGHT) is None
    assert sectors.by_year(pd.DataFrame(columns=["year"]), "engagement_count", plain_words, LIGHT) is None
    assert bars.figure([], LIGHT) is None


def test_every_region_is_one_tile_and_no_link_is_hollow(plain_words: Words) -> None:
    rows = pd.DataFrame({"region_code": ["JP-13", "JP-23", "JP-47"], "tile_row": [8, 7, 13], "tile_col": [10, 8, 0], "row_count": pd.array([1, 5, None], dtype="Int64")})
    figure = maps.tiles(rows, plain_words, LIGHT, marked="JP-23")
    assert figure is not None
    drawn = {tile[0]: trace["marker"]["color"] for trace in figure["data"] for tile in trace["customdata"]}
    assert drawn == {"JP-47": LIGHT.paper, "JP-13": LIGHT.steps[2], "JP-23": LIGHT.steps[5]}
    assert len(figure["layout"]["shapes"]) == 1
