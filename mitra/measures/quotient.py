"""Location quotient: a sector's share of a country's participants over its share of the country's MSMEs."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from typing import Any

import pandas as pd

from mitra.measures.shares import wilson

ENGAGEMENTS = 4  # from which on the interval holds the truth often enough (decision record 7)
EXPECTED = 5  # participants that the national share must give before a quotient is shown
COLUMNS = ("sector_code", "population_scope", "year", "participant_count", "compared_count", "engagement_count", "national_share", "expected_count", "needed_count", "needed_engagement_count", "location_quotient", "quotient_low", "quotient_high", "outside_count", "unsplit_count", "withheld_count")


def of_sectors(rows: pd.DataFrame, _: Mapping[str, object]) -> pd.DataFrame:
    """Return the quotient of each sector that the series has, the highest first and those not given last."""
    known = rows[rows["national_share"].fillna(0) > 0]
    counted = known[known["participant_count"].fillna(0) > 0]
    groups = counted.groupby("engagement_id")["participant_count"].sum().astype("float64")
    outside = rows[rows["national_share"].isna()]
    beside: dict[str, Any] = {
        "compared_count": int(groups.sum()),
        "engagement_count": len(groups),
        "outside_count": int(outside.loc[outside["sector_code"].notna(), "participant_count"].sum()),
        "unsplit_count": int(outside.loc[outside["sector_code"].isna(), "participant_count"].sum()),
        "withheld_count": int(outside["withheld_count"].sum()),
    }
    draws = float(groups.sum() ** 2 / (groups**2).sum()) if len(groups) else 0.0
    sectors = known.groupby("sector_code").agg(population_scope=("population_scope", "first"), year=("year", "first"), share=("national_share", "first"), participant_count=("participant_count", "sum"))
    sectors["share"] = sectors["share"] / sectors["share"].sum()
    found = [{"sector_code": code, "population_scope": one.population_scope, "year": one.year, "participant_count": int(one.participant_count), **beside, **_quotient(int(one.participant_count), beside["compared_count"], one.share, draws if len(groups) >= ENGAGEMENTS else None)} for code, one in sectors.iterrows()]
    return pd.DataFrame(found, columns=list(COLUMNS)).sort_values(["location_quotient", "expected_count", "sector_code"], ascending=[False, False, True], na_position="last")


def _quotient(count: int, size: int, share: float, draws: float | None) -> dict[str, float | int | None]:
    """Return the quotient of one sector, whose ends are those of its share of `draws` independent participants; null where these are unknown."""
    stands = {"national_share": share, "expected_count": size * share, "needed_count": ceil(EXPECTED / share - 1e-9), "needed_engagement_count": ENGAGEMENTS}
    if draws is None or size * share < EXPECTED:
        return {**stands, "location_quotient": None, "quotient_low": None, "quotient_high": None}
    low, high = wilson(count / size, draws)
    return {**stands, "location_quotient": count / size / share, "quotient_low": low / share, "quotient_high": high / share}
