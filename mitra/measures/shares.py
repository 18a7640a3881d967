"""A share of counted rows with its interval, for every measure that counts them."""

from __future__ import annotations

from scipy.stats import binomtest

Share = tuple[float | None, float | None, float | None]


def share(part: int, whole: int, *, needed: int) -> Share:
    """Return a share of 0 to 1 and the ends of Wilson's 95% interval, unknown where the whole is fewer than needed."""
    if whole < needed:
        return None, None, None
    ends = binomtest(part, whole).proportion_ci(confidence_level=0.95, method="wilson")
    return part / whole, float(ends.low), float(ends.high)
