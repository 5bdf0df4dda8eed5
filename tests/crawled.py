"""Links of a folder of pages, followed without a network: what a reader finds who has nothing but the folder."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup

ELSEWHERE = ("http", "https", "mailto", "data")
CELLS = re.compile(r"cell=(?P<cells>[0-9,;-]+)(?:&result=(?P<result>[a-z0-9_/-]+))?")


@cache
def page(path: Path) -> BeautifulSoup:
    """A page, parsed once."""
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


@cache
def ids(path: Path) -> frozenset[str]:
    """Everything in a page that a fragment can name."""
    return frozenset(str(found["id"]) for found in page(path).find_all(id=True))


@cache
def words(path: Path) -> dict:
    """What a script of a summary hands to the pages of tables."""
    return json.loads(path.read_text(encoding="utf-8").partition(", ")[2].removesuffix(");\n"))["results"]


def links(path: Path) -> Iterator[str]:
    """Everything that a page leads to or loads."""
    for found in page(path).find_all(("a", "link", "img", "script", "iframe", "source")):
        if target := found.get("href") or found.get("src"):
            yield str(target)


def dead(folder: Path) -> list[str]:
    """Links of the pages below a folder that lead to nothing in it, each with its page."""
    return [
        f"{path.relative_to(folder)}: {target}"
        for path in sorted(folder.rglob("*.html"))
        for target in sorted(set(links(path)))
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
    return holds(there, match["cells"], match["result"]) if match else fragment in ids(there)


def holds(path: Path, cells: str, result: str | None) -> bool:
    """Whether a page of a table has these cells, and the summary of a report the result that they are of."""
    rows = page(path).select("#cells tr")
    heights, width = len(rows), len(rows[0].find_all(("th", "td"))) if rows else 0
    for span in cells.split(";"):
        corner = [tuple(map(int, place.split(","))) for place in span.split("-")]
        if any(row > heights or column > width for row, column in corner):
            return False
    if not result:
        return True
    report, _, name = result.partition("/")
    return name in words(path.with_name(f"{report}.js"))
