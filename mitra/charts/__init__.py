"""From a query's rows to a plotly figure as a plain dict: no Streamlit, no SQL, no colour of their own.

Each function takes the rows, the words and the look, never changes the rows, and returns None where there is nothing to
draw, so that the page can say why. Plain dicts, because building a plotly object costs more than the rest of a page.
"""

from __future__ import annotations

from typing import Any

Figure = dict[str, Any]
