"""The gaps as an agenda to hand out: a short document of the first points, and a workbook of all."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from mitra.briefing.document import Document, Slide
from mitra.briefing.pages import context_of, document, sources_of
from mitra.findings import agenda as said
from mitra.i18n import Words
from mitra.store.reader import Reader, Value
from mitra.tables import readable

QUERIES = ("coverage.agenda", "coverage.agenda_institutions")


def paper(reader: Reader, words: Words, params: Mapping[str, Value], *, most: int) -> Document:
    """Return the first `most` points as a document to read, a heading a point; the gaps that follow as short tables, ranked and unranked."""
    context = context_of(reader, words, params)
    points, who = (context.rows(name) for name in QUERIES)
    first, rest = points.head(most), points.iloc[most:]
    lines = said.table(first, who, words)
    slides = [_cover(points, words), Slide("title", words.t("Points in the order of their priority"), (said.order(points, words),))]
    slides += [_point(point, line, words) for point, line in zip(first.to_dict("records"), lines.itertuples(index=False), strict=True)]
    is_ranked = rest["agenda_order"].notna()
    parts = ((words.t("The gaps that follow"), readable(rest[is_ranked], words, ("agenda_order", "sector_code", "focus_area_code", "coverage_step_code"))), (words.t("Gaps that cannot be ranked"), said.by_sector(rest[~is_ranked], words)))
    slides += [Slide("table", name, table=rows) for name, rows in parts if len(rows)]
    slides.append(Slide("sources", words.t("List of sources"), sources=sources_of(reader, words, [str(ref) for ref in first["ref_id"].dropna()])))
    return document(reader, words, context, _title(words, context.text("home"), context.text("partner")), slides, story_id="agenda", asked=QUERIES)


def workbook(reader: Reader, words: Words, params: Mapping[str, Value]) -> Document:
    """Return all gaps as tables: those ranked, those not, and the institutions of each."""
    context = context_of(reader, words, params)
    points, who = (context.rows(name) for name in QUERIES)
    is_ranked = points["agenda_order"].notna()
    parts = ((words.t("Points in the order of their priority"), points[is_ranked]), (words.t("Gaps that cannot be ranked"), points[~is_ranked]))
    slides = [Slide("table", name, (said.order(mine, words),), table=said.table(mine, who, words)) for name, mine in parts if not mine.empty]
    slides.append(Slide("table", words.t("Whom to invite"), table=readable(who, words), sources=sources_of(reader, words, [str(ref) for ref in points["ref_id"].dropna()])))
    return document(reader, words, context, _title(words, context.text("home"), context.text("partner")), slides, story_id="agenda", asked=QUERIES)


def _title(words: Words, home: str, partner: str) -> str:
    return words.t("Agenda of the gaps: {pair}", pair=words.t("{home} – {partner}", home=words.country(home), partner=words.country(partner)))


def _cover(points: pd.DataFrame, words: Words) -> Slide:
    return Slide("title", said.title(points, words), (said.title(points, words),))


def _point(point: Mapping[str, object], line: tuple[object, ...], words: Words) -> Slide:
    step = words.code("coverage_step", point["coverage_step_code"])
    why, nearest, invited = (str(cell) for cell in line[-3:])
    told = (words.sentences(f"{step}.", why) if words.language != "ja" else f"{step}。{why}", nearest, words.t("{name}: {value}", name=words.t("Whom to invite"), value=invited))
    return Slide("text", said.heading(point, words), told)
