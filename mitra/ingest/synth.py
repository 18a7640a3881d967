"""Participants made up for trying out size, with the engagements and the source they hang on. Every row says so."""

from __future__ import annotations

from pathlib import Path

import duckdb

from mitra.contract import Contract
from mitra.errors import ContractError, ReleaseError

NOTE = "contoh sintetis / synthetic sample"
A_VISIT = 500  # participants an engagement
SECTORS = ("food_beverages", "crafts", "textiles_apparel", "fisheries", "agriculture", "wood_furniture", "machinery", "digital")
_DRAWN = 2_147_483_647  # a prime: multiplying by less than it and taking the rest shuffles


def synth(contract: Contract, out: Path, participants: int, seed: int = 1) -> dict[str, int]:
    """Write sources.csv, engagements.csv and participants.csv into `out`; return the rows of each. The same seed gives the same bytes."""
    if not 1 <= participants <= 100_000_000:
        raise ContractError("Ask for 1 to 100,000,000 participants, not {count}.", count=participants)
    engagements = -(-participants // A_VISIT)
    columns = {"sources": (1, _source()), "engagements": (engagements, _engagement(seed, participants)), "participants": (participants, _participant(seed))}
    try:
        out.mkdir(parents=True, exist_ok=True)
        with duckdb.connect(config={"threads": 2, "memory_limit": "512MB", "temp_directory": str(out)}) as connection:
            for table, (count, filled) in columns.items():
                texts = ", ".join(f'{filled.get(name, "null")} as "{name}"' for name in contract.tables[table].field_names)
                connection.table_function("range", [1, count + 1]).project('"range" as i').project(texts).write_csv(str(out / f"{table}.csv"), header=True)
    except (duckdb.Error, OSError) as error:
        raise ReleaseError("{folder} cannot be written: {reason}.", folder=out, reason=_reason(error)) from error
    return {table: count for table, (count, _) in columns.items()}


def _reason(error: duckdb.Error | OSError) -> str:
    return error.strerror or type(error).__name__ if isinstance(error, OSError) else str(error).splitlines()[0]


def _drawn(seed: int, turn: int, below: int) -> str:
    """Return the expression of a number from 0 that looks drawn at random; another `turn` gives another draw for the same row."""
    return f"((((i * 48271 + {seed % _DRAWN}) % {_DRAWN}) * {16807 + 2 * turn}) % {_DRAWN}) % {below}"


def _one_of(seed: int, turn: int, *codes: str | None) -> str:
    listed = " ".join(f"when {number} then {'null' if code is None else repr(code)}" for number, code in enumerate(codes))
    return f"case {_drawn(seed, turn, len(codes))} {listed} end"


def _source() -> dict[str, str]:
    return {"source_id": "'SYN-S1'", "publisher": "'Mitra'", "title": f"'[{NOTE}]'", "language": "'id'", "published_on": "'2015-01-01'", "note": f"'{NOTE}'"}


def _engagement(seed: int, participants: int) -> dict[str, str]:
    return {
        "engagement_id": "printf('SYN-E%06d', i)",
        "name_en": f"printf('Kegiatan contoh %06d ({NOTE})', i)",
        "engagement_kind_code": _one_of(seed, 1, "delegation", "business_matching", "exhibition", "training"),
        "engagement_stage_code": "'held'",
        "held_from": f"cast(cast(date '2015-01-01' + to_days(cast({_drawn(seed, 2, 4000)} as integer)) as date) as varchar)",
        "held_certainty_code": "'stated'",
        "host_country_code": _one_of(seed, 3, "IDN", "JPN"),
        "country_a_code": "'IDN'",
        "country_b_code": "'JPN'",
        "participants_stated": f"least({A_VISIT}, {participants} - (i - 1) * {A_VISIT})",
        "mode_code": _one_of(seed, 4, "offline", "online", "hybrid", None),
        "record_scope_code": "'IDN-JPN'",
        "source_id": "'SYN-S1'",
        "note": f"'{NOTE}'",
    }


def _participant(seed: int) -> dict[str, str]:
    country = _one_of(seed, 1, "IDN", "IDN", "IDN", "JPN")
    return {
        "participant_id": "printf('SYN-P%08d', i)",
        "engagement_id": f"printf('SYN-E%06d', (i - 1) // {A_VISIT} + 1)",
        "enterprise_name": "printf('Contoh UMKM %06d', i)",
        "country_code": country,
        "sector_code": _one_of(seed, 2, *SECTORS, None),
        "region_code": f"case {country} when 'IDN' then {_one_of(seed, 3, 'ID-JB', 'ID-BA', None)} else {_one_of(seed, 4, 'JP-13', 'JP-23', None)} end",
        "size_class_code": _one_of(seed, 5, "micro", "small", "medium", None),
        "mode_code": _one_of(seed, 6, "offline", "online", None),
        "is_women_led": _one_of(seed, 7, "true", "false", None),
        "enterprise_count": "'1'",
        "is_group": "'false'",
        "source_id": "'SYN-S1'",
        "note": f"'{NOTE}'",
    }
