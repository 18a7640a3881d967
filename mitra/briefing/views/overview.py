"""The views of /overview: what changed since a day, which the filter `since` names, or else since a year ago."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from mitra.briefing.views.view import Context, View, day_of
from mitra.charts import changes
from mitra.findings import changes as changes_said
from mitra.store.reader import Value

YEAR = timedelta(days=365)


def since(context: Context) -> date:
    """Return the day since which changes are told."""
    day = context.params.get("since")
    if day is None:
        return context.as_of - YEAR if context.as_of - date.min > YEAR else date.min
    return day_of(day)


def _since(context: Context) -> Iterable[Mapping[str, Value]]:
    return ({"since": since(context)},)


OVERVIEW = (
    View(
        "overview.changes",
        "changes.events",
        draw=lambda rows, words, look, context: changes.events(rows, words, look, since=since(context), as_of=context.as_of),
        title=lambda rows, words, context: changes_said.headline(rows, words, since(context), context.as_of),
        said=lambda rows, words, context: words.sentences(changes_said.said(rows, words), changes_said.marks(words), changes_said.roughly(rows, words, since(context))),
        empty=lambda rows, words, context: changes_said.unusual(since(context), context.as_of, words) or changes_said.said(rows, words),
        variants=_since,
        told=lambda rows, _: rows[rows["is_dated"].astype(bool)],
        counted=("change_event_code",),
        kind="timeline",
        is_native=False,
        part="changes",
    ),
)
