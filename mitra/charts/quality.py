"""How far the tables of the record are filled."""

from __future__ import annotations

import pandas as pd

from mitra.charts import Figure, bars
from mitra.i18n import Words, missing
from mitra.remember import remembered
from mitra.theme import Look


@remembered
def by_table(rows: pd.DataFrame, words: Words, look: Look) -> Figure | None:
    """Return a bar a table, fullest first (customdata: table_name); tables without a cell that may be empty stand last, open."""
    ordered = rows.sort_values(["filled_share", "table_name"], ascending=[False, True], na_position="last")
    return bars.figure([_bar(row, words, look) for row in ordered.to_dict("records")], look)


def _bar(row: dict[str, object], words: Words, look: Look) -> bars.Bar:
    name = str(row["table_name"])
    title = words.contract.tables[name].title[words.language]
    if missing(row["filled_share"]):
        nothing = words.t("no cell may be empty") if row["row_count"] else words.t("no rows")
        return bars.Bar(title, None, nothing, words.t("{name}: {value}", name=title, value=nothing), look.soft, (name,))
    share = float(row["filled_share"])  # type: ignore[arg-type]  # a column of numbers
    counted = words.t("{part} of {whole}", part=words.number(row["filled_count"]), whole=words.number(row["cell_count"]))  # type: ignore[arg-type]
    return bars.Bar(title, share, words.percent(share), words.t("{name}: {value}", name=title, value=words.t("{row} ({value})", row=words.percent(share), value=counted)), look.accent, (name,))
