"""Which sectors take part more, and less, than the nation's MSMEs would suggest, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from mitra.charts.quotient import excludes_one
from mitra.findings import small
from mitra.findings.structure import population
from mitra.i18n import Words

MOST = 3  # sectors named in a title; where there are more, it says so


def title(rows: pd.DataFrame, words: Words, country: str) -> str:
    """Name the sectors whose interval excludes 1; without any, say that none stands out, or that too few take part."""
    name = words.country(country)
    if not rows["location_quotient"].notna().any():
        return words.t("{country}: too little is on record to compare with the nation", country=name)
    told = [row for row in rows.itertuples() if excludes_one(row)]
    more = _named([row.sector_code for row in told if row.location_quotient > 1], words)
    less = _named([row.sector_code for row in reversed(told) if row.location_quotient < 1], words)
    if more and less:
        return words.t("{country}: more from {more} than the nation's MSMEs would suggest, less from {less}", country=name, more=more, less=less)
    if more:
        return words.t("{country}: more from {sectors} than the nation's MSMEs would suggest", country=name, sectors=more)
    if less:
        return words.t("{country}: less from {sectors} than the nation's MSMEs would suggest", country=name, sectors=less)
    return words.t("{country}: no sector differs clearly from the nation's MSMEs", country=name)


def _named(codes: Sequence[object], words: Words) -> str:
    named = [words.code("sector", code) for code in codes[:MOST]]
    return words.join([*named, words.n("{count} more sector", "{count} more sectors", len(codes) - MOST)] if len(codes) > MOST else named)


def said(rows: pd.DataFrame, words: Words) -> str:
    """Say what is compared, how to read it, and what is left out."""
    if rows.empty:
        return ""
    first = rows.iloc[0]
    people = words.n("{count} participant", "{count} participants", int(first["compared_count"]))
    compared = words.n("Compared: {people} of {count} engagement, in the sectors that the series has ({series}, {year}).", "Compared: {people} of {count} engagements, in the sectors that the series has ({series}, {year}).", int(first["engagement_count"]), people=people, series=population(str(first["population_scope"]), words), year=int(first["year"]))
    read = words.t("1 is the nation's share; a filled mark means that the 95 % interval excludes it. A group counts as one draw, which makes the intervals wide.")
    return words.sentences(compared, read, _left_out(first, words))


def _left_out(row: pd.Series, words: Words) -> str:
    outside, unsplit = (words.number(int(row[name])) for name in ("outside_count", "unsplit_count"))
    left = words.t("Left out: {outside} of sectors that the series lacks, {unsplit} without a published sector, and all whose country no source states.", outside=outside, unsplit=unsplit)
    return words.sentences(left, small.withheld(int(row["withheld_count"]), words, words.t("What is rare is withheld first, so the other sectors may look larger than they are.")))


def missing_said(rows: pd.DataFrame, words: Words, country: str) -> str:
    """Say what is missing where no quotient can be given."""
    if rows.empty:
        return words.t("{country}: the record holds no such series.", country=words.country(country))
    least = rows.sort_values(["needed_count", "sector_code"]).iloc[0]
    return words.sentences(_too_few_people(least, words, country), _too_few_engagements(least, words, country))


def _too_few_people(least: pd.Series, words: Words, country: str) -> str:
    if least["compared_count"] >= least["needed_count"]:
        return ""
    there = words.n("The record holds {count} participant of {country} in the sectors of the series.", "The record holds {count} participants of {country} in the sectors of the series.", int(least["compared_count"]), country=words.country(country))
    return words.sentences(there, words.n("It takes at least {count} before the first sector, {sector}, can be compared, so no number is shown.", "It takes at least {count} before the first sector, {sector}, can be compared, so no number is shown.", int(least["needed_count"]), sector=words.code("sector", least["sector_code"])))


def _too_few_engagements(least: pd.Series, words: Words, country: str) -> str:
    if least["engagement_count"] >= least["needed_engagement_count"]:
        return ""
    there = words.n("The record holds {count} engagement with participants of {country} in the sectors of the series.", "The record holds {count} engagements with participants of {country} in the sectors of the series.", int(least["engagement_count"]), country=words.country(country))
    return words.sentences(there, small.takes(int(least["needed_engagement_count"]), words))
