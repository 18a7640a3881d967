"""A share of counted rows with its interval, for every measure that counts them."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist

Share = tuple[float | None, float | None, float | None]

Z = NormalDist().inv_cdf(0.975)


def share(part: int, whole: int, *, needed: int) -> Share:
    """Return a share of 0 to 1 and the ends of its 95% interval, unknown where the whole is fewer than needed."""
    if whole < needed:
        return None, None, None
    return part / whole, *wilson(part / whole, whole)


def wilson(share: float, draws: float) -> tuple[float, float]:
    """Return the 95% score interval of a share of 0 to 1; `draws` need not be whole, as scipy's must.

    >>> [round(end, 3) for end in wilson(0.5, 100)]
    [0.404, 0.596]
    """
    middle = (share + Z**2 / (2 * draws)) / (1 + Z**2 / draws)
    half = Z * sqrt(share * (1 - share) / draws + Z**2 / (4 * draws**2)) / (1 + Z**2 / draws)
    return middle - half if share > 0 else 0.0, middle + half if share < 1 else 1.0
