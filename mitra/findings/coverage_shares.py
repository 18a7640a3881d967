"""What moved between two days, how much is covered by weight, and how a pair stands among all, in sentences."""

from __future__ import annotations

from datetime import date

import pandas as pd

from mitra.i18n import Words, missing
from mitra.remember import remembered

MOVES = ("gained", "lost", "risen", "fallen")

ALIKE = 0.005  # a difference of shares that whole percents do not show


def _counts(rows: pd.DataFrame, words: Words) -> dict[str, int]:
    """Return how many cells moved in each way, and how many stayed the same."""
    found = {move: int((rows["move_code"] == move).sum()) for move in MOVES}
    cells = len(words.contract.codes("sector")) * len(words.contract.codes("focus_area"))
    return {**found, "same": cells - len(rows), "cells": cells}


@remembered
def moves(rows: pd.DataFrame, words: Words, first: date, second: date) -> str:
    """Say how many cells were gained and lost between two days."""
    if rows.empty:
        return words.t("No cell moved between {first} and {second}", first=words.date(first), second=words.date(second))
    counts = _counts(rows, words)
    return words.t("{gained} cells gained and {lost} lost cover between {first} and {second}", gained=words.number(counts["gained"]), lost=words.number(counts["lost"]), first=words.date(first), second=words.date(second))


@remembered
def conservation(rows: pd.DataFrame, words: Words) -> str:
    """Say how all cells add up, and which focus area moved most."""
    counts = _counts(rows, words)
    added = words.t("All {cells} cells: {same} the same, {gained} gained, {lost} lost, {risen} risen, {fallen} fallen.", **{name: words.number(count) for name, count in counts.items()})
    if rows.empty:
        return added
    most = rows["focus_area_code"].value_counts(sort=False)
    most = most[most == most.max()]
    if len(most) > 1:
        return added
    return words.sentences(added, words.t("Most moved in {focus}: {count}.", focus=words.code("focus_area", most.index[0]), count=words.number(int(most.iloc[0]))))


@remembered
def share(rows: pd.DataFrame, words: Words, as_of: date) -> str:
    """Say how much is covered on the day, by weight where it is known."""
    if rows.empty:
        return words.t("Coverage through the years")
    last = rows.iloc[-1]
    covered = words.percent(float(last["covered_share"]))
    if missing(last["weighted_share"]):
        return words.t("On {date}, {share} of all cells are covered", date=words.date(as_of), share=covered)
    if abs(float(last["known_covered_share"]) - float(last["weighted_share"])) < ALIKE:
        return words.t(
            "On {date}, {share} of all cells are covered; in the {count} sectors with a published share {plain}, weighted or not",
            date=words.date(as_of),
            share=covered,
            count=words.number(int(last["known_sector_count"])),
            plain=words.percent(float(last["known_covered_share"])),
        )
    plain, weighted = _both(last, words)
    return words.t(
        "On {date}, {share} of all cells are covered; in the {count} sectors with a published share {plain}, by weight {weighted}",
        date=words.date(as_of),
        share=covered,
        count=words.number(int(last["known_sector_count"])),
        plain=plain,
        weighted=weighted,
    )


def _both(row: pd.Series, words: Words) -> tuple[str, str]:
    """Return the plain share of the weighed sectors and the weighted one, with a digit more where whole percents hide or make a difference."""
    whole, fine = (tuple(words.percent(float(row[name]), digits) for name in ("known_covered_share", "weighted_share")) for digits in (0, 1))
    plain, weighted = whole if (whole[0] == whole[1]) == (fine[0] == fine[1]) else fine
    return plain, weighted


def _basis(row: pd.Series, words: Words) -> str:
    return words.t("employment") if row["share_basis_code"] == "employment" else words.t("enterprises")


@remembered
def weighed(rows: pd.DataFrame, words: Words) -> str:
    """Say what the weights stand on and what to compare the weighted share with, or why there is none."""
    last = rows.iloc[-1]
    known, sectors = int(last["known_sector_count"]), len(words.contract.codes("sector"))
    if not known:
        return words.t("No sector's share of the national MSMEs is on record for this country, so no weighted share is shown.")
    stands = words.t(
        "A share is published for {known} of {sectors} sectors; together they hold {weight} of national {basis} ({year}, “{scope}”).",
        known=words.number(known),
        sectors=words.number(sectors),
        weight=words.percent(float(last["known_weight"])),
        basis=_basis(last, words),
        year=int(last["share_year"]),
        scope=words.t(str(last["population_scope"])),
    )
    return words.sentences(stands, _compared(last, words))


def _compared(row: pd.Series, words: Words) -> str:
    if missing(row["weighted_share"]):
        return words.t("It takes at least {count} sectors with half of the weight, so no weighted share is shown.", count=words.number(int(row["needed_sector_count"])))
    plain, weighted = _both(row, words)
    values = {"plain": plain, "weighted": weighted}
    if plain == weighted:
        return words.t("Over these sectors alone the plain share is {plain}, as by weight: on the whole the larger sectors are covered neither more nor less.", **values)
    if row["weighted_share"] > row["known_covered_share"]:
        return words.t("Over these sectors alone the plain share is {plain}, by weight {weighted}: on the whole the larger sectors are covered more.", **values)
    return words.t("Over these sectors alone the plain share is {plain}, by weight {weighted}: on the whole the larger sectors are covered less.", **values)


@remembered
def pairs(rows: pd.DataFrame, words: Words, home: str, partner: str) -> str:
    """Say where the pair stands among all pairs by cells covered."""
    chosen = rows[rows["is_chosen"].astype(bool)]
    name = words.t("{home} – {partner}", home=words.country(home), partner=words.country(partner))
    if chosen.empty or len(rows) == 1:
        return words.t("{pair}: the record holds no other pair to compare with", pair=name) if len(chosen) else words.t("{pair}: nothing is on record", pair=name)
    covered = int(chosen.iloc[0]["covered_count"])
    more, level = (int(found.sum()) for found in (rows["covered_count"] > covered, rows["covered_count"] == covered))
    if not more and not covered:
        return words.t("{pair}: none of {count} pairs on record has a cell covered", pair=name, count=words.number(len(rows)))
    if not more and level > 1:
        return words.n("{pair} covers {covered} cells, as does {count} other pair; none of {pairs} on record covers more", "{pair} covers {covered} cells, as do {count} other pairs; none of {pairs} on record covers more", level - 1, pair=name, covered=words.number(covered), pairs=words.number(len(rows)))
    if not more:
        return words.t("{pair} has most cells covered of {count} pairs on record: {covered}", pair=name, count=words.number(len(rows)), covered=words.number(covered))
    return words.n("{pair} covers {covered} cells; {count} of {pairs} pairs on record covers more", "{pair} covers {covered} cells; {count} of {pairs} pairs on record cover more", more, pair=name, covered=words.number(covered), pairs=words.number(len(rows)))


@remembered
def compared(rows: pd.DataFrame, words: Words, drawn: int) -> str:
    """Say what is drawn and how far the comparison goes: pairs for comparison and pairs with few rows are recorded less completely."""
    only, bare = int(rows["is_comparator"].sum()), int((rows["covered_count"] == 0).sum())
    left = len(rows) - bare - drawn
    parts = [
        words.t("The word beside a bar is the highest step that any of its cells reaches."),
        words.t("Pairs are not recorded equally well: where few rows are on record, a low count says little about the pair."),
        words.n("{count} pair is held for comparison only (grey) and recorded less completely.", "{count} pairs are held for comparison only (grey) and recorded less completely.", only) if only else "",
        words.n("{count} pair has no cell covered on the day.", "{count} pairs have no cell covered on the day.", bare) if bare else "",
        words.n("{count} pair with fewer cells is not drawn.", "{count} pairs with fewer cells are not drawn.", left) if left else "",
    ]
    return words.sentences(*parts)
