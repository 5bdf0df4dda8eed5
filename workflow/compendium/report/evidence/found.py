"""Everything that a report prints and that has cells: its results, and the rows of its tables, with where they lead."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import nbformat

from compendium.report import table
from compendium.report.evidence import links, numbers, pages, words
from compendium.result import named_results, sentence
from compendium.source.address import union
from compendium.table import store

FEW = 3  # tables whose rows and columns print tells


@dataclass(frozen=True)
class Evidence:
    """What one printed thing rests on: a result by its name, or a row of a printed table as FRAME/ROW."""

    name: str
    label: str
    value: str
    unit: str
    n: str
    cells: tuple[str, ...]
    corrections: tuple[dict, ...]
    is_number: bool = False  # whether it is one number, not a sentence or a name

    @property
    def corrected(self) -> str:
        """Entries of the ledger about its cells, in a few words; empty without any."""
        return _by_status(self.corrections)


def _by_status(entries: Iterable[dict]) -> str:
    """Ids of entries by their status: `accepted C008, C009; proposed C013`."""
    found: dict[str, list[str]] = {}
    for entry in entries:
        found.setdefault(entry["status"], []).append(entry["id"])
    return "; ".join(f"{status} {', '.join(ids)}" for status, ids in sorted(found.items()))


def of_results(report: str, entries: list[dict]) -> list[Evidence]:
    """Evidence of every named result of a report; `entries` are those of its ledger frame."""
    return [
        Evidence(
            result["id"].partition("/")[2],
            result["label"],
            result["value"],
            result["unit"] or "",
            "" if result["n"] is None else str(result["n"]),
            tuple(result["cells"]),
            tuple(words.entries_within(result["cells"], entries)),
            result["number"] is not None,
        )
        for result in named_results.results(report)
    ]


def of_rows(report: str, tables: Iterable[dict], entries: list[dict]) -> list[Evidence]:
    """Evidence of every row of the tables that a report prints, each once; `tables` are as table.py describes them."""
    found: dict[str, Evidence] = {}
    frames: dict[str, list[dict]] = {}
    for printed in tables:
        frame = printed["frame"]
        if frame not in frames:
            frames[frame] = store.read(named_results.folder(report) / f"{frame}.parquet").to_pylist()
        for row, cells in _rows(printed):
            name, behind = f"{frame}/{row}", frames[frame][row - 1]["cells"]
            if name not in found:
                said = " · ".join(filter(None, ("".join(str(run["text"]) for run in cell) for cell in cells)))
                corrections = tuple(words.entries_within(behind, entries))
                found[name] = Evidence(name, said, "", "", "", tuple(behind), corrections)
    return list(found.values())


def _rows(printed: dict) -> Iterator[tuple[int, list[table.Cell]]]:
    """Rows of the frame of a printed table, each with its cells: one a line, or one a cell where cells say which."""
    numbers = printed.get("numbers", [])
    yield from zip(numbers, printed["rows"][: len(numbers)], strict=True)
    for cells in printed["rows"]:
        for cell in cells:
            yield from ((run["place"], [cells[0], cell]) for run in cell if "place" in run)


def printed(notebook: nbformat.NotebookNode) -> Iterator[dict]:
    """Tables of an executed notebook whose rows are those of a frame."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if "frame" in (made := output.get("data", {}).get(table.MEDIA, {})):
                yield made


def of_tables(tables: Iterable[dict], rows: list[Evidence]) -> dict[str, dict]:
    """What the filter of pandoc needs of each printed table, by its identifier: the cells behind all its rows."""
    by_name, found = {one.name: one for one in rows}, {}
    for printed in tables:
        mine = [by_name[f"{printed['frame']}/{row}"] for row, _ in _rows(printed)]
        entries = {entry["id"]: entry for one in mine for entry in one.corrections}
        behind = union(address for one in mine for address in one.cells)
        found[printed["identifier"]] = {"places": _places(behind), "corrections": _by_status(entries.values())}
    return found


def _places(cells: Iterable[str]) -> list[str]:
    """What print says of cells: of a few tables their rows and columns, of more what they are called."""
    found = words.places(tuple(cells))
    if len(found) <= FEW:
        return list(map(str, found)) or ["no cell"]
    total, tables = sum(place.count for place in found), sentence.Noun.english("table")
    counts = f"{sentence.counted(total, words.CELL)} of {sentence.counted(len(found), tables)}"
    return [f"{counts}: {'; '.join(sorted(place.printed for place in found))}"]


def for_filter(report: str, results: list[Evidence], rows: list[Evidence]) -> tuple[dict[str, dict], dict[str, dict]]:
    """What the filter of pandoc needs of each result, and of each row of a table, by name."""
    shown = pages.by_file()
    of_numbers = {
        one.name: {
            **{"label": one.label, "value": one.value, "unit": one.unit, "n": one.n, "corrections": one.corrected},
            "pieces": [
                {"text": text, "number": is_number}
                for text, is_number in numbers.pieces(one.value, whole=one.is_number)
            ],
            "href": links.of(report, one.name, list(one.cells), shown),
            "short": one.value if len(one.value) <= numbers.LONGEST else "",
            "places": _places(one.cells),
        }
        for one in results
    }
    return of_numbers, {
        one.name: {"href": links.of(report, one.name, list(one.cells), shown, links.IN_ROWS)} for one in rows
    }
