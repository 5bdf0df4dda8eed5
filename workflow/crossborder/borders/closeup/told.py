"""Sentences that a report on a border opens with."""

from compendium.result import sentence
from compendium.result.results import Results
from crossborder import nouns
from crossborder.borders.closeup.about import About


def told(results: Results, about: About) -> None:
    """Results `told-profile`, `told-standing` and `finding`."""
    every = {row["id"].partition("/")[2]: row for row in results.rows}
    names = [f"conditions-{verdict}" for verdict in ("alike", "harder", "easier")]
    cells = [every[name]["cells"] for name in names]
    n = every[names[0]]["n"]
    alike, harder, easier = (int(every[name]["number"]) for name in names)
    title = (
        f"Alike in {sentence.counted(alike, nouns.CONDITION)}, harder in {_count(harder)}, easier in {_count(easier)}"
    )
    results.add("told-{sentence}", title, cells, n=n, sentence=("profile", "profile"))
    text = _standing(every, about)
    results.add("told-{sentence}", text, cells, n=n, sentence=("standing", "where it stands"))
    parts = [f"{title}.", *(results.value(f"told-{name}") for name in ("tried", "closed"))]
    results.add("finding", " ".join(parts), [*cells, every["initiatives"]["cells"], every["closures"]["cells"]], n=n)


def _standing(every: dict[str, dict], about: About) -> str:
    """In which conditions the border is like the others, and in which they are harder or easier."""
    number, where = len(about.among.dyads), about.whole.place.within()
    other = "other " if about.dyad in about.whole.dyads else ""
    others = f"{sentence.worded(number)} {other}{nouns.BORDER.said(number)} {where}"
    parts = []
    for verdict in ("harder", "easier"):
        if every[f"conditions-{verdict}"]["number"]:
            parts.append(f"{verdict} in {every[f'conditions-{verdict}']['value']}")
    if not parts and every["conditions-alike"]["number"]:
        return f"It is like most of the {others} in everything that is measured."
    if not parts:
        return f"No condition sets it apart from the {others}."
    first, *rest = parts
    return " ".join(
        [f"Beside the median of the {others}, conditions are {first}.", *(f"They are {part}." for part in rest)]
    )


def _count(number: int) -> str:
    return sentence.worded(number) if number else "none"
