"""Location quotients as a forest: one row a sector, its interval on a log axis, and the nation as the line at 1."""

from __future__ import annotations

from collections.abc import Sequence
from math import log2
from typing import Any

import pandas as pd

from mitra import theme
from mitra.charts import Figure, rows
from mitra.i18n import Words, missing
from mitra.theme import Look

LEAST = 1 / 32  # what lies below is drawn at the edge
TICKS = (1 / 16, 1 / 4, 1, 4, 16)
BODY = 14
ONE_DIGIT = 0.1  # expected participants below it take two digits, else they would read as zero


def forest(quotients: pd.DataFrame, words: Words, look: Look) -> Figure | None:
    """Return the quotients with their intervals (customdata: sector), None where none is given.

    A filled mark stands where the interval excludes 1, a hollow one where it does not, a text where too few are expected.
    """
    known = quotients[quotients["location_quotient"].notna()]
    if known.empty:
        return None
    places, total = rows.lay([_row(row, words) for row in quotients.itertuples()])
    pairs = list(zip(quotients.itertuples(), places, strict=True))
    given = [(row, place) for row, place in pairs if not missing(row.location_quotient)]
    withheld = [(row, place) for row, place in pairs if missing(row.location_quotient)]
    left, right = log2(LEAST), log2(max(2.0, float(known["quotient_high"].max()))) + 0.3
    ticks = [value for value in TICKS if value < 2**right]
    axis = {"range": [left - 0.1, right], "tickvals": [log2(value) for value in ticks], "ticktext": [words.number(value, None if value >= 1 else 2) for value in ticks], "tickangle": 0, "showgrid": False, "zeroline": False, "fixedrange": True}
    layout = theme.layout(look, height=total + 34, hovermode="closest", margin={"l": 4, "r": 8, "t": 4, "b": 26}, xaxis=axis, yaxis=rows.axis(total))
    traces = [_nation([place for _, place in given], look), _intervals(given, look), *_marks(given, look), _withheld(withheld, words, look, left), *rows.labels(places, look, left)]
    return {"data": [trace for trace in traces if trace["y"]], "layout": layout}


def excludes_one(row: Any) -> bool:
    """Say whether a quotient's interval leaves 1 out."""
    return not missing(row.location_quotient) and (row.quotient_low > 1 or row.quotient_high < 1)


def _row(row: Any, words: Words) -> rows.Row:
    name = words.code("sector", row.sector_code)
    label = name if missing(row.location_quotient) else words.t("{sector}: {value} ({low} to {high})", sector=name, **_numbers(row, words))
    return rows.Row(rows.wrap(label), BODY, (row.sector_code,), hover=_hover(row, name, words))


def _numbers(row: Any, words: Words) -> dict[str, str]:
    return {key: words.number(float(value), 2) for key, value in (("value", row.location_quotient), ("low", row.quotient_low), ("high", row.quotient_high))}


def _hover(row: Any, name: str, words: Words) -> str:
    counts = words.t("Participants: {count}, expected {expected}", count=words.number(int(row.participant_count)), expected=_expected(row, words))
    nation = words.t("National share: {share}", share=words.percent(float(row.national_share), 1))
    if missing(row.location_quotient):
        return "<br>".join((f"<b>{name}</b>", counts, nation))
    return "<br>".join((f"<b>{name}</b>", words.t("Quotient {value}, 95% interval {low} to {high}", **_numbers(row, words)), counts, nation))


def _expected(row: Any, words: Words) -> str:
    return words.number(float(row.expected_count), 1 if row.expected_count >= ONE_DIGIT else 2)


def _nation(places: Sequence[rows.Place], look: Look) -> dict[str, Any]:
    """Return the line at 1, in pieces beside the bodies, so that it crosses no label."""
    ends = [(place.body - BODY, place.body + BODY / 2 + 2) for place in places]
    return {"type": "scatter", "mode": "lines", "x": [x for _ in ends for x in (0, 0, None)], "y": [y for first, last in ends for y in (first + BODY / 2 - 2, last, None)], "hoverinfo": "skip", "line": {"color": look.ink, "width": 1.5}}


def _intervals(given: Sequence[tuple[Any, rows.Place]], look: Look) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for row, _ in given for x in (_place(row.quotient_low), _place(row.quotient_high), None)],
        "y": [y for _, place in given for y in (place.body, place.body, None)],
        "hoverinfo": "skip",
        "line": {"color": look.steps[3], "width": 3},
    }


def _marks(given: Sequence[tuple[Any, rows.Place]], look: Look) -> list[dict[str, Any]]:
    """Return the filled marks and the hollow ones."""
    return [_mark([pair for pair in given if excludes_one(pair[0]) == is_filled], look, is_filled=is_filled) for is_filled in (True, False)]


def _mark(given: Sequence[tuple[Any, rows.Place]], look: Look, *, is_filled: bool) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [_place(row.location_quotient) for row, _ in given],
        "y": [place.body for _, place in given],
        "customdata": [list(place.row.data or ()) for _, place in given],
        "hovertext": [place.row.hover for _, place in given],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
        "marker": {"symbol": "circle", "size": 11, "color": look.accent if is_filled else look.paper, "line": {"width": 2, "color": look.accent}, "opacity": 1},
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


def _withheld(rows_left: Sequence[tuple[Any, rows.Place]], words: Words, look: Look, left: float) -> dict[str, Any]:
    said = [words.n("{expected} expected; {count} participant needed", "{expected} expected; {count} participants needed", int(row.needed_count), expected=_expected(row, words)) for row, _ in rows_left]
    return {
        "type": "scatter",
        "mode": "text",
        "x": [left] * len(rows_left),
        "y": [place.body for _, place in rows_left],
        "text": said,
        "textposition": "middle right",
        "textfont": {"color": look.soft},
        "hovertext": [place.row.hover for _, place in rows_left],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
        "selected": {"textfont": {"color": look.soft}},
        "unselected": {"textfont": {"color": look.soft}},
    }


def _place(value: float) -> float:
    return log2(max(LEAST, float(value)))
