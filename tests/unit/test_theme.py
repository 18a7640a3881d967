"""One palette for page and charts, and enough contrast to read it, in light and in dark."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from mitra.errors import MitraError
from mitra.theme import DARK, LIGHT, Look, look

THEME = tomllib.loads((Path(__file__).resolve().parent.parent.parent / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
LOOKS = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=lambda one: one.name)
CAPTION = 0.6  # Streamlit draws captions in the text colour at this opacity


def rgb(colour: str) -> tuple[float, ...]:
    """Return a hex colour as three numbers."""
    return tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5))


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """Return the contrast ratio of two colours, as WCAG 2.2 defines it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: tuple[float, ...]) -> float:
    red, green, blue = (value / 255 / 12.92 if value / 255 <= 0.04045 else ((value / 255 + 0.055) / 1.055) ** 2.4 for value in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@LOOKS
def test_the_page_around_the_charts_has_their_colours(colours: Look) -> None:
    page = THEME[colours.name]
    assert (page["textColor"], page["backgroundColor"], page["borderColor"], page["primaryColor"]) == (colours.ink, colours.paper, colours.line, colours.accent)
    assert tuple(THEME["chartCategoricalColors"]) == LIGHT.categories


@LOOKS
def test_text_can_be_read(colours: Look) -> None:
    paper = rgb(colours.paper)
    for text in (colours.ink, colours.soft, colours.accent):
        assert contrast(rgb(text), paper) >= 4.5, text
    caption = tuple(CAPTION * ink + (1 - CAPTION) * back for ink, back in zip(rgb(colours.ink), paper, strict=True))
    assert contrast(caption, paper) >= 4.5
    for text, step in zip(colours.on_steps, colours.steps, strict=True):
        assert contrast(rgb(text), rgb(step)) >= 4.5, (text, step)


@LOOKS
def test_marks_can_be_told_from_the_paper(colours: Look) -> None:
    assert len(set(colours.categories)) == 6
    for colour in colours.categories:
        assert contrast(rgb(colour), rgb(colours.paper)) >= 3, colour


@LOOKS
def test_the_steps_of_coverage_go_one_way(colours: Look) -> None:
    light = [_luminance(rgb(step)) for step in colours.steps]
    assert light in (sorted(light), sorted(light, reverse=True))


def test_a_seventh_category_is_refused() -> None:
    assert look("dark").colours(6) == DARK.categories
    assert look(None) is LIGHT
    with pytest.raises(MitraError, match="at most 6"):
        LIGHT.colours(7)
