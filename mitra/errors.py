"""Every error that Mitra raises on purpose; each message says where, what, and what to do next."""

from __future__ import annotations


class MitraError(Exception):
    """A promise was broken; `message` is an English msgid, `values` fill its braces."""

    def __init__(self, message: str, **values: object) -> None:
        self.message = message
        self.values = values
        super().__init__(message.format(**values))


class ContractError(MitraError):
    """A contract or code list under data/ does not hold together."""


class CatalogueError(MitraError):
    """A query file's head does not agree with its SQL, or no such query exists."""


class ParameterError(MitraError):
    """A parameter is missing, unknown, or of the wrong type."""


class ReleaseError(MitraError):
    """A release is missing, damaged, or cannot be written."""
