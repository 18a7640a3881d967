"""What is asked about what came of the cooperation."""

from __future__ import annotations

import pandas as pd

from mitra.briefing.questions.question import Question, named
from mitra.briefing.views import Context
from mitra.findings import outcomes as findings
from mitra.i18n import Words, mark, missing

SAID = 6  # things that a source can say of an outcome, as questions.outcome_evidence counts them


def unrecorded(rows: pd.DataFrame, words: Words, _: Context) -> str:
    """Say how many engagements have an outcome on record, and how many agreements cannot be followed to one."""
    steps = {str(step): rows[rows["chain_step_code"] == step] for step in ("engagement_outcome", "agreement_outcome")}
    if not any(int(step["entered_count"].sum()) for step in steps.values()):
        return words.t("No engagement and no agreement of this pair is on record, so none can have an outcome.")
    engaged, agreed = ({name: int(step[name].sum()) for name in ("entered_count", "recorded_count", "all_sizes_count", "missing_count")} for step in steps.values())
    wide = engaged["all_sizes_count"]
    return words.sentences(
        words.t("{finding}.", finding=words.t("An outcome is on record for {recorded} of {entered} engagements", recorded=words.number(engaged["recorded_count"]), entered=words.number(engaged["entered_count"]))),
        words.n("For {count} more it counts firms of all sizes only.", "For {count} more it counts firms of all sizes only.", wide) if wide else "",
        words.t("{missing} of {total} agreements cannot be followed to one.", missing=words.number(agreed["missing_count"]), total=words.number(agreed["entered_count"])),
        words.t("Nothing recorded does not mean that nothing happened."),
    )


def largest(rows: pd.DataFrame, words: Words, _: Context) -> str:
    """Name the largest value of each currency that can be of MSMEs, and count those over firms of all sizes."""
    wide = int(rows["is_all_sizes"].astype(bool).sum())
    apart = words.n("{count} value counts firms of all sizes and stands apart.", "{count} values count firms of all sizes and stand apart.", wide) if wide else ""
    return words.sentences(words.t("{finding}.", finding=findings.amounts(rows, words)), apart)


def _span(row: pd.Series, words: Words) -> str:
    if row["least_days"] == row["most_days"]:
        return words.n("{count} day", "{count} days", int(row["most_days"]))
    return words.t("{least} to {most} days", least=words.number(int(row["least_days"])), most=words.number(int(row["most_days"])))


def slowest(rows: pd.DataFrame, words: Words, _: Context) -> str:
    """Name the outcome that took longest, and say for how many both dates are known."""
    known = rows[rows["most_days"].notna()]
    if rows.empty:
        return words.t("No outcome of this pair is on record by this day.")
    if known.empty:
        return words.n("For the outcome on record it is not known how long it took.", "For none of the {count} outcomes on record is it known how long it took.", len(rows))
    top = known.iloc[0]
    alike = known[known["most_days"] == top["most_days"]]
    said = words.t("The longest: {names}, {span} after what it came of began.", names=named(alike["ref_id"], words, most=1), span=_span(top, words))
    return words.sentences(said, words.t("Both dates are known for {known} of {total} outcomes, and many outcomes are dated by the event that they were announced at.", known=words.number(len(known)), total=words.number(len(rows))))


def _best(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["stated_count"] == rows["stated_count"].max()]


def best_known(rows: pd.DataFrame, words: Words, _: Context) -> str:
    """Name the outcomes of which sources say most."""
    if rows.empty:
        return words.t("No outcome of this pair is on record by this day.")
    best = _best(rows)
    return words.n(
        "{names}: its source states {stated} of {all} things (how many, value, date, enterprise, sector, sizes), more than that of any other outcome.",
        "{names}: their sources state {stated} of {all} things (how many, value, date, enterprise, sector, sizes), more than those of any other outcome.",
        len(best),
        names=named(best["ref_id"], words),
        stated=words.number(int(best.iloc[0]["stated_count"])),
        all=words.number(SAID),
    )


def loans(rows: pd.DataFrame, words: Words, _: Context) -> str:
    """Say how many enterprises are named with a loan, and name a few."""
    names = [str(name) for name in rows["enterprise_name"] if not missing(name)]
    return words.sentences(words.t("{finding}.", finding=findings.loans(rows, words)), words.t("Among them: {names}.", names=words.join(names[:2])) if len(names) > 1 else "")


OUTCOMES = (
    Question("unrecorded", "outcomes", mark("How many engagements with {partner} led to something on record?"), "outcomes.chain", unrecorded, view="outcomes.chain"),
    Question("largest", "outcomes", mark("Which outcomes state the largest values?"), "outcomes.amounts", largest, view="outcomes.amounts", columns=("ref_id", "value", "currency_code", "value_basis_code", "is_all_sizes", "occurred_on")),
    Question("slowest", "outcomes", mark("Which outcome took longest?"), "questions.outcome_lags", slowest),
    Question("best_known", "outcomes", mark("Which outcomes do we know most about?"), "questions.outcome_evidence", best_known),
    Question("loans", "outcomes", mark("Which enterprises received loans under the programmes of this pair?"), "outcomes.loans", loans, columns=("enterprise_name", "parent_name", "sector_code", "value", "currency_code", "value_basis_code", "occurred_on", "program_id")),
)
