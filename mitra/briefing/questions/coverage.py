"""What is asked about coverage."""

from __future__ import annotations

import pandas as pd

from mitra.briefing.questions.question import Question, listed
from mitra.briefing.views import Context
from mitra.findings import coverage as findings
from mitra.i18n import Words, mark


def covered(rows: pd.DataFrame, words: Words, context: Context) -> str:
    """Say how many cells are covered and in how many a source names the sector."""
    return findings.sentence(rows, words, context.as_of)


def gap(rows: pd.DataFrame, words: Words, _: Context) -> str:
    """Name the widest gap and say how many sectors cannot be ranked."""
    unranked = rows.loc[rows["priority_score"].isna(), "sector_code"].nunique()
    left_out = words.n("{count} sector has no published share and is not ranked.", "{count} sectors have no published share and are not ranked.", unranked) if unranked else ""
    return words.sentences(words.t("{finding}.", finding=findings.gaps(rows, words)), left_out)


def change(rows: pd.DataFrame, words: Words, _: Context) -> str:
    """Say how many cells rose and fell in two years, and in which focus areas most."""
    if rows.empty:
        return words.t("Nothing changed: each cell stands where it stood two years before.")
    rose, fell = rows[rows["step_change"] > 0], rows[rows["step_change"] < 0]
    counted = words.t("In two years {rose} combinations of sector and focus area rose and {fell} fell.", rose=words.number(len(rose)), fell=words.number(len(fell)))
    told = [
        words.t(message, focus=words.code("focus_area", most[0]))
        for part, message in ((fell, mark("Most of those that fell are in {focus}.")), (rose, mark("Most of those that rose are in {focus}.")))
        if len(most := list(part["focus_area_code"].mode())) == 1
    ]
    return words.sentences(counted, *told)


def _general(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the covered cells in which no current evidence names the sector."""
    return rows[rows["coverage_step_code"].isin(findings.OPEN_STEPS) & ~rows["own_step_code"].isin(findings.OPEN_STEPS)]


def general(rows: pd.DataFrame, words: Words, _: Context) -> str:
    """Say how many covered cells rest on evidence that names no sector."""
    all_covered, loose = int(rows["coverage_step_code"].isin(findings.OPEN_STEPS).sum()), _general(rows)
    if not all_covered:
        return words.t("No combination of sector and focus area is covered on this day.")
    if loose.empty:
        return words.t("Nowhere: in each covered combination a source names the sector.")
    sectors = loose.groupby("sector_code", sort=False).size()
    only = [words.code("sector", code) for code in sectors.index if not rows[(rows["sector_code"] == code) & rows["own_step_code"].isin(findings.OPEN_STEPS)].shape[0]]
    said = words.t("Evidence that names no sector is all there is for {general} of {covered} covered combinations.", general=words.number(len(loose)), covered=words.number(all_covered))
    return words.sentences(said, words.t("No current source names these sectors at all: {sectors}.", sectors=listed(only, words)) if only else "")


def _without(rows: pd.DataFrame) -> pd.DataFrame:
    """Return one row per focus area in which no sector stands on an agreement in force."""
    counts = rows.groupby("focus_area_code", sort=False)[["agreement_count", "engagement_count", "program_count"]].max().reset_index()
    return counts[counts["agreement_count"] == 0]


def no_agreement(rows: pd.DataFrame, words: Words, _: Context) -> str:
    """Name the focus areas without an agreement in force."""
    bare = _without(rows)
    said = words.t("{finding}.", finding=findings.headline(rows, words))
    return words.sentences(said, words.t("None in: {areas}.", areas=words.join(words.code("focus_area", code) for code in bare["focus_area_code"])) if len(bare) else "")


COVERAGE = (
    Question("covered", "coverage", mark("Which sectors and focus areas does our cooperation with {partner} cover?"), "coverage.by_cell", covered, view="coverage.matrix"),
    Question("gap", "coverage", mark("Where is the widest gap?"), "coverage.gaps", gap, view="coverage.gaps"),
    Question("change", "coverage", mark("What did we gain and lose in two years?"), "questions.coverage_change", change),
    Question("general", "coverage", mark("Where does coverage rest on general words only?"), "coverage.by_cell", general, about=lambda rows, _: _general(rows), columns=("sector_code", "focus_area_code", "coverage_step_code", "agreement_count", "engagement_count", "program_count")),
    Question("no_agreement", "coverage", mark("In which focus areas is no agreement in force?"), "coverage.by_cell", no_agreement, about=lambda rows, _: _without(rows), columns=("focus_area_code", "engagement_count", "program_count")),
)
