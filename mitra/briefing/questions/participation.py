"""What is asked about who takes part."""

from __future__ import annotations

import pandas as pd

from mitra.briefing.questions.question import Question, listed, named
from mitra.briefing.views import Context
from mitra.findings import regions as places
from mitra.findings import sectors as findings
from mitra.i18n import Words, mark


def _latest(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the engagement held last of those whose number of participants is known."""
    return rows[(rows["engagement_stage_code"] == "held") & rows["participant_count"].notna() & rows["held_from"].notna()].head(1)


def latest_visit(rows: pd.DataFrame, words: Words, context: Context) -> str:
    """Say who came to the last engagement with a number, and which sectors were named."""
    last = _latest(rows)
    if last.empty:
        return words.t("No source on record states how many came to an engagement of this pair.")
    one = str(last.iloc[0]["ref_id"])
    who = findings.visit(next(last.itertuples()), words)
    return words.sentences(words.t("The latest engagement with a stated number is {name}: {finding}.", name=words.name(one), finding=who), findings.visit_sectors(context.rows("sectors.participants", engagement=one, sector=None), words))


def split(rows: pd.DataFrame, words: Words, _: Context) -> str:
    """Say for how many participants the sector was published, and which sector leads."""
    return words.sentences(words.t("{finding}.", finding=findings.headline(rows, words)), findings.mix(rows, words))


def uninvited(rows: pd.DataFrame, _: Context) -> pd.DataFrame:
    """Return the sectors that no engagement held and no participant names."""
    return rows[(rows["engagement_count"] == 0) & (rows["participant_row_count"] == 0)]


def never_invited(rows: pd.DataFrame, words: Words, context: Context) -> str:
    """Name the sectors that no engagement names, largest in national employment first."""
    left_out = uninvited(rows, context)
    if left_out.empty:
        return words.t("None: each sector is named at one engagement at least.")
    names = listed([words.code("sector", code) for code in left_out["sector_code"]], words)
    said = words.n("{count} of {total} sectors was never named at an engagement: {names}.", "{count} of {total} sectors were never named at an engagement: {names}.", len(left_out), total=words.number(len(rows)), names=names)
    return words.sentences(said, words.t("Many sources name no sector, so some of them may have taken part unnamed."))


def _own_regions(rows: pd.DataFrame, context: Context) -> pd.DataFrame:
    return rows[rows["country_code"] == context.text("home")]


def unlinked(rows: pd.DataFrame, context: Context) -> pd.DataFrame:
    """Return the regions of the home country without a link on record."""
    own = _own_regions(rows, context)
    return own[own["row_count"].isna()]


def regions(rows: pd.DataFrame, words: Words, context: Context) -> str:
    """Say how many regions of the home country have no link on record."""
    own, without = _own_regions(rows, context), unlinked(rows, context)
    if own.empty:
        return words.t("The record holds no regions of {country}, so nothing can be said of them.", country=words.country(context.text("home")))
    if without.empty:
        return words.t("None: each region of {country} has a link on record.", country=words.country(context.text("home")))
    missing = words.t("No link on record: {regions}.", regions=named(without["region_code"], words))
    return words.sentences(words.t("{finding}.", finding=places.title(own, words, context.text("home"))), missing, words.t("That does not mean that there is none."))


def women(rows: pd.DataFrame, words: Words, _: Context) -> str:
    """Say for how many named enterprises a source says whether a woman leads, and how many are."""
    if rows.empty:
        return words.t("The sources name no enterprise for this choice, so nothing can be said.")
    known = rows["is_women_led"].dropna().astype(bool)
    if known.empty:
        return words.n("Of the {count} enterprise named at an engagement, no source says who leads it.", "Of the {count} enterprises named at engagements, no source says of any who leads it.", rows["ref_id"].nunique())
    return words.n(
        "{count} enterprise is shown to be led by a woman, of {known} for which a source says it and {total} that are named.",
        "{count} enterprises are shown to be led by women, of {known} for which a source says it and {total} that are named.",
        int(known.sum()),
        known=words.number(len(known)),
        total=words.number(rows["ref_id"].nunique()),
    )


def busiest(rows: pd.DataFrame, words: Words, _: Context) -> str:
    """Say in which year most engagements were held, and in which most participants were counted."""
    return words.sentences(words.t("{finding}.", finding=findings.by_year(rows, words)), words.t("{finding}.", finding=findings.participants_by_year(rows, words)), findings.silent(rows, words))


PARTICIPATION = (
    Question("latest_visit", "participation", mark("Who came to the latest engagement with {partner}, and from which sectors?"), "sectors.engagements", latest_visit, about=lambda rows, _: _latest(rows), columns=("ref_id", "held_from", "engagement_kind_code", "participant_count", "split_count", "sector_count")),
    Question("split", "participation", mark("Of how many participants do we know the sector?"), "sectors.participants_by_sector", split, view="sectors.mix"),
    Question("never_invited", "participation", mark("Which sectors were never invited?"), "questions.sector_balance", never_invited, about=uninvited, columns=("sector_code", "sector_share", "program_count")),
    Question("regions", "participation", mark("Which regions of {home} have no link with {partner}?"), "regions.linked", regions, about=unlinked, columns=("region_code",), view="sectors.regions"),
    Question("women", "participation", mark("How many of the enterprises that took part are led by women?"), "sectors.enterprises", women, columns=("ref_id", "country_code", "sector_code", "is_women_led", "engagement_id", "held_from")),
    Question("busiest", "participation", mark("In which years did we meet most?"), "sectors.by_year", busiest, view="sectors.by_year"),
)
