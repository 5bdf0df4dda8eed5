"""Why a job would run again: one string for each kind of reason, computed from its wildcards alone.

Rules carry them as `params`; the record of a finished job keeps them, so that `status` and `why` can
say what is stale without Snakemake.
"""

import json
from collections.abc import Callable
from functools import cache

from compendium import study
from compendium.build import digests, of_evidence, of_raw
from compendium.check import kept
from compendium.decision import checked_files, config, definitions, schemas
from compendium.decision.choices import choices
from compendium.paths import path_of
from compendium.report import links, search
from compendium.result.measures import measures
from compendium.result.scenario import headlines, jobs
from compendium.result.scenario.jobs import scenarios
from compendium.source import cards, fingerprint
from compendium.source.fingerprint import file_of
from compendium.table import licences
from compendium.table.kinds import kinds, module_of
from compendium.table.raw_tables import named, printed_tables

CHECKED = ("CHECKS", "JUDGES", "SCHEMES", "PARAMETERS", "PAIRS", "BOUNDS", "GRAMMARS", "COLUMNS")  # of the study


def _table_code(name: str) -> list[str]:
    """Files of the kind of a tidy table, of its derivations, and of the vocabularies of its labels."""
    labels, derived = study.adds("VOCABULARIES"), study.adds("DERIVED")
    used = [labels[label] for label in _read_by(name) if label in labels]
    used += [derived[f["derive"]][0] for f in schemas.table(name)["fields"] if f.get("derive") in derived]
    return list(map(file_of, dict.fromkeys([module_of(name), *map(study.module_of, used)])))


def _code_of_vocabularies() -> list[str]:
    """Files that name the codes of tidy tables."""
    named = {part for name in schemas.tables() for part in schemas.vocabularies(name)}
    return sorted(
        {file_of(study.module_of(dotted)) for key, dotted in study.adds("VOCABULARIES").items() if key in named}
    )


def _asked(name: str) -> list[cards.Table]:
    """Raw tables of claims, and of what they query: one that finds nothing is asked of what is printed."""
    return [table for each in (name, *sorted(jobs.queried())) for table in printed_tables(each)]


def _registered(name: str) -> list[object]:
    """What the study registers that makes a tidy table: its kind, its derivations, the vocabularies of its labels."""
    schema, labels, derived = schemas.table(name), study.adds("VOCABULARIES"), study.adds("DERIVED")
    derivations = [derived.get(field.get("derive")) for field in schema["fields"]]
    return [
        *(kinds()[schema["kind"]], [list(one) for one in derivations if one]),
        [labels.get(label) for label in _read_by(name)],
    ]


def _read_by(name: str) -> list[str]:
    """Vocabularies that make a tidy table: those of labels of matrices, and those of its codes."""
    return sorted({*of_raw.labels(printed_tables(name)), *schemas.vocabularies(name)})


@cache
def _lock_of(text: str) -> str:
    return fingerprint.of_value([line for line in text.splitlines() if not line.lstrip().startswith("#")])


def _lock(**_: str) -> str:
    return _lock_of(path_of(checked_files.LOCK).read_text(encoding="utf-8"))


def _metadata(**_: str) -> str:
    return fingerprint.of_value(config.metadata())


def _report(key: str) -> config.Report:
    return config.reports()[key]


def _code(script: str, *more: str) -> str:
    return fingerprint.of_code(f"workflow/scripts/{script}.py", *more)


def _settings(key: str) -> str:
    report = _report(key)
    told = [report.title, report.subtitle, report.notebook, report.measure, list(report.tables), report.parameters]
    return fingerprint.of_value([*told, report.whole, report.language, report.beneath])


def _scenario(key: str) -> str:
    """What is another under a scenario; a choice carries the file that it changes."""
    scenario = scenarios()[key]
    entries = [[e.cell, e.printed, e.corrected, e.status] for e in scenario.entries]
    other = definitions.load()[scenario.term].others() if scenario.term else study.adds("CHOICES").get(scenario.choice)
    return json.dumps([*entries, scenario.choice or scenario.term, other], ensure_ascii=False)


def _scenario_tables(key: str) -> list[cards.Table]:
    """Raw tables behind the tables that a scenario may change, and behind the claims that query them."""
    scenario = scenarios()[key]
    names = [*jobs.affected(scenario), *(schemas.evaluated() if jobs.moves_claims(scenario) else [])]
    return list({table.path: table for name in names for table in printed_tables(name)}.values())


def _scenario_code(key: str) -> str:
    """The script, and whatever makes again the tables and the measures that a scenario may change."""
    scenario = scenarios()[key]
    made = [file for table in jobs.affected(scenario) if table in schemas.tabulated() for file in _table_code(table)]
    named = [measures()[r.measure] for r in jobs.read_by(scenario).values() if not scenario.as_built]
    choice = choices().get(scenario.choice)
    named += [dotted for dotted in (choice.change, choice.other, choice.concerns) if dotted] if choice else []
    named += study.adds("CONCERNS")
    return _code("scenario", *sorted({*made, *(file_of(study.module_of(dotted)) for dotted in named)}))


def _scenario_settings(key: str) -> str:
    told = [[_settings(report.key), report.meant()] for report in jobs.read_by(scenarios()[key]).values()]
    return fingerprint.of_value([told, headlines.text(), digests.content(study.adds("FILES"))])


def _described(measure: str) -> list:
    """What schemas put into the results of a measure, and what they refuse; what n counts is for readers alone."""
    files = [schemas.results_file(name) for name in schemas.results_files_of(measure)]
    results = [[one["id"], one["label"], one.get("unit"), "n" in one] for file in files for one in file["results"]]
    return [results, [file.get("placeholders") for file in files]]


def _page_schema() -> str:
    files = map(schemas.results_file, schemas.results_files())
    return fingerprint.of_value([[*map(schemas.table, schemas.tables())], [*files]])


def _scenario_schema(key: str) -> str:
    """Schemas of the results of every measure that a scenario computes again."""
    moved = sorted({report.measure for report in jobs.read_by(scenarios()[key]).values()})
    return fingerprint.of_value([_described(measure) for measure in moved])


REASONS: dict[str, dict[str, Callable[..., str]]] = {
    "check": {
        "decided": lambda: digests.content(name for name in checked_files.checked_files() if name.endswith(".yaml")),
        "schema": lambda: fingerprint.of_value([study.adds(what) for what in CHECKED]),
        "code": lambda: kept.code(),
        "lock": _lock,
    },
    "clean": {
        "raw": lambda table: of_raw.raw(printed_tables(table)),
        "card": lambda table: digests.cards(printed_tables(table)),
        "ledger": lambda table: of_raw.applied(printed_tables(table)),
        "codings": lambda table: of_raw.coded(printed_tables(table)),
        "vocabularies": lambda table: of_raw.vocabularies(printed_tables(table), schemas.vocabularies(table)),
        "schema": lambda table: fingerprint.of_value([schemas.table(table), _registered(table)]),
        "code": lambda table: _code("clean", *_table_code(table)),
        "lock": _lock,
    },
    "evaluate": {
        "raw": lambda table: of_raw.raw(_asked(table)),
        "card": lambda table: digests.cards(printed_tables(table)),
        "ledger": lambda table: of_raw.applied(printed_tables(table)),
        "schema": lambda table: fingerprint.of_value(schemas.table(table)),
        "code": lambda table: _code("evaluate"),
        "lock": _lock,
    },
    "measure": {
        "raw": lambda report: of_raw.raw(_report(report).printed()),
        "second": lambda report: of_raw.second(_report(report)),
        "codings": lambda report: of_raw.coded(_report(report).printed()),
        "decided": lambda report: json.dumps([digests.content(_report(report).files()), _report(report).meant()]),
        "card": lambda report: digests.cards(_report(report).printed()),
        "ledger": lambda report: of_raw.told(_report(report).printed()),
        "config": lambda report: _settings(report),
        "scenarios": lambda report: json.dumps(sorted(scenarios()) if _report(report).scenarios else []),
        "schema": lambda report: fingerprint.of_value(
            [schemas.all_frames(name := _report(report).measure), _described(name)]
        ),
        "code": lambda report: _code("measure", file_of(measures()[_report(report).measure])),
        "lock": _lock,
    },
    "scenario": {
        "scenario": lambda scenario: _scenario(scenario),
        "raw": lambda scenario: of_raw.raw(_scenario_tables(scenario)),
        "card": lambda scenario: digests.cards(_scenario_tables(scenario)),
        "ledger": lambda scenario: of_raw.applied(_scenario_tables(scenario)),
        "codings": lambda scenario: of_raw.coded(_scenario_tables(scenario)),
        "vocabularies": lambda scenario: of_raw.vocabularies(_scenario_tables(scenario)),
        "config": lambda scenario: _scenario_settings(scenario),
        "schema": lambda scenario: _scenario_schema(scenario),
        "code": lambda scenario: _scenario_code(scenario),
        "lock": _lock,
    },
    "report": {
        "config": lambda report: fingerprint.of_value(
            [_settings(report), links.closing(one := _report(report)), links.names(one)]
        ),
        "card": lambda report: of_evidence.cards_behind(report),
        "labels": lambda report: of_evidence.labelled(report),
        "licences": lambda report: fingerprint.of_value(licences.told(*licences.behind_report(_report(report)))),
        "schema": lambda report: of_evidence.described(report),
        "metadata": _metadata,
        "code": lambda report: _code("report", f"notebooks/{_report(report).notebook}.ipynb"),
        "lock": _lock,
    },
    "evidence": {
        **of_evidence.OF_PAGE,
        "metadata": _metadata,
        "code": lambda page: _code("evidence"),
        "lock": _lock,
    },
    "standing": {"headlines": of_evidence.headlines_told, "code": lambda: _code("standing"), "lock": _lock},
    "headlines": {"code": lambda report: _code("headlines"), "lock": _lock},
    "fonts": {"code": lambda: _code("fonts"), "lock": _lock},
    "index": {
        "config": lambda: fingerprint.of_value(config.load()),
        "metadata": _metadata,
        "code": lambda: _code("index", *(file_of(study.module_of(dotted)) for dotted in search.functions())),
        "lock": _lock,
    },
    "downloads": {
        "schema": lambda: fingerprint.of_value([schemas.table(name) for name in schemas.tables()]),
        "sources": lambda: fingerprint.of_value([named(name) for name in schemas.tables()]),
        "licences": lambda: fingerprint.of_value([licences.told(*licences.behind(name)) for name in schemas.tables()]),
        "metadata": _metadata,
        "code": lambda: _code("downloads", *_code_of_vocabularies()),
        "lock": _lock,
    },
    "data_page": {
        "schema": lambda: _page_schema(),
        "metadata": _metadata,
        "code": lambda: _code("data_page", *_code_of_vocabularies()),
        "lock": _lock,
    },
}


def current(rule: str, wildcards: dict[str, str], state: str = "") -> dict[str, str]:
    """Reasons of a job as they are now, or as they are in a state that was seen just now."""
    state = state or checked_files.state()
    return {name: _in(state, rule, name, *wildcards.items()) for name in REASONS[rule]}


@cache
def _in(_state: str, rule: str, name: str, *wildcards: tuple[str, str]) -> str:
    """One reason of a job in a state of all that is decided."""
    return REASONS[rule][name](**dict(wildcards))


def of_wildcards(rule: str, name: str, state: str) -> Callable:
    """One reason of a rule as a function of its wildcards, as Snakemake takes params."""
    return lambda wildcards: _in(state, rule, name, *wildcards.items())
