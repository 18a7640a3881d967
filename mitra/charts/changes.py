"""What happened in a period: a mark an event, in a lane a subject, from the first day to the last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd

from mitra import theme
from mitra.charts import Figure, rows
from mitra.i18n import Words, missing
from mitra.remember import remembered
from mitra.theme import Look

SUBJECTS = ("agreement", "engagement", "program", "outcome", "institution")
PLACES = 48  # marks side by side in a lane; those of the same place stand above one another
MARK, STEP, LANE = 9, 12, 34  # pixels: a mark, from one to the next above it, a lane with one row of marks
FEW_YEARS = 4  # months are named within so many
TICKS = 4  # at most so many fit a phone
MOST = 6  # marks above one another; further ones are drawn over the last


@dataclass(frozen=True, slots=True)
class _Spot:
    event: dict[str, Any]
    lane: int
    level: int


@remembered
def events(events: pd.DataFrame, words: Words, look: Look, *, since: date, as_of: date) -> Figure | None:
    """Return the events that have a day of their own (customdata: the row); those without one are said, not drawn.

    Filled: a number in force, held, open or on record rose; crossed: it fell; hollow: it stayed.
    """
    dated = events[events["is_dated"].astype(bool)]
    if dated.empty or since >= as_of:
        return None
    spots = list(_spots(dated, since, as_of))
    tops, total = _lanes(spots)
    height = [tops[spot.lane] - spot.level * STEP for spot in spots]
    marks = {
        "type": "scatter",
        "mode": "markers",
        "x": [_day(spot.event["happened_on"]).isoformat() for spot in spots],
        "y": height,
        "customdata": [[spot.event["ref_id"]] for spot in spots],
        "hovertext": [_hover(spot.event, words) for spot in spots],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"size": MARK, "symbol": [_symbol(spot.event) for spot in spots], "color": [_colour(spot.event, look) for spot in spots], "line": {"width": 1.5, "color": [_colour(spot.event, look) for spot in spots]}},
    }
    room = timedelta(days=max((as_of - since).days // 40, 1))
    ticks = _ticks(since, as_of)
    across = {"type": "date", "range": [_shifted(since, -room).isoformat(), _shifted(as_of, room).isoformat()], "fixedrange": True, "tickvals": [day.isoformat() for day, _ in ticks], "ticktext": [words.date(text) for _, text in ticks]}
    labels = [_label(subject, sum(spot.lane == lane for spot in spots), words) for lane, subject in enumerate(SUBJECTS)]
    down = {"range": [total, 0], "tickvals": tops, "ticktext": labels, "fixedrange": True, "zeroline": False}
    return {"data": [marks], "layout": theme.layout(look, height=total + 40, hovermode="closest", xaxis=across, yaxis=down)}


def _ticks(since: date, as_of: date) -> list[tuple[date, str]]:
    """Return the first days of years, else of months, within a period, a few of them, each with its partial date; of a short one its ends."""
    years = [(date(year, 1, 1), f"{year:04}") for year in range(since.year, as_of.year + 1)]
    months = [(date(year, month, 1), f"{year:04}-{month:02}") for year in range(since.year, as_of.year + 1) for month in range(1, 13)] if len(years) <= FEW_YEARS else []
    for found, least in ((years, 3), (months, 2)):
        within = [tick for tick in found if since <= tick[0] <= as_of]
        if len(within) >= least:
            return within[:: -(-len(within) // TICKS)]
    return [(since, since.isoformat()), (as_of, as_of.isoformat())]


def _shifted(day: date, by: timedelta) -> date:
    """Return a day moved by some days, as far as there are days."""
    return date.fromordinal(min(max(day.toordinal() + by.days, 1), date.max.toordinal()))


def _label(subject: str, count: int, words: Words) -> str:
    return f"{words.code('change_subject', subject)} · {words.number(count)}"


def _spots(dated: pd.DataFrame, since: date, as_of: date) -> Iterator[_Spot]:
    """Yield each event's lane and how many stand below it at its place, earliest first."""
    span = (as_of - since).days
    taken: Counter[tuple[int, int]] = Counter()
    for event in dated.sort_values(["happened_on", "change_event_code", "ref_id"]).to_dict("records"):
        lane = SUBJECTS.index(event["change_subject_code"])
        place = (_day(event["happened_on"]) - since).days * PLACES // span
        yield _Spot({str(key): value for key, value in event.items()}, lane, min(taken[lane, place], MOST - 1))
        taken[lane, place] += 1


def _lanes(spots: Sequence[_Spot]) -> tuple[list[int], int]:
    """Return where the lowest row of each lane's marks stands, in pixels from the top, and the height of all."""
    tops, top = [], 4
    for lane in range(len(SUBJECTS)):
        top += LANE + STEP * max((spot.level for spot in spots if spot.lane == lane), default=0)
        tops.append(top - LANE // 2)
    return tops, top + 4


def _day(value: Any) -> date:
    return value.date() if hasattr(value, "date") else value


def _symbol(event: dict[str, Any]) -> str:
    change = int(event["headline_change"])
    return "circle" if change > 0 else "x" if change < 0 else "circle-open"


def _colour(event: dict[str, Any], look: Look) -> str:
    change = int(event["headline_change"])
    return look.accent if change > 0 else look.categories[1] if change < 0 else look.soft


def _hover(event: dict[str, Any], words: Words) -> str:
    day = event["happened_on"] if missing(event["stated_on"]) else event["stated_on"]
    name = [f"<b>{part}</b>" for part in rows.wrap(words.name(event["ref_id"]), most=3)]
    other = [] if missing(event["other_ref_id"]) else list(rows.wrap(words.name(event["other_ref_id"]), most=2))
    return "<br>".join([*name, f"{words.code('change_event', event['change_event_code'])} · {words.date(day)}", *other])
