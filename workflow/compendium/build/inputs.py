"""What the jobs of each rule read, as Snakemake takes it: names in the folder of the build, or absolute ones beside the code.

Names in the groups of `IN_PART` are files of which a job takes a part; that part is one of its reasons, so that what
it does not take reruns nothing. Each group of a job is asked for by itself, so that the groups of one are kept.
"""

from collections.abc import Iterable
from functools import cache

from compendium.decision import config, decisions, schemas
from compendium.decision.checked_files import RESULTS, checked_files
from compendium.paths import located, path_of
from compendium.report import asked, fonts, search
from compendium.report.evidence import pages
from compendium.report.evidence.marks import CHOSEN
from compendium.report.templates import FILES as FORMS
from compendium.result.scenario import jobs
from compendium.result.scenario.scenarios import file_of
from compendium.source import cards
from compendium.table.raw_tables import printed_tables

IN_PART = ("decisions", "cards", "printed")


def faces() -> dict[str, str]:
    """Files of the faces of pages, and their licences, by name."""
    return {name: located(path) for name, path in fonts.sources().items()}


def searching() -> dict[str, str]:
    """Files of the script that searches the index."""
    return {name: located(path) for name, path in search.sources().items()}


def forms() -> dict[str, str]:
    """Files that give a page its form, by name, and the references that it cites; its faces are named, not read."""
    return {name: located(path) for name, path in FORMS.items()}


def templates() -> dict[str, str]:
    """The same with the faces, which a report carries within."""
    return {**forms(), **{name: located(path) for name, path in {**fonts.sources(), **fonts.drawn()}.items()}}


def of_check() -> dict[str, list[str]]:
    """What the check of the whole reads: everything below raw/ and config/, the notebooks and the schemas."""
    files = checked_files()
    # Remarks in YAML do not count, and results.csv follows from what is built: who writes it need not check again.
    part = [name for name in files if name.endswith(".yaml") or name == RESULTS]
    return {
        "raw": [located(name) for name in files if name not in part],
        "decisions": [located(name) for name in part],
    }


def tidy(names: Iterable[str]) -> list[str]:
    """Parquet files of tidy tables."""
    return [f"processed/tables/{name}.parquet" for name in names]


def raw(tables: Iterable[cards.Table]) -> list[str]:
    """Raw tables, as far as they are there: the check tells what is missing."""
    return _there(table.path for table in tables)


def keyings(tables: Iterable[cards.Table]) -> list[str]:
    """Raw tables, and their second keyings."""
    return _there(name for table in tables for name in (table.path, table.second) if name)


def _there(names: Iterable[str]) -> list[str]:
    return [located(name) for name in sorted(set(names)) if path_of(name).is_file()]


def cards_of(tables: Iterable[cards.Table]) -> list[str]:
    """The packages that list raw tables, and the schemas that those name."""
    folders = {table.package for table in tables}
    files = [path for path in cards.package_files() if path.parent.name in folders]
    return [located(name) for path in files for name in (cards.name_of(path), *cards.schema_files(path))]


def all_cards() -> list[str]:
    """Cards of every raw table, and the schemas they name: licences and references of all that is built."""
    return cards_of(cards.tables())


def decided() -> list[str]:
    """Every file that says what was decided."""
    return [located(name) for name in decisions.files()]


@cache
def of_table(name: str) -> dict[str, list[str]]:
    """What a tidy table is made of: its raw tables, and their cards."""
    tables = printed_tables(name)
    return {"raw": raw(tables), "cards": cards_of(tables)}


@cache
def of_claims(name: str) -> dict[str, list[str]]:
    """What claims are held against: all other tidy tables. A claim that finds nothing is asked of the printed cells."""
    mine = printed_tables(name)
    return {
        "raw": raw(mine),
        "printed": raw(cards.tables()),
        "cards": cards_of(cards.tables()),
        "tables": tidy(schemas.tabulated()),
    }


@cache
def of_measure(key: str) -> dict[str, list[str]]:
    """What the results of a report are measured on: tidy tables, raw tables, and the second keyings of the whole."""
    report = config.reports()[key]
    tables = report.printed()
    return {
        "tables": tidy(report.tables),
        "raw": keyings(tables) if report.whole else raw(tables),
        "cards": cards_of(tables),
        "scenarios": [file_of(key) for key in jobs.scenarios()] if report.scenarios else [],
        "beneath": [name for other in report.beneath for name in measured(config.reports()[other])],
    }


def measured(report: config.Report) -> list[str]:
    """Results and frames of a report."""
    return [f"processed/reports/{report.key}/{name}.parquet" for name in ("results", *report.frames())]


@cache
def of_scenario(key: str) -> dict[str, list[str]]:
    """What a scenario is computed from: tables and results as built, and what it would make again."""
    scenario = jobs.scenarios()[key]
    tables = [table for name in jobs.affected(scenario) for table in printed_tables(name)]
    tables += [table for report in jobs.read_by(scenario).values() for table in report.printed()]
    if jobs.moves_claims(scenario):
        tables = list(cards.tables())
    return {
        "built": jobs.inputs(key),
        "printed": raw(tables),
        "cards": cards_of(tables),
    }


@cache
def of_evidence(name: str) -> dict[str, list[str]]:
    """What the page of a raw table shows: its keyings, its card, and tidy tables that say which of its values is chosen."""
    table = pages.shown()[name]
    feeds = [one for one in schemas.tabulated() if table in printed_tables(one)]
    return {
        "raw": keyings([table]),
        "cards": cards_of([table]),
        "tables": tidy(one for one in feeds if any(f["name"] == CHOSEN for f in schemas.table(one)["fields"])),
    }


@cache
def of_report(key: str) -> dict[str, list[str] | str]:
    """What a report is made of: its notebook, results and frames, tidy tables that the notebook asks for, and cards."""
    report = config.reports()[key]
    notebook = f"notebooks/{report.notebook}.ipynb"
    return {
        "notebook": located(notebook),
        "measured": measured(report),
        "tables": tidy(name for name in asked.tables(notebook) if name in schemas.tables()),
        "cards": cards_of(pages.behind(report)),
        "printed": raw(pages.behind(report)),
    }
