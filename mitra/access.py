"""Who may change the record, until there are roles: whoever opened a link that the server printed in its own terminal.

A link's token is good once. It is exchanged for a key that the browser keeps as a cookie and that this process knows for as
long as it runs, so a link that was copied out of a history or a chat opens nothing.
"""

from __future__ import annotations

import secrets
import threading
from dataclasses import dataclass, field

COOKIE = "mitra_key"
_BYTES = 24  # of randomness


@dataclass
class Keys:
    """The one token that is open, and the keys given out for those before it; safe to share between threads."""

    _token: str = field(default_factory=lambda: secrets.token_urlsafe(_BYTES))
    _keys: set[str] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def token(self) -> str:
        """Return the token of the next link."""
        return self._token

    def exchange(self, token: str) -> str | None:
        """Return a new key for the open token, which is then spent; None for any other."""
        with self._lock:
            if not secrets.compare_digest(token.encode(), self._token.encode()):
                return None
            self._token = secrets.token_urlsafe(_BYTES)
            key = secrets.token_urlsafe(_BYTES)
            self._keys.add(key)
            return key

    def may_publish(self, key: str | None) -> bool:
        """Return whether a browser's key was given out by this process."""
        return key is not None and any(secrets.compare_digest(key.encode(), known.encode()) for known in self._keys)
