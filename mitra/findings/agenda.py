"""The gaps as points of an agenda: why each is one, what is nearest on record, whom to invite."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from mitra.findings.coverage import OPEN_STEPS
from mitra.i18n import UNKNOWN, Words, mark, missing
from mitra.remember import remembered

WHY = {
    "none": mark("Nothing on record covers it: no agreement, engagement, programme or outcome."),
    "lapsed": mark("Only past evidence: nothing that is in force, recent or open covers it."),
    "committed": mark("An agreement in force covers it, but no engagement within 24 months, no open programme and no outcome within 36 months."),
    "active": mark("There was an engagement within 24 months, but there is no open programme and no outcome within 36 months."),
    "financed": mark("A programme is open, but there is no outcome within 36 months."),
}


@remembered
def title(points: pd.DataFrame, words: Words) -> str:
    """Say how many cells have no cover and how many another step ahead of them, and which one comes first."""
    if points.empty:
        return words.t("No gap is left for this choice")
    first = points.iloc[0]
    bare = int((~points["coverage_step_code"].isin(OPEN_STEPS)).sum())
    counts = {"bare": words.number(bare), "more": words.number(len(points) - bare)}
    if missing(first["agenda_order"]):
        return words.t("For the agenda: {bare} without cover, {more} with a step to go; none can be ranked", **counts)
    return words.t("For the agenda: {bare} without cover, {more} with a step to go; first {sector} in {focus}", sector=words.code("sector", first["sector_code"]), focus=words.code("focus_area", first["focus_area_code"]), **counts)


@remembered
def order(points: pd.DataFrame, words: Words) -> str:
    """Say what the order stands on, and how many gaps have none."""
    ranked = int(points["agenda_order"].notna().sum())
    if not ranked:
        return words.t("No share is published for these sectors, so their gaps stand in the order of the sectors, without a number.")
    bases = words.join({"employment": words.t("employment"), "enterprises": words.t("enterprises")}[one] for one in sorted(set(points["share_basis_code"].dropna())))
    stands = words.n("{count} gap is ranked by what a step forward would concern: its sector's published share ({bases}).", "{count} gaps are ranked by what a step forward would concern: their sector's published share ({bases}).", ranked, bases=bases)
    rest, scores = len(points) - ranked, points["priority_score"].dropna().round(9)
    level = words.t("Gaps of one priority stand in the order of the code lists.") if scores.duplicated().any() else ""
    return words.sentences(stands, level, words.n("{count} gap without a published share comes after them, unranked.", "{count} gaps without a published share come after them, unranked.", rest) if rest else "")


def why(point: Mapping[str, Any], words: Words) -> str:
    """Say why a cell is a gap."""
    unnamed = words.t("No source names the sector here.") if not int(point["own_count"]) and point["coverage_step_code"] != "none" else ""
    return words.sentences(words.t(WHY[point["coverage_step_code"]]), unnamed)


def nearest(point: Mapping[str, Any], words: Words) -> str:
    """Name the nearest row on record and where it stands."""
    if missing(point["ref_id"]):
        return words.t("Nothing near it is on record.")
    place = {"same_sector": words.code("focus_area", point["near_focus_area_code"]), "same_focus": words.code("sector", point["near_sector_code"]) if not missing(point["near_sector_code"]) else words.t("no sector named")}.get(point["nearness_code"], "")
    where = words.t("{row} ({value})", row=words.code("nearness", point["nearness_code"]), value=place) if place else words.code("nearness", point["nearness_code"])
    if point["nearness_code"] == "cell_lapsed":
        return words.t("{name}: {value}", name=where, value=words.name(point["ref_id"]))
    return words.t("{where}: {name} [{step}]", where=where, name=words.name(point["ref_id"]), step=words.code("coverage_step", point["near_step_code"]))


def invited(who: pd.DataFrame, near: object, words: Words) -> str:
    """Name the institutions of both sides, or say what the record lacks to name any; `near` is the nearest row on record."""
    if who.empty and not missing(near):
        return words.t("Nobody can be named: the record does not hold which institutions stand behind “{name}”, nor behind any other row for this sector or focus area.", name=words.name(near))
    if who.empty:
        return words.t("No institution of either side is on record for this sector or focus area.")
    sides = [words.t("{name}: {value}", name=words.country(country), value=words.join(words.name(ref) for ref in mine["ref_id"])) for country, mine in who.groupby("country_code", sort=False)]
    return " · ".join(sides)


def table(points: pd.DataFrame, who: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Return the agenda as people read it, a row a gap; unknown numbers stay empty."""
    invitations = dict(iter(who.groupby(["sector_code", "focus_area_code"], sort=False)))
    cells = [_cells(point, invitations.get((point["sector_code"], point["focus_area_code"]), who.iloc[:0]), words) for point in points.to_dict("records")]
    columns = ("agenda_order", "priority_score", "sector_code", "focus_area_code", "coverage_step_code")
    named = pd.DataFrame(cells, columns=[*map(words.column, columns), words.t("Why it is a gap"), words.t("Nearest on record"), words.t("Whom to invite")], dtype="object")
    return named.astype({named.columns[1]: "float64"})


def _cells(point: Mapping[str, Any], who: pd.DataFrame, words: Words) -> tuple[object, ...]:
    rank, score = (None if missing(point[name]) else kind(point[name]) for name, kind in (("agenda_order", int), ("priority_score", float)))
    place = (words.code("sector", point["sector_code"]), words.code("focus_area", point["focus_area_code"]), words.code("coverage_step", point["coverage_step_code"]))
    return (rank, None if score is None else round(score, 4), *place, why(point, words), nearest(point, words), invited(who, point["ref_id"], words))


def by_sector(points: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Return gaps as a short table, a row a sector: its focus areas, each with the step it stands on."""
    cells = [(words.code("sector", sector), words.join(words.t("{row} ({value})", row=words.code("focus_area", gap.focus_area_code), value=words.code("coverage_step", gap.coverage_step_code)) for gap in mine.itertuples())) for sector, mine in points.groupby("sector_code", sort=False)]
    return pd.DataFrame(cells, columns=[words.column("sector_code"), words.column("focus_area_code")])


def heading(point: Mapping[str, Any], words: Words) -> str:
    """Return a point's number on the agenda, a dash where it is not ranked, with its sector and focus area."""
    number = UNKNOWN if missing(point["agenda_order"]) else words.number(int(point["agenda_order"]))
    return " · ".join((number, words.code("sector", point["sector_code"]), words.code("focus_area", point["focus_area_code"])))
