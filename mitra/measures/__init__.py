"""What SQL does not have: intervals, survival, networks. A measure makes a query's result from the rows of its statement.

The head of the query names it (`@measure: concentration.of_sectors` is mitra.measures.concentration.of_sectors), so page, export,
API and command line get the same numbers from the same call. A measure is a pure function of its rows and the query's parameters:
the order of rows changes nothing, nothing is random (a bootstrap has a fixed seed), and what is too few to say gives an unknown value
beside how many rows there are and how many it would take, never NaN and no warning. Its module is imported when it is first asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from importlib import import_module

import pandas as pd

from mitra.errors import CatalogueError

Measure = Callable[[pd.DataFrame, Mapping[str, str | int | float | bool | date | None]], pd.DataFrame]


@lru_cache(maxsize=100)
def find(name: str) -> Measure:
    """Return a measure by its dotted name; CatalogueError where there is none."""
    module, _, function = name.rpartition(".")
    try:
        found = getattr(import_module(f"{__name__}.{module}"), function)
    except (ModuleNotFoundError, AttributeError) as error:
        raise CatalogueError("There is no measure {name} in mitra.measures.", name=name) from error
    return found
