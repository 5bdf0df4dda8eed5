"""What the register of closures says of a group: episodes, decisions, border-years, reasons, scopes, durations, searches.

Rates stand beside border-years, within a group: how often a closure was found measures the searching as well, so no
rate of one group is set against one of another. Whether a border was closed at all can be compared.
"""

from collections.abc import Iterable
from statistics import median

from compendium.result import sentence
from compendium.result.results import Results
from compendium.source.address import Addresses
from crossborder.borders.conditions import closures
from crossborder.borders.conditions.closures import REASONS, SCOPES, UNSTATED, Episode, Meaning
from crossborder.borders.conditions.groups import Group
from crossborder.borders.conditions.posts import standing
from crossborder.borders.conditions.when import when
from crossborder.states.names import border as border_name

NOT_SEARCHED, NONE_FOUND = "not searched", "searched, none found"


def register(results: Results, group: Group) -> None:
    """Results on closures of a group, and its rows of the frames `closures`, `reasons`, `scopes` and `searched`."""
    meant, every = closures.meaning(results), closures.episodes(results)
    mine = [e for dyad in group.dyads for e in every.get(dyad, [])]
    searched = [dyad for dyad in group.dyads if closures.searches(results, closures.ABOUT).get(dyad)]
    counted, stated = [e for e in mine if e.counted], [e for e in mine if e.closure and e["scope"] in meant.scopes]
    years = closures.border_years(results, tuple(searched))
    queries = [q["cells"] for dyad in searched for q in closures.searches(results, closures.ABOUT)[dyad]]
    closed = {e.dyad for e in counted}
    perhaps = [e for e in mine if e.possible and e.dyad not in closed]
    _counts(results, group, counted, perhaps, years, queries)
    for reason in REASONS:
        _rate(results, group, "reasons", reason, [e for e in stated if e["reason"] == reason], years, queries)
    for scope in SCOPES:
        of_scope = [e for e in mine if e.closure and e["scope"] == scope and e["reason"] in meant.reasons]
        _rate(results, group, "scopes", scope, of_scope, years, queries)
    results.frames.setdefault("closures", []).extend({"group": group.name, **shown(e)} for e in counted)
    _searched(results, group, every, meant)


def shown(episode: Episode) -> dict:
    """An episode as frames show it."""
    names = ("id", "dyad", "period", "closed_by", "scope", "reason", "decision", "confidence", "source")
    row = {name: episode[name] for name in names}
    return row | {
        "border": border_name(episode.dyad),
        "when": when(episode),
        "publisher": episode["publisher"],
        "address": episode["address"],
        "cells": list(episode["cells"]),
    }


def _counts(
    results: Results,
    group: Group,
    counted: list[Episode],
    perhaps: list[Episode],
    years: dict[str, int],
    queries: list[list[str]],
) -> None:
    """What counts by the definitions in force; where nothing does, the number rests on the queries that found none."""
    meant = closures.meaning(results)
    said = {"side": group.said, "words": meant.words}
    cells, n = [e["cells"] for e in counted] or queries, len(years)
    results.number("{side}-closure-episodes", len(counted), cells, n=n, **said)
    results.number("{side}-closure-decisions", closures.number(counted, closures.DECISIONS), cells, n=n, **said)
    results.number("{side}-closures", closures.number(counted, meant.unit), cells, n=n, unit=meant.unit, **said)
    span = "{}-{}".format(*meant.years)
    results.number("{side}-border-years", sum(years.values()), cells, n=n, side=group.said, years=span)
    borders = sorted({e.dyad for e in counted})
    results.add("{side}-closed-which", sentence.listed(map(border_name, borders)), cells, n=n, **said)
    behind = [e["cells"] for e in perhaps] or queries
    results.number("{side}-closed-unstated", len({e.dyad for e in perhaps}), behind, n=n, **said)
    known = sorted(e["days"] for e in counted if e["days"])
    results.number("{side}-closure-durations", len(known), cells, n=len(counted), **said)
    middle = float(median(known)) if known else None
    text = "not known" if middle is None else sentence.number(middle)
    results.add("{side}-closure-days", text, cells, number=middle, n=len(known), **said)


def _rate(
    results: Results,
    group: Group,
    frame: str,
    name: str,
    found: list[Episode],
    years: dict[str, int],
    queries: list[list[str]],
) -> None:
    """One reason or scope: episodes, decisions, borders, rate for ten border-years, durations."""
    days, total = [e["days"] for e in found if e["days"]], sum(years.values())
    row = {
        "group": group.name,
        "name": name,
        "episodes": len(found),
        "decisions": closures.number(found, closures.DECISIONS),
        "borders": len({e.dyad for e in found}),
        "n": len(years),
        "rate": 10 * len(found) / total if total else None,
        "dated": len(days),
        "days": float(median(days)) if days else None,
        "cells": Addresses([e["cells"] for e in found] or queries),
    }
    results.frames.setdefault(frame, []).append(row)
    slug = name.replace(" ", "-")
    cells, parts = [row["cells"]], {"side": group.said, "part": (slug, name)}
    results.number("{side}-{part}-closures", row["episodes"], cells, n=len(years), **parts)
    results.number("{side}-{part}-closed", row["borders"], cells, n=len(years), **parts)
    text = "not searched" if row["rate"] is None else sentence.number(row["rate"], 2)
    results.add("{side}-{part}-rate", text, cells, number=row["rate"], n=total, **parts)


def _searched(results: Results, group: Group, every: dict[str, list[Episode]], meant: Meaning) -> None:
    """Frame `searched`: for each border how much was searched, for closures and for posts, and with what outcome."""
    frame = results.frames.setdefault("searched", [])
    asked = {about: closures.searches(results, about) for about in (closures.ABOUT, "joint-posts")}
    for dyad in group.dyads:
        queries = {about: found.get(dyad, []) for about, found in asked.items()}
        mine = every.get(dyad, [])
        row = {
            "group": group.name,
            "dyad": dyad,
            "border": border_name(dyad),
            "closure_queries": len(queries[closures.ABOUT]),
            "episodes": len(mine),
            "counted": sum(e.counted for e in mine),
            "closed": _outcome(queries[closures.ABOUT], mine, meant),
            "post_queries": len(queries["joint-posts"]),
            "posts": standing(results, dyad).words,
            "cells": Addresses(query["cells"] for found in queries.values() for query in found),
        }
        frame.append(row)
        border = (dyad.lower(), row["border"])
        results.add("{border}-closures-found", row["closed"], [row["cells"]], n=row["closure_queries"], border=border)
        results.add("{border}-posts-found", row["posts"], [row["cells"]], n=row["post_queries"], border=border)
    unsearched = [row for row in frame if row["group"] == group.name and not row["closure_queries"]]
    found = [query["cells"] for dyad in group.dyads for query in asked[closures.ABOUT].get(dyad, [])]
    results.number(
        "{side}-closures-searched", len(group.dyads) - len(unsearched), found, n=len(group.dyads), side=group.said
    )
    results.number("{side}-closure-queries", len(found), found, n=len(group.dyads), side=group.said)


def _outcome(queries: Iterable, mine: list[Episode], meant: Meaning) -> str:
    """What the searches for closures of one border came to."""
    if not queries:
        return NOT_SEARCHED
    if any(e.counted for e in mine):
        return f"closed {meant.words}"
    others = [reason for reason in REASONS if any(e.closure and e["reason"] == reason for e in mine)]
    others = ["no stated reason" if reason == UNSTATED else reason for reason in others]
    if not others and any(e.possible for e in mine):
        return f"perhaps closed {meant.words}"
    return f"closed for {sentence.listed(others)}" if others else NONE_FOUND


def verdict(results: Results, left: Group, right: Group) -> None:
    """Whether a larger share of the borders of one group was closed, or has a joint place, than of the other.

    It is told only where it holds whatever is unknown.
    """
    meant = closures.meaning(results)
    parts = {"left": left.name, "right": right.name}
    for name, more in (("closed", {"words": meant.words}), ("joint-control", {})):
        rows = {r["id"].partition("/")[2]: r for r in results.rows}
        yes, known = (
            [rows[f"{side}-{part}"]["number"] for side in ("left", "right")] for part in (name, f"{name}-known")
        )
        of = [len(group.dyads) for group in (left, right)]
        bounds = [(one / n, (one + n - told) / n) for one, told, n in zip(yes, known, of, strict=True)]
        text = _compared(*bounds, left.place.within(), right.place.within())
        cells = [rows[f"{side}-{name}"]["cells"] for side in ("left", "right")]
        results.add(f"{name}-verdict", text, cells, n=int(sum(known)), **parts, **more)
    cells = [rows["left-closed"]["cells"], rows["right-closed"]["cells"]]
    results.add("closed-words", meant.words, cells, n=int(sum(known)))
    first = meant.years[0]
    results.add("closed-since", str(first), cells, number=first, n=int(sum(known)))


def _compared(ours: tuple[float, float], theirs: tuple[float, float], left: str, right: str) -> str:
    """What two shares say of one another, each with all unknown set to no and to yes."""
    if ours == theirs and ours[0] == ours[1]:
        return f"as large a share of the borders {left} as {right}"
    if ours[1] < theirs[0]:
        return f"a larger share of the borders {right} than {left}"
    if theirs[1] < ours[0]:
        return f"a larger share of the borders {left} than {right}"
    return "it cannot be told in which group more are"
