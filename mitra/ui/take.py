"""A view to take along: how it is cited, and its chart as a picture with title, source, release and day."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

import streamlit as st

from mitra import __version__
from mitra.briefing import cite, pages, views
from mitra.i18n import Words, mark
from mitra.store.reader import Reader, Value
from mitra.ui import cache
from mitra.ui.versus import PREFIX

SHAPES = {"wide": mark("Wide, 16:9"), "square": mark("Square"), "a4": mark("A4, upright")}
PICTURES = {"png": "image/png", "svg": "image/svg+xml"}


def take(words: Words, reader: Reader, params: Mapping[str, Value], title: str, view: str) -> None:
    """Draw how a view is cited and, where it is a chart, the pictures of it: they leave the machine, so they show what everybody sees."""
    reader = cache.library().open(reader.release)
    words = cache.words(reader, words.language)
    _cite(words, reader, params, title)
    if view:
        _pictures(words, reader, params, view)


def _cite(words: Words, reader: Reader, params: Mapping[str, Value], title: str) -> None:
    t = words.t
    day = pages.context_of(reader, words, params).as_of
    cited = cite.Cited(title, reader.release, str(reader.manifest.get("serve_sha256", "")), day, words.language, __version__, _address(reader.release, day.isoformat(), params))
    st.caption(t("The address opens these numbers again, next year too: it names the release and the day."))
    st.code(cite.text(cited, words), language=None, wrap_lines=True)
    with st.container(horizontal=True):
        for label, body, ending, mime in (("BibTeX", cite.bibtex(cited), "bib", "application/x-bibtex"), ("CSL-JSON", cite.csl_json(cited), "json", "application/json")):
            st.download_button(label, data=body, file_name=f"mitra-{reader.release}.{ending}", mime=mime, on_click="ignore", key=f"cite-{ending}", icon=":material/format_quote:", type="tertiary")


def _address(release: str, day: str, params: Mapping[str, Value]) -> str:
    """Return the page's address with release and day pinned; of a comparison, the address of the one side."""
    own = {"partner": params.get("partner"), "from": params.get("from_year"), "to": params.get("to_year"), "release": release, "as_of": day}
    here = {name: value for name, value in st.query_params.to_dict().items() if name not in own and not name.startswith(PREFIX)}
    return f"{(st.context.url or '').split('?')[0]}?{urlencode({**here, **{name: value for name, value in own.items() if value is not None}})}"


def _pictures(words: Words, reader: Reader, params: Mapping[str, Value], view: str) -> None:
    t = words.t
    shape = str(st.segmented_control(t("Shape of the picture"), list(SHAPES), key="take-shape", default="wide", required=True, format_func=lambda one: t(SHAPES[one])))
    with st.container(horizontal=True):
        for kind, mime in PICTURES.items():
            st.download_button(kind.upper(), data=lambda kind=kind: picture(words, reader, params, view, kind, shape), file_name=f"mitra-{view.replace('.', '-')}-{shape}.{kind}", mime=mime, on_click="ignore", key=f"take-{kind}", icon=":material/image:", type="tertiary")


def picture(words: Words, reader: Reader, params: Mapping[str, Value], view: str, kind: str, shape: str) -> bytes:
    """Return a view's chart as PNG or SVG."""
    from mitra.briefing.image import to_png, to_svg  # noqa: PLC0415  # typst and its fonts are loaded when somebody wants a picture

    context = pages.context_of(reader, words, params)
    found = views.find(view)
    drawn = views.figures(found, words, context)
    figure, asked = next((one for one in drawn if all(one[1].get(name) == value for name, value in params.items() if name in one[1])), drawn[0])
    slide = pages.view_slide(reader, words, found, figure, asked)
    write = to_png if kind == "png" else to_svg
    made = write(figure, slide, pages.document(reader, words, context, slide.headline, [slide]), words, shape=shape)
    return made.body
