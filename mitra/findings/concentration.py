"""How concentrated the sector mix is, in sentences; what is left out is always said."""

from __future__ import annotations

from typing import Any

import pandas as pd

from mitra.findings import small
from mitra.i18n import Words, missing

ENGAGEMENTS = "engagements"  # the basis that counts engagements instead of participants


def is_known(rows: pd.DataFrame) -> bool:
    """Say whether enough engagements publish a sector for the measures to be given."""
    return bool(rows["measure_value"].notna().any())


def headline(rows: pd.DataFrame, words: Words) -> str:
    """Say as how many equal sectors the mix is concentrated."""
    if not is_known(rows):
        return words.t("Too few engagements publish a sector to say how concentrated the mix is")
    row = _measure(rows, "hill_2")
    if int(row.sector_count) == 1:
        return words.t("One sector carries the whole mix")
    return words.t("{count} sectors carry as much as {effective} equal ones", count=words.number(int(row.sector_count)), effective=words.number(float(row.measure_value), 1))


def said(rows: pd.DataFrame, words: Words, *, basis: str | None) -> str:
    """Say how sure that is, what is counted and what is left out."""
    row = _measure(rows, "hill_2")
    if missing(row.measure_value):
        return words.sentences(too_few(row, words), _left_out(row, words, basis=basis))
    return words.sentences(_interval(row, words), _counted(row, words, basis=basis), _left_out(row, words, basis=basis))


def too_few(row: Any, words: Words) -> str:
    """Say how many engagements publish a sector and how many it takes."""
    there = words.n("{count} engagement publishes a sector.", "{count} engagements publish a sector.", int(row.engagement_count))
    return words.sentences(there, small.takes(int(row.needed_count), words))


def _measure(rows: pd.DataFrame, code: str) -> Any:
    return next(rows[rows["diversity_measure_code"] == code].itertuples())


def _interval(row: Any, words: Words) -> str:
    """Return the interval of the effective sectors in words; its end at what is possible bounds nothing."""
    if missing(row.measure_low):
        return words.t("One sector alone says nothing about others, so there is no interval.")
    low, high = (words.number(float(end), 1) for end in (row.measure_low, row.measure_high))
    if row.measure_high >= row.possible_count - 1e-9:
        return words.t("Effective sectors: at least {low} with 95% confidence; so short a record sets no upper bound.", low=low)
    return words.t("Effective sectors: {interval}.", interval=small.interval(low, high, words))


def _counted(row: Any, words: Words, *, basis: str | None) -> str:
    if basis == ENGAGEMENTS:
        return words.n("Counted: {count} engagement that names sectors, {named} in all.", "Counted: {count} engagements that name sectors, {named} in all.", int(row.engagement_count), named=words.number(int(row.unit_count)))
    people = words.n("{count} participant with a published sector", "{count} participants with a published sector", int(row.unit_count))
    return words.n("Counted: {people} from {count} engagement.", "Counted: {people} from {count} engagements.", int(row.engagement_count), people=people)


def _left_out(row: Any, words: Words, *, basis: str | None) -> str:
    count = int(row.unsplit_count)
    if not count:
        return ""
    if basis == ENGAGEMENTS:
        return words.n("{count} engagement that names none is left out.", "{count} engagements that name none are left out.", count)
    unsplit = words.n("{count} participant without one is left out, not spread over sectors.", "{count} participants without one are left out, not spread over sectors.", count)
    return words.sentences(unsplit, small.withheld(int(row.withheld_count), words, words.t("What is rare is withheld first, so the mix may look more concentrated than it is.")))


def contributions(rows: pd.DataFrame, words: Words) -> str:
    """Name the sector that adds most to the concentration."""
    top = next(rows.itertuples())
    return words.t("{sector}: {share} of the concentration", sector=words.code("sector", top.sector_code), share=words.percent(float(top.contribution_share)))  # type: ignore[arg-type]  # a column of numbers


def contributions_said(rows: pd.DataFrame, words: Words) -> str:
    """Say what the bars are, and what the numbers beside them."""
    count = int(rows["unit_count"].sum())
    return words.sentences(words.t("Each bar is the sector's squared share over the sum of all squared shares (HHI)."), words.t("Beside it the plain share, of {count} counted.", count=words.number(count)))


def through_years(rows: pd.DataFrame, words: Words) -> str:
    """Say whether the effective sectors changed between the first and the last year that give a number."""
    known = rows[rows["effective_sectors"].notna()]
    if known.empty:
        return words.t("No year holds enough engagements to show a course")
    first, last = known.iloc[0], known.iloc[-1]
    if len(known) == 1:
        return words.t("Effective sectors in {year}: {value}", year=int(last["year"]), value=words.number(float(last["effective_sectors"]), 1))
    values = {"first": int(first["year"]), "last": int(last["year"]), "before": words.number(float(first["effective_sectors"]), 1), "after": words.number(float(last["effective_sectors"]), 1)}
    if any(missing(row[end]) for row in (first, last) for end in ("effective_low", "effective_high")):
        return words.t("Effective sectors: {before} in {first}, {after} in {last}; not both have an interval", **values)
    if first["effective_high"] < last["effective_low"] or last["effective_high"] < first["effective_low"]:
        return words.t("Effective sectors went from {before} ({first}) to {after} ({last})", **values)
    return words.t("Effective sectors: {before} in {first}, {after} in {last}; the intervals overlap", **values)


def through_years_said(rows: pd.DataFrame, words: Words) -> str:
    """Say whether a point stands for its year or for all up to it, and why."""
    if rows.empty:
        return ""
    needed = words.number(int(rows["needed_count"].iloc[0]))
    if rows["is_cumulative"].any():
        return words.t("Each point stands for everything up to the end of its year, since most years alone hold fewer than {needed} engagements with a published sector. Engagements without a known year are left out.", needed=needed)
    return words.t("Each point stands for its year alone. Below {needed} engagements with a published sector no number is shown; engagements without a known year are left out.", needed=needed)
