"""Sectors: who took part, when and how, which regions are linked, and the national structure beside it."""

import streamlit as st

from mitra.charts import maps
from mitra.charts import sectors as charts
from mitra.findings import regions as places
from mitra.findings import sectors as findings
from mitra.findings import structure as national
from mitra.ui import link
from mitra.ui.choice import choose
from mitra.ui.deeper import deeper
from mitra.ui.deeper.sectors import PARTS
from mitra.ui.page import open_page

page = open_page()
t, words, look, chosen = page.words.t, page.words, page.look, page.filters
people = page.fetch("sectors.participants_by_sector")
page.heading(findings.headline(people, words), t("Participants are counted as the sources state them: enterprises at some engagements, people at others. What no source splits by sector is never spread over sectors."))

engagements = page.fetch("sectors.engagements")
numbered = findings.numbered(engagements)
if numbered:
    one = choose(t("Engagement"), numbered, words.name, key="sectors.engagement")
    row = next(engagements[engagements["ref_id"] == one].itertuples())
    page.section(findings.visit(row, words), findings.visit_sectors(page.fetch("sectors.participants", engagement=one, sector=None), words))
    with st.grid(4, min_column_width=240):
        for label, value, query in findings.facts(row, words):
            page.metric(label, value, query, engagement=one, sector=None)

page.section(t("Participants by sector"), findings.mix(people, words))
left, right = st.columns(2, gap="large")
with left:
    page.chart(charts.treemap(people, words, look), "sectors.participants_by_sector", title="", said=findings.unsplit(people, words), key="treemap", view="sectors.mix", empty=t("No number of participants is on record for this choice. Widen the period or remove a filter."))
with right:
    page.chart(charts.participants_by_sector(people, words, look), "sectors.participants_by_sector", title="", said=t("Click a sector to filter by it."), key="sector-bars", view="sectors.participants", click={"sector": 0})
left, right = st.columns(2, gap="large")
with left:
    page.view("sectors.engagements", key="engagement-bars", click={"sector": 0})
with right:
    page.view("sectors.by_mode", key="modes")
    page.view("sectors.by_kind", key="kinds")
years = page.fetch("sectors.by_year")
left, right = st.columns(2, gap="large")
with left:
    page.chart(charts.by_year(years, "engagement_count", words, look), "sectors.by_year", title=findings.by_year(years, words), said=t("Click a year to see only that year."), key="years", view="sectors.by_year", click={"from": 0, "to": 1})
with right:
    page.view("sectors.people_by_year", key="years-people", click={"from": 0, "to": 1})

linked = page.fetch("regions.linked")
region = link.choose("region", t("Region"), list(linked["region_code"]), words.name, key="sectors.region", all_label=t("All")) if not linked.empty else None
for column, country in zip(st.columns(2, gap="large"), (chosen.home, chosen.partner), strict=True):
    tiles = linked[linked["country_code"] == country]
    with column:
        page.chart(maps.tiles(tiles, words, look, marked=region), "regions.linked", title=places.title(tiles, words, country) if not tiles.empty else words.country(country), said=places.sentence(tiles, words) if not tiles.empty else "", key=f"map-{country}", country=country, click={"sectors.region": 0}, empty=t("The record holds no regions of this country, so there is no map to draw."))
ties = page.fetch("regions.links", region=region)
st.markdown(places.chosen(ties, words, region))
if not ties.empty:
    page.table(ties, key="ties", alt=t("Rows that tie a region to this pair"), columns=["region_code", "link_kind_code", "ref_id", "known_by"])

page.section(t("The national MSME structure beside it"), t("Each chart shows one population in one year; series that count different things are never mixed."))
for by_sector in (True, False):
    for column, country in zip(st.columns(2, gap="large"), (chosen.home, chosen.partner), strict=True):
        options = national.series(page.fetch("sectors.structure_series", country=country), by_sector=by_sector)
        with column:
            if not options:
                st.info(t("{country}: the record holds no such series.", country=words.country(country)), icon=":material/info:")
                continue
            population, year = choose(t("Series by sector") if by_sector else t("Series by size"), options, lambda one: national.series_name(one, words), key=f"sectors.series-{country}-{by_sector}")
            page.view("sectors.national_sectors" if by_sector else "sectors.national_sizes", key=f"structure-{country}-{by_sector}", click={"sector": 0} if by_sector else None, country=country, population=population, structure_year=year, by_sector=by_sector)

enterprises = page.fetch("sectors.enterprises")
page.section(findings.enterprises(enterprises, words), findings.enterprises_note(enterprises, words))
if not enterprises.empty:
    page.table(enterprises, key="enterprises", alt=t("Enterprises that the sources name"))
page.evidence("sectors.enterprises", t("Enterprises that the sources name"))
deeper(page, PARTS)
