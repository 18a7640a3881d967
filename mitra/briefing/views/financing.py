"""The views of /financing."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from mitra.briefing.views.view import Context, Variants, View
from mitra.charts import domestic, financing
from mitra.findings import financing as financing_said
from mitra.i18n import Words


def _programmes(*, is_domestic: bool) -> Variants:
    """Return each programme whose payments by period are on record."""
    return lambda context: [{"domestic": is_domestic, "program": str(program)} for program in context.rows("financing.flows", domestic=is_domestic)["program_id"].unique()]


def _periods(rows: pd.DataFrame, words: Words) -> tuple[str, ...]:
    """Return the latest and the earliest period, as the chart's bars and rings show them."""
    ends = [rows[rows["period_text"] == text].iloc[0] for text in (rows["period_text"].max(), rows["period_text"].min())]
    return tuple(words.t("part of {year}", year=row["year"]) if row["is_part_year"] else words.t("{year}", year=row["year"]) for row in ends)


def _flow(rows: pd.DataFrame, words: Words, _: Context) -> str:
    return f"{financing_said.program(rows, words)}: {financing_said.flow(rows, words)}"


def _offers(rows: pd.DataFrame, words: Words, _: Context) -> str:
    closed, undated = (int((rows["program_status_code"] == status).sum()) for status in ("closed", "date_unknown"))
    counted = words.n("{count} programme on record, {closed} closed (single loans among them), {undated} without a date.", "{count} programmes on record, {closed} closed (single loans among them), {undated} without a date.", len(rows), closed=words.number(closed), undated=words.number(undated))
    return words.sentences(counted, words.t("Each piece of a bar is one programme."))


_PAID = View("financing.flows", "financing.flows", lambda rows, words, look, _: domestic.flows(rows, words, look), _flow, lambda rows, words, _: financing_said.flow_notes(rows, words), series=lambda _, words: (words.t("Paid out"), words.t("Target")), variants=_programmes(is_domestic=False))
FINANCING = (
    View(
        "financing.offers",
        "financing.program_table",
        lambda rows, words, look, _: financing.offers(rows, words, look),
        lambda rows, words, _: financing_said.providers(rows, words),
        _offers,
        params={"domestic": False},
        is_native=False,
    ),
    View(
        "financing.amounts",
        "financing.amounts",
        lambda rows, words, look, _: financing.amounts(rows, words, look),
        lambda _, words, context: financing_said.amounts(context.rows("financing.program_table", language=words.language), words),
        lambda rows, words, _: financing_said.conversion(rows, words),
        params={"domestic": False, "currency": "IDR"},
        is_native=False,
    ),
    _PAID,
    replace(_PAID, name="financing.domestic_flows", variants=_programmes(is_domestic=True)),
    View("financing.sector_shares", "financing.sector_shares", lambda rows, words, look, context: domestic.sector_shares(rows, words, look, marked=context.sector), lambda rows, words, _: financing_said.sector_shares(rows, words), lambda rows, words, _: f"{financing_said.program(rows, words)} – {financing_said.sector_notes(rows, words)}", series=_periods),
    View(
        "financing.credit_shares",
        "financing.credit_shares",
        lambda rows, words, look, context: domestic.credit_shares(rows, words, look, pair=(context.text("home"), context.text("partner"))),
        lambda rows, words, context: financing_said.credit_shares(rows, words, (context.text("home"), context.text("partner"))),
        lambda _, words, __: words.t("As quoted by the sources; countries define MSMEs differently."),
        series=lambda _, words: (words.t("Share in percent"),),
    ),
)
