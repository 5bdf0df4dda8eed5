"""The two groups of a comparison, and what belongs to their borders."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import pandas as pd

from compendium.result.results import Results
from compendium.result.sentence import Place
from crossborder.borders import regions
from crossborder.borders.conditions import FIRST_YEAR, LAST_YEAR, YOUNG
from crossborder.borders.conditions.coded import by_record, record
from crossborder.states.names import worded

# Classes of tables whose name is no word of a sentence.
CALLED = {"ngo": "non-governmental organisation", "donor": "foreign donor", "water_energy": "water and energy"}
OUTCOMES = ("success", "mixed", "failure", "unknown")


@dataclass(frozen=True)
class Group:
    """A group of borders. `side` is the prefix of its results: left or right; `place` is what sentences call it."""

    side: str
    key: str
    name: str
    dyads: tuple[str, ...]
    place: Place = field(default=Place({}), compare=False)

    @property
    def said(self) -> tuple[str, str]:
        """The side as it stands in the id of a result, and in its label."""
        return self.side, self.name


def groups(results: Results, countries: str = "", variant: bool = False) -> tuple[Group, Group]:
    """Both groups of the report's parameter `groups`. Raises ValueError when they share a border."""
    given = regions.of(results)
    left, right = (
        Group(side, key, given.name(key), tuple(given.members(key, countries, variant)), given.place(key))
        for side, key in zip(("left", "right"), results.parameters["groups"], strict=True)
    )
    if shared := set(left.dyads) & set(right.dyads):
        raise ValueError(f"{left.key} and {right.key} share the borders {sorted(shared)}; compare groups that do not")
    return left, right


def collected(results: Results, dyads: Iterable[str]) -> bool:
    """Whether facts were collected of one of these borders: of one that no table tells of, nothing found is not none."""
    told = results.keep("told borders", lambda: frozenset(results.tables["borders"]["dyad"]))
    return not told.isdisjoint(dyads)


def called(value: object) -> str:
    """A class of a table in words: border service centre, water and energy."""
    return CALLED.get(str(value), str(value).replace("_", " "))


def responses(results: Results, dyads: tuple[str, ...]) -> pd.DataFrame:
    """Acts of cooperation on at least one of these borders that count, one row an initiative.

    Adds `single` (one border alone), `window` (began in the window), `young` (too young to be judged),
    `dyads` (those of its borders that are in the group). A part counts beside its whole as the definition says.
    """
    return results.keep(("responses", *dyads), lambda: _counted(results, _found(results, dyads)))


def _counted(results: Results, rows: pd.DataFrame) -> pd.DataFrame:
    """Those that count where some are parts of others; a part of a part has a whole too."""
    counts = results.definition("parts")
    if counts == "wholes":
        return rows[~rows["part_of"].isin(rows["id"])]
    return rows[~rows["id"].isin(rows["part_of"])] if counts == "parts" else rows


def _found(results: Results, dyads: tuple[str, ...]) -> pd.DataFrame:
    links = results.tables["initiative_borders"]
    mine: dict[str, list[str]] = {}
    wanted = set(dyads)
    for initiative, dyad in zip(links["initiative"], links["dyad"], strict=True):
        if dyad in wanted:
            mine.setdefault(initiative, []).append(dyad)
    acts = results.keep("acts", lambda: _acts(results))
    found = acts[acts["id"].isin(list(mine))]
    return found.assign(dyads=[mine[key] for key in found["id"]])


def _acts(results: Results) -> pd.DataFrame:
    """Initiatives of the years that count and that are no condition by another name, by their identifier.

    `part_of` is what their table says or, where it has no such column, what is coded.
    """
    found, coded = results.tables["initiatives"], results.codings["condition-or-response"]
    found = found.assign(record=[record({"cells": cells}) for cells in found["cells"]])
    found = found[~found["record"].isin(list(by_record(coded)))].sort_values("id")
    wholes = found.pop("record").map(by_record(results.codings["part-of"]))
    found = found.assign(
        part_of=found["part_of"].fillna(wholes),
        single=found["borders"].str.count(";") == 0,
        window=found["start_year"].between(FIRST_YEAR, LAST_YEAR),
        young=found["start_year"] > LAST_YEAR - YOUNG,
        **{column: found[column].map(worded, na_action="ignore") for column in ("name", "outcome_basis")},
    )
    years = results.definition("window")
    if years != "all":
        found = found[found["window"] & ~(found["young"] & (years == "old-enough"))]
    if results.definition("inferred-outcomes") == "unknown":
        inferred = found["outcome_evidence"] == "coder_inference"
        found = found.assign(outcome=found["outcome"].mask(inferred, "unknown"))
    texts = found.select_dtypes("string").columns
    return found.astype(dict.fromkeys(texts, object))  # one block of memory: selecting rows takes a fifth of the time


def outcomes(rows: pd.DataFrame) -> dict[str, int]:
    """Number of initiatives by outcome, the unknown ones among them."""
    found = Counter(rows["outcome"])
    return {outcome: found[outcome] for outcome in OUTCOMES}


def judged(results: Results, found: dict[str, int]) -> dict[str, int]:
    """How many of the known outcomes count as worked and how many as failed, as the definition of mixed results says."""
    mixed = results.definition("mixed")
    worked = found["success"] + (found["mixed"] if mixed == "success" else 0)
    failed = found["failure"] + (found["mixed"] if mixed == "failure" else 0)
    return {"known": sum(found.values()) - found["unknown"], "worked": worked, "failed": failed}
