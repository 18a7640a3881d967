"""What came of it, in sentences."""

from __future__ import annotations

from typing import Any

import pandas as pd

from mitra import tables
from mitra.findings.agreement import outcome, plain
from mitra.findings.most import most
from mitra.i18n import Words, missing
from mitra.remember import remembered

ALL_SIZES = "all_sizes"
FACTS = ("enterprise_name", "sector_code", "enterprise_sizes_code", "agreement_id", "withheld_fields")  # what is said of one outcome, where known


def _step(chain: pd.DataFrame, step: str) -> dict[str, int]:
    """Return the counts of a step, all 0 where nothing enters it."""
    names = ("entered_count", "recorded_count", "all_sizes_count", "missing_count")
    rows = chain[chain["chain_step_code"] == step]
    return {name: int(rows[name].sum()) for name in names}


@remembered
def headline(rows: pd.DataFrame, chain: pd.DataFrame, words: Words) -> str:
    """Say how many engagements have an outcome on record."""
    step = _step(chain, "engagement_outcome")
    if rows.empty:
        return words.t("No outcome is on record for this choice")
    if not step["entered_count"]:
        return words.n("{count} outcome on record", "{count} outcomes on record", len(rows))
    return words.t("An outcome is on record for {recorded} of {entered} engagements", recorded=words.number(step["recorded_count"]), entered=words.number(step["entered_count"]))


@remembered
def part(chain: pd.DataFrame, step: str, words: Words) -> str:
    """Return "7 of 23" for a step of the chain."""
    counts = _step(chain, step)
    return words.t("{part} of {whole}", part=words.number(counts["recorded_count"]), whole=words.number(counts["entered_count"]))


@remembered
def sizes(rows: pd.DataFrame, words: Words) -> str:
    """Say how many outcome rows count firms of all sizes."""
    wide = int((rows["enterprise_sizes_code"] == ALL_SIZES).sum())
    return words.n(
        "{count} of them counts firms of all sizes and is never part of an MSME figure.",
        "{count} of them count firms of all sizes and are never part of an MSME figure.",
        wide,
    ) if wide else ""


@remembered
def borrowers(loans: pd.DataFrame, words: Words) -> str:
    """Return the number of enterprises that a source names with a loan."""
    return words.number(int(loans["enterprise_name"].nunique()))


@remembered
def chain(rows: pd.DataFrame, words: Words) -> str:
    """Say where the chain stops most often."""
    if rows.empty:
        return words.t("From agreement to outcome")
    worst = rows.loc[(rows["missing_count"] / rows["entered_count"]).idxmax()]
    return words.t(
        "{step}: for {missing} of {entered} nothing is recorded",
        step=words.code("chain_step", worst["chain_step_code"]),
        missing=words.number(int(worst["missing_count"])),
        entered=words.number(int(worst["entered_count"])),
    )


@remembered
def conservation(rows: pd.DataFrame, words: Words) -> str:
    """Say that each bar adds up, and what its parts mean."""
    if rows.empty:
        return ""
    return words.t("Each bar is all rows that enter a step: those that go on, those with only outcomes over firms of all sizes, and those after which nothing is recorded. Nothing recorded does not mean that nothing happened.")


@remembered
def undated(rows: pd.DataFrame, words: Words, from_year: int | None, to_year: int | None) -> str:
    """Say how many rows a chosen period leaves out because they carry no date."""
    if (from_year is None and to_year is None) or rows.empty:
        return ""
    return words.n("A period is chosen: {count} row without a date is left out.", "A period is chosen: {count} rows without a date are left out.", len(rows))


@remembered
def amounts(rows: pd.DataFrame, words: Words) -> str:
    """Name the largest values that do not count firms of all sizes, one a currency."""
    own = rows[~rows["is_all_sizes"]]
    if own.empty:
        return words.t("No value that could be of MSMEs is stated")
    largest = own.sort_values("value", ascending=False).drop_duplicates("currency_code").sort_values("currency_code")
    return words.t("The largest values stated: {values}", values=words.join(words.money(row.value, row.currency_code) for row in largest.itertuples()))


@remembered
def amounts_said(rows: pd.DataFrame, all_rows: pd.DataFrame, words: Words) -> str:
    """Say how many outcomes state a value and how to read the bars."""
    return words.t(
        "A value is stated for {valued} of {rows} outcomes. Bars compare within one currency only; values are never added.",
        valued=words.number(len(rows)),
        rows=words.number(len(all_rows)),
    )


@remembered
def all_sizes(rows: pd.DataFrame, words: Words) -> str:
    """Say that these values are no MSME values."""
    wide = int(rows["is_all_sizes"].sum())
    if not wide:
        return words.t("No value counts firms of all sizes")
    return words.n("{count} value counts firms of all sizes: no MSME figure", "{count} values count firms of all sizes: no MSME figures", wide)


@remembered
def by_year(rows: pd.DataFrame, words: Words) -> str:
    """Say in which years most outcomes are on record."""
    dated = rows.dropna(subset=["year"]).groupby("year")["row_count"].sum()
    if dated.empty:
        return words.t("No outcome carries a date")
    years, count = most(dated)
    return words.t("Most outcomes on record in one year: {count} ({years})", years=words.join(str(int(year)) for year in years), count=words.number(count))


@remembered
def by_year_said(rows: pd.DataFrame, words: Words) -> str:
    """Explain the dots and count the rows without a date."""
    undated_count = int(rows.loc[rows["year"].isna(), "row_count"].sum())
    read = words.t("The number in a dot is rows of the record; a hollow dot counts firms of all sizes.")
    if not undated_count:
        return read
    without = words.n("{count} row carries no date.", "{count} rows carry no date.", undated_count)
    return words.sentences(read, without)


@remembered
def loans(rows: pd.DataFrame, words: Words) -> str:
    """Say how many enterprises are named with a loan and how many amounts are published."""
    if rows.empty:
        return words.t("No loan to a named enterprise is on record")
    return words.t(
        "Enterprises named with a loan: {named}; loans with a published amount: {valued} of {rows}",
        named=borrowers(rows, words),
        valued=words.number(int(rows["value"].notna().sum())),
        rows=words.number(len(rows)),
    )


@remembered
def stated(rows: pd.DataFrame, words: Words) -> str:
    """Name what outcomes state least often."""
    if rows.empty:
        return words.t("What the outcomes state")
    least = rows.sort_values(["known_count", "field_name"]).iloc[0]
    return words.t(
        "Least often stated: {field}, in {known} of {rows} outcomes",
        field=words.column(least["field_name"]),
        known=words.number(int(least["known_count"])),
        rows=words.number(int(least["row_count"])),
    )


@remembered
def not_recorded(rows: pd.DataFrame, chain_rows: pd.DataFrame, words: Words) -> list[str]:
    """Return plain sentences on what the record does not hold."""
    step = _step(chain_rows, "engagement_outcome")
    agreements = _step(chain_rows, "agreement_outcome")
    found = []
    if step["entered_count"]:
        found.append(
            words.t(
                "No outcome is on record for {missing} of {entered} engagements. Whether anything came of them, no source read so far says.",
                entered=words.number(step["entered_count"]),
                missing=words.number(step["missing_count"]),
            )
        )
    if agreements["entered_count"]:
        found.append(
            words.t(
                "Of {entered} agreements, {missing} cannot be followed to an outcome, directly, through an engagement or through a programme.",
                entered=words.number(agreements["entered_count"]),
                missing=words.number(agreements["missing_count"]),
            )
        )
    unvalued = int(rows["value"].isna().sum()) if not rows.empty else 0
    if unvalued:
        found.append(words.n("{count} outcome states no value; it counts as unknown, not as zero.", "{count} outcomes state no value; they count as unknown, not as zero.", unvalued))
    uncounted = sum(1 for count in rows["outcome_count"] if missing(count)) if not rows.empty else 0
    if uncounted:
        found.append(words.n("{count} outcome does not say how many deals it stands for.", "{count} outcomes do not say how many deals they stand for.", uncounted))
    return found


@remembered
def leaks(rows: pd.DataFrame, words: Words, step: str, state: str) -> str:
    """Say what the list below shows."""
    name, follows = words.code("chain_step", step), words.code("chain_state", state)
    return words.n("{step} · {state}: {count} row", "{step} · {state}: {count} rows", len(rows), step=name, state=follows)


@remembered
def planned(rows: pd.DataFrame, words: Words) -> str:
    """Say how many of the listed rows their source only announces."""
    count = int(rows["is_planned"].sum())
    return words.n(
        "{count} of them is only announced or planned in its source.",
        "{count} of them are only announced or planned in their sources.",
        count,
    ) if count else ""


@remembered
def listed(rows: pd.DataFrame, words: Words, step: str, state: str) -> str:
    """Say what the list shows, and how much of it is only announced."""
    return " · ".join(part for part in (leaks(rows, words, step, state), planned(rows, words)) if part)


def one(row: Any, words: Words) -> str:
    """Say what one outcome was, when, of what worth, of which enterprise and under which agreement."""
    known = [f"{words.column(name)}: {plain(tables.cell(getattr(row, name), name, words))}" for name in FACTS if not missing(getattr(row, name))]
    return "  \n".join([outcome(row, words), *known])
