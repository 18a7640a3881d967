"""What two sides differ in as a table of rows, to be read and to be taken along."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from mitra import tables
from mitra.findings import differences, sides
from mitra.findings.differences import Named
from mitra.findings.sides import Pair, Shape


def offer(name: str, pairs: Sequence[Pair], shape: Shape, named: Named, *, key: str) -> None:
    """Draw the button that opens all pairs of rows; `name` is the view or query that they are of."""
    if st.button(named.words.t("All differences as a table"), key=f"differences-{key}", icon=":material/difference:", type="tertiary"):
        st.dialog(named.words.t("All differences as a table"), width="large")(_table)(name, pairs, shape, named)


def _table(name: str, pairs: Sequence[Pair], shape: Shape, named: Named) -> None:
    """Show every pair of rows with its differences."""
    rows = sides.table(pairs, shape)
    readable = in_words(rows, shape, named)
    formats = {heading: "percent" if column.endswith("_relative") or origin.endswith(differences.SHARES) else "localized" for (column, origin), heading in zip(sides.columns(shape).items(), readable.columns, strict=True) if origin in shape.measures}
    st.dataframe(readable, hide_index=True, placeholder="–", alt=named.words.t("All differences as a table"), key="dialog-differences", column_config={heading: st.column_config.NumberColumn(format=kind) for heading, kind in formats.items()})
    with st.container(horizontal=True):
        for label, frame, ending in ((named.words.t("CSV in words"), readable, "words"), (named.words.t("CSV with codes"), rows, "codes")):
            st.download_button(label, data=lambda frame=frame: tables.csv(frame), file_name=f"mitra-{name.replace('.', '-')}-{ending}.csv", mime="text/csv", on_click="ignore", key=f"download-differences-{ending}", icon=":material/download:", type="tertiary")


def in_words(rows: pd.DataFrame, shape: Shape, named: differences.Named) -> pd.DataFrame:
    """Return a table of differences with headings, and codes and names in words."""
    names = {sides.BOTH: named.words.t("both"), sides.THIS: named.this, sides.OTHER: named.other}
    found: dict[str, Any] = {}
    for (name, origin), heading in zip(sides.columns(shape).items(), differences.headings(shape, named), strict=True):
        if not origin:
            found[heading] = rows[name].map(names)
        elif origin in shape.measures:
            found[heading] = pd.to_numeric(rows[name])
        else:
            words = named.other_words if name.endswith("_other") else named.words
            found[heading] = [None if cell is None else differences.value(cell, origin, words) for cell in rows[name]]
    return pd.DataFrame(found)
