"""What one agreement says, in sentences: its status and why, its dates, what happened under it, what it rests on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from mitra.i18n import Words, mark, missing

MODES = {"online": mark("online"), "offline": mark("in person"), "hybrid": mark("online and in person")}
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|$~:<>])")


def why(one: Mapping[str, Any], words: Words, as_of: date) -> str:
    """Say why the agreement has its status on the day."""
    status, until = one["agreement_status_code"], words.date(one["in_force_until"])
    reasons = {
        "announced": words.t("Announced only: no source says that it was signed and took effect by this day."),
        "not_yet": words.t("It was concluded, but it enters into force only on {date}.", date=words.date(one["in_force_from"])),
        "in_force_term_unknown": words.t("It was concluded, and no source states its end. Unknown is not never: the text may hold a term that was not published."),
        "in_force": words.t("Its source states {date} as its end, more than 12 months ahead.", date=until),
        "expiring": words.t("Its source states {date} as its end, within 12 months.", date=until),
        "expired": words.t("Its source states {date} as its end, which has passed.", date=until),
        "superseded": words.t("A later agreement renews it: {name}.", name=words.name(one["renewed_by_agreement_id"])),
    }
    if missing(status):
        return words.t("On {date} nothing shows yet that it existed; it counts from {known}.", date=words.date(as_of), known=words.date(one["known_by"]))
    undated = "" if one["is_dated"] else words.t("Its own date is unknown, so it counts from {date}, when its source was published or, if that is unknown too, when the record was collected.", date=words.date(one["known_by"]))
    return words.sentences(reasons[status], undated)


def facts(one: Mapping[str, Any], words: Words) -> list[tuple[str, str]]:
    """Return labels and values: kind, dates as stated and as understood, place, term."""
    unstated = words.t("not stated")
    certainty = words.code("certainty", one["signed_certainty_code"]).lower()
    signed = words.t("unknown") if missing(one["signed_on"]) else words.t("{date} ({certainty})", date=words.date(one["signed_on"]), certainty=certainty)
    said = words.t("the same date") if missing(one["signed_text"]) and one["signed_certainty_code"] == "stated" else _said(one["signed_text"], words)
    return [
        (words.column("agreement_kind_code"), words.code("agreement_kind", one["agreement_kind_code"])),
        (words.t("Signed, as understood"), signed),
        (words.t("Signed, as the source says"), said),
        (words.column("place"), _said(one["place"], words)),
        (words.column("in_force_from"), unstated if missing(one["in_force_from"]) else words.date(one["in_force_from"])),
        (words.column("in_force_until"), unstated if missing(one["in_force_until"]) else words.date(one["in_force_until"])),
        (words.column("notice_days"), unstated if missing(one["notice_days"]) else words.n("{count} day", "{count} days", int(one["notice_days"]))),
        (words.column("status_stated"), _said(one["status_stated"], words)),
    ]


def _said(text: object, words: Words) -> str:
    return words.t("not stated") if missing(text) else plain(str(text))


def parties(rows: pd.DataFrame, words: Words) -> list[str]:
    """Name each party, its country and who stands in its place on the day."""
    lines = []
    for (institution, country), group in rows.fillna({"institution_id": ""}).groupby(["institution_id", "country_code"], sort=False, dropna=False):
        name = plain(words.name(institution)) if institution else words.t("a party that no source names")
        heirs = group[group["successor_institution_id"].notna()]
        line = f"**{name}** · {words.country(country)}"
        if len(heirs):
            line += "  \n" + words.t("since {date}: {names}", date=words.date(heirs.iloc[0]["effective_on"]), names=words.join(plain(words.name(heir)) for heir in heirs["successor_institution_id"]))
        lines.append(line)
    return lines


def scope(rows: pd.DataFrame, words: Words) -> list[str]:
    """Say which sectors the source names for which focus areas; areas with the same sectors share a line."""
    areas: dict[tuple[str, ...], list[str]] = {}
    for area, group in rows.groupby("focus_area_code", sort=False):
        sectors = [plain(f"“{one.sector_as_stated}”") if missing(one.sector_code) else words.code("sector", one.sector_code) for one in group.itertuples() if not missing(one.sector_as_stated)]
        areas.setdefault(tuple(dict.fromkeys(sectors)), []).append(words.code("focus_area", area))
    return [f"**{words.join(names)}**  \n" + (words.t("Sectors: {names}", names=words.join(sectors)) if sectors else words.t("No sector named: general")) for sectors, names in areas.items()]


def engagement(one: Any, groups: pd.DataFrame, words: Words) -> str:
    """Say what an engagement was, when, where, how many took part and from which sectors."""
    held = _period(one.held_from, one.held_until, words)
    where = "" if missing(one.place) else plain(one.place)
    parts = [words.code("engagement_kind", one.engagement_kind_code), held, where, *([words.code("engagement_stage", "planned")] if one.engagement_stage_code == "planned" else [])]
    mode = "" if missing(one.mode_code) else words.t(MODES[one.mode_code])
    taking = words.t("number of participants not stated") if missing(one.participants_stated) else words.n("{count} participant", "{count} participants", int(one.participants_stated))
    mine = groups[groups["engagement_id"] == one.ref_id]
    lines = [f"**{plain(words.name(one.ref_id))}**", " · ".join(part for part in parts if part), words.sentences(words.t("{participants}, {mode}.", participants=taking, mode=mode) if mode else words.t("{participants}.", participants=taking), _sectors(mine, words))]
    if not missing(one.note):
        lines.append(words.t("Analyst's note, in English: {note}", note=plain(one.note)))
    return "  \n".join(lines)


def _sectors(groups: pd.DataFrame, words: Words) -> str:
    """Name the sectors that the source names, and say whether it splits the number."""
    named = groups[groups["sector_code"].notna()]
    if named.empty:
        return ""
    names = words.join(dict.fromkeys(words.code("sector", sector) for sector in named["sector_code"]))
    split = words.t("Enterprises by sector, as the source names them: {names}.", names=names)
    unsplit = words.t("The split of the number by sector is not published.") if named["enterprise_count"].isna().any() else ""
    return words.sentences(split, unsplit)


def program(one: Any, words: Words) -> str:
    """Say what a programme offers and whether it is open."""
    status = words.t("not known yet on this day") if missing(one.program_status_code) else words.code("program_status", one.program_status_code)
    amount = words.t("no amount stated") if missing(one.amount) else words.t("{amount} ({basis})", amount=words.money(float(one.amount), one.currency_code), basis=words.code("amount_basis", one.amount_basis_code))
    unit = "" if missing(one.amount) or missing(one.amount_unit_code) else words.code("amount_unit", one.amount_unit_code)
    return f"**{plain(words.name(one.ref_id))}**  \n" + " · ".join(part for part in (words.code("instrument", one.instrument_code), status, amount, unit) if part)


def outcome(one: Any, words: Words) -> str:
    """Say what an outcome was, how many and what it was worth."""
    count = "" if missing(one.outcome_count) else words.number(int(one.outcome_count))
    value = words.t("no value stated") if missing(one.value) else words.t("{amount} ({basis})", amount=words.money(float(one.value), one.currency_code), basis=words.code("value_basis", one.value_basis_code))
    under = next((ref for ref in (one.engagement_id, one.program_id) if not missing(ref)), None)
    head = f"**{words.code('outcome_kind', one.outcome_kind_code)}**" + (f" · {count}" if count else "")
    when = words.t("date unknown") if missing(one.occurred_on) else words.date(one.occurred_on)
    return "  \n".join(part for part in (head, f"{when} · {value}", plain(words.name(under)) if under else "") if part)


def source(one: Any, words: Words) -> str:
    """Return a source as a line: publisher, title in its own language with its link, date, language."""
    title = plain(one.title)
    linked = title if missing(one.url) else f"[{title}](<{one.url}>)"
    published = words.t("date of publication unknown") if missing(one.published_on) else words.date(one.published_on)
    return f"{linked}  \n{plain(one.publisher)} · {published} · {words.code('language', one.language)}"


def _period(first: object, last: object, words: Words) -> str:
    if missing(first):
        return words.t("date unknown")
    return words.date(first) if missing(last) or last == first else words.t("{first} to {last}", first=words.date(first), last=words.date(last))


def plain(text: str) -> str:
    r"""Return text of the record so that markdown leaves it as it is.

    >>> plain("J-GoodTech [2023] $5")
    'J-GoodTech \\[2023\\] \\$5'
    """
    return _MARKDOWN.sub(r"\\\1", text)
