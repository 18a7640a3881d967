"""Where the chain from agreement to financing goes on and where it stops, in sentences."""

from __future__ import annotations

import pandas as pd

from mitra.findings import small
from mitra.i18n import Words, missing
from mitra.remember import remembered


@remembered
def cohorts(rows: pd.DataFrame, words: Words) -> str:
    """Name the step at which the smallest share went on, among those with enough rows for one, and whether that is sure."""
    known = _known(rows)
    if known.empty:
        return words.t("From agreement to financing: too few rows for a share")
    worst = _worst(known)
    others = known.drop(index=worst.name)
    said = {"step": words.code("funnel_step", worst["funnel_step_code"]), "passed": words.number(round(float(worst["passed_share"]) * int(worst["mature_count"]))), "count": words.number(int(worst["mature_count"]))}
    if others.empty:
        return words.t("{step}: {passed} of {count} went on", **said)
    if float(worst["share_high"]) < others["share_low"].astype(float).min():
        return words.t("{step}: {passed} of {count} went on, the smallest of {steps} shares", steps=words.number(len(known)), **said)
    return words.t("{step}: {passed} of {count} went on, the smallest of {steps} shares, but their intervals overlap", steps=words.number(len(known)), **said)


@remembered
def told(rows: pd.DataFrame, words: Words) -> list[str]:
    """Return a sentence a step: what entered, went on, stopped and is open, with interval and lag, or how many rows it would take."""
    return [_step(row, words) for _, row in rows[rows["is_total"].astype(bool)].iterrows()]


def told_shortly(rows: pd.DataFrame, words: Words) -> str:
    """Return the sentence of the step that the title names; of every step where none has enough rows for a share."""
    known = _known(rows)
    return words.sentences(*told(rows, words)) if known.empty else _step(_worst(known), words)


def _known(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the steps with enough rows for a share."""
    return rows[rows["is_total"].astype(bool) & rows["passed_share"].notna()]


def _worst(known: pd.DataFrame) -> pd.Series:
    """Return the step at which the smallest share went on."""
    return known.loc[known["passed_share"].astype(float).idxmin()]


def _step(row: pd.Series, words: Words) -> str:
    counts = {name: words.number(int(row[f"{name}_count"])) for name in ("entered", "passed", "stopped", "open")}
    first = words.t("{step}: {entered} entered = {passed} went on + {stopped} stopped + {open} still open.", step=words.code("funnel_step", row["funnel_step_code"]), **counts)
    if missing(row["passed_share"]):
        mature = words.n("{count} of them is at least 24 months old.", "{count} of them are at least 24 months old.", int(row["mature_count"]))
        return words.sentences(first, mature, small.takes(int(row["needed_count"]), words))
    share = words.t("Of those at least 24 months old, {share} went on (n = {count}, {interval}).", share=words.percent(float(row["passed_share"])), count=words.number(int(row["mature_count"])), interval=small.interval(words.percent(float(row["share_low"])), words.percent(float(row["share_high"])), words))
    return words.sentences(first, share, _lag(row, words))


def _lag(row: pd.Series, words: Words) -> str:
    if missing(row["lag_months"]):
        return ""
    if float(row["lag_months"]) < 1:
        return words.t("Median lag: less than a month (n = {count}).", count=words.number(int(row["lag_count"])))
    return words.t("Median lag: {months} months (n = {count}).", months=words.number(float(row["lag_months"]), 1), count=words.number(int(row["lag_count"])))


@remembered
def leaks(rows: pd.DataFrame, words: Words) -> str:
    """Say how many rows stopped and at which step most."""
    if rows.empty:
        return words.t("No row of the chain has stopped")
    counts = rows.groupby("funnel_step_code", sort=False).size()
    return words.t("{step}: {count} of {total} rows that stopped", step=words.code("funnel_step", counts.idxmax()), count=words.number(int(counts.max())), total=words.number(len(rows)))


@remembered
def ages(rows: pd.DataFrame, words: Words) -> str:
    """Say what stopped means and how long ago the rows began, in the median where there are several."""
    meaning = words.t("Stopped: no next row is on record 24 months or more after the row is known to have begun. Nothing recorded is not nothing happened.")
    if rows.empty:
        return meaning
    years = words.number(float(rows["months_since"].astype(float).median()) / 12, 1)
    return words.sentences(meaning, words.n("It began {years} years before the day.", "They began {years} years before the day in the median.", len(rows), years=years))
