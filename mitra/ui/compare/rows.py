"""The rows of the record that a page shows as a table, for both sides: which only one side has, and which say something else there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from mitra.errors import MitraError
from mitra.findings import differences, sides
from mitra.findings.sides import Pair, Shape
from mitra.i18n import mark
from mitra.store.reader import Value
from mitra.ui.choice import choose
from mitra.ui.compare.differing import offer
from mitra.ui.compare.side import Sides, named


@dataclass(frozen=True)
class Table:
    """One table of a page: its query with parameters of its own, the columns that are shown, its title where the query's is not enough."""

    query: str
    columns: tuple[str, ...]
    title: str = ""
    params: Mapping[str, Value] | None = None


TERMS = ("ref_id", "program_status_code", "provider_institution_id", "instrument_code", "terms", "amount", "currency_code", "amount_basis_code", "opens_on", "closes_on")
TABLES: Mapping[str, tuple[Table, ...]] = {
    "overview": (Table("overview.engagements", ("ref_id", "held_from", "engagement_kind_code", "place", "mode_code", "participant_count")),),
    "agreements": (Table("agreements.at_day", ("ref_id", "agreement_status_code", "agreement_kind_code", "signed_on", "in_force_until", "party_a_institution_id", "party_b_institution_id")),),
    "sectors": (Table("sectors.enterprises", ("ref_id", "country_code", "sector_code", "region_code", "size_class_code", "is_women_led", "engagement_id", "held_from")),),
    "coverage": (Table("coverage.evidence", ("ref_id", "coverage_step_code", "evidence_kind_code", "is_general", "valid_from")),),
    "financing": (
        Table("financing.program_table", TERMS, mark("All programmes and their terms"), {"domestic": False}),
        Table("financing.program_table", TERMS, mark("Domestic programmes and their terms"), {"domestic": True}),
    ),
    "outcomes": (Table("outcomes.rows", ("ref_id", "outcome_kind_code", "enterprise_name", "sector_code", "outcome_count", "value", "currency_code", "value_basis_code", "enterprise_sizes_code", "occurred_on")),),
    "sources": (
        Table("sources.list", ("ref_id", "publisher", "title", "row_count", "published_on", "language", "url")),
        Table("sources.institutions", ("ref_id", "acronym", "country_code", "institution_kind_code", "agreement_count", "program_count")),
    ),
}


def draw(page: str, both: Sides) -> None:
    """Draw one of a page's tables: what differs in words, and the rows of one kind of difference."""
    this, words = both[0].page, both[0].page.words
    titles = [words.t(table.title or this.reader.catalogue[table.query].title) for table in TABLES[page]]
    place = choose(words.t("Table"), range(len(titles)), titles.__getitem__, key=f"compare.table-{page}") if len(titles) > 1 else 0
    table = TABLES[page][place]
    given: dict[str, Value] = {"pair_only": both[0].page.filters.partner != both[1].page.filters.partner, **(table.params or {})}
    try:
        held = [side.context.rows(table.query, **given) for side in both]
    except MitraError as error:  # an older release may lack what the table asks for
        st.info(words.error(error), icon=":material/info:")
        return
    query, said_of = this.reader.catalogue[table.query], named(both)
    whole = sides.shape(query.types, query.key)
    pairs, shown = sides.join(held[0], held[1], whole), sides.within(whole, query.columns, table.columns)
    this.section(titles[place])
    st.markdown("\n".join(f"- {sentence}" for sentence in differences.of_rows(pairs, shown, said_of)))
    if pairs:
        _parts(table, sides.parts(pairs, shown), shown, both)
        offer(table.query, pairs, whole, said_of, key=f"rows-{table.query}-{place}")
    for column, side in zip(st.columns(2, gap="large"), both, strict=True):
        with column:
            st.caption(side.name)
            side.page.evidence(table.query, f"{titles[place]}: {side.name}", key=f"rows-{side.place}", **given)


def _parts(table: Table, parts: Mapping[str, Sequence[Pair]], shape: Shape, both: Sides) -> None:
    """Draw the choice among the kinds of difference that there are, and the rows of the one chosen."""
    words, said_of = both[0].page.words, named(both)
    part = choose(words.t("Rows to show"), list(parts), lambda one: differences.part(one, len(parts[one]), said_of), key="compare.part", width=420)
    pairs = parts[part]
    if part == sides.DIFFERENT:
        st.dataframe(differences.by_column(pairs, shape, said_of), hide_index=True, placeholder="–", key="compare-different", alt=differences.part(part, len(pairs), said_of))
        return
    side = both[1] if part == sides.OTHER else both[0]
    rows = pd.DataFrame([pair.this or pair.other for pair in pairs])
    side.page.table(rows, key="compare-rows", alt=differences.part(part, len(pairs), said_of), columns=list(table.columns))
