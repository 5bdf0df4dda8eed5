"""Turn printed cells into tidy rows: the kind of a tidy table names the function that makes it."""

from collections.abc import Iterable

from compendium import study
from compendium.decision import schemas
from compendium.decision.decisions import Decisions

KINDS = {
    "counts": "compendium.table.counts:tabulate",
    "totals": "compendium.table.totals:tabulate",
    "entities": "compendium.table.named_things:tabulate",
    "records": "compendium.table.records:rows",
    "statements": "compendium.table.statements:tabulate",
    "values": "compendium.table.values:tabulate",
    "value totals": "compendium.table.values:totals",
}


def kinds() -> dict[str, str]:
    """Dotted name of the function of each kind: those of the machinery, and those that the study adds."""
    return {**KINDS, **study.adds("KINDS")}


def module_of(name: str) -> str:
    """Dotted name of the module that makes a tidy table. Raises KeyError for an unknown kind."""
    return study.module_of(kinds()[schemas.table(name)["kind"]])


def tabulate(name: str, decided: Decisions) -> Iterable[dict]:
    """Rows of a tidy table, each made when it is asked for or all at once, sorted as printed, as the decisions have it."""
    return study.get(kinds()[schemas.table(name)["kind"]])(name, decided)
