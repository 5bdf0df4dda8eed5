"""Titles of figures of a comparison: each is a finding."""

from compendium.result import sentence
from compendium.result.results import Results
from crossborder import nouns
from crossborder.borders.conditions.counted import SHORT, counted
from crossborder.borders.conditions.groups import Group
from crossborder.borders.conditions.told import shares_of

FEW = 4  # borders that a title names
WORDS = 10  # of a title, at most
# Types of initiatives of which there are several, as a title says them.
KINDS = {
    "environment": "environmental projects",
    "institutional body": "institutional bodies",
    "border service centre": "border service centres",
    "integration zone": "integration zones",
}


def titles(results: Results, left: Group, right: Group) -> None:
    """Results `told-map`, `told-types`, `told-apart`, and for both kinds of closures `told-were-…` and `told-title-…`."""
    every = {row["id"].partition("/")[2]: row for row in results.rows}
    _mapped(results, left)
    _types(results, left, right)
    _apart(results, every)
    for name, why in (("closed", every["closed-words"]["value"]), ("closed-pandemic", "for the pandemic")):
        _, text, names = shares_of(every, left, right, name)
        text, cells = f"{sentence.capital(text)} were closed {why}", [every[one]["cells"] for one in names]
        n = len(left.dyads) + len(right.dyads)
        results.add("told-{sentence}", text, cells, n=n, sentence=(f"were-{name}", f"were {name}"))
        parts = []
        for group in (left, right):
            yes, known = (int(every[f"{group.side}-{name}{part}"]["number"]) for part in ("", "-known"))
            parts.append(brief(yes, known, len(group.dyads)))
        text = f"Closed {why}: {' against '.join(parts)}"
        text = text if len(text.split()) <= WORDS else text.replace(" against ", ", ")
        results.add("told-{sentence}", text, cells, n=n, sentence=(f"title-{name}", f"title: {name}"))


def brief(yes: int, known: int, whole: int) -> str:
    """A part of what is known, as short as a title takes it: 8 of 30, none known, all three."""
    if not known:
        return "unknown"
    beside = "" if known == whole else " known"
    if not yes:
        return f"none{beside}"
    if yes == known:
        return f"all {sentence.worded(known)}{beside}" if known > 1 else f"the only one{beside}"
    return f"{sentence.count(yes)} of {sentence.count(known)}{beside}"


def _mapped(results: Results, left: Group) -> None:
    """Result `told-map`, the title of the map: which borders of the first group are most like those of the second."""
    rows = [row for row in results.frames["analogues"] if row["rank"] == 1]
    names = list(dict.fromkeys(row["named"] for row in rows))
    few = len(names) <= FEW
    said = sentence.listed(names) if few else f"{sentence.counted(len(names), nouns.BORDER)} {left.place.of()}"
    text = f"Most like them: {said}"
    results.add("told-{sentence}", text, [row["cells"] for row in rows], n=len(rows), sentence=("map", "map"))


def _types(results: Results, left: Group, right: Group) -> None:
    """Result `told-types`, the title of the figure of outcomes: the kinds of initiatives that were found most often."""
    parts, cells = [], []
    for group in (left, right):
        mine = [row for row in results.frames["types"] if row["group"] == group.name]
        most = max((row["count"] for row in mine), default=0)
        kinds = [KINDS.get(row["type"], row["type"]) for row in mine if row["count"] == most]
        cells += [row["cells"] for row in mine]
        parts += [sentence.listed(kinds)] if kinds else []
    both = len(parts) > 1 and len(set(parts)) == 1
    text = f"Found most often{' in both' if both else ''}: {' against '.join(dict.fromkeys(parts))}"
    text = text if parts else "No initiative was found"
    results.add("told-{sentence}", text, cells, n=len(cells), sentence=("types", "kinds of initiatives"))


def _apart(results: Results, every: dict[str, dict]) -> None:
    """Result `told-apart`: in which two conditions both groups are most apart, by Cliff's delta."""
    names = {f"delta-{name.replace('_', '-')}": SHORT[name] for name in counted(results)}
    there = [name for name in names if name in every and every[name]["number"] is not None]
    most = sorted(there, key=lambda name: -abs(every[name]["number"]))[:2]
    text = f"Most apart: {sentence.listed(names[name] for name in most)}" if most else "Nothing sets both groups apart"
    cells = [every[name]["cells"] for name in most]
    results.add("told-{sentence}", text, cells, n=len(there), sentence=("apart", "conditions that are most apart"))
