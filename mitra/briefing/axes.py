"""Axes of a plotly layout on paper: where a value stands, which ticks are written, and how."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from babel.numbers import format_decimal, format_percent

DAY_MS = 86_400_000
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis between two pixels. `categories` number the values of a category axis; dates count in milliseconds."""

    options: dict[str, Any]
    kind: str
    low: float
    high: float
    start: float
    stop: float
    categories: dict[str, int]
    language: str

    def number(self, value: Any) -> float:
        """Return a value as the axis counts."""
        if self.kind == "category" and not isinstance(value, int | float):
            return float(self.categories.get(str(value), 0))
        if isinstance(value, str | date):
            return milliseconds(value)
        return float(value)

    def place(self, value: Any) -> float:
        """Return the pixel of a value."""
        return self.pixel(self.number(value))

    def pixel(self, number: float) -> float:
        """Return the pixel of a number as the axis counts."""
        span = self.high - self.low or 1.0
        return self.start + (number - self.low) / span * (self.stop - self.start)

    @property
    def is_visible(self) -> bool:
        """Say whether the axis is drawn."""
        return self.options.get("visible", True)

    def ticks(self) -> list[tuple[float, str]]:
        """Return pixel and text of each tick inside the range."""
        bottom, top = sorted((self.low, self.high))
        return [(self.pixel(number), text) for number, text in self._ticks() if bottom - 1e-9 <= number <= top + 1e-9]

    def _ticks(self) -> list[tuple[float, str]]:
        values = self.options.get("tickvals")
        if values is not None:
            texts = self.options.get("ticktext") or [str(value) for value in values]
            return [(self.number(value), str(text)) for value, text in zip(values, texts, strict=True)]
        if self.kind == "category":
            return [(float(place), name) for name, place in self.categories.items()]
        bottom, top = sorted((self.low, self.high))
        step = float(self.options.get("dtick") or nice_step(top - bottom, int(self.options.get("nticks") or 6)))
        first = math.ceil(bottom / step - 1e-9)
        return [(place * step, self._written(place * step)) for place in range(first, math.floor(top / step + 1e-9) + 1)]

    def _written(self, number: float) -> str:
        form = str(self.options.get("tickformat") or "")
        if form.endswith("%"):
            return format_percent(number, format="#,##0%", locale=self.language)
        if form == "d":
            return str(round(number))
        return format_decimal(round(number, 9), locale=self.language) + str(self.options.get("ticksuffix") or "")


def milliseconds(value: str | date) -> float:
    """Return a day as milliseconds since 1970."""
    day = value if isinstance(value, date) and not isinstance(value, datetime) else datetime.fromisoformat(str(value)[:10]).date()
    return float((day - _EPOCH) / timedelta(days=1) * DAY_MS)


def nice_step(span: float, most: int) -> float:
    """Return a step of 1, 2 or 5 times a power of ten that gives at most `most` ticks.

    >>> nice_step(37, 6)
    10.0
    """
    if span <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(span / most))
    return next(step * power for step in (1, 2, 5, 10, 20) if span / (step * power) <= most)


def kind_of(options: dict[str, Any], values: Sequence[Any]) -> str:
    """Return linear, date or category, as plotly would choose it."""
    if options.get("type"):
        return str(options["type"])
    known = [value for value in values if value is not None]
    if known and all(isinstance(value, int | float) for value in known):
        return "linear"
    if known and all(isinstance(value, date) or _is_day(str(value)) for value in known):
        return "date"
    return "category" if known else "linear"


def _is_day(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return len(text) >= 10


def build(options: dict[str, Any], values: Sequence[Any], reach: Iterable[float], pixels: tuple[float, float], language: str) -> Axis:
    """Return an axis for the values of its traces; `reach` are numbers that must lie inside where no range is given."""
    kind = kind_of(options, values)
    categories = _categories(options, values) if kind == "category" else {}
    plain = Axis(options, kind, 0, 1, *pixels, categories, language)
    low, high = _range(plain, options, kind, categories, list(reach))
    return Axis(options, kind, low, high, *pixels, categories, language)


def _categories(options: dict[str, Any], values: Sequence[Any]) -> dict[str, int]:
    order = [*(options.get("categoryarray") or ()), *values]
    return {name: place for place, name in enumerate(dict.fromkeys(str(value) for value in order if value is not None))}


def _range(axis: Axis, options: dict[str, Any], kind: str, categories: dict[str, int], reach: list[float]) -> tuple[float, float]:
    if options.get("range"):
        low, high = (axis.number(end) for end in options["range"])
    elif kind == "category":
        low, high = -0.5, len(categories) - 0.5
    else:
        low, high = (min(reach), max(reach)) if reach else (0.0, 1.0)
        room = (high - low) * 0.05 or 0.5
        low, high = (0.0 if options.get("rangemode") == "tozero" or low == 0 else low - room), high + room
    return (high, low) if options.get("autorange") == "reversed" and low < high else (low, high)
