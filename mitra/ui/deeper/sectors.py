"""What an expert would ask of the sectors: how concentrated the mix is, how it differs from the nation's, and who takes part."""

from __future__ import annotations

import streamlit as st

from mitra.charts import concentration as mix
from mitra.findings import concentration
from mitra.findings import structure as national
from mitra.i18n import mark
from mitra.ui.choice import choose
from mitra.ui.deeper import Part
from mitra.ui.deeper.inclusiveness import inclusiveness
from mitra.ui.page import Page

MEASURES = ["diversity_measure_code", "measure_value", "measure_low", "measure_high"]


def _concentration(page: Page) -> None:
    """Draw how many equal sectors the mix amounts to, what each sector adds, and the course through the years."""
    words, look, t = page.words, page.look, page.words.t
    basis = choose(t("Counted by"), list(words.contract.codelists["mix_basis"]), lambda code: words.code("mix_basis", code), key="sectors.mix_basis")
    whole = page.fetch("sectors.concentration", mix_basis=basis, sector=None)
    page.section(concentration.headline(whole, words), concentration.said(whole, words, basis=basis))
    _unfiltered(page)
    if concentration.is_known(whole):
        parts, years = page.fetch("sectors.contribution", mix_basis=basis, sector=None), page.fetch("sectors.concentration_by_year", mix_basis=basis, sector=None)
        left, right = st.columns(2, gap="large")
        with left:
            page.chart(mix.contributions(parts, words, look), "sectors.contribution", title=concentration.contributions(parts, words), said=concentration.contributions_said(parts, words), key="contribution", mix_basis=basis, sector=None)
        with right:
            page.chart(mix.through_years(years, words, look), "sectors.concentration_by_year", title=concentration.through_years(years, words), said=concentration.through_years_said(years, words), key="concentration-years", mix_basis=basis, sector=None)
        page.table(whole, key="concentration", alt=t("Measures of concentration and diversity"), columns=MEASURES)
    page.evidence("sectors.concentration", t("Measures of concentration and diversity"), mix_basis=basis, sector=None)


def _quotient(page: Page) -> None:
    """Draw each country's location quotients against the series that is chosen."""
    _unfiltered(page)
    for column, country in zip(st.columns(2, gap="large"), (page.filters.home, page.filters.partner), strict=True):
        with column:
            _country(page, country)


def _country(page: Page, country: str) -> None:
    words, t = page.words, page.words.t
    options = national.series(page.fetch("sectors.structure_series", country=country), by_sector=True)
    if not options:
        st.info(t("{country}: the record holds no such series.", country=words.country(country)), icon=":material/info:")
        return
    population, year = choose(t("National series to compare with"), options, lambda one: national.series_name(one, words), key=f"sectors.quotient-{country}")
    page.view("sectors.location_quotient", key=f"quotient-{country}", country=country, population=population, structure_year=year)


def _unfiltered(page: Page) -> None:
    if page.filters.sector:
        st.caption(page.words.t("The filter on a sector does not apply here: shares need all sectors."))


PARTS = (
    Part("concentration", mark("Concentration and diversity"), _concentration),
    Part("quotient", mark("Location quotient"), _quotient),
    Part("inclusiveness", mark("Inclusiveness"), inclusiveness),
)
