"""What this process has done, counted for Prometheus: queries run and how long they took, releases opened, entries published.

The registry is our own: when a module is read anew while somebody works on it, the default one would refuse the same names.
"""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4 as MEDIA_TYPE

REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)
QUERY_SECONDS = Histogram("mitra_query_seconds", "Time to run a named query, in seconds; waiting for a turn left out", ["query"], registry=REGISTRY, buckets=(0.005, 0.02, 0.1, 0.5, 2, 10))
QUERY_ERRORS = Counter("mitra_query_errors", "Named queries that the engine refused", ["query"], registry=REGISTRY)
RELEASES_OPENED = Counter("mitra_releases_opened", "Releases opened for reading", registry=REGISTRY)
LEDGER_ENTRIES = Counter("mitra_ledger_entries", "Ledger entries written: releases published or made current again", ["action"], registry=REGISTRY)

__all__ = ["LEDGER_ENTRIES", "MEDIA_TYPE", "QUERY_ERRORS", "QUERY_SECONDS", "RELEASES_OPENED", "exposition"]


def exposition() -> bytes:
    """Return every metric as Prometheus reads it; its media type is MEDIA_TYPE."""
    return generate_latest(REGISTRY)
