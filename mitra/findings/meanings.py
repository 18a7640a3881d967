"""What the codes mean that a reader of this dashboard has to know, one sentence each."""

from __future__ import annotations

from mitra.i18n import Words, mark

MEANINGS = {
    "coverage_step": {
        "none": mark("No evidence names the sector in this focus area, and no general evidence reaches it."),
        "lapsed": mark("There is only past evidence: an agreement that ended, an engagement more than 24 months ago, an outcome more than 36 months ago, a closed programme, or evidence without a date."),
        "committed": mark("An agreement in force covers it."),
        "active": mark("An engagement was held within the last 24 months."),
        "financed": mark("A programme is open."),
        "delivering": mark("An outcome within the last 36 months is on record; outcomes over firms of all sizes do not count."),
    },
    "agreement_status": {
        "announced": mark("A source announces it; that it was signed is not confirmed."),
        "in_force": mark("It has begun, and its end is more than 12 months away."),
        "in_force_term_unknown": mark("It has begun, and no source says when it ends."),
        "expiring": mark("It ends within 12 months."),
        "expired": mark("Its last day has passed."),
        "superseded": mark("A later agreement renews it, according to the source."),
        "not_yet": mark("It was not known on the day."),
    },
    "program_status": {
        "open": mark("The day lies between its opening and its closing date."),
        "open_end_unknown": mark("It has opened, and no source says when it closes."),
        "closed": mark("Its closing date has passed, or it was a single loan that has been made."),
        "not_yet": mark("It opens later."),
        "date_unknown": mark("No source says when it opened."),
    },
    "amount_basis": {
        "pledged": mark("Announced in public, without a binding decision."),
        "committed": mark("Bound by a contract or a budget decision."),
        "ceiling": mark("The most that may be given; not what was given."),
        "target": mark("What is meant to be reached."),
        "disbursed": mark("Paid out in the period."),
        "cumulative_disbursed": mark("Paid out since the beginning, up to the end of the period."),
    },
    "value_basis": {
        "realised": mark("It has come about."),
        "committed": mark("It is signed or promised; that it came about is not on record."),
        "potential": mark("An estimate by the organiser."),
        "reported": mark("Reported by a source that does not say how firm it is."),
    },
    "enterprise_sizes": {
        "msme": mark("The source counts micro, small or medium enterprises."),
        "all_sizes": mark("The source counts firms of every size; it is never part of an MSME figure."),
        "unknown": mark("The source does not say which sizes it counts."),
    },
}


def meaning(codelist: str, code: str, words: Words) -> str:
    """Return what a code means, an empty text where it needs no explanation."""
    found = MEANINGS.get(codelist, {}).get(code)
    return words.t(found) if found else ""
