"""How complete the tables of the record are and what falls short, in sentences."""

from __future__ import annotations

import pandas as pd

from mitra.i18n import Words, missing
from mitra.remember import remembered

FULL = 0.9  # a table is called filled from this share on


@remembered
def holdings(rows: pd.DataFrame, words: Words) -> str:
    """Say how much the record holds."""
    return words.t("The record holds {rows} rows in {tables} tables", rows=words.number(int(rows["row_count"].sum())), tables=words.number(len(rows)))


def headline(rows: pd.DataFrame, words: Words) -> str:
    """Say how many tables are nearly filled, of those in which a cell may be empty."""
    shares = rows["filled_share"].dropna()
    if shares.empty:
        return words.t("No table has a cell that may be empty")
    return words.n(
        "At least {share} filled: {full} of {count} table",
        "At least {share} filled: {full} of {count} tables",
        len(shares),
        full=words.number(int((shares >= FULL).sum())),
        share=words.percent(FULL),
    )


@remembered
def lead(rows: pd.DataFrame, words: Words) -> str:
    """Say how much of the whole record is filled and which table least."""
    known = rows[rows["filled_share"].notna()]
    if known.empty:
        return ""
    least = known.sort_values(["filled_share", "table_name"]).iloc[0]
    filled, cells = int(known["filled_count"].sum()), int(known["cell_count"].sum())
    return words.t(
        "{filled} of {cells} cells that may be empty are filled ({share}); least often those of {table} ({least}). Empty means unknown, or that the row has no such thing.",
        filled=words.number(filled),
        cells=words.number(cells),
        share=words.percent(filled / cells),
        table=_title(least["table_name"], words),
        least=words.percent(float(least["filled_share"])),
    )


def badge(table: str, rows: pd.DataFrame, rules: pd.DataFrame, words: Words) -> str:
    """Return a table's badge: how far it is filled, and how many rules it falls short of, where any applies."""
    short = len(_failing(table, rules))
    met = words.n("{count} rule not met", "{count} rules not met", short) if short else words.t("all rules met")
    return " · ".join([_share(_row(table, rows), words), *([met] if table in set(rules["table_name"]) else [])])


def _share(row: pd.Series, words: Words) -> str:
    if not row["row_count"]:
        return words.t("no rows")
    return words.t("all filled") if missing(row["filled_share"]) else words.t("{share} filled", share=words.percent(float(row["filled_share"])))


@remembered
def table(name: str, rows: pd.DataFrame, words: Words) -> str:
    """Say of one table how many rows it has, how far they are filled, and how new its newest source is."""
    row = _row(name, rows)
    counted = words.n("{table}: {count} row.", "{table}: {count} rows.", int(row["row_count"]), table=_title(name, words))
    return words.sentences(counted, _filled(row, words), _newest(row, words))


def _filled(row: pd.Series, words: Words) -> str:
    if not row["row_count"]:
        return ""
    if missing(row["filled_share"]):
        return words.t("Every cell must be filled, and is.")
    return words.t(
        "Of the cells that may be empty, {share} are filled: {filled} of {cells}.",
        share=words.percent(float(row["filled_share"])),
        filled=words.number(int(row["filled_count"])),
        cells=words.number(int(row["cell_count"])),
    )


def _newest(row: pd.Series, words: Words) -> str:
    newest = row["newest_published_on"]
    return "" if missing(newest) else words.t("Its newest dated source: {date}.", date=words.date(newest))


@remembered
def failing(name: str, rules: pd.DataFrame, words: Words) -> list[str]:
    """Say each rule that a table falls short of, most rows first: the rule, how many rows fall short, of how many."""
    return [
        words.t(
            "{rule}: not so for {failing} of {checked}",
            rule=words.code("quality_rule", row["quality_rule_code"]),
            failing=words.number(int(row["failing_count"])),
            checked=words.number(int(row["checked_count"])),
        )
        for row in _failing(name, rules).to_dict("records")
    ]


def _failing(name: str, rules: pd.DataFrame) -> pd.DataFrame:
    found = rules[(rules["table_name"] == name) & (rules["failing_count"] > 0)]
    return found.sort_values(["failing_count", "quality_rule_code"], ascending=[False, True])


def _row(name: str, rows: pd.DataFrame) -> pd.Series:
    return rows[rows["table_name"] == name].iloc[0]


def _title(name: str, words: Words) -> str:
    return words.contract.tables[name].title[words.language]
