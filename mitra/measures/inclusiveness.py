"""Inclusiveness: a group's share among the participants of whom it is known, held against its share in the nation."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from mitra.measures import shares

ENGAGEMENTS = 4  # before a share is held against the nation's: one delegation may be alike in what it was chosen for
NEEDED = 10  # enterprises of which it must be known: below, a 95 % interval is wider than half of all shares
COLUMNS = ("country_code", "inclusion_group_code", "participant_count", "described_count", "member_count", "withheld_count", "needed_count", "engagement_count", "needed_engagement_count", "member_share", "member_low_share", "member_high_share", "national_share", "year", "parity", "parity_low", "parity_high", "legal_basis")


def parity(rows: pd.DataFrame, _: Mapping[str, object]) -> pd.DataFrame:
    """Return each country's groups with share, interval and parity (0 to 1; 1 = as in the nation), unknown where too few are described.

    It is unknown, too, where any are withheld: rare values are withheld first, so those left are no fair sample. Parity takes ENGAGEMENTS.
    """
    found = []
    for row in rows.to_dict("records"):
        share = shares.share(int(row["member_count"]), 0 if row["withheld_count"] else int(row["described_count"]), needed=NEEDED)
        national = None if row["engagement_count"] < ENGAGEMENTS or pd.isna(row["national_share"]) or row["national_share"] <= 0 else float(row["national_share"])
        against = [None if end is None or national is None else end / national for end in share]
        ends = dict(zip(("member_share", "member_low_share", "member_high_share", "parity", "parity_low", "parity_high"), [*share, *against], strict=True))
        found.append({**row, "needed_count": NEEDED, "needed_engagement_count": ENGAGEMENTS, **ends})
    return pd.DataFrame(found, columns=list(COLUMNS))
