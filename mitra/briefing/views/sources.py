"""The views of /sources and /data."""

from __future__ import annotations

from mitra.briefing.views.view import View
from mitra.charts import quality, sources
from mitra.findings import quality as quality_said
from mitra.findings import sources as sources_said

SOURCES = (
    View("sources.by_year", "sources.by_year", lambda rows, words, look, _: sources.by_year(rows, words, look), lambda rows, words, _: sources_said.by_year(rows, words), params={"pair_only": False}, series=lambda _, words: (words.t("Sources"),), is_partition=True),
    View("sources.contested", "sources.contested", lambda rows, words, look, _: sources.contested(rows, words, look), lambda rows, words, _: sources_said.contested(rows, words), lambda _, words, __: words.t("Distance of each other version from the one the record shows, in percent of it; the ten widest."), is_native=False, shows="difference_share"),
    View("sources.fx", "sources.fx_rates", lambda rows, words, look, _: sources.fx(rows, words, look), lambda rows, words, _: sources_said.fx(rows, words), lambda _, words, __: words.t("Annual averages, as published; years that are not on record are not filled in.")),
    View("quality.by_table", "quality.by_table", lambda rows, words, look, _: quality.by_table(rows, words, look), lambda rows, words, _: quality_said.headline(rows, words), lambda rows, words, _: quality_said.lead(rows, words), series=lambda _, words: (words.t("Share"),), shows="filled_share", is_partition=True),
)
