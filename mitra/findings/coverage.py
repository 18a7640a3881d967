"""What coverage shows, in sentences."""

from __future__ import annotations

from datetime import date

import pandas as pd

from mitra.findings.most import most
from mitra.i18n import Words
from mitra.remember import remembered

OPEN_STEPS = ("committed", "active", "financed", "delivering")
LEVEL = 1e-9  # what rounding alone makes of one and the same priority


@remembered
def headline(cells: pd.DataFrame, words: Words) -> str:
    """Say how many of the focus areas stand on an agreement in force."""
    areas = cells["focus_area_code"].nunique()
    committed = cells.loc[cells["agreement_count"] > 0, "focus_area_code"].nunique()
    if not committed:
        return words.t("No focus area has an agreement in force")
    return words.t("An agreement is in force in {committed} of {areas} focus areas", committed=words.number(committed), areas=words.number(areas))


@remembered
def sentence(cells: pd.DataFrame, words: Words, as_of: date) -> str:
    """Say how much of the matrix is covered on a day, and how much of that only by general evidence."""
    covered = cells[cells["coverage_step_code"].isin(OPEN_STEPS)]
    if covered.empty:
        return words.t("On {date}, none of {cells} cells is covered.", date=words.date(as_of), cells=words.number(len(cells)))
    named = covered[covered["own_step_code"].isin(OPEN_STEPS)]
    return words.t(
        "On {date}, cover reaches {covered} of {cells} cells; in {named} of them a source names the sector, in the others the evidence is general.",
        date=words.date(as_of),
        covered=words.number(len(covered)),
        cells=words.number(len(cells)),
        named=words.number(len(named)),
    )


@remembered
def cell(rows: pd.DataFrame, words: Words, sector: str | None, focus: str | None) -> str:
    """Say what stands behind the chosen cell, or why it is empty."""
    place = " · ".join(part for part in (words.code("sector", sector) if sector else "", words.code("focus_area", focus) if focus else "") if part)
    if rows.empty:
        return words.t("{place}: no row of the record names this combination, and none without a sector covers it.", place=place)
    general = int(rows["is_general"].sum())
    return words.n(
        "{place}: {count} row of evidence, {general} without a named sector.",
        "{place}: {count} rows of evidence, {general} without a named sector.",
        len(rows),
        place=place,
        general=words.number(general),
    )


@remembered
def change(before: pd.DataFrame, after: pd.DataFrame, words: Words, first: date, second: date) -> str:
    """Say how many cells rose, fell and stayed between two days."""
    both = before.merge(after, on=["sector_code", "focus_area_code"], suffixes=("_before", "_after"))
    rose = int((both["score_after"] > both["score_before"]).sum())
    fell = int((both["score_after"] < both["score_before"]).sum())
    return words.t("Between {first} and {second}, {rose} cells rose and {fell} fell", first=words.date(first), second=words.date(second), rose=words.number(rose), fell=words.number(fell))


@remembered
def gaps(rows: pd.DataFrame, words: Words) -> str:
    """Name the gap of highest priority, or how many share it, and say what its sector's share stands on."""
    known = rows[rows["priority_score"].notna()]
    if known.empty:
        return words.t("No sector's share of the national MSMEs is on record for this country, so gaps cannot be ranked")
    top = known.iloc[0]
    level = int((known["priority_score"] > top["priority_score"] - LEVEL).sum())
    named = {
        "sector": words.code("sector", top["sector_code"]),
        "focus": words.code("focus_area", top["focus_area_code"]),
        "share": words.percent(float(top["sector_share"])),
        "basis": words.t("employment") if top["share_basis_code"] == "employment" else words.t("enterprises"),
        "year": top["share_year"],
    }
    if level > 1:
        return words.t("{count} gaps are equally wide, {sector} in {focus} among them: the sector holds {share} of national {basis} ({year})", count=words.number(level), **named)
    return words.t("The widest gap is {sector} in {focus}: the sector holds {share} of national {basis} ({year})", **named)


@remembered
def unranked(rows: pd.DataFrame, words: Words) -> str:
    """Say how many sectors cannot be ranked because no share is published for them."""
    sectors = rows.loc[rows["priority_score"].isna(), "sector_code"].nunique()
    left_out = words.n("{count} sector has no published share and is not ranked.", "{count} sectors have no published share and are not ranked.", sectors) if sectors else ""
    return words.sentences(words.t("A bar's length is the priority, the word beside it the step reached so far."), left_out) if rows["priority_score"].notna().any() else left_out


@remembered
def by_year(cells: pd.DataFrame, words: Words) -> str:
    """Say in which years most cells were covered."""
    counts = cells[cells["coverage_step_code"].isin(OPEN_STEPS)].groupby("year").size()
    if counts.empty:
        return words.t("No cell was ever covered")
    years, count = most(counts)
    return words.t("Most cells covered, year by year: {count} ({years})", years=words.join(map(str, years)), count=words.number(count))


