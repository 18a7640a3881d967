"""The two sides of a comparison: what each is called, its page, and the rows that it asks for."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from mitra.briefing.views import Context
from mitra.findings.differences import Named
from mitra.i18n import Words
from mitra.store.drafts import PREFIX as DRAFT
from mitra.ui import cache, rights
from mitra.ui.evidence import stamp
from mitra.ui.filters import Filters
from mitra.ui.page import Page


@dataclass(frozen=True)
class Side:
    """One side: what it is called, its page, its place (this or other)."""

    name: str
    page: Page
    place: str

    @property
    def context(self) -> Context:
        """Return what views and questions of this side are asked with."""
        return self.page.context

    def head(self) -> None:
        """Draw what the side is called, its release and its day."""
        st.markdown(f":material/{'looks_one' if self.place == 'this' else 'looks_two'}: **{self.name}**")
        st.caption(stamp(self.page.words, self.page.reader, self.page.filters.params()))


Sides = tuple[Side, Side]


def sides_of(this: Page, other: Filters) -> Sides:
    """Return both sides of a page's comparison."""
    reader = rights.opened(other.release) if other.release and other.release != this.filters.release else this.reader
    page = replace(this, filters=other, reader=reader, is_told=False, words=cache.words(reader, this.words.language))
    return Side(_name(this, page), this, "this"), Side(_name(page, this), page, "other")


def named(both: Sides) -> Named:
    """Return the sides' names, and the words that know the rows of each, as sentences about differences take them."""
    return Named(both[0].name, both[1].name, both[0].page.words, both[1].page.words)


def _name(page: Page, other: Page) -> str:
    """Return what tells a side from the other: its partner, its day, its period, its release."""
    t, mine, theirs = page.words.t, page.filters, other.filters
    parts = [page.words.country(mine.partner)] if mine.partner != theirs.partner else []
    if mine.as_of != theirs.as_of:
        parts.append(page.words.date(mine.as_of))
    if (mine.from_year, mine.to_year) != (theirs.from_year, theirs.to_year):
        parts.append(_period(mine, page.words))
    if page.reader is not other.reader:
        parts.append(t("your draft") if page.reader.release.startswith(DRAFT) else t("release {release}", release=page.reader.release))
    return ", ".join(parts)


def _period(filters: Filters, words: Words) -> str:
    if filters.from_year and filters.to_year:
        return "–".join(dict.fromkeys((str(filters.from_year), str(filters.to_year))))
    if filters.from_year or filters.to_year:
        return words.t("from {year}", year=filters.from_year) if filters.from_year else words.t("until {year}", year=filters.to_year)
    return words.t("all years")
