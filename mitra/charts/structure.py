"""The national structure of MSMEs by sector and by size: one series, one population and one year a chart."""

from __future__ import annotations

from typing import Any

import pandas as pd

from mitra.charts import Figure
from mitra.charts.bars import Bar, figure
from mitra.i18n import Words, missing
from mitra.theme import Look

SMALL = 0.001  # shares below it take two digits, else they would read as zero


def by_sector(rows: pd.DataFrame, words: Words, look: Look, *, marked: str | None = None) -> Figure | None:
    """Return a series' sectors by their share as bars (customdata: sector); the total is not drawn."""
    parts = rows[~rows["is_total"]].sort_values("structure_share", ascending=False, na_position="last", kind="stable")
    return figure([_sector(row, words, look, faded=marked is not None and row.sector_code != marked) for row in parts.itertuples()], look)


def _sector(row: Any, words: Words, look: Look, *, faded: bool) -> Bar:
    name = words.t(row.sector_as_stated)
    share = None if missing(row.structure_share) else float(row.structure_share)
    count = words.t("number not stated") if missing(row.structure_count) else words.number(int(row.structure_count))
    percent = words.t("share not stated") if share is None else words.percent(share, 1 if share >= SMALL else 2)
    text = percent if missing(row.structure_count) else words.t("{share} ({count})", share=percent, count=count)
    staff = words.t("not stated") if missing(row.employment) else words.number(int(row.employment))
    return Bar(
        label=name,
        value=share,
        text=text,
        hover="<br>".join((f"<b>{name}</b>", percent, words.t("Enterprises: {count}", count=count), words.t("Employment: {count}", count=staff))),
        colour=look.steps[2] if faded else look.accent,
        data=None if missing(row.sector_code) else (row.sector_code,),
    )


def by_size(rows: pd.DataFrame, words: Words, look: Look) -> Figure | None:
    """Return a series' size classes by their number of enterprises as bars."""
    return figure([_size(row, words, look) for row in rows.itertuples()], look)


def _size(row: Any, words: Words, look: Look) -> Bar:
    name = words.code("size_class", row.size_class_code)
    count = words.t("number not stated") if missing(row.structure_count) else words.number(int(row.structure_count))
    percent = "" if missing(row.structure_share) else words.percent(float(row.structure_share), 2)
    staff = words.t("not stated") if missing(row.employment) else words.number(int(row.employment))
    return Bar(
        label=name,
        value=None if missing(row.structure_count) else int(row.structure_count),
        text=words.t("{count} ({share})", count=count, share=percent) if percent else count,
        hover="<br>".join(part for part in (f"<b>{name}</b>", words.t("Enterprises: {count}", count=count), percent, words.t("Employment: {count}", count=staff)) if part),
        colour=look.accent,
    )
