"""Why a job would run again: one string for each kind of reason, computed from its wildcards alone.

Rules carry them as `params`; the record of a finished job keeps them, so that `status` and `why` can
say what is stale without Snakemake.
"""

import json
from collections.abc import Callable, Sequence
from functools import cache

from crossborder import cards, codings, config, fingerprint, ledger, publishers, regions, schemas
from crossborder.root import ROOT
from crossborder.sources import named, printed_tables
from crossborder.suppose import headlines, jobs
from crossborder.suppose.jobs import scenarios
from crossborder.tabulate import module_of

Reason = Callable[..., str]


def _raw(tables: Sequence[cards.Table]) -> str:
    """Content of raw files, so that an old clock hides no change."""
    return json.dumps({t.path: fingerprint.of_file(t.path)[: fingerprint.LENGTH] for t in tables})


def _card(tables: Sequence[cards.Table]) -> str:
    return fingerprint.of_value([[t.path, t.card, list(t.fields), list(t.primary_key)] for t in tables])


def _applied(tables: Sequence[cards.Table]) -> str:
    """Accepted entries on these tables; a typo mended in a reason changes nothing."""
    return json.dumps(
        [[e.id, e.cell, e.corrected] for e in ledger.touching({t.path for t in tables}) if e.status == "accepted"],
        ensure_ascii=False,
    )


def _told(tables: Sequence[cards.Table]) -> str:
    """Entries as a report prints them, reasons included."""
    return json.dumps(
        [
            [e.id, e.cell, e.printed, e.corrected, e.kind, e.status, e.reason]
            for e in ledger.touching({t.path for t in tables})
        ],
        ensure_ascii=False,
    )


def _coded(tables: Sequence[cards.Table]) -> str:
    paths = {t.path for t in tables}
    return json.dumps([[c.cell, c.scheme, c.code] for c in codings.codings() if c.file in paths])


def _second(tables: Sequence[cards.Table]) -> str:
    """Second keyings and second codings, which measures compare with the first."""
    keyed = {t.second: fingerprint.of_file(t.second)[: fingerprint.LENGTH] for t in tables if t.second}
    paths = {t.path for t in tables}
    return json.dumps([keyed, [[c.cell, c.code] for c in codings.codings(codings.SECOND) if c.file in paths]])


def _publishers(tables: Sequence[cards.Table]) -> str:
    """Kinds of publishers, for tables that name any."""
    named = any(f.get("vocabulary") == "publisher" for t in tables for f in t.fields)
    return fingerprint.of_value(publishers.kinds()) if named else ""


@cache
def _lock_of(text: str) -> str:
    return fingerprint.of_value([line for line in text.splitlines() if not line.lstrip().startswith("#")])


def _lock(**_: str) -> str:
    return _lock_of((ROOT / "requirements.lock").read_text(encoding="utf-8"))


def _metadata(**_: str) -> str:
    return fingerprint.of_value(config.metadata())


def _report(key: str) -> config.Report:
    return config.reports()[key]


def _code(script: str, *more: str) -> str:
    return fingerprint.of_code(f"workflow/scripts/{script}.py", *more)


def _files(module: str) -> list[str]:
    """The file of a module, or of a package."""
    path = f"workflow/{module.replace('.', '/')}"
    return [f"{path}.py" if (ROOT / f"{path}.py").is_file() else f"{path}/__init__.py"]


def _settings(key: str) -> str:
    report = _report(key)
    return fingerprint.of_value(
        [report.title, report.subtitle, report.notebook, report.measure, list(report.tables), report.parameters]
    )


def _supposed(key: str) -> str:
    """What is supposed; a choice of regions carries the file that it changes."""
    scenario = scenarios()[key]
    entries = [[e.cell, e.printed, e.corrected, e.status] for e in scenario.entries]
    return json.dumps([*entries, scenario.choice], ensure_ascii=False)


def _scenario_tables(key: str) -> list[cards.Table]:
    """Raw tables behind the tables that a scenario may change, and behind the claims that query them."""
    scenario = scenarios()[key]
    names = [*jobs.affected(scenario), *(schemas.evaluated() if jobs.moves_claims(scenario) else [])]
    return list({table.path: table for name in names for table in printed_tables(name)}.values())


def _scenario_code(key: str) -> str:
    """The script, and whatever makes again the tables and the measures that a scenario may change."""
    scenario = scenarios()[key]
    measures = {f"workflow/crossborder/measure/{report.measure}.py" for report in jobs.read_by(scenario).values()}
    kinds = {module_of(table) for table in jobs.affected(scenario) if table in schemas.tabulated()}
    return _code("scenario", *sorted(measures), *(file for kind in sorted(kinds) for file in _files(kind)))


def _scenario_settings(key: str) -> str:
    keys = jobs.read_by(scenarios()[key])
    return fingerprint.of_value([[_settings(report) for report in keys], headlines.text(), regions.load()])


REASONS: dict[str, dict[str, Reason]] = {
    "tabulate": {
        "raw": lambda table: _raw(printed_tables(table)),
        "card": lambda table: _card(printed_tables(table)),
        "ledger": lambda table: _applied(printed_tables(table)),
        "codings": lambda table: _coded(printed_tables(table)),
        "publishers": lambda table: _publishers(printed_tables(table)),
        "schema": lambda table: fingerprint.of_value(schemas.table(table)),
        "code": lambda table: _code("tabulate", *_files(module_of(table))),
        "lock": _lock,
    },
    "evaluate": {
        "raw": lambda table: _raw(printed_tables(table)),
        "card": lambda table: _card(printed_tables(table)),
        "ledger": lambda table: _applied(printed_tables(table)),
        "schema": lambda table: fingerprint.of_value(schemas.table(table)),
        "code": lambda table: _code("evaluate"),
        "lock": _lock,
    },
    "describe_tables": {
        "schema": lambda: fingerprint.of_value([schemas.table(name) for name in schemas.tables()]),
        "sources": lambda: fingerprint.of_value([named(name) for name in schemas.tables()]),
        "metadata": _metadata,
        "code": lambda: _code("describe_tables"),
        "lock": _lock,
    },
    "measure": {
        "raw": lambda report: _raw(_report(report).printed()),
        "second": lambda report: _second(_report(report).printed()),
        "codings": lambda report: _coded(_report(report).printed()),
        "regions": lambda report: fingerprint.of_value(regions.load()) if _report(report).groups() else "",
        "card": lambda report: _card(_report(report).printed()),
        "ledger": lambda report: _told(_report(report).printed()),
        "config": lambda report: _settings(report),
        "scenarios": lambda report: json.dumps(sorted(scenarios()) if _report(report).scenarios else []),
        "schema": lambda report: fingerprint.of_value(schemas.all_frames(_report(report).measure)),
        "code": lambda report: _code("measure", f"workflow/crossborder/measure/{_report(report).measure}.py"),
        "lock": _lock,
    },
    "scenario": {
        "supposed": lambda scenario: _supposed(scenario),
        "raw": lambda scenario: _raw(_scenario_tables(scenario)),
        "card": lambda scenario: _card(_scenario_tables(scenario)),
        "ledger": lambda scenario: _applied(_scenario_tables(scenario)),
        "codings": lambda scenario: _coded(_scenario_tables(scenario)),
        "publishers": lambda scenario: _publishers(_scenario_tables(scenario)),
        "config": lambda scenario: _scenario_settings(scenario),
        "code": lambda scenario: _scenario_code(scenario),
        "lock": _lock,
    },
    "report": {
        "config": lambda report: _settings(report),
        "card": lambda report: _card(_report(report).printed()),
        "schema": lambda report: fingerprint.of_value(schemas.all_frames(_report(report).measure)),
        "metadata": _metadata,
        "code": lambda report: _code("report", f"notebooks/{_report(report).notebook}.ipynb"),
        "lock": _lock,
    },
    "index": {
        "config": lambda: fingerprint.of_value(config.load()),
        "metadata": _metadata,
        "code": lambda: _code("index"),
        "lock": _lock,
    },
    "data_page": {
        "schema": lambda: fingerprint.of_value([schemas.table(name) for name in schemas.tables()]),
        "metadata": _metadata,
        "code": lambda: _code("data_page"),
        "lock": _lock,
    },
}


def current(rule: str, wildcards: dict[str, str]) -> dict[str, str]:
    """Reasons of a job as they are now."""
    return {name: reason(**wildcards) for name, reason in REASONS[rule].items()}


def params(rule: str) -> dict[str, Callable]:
    """Params of a rule: one function of its wildcards for each reason."""
    return {name: _of_wildcards(reason) for name, reason in REASONS[rule].items()}


def _of_wildcards(reason: Reason) -> Callable:
    return lambda wildcards: reason(**dict(wildcards.items()))
