"""Compute the named results and the frames of a report: pure functions of tables, decisions and config."""

from collections.abc import Container

import pandas as pd

from compendium.decision import codings, schemas
from compendium.decision.decisions import Decisions
from compendium.result import evidence, measures, patterns
from compendium.result.beneath import Beneath
from compendium.result.results import Results
from compendium.source.cards import Table
from compendium.table import store

pd.options.mode.string_storage = "python"  # measures ask for texts one by one; Arrow would make each anew


def measure(
    report: str,
    module: str,
    parameters: dict,
    tables: dict[str, pd.DataFrame],
    printed: list[Table] | None,
    decided: Decisions,
    kept: dict[object, object] | None = None,
    beneath: dict[str, Beneath] | None = None,
) -> Results:
    """Measured report. `tables` are its tidy tables, `printed` the raw tables behind them.

    Without `printed` it says nothing of its evidence, since only values are asked for and no cell behind them.

    `kept` is what reports on the same tables share, so that it is made once for all of them; `beneath` has what the
    reports measured whose results this one reads.
    """
    first, second = ({s: codings.by_cell(f, s) for s in codings.schemes()} for f in (decided.codings, decided.second))
    kept, described = {} if kept is None else kept, patterns.of_measure(module)
    results = Results(
        report, parameters, tables, decided, first, second, module, described, kept=kept, beneath=beneath or {}
    )
    measures.function(module)(results)
    expected = set(schemas.frames(module) if printed is None else schemas.all_frames(module))
    if printed is not None:
        evidence.measure(results, printed)
    if set(results.frames) != expected:
        raise ValueError(f"{module} makes the frames {sorted(results.frames)}, its schema lists {sorted(expected)}")
    return results


def arrow_tables(results: Results, module: str, without: Container[str] = ()) -> dict:
    """Results and frames of a report as Arrow tables, by file stem, without the columns that are named."""
    described = schemas.all_frames(module)
    return {
        "results": store.arrow(results.rows, schemas.results(), without),
        **{name: store.arrow(rows, described[name], without) for name, rows in results.frames.items()},
    }
