"""Remember what a pure function made of the same rows.

Frames come from the query cache and are the same objects until the release or a parameter changes, so their identity is
a key that costs nothing; a figure or a sentence is then made once for all sessions, and dropped when newer ones crowd it out.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
MOST = 512


class _Same:
    """A value that equals only itself; it keeps the value alive, so that its identity stays its own."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.value is self.value


def remembered(function: Callable[P, R]) -> Callable[P, R]:
    """Return `function` with its latest results kept: unhashable arguments by identity, others by value.

    The result is shared: nobody may change it. Only for functions that depend on nothing but their arguments.
    """

    @lru_cache(maxsize=MOST)
    def kept(args: tuple[Any, ...], kwargs: tuple[tuple[str, Any], ...]) -> R:
        return function(*map(_open, args), **{name: _open(value) for name, value in kwargs})  # type: ignore[arg-type]

    @wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        return kept(tuple(map(_close, args)), tuple((name, _close(value)) for name, value in sorted(kwargs.items())))

    return call


def _close(value: Any) -> Hashable:
    try:
        hash(value)
    except TypeError:
        return _Same(value)
    return value


def _open(value: Any) -> Any:
    return value.value if isinstance(value, _Same) else value
