"""What follows from files of decisions, worked out once while they are taken to be as they are.

What is current is asked of hundreds of jobs at one moment, and each asks for the same reports, cards and scenarios.
"""

import contextlib
from collections.abc import Callable, Hashable, Iterator
from functools import wraps
from typing import TypeVar

T = TypeVar("T")

_kept: dict[tuple, object] | None = None  # answers by function and arguments; None where files may change


@contextlib.contextmanager
def steady() -> Iterator[None]:
    """Have each function marked as `kept` answer the same question once within."""
    global _kept
    if _kept is not None:
        yield
        return
    _kept = {}
    try:
        yield
    finally:
        _kept = None


def kept(function: Callable[..., T]) -> Callable[..., T]:
    """Mark a function of files whose answer no caller changes."""

    @wraps(function)
    def answer(*given: Hashable) -> T:
        if _kept is None:
            return function(*given)
        key = (function, *given)
        if key not in _kept:
            _kept[key] = function(*given)
        return _kept[key]

    return answer
