"""What changed since a day or a release, in sentences: what happened, which numbers moved, what was changed in the record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from mitra import tables
from mitra.i18n import Words, missing
from mitra.partial_date import bounds
from mitra.remember import remembered

NAMED = 3  # rows that a sentence names; it counts all
SUBJECTS = ("agreement", "engagement", "program", "outcome", "institution")
RECORDED = ("recorded_event", "recorded_earlier", "recorded_undated")
MANY = ("added_many", "changed_many", "withdrawn_many")
Counted = Callable[[Words, int], str]


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of a list: what it is about (a subject of events or a kind of revision) and its text."""

    about: str
    text: str


_EVENTS: dict[str, Counted] = {
    "agreement_signed": lambda words, count: words.n("{count} agreement was signed", "{count} agreements were signed", count),
    "agreement_announced": lambda words, count: words.n("{count} agreement was announced", "{count} agreements were announced", count),
    "agreement_in_force": lambda words, count: words.n("{count} agreement came into force", "{count} agreements came into force", count),
    "agreement_renewed": lambda words, count: words.n("{count} agreement was renewed by another", "{count} agreements were renewed by others", count),
    "agreement_expiring": lambda words, count: words.n("{count} agreement entered its last 12 months", "{count} agreements entered their last 12 months", count),
    "agreement_expired": lambda words, count: words.n("{count} agreement expired", "{count} agreements expired", count),
    "engagement_held": lambda words, count: words.n("{count} engagement was held", "{count} engagements were held", count),
    "engagement_announced": lambda words, count: words.n("{count} engagement was announced", "{count} engagements were announced", count),
    "program_opened": lambda words, count: words.n("{count} programme opened", "{count} programmes opened", count),
    "program_closed": lambda words, count: words.n("{count} programme closed", "{count} programmes closed", count),
    "loan_made": lambda words, count: words.n("{count} single loan was made", "{count} single loans were made", count),
    "outcome_occurred": lambda words, count: words.n("{count} outcome came about", "{count} outcomes came about", count),
    "institution_succeeded": lambda words, count: words.n("{count} institution took over from another", "{count} institutions took over from others", count),
}
_NOTHING: dict[str, Callable[[Words], str]] = {
    "agreement": lambda words: words.t("No agreement was signed, came into force or ended."),
    "engagement": lambda words: words.t("No engagement was held or announced."),
    "program": lambda words: words.t("No programme opened or closed."),
    "outcome": lambda words: words.t("No outcome came about."),
    "institution": lambda words: words.t("No institution took over from another."),
}
_UNDATED: dict[str, Counted] = {
    "agreement": lambda words, count: words.n("{count} agreement", "{count} agreements", count),
    "engagement": lambda words, count: words.n("{count} engagement", "{count} engagements", count),
    "program": lambda words, count: words.n("{count} programme", "{count} programmes", count),
    "outcome": lambda words, count: words.n("{count} outcome", "{count} outcomes", count),
}


def unusual(since: date, as_of: date, words: Words) -> str:
    """Say that the period is empty or runs backwards; nothing where it is neither."""
    if since > as_of:
        return words.t("{since} lies after {as_of}, the day that is looked at: nothing can have changed in between. Choose an earlier day.", since=words.date(since), as_of=words.date(as_of))
    if since == as_of:
        return words.t("{since} is the day that is looked at, so nothing lies in between. Choose an earlier day.", since=words.date(since))
    return ""


@remembered
def headline(rows: pd.DataFrame, words: Words, since: date, as_of: date) -> str:
    """Say how many events the record holds of the period."""
    if since >= as_of:
        return words.t("No days to compare")
    dated = int(rows["is_dated"].astype(bool).sum())
    if not dated:
        return words.t("Since {since}, no event is on record", since=words.date(since))
    return words.n("Since {since}, {count} event is on record", "Since {since}, {count} events are on record", dated, since=words.date(since))


@remembered
def events(rows: pd.DataFrame, words: Words) -> tuple[Line, ...]:
    """Say, subject by subject, what happened and what did not; last, which rows count since then without a date of their own."""
    rows = rows.sort_values(["happened_on", "ref_id"], ascending=[False, True])
    dated = rows[rows["is_dated"].astype(bool)]
    lines = [Line(subject, _happened(dated[dated["change_subject_code"] == subject], subject, words)) for subject in SUBJECTS]
    undated = rows[~rows["is_dated"].astype(bool)]
    return (*lines, *([Line("undated", _undated(undated, words))] if len(undated) else []))


@remembered
def said(rows: pd.DataFrame, words: Words) -> str:
    """Say how much of what happened, without names, so that it fits a slide; last, what has no date of its own."""
    dated, undated = rows[rows["is_dated"].astype(bool)], rows[~rows["is_dated"].astype(bool)]
    parts = [_happened(mine, subject, words, names=False) for subject in SUBJECTS if len(mine := dated[dated["change_subject_code"] == subject])]
    told = parts or [words.t("Nothing that the record dates happened in between.")]
    return words.sentences(*told, *([_undated(undated, words)] if len(undated) else []))


def marks(words: Words) -> str:
    """Say what the marks of the chart mean."""
    return words.t("Filled: a number rose; crossed: one fell; hollow: none moved. What states no day of its own is not drawn.")


@remembered
def roughly(rows: pd.DataFrame, words: Words, since: date) -> str:
    """Say how many events are dated to a month or a year that began before the period, so that they may have come before it."""
    stated = rows.loc[rows["is_dated"].astype(bool), "stated_on"].dropna()
    rough = sum((first := bounds(text).earliest) is None or first <= since for text in stated)
    return words.n("{count} of them is dated so roughly that it may have come before.", "{count} of them are dated so roughly that they may have come before.", rough) if rough else ""


def _happened(rows: pd.DataFrame, subject: str, words: Words, *, names: bool = True) -> str:
    if rows.empty:
        return _NOTHING[subject](words)
    over = set(rows.loc[rows["change_event_code"].isin(("agreement_expired", "agreement_renewed")), "ref_id"])
    rows = rows[(rows["change_event_code"] != "agreement_expiring") | ~rows["ref_id"].isin(over)]  # what ended need not be said to end soon
    parts = [_with_names(_EVENTS[event](words, len(mine)), _names(mine, words) if names else [], words) for event in _EVENTS if len(mine := rows[rows["change_event_code"] == event])]
    return words.t("{parts}.", parts=words.clauses(parts))


def _names(rows: pd.DataFrame, words: Words) -> list[str]:
    """Name rows, newest first, each once, with its date where a source states one."""
    named = {row["ref_id"]: row for row in rows.to_dict("records")}
    return [words.t("“{name}”, {date}", name=words.name(ref), date=words.date(row["happened_on"] if missing(row["stated_on"]) else row["stated_on"])) for ref, row in named.items()]


def _with_names(counted: str, names: Sequence[str], words: Words) -> str:
    """Add the first few names in brackets, each once, and how many rows more there are."""
    shown = list(dict.fromkeys(names))[:NAMED]
    rest = sum(name not in shown for name in names)
    more = [words.n("and {count} more", "and {count} more", rest)] if rest > 0 else []
    return words.t("{counted} ({names})", counted=counted, names=words.clauses([*shown, *more])) if names else counted


def _undated(rows: pd.DataFrame, words: Words) -> str:
    counts = rows["change_subject_code"].value_counts()
    parts = [_UNDATED[subject](words, int(counts[subject])) for subject in SUBJECTS if subject in counts]
    return words.t("Not events: {parts} without a date of their own count from the day on which they were reported or collected.", parts=words.join(parts))


@remembered
def numbers(rows: pd.DataFrame, words: Words) -> str:
    """Say which headline numbers moved and by how much, and which stayed."""
    moved = [row for row in rows.to_dict("records") if not _same(row["value_then"], row["value_now"])]
    if not moved:
        return words.t("No headline number moved.")
    same = len(rows) - len(moved)
    rest = words.n("{count} headline number stayed as it was.", "{count} headline numbers stayed as they were.", same) if same else ""
    return words.sentences(words.t("{parts}.", parts=words.clauses(_moved(row, words) for row in moved)), rest)


def _moved(row: dict[str, object], words: Words) -> str:
    label = words.code("headline_number", row["headline_number_code"])
    text = words.t("{label}: {then} → {now}", label=label, then=words.number(row["value_then"]), now=words.number(row["value_now"]))  # type: ignore[arg-type]  # a number or unknown
    if missing(row["number_change"]):
        return text
    undated = row["undated_change"]
    by = words.signed(int(row["number_change"]))  # type: ignore[call-overload]
    if missing(undated) or not undated:
        return words.t("{text} ({by})", text=text, by=by)
    return words.t("{text} ({by}, of which {undated} without a date of its own)", text=text, by=by, undated=words.signed(int(undated)))  # type: ignore[call-overload]


def _same(one: object, other: object) -> bool:
    return (missing(one) and missing(other)) or (not missing(one) and not missing(other) and one == other)


@remembered
def revised(rows: pd.DataFrame, words: Words) -> str:
    """Say in a heading how much of the record differs."""
    kinds = rows["revision_kind_code"]
    if "not_in_line" in set(kinds):
        return words.t("This release was not made from that one")
    if rows.empty:
        return words.t("Nothing in the record was changed")
    counts = rows["row_count"].groupby(kinds).sum()
    added = int(counts.reindex([*RECORDED, "added_many"]).fillna(0).sum())
    changed = int(counts.reindex(["corrected", "filled_in", "changed_many"]).fillna(0).sum())
    gone = int(counts.reindex(["withdrawn", "withdrawn_many"]).fillna(0).sum())
    parts = [
        words.n("{count} new entry", "{count} new entries", added) if added else "",
        words.n("{count} correction", "{count} corrections", changed) if changed else "",
        words.n("{count} withdrawal", "{count} withdrawals", gone) if gone else "",
    ]
    return words.t("In the record: {parts}", parts=words.join([part for part in parts if part]))


@remembered
def revisions(rows: pd.DataFrame, words: Words) -> tuple[Line, ...]:
    """Say, kind by kind, what was changed in the record; a correction is no event."""
    kinds = set(rows["revision_kind_code"])
    if "not_in_line" in kinds:
        return (Line("not_in_line", words.t("The release asked for is none of those that this release was made from, so the two cannot be compared row by row.")),)
    if rows.empty:
        return (Line("", words.t("No row was added, corrected or withdrawn.")),)
    rows = rows.sort_values(["table_name", "row_key", "field_name"])
    made = (_revision(kind, rows[rows["revision_kind_code"] == kind], words) for kind in (*RECORDED, "corrected", "filled_in", "withdrawn", *MANY) if kind in kinds)
    return tuple(made)


def _revision(kind: str, rows: pd.DataFrame, words: Words) -> Line:
    count = int(rows["row_count"].sum())
    counted = _REVISIONS[kind](words, count)
    names = [_field(row, words) for row in rows.to_dict("records")] if kind in ("corrected", "filled_in") else _by_table(rows, words) if kind in MANY else _entries(rows, words)
    return Line(kind, words.t("{parts}.", parts=_with_names(counted, names, words)))


_REVISIONS: dict[str, Counted] = {
    "recorded_event": lambda words, count: words.n("Newly recorded and happened since: {count} entry", "Newly recorded and happened since: {count} entries", count),
    "recorded_earlier": lambda words, count: words.n("Newly recorded, but older, so no news: {count} entry", "Newly recorded, but older, so no news: {count} entries", count),
    "recorded_undated": lambda words, count: words.n("Newly recorded, without a date of its own: {count} entry", "Newly recorded, without a date of their own: {count} entries", count),
    "corrected": lambda words, count: words.n("Corrected: {count} field", "Corrected: {count} fields", count),
    "filled_in": lambda words, count: words.n("Filled in where nothing was known: {count} field", "Filled in where nothing was known: {count} fields", count),
    "withdrawn": lambda words, count: words.n("Withdrawn: {count} entry", "Withdrawn: {count} entries", count),
    "added_many": lambda words, count: words.n("Added in bulk: {count} row", "Added in bulk: {count} rows", count),
    "changed_many": lambda words, count: words.n("Changed in bulk: {count} row", "Changed in bulk: {count} rows", count),
    "withdrawn_many": lambda words, count: words.n("Withdrawn in bulk: {count} row", "Withdrawn in bulk: {count} rows", count),
}


def _table(name: object, words: Words) -> str:
    table = words.contract.tables.get(str(name))
    return str(name) if table is None else table.title[words.language]


def _by_table(rows: pd.DataFrame, words: Words) -> list[str]:
    return [words.t("{table}: {count}", table=_table(row["table_name"], words), count=words.number(row["row_count"])) for row in rows.to_dict("records")]


def _called(row: dict[str, object], words: Words) -> str:
    """Return what a row is called: its own name, the one it had before it was withdrawn, or that of what it belongs to."""
    own = words.names.get(str(row["row_key"]))
    if own is None and not missing(row["stated_name"]):
        return str(row["stated_name"])
    return own or words.name(row["ref_id"])


def _entries(rows: pd.DataFrame, words: Words) -> list[str]:
    return [words.t("{table}: “{name}”", table=_table(row["table_name"], words), name=_called(row, words)) for row in rows.to_dict("records")]


def _field(row: dict[str, object], words: Words) -> str:
    field = str(row["field_name"])
    before, after = (tables.cell(None if missing(row[side]) else str(row[side]), field, words) for side in ("before_value", "after_value"))
    if missing(row["before_value"]):
        return words.t("{column} of “{name}”: {after}", column=words.column(field), name=_called(row, words), after=after)
    return words.t("{column} of “{name}”: {before} → {after}", column=words.column(field), name=_called(row, words), before=before, after=after)


@remembered
def moved(rows: pd.DataFrame, words: Words) -> str:
    """Say which headline numbers read otherwise than then, and how much of it is correction and how much happened."""
    if rows.empty:
        return words.t("How the headline numbers stood then is not kept.")
    found = [row for row in rows.to_dict("records") if not _same(row["value_before"], row["value_corrected"]) or not _same(row["value_corrected"], row["value_now"])]
    if not found:
        return words.t("No headline number differs from then.")
    return words.t("{parts}.", parts=words.clauses(_split(row, words) for row in found))


def _split(row: dict[str, object], words: Words) -> str:
    label = words.code("headline_number", row["headline_number_code"])
    text = words.t("{label}: {then} → {now}", label=label, then=words.number(row["value_before"]), now=words.number(row["value_now"]))  # type: ignore[arg-type]
    corrected, happened = row["correction_change"], row["reality_change"]
    if missing(corrected) or missing(happened):
        return text
    return words.t("{text} (by correction {corrected}, by what happened {happened})", text=text, corrected=words.signed(int(corrected)), happened=words.signed(int(happened)))  # type: ignore[call-overload]
