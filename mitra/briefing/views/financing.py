"""The views of /financing."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from mitra.briefing.views.view import Context, Spec, Variants, View, of_rows
from mitra.charts import domestic, financing, money, stages
from mitra.findings import financing as financing_said
from mitra.findings import money as money_said
from mitra.i18n import Words
from mitra.theme import Look


def _programmes(*, is_domestic: bool) -> Variants:
    """Return each programme whose payments by period are on record."""
    return lambda context: [{"program": str(program)} for program in context.rows("financing.flows", domestic=is_domestic)["program_id"].unique()]


def _periods(rows: pd.DataFrame, words: Words) -> tuple[str, ...]:
    """Return the latest and the earliest period, as the chart's bars and rings show them."""
    ends = [rows[rows["period_text"] == text].iloc[0] for text in (rows["period_text"].max(), rows["period_text"].min())]
    return tuple(words.t("part of {year}", year=row["year"]) if row["is_part_year"] else words.t("{year}", year=row["year"]) for row in ends)


def _column(context: Context) -> str:
    """Return which value is drawn: real where a base year is chosen."""
    return money.NOMINAL if context.params.get("base_year") is None else money.REAL


def _amounts(rows: pd.DataFrame, words: Words, look: Look, context: Context) -> Spec:
    return money.amounts(rows, words, look, column=_column(context))


def _flow(rows: pd.DataFrame, words: Words, _: Context) -> str:
    return words.t("{name}: {value}", name=financing_said.program(rows, words), value=financing_said.flow(rows, words))


def _offers(rows: pd.DataFrame, words: Words, _: Context) -> str:
    closed, undated = (int((rows["program_status_code"] == status).sum()) for status in ("closed", "date_unknown"))
    counted = words.n("{count} programme on record, {closed} closed (single loans among them), {undated} without a date.", "{count} programmes on record, {closed} closed (single loans among them), {undated} without a date.", len(rows), closed=words.number(closed), undated=words.number(undated))
    return words.sentences(counted, words.t("Each piece of a bar is one programme."))


_PAID = View(
    "financing.flows",
    "financing.flows",
    draw=of_rows(domestic.flows),
    title=_flow,
    said=of_rows(financing_said.flow_notes),
    params={"domestic": False},
    variants=_programmes(is_domestic=False),
    series=lambda _, words: (words.t("Paid out"), words.t("Target")),
)
_STAGES = View(
    "financing.stages",
    "financing.stages",
    draw=of_rows(stages.stages),
    title=of_rows(money_said.stages),
    said=of_rows(money_said.stage_sums),
    params={"domestic": False},
    is_native=False,
    is_partition=True,
    wide=lambda rows, words, look, _: stages.stages(rows, words, look, is_wide=True),
    part="stages",
)
_DRAWN = View(
    "financing.drawn",
    "financing.drawn",
    draw=of_rows(stages.drawn),
    title=of_rows(money_said.drawn),
    said=of_rows(money_said.drawn_note),
    empty=lambda rows, words, _: money_said.drawn_note(rows, words) or words.t("No source states what a programme of this choice was to draw, or drew."),
    params={"domestic": False},
    shows="drawn_share",
    is_native=False,
    part="drawn",
)
FINANCING = (
    View(
        "financing.offers",
        "financing.program_table",
        draw=of_rows(financing.offers),
        title=of_rows(financing_said.providers),
        said=_offers,
        params={"domestic": False},
        is_native=False,
    ),
    View(
        "financing.amounts",
        "financing.normalised",
        draw=_amounts,
        title=lambda rows, words, context: money_said.shown(rows, words, column=_column(context)),
        said=lambda rows, words, context: money_said.conversion(rows, words, column=_column(context)),
        params={"domestic": False, "currency": "IDR", "base_year": None, "amount_kind": "program"},
        is_native=False,
        part="prices",
    ),
    _PAID,
    replace(_PAID, name="financing.domestic_flows", params={"domestic": True}, variants=_programmes(is_domestic=True)),
    _STAGES,
    replace(_STAGES, name="financing.domestic_stages", params={"domestic": True}, wide=None),
    _DRAWN,
    replace(_DRAWN, name="financing.domestic_drawn", params={"domestic": True}),
    View(
        "financing.sector_shares",
        "financing.sector_shares",
        draw=lambda rows, words, look, context: domestic.sector_shares(rows, words, look, marked=context.sector),
        title=of_rows(financing_said.sector_shares),
        said=lambda rows, words, _: f"{financing_said.program(rows, words)} – {financing_said.sector_notes(rows, words)}",
        series=_periods,
    ),
    View(
        "financing.credit_shares",
        "financing.credit_shares",
        draw=lambda rows, words, look, context: domestic.credit_shares(rows, words, look, pair=(context.text("home"), context.text("partner"))),
        title=lambda rows, words, context: financing_said.credit_shares(rows, words, (context.text("home"), context.text("partner"))),
        said=lambda _, words, __: words.t("As quoted by the sources; countries define MSMEs differently."),
        series=lambda _, words: (words.t("Share in percent"),),
    ),
)
