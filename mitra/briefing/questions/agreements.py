"""What is asked about agreements."""

from __future__ import annotations

import pandas as pd

from mitra.briefing.questions.question import Question, named
from mitra.briefing.views import Context
from mitra.findings import agreements as findings
from mitra.i18n import Words, mark, missing
from mitra.partial_date import bounds


def in_force(rows: pd.DataFrame, words: Words, context: Context) -> str:
    """Say how many are in force, how many state their end, and what is only announced."""
    pair = context.rows("agreements.of_pair")
    narrowed = any(context.params.get(name) is not None for name in ("sector", "focus", "from_year", "to_year"))
    return words.sentences(words.t("{finding}.", finding=findings.headline(rows, words, context.text("home"), context.text("partner"), narrowed=narrowed)), findings.lead(rows, pair, words, context.as_of, narrowed=narrowed))


def _last_year(text: object) -> int | None:
    """Return the last possible year of a partial date, None where nothing bounds it."""
    latest = None if missing(text) else bounds(str(text)).latest
    return latest.year if latest else None


def _ending(rows: pd.DataFrame, context: Context) -> pd.DataFrame:
    """Return the agreements that end in the year of the day."""
    return rows[rows["in_force_until"].map(_last_year) == context.as_of.year]


def ending(rows: pd.DataFrame, words: Words, context: Context) -> str:
    """Say which agreements end in the year of the day, and for how many that is not known."""
    if rows.empty:
        return words.t("No agreement is in force, so none can end.")
    found, unstated, year = _ending(rows, context), int(rows["in_force_until"].isna().sum()), context.as_of.year
    if unstated == len(rows):
        return words.n(
            "The agreement in force does not state its end, so it cannot be said whether it ends in {year}; {count} of {count} lacks an end.",
            "No agreement states its end, so nothing can be said to end in {year}; {count} of {count} lack an end.",
            len(rows),
            year=year,
        )
    lacking = words.n("{count} of {total} does not state its end.", "{count} of {total} do not state their end.", unstated, total=words.number(len(rows))) if unstated else ""
    if found.empty:
        return words.sentences(words.t("None of the agreements that state their end ends in {year}.", year=year), lacking)
    return words.sentences(words.n("{count} agreement ends in {year}: {names}.", "{count} agreements end in {year}: {names}.", len(found), year=year, names=named(found["ref_id"], words)), lacking)


def quiet(rows: pd.DataFrame, words: Words, _: Context) -> str:
    """Say how many agreements in force had no engagement within 24 months, and how many never had one."""
    if rows.empty:
        return words.t("No agreement is in force, so none can be without engagements.")
    still, never = int((rows["is_quiet"] == True).sum()), int((rows["engagement_count"] == 0).sum())  # noqa: E712  # unknown is neither
    if not still:
        return words.t("None: under each agreement in force an engagement of the last 24 months is on record, or one whose date is not known.")
    counted = words.t("Under {still} of {total} agreements in force no engagement of the last 24 months is on record.", still=words.number(still), total=words.number(len(rows)))
    return words.sentences(counted, words.n("{count} has none on record at all; that does not show that nothing happened.", "{count} have none on record at all; that does not show that nothing happened.", never) if never else "")


def renewed(rows: pd.DataFrame, words: Words, _: Context) -> str:
    """Say how many renewals sources state, and how many the analyst infers."""
    inferred = int((rows["link_certainty_code"] == "inferred").sum())
    likely = words.n("For {count} agreement the analyst sees a likely predecessor.", "For {count} agreements the analyst sees a likely predecessor.", inferred) if inferred else findings.lineage(rows, words) if rows.empty else ""
    return words.sentences(words.t("{finding}.", finding=findings.lineage_title(rows, words)), likely)


def former(rows: pd.DataFrame, words: Words, _: Context) -> str:
    """Say which agreements in force were signed by an institution that was succeeded, and by whom."""
    if rows.empty:
        return words.t("None on record: no party of an agreement in force is known to have been succeeded by this day.")
    count = rows["ref_id"].nunique()
    heirs = [
        words.t("{before} became {after} on {date}.", before=words.name(before), after=words.join(words.name(after) for after in group["successor_institution_id"].unique()), date=words.date(day))
        for (before, day), group in rows.groupby(["institution_id", "effective_on"])
    ]
    return words.sentences(words.n("{count} agreement in force was signed by an institution that no longer exists in that form.", "{count} agreements in force were signed by an institution that no longer exists in that form.", count), *heirs)


def institutions(rows: pd.DataFrame, words: Words, _: Context) -> str:
    """Name the institution with most agreements, and say how many take part."""
    if rows["institution_id"].isna().all():
        return words.t("No institution is on record as a party to an agreement of this pair.")
    return words.sentences(words.t("{finding}.", finding=findings.institutions_title(rows, words)), words.n("{count} institution takes part.", "{count} institutions take part.", rows["institution_id"].nunique()))


_LISTED = ("ref_id", "signed_on", "in_force_until", "agreement_status_code", "party_a_institution_id", "party_b_institution_id")
AGREEMENTS = (
    Question("in_force", "agreements", mark("What agreements do we have with {partner}, and how many are in force?"), "agreements.by_status", in_force, view="agreements.by_status"),
    Question("ending", "agreements", mark("Which of our agreements with {partner} end in {year}?"), "overview.agreements_in_force", ending, about=_ending, else_all=True, columns=_LISTED),
    Question("quiet", "agreements", mark("Under which agreements with {partner} has nothing happened for two years?"), "questions.quiet_agreements", quiet, about=lambda rows, _: rows[rows["is_quiet"] == True], columns=("ref_id", "signed_on", "last_engagement_on", "engagement_count")),  # noqa: E712  # unknown is neither
    Question("renewed", "agreements", mark("Which agreements with {partner} were renewed, and which may continue an earlier one?"), "agreements.lineage", renewed, view="agreements.lineage"),
    Question("former", "agreements", mark("Which agreements in force were signed by an institution that no longer exists?"), "questions.former_parties", former),
    Question("institutions", "agreements", mark("Which institutions carry the agreements with {partner}?"), "agreements.by_institution", institutions, view="agreements.by_institution"),
)
