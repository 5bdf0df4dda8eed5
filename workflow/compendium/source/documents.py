"""Find what was transcribed again in the source documents, where those are at hand.

The card of a table of facts says which document it was read from and where its sections begin.
Paragraphs are counted from the start of their section: a line of text is one, a line of a table (with
tabs) is none, and a line that goes on after a page break belongs to the paragraph before it. Footnotes
are counted apart: `note 1` is the first of its section. Where nothing in a line tells that it goes on, since
a table or footnotes stand between, the card does.

A year is one that the paragraph prints, or that of the publication for a statement about the time of writing,
where the card gives it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from compendium.escape import terminal
from compendium.source import cards
from compendium.source.cards import Table
from compendium.source.grid import Grid, read

ENDS = re.compile(r"[.!?:;”\")\]]$|</sup>$")
RUNNING = 80  # characters from which a line is running text, not a heading or a caption
INFERRED = "Inferred: "  # begins the note of a fact whose value or year its paragraph does not print

Paragraphs = dict[tuple[str, str], str]


class DocumentError(ValueError):
    """A document that is not there, or in which a section of the card does not begin."""


@dataclass(frozen=True)
class Found:
    """What the search in one table came to: `missing` and `inferred` are addresses with what was looked for."""

    table: str
    looked_for: int
    missing: list[str]
    inferred: list[str]


def documented() -> list[Table]:
    """Raw tables whose card names the document that they were read from."""
    return [table for table in cards.tables() if "document" in table.card]


def paragraphs(text: str, document: dict) -> Paragraphs:
    """Paragraphs of a document by section and number. Raises DocumentError for a section that never begins."""
    starts = {section["begins"]: section for section in document["sections"]}
    footnote = re.compile(document["footnotes"]) if "footnotes" in document else None
    torn = {line["begins"]: line["of"] for line in document.get("continues", [])}
    found: Paragraphs = {}
    section, number, notes = "", 0, 0
    for line in (raw.strip() for raw in text.split("\n")):
        opened = next((s for begins, s in starts.items() if line.startswith(begins)), None)
        if opened:
            starts.pop(opened["begins"])
            section, number, notes = opened["name"], 0, 0
            if opened.get("heading", True):
                continue
        if not line or not section or "\t" in line:
            continue
        if footnote and footnote.match(line):
            notes += 1
            found[section, f"note {notes}"] = line
        elif begins := next((begins for begins in torn if line.startswith(begins)), None):
            of = torn.pop(begins)
            place = next((at for at, there in found.items() if at[0] == section and there.startswith(of)), None)
            if place is None:
                raise DocumentError(f"{document['file']}: no paragraph of {section} begins with {of!r}")
            found[place] += f" {line}"
        elif number and _goes_on(found[section, str(number)], line):
            found[section, str(number)] += f" {line}"
        else:
            number += 1
            found[section, str(number)] = line
    if starts or torn:
        raise DocumentError(f"{document['file']}: no line begins with {', '.join(map(repr, [*starts, *torn]))}")
    return found


def _goes_on(before: str, line: str) -> bool:
    """Whether a line continues a paragraph that a page break cut."""
    return line[0].islower() or (len(before) >= RUNNING and not ENDS.search(before.rstrip("*")))


def plain(text: str) -> str:
    """Text as it is compared: spaces, quotes, emphasis and case set aside."""
    return re.sub(r"\s+", " ", re.sub(r"[*_\\]", "", text.replace("’", "'"))).lower()


def remark(note: str | None) -> str | None:
    """A note without the sentence that says how a value or a year was inferred; None where nothing is left."""
    if note and note.startswith(INFERRED):
        note = note.partition(". ")[2]
    return note or None


def search(folder: Path, table: Table) -> Found:
    """Look for the words of each record in its paragraph. Raises DocumentError."""
    document = table.card["document"]
    path = folder / document["file"]
    if not path.is_file():
        raise DocumentError(f"{path} is not there; {table.path} was read from it")
    there = paragraphs(path.read_text(encoding="utf-8"), document)
    missing, inferred = [], []
    grid = read(table.path)
    for row in range(2, grid.height + 1):
        record = dict(zip(grid.header, grid.records[row - 1], strict=True))
        text = there.get((record["section"], record["paragraph"]))
        if not (lacks := list(_lacks(record, text, document))):
            continue
        if text is not None and record.get("note", "").startswith(INFERRED):
            inferred.append(terminal(f"{_at(grid, row)}: {record['note'].removeprefix(INFERRED)}"))
        else:
            where = f"{record['section']}, paragraph {record['paragraph']}"
            there_not = "" if text else ", which is not there"
            missing.append(terminal(f"{_at(grid, row)}: {' and '.join(lacks)} is not in {where}{there_not}"))
    return Found(table.path, grid.height - 1, missing, inferred)


def _lacks(record: dict[str, str], text: str | None, document: dict) -> Iterator[str]:
    """What of a record its paragraph does not print: its words, its year."""
    words, year = record[document["words"]], record.get("year", "")
    if text is None or not re.search(rf"(?<!\w){re.escape(plain(words))}(?!\d)", plain(text)):
        yield repr(words)
    printed = text is not None and re.search(rf"(?<!\d){year}(?!\d)", text)
    if year and not printed and year != str(document.get("written", "")):
        yield f"the year {year}"


def _at(grid: Grid, row: int) -> str:
    return f"{grid.path}, line {grid.line(row)}"
