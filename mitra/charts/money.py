"""Each amount in one currency on one scale, nominal or real (customdata: its row of the record)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from mitra import theme
from mitra.charts import Figure
from mitra.charts.financing import KEEP, LINE, heading, label, wrapped
from mitra.i18n import Words, missing
from mitra.theme import Look

NOMINAL, REAL = "converted_amount", "real_amount"


@dataclass(frozen=True, slots=True)
class Scale:
    """Powers of ten between two ends, with a place beside them for nothing at all, and one for what is not known."""

    low: int
    high: int
    zero: float
    unknown: float
    left: float

    @classmethod
    def of(cls, values: Iterable[float | None]) -> Scale:
        """Return the scale that holds the values; None is unknown."""
        found = list(values)
        logs = [math.log10(value) for value in found if value]
        low, high = (math.floor(min(logs)), math.ceil(max(logs) + 0.01)) if logs else (0, 1)
        room = (high - low) * 0.3
        zero = low - room if 0 in found else low
        unknown = zero - room if None in found else zero
        return cls(low, high, zero, unknown, unknown - (room if unknown < low else 0.05))

    def place(self, value: float | None) -> float:
        """Return where a value stands."""
        return self.unknown if value is None else math.log10(value) if value else self.zero

    def ticks(self, words: Words) -> dict[float, str]:
        """Return the words of the axis by place."""
        marks: dict[float, str] = {place: words.money(10**place, None) for place in range(self.low, self.high + 1, 1 + (self.high - self.low) // 5)}
        if self.zero < self.low:
            marks[self.zero] = words.money(0, None)
        if self.unknown < self.zero:
            marks[self.unknown] = "<br>".join(wrapped(words.t("as stated"), 12))
        return dict(sorted(marks.items()))


def amounts(rows: pd.DataFrame, words: Words, look: Look, *, column: str = NOMINAL) -> Figure | None:
    """Return each stated amount as one mark by stage, in its own currency's words; `column` is the value that is drawn, NOMINAL or REAL."""
    if rows.empty:
        return None
    values = [None if missing(value) else float(value) for value in rows[column]]
    scale = Scale.of(values)
    notes, places, top = _laid(rows, words, look)
    ticks = scale.ticks(words)
    layout = theme.layout(
        look,
        height=int(top) + 70,
        annotations=notes,
        xaxis={"range": [scale.left, scale.high + 0.1], "tickvals": list(ticks), "ticktext": list(ticks.values()), "tickangle": 0, "tickfont": {"color": look.soft, "size": 12}, "showgrid": False, "zeroline": False, "fixedrange": True},
        yaxis={"visible": False, "range": [top, 0], "fixedrange": True},
    )
    return {"data": [_marks(rows, values, places, scale, words, look)], "layout": layout}


def _laid(rows: pd.DataFrame, words: Words, look: Look) -> tuple[list[dict[str, Any]], list[float], float]:
    """Return the headings and labels, where each mark stands below its own, and the height of all."""
    notes: list[dict[str, Any]] = []
    places: list[float] = []
    top, last = 0.0, ""
    for row in rows.itertuples():
        group = stage(row, words)
        if group != last:
            lines = wrapped(group, 44)
            notes.append(heading("<br>".join(lines), top + LINE * (0.7 + len(lines) / 2), look))
            top, last = top + LINE * (1 + len(lines)), group
        named = wrapped(words.name(row.ref_id), 46)
        notes.append(label("<br>".join(named), top, look))
        top += len(named) * LINE
        places.append(top + 12)
        top += 34
    return notes, places, top


def stage(row: Any, words: Words) -> str:
    """Return what an amount, or a sum of amounts, is: its kind, its stage and what it is for."""
    if row.amount_kind_code == "outcome":
        parts = [words.code("outcome_kind", row.outcome_kind_code), words.code("value_basis", row.value_basis_code), words.code("enterprise_sizes", row.enterprise_sizes_code)]
    elif row.amount_kind_code == "program":
        parts = [words.code("amount_basis", row.amount_basis_code), words.code("amount_unit", row.amount_unit_code)]
    elif row.amount_kind_code == "flow":
        parts = [words.code("amount_basis", row.amount_basis_code)]
    else:
        parts = [words.code("amount_kind", row.amount_kind_code)]
    return " · ".join(parts)


def _marks(rows: pd.DataFrame, values: Sequence[float | None], places: Sequence[float], scale: Scale, words: Words, look: Look) -> dict[str, Any]:
    middle = (scale.left + scale.high) / 2
    across = [scale.place(value) for value in values]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": across,
        "y": list(places),
        "text": [f"  {words.money(row.amount, row.currency_code)}  " for row in rows.itertuples()],
        "textposition": ["middle right" if place < middle else "middle left" for place in across],
        "customdata": [[row.ref_id] for row in rows.itertuples()],
        "hovertext": [_hover(row, words) for row in rows.itertuples()],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
        "marker": {"size": 14, "color": look.accent, "symbol": ["circle-open" if value is None else "circle" for value in values], "line": {"width": 2, "color": look.accent}},
        **KEEP,
    }


def _hover(row: Any, words: Words) -> str:
    lines = [f"<b>{'<br>'.join(wrapped(words.name(row.ref_id), 44))}</b>", "<br>".join(wrapped(stage(row, words), 44)), words.money(row.amount, row.currency_code)]
    if row.conversion_code == "converted":
        lines.append(words.t("about {amount} at the average rates of {year}", amount=words.money(row.converted_amount, row.converted_currency_code), year=row.amount_year))
    else:
        lines.append(words.code("conversion", row.conversion_code))
    if missing(row.real_amount):
        lines += [] if missing(row.price_adjustment_code) else [words.code("price_adjustment", row.price_adjustment_code)]
    else:
        lines.append(words.t("{amount} in prices of {year}", amount=words.money(row.real_amount, row.converted_currency_code), year=row.price_base_year))
    return "<br>".join(lines)
