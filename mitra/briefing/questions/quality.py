"""What is asked about how sure the record is."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from mitra.briefing.questions.question import Question
from mitra.briefing.views import Context
from mitra.findings import sources as findings
from mitra.i18n import Words, mark
from mitra.partial_date import bounds
from mitra.store.reader import Value


def disagreed(rows: pd.DataFrame, words: Words, _: Context) -> str:
    """Say on how many figures sources differ, and on which most."""
    if rows.empty:
        return words.t("On none: no figure on record has versions that differ.")
    figures = findings.figures(rows)
    return words.sentences(words.t("{finding}.", finding=findings.contested(rows, words)), words.t("Widest apart: {figure}.", figure=findings.figure_name(rows, next(iter(figures)), words)))


def least_known(rows: pd.DataFrame, words: Words, _: Context) -> str:
    """Name the columns of agreements that are filled least often."""
    if rows.empty or not int(rows["row_count"].max()):
        return words.t("No agreement is on record, so nothing of it can be missing.")
    least = rows.sort_values(["known_share", "field_name"]).head(3)
    named = [words.t("{field} in {known}", field=words.column(one.field_name), known=words.number(int(one.known_count))) for one in least.itertuples()]
    return words.t("Of {rows} agreements of all pairs, sources state least often: {fields}. Empty means unknown, or that there is no such thing.", rows=words.number(int(rows["row_count"].max())), fields=words.join(named))


def _behind_the_pair(_: Context) -> Mapping[str, Value]:
    return {"pair_only": True}


def oldest_first(rows: pd.DataFrame, _: Context) -> pd.DataFrame:
    """Return the dated sources, oldest first."""
    dated = rows[rows["published_on"].notna()]
    latest = dated["published_on"].map(lambda text: bounds(str(text)).latest)
    return dated.assign(latest=latest)[latest.notna()].sort_values(["latest", "ref_id"]).drop(columns="latest")


def oldest(rows: pd.DataFrame, words: Words, context: Context) -> str:
    """Name the oldest source behind the pair, and say how many show no date."""
    dated = oldest_first(rows, context)
    if rows.empty:
        return words.t("No source is on record behind this pair.")
    silent = words.n("{count} of {total} sources shows no date.", "{count} of {total} sources show no date.", len(rows) - len(dated), total=words.number(len(rows))) if len(dated) < len(rows) else ""
    if dated.empty:
        return words.sentences(words.t("None of the sources behind this pair shows when it was published."), silent)
    top = dated.iloc[0]
    rests = words.n("{count} row of this pair rests on it.", "{count} rows of this pair rest on it.", int(top["row_count"]))
    return words.sentences(words.t("The oldest: {name} ({date}).", name=words.name(top["ref_id"]), date=words.date(top["published_on"])), rests, silent)


def heaviest(rows: pd.DataFrame, words: Words, _: Context) -> str:
    """Name the source that most rows of the pair rest on, and its share."""
    if rows.empty:
        return words.t("No source is on record behind this pair.")
    top, whole = rows.iloc[0], int(rows["row_count"].sum())
    return words.sentences(
        words.t("{name} carries most: {count} of {total} citations by rows of this pair ({share}).", name=words.name(top["ref_id"]), count=words.number(int(top["row_count"])), total=words.number(whole), share=words.percent(int(top["row_count"]) / whole)),
        words.n("In all {count} source stands behind the pair.", "In all {count} sources stand behind the pair.", len(rows)),
    )


_LISTED = ("ref_id", "published_on", "row_count", "language", "url")
QUALITY = (
    Question("disagreed", "quality", mark("On which figures do sources disagree?"), "sources.contested", disagreed, columns=("ref_id", "field_name", "value", "value_text", "unit", "is_shown", "difference_share", "source_id"), view="sources.contested"),
    Question("least_known", "quality", mark("What do we know least about agreements?"), "sources.completeness", least_known, params=lambda _: {"table_name": "agreements"}, about=lambda rows, _: rows.sort_values(["known_share", "field_name"]), columns=("field_name", "known_count", "row_count", "known_share")),
    Question("oldest", "quality", mark("What is the oldest source that we still rely on?"), "sources.list", oldest, params=_behind_the_pair, about=oldest_first, columns=_LISTED),
    Question("heaviest", "quality", mark("Which source carries most of what we say about {partner}?"), "sources.list", heaviest, params=_behind_the_pair, columns=_LISTED),
)
