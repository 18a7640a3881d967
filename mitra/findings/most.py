"""What there is most of; where several are level, all of it is."""

from __future__ import annotations

from typing import Any

import pandas as pd


def most(counts: pd.Series) -> tuple[list[Any], int]:
    """Return what has the largest count, in the order of the counts, and that count.

    >>> most(pd.Series({2019: 3, 2021: 5, 2022: 5}))
    ([2021, 2022], 5)
    """
    largest = counts.max()
    return counts.index[counts == largest].tolist(), int(largest)
