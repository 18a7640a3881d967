"""Every chart of every page as a view: its query, how its rows are drawn, and the sentences that say what it shows.

A page, a slide and a hand-out that show one view show the same rows. `figures` runs a view; a view with variants (a map a
country, a chart a programme) gives one figure each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd

from mitra.briefing.document import Figure
from mitra.briefing.markup import bare
from mitra.charts import agreement_counts, agreement_lineage, agreements, coverage, domestic, financing, known, maps, outcomes, quality, sectors, sources, structure
from mitra.errors import MitraError
from mitra.findings import agreements as agreements_said
from mitra.findings import coverage as coverage_said
from mitra.findings import financing as financing_said
from mitra.findings import outcomes as outcomes_said
from mitra.findings import quality as quality_said
from mitra.findings import regions as regions_said
from mitra.findings import sectors as sectors_said
from mitra.findings import sources as sources_said
from mitra.findings import structure as structure_said
from mitra.i18n import Words
from mitra.store.reader import Value
from mitra.theme import LIGHT, Look

Spec = dict[str, Any] | None
Fetch = Callable[[str, Mapping[str, Value]], pd.DataFrame]


@dataclass(frozen=True)
class Context:
    """The filters that a view is asked with, and the way to rows: `fetch(query, params)` of one release."""

    params: Mapping[str, Value]
    fetch: Fetch

    def rows(self, query: str, **more: Value) -> pd.DataFrame:
        """Return another query's rows for the same filters."""
        return self.fetch(query, {**self.params, **more})

    def text(self, name: str) -> str:
        """Return a filter that must be a code, such as home."""
        return str(self.params[name])

    @property
    def as_of(self) -> date:
        """Return the day at which status is judged."""
        day = self.params["as_of"]
        return day if isinstance(day, date) else date.fromisoformat(str(day))

    @property
    def sector(self) -> str | None:
        """Return the sector filtered by."""
        value = self.params.get("sector")
        return None if value is None else str(value)


Variants = Callable[[Context], Iterable[Mapping[str, Value]]]
Said = Callable[[pd.DataFrame, Words, Context], str]


def _once(_: Context) -> Iterable[Mapping[str, Value]]:
    return ({},)


def _nothing(_rows: pd.DataFrame, _words: Words, _context: Context) -> str:
    return ""


@dataclass(frozen=True)
class View:
    """One chart: a named query with parameters of its own, what draws it, its title and its sentence.

    `variants` gives the parameters of each figure; `series` names traces that the spec leaves unnamed; `kind` is the slide's.
    """

    name: str
    query: str
    draw: Callable[[pd.DataFrame, Words, Look, Context], Spec]
    title: Said
    said: Said = _nothing
    params: Mapping[str, Value] | None = None
    variants: Variants = _once
    series: Callable[[pd.DataFrame, Words], tuple[str, ...]] = lambda _rows, _words: ()
    rows: Callable[[pd.DataFrame, Context], pd.DataFrame] = lambda rows, _context: rows
    kind: str = "chart"
    is_native: bool = True

    @property
    def page(self) -> str:
        """Return the page that shows the view."""
        return self.name.split(".")[0]


def figures(view: View, words: Words, context: Context, look: Look = LIGHT) -> list[tuple[Figure, Mapping[str, Value]]]:
    """Return a view's figures, each with the parameters it was asked with."""
    return [_figure(view, words, replace(context, params={**context.params, **(view.params or {}), **variant}), look) for variant in view.variants(context)]


def _figure(view: View, words: Words, context: Context, look: Look) -> tuple[Figure, Mapping[str, Value]]:
    rows = view.rows(context.rows(view.query), context)
    spec = None if rows.empty else view.draw(rows, words, look, context)
    if spec is None:
        nothing = words.t("The record holds nothing for this choice. Widen the period or remove a filter.")
        return Figure(None, nothing, rows, view.query, said=nothing), context.params
    title, said = bare(view.title(rows, words, context)), bare(view.said(rows, words, context))
    return Figure(spec, said or title, rows, view.query, title, said, view.series(rows, words), view.is_native), context.params


def _countries(context: Context) -> list[Mapping[str, Value]]:
    return [{"country": context.params["home"]}, {"country": context.params["partner"]}]


def _national(by_sector: bool) -> Variants:  # noqa: FBT001  # which of the two breakdowns
    """Return the fullest series of each country of the pair."""

    def variants(context: Context) -> Iterable[Mapping[str, Value]]:
        for one in _countries(context):
            for population, year in structure_said.series(context.rows("sectors.structure_series", **one), by_sector=by_sector)[:1]:
                yield {**one, "population": population, "structure_year": year, "by_sector": by_sector}

    return variants


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


def _of_country(rows: pd.DataFrame, context: Context) -> pd.DataFrame:
    return rows[rows["country_code"] == context.text("country")]


def _matrix(rows: pd.DataFrame, words: Words, look: Look, _: Context) -> Spec:
    """Return the matrix with its key, which stands beside it on the page."""
    spec = coverage.matrix(rows, words, look)
    if spec is None:
        return None
    names = [(words.code("coverage_step", step), colour) for step, colour in zip(coverage.STEPS, look.steps, strict=True)]
    key = [{"type": "bar", "name": name, "x": [], "y": [], "marker": {"color": colour}} for name, colour in [*names, (words.t("small square: no sector named"), look.paper)]]
    return {"data": [*spec["data"], *key], "layout": {**spec["layout"], "height": spec["layout"]["height"] + 44, "showlegend": True, "legend": {"y": -0.1}}}


_PAID = View("financing.flows", "financing.flows", lambda rows, words, look, _: domestic.flows(rows, words, look), _flow, lambda rows, words, _: financing_said.flow_notes(rows, words), series=lambda _, words: (words.t("Paid out"), words.t("Target")), variants=_programmes(is_domestic=False))

AGREEMENTS = (
    View("agreements.timeline", "agreements.at_day", lambda rows, words, look, context: agreements.timeline(rows, words, look, as_of=context.as_of), lambda _, words, __: words.t("From signing to the end, as far as sources state it"), lambda rows, words, _: agreements_said.timeline(rows, words), kind="timeline", is_native=False),
    View("agreements.by_status", "agreements.by_status", lambda rows, words, look, _: agreement_counts.by_status(rows, words, look), lambda rows, words, _: agreements_said.statuses(rows, words), series=lambda _, words: (words.t("Agreements"),)),
    View("agreements.lineage", "agreements.lineage", lambda rows, words, look, _: agreement_lineage.lineage(rows, words, look), lambda rows, words, _: agreements_said.lineage_title(rows, words), lambda rows, words, _: agreements_said.lineage(rows, words), kind="timeline", is_native=False),
    View("agreements.by_kind", "agreements.by_kind_and_year", lambda rows, words, look, _: agreement_counts.by_kind(rows, words, look), lambda rows, words, _: agreements_said.kinds_title(rows, words), lambda rows, words, _: agreements_said.kinds(rows, words).removesuffix(words.t("Click a dot to keep its year.")).strip(), is_native=False),
    View(
        "agreements.by_institution",
        "agreements.by_institution",
        lambda rows, words, look, context: agreement_counts.by_institution(agreements_said.most_active(rows), words, look, home=context.text("home"), partner=context.text("partner")),
        lambda rows, words, _: agreements_said.institutions_title(rows, words),
        lambda rows, words, _: agreements_said.institutions(rows, words),
        series=lambda _, words: (words.t("All agreements"), words.t("In force")),
    ),
)
SECTORS = (
    View("sectors.mix", "sectors.participants_by_sector", lambda rows, words, look, _: sectors.treemap(rows, words, look), lambda rows, words, _: sectors_said.headline(rows, words), lambda rows, words, _: sectors_said.unsplit(rows, words), series=lambda _, words: (words.t("Participants stated"),)),
    View("sectors.participants", "sectors.participants_by_sector", lambda rows, words, look, _: sectors.participants_by_sector(rows, words, look), lambda _, words, __: words.t("Participants by sector"), lambda rows, words, _: sectors_said.mix(rows, words), series=lambda _, words: (words.t("Participants stated"),)),
    View("sectors.engagements", "sectors.engagements_by_sector", lambda rows, words, look, _: sectors.engagements_by_sector(rows, words, look), lambda rows, words, _: sectors_said.engagements(rows, words), lambda rows, words, _: sectors_said.engagements_note(rows, words), series=lambda _, words: (words.t("Engagements held"),)),
    View("sectors.by_mode", "sectors.by_mode", lambda rows, words, look, _: sectors.by_group(rows, "mode_code", "mode", words, look), lambda rows, words, _: sectors_said.by_mode(rows, words), series=lambda _, words: (words.t("Engagements held"),)),
    View("sectors.by_kind", "sectors.by_kind", lambda rows, words, look, _: sectors.by_group(rows, "engagement_kind_code", "engagement_kind", words, look), lambda rows, words, _: sectors_said.by_kind(rows, words), series=lambda _, words: (words.t("Engagements held"),)),
    View("sectors.by_year", "sectors.by_year", lambda rows, words, look, _: sectors.by_year(rows, "engagement_count", words, look), lambda rows, words, _: sectors_said.by_year(rows, words), lambda rows, words, _: sectors_said.silent(rows, words)),
    View("sectors.people_by_year", "sectors.by_year", lambda rows, words, look, _: sectors.by_year(rows, "participant_count", words, look), lambda rows, words, _: sectors_said.participants_by_year(rows, words), lambda rows, words, _: sectors_said.silent(rows, words)),
    View("sectors.regions", "regions.linked", lambda rows, words, look, _: maps.tiles(rows, words, look), lambda rows, words, context: regions_said.title(rows, words, context.text("country")), lambda rows, words, _: regions_said.sentence(rows, words), variants=_countries, rows=_of_country, kind="map", is_native=False),
    View(
        "sectors.national_sectors",
        "sectors.structure",
        lambda rows, words, look, context: structure.by_sector(rows, words, look, marked=context.sector),
        lambda rows, words, context: structure_said.largest_sector(rows, words, context.text("country")),
        lambda rows, words, _: structure_said.sectors_note(rows, words),
        variants=_national(by_sector=True),
        series=lambda _, words: (words.t("Share"),),
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
)
COVERAGE = (
    View("coverage.matrix", "coverage.by_cell", _matrix, lambda rows, words, _: coverage_said.headline(rows, words), lambda rows, words, context: coverage_said.sentence(rows, words, context.as_of), kind="matrix", is_native=False),
    View("coverage.gaps", "coverage.gaps", lambda rows, words, look, _: coverage.gaps(rows, words, look), lambda rows, words, _: coverage_said.gaps(rows, words), lambda rows, words, _: coverage_said.unranked(rows, words), params={"sector": None, "focus": None}, series=lambda _, words: (words.t("Priority"),)),
    View("coverage.by_year", "coverage.by_year", lambda rows, words, look, _: coverage.through_years(rows, words, look), lambda _, words, __: words.t("Coverage through the years"), lambda rows, words, _: coverage_said.by_year(rows, words)),
)
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
OUTCOMES = (
    View("outcomes.chain", "outcomes.chain", lambda rows, words, look, _: outcomes.chain(rows, words, look), lambda rows, words, _: outcomes_said.chain(rows, words), lambda rows, words, _: outcomes_said.conservation(rows, words), series=lambda _, words: tuple(words.code("chain_state", state) for state in outcomes.STATES)),
    View("outcomes.stated", "outcomes.stated", lambda rows, words, look, _: known.known(rows, words, look), lambda _, words, __: words.t("What is not recorded"), lambda rows, words, _: outcomes_said.stated(rows, words), series=lambda _, words: (words.t("Stated"), words.t("Not stated"))),
    View("outcomes.amounts", "outcomes.amounts", lambda rows, words, look, _: outcomes.amounts(rows, words, look, all_sizes=False), lambda rows, words, _: outcomes_said.amounts(rows, words), lambda rows, words, context: outcomes_said.amounts_said(rows, context.rows("outcomes.rows"), words), is_native=False),
    View("outcomes.all_sizes", "outcomes.amounts", lambda rows, words, look, _: outcomes.amounts(rows, words, look, all_sizes=True), lambda rows, words, _: outcomes_said.all_sizes(rows, words), lambda _, words, __: words.t("Drawn apart: sources count every firm here, so these values say nothing about MSMEs."), is_native=False),
    View("outcomes.by_year", "outcomes.by_year", lambda rows, words, look, _: outcomes.by_year(rows, words, look), lambda rows, words, _: outcomes_said.by_year(rows, words), lambda rows, words, _: outcomes_said.by_year_said(rows, words), is_native=False),
)
SOURCES = (
    View("sources.by_year", "sources.by_year", lambda rows, words, look, _: sources.by_year(rows, words, look), lambda rows, words, _: sources_said.by_year(rows, words), params={"pair_only": False}, series=lambda _, words: (words.t("Sources"),)),
    View("sources.contested", "sources.contested", lambda rows, words, look, _: sources.contested(rows, words, look), lambda rows, words, _: sources_said.contested(rows, words), lambda _, words, __: words.t("Distance of each other version from the one the record shows, in percent of it; the ten widest."), is_native=False),
    View("sources.fx", "sources.fx_rates", lambda rows, words, look, _: sources.fx(rows, words, look), lambda rows, words, _: sources_said.fx(rows, words), lambda _, words, __: words.t("Annual averages, as published; years that are not on record are not filled in.")),
    View("quality.by_table", "quality.by_table", lambda rows, words, look, _: quality.by_table(rows, words, look), lambda rows, words, _: quality_said.headline(rows, words), lambda rows, words, _: quality_said.lead(rows, words), series=lambda _, words: (words.t("Share"),)),
)
VIEWS: Mapping[str, View] = {view.name: view for view in (*AGREEMENTS, *SECTORS, *COVERAGE, *FINANCING, *OUTCOMES, *SOURCES)}


def find(name: str) -> View:
    """Return a view by name; MitraError where there is none."""
    if name not in VIEWS:
        raise MitraError("There is no view {name}; there are {names}.", name=name, names=", ".join(VIEWS))
    return VIEWS[name]
