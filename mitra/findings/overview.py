"""The overview's four sentences: what is in force, who took part, what money is open, what is missing."""

from __future__ import annotations

import pandas as pd

from mitra.findings.most import most
from mitra.i18n import Words
from mitra.remember import remembered

NAMED = 2  # focus areas that a sentence names


@remembered
def headline(words: Words, home: str, partner: str) -> str:
    """Name the pair and what the page is about."""
    return words.t("{home} and {partner}: what they do together for MSMEs", home=words.country(home), partner=words.country(partner))


@remembered
def in_force(agreements: pd.DataFrame, words: Words) -> str:
    """Say how many agreements are in force, which is the latest, and how many state their end."""
    if agreements.empty:
        return words.t("**In force:** no agreement of this pair is on record for this day and choice.")
    dated = agreements[agreements["signed_on"].notna()]
    ending = int(agreements["in_force_until"].notna().sum())
    counted = words.n("**In force:** {count} agreement.", "**In force:** {count} agreements.", len(agreements))
    latest = words.t("The latest is “{name}” ({date}).", name=words.name(dated.iloc[0]["ref_id"]), date=words.date(dated.iloc[0]["signed_on"])) if len(dated) else ""
    end = words.t("None states when it ends.") if ending == 0 else words.n("{count} states when it ends.", "{count} state when they end.", ending)
    return words.sentences(counted, latest, end)


@remembered
def took_part(engagements: pd.DataFrame, words: Words) -> str:
    """Say how many engagements were held, how many participants sources state, and how many give no number."""
    if engagements.empty:
        return words.t("**Who took part:** no engagement of this pair is on record for this day and choice.")
    counts = engagements["participant_count"]
    recent = int(engagements["is_recent"].sum())
    counted = (
        words.n("**Who took part:** {count} engagement, {recent} within 24 months.", "**Who took part:** {count} engagements, {recent} of them within 24 months.", len(engagements), recent=words.number(recent))
        if recent
        else words.n("**Who took part:** {count} engagement, not within 24 months.", "**Who took part:** {count} engagements, none of them within 24 months.", len(engagements))
    )
    if not counts.notna().any():
        return words.sentences(counted, words.t("No source states how many took part."))
    people = words.t("Sources state {participants} participants in {known} of them and no number in {unknown}.", participants=words.total(counts), known=words.number(int(counts.notna().sum())), unknown=words.number(int(counts.isna().sum())))
    return words.sentences(counted, people)


@remembered
def money_open(programs: pd.DataFrame, words: Words) -> str:
    """Say how many programmes are open and how many state an amount."""
    if programs.empty:
        return words.t("**Money:** no programme between these countries is known to be open on this day.")
    counted = words.n("**Money:** {count} programme is open.", "**Money:** {count} programmes are open.", len(programs))
    known, ending = int(programs["amount"].notna().sum()), int(programs["closes_on"].notna().sum())
    amount = words.n("{count} states an amount.", "{count} state an amount.", known) if known else words.t("None states an amount.")
    end = words.n("{count} states when it closes.", "{count} state when they close.", ending) if ending else words.t("None states when it closes.")
    return words.sentences(counted, amount, end)


@remembered
def missing(uncovered: pd.DataFrame, cells: int, words: Words) -> str:
    """Say how many cells nothing covers, and in which focus areas most of them lie, where these can be told from the others."""
    if uncovered.empty:
        return words.t("**Missing:** nothing; every sector is covered in every focus area, at least by evidence that names no sector.")
    counted = words.t("**Missing:** current cooperation in {count} of {cells} combinations of sector and focus area.", count=words.number(len(uncovered)), cells=words.number(cells))
    areas, each = most(uncovered["focus_area_code"].value_counts().sort_index())
    if len(areas) > NAMED:
        return counted
    named = words.join(words.code("focus_area", area) for area in areas)
    return words.sentences(counted, words.n("Most often in {areas}: {each}.", "Most often in {areas}: {each} each.", len(areas), areas=named, each=words.number(each)))


@remembered
def expiries(rows: pd.DataFrame, words: Words) -> str:
    """Say what ends next, or that no source states an end."""
    if rows.empty:
        return words.t("No agreement or programme of this pair states an end after this day. That does not mean that they never end: the sources do not say.")
    return words.n("{count} has a stated end.", "{count} have a stated end.", len(rows))
