"""What a report says of the licences of its sources: a table of those that ask for more than ours do."""

from compendium import escape
from compendium.decision.config import Report
from compendium.report import table, words
from compendium.table import licences

MARK = "<!-- attributions -->"
CAPTION = "Sources under other terms than those of this report, and the attributions that they demand."
ABOUT = (
    "What was transcribed or collected for this compendium is under the licence that stands at the end. "
    "The table names what else the report rests on; who passes the report on keeps these attributions."
)
# Heading and characters of each column.
COLUMNS = {"Source": 24, "Licence": 26, "Attribution": 54}


def text(report: Report) -> str:
    """Markdown of the section; empty where every source is under the licence of the report and demands nothing.

    A report that restates another has the attributions alone, as one paragraph.
    """
    found = [one for one in licences.behind_report(report) if one.beyond_ours]
    if report.restates:
        said = [escape.markdown(one.attribution) for one in found if one.attribution]
        return f"*{words.WORDS[report.language]['licences']}*: {' '.join(said)}" if said else ""
    if not found:
        return ""
    columns = [(head, "left", width) for head, width in COLUMNS.items()]
    rows = [[table.text(word) if word else [] for word in _row(one)] for one in found]
    block = table.block(table.made(columns, rows, CAPTION, "table-licences"))
    return f"# {words.WORDS[report.language]['licences']}\n\n{ABOUT}\n\n{block}"


def _row(one: licences.Terms) -> tuple[str, str, str]:
    return one.title, "; ".join(one.licences.values()), one.attribution or "none demanded"
