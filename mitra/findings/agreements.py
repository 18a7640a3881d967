"""What the agreements of a pair show, in sentences."""

from __future__ import annotations

import unicodedata
from datetime import date

import pandas as pd

from mitra.findings.most import most
from mitra.i18n import Words

FEW = 12  # institutions drawn where none has more than one agreement
IN_FORCE = ("in_force", "in_force_term_unknown", "expiring")


def headline(counts: pd.DataFrame, words: Words, home: str, partner: str, *, narrowed: bool) -> str:
    """Say how many agreements of the pair are in force and how many of them state their end."""
    standing = counts[counts["agreement_status_code"].isin(IN_FORCE)]
    total, ending = int(standing["agreement_count"].sum()), int(standing["end_stated_count"].sum())
    pair = {"home": words.country(home), "partner": words.country(partner)}
    if total == 0 and narrowed:
        return words.t("No agreement of {home} and {partner} that fits the filters is in force", **pair)
    if total == 0:
        return words.t("No agreement of {home} and {partner} is in force", **pair)
    if ending == 0:
        return words.n("{count} agreement of {home} and {partner} is in force; it does not state its end", "{count} agreements of {home} and {partner} are in force; none states its end", total, **pair)
    return words.n("{count} agreement of {home} and {partner} is in force; an end is stated for {ending}", "{count} agreements of {home} and {partner} are in force; an end is stated for {ending}", total, ending=words.number(ending), **pair)


def lead(counts: pd.DataFrame, pair: pd.DataFrame, words: Words, as_of: date, *, narrowed: bool) -> str:
    """Say the day, what is only announced, and what was not known yet on that day."""
    by_status = counts.set_index("agreement_status_code")["agreement_count"]
    later = int((~pair["is_known"].astype(bool)).sum())
    parts = [words.t("As of {date}.", date=words.date(as_of)), *([words.t("Only agreements that fit the filters are counted.")] if narrowed else [])]
    if announced := int(by_status.get("announced", 0)):
        parts.append(words.n("{count} more is announced, but no source says that it took effect.", "{count} more are announced, but no source says that they took effect.", announced))
    if past := int(by_status.get("expired", 0) + by_status.get("superseded", 0)):
        parts.append(words.n("{count} has expired or was renewed.", "{count} have expired or were renewed.", past))
    if later:
        parts.append(words.n("{count} agreement on record is not counted: nothing shows that it existed on this day.", "{count} agreements on record are not counted: nothing shows that they existed on this day.", later))
    return words.sentences(*parts)


def timeline(agreements: pd.DataFrame, words: Words) -> str:
    """Say how to read the timeline and how many dates are not known to the day."""
    dated = agreements[agreements["is_dated"].astype(bool)]
    exact = int((dated["signed_on_earliest"] == dated["signed_on_latest"]).sum())
    counted = words.t(
        "The day of signing is known for {exact}, only a span for {partial}, nothing for {unknown}.",
        exact=words.number(exact),
        partial=words.number(len(dated) - exact),
        unknown=words.number(len(agreements) - len(dated)),
    )
    key = words.t("An arrow means that no end is stated; a hatched stretch covers the days on which it may have been signed; an outline means announced only.")
    return words.sentences(counted, key)


def ending(rows: pd.DataFrame, counts: pd.DataFrame, words: Words) -> str:
    """Say what ends within 12 months and beyond, and that an unknown end is not no end."""
    standing = counts[counts["agreement_status_code"].isin(IN_FORCE)]
    unstated = int(standing["agreement_count"].sum() - standing["end_stated_count"].sum())
    if rows.empty and not unstated:
        return words.t("No agreement is in force, so none can end.")
    if rows.empty:
        return words.t("No source states when any of these agreements ends, so nothing can be said about what ends in the next 12 months. Unknown is not never: each text may hold a term that was not published.")
    soon = int(rows["is_within_year"].sum())
    stated = words.n("{count} ends within 12 months, {later} later.", "{count} end within 12 months, {later} later.", soon, later=words.number(len(rows) - soon))
    rest = words.n("For {count} no end is stated; unknown is not never.", "For {count} no end is stated; unknown is not never.", unstated)
    return words.sentences(stated, rest if unstated else "")


def ending_title(rows: pd.DataFrame, words: Words) -> str:
    """Say which agreement ends next, or that none states its end."""
    if rows.empty:
        return words.t("What ends next is not known")
    return words.t("The next to end is “{name}” ({date})", name=words.name(rows.iloc[0]["ref_id"]), date=words.date(rows.iloc[0]["in_force_until"]))


def lineage_title(links: pd.DataFrame, words: Words) -> str:
    """Say how many renewals sources state."""
    stated = int((links["link_certainty_code"] == "stated").sum())
    if stated:
        return words.n("{count} renewal is stated by a source", "{count} renewals are stated by sources", stated)
    return words.t("No source says that one agreement of this pair renews another")


def lineage(links: pd.DataFrame, words: Words) -> str:
    """Say how many links are only inferred and how to read the lines."""
    if links.empty:
        return words.t("The record also holds no likely predecessor for any of them.")
    inferred = int((links["link_certainty_code"] == "inferred").sum())
    key = words.t("A solid line is stated by a source; a dashed one is the analyst's inference and changes no status.")
    if not inferred:
        return key
    return words.sentences(words.n("For {count} agreement the analyst sees a likely predecessor.", "For {count} agreements the analyst sees a likely predecessor.", inferred), key)


def statuses(counts: pd.DataFrame, words: Words) -> str:
    """Say how many of all known agreements are in force."""
    total = int(counts["agreement_count"].sum())
    if not total:
        return words.t("No agreement is known on this day for this choice")
    standing = int(counts.loc[counts["agreement_status_code"].isin(IN_FORCE), "agreement_count"].sum())
    return words.t("In force: {count} of {total} known agreements", count=words.number(standing), total=words.number(total))


def kinds_title(counts: pd.DataFrame, words: Words) -> str:
    """Say which kinds of agreement are most common."""
    if counts.empty:
        return words.t("Kinds of agreement")
    sums = counts.groupby("agreement_kind_code")["agreement_count"].sum()
    kinds, count = most(sums)
    named = {"kind": words.join(words.code("agreement_kind", kind) for kind in kinds), "count": words.number(count), "total": words.number(int(sums.sum()))}
    if len(kinds) > 1:
        return words.t("Most common kinds: {kind}, each {count} of {total}", **named)
    return words.t("Most common kind: {kind}, {count} of {total}", **named)


def kinds(counts: pd.DataFrame, words: Words) -> str:
    """Say for how many the year of signing is unknown."""
    unknown = int(counts.loc[counts["year"].isna(), "agreement_count"].sum())
    if counts.empty:
        return ""
    rest = words.n("For {count} the sources leave the year of signing open; it stands apart at the left.", "For {count} the sources leave the year of signing open; they stand apart at the left.", unknown) if unknown else words.t("The year of signing is known for all.")
    return words.sentences(rest, words.t("Click a dot to keep its year."))


def institutions_title(parties: pd.DataFrame, words: Words) -> str:
    """Name the institution with most agreements."""
    named = parties[parties["institution_id"].notna()]
    if named.empty:
        return words.t("Institutions that take part")
    top = named.iloc[0]
    level = named.loc[named["agreement_count"] == top["agreement_count"], "institution_id"].nunique()
    if level > 1:
        return words.n("{level} institutions take part most, in {count} agreement each", "{level} institutions take part most, in {count} agreements each", int(top["agreement_count"]), level=words.number(level))
    return words.n("{name} takes part most: {count} agreement", "{name} takes part most: {count} agreements", int(top["agreement_count"]), name=words.name(top["institution_id"]))


def most_active(parties: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of institutions with two or more agreements, or of the first few where none has two."""
    named = parties[parties["institution_id"].notna()]
    several = named[named["agreement_count"] > 1]
    return several if len(several) else named.head(FEW)


def institutions(parties: pd.DataFrame, words: Words) -> str:
    """Say how many institutions take part, how many are drawn, and for how many parties no source gives a name."""
    named = parties.loc[parties["institution_id"].notna(), "institution_id"].nunique()
    drawn = most_active(parties)["institution_id"].nunique()
    unnamed = int(parties.loc[parties["institution_id"].isna(), "agreement_count"].sum())
    if not named:
        return ""
    parts = [words.n("{count} institution takes part.", "{count} institutions take part.", named)]
    if drawn < named:
        parts.append(words.n("{count} is drawn; the others have one agreement each.", "{count} are drawn; the others have one agreement each.", drawn))
    parts.append(words.t("The whole bar counts all their agreements, its left part those in force."))
    if unnamed:
        parts.append(words.n("In {count} agreement no source names the party of one country.", "In {count} agreements no source names the party of one country.", unnamed))
    return words.sentences(*parts)


def succession(parties: pd.DataFrame, words: Words) -> str:
    """Say who succeeded whom by the day, since links follow the date."""
    heirs = parties[parties["successor_institution_id"].notna()]
    lines = [
        words.t("{name} was succeeded on {date} by {names}; on this day they stand in its place.", name=words.name(name), date=words.date(group.iloc[0]["effective_on"]), names=words.join(words.name(heir) for heir in group["successor_institution_id"]))
        for name, group in heirs.groupby("institution_id", sort=False)
    ]
    return words.sentences(*lines)


def found(rows: pd.DataFrame, total: int, words: Words, search: str | None) -> str:
    """Say how many agreements the words find."""
    if not total:
        return words.t("There is no agreement to search for this choice.")
    if search is None:
        return words.n("{count} agreement, newest first.", "{count} agreements, newest first.", len(rows))
    if rows.empty:
        return words.t("None of the {total} agreements holds “{search}” in its name, parties or place. Try fewer words.", total=words.number(total), search=search)
    return words.t("“{search}” stands in {count} of {total} agreements.", count=words.number(len(rows)), total=words.number(total), search=search)


def searched(typed: str | None) -> str | None:
    """Return the words looked for, full-width letters as plain ones, or None without any.

    >>> searched(" ＳＭＲＪ　 Jakarta ")
    'SMRJ Jakarta'
    """
    return " ".join(unicodedata.normalize("NFKC", typed or "").split()) or None
