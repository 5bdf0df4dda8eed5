"""Closures of the border in words: from when to when, how long, what was shut, why and by whom."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from compendium.result import sentence
from compendium.result.results import Results
from crossborder.borders.closeup.about import About
from crossborder.borders.conditions import closures as meant
from crossborder.borders.conditions.closure_frames import shown
from crossborder.borders.conditions.closures import PANDEMIC, UNSTATED, Episode
from crossborder.borders.conditions.when import NOT_KNOWN, when
from crossborder.borders.register import OPEN
from crossborder.states import is_code
from crossborder.states.names import told as state

MOST = 4  # closures that stand in the body of a report
WHOLE = "whole border"
LASTS = "still shut when told"
EPISODE = sentence.Noun.english("episode")
TIMES = {1: "once", 2: "twice"}
POSSIBLY = "possibly closed"  # by an episode that may be one that counts: no reason, no time, or hearsay


def closures(results: Results, about: About) -> None:
    """Frames `closures` (every episode) and `shut` (those that are told first), and what sentences say of them."""
    meaning, every = meant.meaning(results), meant.episodes(results).get(about.dyad, [])
    searched = meant.searches(results, meant.ABOUT).get(about.dyad, [])
    results.frames["closures"] = [_row(episode) for episode in every]
    shut = [episode for episode in every if episode.closure]
    first = sorted(shut, key=lambda episode: (not episode.counted, -(lasted(episode) or 0)))[:MOST]
    results.frames["shut"] = [_row(episode) for episode in every if episode in first]
    counted = [episode for episode in every if episode.counted]
    behind = [row["cells"] for row in (*every, *searched)]
    parts = {"words": meaning.words, "year": str(meaning.years[0])}
    count = meant.number(counted, meaning.unit)
    results.number("closures", count, behind, n=len(every), unit=meaning.unit, **parts)
    results.number("closure-episodes", len(every), behind, n=len(searched))
    results.number("closure-queries", len(searched), behind, n=len(searched))
    results.number("closures-shut", len(shut), behind, n=len(every))
    results.number("closures-shown", len(first), behind, n=len(shut))
    possible = sum(bool(episode.possible) for episode in every)
    results.number("closures-possible", possible, behind, n=len(every), **parts)
    may = possible > 0
    verdict = "closed at least once" if counted else POSSIBLY if may else "never closed"
    verdict = verdict if searched else "not searched for"
    results.add("closed", verdict, behind, n=len(every), **parts)
    results.add("closed-words", meaning.words, behind, n=len(every))
    text = _register(len(every), len(shut))
    results.add("told-{sentence}", text, behind, n=len(every), sentence=("register", "episodes of the register"))
    perhaps = [episode for episode in every if episode.perhaps_pandemic and episode["reason"] == PANDEMIC]
    text = "".join(_parts(shut, counted, perhaps, len(searched), meaning, may))
    results.add("told-{sentence}", text, behind, n=len(every), sentence=("closed", "closures"))


def _row(episode: Episode) -> dict:
    known = lasted(episode)
    return {
        **shown(episode),
        "lasted": LASTS if episode["last"] == OPEN else _told(episode, known) if known else NOT_KNOWN,
        "told_by": episode["publisher"],
        "by": _by(episode["closed_by"]),
        "why": "not stated" if episode["reason"] == UNSTATED else episode["reason"],
        "counted": episode.counted,
    }


def lasted(episode: Episode) -> float | None:
    """Days from the first to the last, both counted; where they are not known to the day, the mean of what can be."""
    first, last = (episode[name] for name in ("first", "last"))
    if not first or not last or last == OPEN:
        return None
    least = (_day(last, end=False) - _day(first, end=True)).days + 1
    most = (_day(last, end=True) - _day(first, end=False)).days + 1
    return (max(least, 1) + most) / 2


def _day(text: str, *, end: bool) -> date:
    """The first or the last day that a date of some precision can be."""
    year, month, day = [int(part) for part in text.split("-")] + [0] * (2 - text.count("-"))
    month = month or (12 if end else 1)
    return date(year, month, day or (monthrange(year, month)[1] if end else 1))


def _told(episode: Episode, days: float) -> str:
    exact = all(len(episode[name].split("-")) == 3 for name in ("first", "last"))
    if exact or episode["first"] == episode["last"]:
        return sentence.lasting(days) if exact else "within that time"
    return f"about {sentence.lasting(days)}"


def _by(text: str | None) -> str | None:
    """Who closed it: names of states, and others as they are called."""
    parts = text.split(";") if text else []
    return sentence.listed(state(part) if is_code(part) else part for part in parts) if parts else None


def _parts(
    shut: list[Episode],
    counted: list[Episode],
    perhaps: list[Episode],
    queries: int,
    meaning: meant.Meaning,
    may: bool,
) -> Iterator[str]:
    """How often it was closed for the reasons that count, for the pandemic, and for others."""
    if not queries:
        yield "Nobody looked for closures of it."
        return
    number = meant.number(counted, meaning.unit)
    often = f"was closed {_times(number)}" if number else "may have been closed" if may else "was never closed"
    yield f"Since {meaning.years[0]} it {often} {meaning.words}, as far as was found"
    pandemic = [episode for episode in shut if episode["reason"] == PANDEMIC and not episode.counted]
    if pandemic:
        longest = max(pandemic, key=lambda episode: (episode["scope"] == WHOLE, lasted(episode) or 0))
        yield f"; for the pandemic it was closed {_span(longest)}"
    elif perhaps:
        yield f"; for the pandemic it may have been closed {_span(max(perhaps, key=lambda e: lasted(e) or 0))}"
    others = len([episode for episode in shut if not episode.counted and episode["reason"] != PANDEMIC])
    yield f"; for other reasons, or none that is stated, {_times(others)}." if others else "."


def _register(episodes: int, shut: int) -> str:
    """How many episodes the register has of the border, and how many of them shut a crossing."""
    if not episodes:
        return "The register has no episode of this border."
    if episodes == 1:
        return f"The register has one episode of this border, which {'shut' if shut else 'did not shut'} a crossing."
    part = sentence.part_of(shut, episodes).removeprefix("the ")
    return f"The register has {sentence.counted(episodes, EPISODE)} of this border; {part} shut a crossing."


def _times(number: int) -> str:
    return TIMES.get(number) or f"{sentence.worded(number)} times"


def _span(episode: Episode) -> str:
    text = when(episode)
    if text.startswith("from"):
        return f"{text} on, until when is not known"
    return text if text.startswith(("since", "until")) else f"from {text}" if " to " in text else f"in {text}"
