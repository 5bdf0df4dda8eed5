"""What stands between a number and its cells, in words: how it was computed, of which rows, by which decisions."""

from collections.abc import Iterator

from compendium.decision import definitions, ledger
from compendium.decision.config import Report, reports
from compendium.escape import terminal
from compendium.paths import ROOT
from compendium.report.evidence import words
from compendium.result import patterns
from compendium.result.measures import measures
from compendium.result.scenario import jobs
from compendium.result.scenario.scenarios import file_of
from compendium.source import references as documents
from compendium.source.address import Cell, corners
from compendium.source.cards import tables
from compendium.table import store

ROWS = 12  # numbers of rows that are told of one tidy table
LONGEST = 160  # characters of a text of another scenario


def computed(report: str, name: str, cells: list[str]) -> list[str]:
    """How a result was computed: its measure, what n counts, the rows of tidy tables behind it, and its cells."""
    mine = reports()[report]
    made = f"  measured by {measures()[mine.measure]} on {', '.join(mine.tables) or 'the scenarios'}"
    pattern = _pattern(mine, name)
    told = [f"n counts {pattern.n}"] if pattern and pattern.n else []
    told += [pattern.description.rstrip(".")] if pattern and pattern.description else []
    lines = ["How it was computed:", terminal("; ".join([made, *told]) + ".")]
    lines += [terminal(f"  rows of {table}: {said}") for table, said in _rows(mine, cells)]
    lines += [terminal(f"  from {place}") for place in words.places(cells)]
    return [*lines, "Cells:"]


def _pattern(report: Report, name: str) -> patterns.Pattern | None:
    return next((one for one in patterns.of_measure(report.measure).values() if one.ids.fullmatch(name)), None)


def _rows(report: Report, cells: list[str]) -> Iterator[tuple[str, str]]:
    """Rows of the tidy tables of a report that rest on some of these cells, table by table."""
    spans = [corners(address) for address in cells]
    files = {span[0] for span in spans}
    for name in report.tables:
        path = ROOT / f"processed/tables/{name}.parquet"
        if not path.is_file():
            continue
        behind = store.read(path).column("cells").to_pylist()
        found = [number for number, mine in enumerate(behind, start=1) if _meet(mine, files, spans)]
        if found:
            more = f" and {len(found) - ROWS} more" if len(found) > ROWS else ""
            yield name, f"{', '.join(map(str, found[:ROWS]))}{more} (of {len(behind)})"


def _meet(addresses: list[str], files: set[str], spans: list[tuple[str, int, int, int, int]]) -> bool:
    """Whether one of the addresses shares a cell with one of the rectangles."""
    for address in addresses:
        if address.partition("#")[0] not in files:
            continue
        file, top, first, bottom, last = corners(address)
        if any(f == file and t <= bottom and top <= b and c <= last and first <= d for f, t, c, b, d in spans):
            return True
    return False


def references(cells: list[str]) -> list[str]:
    """The documents that the cells are printed in, as they are cited."""
    files, known = {address.partition("#")[0] for address in cells}, documents.load()
    keys = dict.fromkeys(table.card["reference"] for table in tables() if table.path in files)
    lines = [terminal(f"  {key}: {_cited(known[key].described)}") for key in keys if key in known]
    return ["Source:", *lines] if lines else []


def _cited(about: dict) -> str:
    people = [person.get("family") or person.get("literal", "") for person in about.get("author", [])]
    dates = about.get("issued", {}).get("date-parts", [[]])
    year = f" ({dates[0][0]})" if dates and dates[0] else ""
    told = [
        f"{', '.join(filter(None, people))}{year}".strip(),
        about.get("title", ""),
        about.get("container-title", ""),
    ]
    return ". ".join(filter(None, [*told, about.get("DOI") and f"doi:{about['DOI']}", about.get("URL")]))


def entries(cells: list[Cell]) -> list[str]:
    """Entries of the ledger about some of the cells, in full."""
    known = set(map(str, cells))
    lines = [
        terminal(
            f"  {one.id} ({one.status}, {one.kind}) {one.cell}: {one.printed!r} to {one.corrected!r}. {one.reason} "
            f"[{one.evidence}; {one.decided_by}, {one.date}]"
        )
        for one in ledger.entries()
        if one.cell in known
    ]
    return ["Ledger:", *lines] if lines else []


def scenarios(report: str, name: str) -> list[str]:
    """What the result would be under other definitions, as far as they were computed, and what its terms mean."""
    terms = definitions.load()
    meant = [f"  {key}: {terms[key].says()}" for key in reports()[report].definitions if key in terms]
    moved = []
    for key in jobs.scenarios():
        path = ROOT / file_of(key)
        for row in store.read(path).to_pylist() if path.is_file() else ():
            if row["what"] == "result" and row["name"] == f"{report}/{name}":
                moved.append(
                    f"  {row['variant']}: {str(row['after'])[:LONGEST]} (as built: {str(row['before'])[:LONGEST]})"
                )
    lines = ["What its terms mean here:", *meant] if meant else []
    lines += ["Under other choices:", *moved] if moved else []
    return list(map(terminal, lines))
