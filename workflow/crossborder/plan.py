"""Everything that a build makes, stage by stage."""

from dataclasses import dataclass

from crossborder import schemas
from crossborder.config import reports
from crossborder.suppose.jobs import scenarios
from crossborder.suppose.scenarios import file_of

RECORDS = "processed/records"
FORMATS = ("html", "pdf", "docx", "ipynb", "png")


@dataclass(frozen=True)
class Stage:
    """Part of a build: the rules that run in it, and the files that they make."""

    title: str
    rules: tuple[str, ...]
    targets: list[str]


def tables() -> list[str]:
    """Tidy tables, and the data package that describes them."""
    each = [f"processed/tables/{name}.{suffix}" for name in schemas.tables() for suffix in ("parquet", "csv")]
    records = [
        *(f"{RECORDS}/tabulate-{name}.json" for name in schemas.tabulated()),
        *(f"{RECORDS}/evaluate-{name}.json" for name in schemas.evaluated()),
    ]
    return [*each, "processed/tables/datapackage.json", *records, f"{RECORDS}/describe_tables.json"]


def measures(scenarios: bool = False) -> list[str]:
    """Named results and frames of every report, or of those that tell of scenarios."""
    return [
        path
        for report in reports().values()
        if report.scenarios == scenarios
        for path in (
            *(f"processed/reports/{report.key}/{name}.parquet" for name in ("results", *report.frames())),
            f"{RECORDS}/measure-{report.key}.json",
        )
    ]


def supposed() -> list[str]:
    """What each scenario changes, where a report tells of it, and the measures of such reports."""
    if not (told := measures(scenarios=True)):
        return []
    keys = scenarios()
    return [
        *(file_of(key) for key in keys),
        *(f"{RECORDS}/scenario-{key}.json" for key in keys),
        *told,
    ]


def published() -> list[str]:
    """Reports in all formats, the index and the data page."""
    each = [f"reports/{key}.{suffix}" for key in reports() for suffix in FORMATS]
    records = [f"{RECORDS}/report-{key}.json" for key in reports()]
    return [
        *each,
        "reports/index.html",
        "reports/data.html",
        *records,
        f"{RECORDS}/index.json",
        f"{RECORDS}/data_page.json",
    ]


def stages() -> list[Stage]:
    """Passes of a build, those that make nothing left out: what is the same after one reruns nothing in the next."""
    measuring = {
        told: tuple(sorted({measure_rule(r.measure) for r in reports().values() if r.scenarios == told}))
        for told in (False, True)
    }
    found = [
        Stage("Tables", ("tabulate", "evaluate", "describe_tables"), tables()),
        Stage("Measures", measuring[False], measures()),
        Stage("Scenarios", ("scenario", *measuring[True]), supposed()),
        Stage("Reports", ("report", "data_page", "index"), published()),
    ]
    return [stage for stage in found if stage.targets]


def measure_rule(measure: str) -> str:
    """Name of the rule of a measure."""
    return f"measure_{measure}"


def targets() -> list[str]:
    return [path for stage in stages() for path in stage.targets]
