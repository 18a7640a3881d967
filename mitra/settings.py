"""What the environment says, read once into one frozen value; nothing else reads os.environ."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from mitra.errors import MitraError

ROOT = Path(__file__).resolve().parent.parent
LEAST = 3  # what statistical offices take where nothing stricter is asked


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are. `store` is a folder or an object-store URL (s3://, gs://, az://).

    `small_cells`: of the enterprises of a list that is not public, everybody sees cells of at least so many; 0 shows each.
    """

    schema: Path
    codelist: Path
    seed: Path
    queries: Path
    pages: Path
    stories: Path
    store: str
    memory_limit: str
    small_cells: int = LEAST

    @classmethod
    def from_environment(cls) -> Settings:
        """Read MITRA_STORE, MITRA_SEED, MITRA_MEMORY_LIMIT and MITRA_SMALL_CELLS; the defaults serve one laptop."""
        data = ROOT / "data"
        return cls(
            schema=data / "schema",
            codelist=data / "codelist",
            seed=Path(os.environ.get("MITRA_SEED", data / "seed")),
            queries=ROOT / "queries",
            pages=ROOT / "pages",
            stories=data / "stories",
            store=os.environ.get("MITRA_STORE", str(data / "release")),
            memory_limit=os.environ.get("MITRA_MEMORY_LIMIT", "512MB"),
            small_cells=_least(os.environ.get("MITRA_SMALL_CELLS", str(LEAST))),
        )


def _least(text: str) -> int:
    if not text.strip().isdecimal():
        raise MitraError("MITRA_SMALL_CELLS is “{text}”. Give the least number of enterprises of a list that is not public which visitors may see together: 3, a stricter 5, or 0 to protect none.", text=text)
    return int(text)
