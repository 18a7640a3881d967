"""Who took part, in sentences; a number without a published split is said to be one."""

from __future__ import annotations

from typing import Any

import pandas as pd

from mitra.charts.sectors import held
from mitra.findings.most import most
from mitra.i18n import Words, missing

EXACT_DAY = 10  # letters of a date that names its day: 2023-07-31
COUNTED_ELSEWHERE = ("within_group", "listed_by_name")


def headline(rows: pd.DataFrame, words: Words) -> str:
    """Say for how many of the participants no sector was published."""
    shown = held(rows)
    total = int(shown["participant_count"].sum())
    unknown = int(shown.loc[shown["sector_code"].isna(), "participant_count"].sum())
    if not total:
        return words.t("No number of participants is on record for this choice")
    if not unknown:
        return words.n("The sector of the {count} participant counted is published", "The sectors of all {count} participants counted are published", total)
    return words.t("For {unknown} of {total} participants no sector was published", unknown=words.number(unknown), total=words.number(total))


def mix(rows: pd.DataFrame, words: Words) -> str:
    """Name the largest published sector, those named without a number, and what was only planned."""
    shown = held(rows)
    named = shown[shown["sector_code"].notna()]
    counted = named[named["participant_count"].notna()]
    silent = [words.code("sector", code) for code in named.loc[named["participant_count"].isna(), "sector_code"]]
    sentences = [_largest(counted, words)] if not counted.empty else []
    if silent:
        sentences.append(words.t("Named without a number: {sectors}.", sectors=words.join(silent)))
    plans = rows.loc[rows["engagement_stage_code"] == "planned", "participant_count"]
    if int(plans.sum()):
        sentences.append(words.n("{count} participant of engagements only planned is left out.", "{count} participants of engagements only planned are left out.", int(plans.sum())))
    return words.sentences(*sentences)


def _largest(counted: pd.DataFrame, words: Words) -> str:
    sectors, count = most(counted.set_index("sector_code")["participant_count"])
    named = {"sectors": words.join(words.code("sector", code) for code in sectors), "count": words.number(count), "total": words.number(int(counted["participant_count"].sum()))}
    if len(sectors) > 1:
        return words.t("The largest published sectors: {sectors}, each {count} of {total}.", **named)
    return words.t("The largest published sector: {sectors}, {count} of {total}.", **named)


def unsplit(rows: pd.DataFrame, words: Words) -> str:
    """Say why the grey area is not spread over sectors."""
    shown = held(rows)
    unknown = int(shown.loc[shown["sector_code"].isna(), "participant_count"].sum())
    grey = words.t("The grey area stands for participants whose sector was not published; they are not spread over sectors.") if unknown else ""
    return words.sentences(grey, withheld(int(shown["withheld_count"].sum()), shown["withheld_below"].max(), words))


def withheld(count: int, least: object, words: Words) -> str:
    """Say of how many participants something is not shown, and why."""
    if not count:
        return ""
    why = words.t("They stand in a list that is not public, of which no group of fewer than {least} enterprises is shown.", least=words.number(int(least)))  # type: ignore[call-overload]  # a whole number where any is withheld
    return words.sentences(words.n("The sector of {count} participant is not shown.", "The sector of {count} participants is not shown.", count), why)


def engagements(rows: pd.DataFrame, words: Words) -> str:
    """Name the sector that most engagements held name."""
    named = held(rows)[held(rows)["sector_code"].notna()]
    if named.empty:
        return words.t("No engagement on record names a sector")
    top = named.loc[named["engagement_count"].idxmax()]
    count = int(top["engagement_count"])
    return words.n("{sector} is named at {count} engagement", "{sector} is named at {count} engagements", count, sector=words.code("sector", top["sector_code"]))


def engagements_note(rows: pd.DataFrame, words: Words) -> str:
    """Say how many engagements name no sector, and that the bars are not added up."""
    silent = int(held(rows).loc[held(rows)["sector_code"].isna(), "engagement_count"].sum())
    several = words.t("One engagement may name several sectors.")
    return words.sentences(several, words.n("{count} engagement names none.", "{count} engagements name none.", silent) if silent else "")


def by_year(rows: pd.DataFrame, words: Words) -> str:
    """Say in which years most engagements were held."""
    dated = held(rows)[held(rows)["year"].notna()]
    if dated.empty:
        return words.t("No engagement held in a known year is on record")
    years, count = most(dated.set_index("year")["engagement_count"])
    return words.t("Most engagements held in one year: {count} ({years})", years=words.join(str(int(year)) for year in years), count=words.number(count))


def participants_by_year(rows: pd.DataFrame, words: Words) -> str:
    """Say in which years most participants were counted."""
    dated = held(rows)[held(rows)["year"].notna() & held(rows)["participant_count"].notna()]
    if dated.empty:
        return words.t("No number of participants in a known year is on record")
    years, count = most(dated.set_index("year")["participant_count"])
    return words.t("Most participants counted in one year: {count} ({years})", years=words.join(str(int(year)) for year in years), count=words.number(count))


def silent(rows: pd.DataFrame, words: Words) -> str:
    """Say how many engagements state no number, and how many have no known year."""
    shown = held(rows)
    count, total = int(shown["unstated_count"].sum()), int(shown["engagement_count"].sum())
    sentences = [words.t("No number of participants is stated for {count} of {total} engagements held.", count=words.number(count), total=words.number(total))] if count else []
    undated = int(shown.loc[shown["year"].isna(), "engagement_count"].sum())
    if undated:
        sentences.append(words.n("The year of {count} engagement is not known.", "The year of {count} engagements is not known.", undated))
    return words.sentences(*sentences)


def by_mode(rows: pd.DataFrame, words: Words) -> str:
    """Say how many engagements were held in person, and how many at least partly online."""
    shown = held(rows).set_index("mode_code")["engagement_count"]
    total, online = int(shown.sum()), int(shown[[code for code in shown.index if code in ("online", "hybrid")]].sum())
    if not total:
        return words.t("No engagement held is on record")
    return words.t("Online or hybrid: {online} of {total} engagements held", online=words.number(online), total=words.number(total))


def by_kind(rows: pd.DataFrame, words: Words) -> str:
    """Name the kinds of engagement held most often."""
    shown = held(rows)
    if shown.empty:
        return words.t("No engagement held is on record")
    kinds, count = most(shown.set_index("engagement_kind_code")["engagement_count"])
    return words.t("Held most often, {count} times: {kinds}", kinds=words.join(words.code("engagement_kind", kind) for kind in kinds), count=words.number(count))


def numbered(rows: pd.DataFrame) -> list[str]:
    """Return the engagements that have a number of participants: the latest delegation held first, then by date."""
    known = rows[rows["participant_count"].notna()]
    first = known[(known["engagement_kind_code"] == "delegation") & (known["engagement_stage_code"] == "held")].head(1)
    return [*first["ref_id"], *known.loc[~known["ref_id"].isin(first["ref_id"]), "ref_id"]]


def visit(row: Any, words: Words) -> str:
    """Say how many took part in one engagement and whether their split by sector was published."""
    values = {"who": _who(row, words), "date": words.date(row.held_from), "split": _split(row, words)}
    if row.engagement_stage_code == "planned":
        return words.t("{who} planned ({date}); {split}", **values)
    if row.engagement_kind_code == "delegation" and not missing(row.held_from) and len(str(row.held_from)) == EXACT_DAY:
        return words.t("{who} came on {date}; {split}", **values)
    return words.t("{who} took part ({date}); {split}", **values)


def _who(row: Any, words: Words) -> str:
    count = int(row.participant_count)
    return words.n("{count} enterprise", "{count} enterprises", count) if row.is_enterprise_count else words.n("{count} participant", "{count} participants", count)


def _split(row: Any, words: Words) -> str:
    if missing(row.unsplit_count):
        return words.t("their sectors were published")
    if missing(row.split_count):
        return words.t("the split by sector was not published")
    return words.t("the sector was published for {count} of them", count=words.number(int(row.split_count)))


def visit_sectors(people: pd.DataFrame, words: Words) -> str:
    """Name the sectors that the source gives for one engagement, and say what it leaves open."""
    counted = people[~people["participant_counting_code"].isin(COUNTED_ELSEWHERE)]
    named = [words.code("sector", code) for code in dict.fromkeys(counted["sector_code"].dropna())]
    if not named:
        return words.t("The source names no sector.")
    text = words.t("The source names {sectors}.", sectors=words.join(named))
    groups = counted[counted["participant_counting_code"] == "number_not_stated"]
    hidden = counted[counted["withheld_fields"].astype("string").str.contains("sector_code", na=False)]
    said = withheld(int(hidden["participant_count"].sum()), hidden["withheld_below"].max(), words)
    return words.sentences(text, "" if groups.empty else words.t("How many took part from each sector is not published."), said)


def facts(row: Any, words: Words) -> tuple[tuple[str, str, str], ...]:
    """Return one engagement's four facts: a label, its value, and the query that lists the rows behind it."""
    mode = words.t("Not stated") if missing(row.mode_code) else words.code("mode", row.mode_code)
    published = words.t("Not published") if missing(row.split_count) else words.number(int(row.split_count))
    return (
        (words.t("Participants as stated"), words.number(int(row.participant_count)), "sectors.participants"),
        (words.t("Mode"), mode, "sectors.engagements"),
        (words.t("Sectors named"), words.number(int(row.sector_count)), "sectors.participants"),
        (words.t("With a published sector"), published, "sectors.participants"),
    )


def enterprises(rows: pd.DataFrame, words: Words) -> str:
    """Say how many enterprises the sources name."""
    count = rows["ref_id"].nunique()
    return words.n("The sources name {count} enterprise", "The sources name {count} enterprises", count) if count else words.t("The sources name no enterprise for this choice")


def enterprises_note(rows: pd.DataFrame, words: Words) -> str:
    """Say how many of the named enterprises stand within a stated group."""
    within = int((rows["participant_counting_code"] == "within_group").sum())
    return words.n("{count} of them stands within a stated group and is not counted again.", "{count} of them stand within a stated group and are not counted again.", within) if within else ""
