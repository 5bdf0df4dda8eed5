"""README.txt at the top of the bag: what the data are, in plain text, for who has nothing but the file."""

import textwrap
from collections.abc import Iterable, Iterator

from compendium.decision import schemas
from compendium.decision.config import metadata, reports
from compendium.paths import ROOT
from compendium.report import citation, cite, download_files
from compendium.result import named_results
from compendium.result.sentence import number
from compendium.source import cards, references
from compendium.table import licences, store

PATH = "README.txt"
WIDTH = 79


def text(commit: str | None) -> str:
    """The file. Everything must be built."""
    about = metadata()
    title = textwrap.wrap(about["title"], WIDTH)
    head = [*title, "=" * max(map(len, title)), *_facts(commit)]
    parts = {
        "What this is": _what(),
        "How it was made": _made(),
        "What is where": _where(),
        "How to check it": _check(),
        "How to build it again": _again(),
        "How to cite it": [cite.text(), "Cite the sources behind the tables that you use as well:", *_sources()],
        "What may be done with it": _terms(),
        "Whom to ask": _whom(),
    }
    lines = [*head, *(line for title, paragraphs in parts.items() for line in _part(title, paragraphs))]
    return "\n".join(lines) + "\n"


def _part(title: str, paragraphs: Iterable[str]) -> Iterator[str]:
    yield from ("", title, "-" * len(title))
    above = ""
    for paragraph in paragraphs:
        if not (above.startswith("- ") and paragraph.startswith("- ")):
            yield ""
        above, indent = paragraph, "  " if paragraph.startswith("- ") else ""
        yield from textwrap.wrap(
            paragraph, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
        )


def _facts(commit: str | None) -> Iterator[str]:
    about = metadata()
    yield f"Version {about['version']}, {about['released'].isoformat()}"
    yield f"DOI: {cite.link() or 'none yet'}"
    if commit:
        yield f"Commit: {commit}"


def _what() -> list[str]:
    about = metadata()
    every = [store.read(ROOT / f"processed/tables/{name}.parquet").num_rows for name in schemas.tables()]
    results = sum(len(named_results.results(key)) for key in reports())
    return [
        about["description"].strip(),
        f"It holds {number(len(cards.tables()))} raw tables, {number(len(every))} tidy tables with"
        f" {number(sum(every))} rows, {number(results)} named results and {number(len(reports()))} reports:",
        *(f"- {citation.title(report)} (data/reports/{key}.html)" for key, report in reports().items()),
        f"Subjects: {', '.join(about['keywords'])}.",
    ]


def _made() -> list[str]:
    return [
        "Each raw table is kept as it was first keyed, and never changed. What was decided about a cell stands in"
        " data/raw/corrections.csv, what a coder added in data/config/codings.csv, each with reason, evidence and"
        " date. Programs in data/workflow read the raw tables by the card beside each, apply the decisions, write"
        " tidy tables, compute named results and print reports. Every number of a report names the cells that it"
        " rests on.",
    ]


def _where() -> list[str]:
    return [
        "- data/raw: the raw tables as CSV, with a card for each source (datapackage.yaml)",
        "- data/config, data/metadata.yaml: what was decided",
        f"- data/{download_files.FOLDER}: the tidy tables as CSV and Parquet, all of them as one workbook and one"
        f" database; {download_files.PACKAGE} describes them",
        "- data/reports: the reports; data.html is the codebook of all columns and results",
        "- data/processed: what the reports were made of, and the record of each job",
        "- data/evidence: every named result with its cells, and the text of these cells, as CSV",
        "- data/workflow, data/notebooks, data/tests: the programs",
        "- data/ro-crate-metadata.json: every file, its licence, and the run that made it",
    ]


def _check() -> list[str]:
    return [
        "Run: python verify.py",
        "It needs Python 3.9 or later and nothing else, changes nothing, and says whether every file, every"
        " reference and every number's cells are as archived. Any program for BagIt bags checks the digests too.",
    ]


def _again() -> list[str]:
    return [
        "Run, in the folder data: ./reproduce",
        "It needs Python 3.11, 3.12 or 3.13, and once the network for the packages that requirements.lock names with"
        " their digests. ./reproduce verify then says whether every output is byte for byte the one archived here."
        " data/README.md and data/docs tell the rest.",
    ]


def _sources() -> list[str]:
    cited = {table.card["reference"] for table in cards.tables()}
    return [f"- {_source(one.described)}" for key, one in references.load().items() if key in cited]


def _source(one: dict) -> str:
    names = [
        a.get("literal") or ", ".join(a[part] for part in ("family", "given") if part in a)
        for a in one.get("author", [])
    ]
    year = one.get("issued", {}).get("date-parts", [[""]])[0][0]
    said = (
        f"{'; '.join(names)} ({year or 'no date'}). {one['title']}"
        if names
        else f"{one['title']} ({year or 'no date'})"
    )
    return f"{said}{'' if said.endswith(('.', '?', '!')) else '.'}{_doi(one)}"


def _doi(one: dict) -> str:
    return f" https://doi.org/{one['DOI']}" if "DOI" in one else ""


def _terms() -> list[str]:
    about = metadata()["licences"]
    return [
        f"Code is under {about['code']}, text and data are under {about['data_and_text']}. data/REUSE.toml states"
        " the licence of every file, data/LICENSES has the texts. These sources have terms of their own, which hold"
        " for what is made of them too; print what they demand wherever you pass it on:",
        *(
            f"- {one.title}: {'; '.join(one.licences.values())}. {one.attribution}".rstrip()
            for one in licences.terms()
            if one.beyond_ours
        ),
        "The facts belong to the sources.",
    ]


def _whom() -> list[str]:
    names = ", ".join(author["name"] for author in metadata()["authors"])
    more = " data/CONTRIBUTING.md tells how it is put right." if (ROOT / "CONTRIBUTING.md").is_file() else ""
    asked = "Who finds a wrong cell says which cell, what is printed there, and where."
    return [f"The authors: {names}, at the place where you found this. {asked}{more}"]
