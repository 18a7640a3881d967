"""Concentration and diversity of a sector mix: HHI, Shannon, Hill numbers, with an interval over whole engagements.

A group of participants comes whole, so the engagement is what is drawn again. Counts have the sectors on their last axis.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import exp, log

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Counts = NDArray[np.float64]
Interval = tuple[float | None, float | None]

NEEDED = 10  # engagements: with fewer the interval of a clustered record holds its value too seldom
DRAWS, SEED = 1000, 20231
BLOCK = 30_000  # engagements drawn at once: small enough for the processor's cache
ENDS = (0.975, 0.025)  # quantiles of the basic interval, its lower end first
TIES = 1e-12  # what rounding alone makes of one and the same index
UNKNOWN: Interval = (None, None)
CODES = ("hhi", "hhi_small_n", "hhi_normalised", "hill_2", "shannon", "hill_1", "evenness", "hill_0")
VALUES = ("measure_value", "measure_low", "measure_high")


@dataclass(frozen=True)
class Mix:
    """Counts by engagement and sector, both sorted; `unsplit` are counted without a sector, which is withheld of `withheld`; `possible` sectors could be seen."""

    counts: Counts
    sectors: list[str]
    unsplit: int
    withheld: int
    possible: int | None

    @property
    def totals(self) -> Counts:
        """Return the count of each sector."""
        return self.counts.sum(axis=0)

    @property
    def most(self) -> int:
        """Return how many sectors could be seen, at least those that are."""
        return max(self.possible or 0, len(self.sectors))

    @property
    def is_enough(self) -> bool:
        """Say whether enough engagements publish a sector."""
        return len(self.counts) >= NEEDED

    def part(self, chosen: NDArray[np.bool_]) -> Mix:
        """Return the mix of the chosen engagements, with the sectors seen at them."""
        counts = self.counts[chosen]
        seen = np.flatnonzero(counts.sum(axis=0))
        return replace(self, counts=counts[:, seen], sectors=[self.sectors[place] for place in seen])

    def counted(self) -> dict[str, int]:
        """Return the numbers that stand beside every value."""
        return {"unit_count": int(self.counts.sum()), "engagement_count": len(self.counts), "needed_count": NEEDED, "sector_count": len(self.sectors)}


def mix(rows: pd.DataFrame) -> Mix:
    """Return the mix of rows of engagement_id, sector_code, unit_count, withheld_count and, where it is known, possible_count."""
    counted = rows[rows["unit_count"].fillna(0) > 0]
    split = counted[counted["sector_code"].notna()]
    places, engagements = pd.factorize(split["engagement_id"], sort=True)
    columns, sectors = pd.factorize(split["sector_code"], sort=True)
    shape = (len(engagements), len(sectors))
    flat = np.bincount(places * shape[1] + columns, weights=split["unit_count"].to_numpy("float64"), minlength=shape[0] * shape[1])
    possible = rows["possible_count"].max() if "possible_count" in rows and len(rows) else None
    unsplit = counted.loc[counted["sector_code"].isna(), "unit_count"].sum()
    return Mix(flat.reshape(shape).astype("float64"), [str(code) for code in sectors], int(unsplit), int(counted["withheld_count"].sum()), None if possible is None else int(possible))


def hhi(counts: Counts) -> Counts:
    """Return the sum of the squared shares."""
    return (counts**2).sum(axis=-1) / counts.sum(axis=-1) ** 2


def entropy(counts: Counts) -> Counts:
    """Return Shannon's entropy in natural logarithms; an empty sector adds nothing."""
    shares = counts / counts.sum(axis=-1, keepdims=True)
    return -(shares * np.log(np.where(shares > 0, shares, 1))).sum(axis=-1) + 0.0


def drawn(counts: Counts) -> Counts:
    """Return the sector totals of engagements drawn again with replacement, DRAWS times."""
    random, many = np.random.default_rng(SEED), len(counts)
    totals, step = [], max(1, BLOCK // many)
    for start in range(0, DRAWS, step):
        size = min(step, DRAWS - start)
        places = random.integers(0, many, (size, many)) + many * np.arange(size)[:, None]
        totals.append(np.bincount(places.ravel(), minlength=size * many).reshape(size, many) @ counts)
    return np.concatenate(totals)


def interval(found: Mix) -> Interval:
    """Return the 95 % interval of the HHI within what is possible; unknown where drawing again never changes the index."""
    again = hhi(drawn(found.counts))
    if np.ptp(again) < TIES:
        return UNKNOWN
    low, high = np.clip(2 * float(hhi(found.totals)) - np.quantile(again, ENDS), 1 / found.most, 1)
    return float(low), float(high)


def of_mix(rows: pd.DataFrame, _: Mapping[str, object]) -> pd.DataFrame:
    """Return each measure of the mix, with its 95 % interval where it follows from that of the HHI; null below NEEDED engagements."""
    found = mix(rows)
    values = _of_hhi(found) | _of_entropy(found) if found.is_enough else {}
    beside = {**found.counted(), "unsplit_count": found.unsplit, "withheld_count": found.withheld, "possible_count": found.possible}
    return pd.DataFrame([{"diversity_measure_code": code, **dict(zip(VALUES, values.get(code, (None, *UNKNOWN)), strict=True)), **beside} for code in CODES])


def _of_hhi(found: Mix) -> dict[str, tuple[float | None, ...]]:
    """Return the measures that are a function of the HHI, each with its interval."""
    size, least = found.totals.sum(), found.most**-0.5
    ends = (float(hhi(found.totals)), *interval(found))
    small_n = _through(lambda x: max(0.0, (size * x - 1) / (size - 1)), ends)
    normalised = _through(lambda x: max(0.0, (x**0.5 - least) / (1 - least)), ends) if found.most > 1 else (None, *UNKNOWN)
    value, high, low = _through(lambda x: 1 / x, ends)
    return {"hhi": ends, "hhi_small_n": small_n, "hhi_normalised": normalised, "hill_2": (value, low, high)}


def _of_entropy(found: Mix) -> dict[str, tuple[float | None, ...]]:
    """Return the measures that are no function of the HHI; few engagements say too little of how far they may be off."""
    seen, diversity = len(found.sectors), float(entropy(found.totals))
    evenness = diversity / log(seen) if seen > 1 else None
    return {code: (value, *UNKNOWN) for code, value in (("shannon", diversity), ("hill_1", exp(diversity)), ("evenness", evenness), ("hill_0", float(seen)))}


def _through(function: Callable[[float], float], values: tuple[float | None, ...]) -> tuple[float | None, ...]:
    return tuple(None if value is None else float(function(value)) for value in values)


def by_sector(rows: pd.DataFrame, _: Mapping[str, object]) -> pd.DataFrame:
    """Return each sector's share and what it adds to the HHI, the largest first; null below NEEDED engagements."""
    found = mix(rows)
    totals, size = found.totals, found.totals.sum()
    frame = pd.DataFrame({"sector_code": found.sectors, "unit_count": totals, "engagement_count": (found.counts > 0).sum(axis=0), "needed_count": NEEDED})
    known = found.is_enough
    frame["unit_share"] = totals / size if known else None
    frame["contribution_share"] = totals**2 / (totals**2).sum() if known else None
    return frame.sort_values(["unit_count", "sector_code"], ascending=[False, True])


def by_year(rows: pd.DataFrame, _: Mapping[str, object]) -> pd.DataFrame:
    """Return HHI and effective sectors a year, or up to each year where most years hold too few engagements."""
    dated = rows[rows["year"].notna() & rows["sector_code"].notna() & (rows["unit_count"].fillna(0) > 0)]
    found, held = mix(dated), dated.groupby("engagement_id")["year"].min().to_numpy("int64")  # both in the order of engagements
    years, many = np.unique(held, return_counts=True)
    is_cumulative = int((many >= NEEDED).sum()) * 2 < len(years)
    parts = [(int(year), found.part(held <= year if is_cumulative else held == year)) for year in years]
    return pd.DataFrame([_year(year, part, is_cumulative=is_cumulative) for year, part in parts], columns=YEAR_COLUMNS)


YEAR_COLUMNS = ["year", "is_cumulative", "hhi", "hhi_low", "hhi_high", "effective_sectors", "effective_low", "effective_high", "unit_count", "engagement_count", "needed_count", "sector_count"]


def _year(year: int, found: Mix, *, is_cumulative: bool) -> dict[str, object]:
    unknown = (None, *UNKNOWN)
    values = _of_hhi(found) if found.is_enough else {"hhi": unknown, "hill_2": unknown}
    return {"is_cumulative": is_cumulative, **found.counted(), "year": year, **dict(zip(YEAR_COLUMNS[2:8], values["hhi"] + values["hill_2"], strict=True))}
