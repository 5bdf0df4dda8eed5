"""Sentences of the report that set numbers of both groups beside one another."""

from collections.abc import Iterator

from compendium.result import sentence
from compendium.result.results import Results
from compendium.result.sentence.parts import IN_WORDS
from crossborder import nouns
from crossborder.borders.conditions.groups import Group
from crossborder.borders.conditions.resilience import RECOMMENDATIONS

WORDS = {
    "financing": "infrastructure",
    "environment": "environmental projects of foreign donors",
    "centres": "border service centres",
}


def told(results: Results, left: Group, right: Group) -> None:
    """Results `told-…`, one a sentence, `finding`, and what sentences call each group."""
    every = {row["id"].partition("/")[2]: row for row in results.rows}
    for group in (left, right):
        cells = [every[f"{group.side}-borders"]["cells"]]
        for name, text in (("called", group.place.name()), ("within", group.place.within()), ("of", group.place.of())):
            results.add("{side}-{called}", text, cells, side=group.said, called=name)
    said = {}
    for name, text, used in _sentences(every, left, right):
        said[name] = text
        cells = [every[one]["cells"] for one in used]
        n = int(sum(every[f"{side}-borders"]["number"] for side in ("left", "right")))
        results.add("told-{sentence}", text, cells, n=n, sentence=(name, name))
        if name == "judged":
            results.add("finding", f"{said['within']} {said['judged']}", cells, n=n)


def _sentences(every: dict[str, dict], left: Group, right: Group) -> Iterator[tuple[str, str, list[str]]]:
    """Name and text of each sentence, and the results behind it."""
    yield _within(every, left, right)
    yield _judged(every, left, right)
    yield _profile(every)
    yield _tried(every, left)
    yield _survival(every, left, right)
    yield shares_of(every, left, right, "closed")
    yield shares_of(every, left, right, "joint-control")
    yield shares_of(every, left, right, "visa-free")
    yield shares_of(every, left, right, "dispute-open")
    yield _reports(every, left)
    yield _far(every, left, right)
    yield _valid(every, left)
    yield _leads(every, left, right)
    yield _unpaid(every, left, right)
    yield _amounts(every, left, right)


def _number(every: dict[str, dict], *names: str) -> list[int]:
    return [int(every[name]["number"]) for name in names]


def _within(every: dict[str, dict], left: Group, right: Group) -> tuple[str, str, list[str]]:
    names = ["in-range-of-all", "in-middle-of-all"]
    inside, middle = _number(every, *names)
    of = every[names[0]]["n"]
    shares = [f"{side}-{part}-share" for side in ("right", "left") for part in ("in-range", "in-middle")]
    one, two, three, four = (every[name]["number"] for name in shares)
    whole = sentence.part_of(len(right.dyads), len(right.dyads), nouns.BORDER)
    text = (
        f"Of the {sentence.counted(of, nouns.CONDITION)} {whole} {right.place.of()} lie within the range of the borders"
        f" {left.place.of()} in {_count(inside)}, and within its middle half in {_count(middle)}."
        f" Counted border by border, {sentence.per_cents(one, two, (1, 1))} of the values lie within the range and the"
        f" middle half; of those of a border {left.place.of()} that is left out, {sentence.per_cents(three, four, (1, 1))}."
    )
    return "within", text, [*names, *shares]


def _judged(every: dict[str, dict], left: Group, right: Group) -> tuple[str, str, list[str]]:
    names = [f"conditions-{verdict}" for verdict in ("alike", "harder", "easier")]
    starts = (f"like those {left.place.of()} in", "meet harder conditions in", "meet easier ones in")
    starts = (f"are {starts[0]}", *starts[1:])
    parts = [
        f"{start} {every[name]['value']}" for start, name in zip(starts, names, strict=True) if every[name]["number"]
    ]
    text = f"Most borders {right.place.of()} {'; they '.join(parts)}." if parts else "No condition sets them apart."
    return "judged", text, names


def _profile(every: dict[str, dict]) -> tuple[str, str, list[str]]:
    names = [f"conditions-{verdict}" for verdict in ("alike", "harder", "easier")]
    alike, harder, easier = (sentence.worded(one) if one else "none" for one in _number(every, *names))
    return "profile", f"Alike in {alike}, harder in {harder}, easier in {easier}", names


def _tried(every: dict[str, dict], left: Group) -> tuple[str, str, list[str]]:
    names, parts = [], []
    for slug in RECOMMENDATIONS:
        mine = [f"left-{slug}-{part}" for part in ("success", "mixed", "failure", "known", "n")]
        names += mine
        success, mixed, failure, known, found = _number(every, *mine)
        if not known:
            parts.append(f"of {WORDS[slug]} no outcome is known")
            continue
        parts.append(
            f"of {WORDS[slug]} {sentence.known_of(success, known, found)} succeeded,"
            f" {_count(mixed, known)} came out mixed and {_count(failure, known)} failed"
        )
    return "tried", f"{sentence.capital(left.place.within())}, {'; '.join(parts)}.", names


def _count(number: int, of: int = 0) -> str:
    """A number as it stands beside a part of a whole: in digits where that is."""
    if number > 1 and of > IN_WORDS:
        return sentence.count(number)
    return sentence.worded(number) if number else "none"


def _survival(every: dict[str, dict], left: Group, right: Group) -> tuple[str, str, list[str]]:
    names, parts = [], []
    for group in (left, right):
        mine = [f"{group.side}-{met}-{part}" for met in ("exposed", "unexposed") for part in ("active", "known")]
        names += [*mine, f"{group.side}-exposure-verdict"]
        active, known, free, free_known = _number(every, *mine)
        met = (
            f"{sentence.part_of(active, known)} that met a closure {sentence.agree(active, 'is', 'are')} active"
            if known
            else "none met a closure"
        )
        none = f"{sentence.part_of(free, free_known)} that met none" if free_known else "none went without one"
        parts.append(f"{group.place.within()} {met}, and {none}: {every[names[-1]]['value']}")
    return "survival", f"Of the initiatives whose fate is known, {'; '.join(parts)}.", names


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
    if not known:
        return f"an unknown number of the {sentence.counted(whole, nouns.BORDER)}"
    return sentence.known_of(yes, known, whole, nouns.BORDER)


EVIDENCE = {"promoter": "officials or promoters", "evaluation": "evaluations"}


def _reports(every: dict[str, dict], left: Group) -> tuple[str, str, list[str]]:
    """How many initiatives failed of those that officials or promoters tell of, and of those that evaluations do.

    Of those with a known outcome.
    """
    names, parts = [], []
    for slug, words in EVIDENCE.items():
        mine = [f"left-{slug}-{part}" for part in ("failure", "known", "n")]
        names += mine
        failed, known, found = _number(every, *mine)
        said = f"of the initiatives that {words} tell of {sentence.known_of(failed, known, found)} failed"
        parts.append(said if found else f"{words} tell of no initiative")
    return "reports", f"{sentence.capital(left.place.within())}, {'; '.join(parts)}.", names


def _far(every: dict[str, dict], left: Group, right: Group) -> tuple[str, str, list[str]]:
    (far,) = _number(every, "beyond-within")
    of = every["beyond-within"]["n"]
    middle, most = every["within-median"]["value"], every["within-most"]["value"]
    text = (
        f"{sentence.capital(sentence.part_of(far, of, nouns.BORDER))} {right.place.of()}"
        f" {sentence.agree(far, 'is', 'are')} farther from the nearest border {left.place.of()} than any border there is"
        f" from its own (a distance of {middle} in the median and {most} at most)."
    )
    return "far", text, ["beyond-within", "within-median", "within-most"]


def _valid(every: dict[str, dict], left: Group) -> tuple[str, str, list[str]]:
    names = ["analogues-valid", "analogues-invalid"]
    good, bad = (every[name]["value"] for name in names)
    parts = [f"predicts {good}"] if good != sentence.listed([]) else []
    parts += [f"does not predict {bad}"] if bad != sentence.listed([]) else []
    text = f"Among borders {left.place.of()} that share no country, nearness {sentence.listed(parts)}."
    return "valid", text, names


def _leads(every: dict[str, dict], left: Group, right: Group) -> tuple[str, str, list[str]]:
    names = [f"{side}-levels-{level}" for level in ("national", "subnational") for side in ("left", "right")]
    n = [every[name]["n"] for name in names[:2]]
    first, second = (sentence.per_cents(*(every[name]["number"] for name in names[i : i + 2]), n) for i in (0, 2))
    text = (
        f"National governments lead {first} of the initiatives found {left.place.within()} and {right.place.within()},"
        f" subnational actors {second}."
    )
    return "leads", text, names


def _unpaid(every: dict[str, dict], left: Group, right: Group) -> tuple[str, str, list[str]]:
    names = [f"{side}-payers-unknown" for side in ("left", "right")]
    parts = [
        f"{sentence.part_of(int(every[name]['number']), every[name]['n'], nouns.INITIATIVE)} {group.place.within()}"
        for name, group in zip(names, (left, right), strict=True)
    ]
    return "unpaid", f"Who pays is not known of {sentence.listed(parts)}.", names


def _amounts(every: dict[str, dict], left: Group, right: Group) -> tuple[str, str, list[str]]:
    names = [f"{side}-{part}" for side in ("left", "right") for part in ("amounts", "amount-median")]
    found = [
        (group, int(every[f"{group.side}-amounts"]["number"]), every[f"{group.side}-amount-median"]["number"])
        for group in (left, right)
    ]
    known = sentence.listed(
        f"{sentence.counted(count, nouns.INITIATIVE)} {group.place.within()}" for group, count, _ in found
    )
    medians = [median for *_, median in found if median is not None]
    middle = f", with {sentence.agree(len(medians), 'a median', 'medians')} of {sentence.listed(sentence.alike(medians))} million US dollars"
    return "amounts", f"An amount is known of {known}{middle if medians else ''}.", names
