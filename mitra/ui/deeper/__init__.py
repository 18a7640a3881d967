"""What an expert would ask of a page's rows, a module a page: one tab a measure, of which only the open one is computed.

A tab draws its view of mitra.briefing.views (`page.view`), which slides, hand-outs and comparisons show as well.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from mitra.ui import link, state
from mitra.ui.page import Page

ADDRESS = "part"  # the open tab, in the address
_TABS = "deeper"
# A link to a tab leads to it and not to the top of its page; once more after the charts above it found their height, unless the visitor moved.
ARRIVE = """<script>(function () {
  const go = () => { const head = document.querySelector(".st-key-deeper-head"); if (head) { head.style.scrollMarginTop = "5rem"; head.scrollIntoView(); } };
  const moves = ["wheel", "touchmove", "keydown", "pointerdown"], timers = [0, 400, 1200].map((after) => setTimeout(go, after));
  moves.forEach((move) => addEventListener(move, () => timers.forEach(clearTimeout), { once: true }));
})()</script>"""


@dataclass(frozen=True)
class Part:
    """One measure: its code in the address, its title (a msgid) and what draws it."""

    code: str
    title: str
    draw: Callable[[Page], object]


def deeper(page: Page, parts: Sequence[Part]) -> None:
    """Draw the section at the end of a page; the open tab stands in the address as `part`."""
    t = page.words.t
    if link.text(ADDRESS) and link.is_news(ADDRESS):
        st.html(ARRIVE, unsafe_allow_javascript=True)
    with st.container(key="deeper-head"):
        page.section(t("What an expert would ask"), t("Each figure opens its rows, its formula and what it assumes."))
    asked, titles = link.text(ADDRESS), [t(part.title) for part in parts]
    link.refuse_unless(ADDRESS, known=asked in [part.code for part in parts])
    # Tabs whose default follows the address would be other tabs after each click, and the next click would be lost.
    if state.get(_TABS) not in titles or link.is_news(ADDRESS):  # a first visit, another language, the back button, a link
        state.set_filters({_TABS: next((title for title, part in zip(titles, parts, strict=True) if part.code == asked), titles[0])})
    page.tabs({title: _opened(part, "" if part is parts[0] else part.code) for title, part in zip(titles, parts, strict=True)}, key=_TABS)


def _opened(part: Part, code: str) -> Callable[[Page], None]:
    """Return what draws a part once its tab is open, and says in the address that it is."""

    def draw(page: Page) -> None:
        link.keep(ADDRESS, code or None)
        part.draw(page)

    return draw
