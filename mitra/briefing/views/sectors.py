"""The views of /sectors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from mitra.briefing.views.view import Context, Variants, View, of_rows
from mitra.charts import concentration, inclusiveness, maps, quotient, sectors, structure
from mitra.findings import concentration as concentration_said
from mitra.findings import inclusiveness as inclusiveness_said
from mitra.findings import quotient as quotient_said
from mitra.findings import regions as regions_said
from mitra.findings import sectors as sectors_said
from mitra.findings import structure as structure_said
from mitra.store.reader import Value


def _countries(context: Context) -> list[Mapping[str, Value]]:
    return [{"country": context.params["home"]}, {"country": context.params["partner"]}]


def _national(by_sector: bool) -> Variants:  # noqa: FBT001  # which of the two breakdowns
    """Return the fullest series of each country of the pair."""

    def variants(context: Context) -> Iterable[Mapping[str, Value]]:
        for one in _countries(context):
            for population, year in structure_said.series(context.rows("sectors.structure_series", **one), by_sector=by_sector)[:1]:
                yield {**one, "population": population, "structure_year": year, "by_sector": by_sector}

    return variants


def _of_country(rows: pd.DataFrame, context: Context) -> pd.DataFrame:
    return rows[rows["country_code"] == context.text("country")]


def _whole(context: Context) -> pd.DataFrame:
    return context.rows("sectors.concentration")


def _basis(context: Context) -> str | None:
    basis = context.params.get("mix_basis")
    return None if basis is None else str(basis)


SECTORS = (
    View(
        "sectors.mix",
        "sectors.participants_by_sector",
        draw=of_rows(sectors.treemap),
        title=of_rows(sectors_said.headline),
        said=of_rows(sectors_said.unsplit),
        series=lambda _, words: (words.t("Participants stated"),),
        is_partition=True,
    ),
    View(
        "sectors.participants",
        "sectors.participants_by_sector",
        draw=of_rows(sectors.participants_by_sector),
        title=lambda _, words, __: words.t("Participants by sector"),
        said=of_rows(sectors_said.mix),
        series=lambda _, words: (words.t("Participants stated"),),
        is_partition=True,
    ),
    View(
        "sectors.engagements",
        "sectors.engagements_by_sector",
        draw=of_rows(sectors.engagements_by_sector),
        title=of_rows(sectors_said.engagements),
        said=of_rows(sectors_said.engagements_note),
        series=lambda _, words: (words.t("Engagements held"),),
    ),
    View(
        "sectors.by_mode",
        "sectors.by_mode",
        draw=lambda rows, words, look, _: sectors.by_group(rows, "mode_code", "mode", words, look),
        title=of_rows(sectors_said.by_mode),
        series=lambda _, words: (words.t("Engagements held"),),
        is_partition=True,
    ),
    View(
        "sectors.by_kind",
        "sectors.by_kind",
        draw=lambda rows, words, look, _: sectors.by_group(rows, "engagement_kind_code", "engagement_kind", words, look),
        title=of_rows(sectors_said.by_kind),
        series=lambda _, words: (words.t("Engagements held"),),
        is_partition=True,
    ),
    View(
        "sectors.by_year",
        "sectors.by_year",
        draw=lambda rows, words, look, _: sectors.by_year(rows, "engagement_count", words, look),
        title=of_rows(sectors_said.by_year),
        said=of_rows(sectors_said.silent),
        is_partition=True,
    ),
    View(
        "sectors.people_by_year",
        "sectors.by_year",
        draw=lambda rows, words, look, _: sectors.by_year(rows, "participant_count", words, look),
        title=of_rows(sectors_said.participants_by_year),
        said=of_rows(sectors_said.silent),
        shows="participant_count",
        is_partition=True,
    ),
    View(
        "sectors.regions",
        "regions.linked",
        draw=of_rows(maps.tiles),
        title=lambda rows, words, context: regions_said.title(rows, words, context.text("country")),
        said=of_rows(regions_said.sentence),
        variants=_countries,
        rows=_of_country,
        kind="map",
        is_native=False,
    ),
    View(
        "sectors.national_sectors",
        "sectors.structure",
        draw=lambda rows, words, look, context: structure.by_sector(rows, words, look, marked=context.sector),
        title=lambda rows, words, context: structure_said.largest_sector(rows, words, context.text("country")),
        said=of_rows(structure_said.sectors_note),
        variants=_national(by_sector=True),
        series=lambda _, words: (words.t("Share"),),
        shows="structure_share",
    ),
    View(
        "sectors.national_sizes",
        "sectors.structure",
        draw=of_rows(structure.by_size),
        title=lambda rows, words, context: structure_said.largest_size(rows, words, context.text("country")),
        said=of_rows(structure_said.sizes_note),
        variants=_national(by_sector=False),
        series=lambda _, words: (words.t("Enterprises"),),
    ),
    View(
        "sectors.contribution",
        "sectors.contribution",
        draw=of_rows(concentration.contributions),
        title=lambda _, words, context: concentration_said.headline(_whole(context), words),
        said=lambda rows, words, context: words.sentences(concentration_said.said(_whole(context), words, basis=_basis(context)), concentration_said.contributions_said(rows, words)),
        empty=lambda _, words, context: concentration_said.said(_whole(context), words, basis=_basis(context)),
        params={"sector": None},
        series=lambda _, words: (words.t("Contribution to the concentration"),),
        shows="contribution_share",
        part="concentration",
    ),
    View(
        "sectors.concentration_by_year",
        "sectors.concentration_by_year",
        draw=of_rows(concentration.through_years),
        title=of_rows(concentration_said.through_years),
        said=of_rows(concentration_said.through_years_said),
        empty=of_rows(concentration_said.through_years),
        params={"sector": None},
        shows="effective_sectors",
        is_native=False,
        part="concentration",
    ),
    View(
        "sectors.location_quotient",
        "sectors.location_quotient",
        draw=of_rows(quotient.forest),
        title=lambda rows, words, context: quotient_said.title(rows, words, context.text("country")),
        said=of_rows(quotient_said.said),
        empty=lambda rows, words, context: quotient_said.missing_said(rows, words, context.text("country")),
        params={"sector": None},
        variants=_countries,
        shows="location_quotient",
        is_native=False,
        part="quotient",
    ),
    View(
        "sectors.inclusiveness",
        "sectors.inclusiveness",
        draw=of_rows(inclusiveness.groups),
        title=lambda rows, words, context: inclusiveness_said.title(rows, words, context.text("country")),
        said=of_rows(inclusiveness_said.said),
        variants=_countries,
        rows=_of_country,
        shows="member_share",
        is_native=False,
        part="inclusiveness",
    ),
)
