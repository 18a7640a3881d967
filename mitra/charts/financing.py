"""Financing of a pair: who offers what and whether it is open, and the amounts that programmes state.

Rows stand at pixel places (one axis unit is about one pixel), so that labels of one line and of two both get the room they need.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from mitra import theme
from mitra.charts import Figure
from mitra.i18n import Words, missing
from mitra.theme import Look

OPENNESS = ("open", "open_end_unknown", "date_unknown", "not_yet", "closed")
LINE, BAR = 18, 22  # pixels: a line of text, a bar
_PIECE = re.compile(r"[（「]?(?:[\u30a1-\u30fa\u30fc-\u30ff]+|[^\u2e80-\uffef /]+|.)[ /・、。）」]*")
KEEP = {"selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": 1}}}  # a click dims nothing


def offers(programs: pd.DataFrame, words: Words, look: Look, *, chosen: str | None = None) -> Figure | None:
    """Return programmes as one piece of bar each, by openness, provider and instrument (customdata: programme)."""
    if programs.empty:
        return None
    pieces: list[dict[str, Any]] = []
    ticks: list[tuple[float, str]] = []
    headings: list[dict[str, Any]] = []
    top = 0.0
    for status in OPENNESS:
        rows = programs[programs["program_status_code"] == status]
        if rows.empty:
            continue
        headings.append(heading(f"{words.code('program_status', status)} · {words.number(len(rows))}", top + LINE, look))
        top += LINE * 1.9
        for group in _groups(rows):
            label, lines = _offer_label(group[0], words, look)
            height = lines * LINE + 10
            ticks.append((top + height / 2, label))
            pieces += [{"program": row, "status": status, "base": place, "y": top + height / 2} for place, row in enumerate(group)]
            top += height
        top += LINE * 0.5
    most = max(piece["base"] for piece in pieces) + 1
    layout = theme.layout(
        look,
        height=int(top) + 20,
        annotations=headings,
        bargap=0,
        xaxis={"visible": False, "range": [-0.02, max(most, 5)], "fixedrange": True},
        yaxis={"range": [top, 0], "tickvals": [place for place, _ in ticks], "ticktext": [label for _, label in ticks], "tickfont": {"color": look.ink, "size": 13}, "showgrid": False, "zeroline": False, "fixedrange": True, "showline": False},
    )
    return {"data": [_pieces(pieces, words, look, chosen)], "layout": layout}


def _groups(rows: pd.DataFrame) -> list[list[Any]]:
    """Return the programmes of each provider and instrument, the largest group first."""
    found: dict[tuple[str, str, str], list[Any]] = {}
    for row in rows.itertuples():
        found.setdefault((str(row.provider_institution_id), str(row.co_provider_institution_id), str(row.instrument_code)), []).append(row)
    return sorted(found.values(), key=lambda group: -len(group))


def provider(row: Any, words: Words) -> str:
    """Return who provides a programme, both where there are two."""
    ids = [key for key in (row.provider_institution_id, row.co_provider_institution_id) if not missing(key)]
    return words.join(words.name(key) for key in ids)


def _offer_label(row: Any, words: Words, look: Look) -> tuple[str, int]:
    lines = wrapped(provider(row, words), 26)
    instrument = wrapped(words.code("instrument", row.instrument_code), 28)
    soft = "<br>".join(instrument)
    return f"{'<br>'.join(lines)}<br><span style='color:{look.soft}'>{soft}</span>", len(lines) + len(instrument)


def _pieces(pieces: Sequence[dict[str, Any]], words: Words, look: Look, chosen: str | None) -> dict[str, Any]:
    fill = {"open": look.steps[4], "open_end_unknown": look.steps[3], "date_unknown": look.paper, "not_yet": look.steps[0], "closed": look.muted}
    marked = [piece["program"].ref_id == chosen for piece in pieces]
    return {
        "type": "bar",
        "orientation": "h",
        "x": [0.94] * len(pieces),
        "base": [piece["base"] for piece in pieces],
        "y": [piece["y"] for piece in pieces],
        "width": [BAR] * len(pieces),
        "customdata": [[piece["program"].ref_id] for piece in pieces],
        "hovertext": [_offer_hover(piece["program"], words) for piece in pieces],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {
            "color": [fill[piece["status"]] for piece in pieces],
            "line": {"width": [3 if mine else 1.5 if piece["status"] == "date_unknown" else 0 for piece, mine in zip(pieces, marked, strict=True)], "color": [look.categories[1] if mine else look.muted for mine in marked]},
        },
        **KEEP,
    }


def _offer_hover(row: Any, words: Words) -> str:
    lines = [f"<b>{'<br>'.join(wrapped(words.name(row.ref_id), 44))}</b>", words.code("program_status", row.program_status_code)]
    lines.append(words.t("{opens} – {closes}", opens=words.date(row.opens_on), closes=words.date(row.closes_on)))
    lines.append(words.t("no amount stated") if missing(row.amount) else words.money(row.amount, row.currency_code))
    return "<br>".join(lines)


def amounts(rows: pd.DataFrame, words: Words, look: Look) -> Figure | None:
    """Return each programme that states an amount as one mark, by unit and basis (customdata: programme)."""
    if rows.empty:
        return None
    marks, notes, top = _amount_rows(rows, words, look)
    known = [mark["x"] for mark in marks if mark["x"] is not None]
    low, high = (math.floor(min(known)), math.ceil(max(known) + 0.01)) if known else (0, 1)
    outside = any(mark["x"] is None for mark in marks)
    left = low - (high - low) * 0.28 if outside else low - 0.05
    places = list(range(low, high + 1, 1 + (high - low) // 5)) if known else []
    ticks = {place: words.money(10**place, None) for place in places}
    if outside:
        ticks = {(left + low) / 2: "<br>".join(wrapped(words.t("not converted"), 12)), **ticks}
    for mark in marks:
        mark["place"] = (left + low) / 2 if mark["x"] is None else mark["x"]
    layout = theme.layout(
        look,
        height=int(top) + 70,
        annotations=notes,
        xaxis={"range": [left, high + 0.1], "tickvals": list(ticks), "ticktext": list(ticks.values()), "tickangle": 0, "tickfont": {"color": look.soft, "size": 12}, "zeroline": False, "fixedrange": True},
        yaxis={"visible": False, "range": [top, 0], "fixedrange": True},
    )
    return {"data": [_marks(marks, words, look, (left + high) / 2)], "layout": layout}


def _amount_rows(rows: pd.DataFrame, words: Words, look: Look) -> tuple[list[dict[str, Any]], list[dict[str, Any]], float]:
    """Return the marks, the labels above them, and the height they take."""
    marks: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    top, last = 0.0, None
    for row in rows.itertuples():
        group = (row.amount_unit_code, row.amount_basis_code)
        if group != last:
            notes.append(heading(" · ".join(words.code(name, code) for name, code in zip(("amount_unit", "amount_basis"), group, strict=True)), top + LINE * 1.2, look))
            top, last = top + LINE * 2, group
        lines = wrapped(words.name(row.ref_id), 46)
        notes.append(label("<br>".join(lines), top, look))
        top += len(lines) * LINE
        value = row.converted_amount
        marks.append({"row": row, "x": None if missing(value) or value <= 0 else math.log10(value), "y": top + 12})
        top += 34
    return marks, notes, top


def _marks(marks: Sequence[dict[str, Any]], words: Words, look: Look, middle: float) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [mark["place"] for mark in marks],
        "y": [mark["y"] for mark in marks],
        "text": [f"  {words.money(mark['row'].amount, mark['row'].currency_code)}  " for mark in marks],
        "textposition": ["middle right" if mark["place"] < middle else "middle left" for mark in marks],
        "customdata": [[mark["row"].ref_id] for mark in marks],
        "hovertext": [_amount_hover(mark["row"], words) for mark in marks],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
        "marker": {"size": 14, "color": look.accent, "symbol": ["circle-open" if mark["x"] is None else "circle" for mark in marks], "line": {"width": 2, "color": look.accent}},
        **KEEP,
    }


def _amount_hover(row: Any, words: Words) -> str:
    lines = [f"<b>{'<br>'.join(wrapped(words.name(row.ref_id), 44))}</b>", f"{words.code('amount_basis', row.amount_basis_code)} · {words.code('amount_unit', row.amount_unit_code)}", words.money(row.amount, row.currency_code)]
    if row.conversion_code == "converted":
        lines.append(words.t("about {amount} at the average rates of {year}", amount=words.money(row.converted_amount, row.converted_currency_code), year=row.rate_year))
    else:
        lines.append(words.code("conversion", row.conversion_code))
    return "<br>".join(lines)


def heading(text: str, y: float, look: Look) -> dict[str, Any]:
    """Return a group's name at the left edge of the plot."""
    return {"text": f"<b>{text}</b>", "xref": "paper", "x": 0, "xanchor": "left", "yref": "y", "y": y, "yanchor": "middle", "showarrow": False, "align": "left", "font": {"color": look.ink, "size": 13}}


def label(text: str, y: float, look: Look) -> dict[str, Any]:
    """Return a row's name above its mark, at the left edge of the plot."""
    return {"text": text, "xref": "paper", "x": 0, "xanchor": "left", "yref": "y", "y": y, "yanchor": "top", "showarrow": False, "align": "left", "font": {"color": look.soft, "size": 13}}


def wrapped(text: str, width: int) -> list[str]:
    """Return a text in lines of about `width` Latin letters; a Japanese letter takes the room of two."""
    lines, line = [], ""
    for piece in _breakable(text):
        if line and _room(line + piece.rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return [*lines, line.rstrip()] if line.strip() else lines or [""]


def _breakable(text: str) -> Iterable[str]:
    """Return pieces that a line may end after: words, runs of katakana, single kanji with the marks that cling to them."""
    return (match[0] for match in _PIECE.finditer(text))


def _room(text: str) -> int:
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in text)
