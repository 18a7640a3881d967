"""The one button of a place that matters most. Streamlit writes it white on the theme's accent, which in the dark is too pale for that."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from mitra import theme


def most() -> Literal["primary", "secondary"]:
    """Return the type of the button that matters most."""
    return "secondary" if theme.look(st.context.theme.type) is theme.DARK else "primary"
