"""What was uploaded into a release and those that it was made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mitra.ingest.change import Change
from mitra.store.shelf import Shelf

UPLOADS = "uploads"  # in the manifest of each release that changes made


def lineage(shelf: Shelf, release: str) -> Iterator[tuple[str, list[Mapping[str, Any]]]]:
    """Yield (release, its uploads) from a release back to the one that was built from the seed, which has none."""
    manifest = shelf.manifest(release)
    while UPLOADS in manifest:
        uploads: Any = manifest[UPLOADS]
        yield release, uploads
        release = str(manifest["parent"])
        manifest = shelf.manifest(release)


def already_in(shelf: Shelf, release: str, change: Change) -> str | None:
    """Return the release that the same bytes came with, for the same table in the same way, unless a later upload changed that table."""
    for found, uploads in lineage(shelf, release):
        same_table = [upload for upload in uploads if upload["table"] == change.table]
        if any((upload["sha256"], upload["mode"], upload["how"]) == (change.origin.sha256, change.mode, change.how) for upload in same_table):
            return found
        if same_table:
            return None
    return None
