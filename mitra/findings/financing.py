"""What financing shows, in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from mitra.charts.domestic import share
from mitra.charts.financing import provider
from mitra.i18n import Words, missing

OPEN = ("open", "open_end_unknown")


def headline(openness: pd.DataFrame, words: Words) -> str:
    """Say how many programmes are open, how many of them state an end, and how many an amount."""
    rows = openness[openness["program_status_code"].isin(OPEN)]
    count = int(rows["program_count"].sum())
    if not count:
        return words.t("No programme of this pair is open")
    ended = int(rows.loc[rows["program_status_code"] == "open", "program_count"].sum())
    amounts = words.number(int(rows["with_amount_count"].sum()))
    if not ended:
        return words.n("{count} programme is open, without a stated end; {amounts} with a stated amount", "{count} programmes are open, none with a stated end; {amounts} with a stated amount", count, amounts=amounts)
    return words.n(
        "{count} programme is open; {ended} with a stated end, {amounts} with a stated amount",
        "{count} programmes are open; {ended} with a stated end, {amounts} with a stated amount",
        count,
        ended=words.number(ended),
        amounts=amounts,
    )


def providers(programs: pd.DataFrame, words: Words) -> str:
    """Say how many providers have a programme open."""
    count = programs.loc[programs["program_status_code"].isin(OPEN), "provider_institution_id"].nunique()
    return words.n("{count} provider has a programme open", "{count} providers have a programme open", count) if count else words.t("Programmes on record")


def offers(openness: pd.DataFrame, words: Words) -> str:
    """Say how many programmes there are in all, and how many have closed or have no date."""
    counts = {code: int(count) for code, count in zip(openness["program_status_code"], openness["program_count"], strict=True)}
    if not sum(counts.values()):
        return ""
    return words.n(
        "{count} programme on record: {closed} closed (single loans among them), {undated} without a date. A piece is a programme; click one for its terms.",
        "{count} programmes on record: {closed} closed (single loans among them), {undated} without a date. A piece is a programme; click one for its terms.",
        sum(counts.values()),
        closed=words.number(counts["closed"]),
        undated=words.number(counts["date_unknown"]),
    )


def detail(row: Any, words: Words) -> str:
    """Return what the record says of one programme, as lines of Markdown."""
    unknown = words.t("not stated")
    lines = [
        f"**{provider(row, words)}** · {words.code('instrument', row.instrument_code)}",
        f"{words.code('program_status', row.program_status_code)} · " + words.t("{opens} – {closes}", opens=unknown if missing(row.opens_on) else words.date(row.opens_on), closes=unknown if missing(row.closes_on) else words.date(row.closes_on)),
        _amount(row, words),
        words.t("No source states its terms.") if missing(row.terms) else str(row.terms),
    ]
    if not missing(row.part_of_program_id):
        lines.append(words.t("A part of {name}; never added to it.", name=words.name(row.part_of_program_id)))
    if not missing(row.agreement_id):
        lines.append(words.t("Under: {name}", name=words.name(row.agreement_id)))
    return "\n\n".join(lines)


def _amount(row: Any, words: Words) -> str:
    if missing(row.amount):
        return words.t("No source states an amount.")
    stated = f"**{words.money(row.amount, row.currency_code)}** · {words.code('amount_basis', row.amount_basis_code)} · {words.code('amount_unit', row.amount_unit_code)}"
    if row.amount_unit_code in ("per_enterprise", "per_proposal"):
        return f"{stated}. {words.t('This is not the size of the programme, which no source states.')}"
    return stated


def contested(rows: pd.DataFrame, words: Words) -> str:
    """List the versions of a figure on which sources differ, as lines of Markdown."""
    lines = []
    for row in rows.itertuples():
        value = words.date(row.value_text) if missing(row.value) else words.money(row.value, row.unit)
        used = f" · **{words.t('used here')}**" if row.is_shown else ""
        said = words.t("{program}, {field}: {value} ({date}; {source})", program=words.name(row.program_id), field=words.column(row.field_name), value=value, date=words.date(row.as_of), source=words.name(row.source_id))
        lines.append(f"- {said}{used}")
    return "\n".join(lines)


def need(code: str, words: Words) -> str:
    """Name a need: an instrument or a focus area."""
    return words.code("instrument" if code in words.contract.codes("instrument") else "focus_area", code)


def fit(rows: pd.DataFrame, words: Words) -> str:
    """Say how many programmes nothing contradicts, and how many of them fit in everything asked."""
    possible = rows[rows["contradiction_count"] == 0]
    if possible.empty:
        return words.t("No programme on record fits: every one is contradicted in at least one criterion. Ask for less, or see below where each fails.")
    sure = int((possible["not_stated_count"] == 0).sum())
    if not sure:
        return words.n("Nothing contradicts {count} programme, but the sources leave something open.", "Nothing contradicts {count} programmes, but for each the sources leave something open.", len(possible))
    return words.n(
        "Nothing contradicts {count} programme; everything asked is met by {sure} of them, for the others the sources leave something open.",
        "Nothing contradicts {count} programmes; everything asked is met by {sure} of them, for the others the sources leave something open.",
        len(possible),
        sure=words.number(sure),
    )


def flow(rows: pd.DataFrame, words: Words) -> str:
    """Say what a programme paid out in its latest full year."""
    full = rows[(rows["amount_basis_code"] == "disbursed") & rows["is_full_year"] & rows["amount"].notna()]
    if full.empty:
        return words.t("No full year is on record")
    last = full.loc[full["year"].idxmax()]
    return words.t("{amount} paid out in {year}, the latest full year", amount=words.money(last["amount"], last["currency_code"]), year=int(last["year"]))


def flow_notes(rows: pd.DataFrame, words: Words) -> str:
    """Say how to read the bars, and give the cumulative figures that stand apart from them."""
    parts = [words.t("Filled: a full year. Hatched: a part of a year, not to be compared with full years.")]
    if rows["target_amount"].notna().any():
        parts.append(words.t("Upright line: the target of the whole year, where a source states one."))
    for row in rows[rows["amount_basis_code"] == "cumulative_disbursed"].itertuples():
        period = {"first": row.period_from.year, "last": words.date(row.period_until.date())}
        parts += [words.t("Cumulative, apart from the bars: {amount} from {first} to {last}.", amount=words.money(row.amount, row.currency_code), **period)]
    return words.sentences(*parts)


def program(rows: pd.DataFrame, words: Words) -> str:
    """Name the programme that rows are about."""
    return words.t("Domestic programmes") if rows.empty else words.join(words.name(key) for key in rows["program_id"].unique())


def sector_shares(rows: pd.DataFrame, words: Words) -> str:
    """Say which sector took most in the latest period."""
    if rows.empty:
        return words.t("Shares by sector")
    top = rows[rows["period_text"] == rows["period_text"].max()].iloc[0]
    name = top["sector_as_stated"] if missing(top["sector_code"]) else words.code("sector", top["sector_code"])
    said = words.t("part of {year}", year=top["year"]) if top["is_part_year"] else words.t("{year}", year=top["year"])
    return words.t("{sector} took the largest share: {share} ({year})", sector=name, share=words.percent(float(top["share_pct"]) / 100, 1), year=said)


def sector_notes(rows: pd.DataFrame, words: Words) -> str:
    """Say what the rings are, and what a sector in the source's words is."""
    if rows["period_text"].nunique() < 2:
        return ""
    first = rows[rows["period_text"] == rows["period_text"].min()].iloc[0]
    said = words.t("part of {year}", year=first["year"]) if first["is_part_year"] else words.t("{year}", year=first["year"])
    return words.t("Bars: the latest period; rings: {year}. A sector in the source's own words matches no single group.", year=said)


def credit_shares(rows: pd.DataFrame, words: Words, pair: Sequence[str]) -> str:
    """Say the share of each country of the pair in bank credit."""
    parts = [words.t("{country} {share}", country=words.country(country), share=share(rows[rows["country_code"] == country].sort_values("as_of").iloc[-1], words)) for country in pair if country in set(rows["country_code"])]
    return words.t("MSMEs' share of bank credit: {shares}", shares=words.join(parts)) if parts else words.t("MSME share of bank credit by country")
