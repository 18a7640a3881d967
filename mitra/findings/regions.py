"""Which regions of two countries are linked, in sentences."""

from __future__ import annotations

import pandas as pd

from mitra.i18n import Words


def title(rows: pd.DataFrame, words: Words, country: str) -> str:
    """Say how many regions of a country have a link on record."""
    linked = int(rows["row_count"].notna().sum())
    return words.t("{country}: a link on record for {linked} of {total} regions", country=words.country(country), linked=words.number(linked), total=words.number(len(rows)))


def sentence(rows: pd.DataFrame, words: Words) -> str:
    """Name the regions with most rows; no link on record does not mean that there is none."""
    linked = rows[rows["row_count"].notna()].head(3)
    if linked.empty:
        return words.t("No source on record ties a row of this choice to a region.")
    names = [words.t("{region} ({count})", region=words.name(row.region_code), count=words.number(int(row.row_count))) for row in linked.itertuples()]
    return words.t("Most rows: {regions}. A hollow tile has no link on record; that does not mean there is none.", regions=words.join(names))


def chosen(rows: pd.DataFrame, words: Words, region: str | None) -> str:
    """Say what the table of rows shows."""
    if region is None and rows.empty:
        return words.t("No source on record ties a row of this choice to a region.")
    if region is None:
        return words.n("{count} row ties a region to this pair. Click a tile or choose a region to see its rows.", "{count} rows tie a region to this pair. Click a tile or choose a region to see its rows.", len(rows))
    if rows.empty:
        return words.t("{region}: no row of this pair names it.", region=words.name(region))
    return words.n("{region}: {count} row of the record", "{region}: {count} rows of the record", len(rows), region=words.name(region))
