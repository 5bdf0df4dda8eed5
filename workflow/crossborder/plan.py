"""Everything that a build makes, stage by stage."""

from crossborder import schemas
from crossborder.config import reports
from crossborder.suppose.jobs import scenarios
from crossborder.suppose.scenarios import file_of

RECORDS = "processed/records"
TITLES = ("Tables", "Measures", "Scenarios", "Reports")
FORMATS = ("html", "pdf", "docx", "ipynb", "png")


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


def stages() -> list[list[str]]:
    """Targets of the passes of a build: what is the same after one pass reruns nothing in the next."""
    return [tables(), measures(), supposed(), published()]


def targets() -> list[str]:
    return [path for stage in stages() for path in stage]
