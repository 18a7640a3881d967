"""What the environment says, read once into one frozen value; nothing else reads os.environ."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are. `store` is a folder or an object-store URL (s3://, gs://, az://)."""

    schema: Path
    codelist: Path
    seed: Path
    queries: Path
    pages: Path
    stories: Path
    store: str
    memory_limit: str

    @classmethod
    def from_environment(cls) -> Settings:
        """Read MITRA_STORE, MITRA_SEED and MITRA_MEMORY_LIMIT; the defaults serve one laptop."""
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
        )
