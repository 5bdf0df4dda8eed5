"""Everything that a report prints and that has cells: its results, and the rows of its tables, with where they lead."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import nbformat

from compendium.decision import schemas
from compendium.decision.config import ENGLISH
from compendium.report import table
from compendium.report.evidence import links, numbers, pages, words
from compendium.report.words import WORDS
from compendium.result import named_results, sentence
from compendium.source.address import union
from compendium.table import store

FEW = 3  # tables whose rows and columns print tells
LISTED = 12  # rows of a table that the annex tells one by one


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

    def told(self, language: str) -> dict[str, str]:
        """What is told of it beside it, in the language of its report: label, unit, n, corrections."""
        known = schemas.labels(language)
        return {
            "label": known["labels"].get(self.name, self.label),
            "unit": known["units"].get(self.unit, self.unit),
            "n": self.n,
            "corrections": _by_status(self.corrections, language),
        }


def _by_status(entries: Iterable[dict], language: str = ENGLISH) -> str:
    """Ids of entries by their status: `accepted C008, C009; proposed C013`."""
    found: dict[str, list[str]] = {}
    for entry in entries:
        found.setdefault(entry["status"], []).append(entry["id"])
    return "; ".join(f"{WORDS[language][status]} {', '.join(ids)}" for status, ids in sorted(found.items()))


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
    """What the filter of pandoc needs of each printed table, by its identifier: the cells behind all its rows.

    The rows of a short table are told one by one, `rows` by their numbers and `order` of these; a long one is told as
    a whole, and so is one whose rows all rest on the same cells.
    """
    by_name, found = {one.name: one for one in rows}, {}
    for printed in tables:
        frame, heads = printed["frame"], _heads(printed)
        mine = {row: by_name[f"{frame}/{row}"] for row in heads}
        alike = len(mine) > 1 and len({one.cells for one in mine.values()}) == 1
        listed = mine if len(mine) <= LISTED and not alike else {}
        told = {str(row): {"label": heads[row], **_told(one.cells, one.corrections)} for row, one in listed.items()}
        entries = {entry["id"]: entry for one in mine.values() for entry in one.corrections}
        behind = union(address for one in mine.values() for address in one.cells)
        whole = {"places": [], "corrections": ""} if listed else _told(behind, entries.values())
        found[printed["identifier"]] = {**whole, "frame": frame, "rows": told, "order": list(listed)}
    return found


def _told(cells: Iterable[str], entries: Iterable[dict]) -> dict:
    """Printed places of cells, and the entries about them, as the annex has them."""
    return {"places": _places(cells), "corrections": _by_status(entries)}


def _heads(printed: dict) -> dict[int, str]:
    """What tells each row from the others: its first cell, of the columns that no row leaves empty where there is one."""
    rows = list(_rows(printed))
    full = (number for number, column in enumerate(zip(*(cells for _, cells in rows), strict=False)) if all(column))
    first = next(full, 0)
    return {row: _said(cells[first]) for row, cells in rows}


def _said(cell: table.Cell) -> str:
    """What a row begins with, in so many characters as tell it from the others."""
    text = "".join(str(run["text"]) for run in cell)
    return text if len(text) <= words.LONGEST else f"{text[: words.LONGEST - 1]}…"


def _places(cells: Iterable[str]) -> list[str]:
    """What print says of cells: of a few tables their rows and columns, of more what they are called."""
    found = words.places(tuple(cells))
    if len(found) <= FEW:
        return list(map(str, found)) or ["no cell"]
    total, tables = sum(place.count for place in found), sentence.Noun.english("table")
    counts = f"{sentence.counted(total, words.CELL)} of {sentence.counted(len(found), tables)}"
    return [f"{counts}: {'; '.join(sorted(place.printed for place in found))}"]


def for_filter(
    report: str, language: str, results: list[Evidence], rows: list[Evidence]
) -> tuple[dict[str, dict], dict[str, dict]]:
    """What the filter of pandoc needs of each result, and of each row of a table, by name; told in a language."""
    shown = pages.by_file()
    of_numbers = {
        one.name: {
            "value": one.value,
            **one.told(language),
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
