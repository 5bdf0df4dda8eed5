"""Everything that a build makes, stage by stage."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from compendium.decision import schemas
from compendium.decision.config import metadata, reports
from compendium.paths import ROOT
from compendium.report import download_files, fonts
from compendium.report.evidence import pages
from compendium.result.scenario.jobs import scenarios
from compendium.result.scenario.scenarios import file_of
from compendium.source.cards import Table
from compendium.unusable import Unusable

RECORDS, TABLES = "processed/records", "processed/tables"
FORMATS = ("html", "pdf", "docx", "ipynb", "png")
DATA = "reports/data"  # a folder a report, made as a whole: how many figures it has is known when they are drawn
IN_FOLDER = re.compile(r"figure-[^/]+\.(?:svg|png)|[a-z0-9-]+\.csv")  # what a file of such a folder is called


@dataclass(frozen=True)
class Stage:
    """Part of a build: the rules that run in it, and the files that they make."""

    title: str
    rules: tuple[str, ...]  # none: all
    targets: list[str]
    last: bool = False  # whether it is made of all others, and nothing of it

    def __add__(self, other: "Stage") -> "Stage":
        """Both as one pass."""
        rules = (*self.rules, *other.rules) if self.rules and other.rules else ()
        return Stage(f"{self.title}, {other.title}", rules, [*self.targets, *other.targets])


def checked() -> list[str]:
    """What says that the raw material has no problem."""
    return ["processed/checked.json", f"{RECORDS}/check.json"]


def tables() -> list[str]:
    """Tidy tables."""
    each = [f"{TABLES}/{name}.parquet" for name in schemas.tables()]
    records = [
        *(f"{RECORDS}/clean-{name}.json" for name in schemas.tabulated()),
        *(f"{RECORDS}/evaluate-{name}.json" for name in schemas.evaluated()),
    ]
    return [*each, *records]


def measures(scenarios: bool = False, keys: Collection[str] = ()) -> list[str]:
    """Named results and frames of every report (with keys, of these), or of those that tell of scenarios."""
    return [
        path
        for report in reports().values()
        if report.scenarios == scenarios and (not keys or report.key in keys)
        for path in (
            *(f"processed/reports/{report.key}/{name}.parquet" for name in ("results", *report.frames())),
            f"{RECORDS}/measure-{report.key}.json",
        )
    ]


def of_scenarios() -> list[str]:
    """What each scenario changes, where a report tells of it, and the measures of such reports."""
    if not (told := measures(scenarios=True)):
        return []
    keys = scenarios()
    return [
        *(file_of(key) for key in keys),
        *(f"{RECORDS}/scenario-{key}.json" for key in keys),
        *told,
    ]


def telling(keys: Collection[str] = ()) -> list[str]:
    """Reports that tell of scenarios, of all or of these: each has a table of headlines by definitions beside it."""
    return [key for key, report in reports().items() if report.scenarios and (not keys or key in keys)]


def of_report(key: str) -> dict[str, str]:
    """What the job of a report writes, by name: its formats, its thumbnail, what its numbers rest on, and its figures and data."""
    made = {"notebook" if suffix == "ipynb" else suffix: f"reports/{key}.{suffix}" for suffix in FORMATS}
    return {**made, "evidence": pages.path(key), "words": pages.script(key), "data": f"{DATA}/{key}"}


def evidence(keys: Collection[str] = ()) -> list[str]:
    """Pages of the raw tables behind all reports, or behind these, and the headlines that their numbers stand in."""
    names = [name for name, table in pages.shown().items() if not keys or table in _behind(keys)]
    files = [*map(pages.path, names), *(f"{RECORDS}/evidence-{name}.json" for name in names)]
    return [
        *files,
        *([pages.standing(), f"{RECORDS}/standing.json"] if telling(keys) or not (keys and telling()) else []),
    ]


def _behind(keys: Collection[str]) -> list[Table]:
    return [table for key in keys for table in pages.behind(reports()[key])]


def folders(keys: Collection[str] = ()) -> list[str]:
    """Folders that are outputs as a whole: figures and data of each report, of all or of these."""
    return [f"{DATA}/{key}" for key in keys or reports()]


def published(keys: Collection[str] = ()) -> list[str]:
    """Reports in all formats with evidence, figures and data, tables of headlines, index, downloads, data page; with keys, these alone."""
    each = [path for key in keys or reports() for path in of_report(key).values()]
    each += [f"reports/{key}-headlines.csv" for key in telling(keys)]
    each += evidence(keys)
    records = [f"{RECORDS}/report-{key}.json" for key in keys or reports()]
    records += [f"{RECORDS}/headlines-{key}.json" for key in telling(keys)]
    if keys:
        return [*each, *records]
    return [
        *each,
        *index(),
        *download_files.outputs().values(),
        "reports/data.html",
        *fonts.outputs().values(),
        *records,
        f"{RECORDS}/downloads.json",
        f"{RECORDS}/data_page.json",
        f"{RECORDS}/fonts.json",
    ]


def index() -> list[str]:
    """The index of all reports."""
    return ["reports/index.html", *sitemap().values(), f"{RECORDS}/index.json"]


def sitemap() -> dict[str, str]:
    """The sitemap, where the metadata say at which address the reports are published."""
    try:
        return {"sitemap": "reports/sitemap.xml"} if "published_at" in metadata() else {}
    except Unusable:  # which the check tells
        return {}


def stages(keys: Collection[str] = ()) -> list[Stage]:
    """What is made, stage by stage; with keys, what these reports rest on and they themselves.

    Stages that make nothing are left out. All tables are made, whatever is asked for.
    """
    measuring = {
        told: tuple(sorted({measure_rule(r.measure) for r in reports().values() if r.scenarios == told}))
        for told in (False, True)
    }
    every = not keys or any(reports()[key].scenarios for key in keys)
    found = [
        Stage("Tables", ("check", "clean", "evaluate"), [*checked(), *tables()]),
        Stage("Measures", measuring[False], measures() if every else measures(keys=with_beneath(keys))),
        Stage("Scenarios", ("scenario", *measuring[True]), of_scenarios() if every else []),
        Stage(
            "Reports",
            ("report", "evidence", "standing", "headlines", "downloads", "data_page", "fonts"),
            [name for name in published(keys) if name not in index()],
        ),
        Stage("Index", ("index",), [] if keys else index(), last=True),
    ]
    return [stage for stage in found if stage.targets]


def passes(asked: list[Stage]) -> list[Stage]:
    """Runs of Snakemake for stages: one a stage where what comes out the same in one stops the next, else one."""
    if any((ROOT / name).is_file() for stage in asked[1:] for name in stage.targets):
        return asked
    return [sum(asked[1:], asked[0])]


def with_beneath(keys: Collection[str]) -> list[str]:
    """Reports, and those whose results they read."""
    return list(dict.fromkeys(name for key in keys for name in (*reports()[key].beneath, key)))


def measure_rule(measure: str) -> str:
    """Name of the rule of a measure."""
    return f"measure_{measure}"


def archived_as(path: str) -> str:
    """Path under which an archive holds an output: a tidy table is built twice, and held beside the reports alone."""
    folder, _, file = path.rpartition("/")
    return f"{DATA}/{file}" if folder == TABLES else path


def targets() -> list[str]:
    """Every file that a build makes; a folder that is made as a whole is named once (`record.files` has what is in it)."""
    return [path for stage in stages() for path in stage.targets]
