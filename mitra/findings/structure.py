"""The national structure of MSMEs in sentences; what a series counts is always said."""

from __future__ import annotations

import pandas as pd

from mitra.i18n import Words, mark, missing

POPULATIONS = (  # what the series count, as the record words it
    mark("ALL sizes, Economic Census 2016 listing"),
    mark("BPS Economic Census 2016, non-agricultural only"),
    mark("SMEs, 2004 basic survey"),
    mark("SMEs, private non-primary industry"),
    mark("micro and small manufacturing (fewer than 20 workers)"),
    mark("ministry series"),
    mark("new PP 7/2021 classes"),
    mark("private non-primary"),
)
SECTORS = (  # sectors of the series, as the record words them
    mark("Accommodation and food service"),
    mark("Accommodations and food services"),
    mark("Compound services"),
    mark("Computers, electronic and optical products (KBLI 26)"),
    mark("Construction"),
    mark("Eating places and accommodation"),
    mark("Education and learning support"),
    mark("Electricity, gas, heat supply and water"),
    mark("Finance and insurance"),
    mark("Food (KBLI 10)"),
    mark("Information and communications"),
    mark("Life-related, entertainment and recreation services"),
    mark("Manufacturing"),
    mark("Medical, healthcare and welfare"),
    mark("Mining and quarrying of stone and gravel"),
    mark("Other manufacturing (KBLI 32)"),
    mark("Real estate and goods rental and leasing"),
    mark("Retail trade"),
    mark("Scientific research and professional and technical services"),
    mark("Services"),
    mark("Services (not otherwise classified)"),
    mark("Textiles (KBLI 13)"),
    mark("Transportation and postal services"),
    mark("Wearing apparel (KBLI 14)"),
    mark("Wholesale and retail trade, repair of vehicles"),
    mark("Wholesaling/retailing"),
    mark("Wood and wood products (KBLI 16)"),
    mark("Wood, cork, bamboo excl. furniture (KBLI 16)"),
)

Series = tuple[str, int]  # a population and a year


def series(rows: pd.DataFrame, *, by_sector: bool) -> list[Series]:
    """Return the series that a country has of one breakdown, the fullest first."""
    mine = rows[rows["is_by_sector"] == by_sector]
    return [(row.population_scope, int(row.year)) for row in mine.itertuples()]


def series_name(one: Series, words: Words) -> str:
    """Return a series' name: what it counts, and the year."""
    return words.t("{population}, {year}", population=population(one[0], words), year=one[1])


def population(scope: str, words: Words) -> str:
    """Return what a series counts, with a capital at its beginning."""
    text = words.t(scope)
    return text[:1].upper() + text[1:]


def largest_sector(rows: pd.DataFrame, words: Words, country: str) -> str:
    """Name the largest sector of a series."""
    parts = rows[~rows["is_total"] & rows["structure_share"].notna()]
    if parts.empty:
        return words.t("{country}: no share by sector is on record", country=words.country(country))
    top = parts.loc[parts["structure_share"].idxmax()]
    stated = str(top["sector_as_stated"])
    return words.t("{country}: {sector} holds {share}", country=words.country(country), sector=words.t(stated), share=words.percent(float(top["structure_share"]), 1))


def largest_size(rows: pd.DataFrame, words: Words, country: str) -> str:
    """Name the number of the largest size class of a series."""
    parts = rows[rows["structure_count"].notna()]
    if parts.empty:
        return words.t("{country}: no number by size is on record", country=words.country(country))
    top = parts.loc[parts["structure_count"].idxmax()]
    return words.t("{country}: {count} enterprises in the class “{size}”", country=words.country(country), size=words.code("size_class", top["size_class_code"]), count=words.number(int(top["structure_count"])))


def sectors_note(rows: pd.DataFrame, words: Words) -> str:
    """Say what a series by sector counts, how much of it the sectors make up, and whether employment is stated."""
    parts = rows[~rows["is_total"]]
    if parts.empty:
        return ""
    share = float(parts["structure_share"].sum())
    sentences = [_concept(rows, words), words.t("The sectors on record make up {share} of it.", share=words.percent(min(share, 1.0)))]
    return words.sentences(*sentences, _employment(parts, words))


def sizes_note(rows: pd.DataFrame, words: Words) -> str:
    """Say what a series by size counts, that its classes are not added, and whether employment is stated."""
    if rows.empty:
        return ""
    return words.sentences(_concept(rows, words), words.t("One class may contain another, so they are not added up."), _employment(rows, words))


def _concept(rows: pd.DataFrame, words: Words) -> str:
    first = rows.iloc[0]
    sizes = [words.code("size_class", code) for code in dict.fromkeys(rows["size_class_code"].dropna())]
    return words.t("Counted: {population}, {year}; size: {sizes}.", population=population(first["population_scope"], words), year=int(first["year"]), sizes=words.join(sizes))


def _employment(rows: pd.DataFrame, words: Words) -> str:
    stated = sum(not missing(value) for value in rows["employment"])
    if not stated:
        return words.t("Employment is not stated.")
    return words.t("Employment is stated for {stated} of {total} rows.", stated=words.number(stated), total=words.number(len(rows)))
