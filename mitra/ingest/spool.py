"""Files for a while: removed when nothing refers to them any more."""

from __future__ import annotations

import os
import tempfile
import weakref
from pathlib import Path


class Spool:
    """A temporary file of ours; it lives as long as this object."""

    def __init__(self, suffix: str = "") -> None:
        handle, name = tempfile.mkstemp(prefix="mitra-", suffix=suffix)
        os.close(handle)
        self.path = Path(name)
        self._finalizer = weakref.finalize(self, _remove, name)


def _remove(name: str) -> None:
    Path(name).unlink(missing_ok=True)
