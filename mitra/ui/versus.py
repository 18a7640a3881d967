"""The other side of a comparison: what is chosen beside the filters, its place in the address, what each side is called.

What is not chosen is as the filters say; so a comparison may change the partner, the day, the period, the release, or several of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

import streamlit as st

from mitra.i18n import Words
from mitra.ui import state
from mitra.ui.choice import choose

PREFIX = "vs_"
NAMES = ("vs_partner", "vs_as_of", "vs_from", "vs_to", "vs_release")


@dataclass(frozen=True, slots=True)
class Versus:
    """What the other side has instead, under the names that it has in the address; None is the same as the filters say."""

    vs_partner: str | None = None
    vs_as_of: date | None = None
    vs_from: int | None = None
    vs_to: int | None = None
    vs_release: str | None = None

    def chosen(self) -> dict[str, Any]:
        """Return what is chosen, by name."""
        return {field.name: value for field in fields(self) if (value := getattr(self, field.name)) is not None}


def choose_other(words: Words, partners: Sequence[str], releases: Sequence[str], years: Sequence[int], days: tuple[date, date], *, own: str) -> Versus:
    """Draw the popover and return what the other side is; `own` is this side's release."""
    t, same = words.t, words.t("The same")
    with st.popover(t("Compare"), icon=":material/compare_arrows:"):
        st.caption(t("Every page then stands twice side by side, on the same scales, with what differs in words."))
        partner = choose(t("Another partner"), partners, words.country, key="vs_partner", all_label=same)
        day = st.date_input(t("Another day"), value=state.get("vs_as_of"), key="vs_as_of", min_value=days[0], max_value=days[1], format="YYYY-MM-DD")
        left, right = st.columns(2)
        with left:
            first = choose(t("Another period, from year"), years, str, key="vs_from", all_label=same)
        with right:
            last = choose(t("Another period, to year"), years, str, key="vs_to", all_label=same)
        _say_if_no_release(words, releases, own)
        release = choose(t("Another release"), releases, str, key="vs_release", all_label=same) if releases else None
    return Versus(partner, day, first, last, release)


def _say_if_no_release(words: Words, releases: Sequence[str], own: str) -> None:
    """Note, for the frame to say, that the release asked for is none of the others."""
    asked = state.get("vs_release")
    if asked and asked not in releases:
        state.set_filters({"vs_release": None})
        said = words.t("Both sides of the comparison would be the release {release}; choose another one.", release=asked) if asked == own else words.t("There is no other release {release} to compare with.", release=asked)
        state.current().notices.append(said)


def chips(versus: Versus, words: Words) -> Mapping[str, tuple[str, Any]]:
    """Return per choice its chip's words and the value that takes it away."""
    says = {
        "vs_partner": words.country,
        "vs_as_of": lambda day: words.t("as of {date}", date=words.date(day)),
        "vs_from": lambda year: words.t("from {year}", year=year),
        "vs_to": lambda year: words.t("until {year}", year=year),
        "vs_release": lambda release: words.t("release {release}", release=release),
    }
    return {name: (words.t("compared with: {what}", what=says[name](value)), None) for name, value in versus.chosen().items()}
