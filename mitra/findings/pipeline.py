"""What has to be decided, and by when, in sentences."""

from __future__ import annotations

import pandas as pd

from mitra.i18n import Words, missing

YEAR = 365  # days that the timeline looks ahead


def title(rows: pd.DataFrame, words: Words) -> str:
    """Name what has to be decided next, or say that it is not known."""
    coming = rows[rows["days_left"] >= 0]
    past = rows[rows["days_left"] < 0]
    if rows.empty:
        return words.t("Nothing is in force or open, so nothing has to be decided")
    if coming.empty and past.empty:
        return words.t("What has to be decided next is not known: no end is stated")
    if coming.empty or (len(past) and int(coming.iloc[0]["days_left"]) > YEAR):
        return words.t("For “{name}” the day to give notice has passed; it ends on {date}", name=words.name(past.iloc[0]["ref_id"]), date=words.date(past.iloc[0]["ends_on"]))
    first = coming.iloc[0]
    if int(first["days_left"]) > YEAR:
        return words.t("No stated day to decide lies within a year; first comes “{name}” ({date})", name=words.name(first["ref_id"]), date=words.date(first["ends_on"] if missing(first["decide_by"]) else first["decide_by"]))
    if missing(first["decide_by"]):
        return words.t("Next to end: “{name}”, on {date}", name=words.name(first["ref_id"]), date=words.date(first["ends_on"]))
    return words.t("Next to decide: “{name}”, by {date}", name=words.name(first["ref_id"]), date=words.date(first["decide_by"]))


def said(rows: pd.DataFrame, words: Words) -> str:
    """Say how many state their end and their notice, and how to read the timeline."""
    key = words.t("A dot is the last day to give notice, a stroke the end; where no notice is stated, there is no dot.") if len(within_a_year(rows)) else ""
    past = int((rows["days_left"] < 0).sum())
    passed = words.n("For {count} the day to give notice has passed.", "For {count} the day to give notice has passed.", past) if past else ""
    return words.sentences(stated(rows, words), passed, key)


def stated(rows: pd.DataFrame, words: Words) -> str:
    """Say of how many agreements and programmes the end and the notice are stated."""
    agreements = rows[rows["evidence_kind_code"] == "agreement"]
    programs = rows[rows["evidence_kind_code"] == "program"]
    ends = agreements[agreements["ends_on"].notna()]
    parts: list[str] = []
    if len(agreements):
        parts.append(words.n("Of {count} agreement in force, an end is stated for {ends} and a notice as well for {notices}.", "Of {count} agreements in force, an end is stated for {ends} and a notice as well for {notices}.", len(agreements), ends=words.number(len(ends)), notices=words.number(int(ends["notice_days"].notna().sum()))))
    if len(programs):
        parts.append(words.n("Of {count} open programme, the closing date is stated for {closing}.", "Of {count} open programmes, the closing date is stated for {closing}.", len(programs), closing=words.number(int(programs["ends_on"].notna().sum()))))
    return words.sentences(*parts)


def needed(rows: pd.DataFrame, words: Words) -> str:
    """Say what is missing for a day to decide, and where it would go; empty where nothing is missing."""
    agreements = rows[rows["evidence_kind_code"] == "agreement"]
    lacking = int((agreements["ends_on"].isna() | agreements["notice_days"].isna()).sum())
    if not lacking:
        return ""
    return words.n(
        "For {count} agreement the text itself would have to be read: its end goes into “{until}”, its notice into “{notice}”. Unknown is not never.",
        "For {count} agreements the texts themselves would have to be read: the end goes into “{until}”, the notice into “{notice}”. Unknown is not never.",
        lacking,
        until=words.column("in_force_until"),
        notice=words.column("notice_days"),
    )


def empty(rows: pd.DataFrame, words: Words) -> str:
    """Say why there is no timeline."""
    if rows.empty:
        return words.t("On this day no agreement of the pair is in force and no programme is open. Choose another day or remove a filter.")
    if rows["days_left"].notna().any():
        return words.sentences(words.t("No stated end and no day to give notice lies within the next 12 months."), stated(rows, words))
    return words.sentences(stated(rows, words), words.t("Without an end there is no day to decide, so none is shown."))


def within_a_year(rows: pd.DataFrame) -> pd.DataFrame:
    """Return what has to be decided within a year, or had to be and still runs."""
    return rows[rows["days_left"].fillna(YEAR + 1) <= YEAR]
