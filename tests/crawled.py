"""Links of a folder of pages, followed without a network: what a reader finds who has nothing but the folder."""

import json
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup

LEADING = ("a", "link", "img", "script", "iframe", "source")
ELSEWHERE = ("http", "https", "mailto", "data")
CELLS = re.compile(r"cell=(?P<cells>[0-9,;-]+)(?:&result=(?P<result>[a-z0-9_/-]+))?")


@cache
def page(path: Path) -> BeautifulSoup:
    """A page, parsed once."""
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


class Outline(HTMLParser):
    """What links ask of a page: where it leads to, what a fragment can name, rows and columns of its printed table."""

    def __init__(self, text: str):
        super().__init__()
        self.targets: set[str] = set()
        self.ids: set[str] = set()
        self.height = self.width = 0
        self._table = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in LEADING and (target := given.get("href") or given.get("src")):
            self.targets.add(target)
        if given.get("id"):
            self.ids.add(str(given["id"]))
        self._table = self._table or given.get("id") == "cells"
        self.height += self._table and tag == "tr"
        self.width += self._table and self.height == 1 and tag in ("th", "td")

    def handle_endtag(self, tag: str) -> None:
        self._table = self._table and tag != "table"


@cache
def outline(path: Path) -> Outline:
    """Outline of a page, read once: a tree of each page would take minutes."""
    return Outline(path.read_text(encoding="utf-8"))


@cache
def words(path: Path) -> dict:
    """What a script of a summary hands to the pages of tables."""
    return json.loads(path.read_text(encoding="utf-8").partition(", ")[2].removesuffix(");\n"))["results"]


def dead(folder: Path) -> list[str]:
    """Links of the pages below a folder that lead to nothing in it, each with its page."""
    return [
        f"{path.relative_to(folder)}: {target}"
        for path in sorted(folder.rglob("*.html"))
        for target in sorted(outline(path).targets)
        if not leads(folder, path, target)
    ]


def leads(folder: Path, path: Path, target: str) -> bool:
    """Whether a link of a page leads to something: elsewhere in the world, or to a file and a place of the folder."""
    parts = urlsplit(target)
    if parts.scheme in ELSEWHERE:
        return True
    there = (path.parent / unquote(parts.path) if parts.path else path).resolve()
    if parts.scheme or not there.is_relative_to(folder.resolve()) or not there.is_file():
        return False
    fragment = unquote(parts.fragment)
    if not fragment or there.suffix != ".html":
        return True
    match = CELLS.fullmatch(fragment)
    return holds(there, match["cells"], match["result"]) if match else fragment in outline(there).ids


def holds(path: Path, cells: str, result: str | None) -> bool:
    """Whether a page of a table has these cells, and the summary of a report the result that they are of."""
    table = outline(path)
    for span in cells.split(";"):
        corner = [tuple(map(int, place.split(","))) for place in span.split("-")]
        if any(row > table.height or column > table.width for row, column in corner):
            return False
    if not result:
        return True
    report, _, name = result.partition("/")
    return name in words(path.with_name(f"{report}.js"))
