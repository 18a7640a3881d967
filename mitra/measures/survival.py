"""How long agreements last: Kaplan-Meier, and Aalen-Johansen for the ways in which they end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from statistics import NormalDist
from typing import Any

import numpy as np
import pandas as pd

NEEDED = 5  # ended agreements below which a curve says nothing
WAYS = ("renewed", "superseded", "lapsed")
CURVES = ("in_force", *WAYS)
COLUMNS = ("agreement_fate_code", "months", "at_risk_count", "ended_count", "estimate_share", "low_share", "high_share")


def of_agreements(rows: pd.DataFrame, _params: Mapping[str, Any]) -> pd.DataFrame:
    """Return each curve from its start on, a row per time (months, 0 too) at which agreements ended, with 95% intervals.

    `rows`: as agreements.lifetimes gives them; in_force is censored. With fewer ended agreements than
    needed each curve is its start alone, without a share.
    """
    ended = rows["agreement_fate_code"].isin(WAYS)
    counts = {"agreement_count": len(rows), "all_ended_count": int(ended.sum()), "unstated_count": int(rows["in_force_until"].isna().sum()), "needed_count": NEEDED}
    if counts["all_ended_count"] < NEEDED:
        points: Iterator[tuple[Any, ...]] = ((curve, 0.0, len(rows), 0, None, None, None) for curve in CURVES)
    else:
        points = _points(rows["months"].to_numpy(float), rows["agreement_fate_code"].map({way: place for place, way in enumerate(WAYS, 1)}).fillna(0).to_numpy(int))
    return pd.DataFrame(points, columns=list(COLUMNS)).astype({name: "float64" for name in COLUMNS if name.endswith("_share")}).assign(**counts)


def _points(months: np.ndarray, status: np.ndarray) -> Iterator[tuple[Any, ...]]:
    """Yield the points of the four curves; `status` is 0 for censored, else the place of the way in WAYS from 1."""
    from statsmodels.duration.survfunc import CumIncidenceRight, SurvfuncRight  # noqa: PLC0415  # half a second and 60 MiB, only once enough have ended

    survival = SurvfuncRight(months, status > 0)
    with np.errstate(divide="ignore", invalid="ignore"):  # once nobody is at risk any more, a spread is not defined
        incidence = CumIncidenceRight(months, status)
    at_end = np.searchsorted(incidence.times, survival.surv_times)
    never = [np.zeros(len(at_end))] * (len(WAYS) - len(incidence.cinc))  # statsmodels leaves out the ways after the last in which any ended
    shares = [survival.surv_prob, *(share[at_end] for share in incidence.cinc), *never]
    spreads = [survival.surv_prob_se, *(spread[at_end] for spread in incidence.cinc_se), *never]
    ends = [survival.n_events, *(np.array([(status[months == time] == way).sum() for time in survival.surv_times]) for way in range(1, len(CURVES)))]
    for place, curve in enumerate(CURVES):
        if survival.surv_times[0] > 0:
            yield curve, 0.0, len(months), 0, float(place == 0), None, None
        for time, at_risk, count, share, spread in zip(survival.surv_times, survival.n_risk, ends[place], shares[place], spreads[place], strict=True):
            yield curve, float(time), int(at_risk), int(count), float(share), *_interval(float(share), float(spread))
        if months.max() > survival.surv_times[-1]:
            yield curve, float(months.max()), int((months == months.max()).sum()), 0, float(shares[place][-1]), *_interval(float(shares[place][-1]), float(spreads[place][-1]))


def _interval(share: float, spread: float) -> tuple[float | None, float | None]:
    """Return the 95% interval of a share on the complementary log-log scale; none at 0 and 1, where it is not defined."""
    if not 0 < share < 1 or not np.isfinite(spread):
        return None, None
    reach = NormalDist().inv_cdf(0.975) * spread / (share * abs(np.log(share)))
    low, high = (share ** np.exp(sign * reach) for sign in (1, -1))
    return float(low), float(high)
