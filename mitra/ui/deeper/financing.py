"""What an expert would ask of a pair's money: its stages, what was drawn, and what it is in one currency and one year's prices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from mitra.charts import money
from mitra.findings import money as findings
from mitra.i18n import mark
from mitra.ui.choice import choose
from mitra.ui.deeper import Part
from mitra.ui.financing import CHOSEN
from mitra.ui.page import Page

CURRENCIES = ("IDR", "JPY", "USD")
RATES = ["ref_id", "amount", "currency_code", "amount_year", "year_rule_code", "converted_amount", "conversion_code", "from_units_per_usd", "from_rate_source_id", "to_units_per_usd", "to_rate_source_id"]
PRICES = ["real_amount", "price_adjustment_code", "price_ratio", "price_index_kind_code", "index_value", "price_source_id", "base_index_value", "base_price_source_id", "base_from_units_per_usd", "base_from_rate_source_id", "base_to_units_per_usd", "base_to_rate_source_id"]


def by_stage(page: Page) -> None:
    """Draw amounts by stage, of the pair and, apart, of domestic programmes."""
    empty = page.words.t("The record holds no programme for this choice.")
    page.view("financing.stages", key="stages-False", empty=empty)
    _context(page)
    page.view("financing.domestic_stages", key="stages-True", empty=empty)


def drawn(page: Page) -> None:
    """Draw what was drawn of what was there to be drawn, of the pair and, apart, of domestic programmes."""
    page.view("financing.drawn", key="drawn-False")
    _context(page)
    page.view("financing.domestic_drawn", key="drawn-True")


def _context(page: Page) -> None:
    st.divider()
    st.caption(page.words.t("Domestic context, not cooperation"))


def prices(page: Page) -> None:
    """Draw each amount in one currency, nominal or in prices of one year, the sum of each stage, and every rate and index used."""
    words = page.words
    kind, domestic, currency, base_year = _asked(page)
    column = money.NOMINAL if base_year is None else money.REAL
    asked: dict[str, Any] = {"domestic": domestic, "currency": currency, "base_year": base_year, "amount_kind": kind}
    rows = page.fetch("financing.normalised", **asked)
    page.chart(
        money.amounts(rows, words, page.look, column=column),
        "financing.normalised",
        title=findings.shown(rows, words, column=column),
        said=findings.conversion(rows, words, column=column) if len(rows) else "",
        key="amounts",
        view="financing.amounts",
        click={CHOSEN: 0} if kind == "program" and not domestic else None,
        empty=words.t("No source states an amount of this kind for this choice."),
        **asked,
    )
    if rows.empty:
        return
    st.markdown(f"**{words.t('Sums, each of one stage')}**")
    st.markdown(findings.totals(page.fetch("financing.converted_total", **asked), words, column=column))
    page.evidence("financing.converted_total", words.t("Sums, each of one stage"), **asked)
    with st.expander(words.t("Amounts, rates and their sources")):
        page.table(rows, key="amounts", alt=words.t("Amounts, rates and their sources"), columns=RATES if base_year is None else [*RATES, *PRICES])


def _asked(page: Page) -> tuple[str, bool, str, int | None]:
    """Draw the four choices and return the kind of amount, whether domestic, the currency and the base year, None for nominal."""
    words, t = page.words, page.words.t
    first, second, third, fourth = st.columns(4)
    with first:
        kind = choose(t("Kind of amount"), words.contract.codes("amount_kind"), lambda code: words.code("amount_kind", code), key="financing.amount_kind")
    whose = second.segmented_control(t("Whose programmes"), (False, True), key="financing.domestic", default=False, required=True, format_func=lambda domestic: t("Domestic context") if domestic else t("The pair's"))
    currency = third.segmented_control(t("Show amounts in"), CURRENCIES, key="financing.currency", default="IDR", required=True)
    years = page.fetch("financing.base_years")
    if years.empty:
        fourth.markdown(t("{name}: {value}", name=t("Prices"), value=f"**{t('nominal')}**"))
        st.info(t("No price index is on record; real values need one. An analyst can add them on the page Data: the table is “{table}”.", table=words.contract.tables["price_indices"].title[words.language]), icon=":material/info:")
        return str(kind), bool(whose), str(currency), None
    with fourth:
        base_year = choose(t("Prices"), _bases(years), lambda year: t("of {year}", year=year), key="financing.base_year", all_label=t("nominal"))
    return str(kind), bool(whose), str(currency), base_year


def _bases(years: pd.DataFrame) -> Sequence[int]:
    """Return the years whose prices may be taken, those with rates first."""
    ordered = years.sort_values(["rate_currency_count", "year"], ascending=False)
    return [int(year) for year in ordered["year"]]


PARTS = (
    Part("stages", mark("Amounts by stage"), by_stage),
    Part("drawn", mark("Committed and drawn"), drawn),
    Part("prices", mark("One currency, one year's prices"), prices),
)
