"""Where a copied text stands in the built reports, and which numbers stand in it.

Formats break lines, part digits and set spaces in ways of their own, so a text is looked for by its letters and digits
alone. A number by itself is looked for as a whole: 48 is no part of 1,148.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

from compendium.report.evidence import numbers

BLOCKS = {"p", "li", "tr", "caption", "figcaption", "div", "h1", "h2", "h3", "h4", "summary", "pre"}
SHORT = 4  # letters and digits below which a line of a text says too little to be looked for by itself
# Digits with what parts thousands and decimals: no text begins or ends within them.
ONE_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f]\d+)*")


@dataclass(frozen=True)
class Number:
    """A number that a report prints: where it stands among letters and digits, its text, and where it leads."""

    start: int
    end: int
    text: str
    href: str


@dataclass
class Printed:
    """A report as it can be copied: its letters and digits, its numbers, where its blocks and tables are, what lies in numbers."""

    text: str = ""
    numbers: list[Number] = field(default_factory=list)
    blocks: list[int] = field(default_factory=list)
    tables: list[tuple[int, int]] = field(default_factory=list)
    anchors: dict[str, int] = field(default_factory=dict)
    within: set[int] = field(default_factory=set)


def letters(text: str) -> str:
    """Letters and digits of a text, whatever their form and case."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def number(text: str) -> str:
    """A number as it is compared: any minus, no spaces at all."""
    return "".join(unicodedata.normalize("NFKC", text).replace("−", "-").split()).casefold()


def same(one: str, other: str) -> bool:
    """Whether two texts are one number or value, whatever spaces and minus signs they are written with."""
    return number(one) == number(other)


class _Reader(HTMLParser):
    """Collects a page as it can be copied."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.made = Printed()
        self.length = 0
        self.href: str | None = None
        self.silent = 0
        self.table = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a" and "result" in (given.get("class") or "").split():
            self.href = given.get("href") or ""
        elif tag in BLOCKS:
            self.made.blocks.append(self.length)
        elif tag == "table":
            self.table = self.length
        elif tag in ("script", "style"):
            self.silent += 1
        if given.get("id"):
            self.made.anchors[str(given["id"])] = self.length

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self.href = None
        elif tag in BLOCKS:
            self.made.blocks.append(self.length)
        elif tag == "table":
            self.made.tables.append((self.table, self.length))
        elif tag in ("script", "style"):
            self.silent -= 1

    def handle_data(self, data: str) -> None:
        if self.silent:
            return
        added, start = letters(data), self.length
        for match in ONE_NUMBER.finditer(data):
            first = start + len(letters(data[: match.start()]))
            self.made.within |= set(range(first + 1, first + len(letters(match.group()))))
        self.length += len(added)
        self.parts.append(added)
        if self.href is not None and added:
            self.made.numbers.append(Number(start, self.length, data, self.href))


def read(path: Path) -> Printed:
    """A built report in HTML as it can be copied; file errors go through."""
    page = _Reader()
    page.feed(path.read_text(encoding="utf-8").partition("<body")[2])
    page.close()
    page.made.text = "".join(page.parts)
    return page.made


def stands(text: str, printed: Printed) -> list[Number] | None:
    """Numbers of a text that a report prints, in their order; None where it does not print it.

    A number alone is every number like it. Of a text that has none, it is those of the paragraphs or rows that it
    stands in. What is not found as a whole is looked for line by line.
    """
    if re.fullmatch(numbers.IN_DIGITS, text.strip()) or not letters(text):
        return [one for one in printed.numbers if same(one.text, text)] or None
    spans = _spans(text, printed) or [
        span for line in re.split(r"[\n\t]", text) if len(letters(line)) > SHORT for span in _spans(line, printed)
    ]
    if not spans:
        return None
    return _in(spans, printed) or _around(spans, printed)


def at(anchor: str, printed: Printed) -> list[Number]:
    """Numbers of the table, or else of the paragraph or heading, that an address of a report leads to."""
    start = printed.anchors.get(anchor)
    if start is None:
        return []
    table = [span for span in printed.tables if span[0] == start]
    return _in(table, printed) or _around([(start, start + 1)], printed)


def _around(spans: list[tuple[int, int]], printed: Printed) -> list[Number]:
    """Numbers of the paragraphs and rows that spans stand in, else of the tables that they head."""
    held = [table for table in printed.tables if any(table[0] <= start < table[1] for start, _ in spans)]
    return _in([_block(span, printed) for span in spans], printed) or _in(held, printed)


def _spans(text: str, printed: Printed) -> list[tuple[int, int]]:
    asked, found, at = letters(text), [], -1
    while asked and (at := printed.text.find(asked, at + 1)) >= 0:
        if at not in printed.within and at + len(asked) not in printed.within:
            found.append((at, at + len(asked)))
    return found


def _in(spans: list[tuple[int, int]], printed: Printed) -> list[Number]:
    return [one for one in printed.numbers if any(one.start < end and start < one.end for start, end in spans)]


def _block(span: tuple[int, int], printed: Printed) -> tuple[int, int]:
    """The paragraph, row or heading that a span stands in."""
    edges: Iterator[tuple[int, int]] = pairwise([0, *printed.blocks, len(printed.text)])
    held = [edge for edge in edges if edge[0] < span[1] and span[0] < edge[1]]
    return (held[0][0], held[-1][1]) if held else span
