"""Evidence pages: one for each raw table that a report rests on, `reports/evidence/SOURCE-TABLE.html`."""

from compendium.decision import schemas
from compendium.decision.config import Report, reports
from compendium.source import cards
from compendium.steady import kept
from compendium.table.raw_tables import printed_tables

FOLDER = "reports/evidence"


@kept
def shown() -> dict[str, cards.Table]:
    """Raw tables behind the configured reports, by the name of their page; a second keying has none of its own."""
    found = {table.path for report in reports().values() for table in behind(report)}
    return {table.key: table for table in cards.tables() if table.path in found and not table.is_second}


def behind(report: Report) -> list[cards.Table]:
    """Raw tables whose cells the numbers of a report may rest on: of claims, which ask any table, all."""
    if schemas.evaluated() and set(schemas.evaluated()) & set(report.tables):
        return list(cards.tables())
    found = [*report.printed(), *(table for name in report.tables for table in printed_tables(name))]
    return list({table.path: table for table in found}.values())


def path(name: str) -> str:
    """File of the page of a raw table, or of the summary of a report, by its name."""
    return f"{FOLDER}/{name}.html"


def script(report: str) -> str:
    """File with what the numbers of a report are called, which a page of a table reads when it is asked for."""
    return f"{FOLDER}/{report}.js"


def standing() -> str:
    """File with the headlines that stand or depend on a choice, which a report reads when it is asked for."""
    return f"{FOLDER}/standing.js"


def by_file() -> dict[str, str]:
    """Name of the page of each raw table that has one, by the file that cell addresses begin with."""
    return {table.path: name for name, table in shown().items()}
