"""Sentences about initiatives of both groups; where none was collected of a group, that is said in place of a nought."""

from compendium.result import sentence
from compendium.result.sentence.parts import IN_WORDS
from crossborder import nouns
from crossborder.borders.conditions.exposure import NOTHING
from crossborder.borders.conditions.groups import Group
from crossborder.borders.conditions.resilience import RECOMMENDATIONS

Told = tuple[str, str, list[str]]  # name and text of a sentence, and the results behind it
WORDS = {
    "financing": "infrastructure",
    "environment": "environmental projects of foreign donors",
    "centres": "border service centres",
}
EVIDENCE = {"promoter": "officials or promoters", "evaluation": "evaluations"}
# What is collected, by the result that is nought where nothing was; initiatives are told of by the tables themselves.
COLLECTED = {
    "closures": "border-years",
    "joint posts": "posts-known",
    "travel without visa": "visa-free-known",
    "territorial disputes": "dispute-open-known",
}


def numbers(every: dict[str, dict], *names: str) -> list[int]:
    """Numbers of results, by their names."""
    return [int(every[name]["number"]) for name in names]


def count(number: int, of: int = 0) -> str:
    """A count in words, in digits beside a part of a whole that is told in them; nothing is “none”."""
    if number > 1 and of > IN_WORDS:
        return sentence.count(number)
    return sentence.worded(number) if number else "none"


def tried(every: dict[str, dict], left: Group, bare: list[Group]) -> Told:
    """What came of what each recommendation points to, in the first group."""
    names, parts = [], []
    for slug in RECOMMENDATIONS:
        mine = [f"left-{slug}-{part}" for part in ("success", "mixed", "failure", "known", "n")]
        names += mine
        success, mixed, failure, known, found = numbers(every, *mine)
        if not known:
            parts.append(f"of {WORDS[slug]} no outcome is known")
            continue
        parts.append(
            f"of {WORDS[slug]} {sentence.known_of(success, known, found)} succeeded,"
            f" {count(mixed, known)} came out mixed and {count(failure, known)} failed"
        )
    text = f"{sentence.capital(left.place.within())}, {'; '.join(parts)}."
    return "tried", _none(left) if left in bare else text, names


def _none(*groups: Group) -> str:
    """That no initiative was collected of some groups."""
    return f"No initiative was collected {sentence.listed(group.place.within() for group in groups)}."


def survival(every: dict[str, dict], left: Group, right: Group, bare: list[Group]) -> Told:
    """What became of initiatives that met a closure, and of those that met none; and what was not collected at all."""
    names, parts, verdicts = [], [], []
    for group in (left, right):
        mine = [f"{group.side}-{met}-{part}" for met in ("exposed", "unexposed") for part in ("active", "known")]
        names += [*mine, f"{group.side}-exposure-verdict"]
        if group in bare:
            continue
        active, known, free, free_known = numbers(every, *mine)
        met = (
            f"{sentence.part_of(active, known)} that met a closure {sentence.agree(active, 'is', 'are')} active"
            if known
            else "none met a closure"
        )
        none = f"{sentence.part_of(free, free_known)} that met none" if free_known else "none went without one"
        if free_known and not known:
            none = f"{sentence.part_of(free, free_known)} {sentence.agree(free, 'is', 'are')} active"
        parts.append(f"{group.place.within()} {met}, and {none}")
        verdicts.append((group.place.within(), every[names[-1]]["value"]))
    said = [f"Of the initiatives whose fate is known, {'; '.join(parts)}."] if parts else []
    said += _bears(verdicts)
    for group in (left, right):
        said += _unknown(every, group, bare)
        names += [f"{group.side}-{name}" for name in COLLECTED.values()] if group in bare else []
    return "survival", " ".join(said), names


def _bears(verdicts: list[tuple[str, str]]) -> list[str]:
    """What the fates bear, as a sentence: once where it is nothing of any group; none of no group."""
    if not verdicts:
        return []
    if {text for _, text in verdicts} == {NOTHING}:
        return [f"{sentence.capital(NOTHING)} from this."]
    return [f"{sentence.capital('; '.join(f'{place} {text}' for place, text in verdicts))}."]


def _unknown(every: dict[str, dict], group: Group, bare: list[Group]) -> list[str]:
    """What was not collected of a group of which no facts were, as a sentence; none of any other."""
    if group not in bare:
        return []
    things = [thing for thing, name in COLLECTED.items() if not every[f"{group.side}-{name}"]["number"]]
    told = sentence.listed(["initiatives", *things])
    text = f"About {told} nothing was collected of the borders {group.place.of()}"
    return [f"{text}: what is said of them is unknown, and not none."]


def reports(every: dict[str, dict], left: Group, bare: list[Group]) -> Told:
    """How many initiatives failed of those that officials or promoters tell of, and of those that evaluations do.

    Of those with a known outcome.
    """
    names, parts = [], []
    for slug, words in EVIDENCE.items():
        mine = [f"left-{slug}-{part}" for part in ("failure", "known", "n")]
        names += mine
        failed, known, found = numbers(every, *mine)
        said = f"of the initiatives that {words} tell of {sentence.known_of(failed, known, found)} failed"
        parts.append(said if found else f"{words} tell of no initiative")
    text = f"{sentence.capital(left.place.within())}, {'; '.join(parts)}."
    return "reports", _none(left) if left in bare else text, names


def leads(every: dict[str, dict], left: Group, right: Group, bare: list[Group]) -> Told:
    """Who leads initiatives, in per cent of those found of either group."""
    names = [f"{side}-levels-{level}" for level in ("national", "subnational") for side in ("left", "right")]
    found = [group for group in (left, right) if every[f"{group.side}-levels-national"]["number"] is not None]
    if not found:
        return "leads", _none(left, right) if len(bare) == 2 else "Who leads initiatives is not known.", names
    n = [every[f"{group.side}-levels-national"]["n"] for group in found]
    first, second = (
        sentence.listed(sentence.shares([every[f"{group.side}-levels-{level}"]["number"] for group in found], n))
        for level in ("national", "subnational")
    )
    text = (
        f"National governments lead {first} per cent of the initiatives found"
        f" {sentence.listed(group.place.within() for group in found)}, subnational actors {second} per cent."
    )
    return "leads", _with_none(text, bare), names


def _with_none(text: str, bare: list[Group]) -> str:
    """A sentence, and that of groups of which no initiative was collected."""
    return f"{text} {_none(*bare)}" if bare else text


def unpaid(every: dict[str, dict], left: Group, right: Group, bare: list[Group]) -> Told:
    """Of how many initiatives nobody tells who pays."""
    names = [f"{side}-payers-unknown" for side in ("left", "right")]
    parts = [
        f"{sentence.part_of(int(every[name]['number']), every[name]['n'], nouns.INITIATIVE)} {group.place.within()}"
        for name, group in zip(names, (left, right), strict=True)
        if group not in bare
    ]
    if not parts:
        return "unpaid", _none(left, right), names
    return "unpaid", _with_none(f"Who pays is not known of {sentence.listed(parts)}.", bare), names


def amounts(every: dict[str, dict], left: Group, right: Group, bare: list[Group]) -> Told:
    """Of how many initiatives an amount is known, and the medians."""
    names = [f"{side}-{part}" for side in ("left", "right") for part in ("amounts", "amount-median")]
    found = [
        (group, int(every[f"{group.side}-amounts"]["number"]), every[f"{group.side}-amount-median"]["number"])
        for group in (left, right)
        if group not in bare
    ]
    if not found:
        return "amounts", _none(left, right), names
    known = sentence.listed(
        f"{sentence.counted(known, nouns.INITIATIVE)} {group.place.within()}" for group, known, _ in found
    )
    medians = [median for *_, median in found if median is not None]
    middle = f", with {sentence.agree(len(medians), 'a median', 'medians')} of {sentence.listed(sentence.alike(medians))} million US dollars"
    return "amounts", _with_none(f"An amount is known of {known}{middle if medians else ''}.", bare), names
