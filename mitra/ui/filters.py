"""The filter bar of every page: pair, period, sector, focus area, day and release, kept in the address.

The session's widgets hold the values; the frame writes them into the address after each run and reads them back when
the address changes under it (a link, the back button). Codes stand in the address, so a link reads the same in any language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from mitra.contract import Contract
from mitra.i18n import LANGUAGES, Words, choose_language
from mitra.remember import remembered
from mitra.store.reader import CODELISTS, Reader, Value
from mitra.ui import cache, state, versus
from mitra.ui.choice import choose
from mitra.ui.versus import Versus

FIRST_DAY, LAST_DAY = date(1945, 1, 1), date(2100, 12, 31)
FIRST_YEAR = 1990
HOME, PARTNER = "IDN", "JPN"
LANGUAGE_NAMES = {"id": "Bahasa Indonesia", "en": "English", "ja": "日本語"}
_CODE = re.compile(r"^[\w-]{1,40}$")


@dataclass(frozen=True, slots=True)
class Filters:
    """What the visitor chose. `release` is None for the current one; years and codes are None for all.

    `comparators`: whether pairs that the record holds for comparison only can be chosen, too; `versus`: what the other side
    of a comparison has instead.
    """

    home: str
    partner: str
    as_of: date
    from_year: int | None
    to_year: int | None
    sector: str | None
    focus: str | None
    release: str | None
    comparators: bool = False
    versus: Versus = field(default_factory=Versus)

    def params(self) -> dict[str, Value]:
        """Return the values under the names that queries use."""
        return {"home": self.home, "partner": self.partner, "as_of": self.as_of, "from_year": self.from_year, "to_year": self.to_year, "sector": self.sector, "focus": self.focus}

    def other(self) -> Filters | None:
        """Return the filters of a comparison's other side, None where there is none, or it would be the same."""
        vs = self.versus
        period = (vs.vs_from, vs.vs_to) if vs.vs_from or vs.vs_to else (self.from_year, self.to_year)
        found = replace(self, partner=vs.vs_partner or self.partner, as_of=vs.vs_as_of or self.as_of, from_year=period[0], to_year=period[1], release=vs.vs_release or self.release)
        return None if found == self else replace(found, versus=Versus())


NAMES = ("home", "partner", "from", "to", "sector", "focus", "as_of", "release", *versus.NAMES, "lang")
_ALWAYS = ("home", "partner", "lang")  # in the address even at their defaults, so that it is never empty


def adopt_address(today: date, contract: Contract) -> list[str]:
    """Take over filters from the address where it changed; return the names of parameters that mean nothing."""
    found = {name: value for name, value in st.query_params.to_dict().items() if name in NAMES}
    session = state.current()
    first = session.address is None
    if found == session.address or (not found and not first):
        return []
    session.address, session.moved = found, not first
    wrong = [name for name, text in found.items() if _read(name, text, contract, today) is None and text != ""]
    defaults: dict[str, Any] = {"home": HOME, "partner": PARTNER, "as_of": today, "from": None, "to": None, "sector": None, "focus": None, "release": None, "comparators": None, **dict.fromkeys(versus.NAMES)}
    values = {**defaults, **{name: _read(name, text, contract, today) for name, text in found.items() if name not in wrong and text}}
    values["lang"] = choose_language(found.get("lang"), st.context.locale) if first else choose_language(found.get("lang"), state.get("lang"))
    state.set_filters(values)
    return wrong


def day_of(text: str) -> date | None:
    """Return a day of an address, None where it is none or none that can be chosen."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if FIRST_DAY <= found <= LAST_DAY else None


def _read(name: str, text: str, contract: Contract, today: date) -> Any:
    """Return a parameter's value from its text, None where it means nothing."""
    name = name.removeprefix(versus.PREFIX)
    if name == "as_of":
        return day_of(text)
    if name in ("from", "to"):
        return int(text) if re.fullmatch(r"\d{4}", text) and int(text) in _years(today) else None
    if name == "lang":
        return text if text in LANGUAGES else None
    if name in CODELISTS:
        return text if text in contract.codelists[CODELISTS[name]] else None
    return text if _CODE.match(text) else None


def write_address(filters: Filters, language: str, today: date) -> None:
    """Put what was chosen into the address, defaults left out."""
    values = {
        "home": filters.home,
        "partner": filters.partner,
        "from": filters.from_year,
        "to": filters.to_year,
        "sector": filters.sector,
        "focus": filters.focus,
        "as_of": filters.as_of if filters.as_of != today else None,
        "release": filters.release,
        **filters.versus.chosen(),
        "lang": language,
    }
    wanted = {name: str(value) for name, value in values.items() if value is not None or name in _ALWAYS}
    asked = st.query_params.to_dict()
    written = {**{name: value for name, value in asked.items() if name not in NAMES or name in wanted}, **wanted}
    session = state.current()
    # A link to the page that is open changes the session's address but not the browser's, which is told here.
    if session.moved or asked != written:
        st.query_params.from_dict(written)
    session.address, session.moved = wanted, False


def from_address(today: date) -> Filters:
    """Return the filters that the address holds, where no filter bar is drawn; the next page with one adopts them anew."""
    state.current().address = None
    values: dict[str, Any] = {name: state.get(widget) for name, widget in (("from_year", "from"), ("to_year", "to"), ("sector", "sector"), ("focus", "focus"), ("release", "release"))}
    return Filters(home=state.get("home") or HOME, partner=state.get("partner") or PARTNER, as_of=state.get("as_of") or today, **values)


def language_switch() -> str:
    """Draw the language switch and return the language chosen."""
    picked = st.segmented_control("Bahasa · Language · 言語", LANGUAGES, default=choose_language(state.get("lang")), key="lang", format_func=LANGUAGE_NAMES.__getitem__, required=True, label_visibility="collapsed")
    return choose_language(picked)


def filter_bar(reader: Reader, releases: Sequence[str], words: Words, today: date) -> Filters:
    """Draw the filter bar and return what it says."""
    pairs = cache.fetch(reader, "record.pairs", {})
    with st.container(horizontal=True, vertical_alignment="bottom", key="filter-bar"):
        shown = _pairs(pairs, comparators=_comparators(pairs))
        homes = _homes(shown)
        _say_if_no_home(words, pairs, homes)
        home = choose(words.t("Home country"), homes, words.country, key="home")
        partners = list(shown.loc[shown["home_code"] == home, "partner_code"])
        _say_if_no_pair(words, pairs, home, partners)
        partner = choose(words.t("Partner country"), partners, words.country, key="partner")
        with st.popover(words.t("Filter"), icon=":material/tune:"):
            chosen = _more_filters(words, releases, today)
        others = versus.choose_other(words, _others(words, pairs, shown, home, partner), [one for one in releases if one != reader.release], _years(today), (FIRST_DAY, LAST_DAY), own=reader.release)
    _say_if_backwards(words, (chosen["from_year"], chosen["to_year"]), (others.vs_from, others.vs_to))
    return Filters(home=home, partner=partner, versus=others, **chosen)


def _say_if_backwards(words: Words, *periods: tuple[int | None, int | None]) -> None:
    """Note, for the frame to say, where a period ends before it begins."""
    for first, last in periods:
        if first is not None and last is not None and first > last:
            state.current().notices.append(words.t("The period ends in {last}, before it begins in {first}: no year lies in it. Choose another.", first=first, last=last))


def _comparators(pairs: pd.DataFrame) -> bool:
    """Say whether pairs for comparison are shown: as the switch says; a link to such a pair turns the switch on."""
    if state.get("comparators") is None:
        asked = pairs[(pairs["home_code"] == state.get("home")) & pairs["partner_code"].isin([state.get("partner"), state.get("vs_partner")])]
        state.set_filters({"comparators": bool(asked["is_comparator"].any())})
    return bool(state.get("comparators"))


@remembered
def _pairs(pairs: pd.DataFrame, *, comparators: bool) -> pd.DataFrame:
    """Return the pairs that can be chosen."""
    return pairs if comparators else pairs[~pairs["is_comparator"].astype(bool)]


def _say_if_no_home(words: Words, pairs: pd.DataFrame, homes: Sequence[str]) -> None:
    """Note, for the frame to say, that the home country asked for has no pair on record."""
    asked = state.get("home")
    if asked and asked not in set(pairs["home_code"]):  # hidden is not missing
        state.current().notices.append(words.t("The record holds no pair of {home}; {other} is shown instead.", home=words.country(asked), other=words.country(homes[0])))


def _say_if_no_pair(words: Words, pairs: pd.DataFrame, home: str, partners: Sequence[str]) -> None:
    """Note, for the frame to say, that the partner asked for has nothing on record with this home country, or is that country."""
    asked, address = state.get("partner"), state.current().address or {}
    if asked == home and address.get("home") == address.get("partner"):  # a link said so; who chooses another home country sees the partner change
        state.current().notices.append(words.t("The address names {home} as both countries, but a pair takes two; {other} is shown as the partner.", home=words.country(home), other=words.country(partners[0])))
    known = asked in set(pairs.loc[pairs["home_code"] == home, "partner_code"])  # hidden is not missing
    if asked and asked != home and not known:
        state.current().notices.append(words.t("Nothing is on record between {home} and {partner}; {other} is shown instead.", home=words.country(home), partner=words.country(asked), other=words.country(partners[0])))


def _others(words: Words, pairs: pd.DataFrame, shown: pd.DataFrame, home: str, partner: str) -> list[str]:
    """Return the partners to compare with; note, for the frame to say, where the one that the address asks for is none."""
    partners = [code for code in shown.loc[shown["home_code"] == home, "partner_code"] if code != partner]
    asked = state.get("vs_partner")
    if asked == partner:
        state.current().notices.append(words.t("Both sides of the comparison would be {partner}; choose another partner to compare with.", partner=words.country(partner)))
    elif asked and asked not in set(pairs.loc[pairs["home_code"] == home, "partner_code"]):  # hidden is not missing
        state.current().notices.append(words.t("Nothing is on record between {home} and {partner}, so there is nothing to compare with.", home=words.country(home), partner=words.country(asked)))
    return partners


@remembered
def _homes(pairs: pd.DataFrame) -> list[str]:
    """Return home countries: those with a pair of their own first, those only compared with last."""
    own = pairs.groupby("home_code").agg(compared=("is_comparator", "all"), rows=("row_count", "sum"))
    return list(own.sort_values(["compared", "rows"], ascending=[True, False]).index)


def _more_filters(words: Words, releases: Sequence[str], today: date) -> dict[str, Any]:
    t, years, every = words.t, _years(today), words.t("All")
    sector = choose(t("Sector"), words.contract.codes("sector"), lambda code: words.code("sector", code), key="sector", all_label=every)
    focus = choose(t("Focus area"), words.contract.codes("focus_area"), lambda code: words.code("focus_area", code), key="focus", all_label=every)
    left, right = st.columns(2)
    with left:
        from_year = choose(t("From year"), years, str, key="from", all_label=every)
    with right:
        to_year = choose(t("To year"), years, str, key="to", all_label=every)
    as_of = st.date_input(t("As of"), value=state.get("as_of") or today, key="as_of", min_value=FIRST_DAY, max_value=LAST_DAY, format="YYYY-MM-DD", help=t("Status and coverage are judged at this day."))
    release = choose(t("Release"), releases, str, key="release", all_label=every) if len(releases) > 1 else None
    comparators = st.toggle(t("Show pairs for comparison"), value=bool(state.get("comparators")), key="comparators", help=t("Pairs of other countries that the record holds only to compare with."))
    return {"comparators": comparators, "sector": sector, "focus": focus, "from_year": from_year, "to_year": to_year, "as_of": as_of or today, "release": release}


def _years(today: date) -> list[int]:
    return list(range(today.year, FIRST_YEAR - 1, -1))


def chips(filters: Filters, words: Words, today: date) -> None:
    """Draw a chip for each active filter, each of which takes its filter away, and undo and reset."""
    active = _active(filters, words, today)
    with st.container(horizontal=True, vertical_alignment="center", key="chips"):
        if not active:  # the row is there in any case, so that nothing jumps when a filter comes
            with st.container(height=38, vertical_alignment="center", border=False):
                st.caption(words.t("No filter"))
        for name, (label, value) in active.items():
            _chip(label, f"chip-{name}", ":material/close:", state.set_filters, {name: value}, words.t("Remove this filter"))
        if state.current().undo:
            _chip(words.t("Undo"), "undo", ":material/undo:", state.undo)
        if active:
            _chip(words.t("Reset"), "reset", ":material/restart_alt:", state.set_filters, {name: value for name, (_, value) in active.items()})


def _chip(label: str, key: str, icon: str, act: Callable[..., None], values: Mapping[str, Any] | None = None, says: str | None = None) -> None:
    st.button(label, key=key, icon=icon, type="tertiary", help=says, on_click=act, args=(values,) if values is not None else ())


def _active(filters: Filters, words: Words, today: date) -> Mapping[str, tuple[str, Any]]:
    """Return per active filter its chip's words and the value that takes it away."""
    found: dict[str, tuple[str, Any]] = {}
    if filters.sector:
        found["sector"] = (words.code("sector", filters.sector), None)
    if filters.focus:
        found["focus"] = (words.code("focus_area", filters.focus), None)
    if filters.from_year:
        found["from"] = (words.t("from {year}", year=filters.from_year), None)
    if filters.to_year:
        found["to"] = (words.t("until {year}", year=filters.to_year), None)
    if filters.as_of != today:
        found["as_of"] = (words.t("as of {date}", date=words.date(filters.as_of)), today)
    if filters.comparators:
        found["comparators"] = (words.t("with pairs for comparison"), False)
    if filters.release:
        found["release"] = (words.t("release {release}", release=filters.release), None)
    return {**found, **versus.chips(filters.versus, words)}
