"""Financing of a pair: who offers what and whether it is open.

Rows stand at pixel places (one axis unit is about one pixel), so that labels of one line and of two both get the room they need.
"""

from __future__ import annotations

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
