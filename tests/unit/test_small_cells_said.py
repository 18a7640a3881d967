"""What visitors are told of sector measures where the sectors of a private list are withheld."""

from __future__ import annotations

from typing import Any

from mitra.findings import concentration, quotient
from mitra.i18n import Words

PAIR = {"home": "IDN", "partner": "JPN", "as_of": "2026-01-01"}
PRIVATE = {"source_id": "XP-a", "publisher": "Contoh", "title": "Daftar", "language": "id"}


def test_what_is_withheld_is_said_beside_the_measures_it_bends(desk: Any, upload: Any, person: Any, plain_words: Words) -> None:
    people = [person(f"N{place}", engagement_id="XE4", sector_code="crafts" if place else "health", source_id="XP-a") for place in range(16)]
    release = desk.publish(upload("sources", "upsert", [PRIVATE], file_name="s.csv"), upload("participants", "upsert", people, file_name="p.csv")).release
    full, shown = (desk.library.open(release, full=one) for one in (True, False))
    told = {
        "sectors.concentration": (PAIR, lambda rows: concentration.said(rows, plain_words, basis=None)),
        "sectors.location_quotient": ({**PAIR, "country": "IDN"}, lambda rows: quotient.said(rows, plain_words)),
    }
    for query, (given, say) in told.items():
        everything, visible = full.frame(query, given), shown.frame(query, given)
        hidden = int(visible["withheld_count"].iloc[0])
        assert 0 < hidden <= 16
        said = plain_words.n("The sector of {count} of them is not shown: it stands in a list that is not public.", "The sectors of {count} of them are not shown: they stand in a list that is not public.", hidden)
        assert said in say(visible)
        assert said not in say(everything)
        assert int(everything["withheld_count"].iloc[0]) == 0
