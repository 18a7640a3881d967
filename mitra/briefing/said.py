"""The sentences that a slide may have made for it: each by name, from the same findings as on the pages, with their numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mitra.briefing.views import Context
from mitra.briefing.views.overview import since
from mitra.errors import MitraError
from mitra.findings import agreement, agreements, changes, coverage, financing, outcomes, overview, sectors, sources
from mitra.i18n import Words, missing

Sentence = Callable[[Words, Context], str]


def _agreements(words: Words, asked: Context) -> str:
    return agreements.headline(asked.rows("agreements.by_status"), words, asked.text("home"), asked.text("partner"), narrowed=any(asked.params.get(name) for name in ("sector", "focus", "from_year", "to_year")))


def _visit(words: Words, asked: Context) -> str:
    rows = asked.rows("sectors.engagements")
    return sectors.visit(next(rows.itertuples()), words) if len(rows) else ""


def _why(words: Words, asked: Context) -> str:
    rows = asked.rows("agreements.detail", language=words.language)
    return agreement.why(rows.iloc[0].to_dict(), words, asked.as_of) if len(rows) else ""


def _parties(words: Words, asked: Context) -> str:
    rows = asked.rows("agreements.parties_of")
    named = [words.name(row.institution_id) if not missing(row.institution_id) else words.t("a party that no source names") for row in rows.drop_duplicates(["institution_id", "country_code"]).itertuples()]
    return words.t("Signed by {parties}.", parties=words.join(named)) if named else ""


def _heirs(words: Words, asked: Context) -> str:
    rows = asked.rows("agreements.parties_of")
    heirs = rows[rows["successor_institution_id"].notna()]
    if heirs.empty:
        return words.t("No party of it has been succeeded by another institution by this day.")
    names = words.join(dict.fromkeys(words.name(heir) for heir in heirs["successor_institution_id"]))
    return words.t("In the place of {before} stand, since {date}, {names}.", before=words.name(heirs.iloc[0]["institution_id"]), date=words.date(heirs.iloc[0]["effective_on"]), names=names)


def _scope(words: Words, asked: Context) -> str:
    areas = [words.code("focus_area", code) for code in dict.fromkeys(asked.rows("agreements.scope")["focus_area_code"].dropna())]
    return words.t("Its sources name {areas}.", areas=words.join(areas)) if areas else words.t("No source says what it covers.")


def _came_of(words: Words, asked: Context) -> str:
    count = len(asked.rows("agreements.outcomes"))
    return words.n("{count} outcome of it is on record.", "{count} outcomes of it are on record.", count) if count else words.t("No outcome of it is on record. That does not say that there was none.")


def _under(words: Words, asked: Context) -> str:
    rows = asked.rows("agreements.engagements")
    return words.n("The record ties {count} engagement to it.", "The record ties {count} engagements to it.", len(rows)) if len(rows) else words.t("The record ties no engagement to it.")


def _unrecorded(place: int) -> Sentence:
    """Return one of the sentences on what the record does not hold; none where there are fewer."""

    def sentence(words: Words, asked: Context) -> str:
        found = outcomes.not_recorded(asked.rows("outcomes.rows"), asked.rows("outcomes.chain"), words)
        return found[place] if place < len(found) else ""

    return sentence


SENTENCES: Mapping[str, Sentence] = {
    "overview.headline": lambda words, asked: overview.headline(words, asked.text("home"), asked.text("partner")),
    "overview.in_force": lambda words, asked: overview.in_force(asked.rows("overview.agreements_in_force"), words),
    "overview.took_part": lambda words, asked: overview.took_part(asked.rows("overview.engagements"), words),
    "overview.money_open": lambda words, asked: overview.money_open(asked.rows("overview.programs_open"), words),
    "overview.missing": lambda words, asked: overview.missing(asked.rows("overview.uncovered"), len(asked.rows("coverage.by_cell")), words),
    "overview.expiries": lambda words, asked: overview.expiries(asked.rows("overview.expiries"), words),
    "changes.headline": lambda words, asked: changes.headline(asked.rows("changes.events", since=since(asked)), words, since(asked), asked.as_of),
    "changes.events": lambda words, asked: changes.said(asked.rows("changes.events", since=since(asked)), words),
    "changes.agreements": lambda words, asked: next(line.text for line in changes.events(asked.rows("changes.events", since=since(asked)), words)),
    "changes.numbers": lambda words, asked: changes.numbers(asked.rows("changes.numbers", since=since(asked)), words),
    "changes.revised": lambda words, asked: changes.revised(asked.rows("changes.revisions"), words),
    "changes.revisions": lambda words, asked: words.sentences(*(line.text for line in changes.revisions(asked.rows("changes.revisions"), words))),
    "changes.moved": lambda words, asked: changes.moved(asked.rows("changes.moved"), words),
    "agreements.headline": _agreements,
    "agreements.ending_title": lambda words, asked: agreements.ending_title(asked.rows("agreements.ending"), words),
    "agreements.ending": lambda words, asked: agreements.ending(asked.rows("agreements.ending"), asked.rows("agreements.by_status"), words),
    "agreement.why": _why,
    "agreement.parties": _parties,
    "agreement.name": lambda words, asked: words.name(asked.text("agreement")),
    "agreement.scope": _scope,
    "agreement.heirs": _heirs,
    "agreement.engagements": _under,
    "agreement.outcomes": _came_of,
    "sectors.headline": lambda words, asked: sectors.headline(asked.rows("sectors.participants_by_sector"), words),
    "sectors.visit": _visit,
    "sectors.visit_sectors": lambda words, asked: sectors.visit_sectors(asked.rows("sectors.participants"), words),
    "coverage.headline": lambda words, asked: coverage.headline(asked.rows("coverage.by_cell"), words),
    "coverage.sentence": lambda words, asked: coverage.sentence(asked.rows("coverage.by_cell"), words, asked.as_of),
    "coverage.gaps": lambda words, asked: coverage.gaps(asked.rows("coverage.gaps", sector=None, focus=None), words),
    "coverage.unranked": lambda words, asked: coverage.unranked(asked.rows("coverage.gaps", sector=None, focus=None), words),
    "financing.headline": lambda words, asked: financing.headline(asked.rows("financing.openness", domestic=False), words),
    "financing.providers": lambda words, asked: financing.providers(asked.rows("financing.program_table", domestic=False, language=words.language), words),
    "outcomes.headline": lambda words, asked: outcomes.headline(asked.rows("outcomes.rows"), asked.rows("outcomes.chain"), words),
    "outcomes.engagements_unrecorded": _unrecorded(0),
    "outcomes.agreements_unrecorded": _unrecorded(1),
    "outcomes.values_unrecorded": _unrecorded(2),
    "sources.headline": lambda words, asked: sources.headline(asked.rows("sources.list", pair_only=False), words),
    "sources.contested": lambda words, asked: sources.contested(asked.rows("sources.contested"), words),
}


def say(name: str, words: Words, asked: Context) -> str:
    """Return a named sentence; MitraError where there is none of this name, or the slide's filters lack what it needs."""
    if name not in SENTENCES:
        raise MitraError("There is no sentence {name}; there are {names}.", name=name[:60], names=", ".join(SENTENCES))
    try:
        return SENTENCES[name](words, asked)
    except KeyError as error:
        raise MitraError("The sentence {name} needs the filter {filter}, which this slide does not have.", name=name, filter=str(error.args[0])[:40]) from None
