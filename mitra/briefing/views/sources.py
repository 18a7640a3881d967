"""The views of /sources and /data."""

from __future__ import annotations

from mitra.briefing.views.view import View, of_rows
from mitra.charts import quality, sources
from mitra.findings import quality as quality_said
from mitra.findings import sources as sources_said

SOURCES = (
    View(
        "sources.by_year",
        "sources.by_year",
        draw=of_rows(sources.by_year),
        title=of_rows(sources_said.by_year),
        params={"pair_only": False},
        series=lambda _, words: (words.t("Sources"),),
        is_partition=True,
    ),
    View(
        "sources.contested",
        "sources.contested",
        draw=of_rows(sources.contested),
        title=of_rows(sources_said.contested),
        said=lambda _, words, __: words.t("Distance of each other version from the one the record shows, in percent of it; the ten widest."),
        shows="difference_share",
        is_native=False,
    ),
    View(
        "sources.fx",
        "sources.fx_rates",
        draw=of_rows(sources.fx),
        title=of_rows(sources_said.fx),
        said=lambda _, words, __: words.t("Annual averages, as published; years that are not on record are not filled in."),
    ),
    View(
        "quality.by_table",
        "quality.by_table",
        draw=of_rows(quality.by_table),
        title=of_rows(quality_said.headline),
        said=of_rows(quality_said.lead),
        series=lambda _, words: (words.t("Share"),),
        shows="filled_share",
        is_partition=True,
    ),
)
