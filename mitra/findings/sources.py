"""What the record rests on, in sentences."""

from __future__ import annotations

import pandas as pd

from mitra.i18n import Words, missing
from mitra.remember import remembered


@remembered
def headline(rows: pd.DataFrame, words: Words) -> str:
    """Say how many sources from how many publishers there are."""
    return words.t("The record rests on {sources} sources from {publishers} publishers", sources=words.number(len(rows)), publishers=words.number(int(rows["publisher"].nunique())))


@remembered
def lead(rows: pd.DataFrame, words: Words) -> str:
    """Say in which languages the sources are written."""
    languages = rows.groupby("language").size().sort_values(ascending=False)
    named = words.join(words.t("{name} {count}", name=words.code("language", code), count=words.number(int(count))) for code, count in languages.items())
    return words.t("By language: {languages}. What a source said stays in the language it said it in.", languages=named)


@remembered
def by_year(rows: pd.DataFrame, words: Words) -> str:
    """Say how many sources show when they were published."""
    whole, undated = int(rows["source_count"].sum()), int(rows.loc[rows["year"].isna(), "source_count"].sum())
    return words.t("A date of publication is on {dated} of {whole} sources", dated=words.number(whole - undated), whole=words.number(whole))


def search(rows: pd.DataFrame, text: str) -> pd.DataFrame:
    """Return the sources whose publisher, title or address holds every word of a text."""
    wanted = text.casefold().split()
    if not wanted:
        return rows
    whole = rows[["publisher", "title", "url"]].fillna("").agg(" ".join, axis=1).str.casefold()
    return rows[whole.map(lambda line: all(word in line for word in wanted))]


def found(rows: pd.DataFrame, words: Words) -> str:
    """Say how many sources a search found."""
    return words.n("{count} source. Click a row to see what rests on it.", "{count} sources. Click a row to see what rests on it.", len(rows))


@remembered
def resting(rows: pd.DataFrame, words: Words) -> str:
    """Say how many rows of which tables rest on a source."""
    if rows.empty:
        return words.t("No row of the record rests on this source in this choice.")
    counts = rows.groupby("table_name")["row_count"].sum().sort_values(ascending=False)
    named = words.join(words.t("{name} {count}", name=words.contract.tables[name].title[words.language], count=words.number(int(count))) for name, count in counts.items())
    return words.n("{count} row rests on it: {tables}.", "{count} rows rest on it: {tables}.", int(counts.sum()), tables=named)


@remembered
def contested(rows: pd.DataFrame, words: Words) -> str:
    """Say on how many figures sources differ, and where most."""
    figures = rows.drop_duplicates(["table_name", "ref_id", "field_name"])
    widest = rows[rows["difference_share"].notna()].assign(size=lambda frame: frame["difference_share"].abs())
    if widest.empty:
        return words.n("Sources differ on {count} figure", "Sources differ on {count} figures", len(figures))
    top = widest.loc[widest["size"].idxmax()]
    return words.n(
        "Sources differ on {count} figure, by up to {share}",
        "Sources differ on {count} figures, by up to {share}",
        len(figures),
        share=words.percent(float(top["size"])),
    )


@remembered
def figures(rows: pd.DataFrame) -> dict[str, list[str]]:
    """Return the figures on which sources differ, widest first: each version that stands for one, to all its versions."""
    sized = rows.assign(size=lambda frame: frame["difference_share"].abs().fillna(0))
    groups = sized.groupby(["table_name", "ref_id", "field_name"], sort=False)
    ordered = sorted(groups, key=lambda item: -float(item[1]["size"].max()))
    return {str(group.sort_values("size", ascending=False)["contested_id"].iloc[0]): list(group["contested_id"]) for _, group in ordered}


def figure_name(rows: pd.DataFrame, version: str, words: Words) -> str:
    """Return a figure's name by one of its versions."""
    row = rows[rows["contested_id"] == version].iloc[0]
    return f"{words.name(row['ref_id'])} · {words.column(row['field_name'])}"


def version(row: dict[str, object], words: Words) -> str:
    """Return a version's value as its source gives it."""
    text = row["value_text"]
    if missing(row["value"]):
        return str(text)
    unit = str(row["unit"])
    money = unit in words.contract.codelists["currency"]
    number = words.money(row["value"], unit) if money else words.number(row["value"])  # type: ignore[arg-type]  # a decimal column
    return number if money or unit not in ("percent", "percent of target") else f"{number}%"


def rests_on(row: dict[str, object], words: Words) -> str:
    """Say why a version is as it is, and link its source."""
    source = words.name(row["source_id"]).replace("[", "(").replace("]", ")")
    return words.t("Note, in English: {note}. Source: [{source}]({url})", note=row["note"], source=source, url=row["url"])


@remembered
def succession(rows: pd.DataFrame, words: Words) -> list[str]:
    """Say who took over from whom and when."""
    found = []
    for (before, day), group in rows.groupby(["predecessor_institution_id", "effective_on"]):
        found.append(
            words.t(
                "**{before}** became **{after}** on {date}. It had signed {count} of the agreements on record; they keep its name.",
                before=words.name(before),
                after=words.join(words.name(after) for after in group["ref_id"]),
                date=words.date(day),
                count=words.number(int(group["agreement_count"].max())),
            )
        )
    return found


@remembered
def completeness(rows: pd.DataFrame, words: Words) -> str:
    """Name the column of a table that is filled least often."""
    if rows.empty:
        return words.t("Every column of this table must be filled")
    least = rows.sort_values(["known_share", "field_name"]).iloc[0]
    return words.t(
        "Least often filled: {field}, in {known} of {rows} rows",
        field=words.column(least["field_name"]),
        known=words.number(int(least["known_count"])),
        rows=words.number(int(least["row_count"])),
    )


@remembered
def size_rules(rows: pd.DataFrame, words: Words) -> str:
    """Say how many rules are in force on the day and for how many that cannot be said."""
    known = rows["is_in_force"].dropna()
    return words.t(
        "{laws} laws and practices; {in_force} limits are in force on the day, for {unknown} no start is on record",
        laws=words.number(int(rows["legal_basis"].nunique())),
        in_force=words.number(int(known.astype(bool).sum())),
        unknown=words.number(int(rows["is_in_force"].isna().sum())),
    )


@remembered
def fx(rows: pd.DataFrame, words: Words) -> str:
    """Say which currencies and years the rates cover."""
    if rows.empty:
        return words.t("No exchange rate is on record for this period")
    return words.t("Exchange rates {first} to {last}: {currencies}", first=int(rows["year"].min()), last=int(rows["year"].max()), currencies=words.join(sorted(rows["currency_code"].unique())))
