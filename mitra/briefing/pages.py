"""All pages of the dashboard as one document: every view of the registry for the given filters, in one language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mitra import __version__
from mitra.briefing.document import Document, Figure, Method, Number, Slide, SourceLine
from mitra.briefing.frozen import Asked
from mitra.briefing.markup import bare
from mitra.briefing.views import VIEWS, Context, View, figures
from mitra.findings import agreements, coverage, financing, outcomes, overview, sectors, sources
from mitra.i18n import Words, mark, missing
from mitra.store.reader import CODELISTS, Reader, Value, bind

PAGES = {  # page: its name, as the navigation has it
    "agreements": mark("Agreements"),
    "sectors": mark("Sectors"),
    "coverage": mark("Coverage"),
    "financing": mark("Financing"),
    "outcomes": mark("Outcomes"),
    "sources": mark("Sources"),
}
FILTERS = {"home": mark("Home country"), "partner": mark("Partner country"), "sector": mark("Sector"), "focus": mark("Focus area"), "from_year": mark("From year"), "to_year": mark("To year"), "as_of": mark("As of")}
MOST_SOURCES = 400  # lines of the list at the end


def page_document(reader: Reader, words: Words, params: Mapping[str, Value], *, pages: Sequence[str] = tuple(PAGES)) -> Document:
    """Return a document of all pages' charts. `params` are the filters as queries take them: home, partner, as_of, and what narrows."""
    context = context_of(reader, words, params)
    title = overview.headline(words, context.text("home"), context.text("partner"))
    slides = [_cover(title, words), _overview(reader, words, context), *_slides("overview", reader, words, context)]
    for page in pages:
        slides.append(Slide("title", words.t(PAGES[page]), (bare(_lead(page, words, context)),)))
        slides += _slides(page, reader, words, context)
    every = _unique(source for slide in slides for source in slide.sources)
    slides.append(Slide("sources", words.t("List of sources"), (words.n("{count} source", "{count} sources", len(every)),), sources=every[:MOST_SOURCES]))
    return document(reader, words, context, title, slides)


def _slides(page: str, reader: Reader, words: Words, context: Context) -> list[Slide]:
    """Return the slides of every view of a page."""
    return [slide for view in VIEWS.values() if _page_of(view) == page for slide in view_slides(reader, words, context, view)]


def context_of(reader: Reader, words: Words, params: Mapping[str, Value]) -> Context:
    """Return the context in which views ask a release for their rows."""
    return Context({"language": words.language, **params}, lambda query, given: reader.frame(query, bind(reader.catalogue[query], given)))


def document(reader: Reader, words: Words, context: Context, title: str, slides: Sequence[Slide], *, story_id: str = "", asked: Sequence[str] = ()) -> Document:
    """Return slides as a document of a release, with the methods of the queries behind their figures and of those `asked` for tables."""
    queries = dict.fromkeys([*(figure.query for slide in slides for figure in slide.figures if figure.query in reader.catalogue), *asked])
    methods = tuple(Method(name, words.t(reader.catalogue[name].title), words.t(reader.catalogue[name].formula) if reader.catalogue[name].formula else words.t(reader.catalogue[name].grain), reader.catalogue[name].sql) for name in queries)
    return Document(title, words.t("Mitra: bilateral cooperation for MSMEs"), words.language, tuple(slides), reader.release, str(reader.manifest.get("serve_sha256", "")), context.as_of, said_filters(words, context.params), methods, __version__, story_id)


def _page_of(view: View) -> str:
    return "sources" if view.page == "quality" else view.page


def said_filters(words: Words, params: Mapping[str, Value]) -> tuple[tuple[str, str], ...]:
    """Return the filters that are set, as the filter bar says them."""
    return tuple((words.t(label), _said(words, name, params[name])) for name, label in FILTERS.items() if params.get(name) is not None)


def _said(words: Words, name: str, value: Value) -> str:
    if name in CODELISTS:
        return words.code(CODELISTS[name], value)
    return words.date(value) if name == "as_of" else str(value)


def _cover(title: str, words: Words) -> Slide:
    return Slide("title", title, (words.t("Every chart of the dashboard, with what it stands on."),))


def _overview(reader: Reader, words: Words, context: Context) -> Slide:
    """Return the overview's six numbers and its sentences."""
    found = {name: context.rows(name) for name in ("overview.agreements_in_force", "overview.engagements", "overview.programs_open", "outcomes.rows", "overview.uncovered", "coverage.by_cell")}
    held, uncovered = found["overview.engagements"], found["overview.uncovered"]
    numbers = (
        Number(words.t("Agreements in force"), words.number(len(found["overview.agreements_in_force"]))),
        Number(words.t("Engagements held"), words.number(len(held))),
        Number(words.t("Participants stated"), words.total(held["participant_count"]), words.t("Sum of what sources state; engagements without a number are not in it.")),
        Number(words.t("Programmes open"), words.number(len(found["overview.programs_open"]))),
        Number(words.t("Outcomes on record"), words.number(len(found["outcomes.rows"]))),
        Number(words.t("Not covered"), words.number(len(uncovered)), words.t("Combinations of sector and focus area without current cooperation.")),
    )
    said = (overview.in_force(found["overview.agreements_in_force"], words), overview.took_part(held, words), overview.missing(uncovered, len(found["coverage.by_cell"]), words))
    rows = [found[name] for name in ("overview.agreements_in_force", "overview.engagements", "overview.programs_open", "outcomes.rows")]
    refs = [str(ref) for frame in rows for ref in frame["ref_id"].dropna()]
    return Slide("numbers", words.t("Overview"), tuple(bare(text) for text in said), numbers=numbers, sources=sources_of(reader, words, refs))


def _lead(page: str, words: Words, context: Context) -> str:
    """Return a page's first finding."""
    if page == "agreements":
        return agreements.headline(context.rows("agreements.by_status"), words, context.text("home"), context.text("partner"), narrowed=any(context.params.get(name) for name in ("sector", "focus", "from_year", "to_year")))
    if page == "sectors":
        return sectors.headline(context.rows("sectors.participants_by_sector"), words)
    if page == "coverage":
        return coverage.headline(context.rows("coverage.by_cell"), words)
    if page == "financing":
        return financing.headline(context.rows("financing.openness", domestic=False), words)
    if page == "outcomes":
        return outcomes.headline(context.rows("outcomes.rows"), context.rows("outcomes.chain"), words)
    return sources.headline(context.rows("sources.list", pair_only=False), words)


def view_slides(reader: Reader, words: Words, context: Context, view: View) -> list[Slide]:
    """Return a slide for each figure of a view: the finding as headline, the sentence under it, the sources of its rows."""
    return [view_slide(reader, words, view, figure, params) for figure, params in figures(view, words, context)]


def view_slide(reader: Reader, words: Words, view: View, figure: Figure, params: Mapping[str, Value]) -> Slide:
    """Return one figure as a slide."""
    query = reader.catalogue[view.query]
    behind = reader.catalogue[query.evidence]
    rows = figure.rows if behind.name == query.name else reader.frame(behind.name, bind(behind, params))
    refs = [str(ref) for ref in rows["ref_id"].dropna()] if "ref_id" in rows.columns else []
    said = (figure.said,) if figure.said and figure.spec is not None else ()
    return Slide(view.kind, figure.title or words.t(query.title), said, figures=(figure,), sources=sources_of(reader, words, refs))


def sources_of(reader: Asked, words: Words, refs: Sequence[str]) -> tuple[SourceLine, ...]:
    """Return the sources that rows of the record rest on."""
    if not refs:
        return ()
    rows = reader.frame("record.sources_of", {"ref_ids": ";".join(sorted(set(refs)))})
    return _unique(SourceLine(_text(row["publisher"]), _text(row["title"]), _text(row["url"]), "" if missing(row["published_on"]) else words.date(row["published_on"])) for row in rows.to_dict("records"))


def _text(value: object) -> str:
    return "" if missing(value) else str(value)


def _unique(found: object) -> tuple[SourceLine, ...]:
    return tuple(dict.fromkeys(found))  # type: ignore[call-overload]  # any iterable of lines
