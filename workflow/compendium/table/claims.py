"""The job behind `evaluate`: every claim of the texts held against the tidy tables."""

from dataclasses import replace
from pathlib import Path

from compendium.decision import decisions, schemas
from compendium.decision.decisions import Decisions
from compendium.source import raw_cells
from compendium.source.address import union
from compendium.source.numbers import plain
from compendium.table import query, records, store, verdict
from compendium.table.against import against
from compendium.table.job import keep
from compendium.table.kinds import tabulate
from compendium.table.statements import place


class ClaimError(ValueError):
    """Claims whose query fails, or finds nothing where something is expected; all of them are named."""


class UnsoundClaim(ClaimError):
    """Claims whose query is refused whatever it finds."""


def write(wildcards: dict[str, str], inputs: dict, outputs: dict[str, str]) -> None:
    """Evaluate the claims of all texts against all other tidy tables. Raises ClaimError."""
    name, decided = wildcards["table"], decisions.load(inputs["decisions"])
    tables = query.Tables({Path(path).stem: store.read(Path(path)) for path in inputs["tables"]})
    keep(name, store.arrow(evaluate(records.tabulate(name, decided), tables, decided), schemas.table(name)), outputs)


def evaluate(claims: list[dict], tables: query.Tables, decided: Decisions) -> list[dict]:
    """Claims with what was found, the verdict and the cells behind it. Raises ClaimError, and UnsoundClaim."""
    rows, failed, raised = [], [], ClaimError
    for claim in claims:
        try:
            rows.append(_evaluated(claim, tables, decided))
        except query.QueryError as error:
            failed.append(f"{claim['cells'][0]}, claim {claim['id']}: {error}")
            raised = UnsoundClaim if isinstance(error, query.Unsound) else raised
    if failed:
        raise raised("\n".join([f"{len(failed)} claims cannot be evaluated:", *failed]))
    return rows


def _evaluated(claim: dict, tables: query.Tables, decided: Decisions) -> dict:
    row = {
        **claim,
        "place": place(claim["section"], claim["paragraph"]),
        "claim_cells": claim["cells"],
        "found": None,
        "against": None,
        "verdict": verdict.NOT_CHECKABLE,
    }
    if claim["not_checkable"]:
        return row
    answers = tables.ask(claim["query"])
    if not answers and (cells := _union(_as_printed(claim["query"], decided))):
        held = {"against": against(claim["cells"], cells), "cells": cells}
        return row | {"verdict": verdict.CONTRADICTED, **held}
    if not answers:
        raise query.QueryError("the query finds nothing; where nothing is expected, count it and expect 0")
    texts, found = judged(claim, answers)
    cells = _union(answers)
    if not cells:
        raise query.QueryError("the query names no cells")
    held = {"against": against(claim["cells"], cells), "cells": cells}
    return row | {"found": "; ".join(sorted(set(texts))), "verdict": found, **held}


def judged(claim: dict, answers: list[tuple[object, list[str]]]) -> tuple[list[str], str]:
    """What a query answers, as texts, and the verdict. Raises QueryError for what cannot be compared."""
    texts = [_text(value) for value, _ in answers]
    if claim["comparison"] not in verdict.OF_LISTS and len(texts) != 1:
        raise query.QueryError(f"the query finds {len(texts)} values, and {claim['comparison']} compares one")
    try:
        return texts, verdict.judge(claim["comparison"], texts, claim["expected"])
    except ValueError as error:
        raise query.QueryError(f"{claim['comparison']} compares numbers: {error}") from error


def _union(answers: list[tuple[object, list[str]]]) -> list[str]:
    """The cells behind all answers. Raises Unsound for one that is no cell of a raw table."""
    named = {cell for _, behind in answers for cell in behind}
    if wrong := sorted(raw_cells.faults(named)):
        more = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
        raise query.Unsound(f"{wrong[0]}{more}")
    return union(named)


def _as_printed(sql: str, decided: Decisions) -> list[tuple[object, list[str]]]:
    """What a query finds where no entry of the ledger is applied: more than nothing, where an entry took it all."""
    bare = decided.supposing(tuple(replace(entry, status="proposed") for entry in decided.entries))
    made = {name: store.arrow(tabulate(name, bare), schemas.table(name)) for name in sorted(schemas.named(sql))}
    return query.Tables(made).ask(sql)


def _text(value: object) -> str:
    """A value as it is compared and printed."""
    return plain(value, 10) if isinstance(value, int | float) and not isinstance(value, bool) else str(value)
