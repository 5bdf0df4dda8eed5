"""The codebook of named results: what each pattern of a measure says, made from the schemas alone."""

from compendium.decision import schemas
from compendium.report import table
from compendium.result import patterns
from compendium.result.patterns import Pattern

# Heading and characters of each column.
COLUMNS = {"Id": 17, "Label": 18, "Unit": 7, "n counts": 10, "Description": 14}


def text() -> str:
    """Markdown of ours, with one table for each file of results, those of every report first."""
    names = sorted(schemas.results_files(), key=lambda name: (name != schemas.COMMON, name))
    return "\n\n".join([_introduction(), *map(_file, names)])


def _introduction() -> str:
    return (
        "# Named results {#named-results}\n\n"
        "Every number and phrase that a report prints is a result with an id, `REPORT/ID`. "
        "`results.csv` of the compendium lists them all; those of a report, with label, number and cells, are in "
        "`processed/reports/REPORT/results.parquet`. A part in braces stands for what is told below each table; "
        "a label has the words for it."
    )


def _file(name: str) -> str:
    found = schemas.results_file(name)
    columns = [(head, "left", width) for head, width in COLUMNS.items()]
    rows = [_row(pattern) for pattern in patterns.of_file(name)]
    block = table.block(table.made(columns, rows, f"Codebook: {found['title']}.", f"codebook-results-{name}"))
    shared = [f"[{schemas.results_file(other)['title']}](#results-{other})" for other in found.get("with", [])]
    said = " ".join([found.get("description", ""), f"Besides: {', '.join(shared)}." if shared else ""]).strip()
    given = [f"- `{{{key}}}`: {_stands(value)}" for key, value in found.get("placeholders", {}).items()]
    return "\n\n".join(
        part for part in (f"## {found['title']} {{#results-{name}}}", said, block, "\n".join(given)) if part
    )


def _row(pattern: Pattern) -> list[table.Cell]:
    told = (pattern.label, pattern.unit, pattern.n, pattern.description)
    return [table.text(pattern.id, code=True), *(table.text(words) if words else [] for words in told)]


def _stands(value: list[str] | str) -> str:
    """What stands for a placeholder, as Markdown: the listed parts as code, or words."""
    return ", ".join(f"`{part}`" for part in value) if isinstance(value, list) else value
