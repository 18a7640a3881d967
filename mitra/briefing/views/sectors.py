"""The views of /sectors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from mitra.briefing.views.view import Context, Variants, View
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
    View("sectors.mix", "sectors.participants_by_sector", lambda rows, words, look, _: sectors.treemap(rows, words, look), lambda rows, words, _: sectors_said.headline(rows, words), lambda rows, words, _: sectors_said.unsplit(rows, words), series=lambda _, words: (words.t("Participants stated"),), is_partition=True),
    View("sectors.participants", "sectors.participants_by_sector", lambda rows, words, look, _: sectors.participants_by_sector(rows, words, look), lambda _, words, __: words.t("Participants by sector"), lambda rows, words, _: sectors_said.mix(rows, words), series=lambda _, words: (words.t("Participants stated"),), is_partition=True),
    View("sectors.engagements", "sectors.engagements_by_sector", lambda rows, words, look, _: sectors.engagements_by_sector(rows, words, look), lambda rows, words, _: sectors_said.engagements(rows, words), lambda rows, words, _: sectors_said.engagements_note(rows, words), series=lambda _, words: (words.t("Engagements held"),)),
    View("sectors.by_mode", "sectors.by_mode", lambda rows, words, look, _: sectors.by_group(rows, "mode_code", "mode", words, look), lambda rows, words, _: sectors_said.by_mode(rows, words), series=lambda _, words: (words.t("Engagements held"),), is_partition=True),
    View("sectors.by_kind", "sectors.by_kind", lambda rows, words, look, _: sectors.by_group(rows, "engagement_kind_code", "engagement_kind", words, look), lambda rows, words, _: sectors_said.by_kind(rows, words), series=lambda _, words: (words.t("Engagements held"),), is_partition=True),
    View("sectors.by_year", "sectors.by_year", lambda rows, words, look, _: sectors.by_year(rows, "engagement_count", words, look), lambda rows, words, _: sectors_said.by_year(rows, words), lambda rows, words, _: sectors_said.silent(rows, words), is_partition=True),
    View("sectors.people_by_year", "sectors.by_year", lambda rows, words, look, _: sectors.by_year(rows, "participant_count", words, look), lambda rows, words, _: sectors_said.participants_by_year(rows, words), lambda rows, words, _: sectors_said.silent(rows, words), shows="participant_count", is_partition=True),
    View("sectors.regions", "regions.linked", lambda rows, words, look, _: maps.tiles(rows, words, look), lambda rows, words, context: regions_said.title(rows, words, context.text("country")), lambda rows, words, _: regions_said.sentence(rows, words), variants=_countries, rows=_of_country, kind="map", is_native=False),
    View(
        "sectors.national_sectors",
        "sectors.structure",
        lambda rows, words, look, context: structure.by_sector(rows, words, look, marked=context.sector),
        lambda rows, words, context: structure_said.largest_sector(rows, words, context.text("country")),
        lambda rows, words, _: structure_said.sectors_note(rows, words),
        variants=_national(by_sector=True),
        series=lambda _, words: (words.t("Share"),),
        shows="structure_share",
    ),
    View(
        "sectors.national_sizes",
        "sectors.structure",
        lambda rows, words, look, _: structure.by_size(rows, words, look),
        lambda rows, words, context: structure_said.largest_size(rows, words, context.text("country")),
        lambda rows, words, _: structure_said.sizes_note(rows, words),
        variants=_national(by_sector=False),
        series=lambda _, words: (words.t("Enterprises"),),
    ),
    View(
        "sectors.contribution",
        "sectors.contribution",
        lambda rows, words, look, _: concentration.contributions(rows, words, look),
        lambda _, words, context: concentration_said.headline(_whole(context), words),
        lambda rows, words, context: words.sentences(concentration_said.said(_whole(context), words, basis=_basis(context)), concentration_said.contributions_said(rows, words)),
        params={"sector": None},
        series=lambda _, words: (words.t("Contribution to the concentration"),),
        shows="contribution_share",
        empty=lambda _, words, context: concentration_said.said(_whole(context), words, basis=_basis(context)),
        part="concentration",
    ),
    View("sectors.concentration_by_year", "sectors.concentration_by_year", lambda rows, words, look, _: concentration.through_years(rows, words, look), lambda rows, words, _: concentration_said.through_years(rows, words), lambda rows, words, _: concentration_said.through_years_said(rows, words), params={"sector": None}, is_native=False, empty=lambda rows, words, _: concentration_said.through_years(rows, words), shows="effective_sectors", part="concentration"),
    View(
        "sectors.location_quotient",
        "sectors.location_quotient",
        lambda rows, words, look, _: quotient.forest(rows, words, look),
        lambda rows, words, context: quotient_said.title(rows, words, context.text("country")),
        lambda rows, words, _: quotient_said.said(rows, words),
        params={"sector": None},
        variants=_countries,
        is_native=False,
        empty=lambda rows, words, context: quotient_said.missing_said(rows, words, context.text("country")),
        shows="location_quotient",
        part="quotient",
    ),
    View(
        "sectors.inclusiveness",
        "sectors.inclusiveness",
        lambda rows, words, look, _: inclusiveness.groups(rows, words, look),
        lambda rows, words, context: inclusiveness_said.title(rows, words, context.text("country")),
        lambda rows, words, _: inclusiveness_said.said(rows, words),
        shows="member_share",
        variants=_countries,
        rows=_of_country,
        is_native=False,
        part="inclusiveness",
    ),
)
