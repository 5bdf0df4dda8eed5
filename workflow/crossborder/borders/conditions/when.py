"""From when to when something was closed, in words."""

from collections.abc import Mapping

from compendium.result import sentence
from crossborder.borders.register import OPEN

NOT_KNOWN = "not known"


def when(episode: Mapping[str, object]) -> str:
    """First and last day of an episode in words, as precise as known."""
    first, last = (str(episode[name] or "") for name in ("first", "last"))
    if last == OPEN:
        return f"since {sentence.day(first)}" if first else NOT_KNOWN
    if first and last:
        return sentence.day(first) if first == last else f"{sentence.day(first)} to {sentence.day(last)}"
    return f"from {sentence.day(first)}" if first else f"until {sentence.day(last)}" if last else NOT_KNOWN
