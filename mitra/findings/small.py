"""What every measure says of small numbers: how many rows there are, how many it would take, and how sure a figure is."""

from __future__ import annotations

from mitra.i18n import Words


def interval(low: str, high: str, words: Words) -> str:
    """Return a 95 % interval in words; its ends come written as their figure is."""
    return words.t("95 % interval {low} to {high}", low=low, high=high)


def too_few(held: int, needed: int, words: Words) -> str:
    """Return the sentence that stands instead of a figure for which the record holds too few rows."""
    there = words.n("The record holds {count} row for this.", "The record holds {count} rows for this.", held)
    return words.sentences(there, takes(needed, words))


def takes(needed: int, words: Words) -> str:
    """Return the sentence that says how many rows a figure takes."""
    return words.n("It takes at least {count} to say something, so no number is shown.", "It takes at least {count} to say something, so no number is shown.", needed)


def withheld(count: int, words: Words, then: str) -> str:
    """Say of how many participants the sector is not shown, and what follows from that for the figure; nothing where of none."""
    if not count:
        return ""
    return words.sentences(words.n("The sector of {count} of them is not shown: it stands in a list that is not public.", "The sectors of {count} of them are not shown: they stand in a list that is not public.", count), then)
