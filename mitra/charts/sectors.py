"""Who took part: participants and engagements by sector, through the years, by mode and by kind."""

from __future__ import annotations

from typing import Any

import pandas as pd

from mitra import theme
from mitra.charts import Figure
from mitra.charts.bars import Bar, figure
from mitra.i18n import Words, missing
from mitra.theme import Look

HELD, PLANNED = "held", "planned"
MOST_TICKS = 6  # years that fit under a chart on a phone
STAYS = {"selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": 1}}}  # a click fades nothing


def held(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of engagements that were held."""
    return rows[rows["engagement_stage_code"] == HELD]


def apart(rows: pd.DataFrame) -> pd.DataFrame:
    """Return participants by sector with those whose sector is withheld in rows of their own (is_withheld)."""
    hidden = rows["withheld_count"].fillna(0) > 0
    if not hidden.any():
        return rows.assign(is_withheld=False)
    own = rows[hidden]
    others = own.assign(participant_count=own["participant_count"] - own["withheld_count"])
    left = others[(others["participant_count"] > 0) | (others["unstated_count"] > 0)]
    return pd.concat([rows[~hidden].assign(is_withheld=False), left.assign(is_withheld=False), own.assign(participant_count=own["withheld_count"], unstated_count=0, is_withheld=True)])


def treemap(rows: pd.DataFrame, words: Words, look: Look) -> Figure | None:
    """Return the counted participants of engagements held as areas; the area without a published sector is grey."""
    counted = apart(held(rows))
    counted = counted[counted["participant_count"].notna()]
    if counted.empty:
        return None
    names = [_sector(row, words) for row in counted.itertuples()]
    numbers = [int(value) for value in counted["participant_count"]]
    trace = {
        "type": "treemap",
        "ids": ["withheld" if row.is_withheld else str(row.sector_code) for row in counted.itertuples()],
        "labels": names,
        "parents": [""] * len(names),
        "values": numbers,
        "text": [words.number(value) for value in numbers],
        "texttemplate": "%{label}<br><b>%{text}</b>",
        "hovertemplate": "%{label}: %{text}<extra></extra>",
        "marker": {"colors": [look.muted if missing(code) else look.accent for code in counted["sector_code"]], "line": {"width": 2, "color": look.paper}},
        "textfont": {"color": [look.ink if missing(code) else look.paper for code in counted["sector_code"]], "size": 13},
        "pathbar": {"visible": False},
        "tiling": {"pad": 2},
        "sort": True,
    }
    return {"data": [trace], "layout": theme.layout(look, height=440, margin={"l": 0, "r": 0, "t": 0, "b": 0}, uniformtext={"minsize": 10, "mode": "hide"})}


def participants_by_sector(rows: pd.DataFrame, words: Words, look: Look) -> Figure | None:
    """Return participants of engagements held by sector as bars (customdata: sector), those without a sector last."""
    shown = apart(held(rows))
    order = [*shown[shown["sector_code"].notna()].itertuples(), *shown[shown["sector_code"].isna()].itertuples()]
    return figure([_participants(row, words, look) for row in order], look)


def _participants(row: Any, words: Words, look: Look) -> Bar:
    known = not missing(row.participant_count)
    groups = int(row.unstated_count)
    more = words.n("{count} group without a number", "{count} groups without a number", groups) if groups else ""
    text = words.number(int(row.participant_count)) if known else words.t("named, number not stated")
    name = _sector(row, words)
    return Bar(
        label=name,
        value=int(row.participant_count) if known else None,
        text=f"{text} + {more}" if known and more else text,
        hover="<br>".join(part for part in (f"<b>{name}</b>", words.t("Participants: {count}", count=text), more) if part),
        colour=look.muted if missing(row.sector_code) else look.accent,
        data=None if missing(row.sector_code) else (row.sector_code,),
    )


def engagements_by_sector(rows: pd.DataFrame, words: Words, look: Look) -> Figure | None:
    """Return how many engagements held name each sector as bars (customdata: sector), those that name none last."""
    shown = held(rows)
    order = [*shown[shown["sector_code"].notna()].itertuples(), *shown[shown["sector_code"].isna()].itertuples()]
    return figure([_engagements(row, words, look) for row in order], look)


def _engagements(row: Any, words: Words, look: Look) -> Bar:
    name = words.t("No sector named") if missing(row.sector_code) else words.code("sector", row.sector_code)
    count = int(row.engagement_count)
    return Bar(
        label=name,
        value=count,
        text=words.number(count),
        hover=f"<b>{name}</b><br>{words.n('{count} engagement', '{count} engagements', count)}",
        colour=look.muted if missing(row.sector_code) else look.accent,
        data=None if missing(row.sector_code) else (row.sector_code,),
    )


def by_group(rows: pd.DataFrame, column: str, codelist: str, words: Words, look: Look) -> Figure | None:
    """Return engagements held by a code (mode or kind) as bars, those whose source does not state it last."""
    shown = held(rows)
    order = [*shown[shown[column].notna()].itertuples(), *shown[shown[column].isna()].itertuples()]
    return figure([_group(row, getattr(row, column), codelist, words, look) for row in order], look)


def _group(row: Any, code: object, codelist: str, words: Words, look: Look) -> Bar:
    name = words.t("Not stated") if missing(code) else words.code(codelist, code)
    count = int(row.engagement_count)
    numbers = words.t("participants not stated") if missing(row.participant_count) else words.n("{count} participant", "{count} participants", int(row.participant_count))
    return Bar(
        label=name,
        value=count,
        text=words.t("{count} ({participants})", count=words.number(count), participants=numbers),
        hover="<br>".join((f"<b>{name}</b>", words.n("{count} engagement", "{count} engagements", count), numbers, *_unstated(row, words))),
        colour=look.muted if missing(code) else look.accent,
    )


def _unstated(row: Any, words: Words) -> list[str]:
    count = int(row.unstated_count)
    return [words.n("{count} engagement without a stated number", "{count} engagements without a stated number", count)] if count else []


def by_year(rows: pd.DataFrame, measure: str, words: Words, look: Look) -> Figure | None:
    """Return engagements or participants by year (customdata: the year twice, for both ends of the period).

    What was only planned is hatched, a year not known stands apart on the right, and a number not stated is a circle.
    """
    if rows.empty:
        return None
    years = [int(year) for year in rows["year"].dropna()]
    apart = (max(years) + 2) if years else 0
    known = rows[rows[measure].notna()]
    stages = [stage for stage in (HELD, PLANNED) if stage in set(rows["engagement_stage_code"])]
    traces = [_years(known[known["engagement_stage_code"] == stage], measure, stage, apart, words, look) for stage in stages]
    circles = _no_number(rows[rows[measure].isna()], apart, words, look)
    values, texts = _ticks(years, apart, words, apart_shown=bool(rows["year"].isna().any()))
    layout = theme.layout(look, height=300, barmode="stack", bargap=0.25, hovermode="closest", xaxis={"tickvals": values, "ticktext": texts, "showgrid": False, "fixedrange": True, "tickangle": 0}, yaxis={"rangemode": "tozero", "fixedrange": True, "nticks": 5}, legend={"orientation": "h", "y": 1.02, "x": 0, "yanchor": "bottom", "traceorder": "normal", "itemclick": False, "itemdoubleclick": False}, showlegend=len(stages) > 1 or bool(circles))
    return {"data": [*traces, *circles], "layout": layout}


def _years(rows: pd.DataFrame, measure: str, stage: str, apart: int, words: Words, look: Look) -> dict[str, Any]:
    unknown = [missing(year) for year in rows["year"]]
    held_colours = [look.muted if is_unknown else look.accent for is_unknown in unknown]
    plan = {"color": look.paper, "line": {"color": look.accent, "width": 1.5}, "pattern": {"shape": "/", "fgcolor": look.accent}}
    return {
        "type": "bar",
        "name": words.code("engagement_stage", stage),
        "x": [_place(year, apart) for year in rows["year"]],
        "y": [int(value) for value in rows[measure]],
        "customdata": [_period(year) for year in rows["year"]],
        "hovertext": [_year_hover(row, words) for row in rows.itertuples()],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"color": held_colours} if stage == HELD else plan,
        **STAYS,
    }


def _no_number(rows: pd.DataFrame, apart: int, words: Words, look: Look) -> list[dict[str, Any]]:
    if rows.empty:
        return []
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "name": words.t("number not stated"),
            "x": [_place(year, apart) for year in rows["year"]],
            "y": [0] * len(rows),
            "customdata": [_period(year) for year in rows["year"]],
            "hovertext": [_year_hover(row, words) for row in rows.itertuples()],
            "hovertemplate": "%{hovertext}<extra></extra>",
            "cliponaxis": False,
            "marker": {"symbol": "circle-open", "size": 9, "color": look.soft, "opacity": 1},
            **STAYS,
        }
    ]


def _year_hover(row: Any, words: Words) -> str:
    year = words.t("Year not known") if missing(row.year) else str(int(row.year))
    numbers = words.t("participants not stated") if missing(row.participant_count) else words.n("{count} participant", "{count} participants", int(row.participant_count))
    lines = [f"<b>{year}</b> · {words.code('engagement_stage', row.engagement_stage_code)}", words.n("{count} engagement", "{count} engagements", int(row.engagement_count)), numbers]
    return "<br>".join([*lines, *_unstated(row, words)])


def _ticks(years: list[int], apart: int, words: Words, *, apart_shown: bool) -> tuple[list[int], list[str]]:
    """Return the years to write, from the last one back, and the place of what has no year."""
    step = -(-(max(years) - min(years) + 1) // MOST_TICKS) if years else 1
    values = list(range(max(years), min(years) - 1, -step)) if years else []
    texts = [str(value) for value in values]
    return ([apart, *values], [words.t("not<br>known"), *texts]) if apart_shown else (values, texts)


def _place(year: object, apart: int) -> int:
    return apart if missing(year) else int(year)  # type: ignore[call-overload]  # a whole number


def _period(year: object) -> list[int] | None:
    return None if missing(year) else [int(year)] * 2  # type: ignore[call-overload]  # a whole number


def _sector(row: Any, words: Words) -> str:
    if row.is_withheld:
        return words.t("Not shown: fewer than {least}", least=words.number(int(row.withheld_below)))
    return words.t("Sector not published") if missing(row.sector_code) else words.code("sector", row.sector_code)
