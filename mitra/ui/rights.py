"""What this browser may do and see: publish, and look at rows that visitors do not see."""

from __future__ import annotations

import streamlit as st

from mitra.access import COOKIE
from mitra.store.reader import Reader
from mitra.ui import cache, state

AS_VISITOR = "as-visitor"  # the switch of whoever may see all, to look as everybody else does


def may_publish() -> bool:
    """Return whether this browser opened a link that the server printed."""
    return cache.keys().may_publish(st.context.cookies.get(COOKIE))


def sees_all() -> bool:
    """Return whether this session is shown every row of the record."""
    return may_publish() and not state.get(AS_VISITOR)


def opened(release: str) -> Reader:
    """Return a release as this session may see it."""
    return cache.library().open(release, full=sees_all())


def opened_draft(draft: str) -> Reader:
    """Return the draft of this session, which holds no row of others that the session may not see."""
    return cache.library().open(draft, full=not state.get(AS_VISITOR))
