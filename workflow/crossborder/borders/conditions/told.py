"""Sentences of the report that set numbers of both groups beside one another."""

from collections.abc import Iterator

from compendium.result import sentence
from compendium.result.results import Results
from crossborder import nouns
from crossborder.borders.conditions import told_acts as acts
from crossborder.borders.conditions.groups import Group, collected
from crossborder.borders.conditions.told_acts import count as _count
from crossborder.borders.conditions.told_acts import numbers as _number


def told(results: Results, left: Group, right: Group) -> None:
    """Results `told-…`, one a sentence, `finding`, and what sentences call each group."""
    every = {row["id"].partition("/")[2]: row for row in results.rows}
    for group in (left, right):
        cells = [every[f"{group.side}-borders"]["cells"]]
        for name, text in (("called", group.place.name()), ("within", group.place.within()), ("of", group.place.of())):
            results.add("{side}-{called}", text, cells, side=group.said, called=name)
    said = {}
    bare = [group for group in (left, right) if not collected(results, group.dyads)]
    for name, text, used in _sentences(every, left, right, bare):
        said[name] = text
        cells = [every[one]["cells"] for one in used]
        n = int(sum(every[f"{side}-borders"]["number"] for side in ("left", "right")))
        results.add("told-{sentence}", text, cells, n=n, sentence=(name, name))
        if name == "judged":
            results.add("finding", f"{said['within']} {said['judged']}", cells, n=n)


def _sentences(
    every: dict[str, dict], left: Group, right: Group, bare: list[Group]
) -> Iterator[tuple[str, str, list[str]]]:
    """Name and text of each sentence, and the results behind it; of the groups `bare` no facts were collected."""
    yield _within(every, left, right)
    yield _judged(every, left, right)
    yield _profile(every)
    yield acts.tried(every, left, bare)
    yield acts.survival(every, left, right, bare)
    yield _compared(every, left, right)
    yield shares_of(every, left, right, "closed")
    yield shares_of(every, left, right, "closed-pandemic")
    yield shares_of(every, left, right, "joint-control")
    yield shares_of(every, left, right, "visa-free")
    yield shares_of(every, left, right, "dispute-open")
    yield acts.reports(every, left, bare)
    yield _far(every, left, right)
    yield _valid(every, left)
    yield _firm(every)
    yield _unstated(every, left, right)
    yield acts.leads(every, left, right, bare)
    yield acts.unpaid(every, left, right, bare)
    yield acts.amounts(every, left, right, bare)


def _compared(every: dict[str, dict], left: Group, right: Group) -> tuple[str, str, list[str]]:
    """How many borders of which states are set against how many of which."""
    names = [f"{side}-{part}" for side in ("left", "right") for part in ("borders", "countries")]
    parts = [
        f"the {sentence.counted(len(group.dyads), nouns.BORDER) if len(group.dyads) > 1 else 'one border'}"
        f" {group.place.of()} ({every[f'{group.side}-countries']['value']})"
        for group in (left, right)
    ]
    return "compared", f"{parts[0]} against {parts[1]}", names


def _within(every: dict[str, dict], left: Group, right: Group) -> tuple[str, str, list[str]]:
    names = ["in-range-of-all", "in-middle-of-all"]
    inside, middle = _number(every, *names)
    of = every[names[0]]["n"]
    shares = [f"{side}-{part}-share" for side in ("right", "left") for part in ("in-range", "in-middle")]
    one, two, three, four = (every[name]["number"] for name in shares)
    whole = sentence.part_of(len(right.dyads), len(right.dyads), nouns.BORDER)
    turned = "" if inside else f"{sentence.agree(len(right.dyads), 'does', 'do')} "
    text = (
        f"In {_count(inside)} of the {sentence.counted(of, nouns.CONDITION)} with a range {turned}{whole} {right.place.of()}"
        f" {sentence.agree(len(right.dyads), 'lies' if inside else 'lie', 'lie')} within that of the borders {left.place.of()},"
        f" and in {_count(middle)} within its middle half."
    )
    if None not in (one, two):
        text += (
            f" Counted border by border, {sentence.per_cents(one, two, (1, 1))} of the values lie within the range and"
            " the middle half"
        )
        more = None not in (three, four)  # a single border leaves none behind
        out = (
            f"; where each border {left.place.of()} is left out in turn and held against the others,"
            f" {sentence.per_cents(three, four, (1, 1))}"
            if more
            else ""
        )
        text += f"{out}."
    return "within", text, [*names, *shares]


def _judged(every: dict[str, dict], left: Group, right: Group) -> tuple[str, str, list[str]]:
    names = [f"conditions-{verdict}" for verdict in ("alike", "harder", "easier")]
    one = len(right.dyads) == 1
    are, meet = ("is", "meets") if one else ("are", "meet")
    starts = (f"{are} like those {left.place.of()} in", f"{meet} harder conditions in", f"{meet} easier ones in")
    parts = [
        f"{start} {every[name]['value']}" for start, name in zip(starts, names, strict=True) if every[name]["number"]
    ]
    who, they = (sentence.capital(sentence.part_of(1, 1, nouns.BORDER)), "it") if one else ("Most borders", "they")
    told = f"{who} {right.place.of()} {f'; {they} '.join(parts)}."
    text = told if parts else f"No condition sets {'it' if one else 'them'} apart."
    return "judged", text, names


def _profile(every: dict[str, dict]) -> tuple[str, str, list[str]]:
    names = [f"conditions-{verdict}" for verdict in ("alike", "harder", "easier")]
    alike, harder, easier = (sentence.worded(one) if one else "none" for one in _number(every, *names))
    return "profile", f"Alike in {alike}, harder in {harder}, easier in {easier}", names


SHARES = {
    "closed": "was closed",
    "joint-control": "has a joint control or attention centre that works",
    "visa-free": "is crossed without a visa",
    "dispute-open": "has an open or acute territorial dispute",
    "closed-pandemic": "was closed for the pandemic",
}


def shares_of(every: dict[str, dict], left: Group, right: Group, name: str) -> tuple[str, str, list[str]]:
    """Of each group how many of its borders have something: 9 of the 30, none of the two known (one unknown)."""
    names = [f"{group.side}-{name}{part}" for group in (left, right) for part in ("", "-known")]
    one, one_known, two, two_known = _number(every, *names)
    parts = [
        f"{_of_known(yes, known, len(group.dyads))} {group.place.within()}"
        for group, yes, known in ((left, one, one_known), (right, two, two_known))
    ]
    return name, sentence.listed(parts), names


def _of_known(yes: int, known: int, whole: int) -> str:
    """How many borders of a group, as the subject of a sentence."""
    if not known and whole == 1:
        return f"perhaps {sentence.part_of(1, 1, nouns.BORDER)}"
    if not known:
        return f"an unknown number of the {sentence.counted(whole, nouns.BORDER)}"
    return sentence.known_of(yes, known, whole, nouns.BORDER)


def _far(every: dict[str, dict], left: Group, right: Group) -> tuple[str, str, list[str]]:
    names = ["beyond-within", "within-median", "within-most"]
    if every[names[0]]["number"] is None or not every[names[0]]["n"]:
        text = f"How near a border {right.place.of()} is to those {left.place.of()} cannot be told."
        return "far", text, names
    (far,) = _number(every, names[0])
    of = every[names[0]]["n"]
    middle, most = every["within-median"]["value"], every["within-most"]["value"]
    text = (
        f"{sentence.capital(sentence.part_of(far, of, nouns.BORDER))} {right.place.of()}"
        f" {sentence.agree(far or of, 'is', 'are')} farther from the nearest border {left.place.of()} than any border there is"
        f" from its own (a distance of {middle} in the median and {most} at most)."
    )
    return "far", text, names


def _firm(every: dict[str, dict]) -> tuple[str, str, list[str]]:
    """Whether the nearest border of each stays near in every variant."""
    names = ["analogues-variants", "analogues-unfirm"]
    variants, unfirm = _number(every, *names)
    of = every[names[1]]["n"]
    left = f"leaves the first five for {sentence.part_of(unfirm, of, nouns.BORDER)}"
    said = left if unfirm else "stays among the first five of every border"
    return "firm", f"Over {sentence.count(variants)} variants the nearest border {said}.", names


def _unstated(every: dict[str, dict], left: Group, right: Group) -> tuple[str, str, list[str]]:
    """Of how many borders of each group it is unknown whether they were closed, as an aside."""
    names = [f"{group.side}-closed-unstated" for group in (left, right)]
    counts = _number(every, *names)
    parts = [f"{_count(count)} {group.place.within()}" for count, group in zip(counts, (left, right), strict=True)]
    return "unstated", sentence.listed(parts) if any(counts) else "none of these", names


def _valid(every: dict[str, dict], left: Group) -> tuple[str, str, list[str]]:
    names = ["analogues-valid", "analogues-invalid"]
    good, bad = (every[name]["value"] for name in names)
    parts = [f"predicts {good}"] if good != sentence.listed([]) else []
    parts += [f"does not predict {bad}"] if bad != sentence.listed([]) else []
    said = f"nearness {sentence.listed(parts)}" if parts else "it cannot be told whether nearness predicts anything"
    text = f"Among borders {left.place.of()} that share no country, {said}."
    return "valid", text, names
