"""What money shows, in sentences: its stages, what was drawn of it, and what it is in one currency and in prices of one year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from mitra.charts.money import REAL, stage
from mitra.i18n import Words, missing


def stages(rows: pd.DataFrame, words: Words) -> str:
    """Say at how many stages and in how many currencies amounts are stated."""
    known = rows[rows["known_count"] > 0]
    if known.empty:
        return words.t("No programme of this choice states an amount")
    stated = known[["currency_code", "amount_basis_code"]].drop_duplicates()
    if len(stated) == 1:
        return words.t("Every stated amount is of one stage ({stage}) and one currency ({currency})", stage=words.code("amount_basis", stated.iloc[0]["amount_basis_code"]), currency=stated.iloc[0]["currency_code"])
    return words.n(
        "{count} amount stands at {stages} and in {currencies}: no total covers them",
        "{count} amounts stand at {stages} and in {currencies}: no total covers them",
        int(known["known_count"].sum()),
        stages=words.n("{count} stage", "{count} stages", stated["amount_basis_code"].nunique()),
        currencies=words.n("{count} currency", "{count} currencies", stated["currency_code"].nunique()),
    )


def stage_sums(rows: pd.DataFrame, words: Words) -> str:
    """Give the sum of each stage of which several amounts may be added, how many they are, and how many programmes state none."""
    sums = [words.n("{stage}: {amount} from {count} amount", "{stage}: {amount} from {count} amounts", int(row.added_count), stage=stage(row, words), amount=words.money(row.stage_total, row.currency_code)) for row in rows.itertuples() if row.added_count > 1]
    silent = int(rows.loc[rows["amount_basis_code"].isna(), "missing_count"].sum())
    return words.sentences(
        words.t("Sums within one stage and currency: {sums}.", sums=words.clauses(sums)) if sums else words.t("No stage has several amounts that may be added."),
        words.n("{count} programme states no amount.", "{count} programmes state no amount.", silent) if silent else "",
        words.t("Marks: the smallest and the largest amount; each currency has a scale of its own, in powers of ten."),
    )


def drawn(rows: pd.DataFrame, words: Words) -> str:
    """Say what the latest full years drew, of two programmes at most, or that nothing can be held against anything."""
    known = rows[rows["drawn_share"].notna()]
    if known.empty:
        return words.t("No figure of what was paid out can be held against what was committed")
    latest = known.sort_values(["is_full_year", "period_until", "ref_id"]).groupby("program_id", sort=False).tail(1).tail(2)
    parts = words.join(_latest(row, words) for row in latest.itertuples())
    return words.t("Drawn in the latest full year: {parts}", parts=parts) if latest["is_full_year"].all() else words.t("Drawn so far: {parts}", parts=parts)


def _latest(row: Any, words: Words) -> str:
    when = words.t("{year}", year=row.year) if row.is_full_year else words.t("up to {date}", date=words.date(row.period_until))
    return words.t("{program} – {share} ({when})", program=words.name(row.program_id), share=words.percent(row.drawn_share), when=when)


def drawn_note(rows: pd.DataFrame, words: Words) -> str:
    """Say what the shares are shares of, what has none, and how far they are from other programmes at the same age."""
    known = rows[rows["drawn_share"].notna()]
    silent = int((rows["drawn_share"].isna() & rows["amount"].notna()).sum())
    waiting = int(rows["amount"].isna().sum())
    return words.sentences(
        *_divided(known, words),
        words.n("{count} figure has nothing of the same currency and basis beside it and so no share.", "{count} figures have nothing of the same currency and basis beside them and so no share.", silent) if silent else "",
        words.n("{count} programme states what is to be drawn, and no source says what was.", "{count} programmes state what is to be drawn, and no source says what was.", waiting) if waiting else "",
        words.t("Filled: a full year. Hatched: up to the day named. Upright stroke: how much of the time had passed.") if len(known) else "",
        _aged(known, words),
    )


def _divided(known: pd.DataFrame, words: Words) -> list[str]:
    """Return what the shares are divided by, and whether any of it is a commitment."""
    if known.empty:
        return []
    counts = known["drawn_against_code"].value_counts()
    parts = [words.t("{row} ({value})", row=words.code("drawn_against", code), value=words.number(int(counts[code]))) for code in words.contract.codes("drawn_against") if code in counts]
    honest = "" if "committed" in counts else words.t("None of them is a commitment.")
    return [words.t("Divided by: {parts}.", parts=words.join(parts)), honest]


def _aged(known: pd.DataFrame, words: Words) -> str:
    """Say how the latest figure stands to the other programmes at the same age, or how many of them it would take."""
    if known.empty:
        return ""
    compared = known[known["others_share"].notna()]
    if compared.empty:
        most, needed = int(known["other_count"].max()), int(known["needed_count"].max())
        return words.n("Age-adjusted shares take {needed} other programmes at the same age; the record has {count}, so none is shown.", "Age-adjusted shares take {needed} other programmes at the same age; the record has {count}, so none is shown.", most, needed=words.number(needed))
    latest = compared.sort_values(["period_until", "ref_id"]).iloc[-1]
    return words.t(
        "Age-adjusted, {program} stands {points} points from the median of {others} other programmes at the same age ({median}; from {low} to {high}).",
        program=words.name(latest["program_id"]),
        points=words.signed(round(latest["adjusted_share"] * 100)),
        others=words.number(int(latest["other_count"])),
        median=words.percent(latest["others_share"]),
        low=words.percent(latest["others_low_share"]),
        high=words.percent(latest["others_high_share"]),
    )


def shown(rows: pd.DataFrame, words: Words, *, column: str) -> str:
    """Say how many amounts can be shown in the chosen currency, nominal or real."""
    if rows.empty:
        return words.t("No amount is stated for this choice")
    said = {"known": words.number(int(rows[column].notna().sum())), "currency": rows.iloc[0]["converted_currency_code"]}
    if column == REAL:
        return words.n("{known} of {count} amount can be shown in {currency} at prices of {year}", "{known} of {count} amounts can be shown in {currency} at prices of {year}", len(rows), **said, year=int(rows.iloc[0]["price_base_year"]))
    return words.n("{known} of {count} amount can be shown in {currency}", "{known} of {count} amounts can be shown in {currency}", len(rows), **said)


def conversion(rows: pd.DataFrame, words: Words, *, column: str) -> str:
    """Say by what amounts were converted, which year was taken, and how many were not and why."""
    counts = rows["price_adjustment_code" if column == REAL else "conversion_code"].value_counts()
    rule = words.t("Real: inflation of its own currency up to the base year, then that year's average rates.") if column == REAL else words.t("Nominal: at the average rates of its year.")
    return words.sentences(
        words.t("One mark is one amount as stated; stages stand apart and are never added."),
        rule,
        words.t("Its year is the one in which the programme opens, the period lies or the outcome came about; a date known to the year is exact enough."),
        *_as_stated({str(code): int(count) for code, count in counts.items()}, words),
    )


def _as_stated(counts: Mapping[str, int], words: Words) -> list[str]:
    """Say how many amounts are left as stated, reason by reason."""
    no_year, several, no_rate, no_index = (counts.get(code, 0) for code in ("no_year", "several_years", "no_rate", "no_index"))
    return [
        words.n("{count} is left as stated: no year is stated.", "{count} are left as stated: no year is stated.", no_year) if no_year else "",
        words.n("{count} is left as stated: it covers several years.", "{count} are left as stated: they cover several years.", several) if several else "",
        words.n("{count} is left as stated: no rate is on record for the year.", "{count} are left as stated: no rate is on record for the year.", no_rate) if no_rate else "",
        words.n("{count} is left as stated: no price index is on record for its year.", "{count} are left as stated: no price index is on record for their year.", no_index) if no_index else "",
    ]


def totals(rows: pd.DataFrame, words: Words, *, column: str) -> str:
    """List the sum of each stage with the amounts that are in it and those that are not, as lines of Markdown."""
    lines = [f"- {_total(row, words, column=column)}" for row in rows.itertuples() if row.addable_count]
    apart = int(rows["apart_count"].sum())
    if apart:
        lines.append("- " + words.n("{count} amount is never added: it is a part of another, lies within a longer figure, covers several years, or is per enterprise or proposal.", "{count} amounts are never added: they are parts of others, lie within longer figures, cover several years, or are per enterprise or proposal.", apart))
    return "\n".join(lines)


def _total(row: Any, words: Words, *, column: str) -> str:
    real = column == REAL
    count, total = (row.real_count, row.real_total) if real else (row.converted_count, row.converted_total)
    named = {"stage": stage(row, words), "known": words.number(int(count))}
    if missing(total):
        said = words.n("{stage}: no sum from {count} amount.", "{stage}: no sum from {count} amounts.", int(row.addable_count), **named)
    else:
        said = words.n("{stage}: **{total}** from {known} of {count} amount.", "{stage}: **{total}** from {known} of {count} amounts.", int(row.addable_count), total=words.money(total, row.converted_currency_code), **named)
    return words.sentences(said, *_left_out(row, words, real=real))


def _left_out(row: Any, words: Words, *, real: bool) -> list[str]:
    """Count aloud what a sum lacks, reason by reason."""
    no_year = int(row.real_no_year_count if real else row.no_year_count)
    no_rate = int(row.no_base_rate_count if real else row.no_rate_count)
    no_index = int(row.no_index_count) if real else 0
    return [
        words.n("{count} belongs to no one year and is not in the sum.", "{count} belong to no one year and are not in the sum.", no_year) if no_year else "",
        words.n("{count} has no rate for the year and is not in the sum.", "{count} have no rate for the year and are not in the sum.", no_rate) if no_rate else "",
        words.n("{count} has no price index for its year and is not in the sum.", "{count} have no price index for their year and are not in the sum.", no_index) if no_index else "",
    ]
