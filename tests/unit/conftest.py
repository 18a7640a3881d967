"""A store of one's own with the small world in it, and uploads made of a few rows."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from mitra.contract import Contract
from mitra.ingest.draft import Change, Draft, Mode, Origin, make_draft
from mitra.ingest.publish import Published, publish
from mitra.settings import Settings
from mitra.store.reader import Library
from mitra.store.shelf import Shelf

AT = datetime(2026, 11, 23, tzinfo=UTC)
WHO: dict[str, Any] = {"who": "analyst", "at": AT, "note": "a test"}
Upload = Callable[..., Change]


@dataclass
class Desk:
    """A store that a test may write to, with the small world as its first release."""

    settings: Settings
    library: Library
    release: str
    drafts: list[Draft] = field(default_factory=list)

    @property
    def shelf(self) -> Shelf:
        """Return the store."""
        return self.library.shelf

    def draft(self, *changes: Change, **more: Any) -> Draft:
        """Make a draft on the current release; it is closed when the test ends."""
        draft = make_draft(self.settings, self.shelf, self.library.current(), changes, **WHO, **more)
        self.drafts.append(draft)
        return draft

    def publish(self, *changes: Change, **more: Any) -> Published:
        """Publish changes."""
        return publish(self.settings, self.shelf, changes, **WHO, **more)

    def keys(self, table: str, release: str | None = None) -> list[str]:
        """Return the first column of a table, in its order."""
        reader = self.library.open(release or self.library.current())
        return [row[0] for row in reader.connection.cursor().table(table).fetchall()]


@pytest.fixture
def desk(small_world: Any, tmp_path: Path) -> Iterator[Desk]:
    """Return a desk over a copy of the small world's store."""
    settings = replace(small_world.settings, store=str(shutil.copytree(small_world.settings.store, tmp_path / "store")))
    desk = Desk(settings, Library(settings, small_world.library.catalogue), small_world.release)
    yield desk
    for draft in desk.drafts:
        draft.close()


@pytest.fixture
def upload(tmp_path: Path, the_contract: Contract) -> Upload:
    """Return a function that makes a change of rows; columns that no row has were not in the file."""

    def make(table: str, mode: Mode, rows: Sequence[dict[str, str | None]], *, file_name: str = "file.csv") -> Change:
        names = the_contract.tables[table].field_names
        had = tuple(name for name in names if any(name in row for row in rows))
        body = repr((table, rows)).encode()
        digest = hashlib.sha256(body).hexdigest()
        folder = tmp_path / "uploads"
        folder.mkdir(exist_ok=True)
        (folder / digest).write_bytes(body)
        path = folder / f"{digest}-{mode}.parquet"
        pd.DataFrame([[row.get(name) for name in names] for row in rows], columns=list(names), dtype="str").to_parquet(path)
        return Change(table, mode, path, Origin(file_name, digest, folder / digest), had)

    return make


def participant(key: str, **more: str | None) -> dict[str, str | None]:
    """Return the row of a made-up enterprise at the small world's delegation."""
    return {"participant_id": key, "engagement_id": "XE1", "enterprise_name": f"Contoh {key}", "country_code": "IDN", "sector_code": "crafts", "enterprise_count": "1", "is_group": "false", "source_id": "XS1", **more}


@pytest.fixture
def person() -> Callable[..., dict[str, str | None]]:
    """Return the function that makes a participant's row."""
    return participant
