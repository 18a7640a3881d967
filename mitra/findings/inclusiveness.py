"""Who takes part, against the nation, in sentences; or how little is known of it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from mitra.charts.inclusiveness import is_hidden, is_known
from mitra.findings.small import interval
from mitra.i18n import Words, missing


def headline(rows: pd.DataFrame, words: Words) -> str:
    """Say of how many of the groups it is known of enough participants to compare them."""
    known = sum(is_known(row) for row in rows.itertuples())
    if not known:
        return words.t("Too little is known of who takes part to compare it with the nation")
    return words.t("Enough is known to give a share for {known} of {all} groups", known=words.number(known), all=words.number(len(rows)))


def lead(words: Words) -> str:
    """Say what it would take for more to be known."""
    return words.t("Sources seldom say who leads an enterprise, how large it is or where it stands. A list of participants with these three columns fills the picture: the page “Data” has a template.")


def title(rows: pd.DataFrame, words: Words, country: str) -> str:
    """Name the group of one country that differs most clearly from the nation, else the first with a share, else say that too little is known."""
    name = words.country(country)
    known = [row for row in rows.itertuples() if is_known(row)]
    if not known and any(is_hidden(row) for row in rows.itertuples()):
        return words.t("{country}: what is known of who takes part stands in lists that are not public", country=name)
    if not known:
        return words.t("{country}: too little is known of who takes part", country=name)
    compared = [row for row in known if not missing(row.parity)]
    clear = [row for row in compared if row.parity_low > 1 or row.parity_high < 1]
    row = max(clear, key=_distance) if clear else (compared or known)[0]
    group = words.code("inclusion_group", row.inclusion_group_code)
    values = {"country": name, "group": group, "share": words.percent(float(row.member_share)), "nation": words.percent(float(row.national_share), 1) if row in compared else ""}
    if row in clear:
        return words.t("{country}, {group}: {share} of those known, more than the nation's {nation}", **values) if row.parity > 1 else words.t("{country}, {group}: {share} of those known, less than the nation's {nation}", **values)
    if row in compared:
        return words.t("{country}, {group}: {share} of those known, not clearly another share than the nation's {nation}", **values)
    return words.t("{country}, {group}: {share} of those known", **values)


def _distance(row: Any) -> float:
    """Return how far the nearer end of the interval is from the nation's share, as a ratio of at least 1."""
    return row.parity_low if row.parity_low > 1 else 1 / row.parity_high


def said(rows: pd.DataFrame, words: Words) -> str:
    """Say each group of one country: share, interval and parity, or of how many participants it is known and what a share takes."""
    known, hidden = [row for row in rows.itertuples() if is_known(row)], [row for row in rows.itertuples() if is_hidden(row)]
    few = [row for row in rows.itertuples() if not is_known(row) and not is_hidden(row)]
    marks = words.t("The dot is the share with its 95 % interval, the upright stroke the nation's share.") if known else ""
    return words.sentences(*(_share(row, words) for row in known), marks, _hidden(hidden, words) if hidden else "", _short(few, words) if few else "")


def _share(row: Any, words: Words) -> str:
    low, high = words.percent(float(row.member_low_share)), words.percent(float(row.member_high_share))
    values = {"group": words.code("inclusion_group", row.inclusion_group_code), "members": words.number(int(row.member_count)), "known": words.number(int(row.described_count)), "count": _count(row, words)}
    return words.sentences(words.t("{group}: {members} of the {known} of whom it is known, of {count} participants ({interval}).", **values, interval=interval(low, high, words)), _against(row, words))


def _hidden(rows: list[Any], words: Words) -> str:
    """Say of how many participants it is withheld, and why no share is given of the others."""
    groups = words.join(f"{words.code('inclusion_group', row.inclusion_group_code)} {words.number(int(row.withheld_count))}" for row in rows)
    return words.sentences(words.t("Not shown of so many participants, who stand in lists that are not public: {groups}.", groups=groups), words.t("What is rare is withheld first, so a share of the others would mislead and is not shown."))


def _short(few: list[Any], words: Words) -> str:
    """Say of how many of the participants it is known, group by group, and what a share takes."""
    groups = words.join(f"{words.code('inclusion_group', row.inclusion_group_code)} {words.number(int(row.described_count))}" for row in few)
    there = words.t("Of {count} participants it is known for so many: {groups}.", count=_count(few[0], words), groups=groups)
    return words.sentences(there, words.t("A share takes {needed}, as many as there are circles, so none is shown.", needed=words.number(int(few[0].needed_count))))


def _count(row: Any, words: Words) -> str:
    return words.number(0 if missing(row.participant_count) else int(row.participant_count))


def _against(row: Any, words: Words) -> str:
    if missing(row.national_share):
        return words.t("No national share is on record.")
    if missing(row.parity):
        return words.n("A comparison with the nation takes at least {needed} engagements; these are from {count}.", "A comparison with the nation takes at least {needed} engagements; these are from {count}.", int(row.engagement_count), needed=words.number(int(row.needed_engagement_count)))
    return words.t("Parity {parity} ({low} to {high}); nation {share}, {year}.", parity=words.number(float(row.parity), 2), low=words.number(float(row.parity_low), 2), high=words.number(float(row.parity_high), 2), share=words.percent(float(row.national_share), 1), year=int(row.year))
