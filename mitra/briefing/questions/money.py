"""What is asked about money."""

from __future__ import annotations

import pandas as pd

from mitra.briefing.questions.question import Question, listed, named
from mitra.briefing.views import Context
from mitra.findings import financing as findings
from mitra.i18n import Words, mark, missing
from mitra.partial_date import bounds

FITS = ("fits", "not_stated")


def open_now(_rows: pd.DataFrame, words: Words, context: Context) -> str:
    """Say how many programmes are open, and how many state an end and an amount."""
    openness = context.rows("financing.openness", domestic=False)
    return words.t("{finding}.", finding=findings.headline(openness, words))


def _closing(rows: pd.DataFrame, context: Context) -> pd.DataFrame:
    """Return the open programmes that close within 12 months of the day."""
    day = context.as_of
    ends = [None if missing(text) else bounds(str(text)).latest for text in rows["closes_on"]]
    return rows[[end is not None and (end.year, end.month, end.day) <= (day.year + 1, day.month, day.day) for end in ends]]


def closing(rows: pd.DataFrame, words: Words, context: Context) -> str:
    """Say which open programmes close within 12 months, and for how many that is not known."""
    if rows.empty:
        return words.t("No programme of this pair is open, so none can close.")
    found, unstated = _closing(rows, context), int(rows["closes_on"].isna().sum())
    if unstated == len(rows):
        return words.n("The open programme does not state when it closes, so nothing can be said of the next 12 months.", "None of the {count} open programmes states when it closes, so nothing can be said of the next 12 months.", len(rows))
    lacking = words.n("{count} of {total} does not state when it closes.", "{count} of {total} do not state when they close.", unstated, total=words.number(len(rows))) if unstated else ""
    if found.empty:
        return words.sentences(words.t("None of those that state it closes within 12 months."), lacking)
    return words.sentences(words.n("{count} programme closes within 12 months: {names}.", "{count} programmes close within 12 months: {names}.", len(found), names=named(found["ref_id"], words)), lacking)


def _for_micro(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the open programmes that serve the country and do not shut micro enterprises out."""
    return rows[(rows["open_fit_code"] == "fits") & (rows["country_fit_code"] == "fits") & rows["size_fit_code"].isin(FITS)]


def micro(rows: pd.DataFrame, words: Words, context: Context) -> str:
    """Say how many open programmes name micro enterprises, and how many leave the size open."""
    home, found = words.country(context.text("home")), _for_micro(rows)
    if found.empty:
        return words.t("No programme that is known to be open to enterprises of {home} takes micro enterprises.", home=home)
    sure = found[found["size_fit_code"] == "fits"]
    silent = words.n("{count} more does not say which sizes it takes.", "{count} more do not say which sizes they take.", len(found) - len(sure)) if len(found) > len(sure) else ""
    if sure.empty:
        return words.sentences(words.t("No programme that is known to be open to enterprises of {home} names micro enterprises.", home=home), silent)
    return words.sentences(words.n("{count} open programme names micro enterprises of {home}: {names}.", "{count} open programmes name micro enterprises of {home}: {names}.", len(sure), home=home, names=named(sure["ref_id"], words)), silent)


def money_alone(rows: pd.DataFrame, _: Context) -> pd.DataFrame:
    """Return the sectors that an open programme names and no engagement of the last 24 months does."""
    return rows[(rows["program_count"] > 0) & (rows["recent_engagement_count"] == 0)]


def meetings_alone(rows: pd.DataFrame, _: Context) -> pd.DataFrame:
    """Return the sectors that an engagement of the last 24 months names and no open programme does."""
    return rows[(rows["recent_engagement_count"] > 0) & (rows["program_count"] == 0)]


def without_engagement(rows: pd.DataFrame, words: Words, context: Context) -> str:
    """Name the sectors with money but no engagement."""
    found = money_alone(rows, context)
    if not rows["program_count"].any():
        return words.sentences(words.t("No open programme of this pair names a sector, so no sector has money of its own."), _general_money(rows, words))
    if found.empty:
        return words.t("None: each sector that an open programme names also had an engagement within 24 months.")
    names = listed([words.code("sector", code) for code in found["sector_code"]], words)
    return words.sentences(words.n("{count} sector has an open programme but no engagement within 24 months: {names}.", "{count} sectors have an open programme but no engagement within 24 months: {names}.", len(found), names=names), _general_meetings(rows, words))


def without_money(rows: pd.DataFrame, words: Words, context: Context) -> str:
    """Name the sectors with engagements but no money."""
    found = meetings_alone(rows, context)
    if not rows["recent_engagement_count"].any():
        return words.sentences(words.t("No engagement of the last 24 months names a sector."), _general_meetings(rows, words))
    if found.empty:
        return words.t("None: each sector with an engagement within 24 months also has an open programme that names it.")
    names = listed([words.code("sector", code) for code in found["sector_code"]], words)
    return words.sentences(words.n("{count} sector had an engagement within 24 months but no open programme names it: {names}.", "{count} sectors had an engagement within 24 months but no open programme names them: {names}.", len(found), names=names), _general_money(rows, words))


def _general_money(rows: pd.DataFrame, words: Words) -> str:
    count = int(rows["general_program_count"].max())
    return words.n("{count} open programme names no sector and may serve any.", "{count} open programmes name no sector and may serve any.", count) if count else ""


def _general_meetings(rows: pd.DataFrame, words: Words) -> str:
    count = int(rows["general_engagement_count"].max())
    return words.n("{count} engagement of that time names no sector and may have served any.", "{count} engagements of that time name no sector and may have served any.", count) if count else ""


def paid(rows: pd.DataFrame, words: Words, _: Context) -> str:
    """Say what programmes of the pair paid out, or that no source states it."""
    stated = rows[rows["amount"].notna() & rows["amount_basis_code"].isin(("disbursed", "cumulative_disbursed"))]
    if stated.empty:
        return words.t("No source on record states what a programme between these countries has paid out. A ceiling is not a payment, and nothing stated is not zero.")
    lines = [words.t("{name}: {amount} up to {date}.", name=words.name(one.program_id), amount=words.money(one.amount, one.currency_code), date=words.date(one.period_until)) for one in stated.sort_values("period_until").drop_duplicates("program_id", keep="last").itertuples()]
    return words.sentences(*lines)


def _with_target(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[(rows["amount_basis_code"] == "disbursed") & rows["amount"].notna() & rows["target_amount"].notna()]


def target(rows: pd.DataFrame, words: Words, _: Context) -> str:
    """Say how much of its target each domestic programme paid out in the latest period that has one."""
    known = _with_target(rows)
    if known.empty:
        return words.t("No source on record states both a target and a payment of a domestic programme of either country.")
    lines = [
        words.t(
            "{name}: {amount} of {target} ({share}) from {first} to {last}.",
            name=words.name(one.program_id),
            amount=words.money(one.amount, one.currency_code),
            target=words.money(one.target_amount, one.currency_code),
            share=words.percent(float(one.amount) / float(one.target_amount)),
            first=words.date(one.period_from),
            last=words.date(one.period_until),
        )
        for one in known[known["target_amount"] > 0].sort_values(["program_id", "period_until"]).drop_duplicates("program_id", keep="last").itertuples()
    ]
    return words.sentences(*lines)


MONEY = (
    Question("open", "money", mark("What money between {home} and {partner} is open now?"), "financing.program_table", open_now, params=lambda _: {"domestic": False}, view="financing.offers"),
    Question("closing", "money", mark("What money closes within a year?"), "overview.programs_open", closing, about=_closing, else_all=True, columns=("ref_id", "provider_institution_id", "instrument_code", "opens_on", "closes_on")),
    Question("micro", "money", mark("Which open programmes take micro enterprises of {home}?"), "financing.fit", micro, params=lambda context: {"country": context.text("home"), "size_class": "micro"}, about=lambda rows, _: _for_micro(rows), columns=("ref_id", "size_fit_code", "is_domestic", "provider_institution_id", "instrument_code")),
    Question("money_alone", "money", mark("Which sectors have money but no engagement?"), "questions.sector_balance", without_engagement, about=money_alone, columns=("sector_code", "program_count", "recent_engagement_count", "engagement_count", "sector_share")),
    Question("meetings_alone", "money", mark("Which sectors have engagements but no money?"), "questions.sector_balance", without_money, about=meetings_alone, columns=("sector_code", "recent_engagement_count", "program_count", "sector_share")),
    Question("paid", "money", mark("How much of the money between {home} and {partner} was paid out?"), "financing.flows", paid, params=lambda _: {"domestic": False}, columns=("program_id", "amount_basis_code", "period_from", "period_until", "amount", "currency_code")),
    Question("target", "money", mark("How far did domestic credit reach its target?"), "financing.flows", target, params=lambda _: {"domestic": True}, about=lambda rows, _: _with_target(rows), columns=("program_id", "period_from", "period_until", "amount", "target_amount", "currency_code"), view="financing.domestic_flows"),
)
