"""The jobs of a compendium without Snakemake, in the order in which they can run.

    python jobs.py list FILE        write them as JSON
    python jobs.py run FILE         run all in this process, and write the seconds of each job into a file
    python jobs.py job FILE NUMBER  run one of those that were written

The folder that is built is the working directory; its `workflow/` is in PYTHONPATH.
"""

import json
import runpy
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from compendium import folder

folder.use(str(Path.cwd()))

from compendium.build import environment, inputs, plan, run_job  # noqa: E402
from compendium.decision import config, schemas  # noqa: E402
from compendium.report import download_files, fonts, search  # noqa: E402
from compendium.report.evidence import pages  # noqa: E402
from compendium.result.scenario.jobs import scenarios  # noqa: E402
from compendium.result.scenario.scenarios import file_of  # noqa: E402


@dataclass(frozen=True)
class Job:
    """One job: its rule, what its wildcard stands for, and its files by name."""

    rule: str
    wildcards: dict[str, str]
    inputs: dict[str, str | list[str]]
    outputs: dict[str, str]
    after: list[str] = field(default_factory=list)  # files that must be there, though the job is not told of them

    @property
    def value(self) -> str:
        return next(iter(self.wildcards.values()), "")

    def reads(self) -> list[str]:
        """Every file that must be there before it."""
        groups = ([given] if isinstance(given, str) else given for given in self.inputs.values())
        return sorted({*self.after, *(name for group in groups for name in group)})


def jobs() -> Iterator[Job]:
    """All jobs, each after those whose outputs it reads."""
    decisions, reports = {"decisions": inputs.decided()}, config.reports()
    checked = plan.checked()[:1]
    yield Job("check", {}, dict(inputs.of_check()), {"checked": checked[0]})
    for rule, names, read in (
        ("clean", schemas.tabulated(), inputs.of_table),
        ("evaluate", schemas.evaluated(), inputs.of_claims),
    ):
        for name in names:
            (made,) = inputs.tidy([name])
            yield Job(rule, {"table": name}, {**read(name), **decisions}, {"parquet": made}, checked)
    yield from _measures(scenarios=False)
    for key in scenarios() if any(report.scenarios for report in reports.values()) else ():
        yield Job("scenario", {"scenario": key}, {**inputs.of_scenario(key), **decisions}, {"parquet": file_of(key)})
    yield from _measures(scenarios=True)
    templates, forms = inputs.templates(), inputs.forms()
    for key in reports:
        yield Job("report", {"report": key}, {**templates, **inputs.of_report(key), **decisions}, plan.of_report(key))
        if reports[key].scenarios:
            table = {"csv": f"reports/{key}-headlines.csv"}
            yield Job(
                "headlines", {"report": key}, {"measured": f"processed/reports/{key}/by_definition.parquet"}, table
            )
    script = {"page": "workflow/templates/evidence.js"}
    for name in pages.shown():
        given = {**forms, **script, **inputs.of_evidence(name), **decisions}
        yield Job("evidence", {"page": name}, given, {"html": pages.path(name)}, checked)
    measured = {"measured": [f"processed/reports/{key}/headlines.parquet" for key in plan.telling()]}
    yield Job("standing", {}, {**measured, **decisions}, {"script": pages.standing()})
    of_tables = {"tables": inputs.tidy(schemas.tables())}
    downloads = download_files.outputs()
    yield Job("downloads", {}, {**of_tables, **decisions}, downloads)
    given = {**forms, **of_tables, **decisions}
    yield Job("data_page", {}, given, {"html": "reports/data.html"}, list(downloads.values()))
    yield Job("fonts", {}, inputs.faces(), fonts.outputs(), checked)
    shown = {
        "results": [f"processed/reports/{key}/results.parquet" for key in reports],
        "pictures": [f"reports/{key}.png" for key in reports],
        "searched": inputs.tidy(search.tables()),
        **inputs.searching(),
    }
    yield Job("index", {}, {**forms, **shown, **decisions}, {"html": "reports/index.html"})


def _measures(scenarios: bool) -> Iterator[Job]:
    for key, report in config.reports().items():
        if report.scenarios == scenarios:
            made = {name: f"processed/reports/{key}/{name}.parquet" for name in ("results", *report.frames())}
            given = {**inputs.of_measure(key), "decisions": inputs.decided()}
            yield Job("measure", {"report": key}, given, made)


def function_of(rule: str) -> Callable:
    """The function that the script of a rule runs."""
    found: list[Callable] = []
    kept, run_job.run = run_job.run, lambda _snakemake, _kind, function: found.append(function)
    try:
        runpy.run_path(f"workflow/scripts/{rule}.py", {"snakemake": None})
    finally:
        run_job.run = kept
    return found[0]


def run(job: Job) -> None:
    """Run one job in this process."""
    for name in job.outputs.values():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
    function_of(job.rule)(job.wildcards, job.inputs, job.outputs)
    if (shells := sys.modules.get("IPython.core.interactiveshell")) and shells.InteractiveShell.initialized():
        type(shells.InteractiveShell.instance()).clear_instance()  # each notebook counts its cells from one


def main(what: str, *given: str) -> None:
    """Do what the first argument says."""
    if what == "list":
        listed = [{**asdict(job), "value": job.value, "reads": job.reads()} for job in jobs()]
        Path(given[0]).write_text(json.dumps(listed, ensure_ascii=False, indent=1), encoding="utf-8")
        return
    environment.prepare()
    if what == "job":
        listed = json.loads(Path(given[0]).read_text(encoding="utf-8"))[int(given[1])]
        run(Job(*(listed[name] for name in ("rule", "wildcards", "inputs", "outputs"))))
        return
    took = []
    for job in jobs():
        start = time.monotonic()
        run(job)
        took.append({"rule": job.rule, "value": job.value, "seconds": round(time.monotonic() - start, 4)})
    Path(given[0]).write_text(json.dumps(took), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
