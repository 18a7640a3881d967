"""What renewals changed, in sentences."""

from __future__ import annotations

import pandas as pd

from mitra.i18n import Words

LINK = ["agreement_id", "earlier_agreement_id"]


def title(rows: pd.DataFrame, words: Words) -> str:
    """Say what the renewals that sources state gained and lost, else what the likely ones would."""
    if rows.empty:
        return words.t("No agreement of this pair renews another")
    stated = rows[rows["link_certainty_code"] == "stated"]
    if len(stated) and stated["scope_change_code"].isna().all():
        return words.n("{count} renewal is stated, and what it changed is not known", "{count} renewals are stated, and what they changed is not known", len(stated[LINK].drop_duplicates()))
    if len(stated):
        return words.n("{count} stated renewal; newly named areas: {gained}, no longer named: {lost}", "{count} stated renewals; newly named areas: {gained}, no longer named: {lost}", len(stated[LINK].drop_duplicates()), **_changes(stated, words))
    return words.n("No renewal is stated; in the {count} that the analyst supposes, newly named areas: {gained}, no longer named: {lost}", "No renewal is stated; in the {count} that the analyst supposes, newly named areas: {gained}, no longer named: {lost}", len(rows[LINK].drop_duplicates()), **_changes(rows, words))


def said(rows: pd.DataFrame, words: Words) -> str:
    """Say how to read the squares, for how many the gap is known, and where renewals run in a circle."""
    links = rows.drop_duplicates(LINK)
    known = links["gap_days"].dropna()
    gap = words.n("The gap between end and renewal is known for {count} of {total}.", "The gap between end and renewal is known for {count} of {total}.", len(known), total=words.number(len(links)))
    key = words.t("One square is one focus area or sector: grey is named by both agreements, green only by the later one, open only by the earlier one. What the later one does not name may still go on; its sources do not say.")
    bare = links["scope_change_code"].isna()
    apart = words.n("For {count} there is nothing to compare: one of the two states no scope.", "For {count} there is nothing to compare: one of the two states no scope.", int(bare.sum())) if bare.any() else ""
    return words.sentences(key, gap, apart, _circles(links, words))


def _changes(rows: pd.DataFrame, words: Words) -> dict[str, str]:
    counts = rows["scope_change_code"].value_counts()
    return {code: words.number(int(counts.get(code, 0))) for code in ("gained", "lost")}


def _circles(links: pd.DataFrame, words: Words) -> str:
    turning = links.loc[links["is_circular"].astype(bool), "agreement_id"]
    if turning.empty:
        return ""
    return words.t("By their sources the renewals of {names} run in a circle, so they have no order; one of the links must be wrong.", names=words.join(f"“{words.name(ref)}”" for ref in turning))


def empty(words: Words) -> str:
    """Say why there is no renewal to draw."""
    return words.t("No source says that an agreement known on this day renews another, and the record holds no likely predecessor.")
