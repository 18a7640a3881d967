"""A share with its interval, for every measure that gives one."""

from __future__ import annotations

Share = tuple[float | None, float | None, float | None]


def share(part: int, whole: int, *, needed: int) -> Share:
    """Return a share of 0 to 1 and the ends of its 95% interval, unknown where the whole is fewer than needed."""
    if whole < needed:
        return None, None, None
    return part / whole, *wilson(part / whole, whole)


def wilson(share: float, draws: float) -> tuple[float, float]:
    """Return the 95% score interval of a share of 0 to 1; `draws` may be effective ones and need not be whole.

    >>> [round(end, 3) for end in wilson(0.5, 100)]
    [0.404, 0.596]
    """
    from statsmodels.stats.proportion import proportion_confint  # noqa: PLC0415  # half a second and 60 MiB, only where a share is shown

    low, high = proportion_confint(share * draws, draws, method="wilson")
    return float(low) if share > 0 else 0.0, float(high) if share < 1 else 1.0
