"""How long agreements last, in sentences."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from mitra.findings import small
from mitra.i18n import Words

WAYS = ("renewed", "superseded", "lapsed")


def has_curve(rows: pd.DataFrame) -> bool:
    """Say whether enough agreements have ended for a curve."""
    return bool(rows["estimate_share"].notna().any())


def title(rows: pd.DataFrame, words: Words) -> str:
    """Say after how long half have ended, or how many are still in force at the last end."""
    if not has_curve(rows):
        return words.t("How long agreements last cannot be said yet")
    curve = _ends(rows)
    half = curve[curve["estimate_share"] <= 0.5]
    if len(half):
        return words.t("Half of the agreements have ended after {years} years", years=words.number(round(float(half.iloc[0]["months"]) / 12, 1)))
    last = curve.iloc[-1]
    return words.t("After {years} years {share} of the agreements are still in force", years=words.number(round(float(last["months"]) / 12, 1)), share=words.percent(float(last["estimate_share"])))


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


def _ends(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the survival curve at the times at which agreements ended."""
    return rows[(rows["agreement_fate_code"] == "in_force") & (rows["ended_count"] > 0)]


def _sure(rows: pd.DataFrame, words: Words) -> str:
    """Say the share at the last end that has an interval; nothing where none has."""
    known = _ends(rows).dropna(subset=["low_share", "high_share"])
    if known.empty:
        return ""
    last = known.iloc[-1]
    interval = small.interval(words.percent(last["low_share"]), words.percent(last["high_share"]), words)
    return words.t("{years} years after entry into force {share} are still in force ({interval}).", years=words.number(round(float(last["months"]) / 12, 1)), share=words.percent(float(last["estimate_share"])), interval=interval)


def _rests_on(rows: pd.DataFrame, words: Words) -> str:
    first = rows.iloc[0]
    return words.n("Of {count} agreement with a known beginning, {ended} has ended.", "Of {count} agreements with a known beginning, {ended} have ended.", int(first["agreement_count"]), ended=words.number(int(first["all_ended_count"])))


def _ended(ways: Mapping[str, int], words: Words) -> str:
    return words.t("Renewed: {renewed}, superseded by another kind: {superseded}, lapsed: {lapsed}.", **{way: words.number(count) for way, count in ways.items()})


def _unstated(rows: pd.DataFrame, words: Words) -> str:
    unstated = int(rows.iloc[0]["unstated_count"])
    if not unstated:
        return ""
    return words.n("For {count} no source states an end; it counts as in force unless it was renewed.", "For {count} no source states an end; they count as in force unless they were renewed.", unstated)
