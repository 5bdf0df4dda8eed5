"""Which headlines stand: as built, under every scenario, and under each definition.

A headline is true and robust, true but dependent on scenarios that are named, or not true as built. One that is false
in all is no headline of its report: it is counted, and not told. A finding that holds as built by construction (that a
name, a list, the side of a number stays as it is) cannot be false there: it is no headline either, and is only asked
whether it is steady.
"""

from collections.abc import Iterable, Iterator

import pandas as pd

from compendium.decision import definitions
from compendium.decision.choices import choices
from compendium.decision.config import reports
from compendium.result import sentence
from compendium.result.results import Results
from compendium.result.scenario.headlines import HOLDS, of
from compendium.result.scenario.jobs import scenarios
from compendium.result.scenario.scenarios import AS_BUILT

MEANING = sentence.Noun.english("meaning")
ROBUST, DEPENDS, NOT_TRUE = "true and robust", "true, but depends on a choice", "not true as built"
STEADY, CHANGES = "unchanged by every choice", "changes with a choice"  # of findings that hold by construction
ORDER = (NOT_TRUE, DEPENDS, ROBUST, CHANGES, STEADY)


def title(report: str) -> str:
    """What a report is called by a reader who sees many of one notebook: its second line."""
    return reports()[report].subtitle


def headlines(results: Results, rows: pd.DataFrame) -> None:
    """Frames `headlines`, `under_definitions` and `by_definition`, and how many headlines stand."""
    cells = [entry.cell for entry in results.decided.entries if entry.changes]
    every = [(name, seen) for name, seen in rows[rows["what"] == "headline"].groupby("name", sort=False)]
    told = [(name, seen) for name, seen in every if (seen[["before", "after"]] == HOLDS).any(axis=None)]
    order = list(reports())
    steady = {
        f"{key}/{one.id}"
        for key, report in reports().items()
        for one in of(report.notebook, key)
        if one.by_construction
    }
    found = [{**_headline(name, seen, name in steady), "cells": cells} for name, seen in told]
    results.frames["headlines"] = sorted(found, key=lambda r: (ORDER.index(r["verdict"]), order.index(r["report"])))
    results.frames["standing"] = [
        {**row, "cells": cells} for row in _by_notebook(row for row in found if row["name"] not in steady)
    ]
    by_definition = [row for name, seen in told for row in _by_definition(name, seen)]
    by_definition.sort(key=lambda r: order.index(r["report"]))
    results.frames["by_definition"] = [{**row, "cells": cells} for row in by_definition]
    results.frames["under_definitions"] = [{**row, "cells": cells} for row in _under(by_definition)]
    results.frames["meanings"] = [
        {
            "asks": term.asks,
            "term": key,
            "alternative": other,
            "says": says,
            "in_force": other == term.in_force,
            "cells": cells,
        }
        for key, term in definitions.load().items()
        for other, says in term.alternatives.items()
    ]
    counted = [row["verdict"] for row in found if row["name"] not in steady]
    for verdict, name in ((ROBUST, "robust"), (DEPENDS, "depend"), (NOT_TRUE, "false")):
        results.number("headlines-{verdict}", counted.count(verdict), [cells], n=len(counted), verdict=(name, verdict))
    results.number("headlines", len(counted), [cells], n=len(counted))
    others = [row["verdict"] for row in found if row["name"] in steady]
    results.number("findings", len(others), [cells], n=len(others))
    results.number("findings-steady", others.count(STEADY), [cells], n=len(others))
    results.number("headlines-none", len(every) - len(told), [cells], n=len(every))
    variants = rows.loc[rows["scenario"] != AS_BUILT.key, "variant"].nunique()
    results.number("scenarios", variants, [cells], n=variants)
    results.number("choices", len(choices()), [cells], n=variants)
    terms = definitions.load().values()
    results.number("definitions", len(terms), [cells], n=variants)
    results.number("alternatives", sum(len(term.alternatives) for term in terms), [cells], n=len(terms))


def _by_notebook(headlines: Iterable[dict]) -> Iterator[dict]:
    """How many headlines of the reports of each notebook are robust, depend on a choice, or are not true as built."""
    found = list(headlines)
    titles = {row["report"]: reports()[row["report"]].title for row in found}
    for title in dict.fromkeys(report.title for report in reports().values()):
        verdicts = [row["verdict"] for row in found if titles[row["report"]] == title]
        if verdicts:
            counts = {"robust": ROBUST, "depend": DEPENDS, "untrue": NOT_TRUE}
            yield {
                "title": title,
                "headlines": len(verdicts),
                **{key: verdicts.count(verdict) for key, verdict in counts.items()},
            }


def _headline(name: str, seen: pd.DataFrame, by_construction: bool) -> dict:
    """One headline: whether it is robust, on what it depends, and the range of its number."""
    built = seen["before"].iloc[0]
    others = seen[seen["after"] != built]
    numbers = pd.concat([seen["number_before"], seen["number"]]).dropna()
    robust, depends = (STEADY, CHANGES) if by_construction else (ROBUST, DEPENDS)
    return {
        "report": seen["report"].iloc[0],
        "title": title(seen["report"].iloc[0]),
        "name": name,
        "statement": seen["label"].iloc[0],
        "verdict": NOT_TRUE if built != HOLDS else robust if others.empty else depends,
        "depends": None if others.empty else " · ".join(dict.fromkeys(v.rstrip(".") for v in others["variant"])),
        "n": int((seen["scenario"] != AS_BUILT.key).sum()),
        "least": float(numbers.min()) if len(numbers) else None,
        "most": float(numbers.max()) if len(numbers) else None,
        **dict(zip(("least_printed", "most_printed"), _ends(numbers), strict=True)),
    }


def _ends(numbers: pd.Series) -> list[str | None]:
    """The least and the largest of some numbers, with the same decimals."""
    return sentence.alike((numbers.min(), numbers.max()), significant=2) if len(numbers) else [None, None]


def _by_definition(name: str, seen: pd.DataFrame) -> Iterator[dict]:
    """One headline under every alternative of every term; a term that its report does not ask for moves nothing."""
    report, built = seen["report"].iloc[0], seen["before"].iloc[0]
    terms = {scenario.key: scenario.term for scenario in scenarios().values() if scenario.term}
    after = {(terms.get(r.scenario), r.variant): r for r in seen.itertuples()}
    for key, term in definitions.load().items():
        for alternative, says in term.alternatives.items():
            found = after.get((key, says))
            number = seen["number_before"].iloc[0] if found is None else found.number
            yield {
                "report": report,
                "title": title(report),
                "name": name,
                "statement": seen["label"].iloc[0],
                "term": key,
                "alternative": alternative,
                "in_force": alternative == term.in_force,
                "asked": key in reports()[report].definitions,
                "stands": built if found is None else found.after,
                "number": None if pd.isna(number) else float(number),
            }


def _under(rows: list[dict]) -> Iterator[dict]:
    """One row a headline: of the meanings of the terms that its report asks for, how many it holds under, and not which."""
    terms = definitions.load()
    for name in dict.fromkeys(row["name"] for row in rows):
        mine = [row for row in rows if row["name"] == name]
        asked = [row for row in mine if row["asked"]]
        fails = [row for row in asked if row["stands"] != HOLDS]
        others = [terms[row["term"]].alternatives[row["alternative"]].rstrip(".") for row in fails]
        first = {key: mine[0][key] for key in ("report", "title", "name", "statement")}
        holds = sentence.part_of(len(asked) - len(fails), len(asked), MEANING) if asked else None
        yield {**first, "holds": holds, "fails": " · ".join(others) or None}
