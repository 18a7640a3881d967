"""How long agreements last, in sentences."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from mitra.findings import small
from mitra.i18n import Words

WAYS = ("renewed", "superseded", "lapsed")
HALF = 0.5 + 1e-9  # what rounding alone makes of one half


def has_curve(rows: pd.DataFrame) -> bool:
    """Say whether enough agreements have ended for a curve."""
    return bool(rows["estimate_share"].notna().any())


def title(rows: pd.DataFrame, words: Words) -> str:
    """Say after how long half have ended, or how many are still in force at the last end."""
    if not has_curve(rows):
        return words.t("How long agreements last cannot be said yet")
    told = _told(rows)
    if float(told["estimate_share"]) <= HALF:
        return words.t("At least half of the agreements have ended after {years} years, by estimate", years=_years(told, words))
    return words.t("After {years} years {share} of the agreements are still in force, by estimate", years=_years(told, words), share=words.percent(float(told["estimate_share"])))


def said(rows: pd.DataFrame, words: Words) -> str:
    """Say on how many agreements it rests, how sure it is, and in what ways they ended."""
    if not has_curve(rows):
        return ""
    ways = {way: int(rows.loc[rows["agreement_fate_code"] == way, "ended_count"].sum()) for way in WAYS}
    return words.sentences(_rests_on(rows, words), _ended(ways, words), _sure(rows, words), _unstated(rows, words))


def empty(rows: pd.DataFrame, words: Words) -> str:
    """Say how many agreements have ended and how many it would take."""
    if rows.empty or not int(rows.iloc[0]["agreement_count"]):
        return words.t("No agreement with a known beginning is on record for this choice.")
    return words.sentences(_rests_on(rows, words), words.n("It takes at least {count} that ended, so no curve is drawn.", "It takes at least {count} that ended, so no curve is drawn.", int(rows.iloc[0]["needed_count"])), _unstated(rows, words))


def _told(rows: pd.DataFrame) -> pd.Series:
    """Return the point of the survival curve that the title tells: the first at which half have ended, else the last end."""
    curve = rows[(rows["agreement_fate_code"] == "in_force") & (rows["ended_count"] > 0)]
    half = curve[curve["estimate_share"] <= HALF]
    return half.iloc[0] if len(half) else curve.iloc[-1]


def _years(point: pd.Series, words: Words) -> str:
    return words.number(round(float(point["months"]) / 12, 1))


def _sure(rows: pd.DataFrame, words: Words) -> str:
    """Say how sure the share of the title is; nothing where it has no interval."""
    told = _told(rows)
    if pd.isna(told["low_share"]):
        return ""
    interval = small.interval(words.percent(told["low_share"]), words.percent(told["high_share"]), words)
    return words.t("{years} years after entry into force {share} are still in force ({interval}).", years=_years(told, words), share=words.percent(float(told["estimate_share"])), interval=interval)


def _rests_on(rows: pd.DataFrame, words: Words) -> str:
    first = rows.iloc[0]
    return words.n("Of {count} agreement with a known beginning, {ended} ended.", "Of {count} agreements with a known beginning, {ended} ended.", int(first["agreement_count"]), ended=words.number(int(first["all_ended_count"])))


def _ended(ways: Mapping[str, int], words: Words) -> str:
    return words.t("Renewed: {renewed}, superseded by another kind: {superseded}, lapsed: {lapsed}.", **{way: words.number(count) for way, count in ways.items()})


def _unstated(rows: pd.DataFrame, words: Words) -> str:
    unstated = int(rows.iloc[0]["unstated_count"])
    if not unstated:
        return ""
    return words.n("For {count} no source states an end; it counts as in force unless it was renewed.", "For {count} no source states an end; they count as in force unless they were renewed.", unstated)
