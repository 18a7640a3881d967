"""Every chart of every page as a view, a module a page: a page, a slide and a hand-out that show one view show the same rows.

`figures` runs a view; a view with variants (a map a country, a chart a programme) gives one figure each.
"""

from __future__ import annotations

from collections.abc import Mapping

from mitra.briefing.views.agreements import AGREEMENTS
from mitra.briefing.views.coverage import COVERAGE
from mitra.briefing.views.financing import FINANCING
from mitra.briefing.views.outcomes import OUTCOMES
from mitra.briefing.views.overview import OVERVIEW
from mitra.briefing.views.sectors import SECTORS
from mitra.briefing.views.sources import SOURCES
from mitra.briefing.views.view import Context, View, figures, once, unrecorded
from mitra.errors import MitraError

__all__ = ["VIEWS", "Context", "View", "figures", "find", "once", "unrecorded"]

VIEWS: Mapping[str, View] = {view.name: view for view in (*AGREEMENTS, *SECTORS, *COVERAGE, *FINANCING, *OUTCOMES, *SOURCES, *OVERVIEW)}


def find(name: str) -> View:
    """Return a view by name; MitraError where there is none."""
    if name not in VIEWS:
        raise MitraError("There is no view {name}; there are {names}.", name=name, names=", ".join(VIEWS))
    return VIEWS[name]
