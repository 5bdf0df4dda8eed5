"""Where a number leads: to its cells on the page of one table, or to the summary of its report where they are many.

Addresses are relative to `reports/`, so that the folder can be copied anywhere. `evidence/SOURCE-TABLE.html#cell=4,6;5,6`
names cells as RFC 7111 does, parted by semicolons; `&result=REPORT/NAME` says of what they are the evidence.
"""

from collections.abc import Iterable, Mapping
from functools import cache

from compendium.source.address import corners

CELLS, CHARACTERS = 500, 600  # of a number that leads straight to its cells; one with more leads to the summary
IN_ROWS = 160  # characters of an address in a table, where each row has several of them


corner = cache(corners)  # of an address that many numbers rest on


def by_file(cells: Iterable[str]) -> dict[str, list[str]]:
    """Addresses by the file that they are of, in the order in which files are named first."""
    found: dict[str, list[str]] = {}
    for address in cells:
        found.setdefault(address.partition("#")[0], []).append(address)
    return found


def counted(cells: Iterable[str]) -> int:
    """How many cells addresses name that do not overlap."""
    return sum((bottom - top + 1) * (last - first + 1) for _, top, first, bottom, last in map(corner, cells))


def fragment(cells: Iterable[str]) -> str:
    """Addresses of one file as one fragment: `cell=4,6;5,6`."""
    return "cell=" + ";".join(address.partition("#cell=")[2] for address in cells)


def to_cells(cells: list[str], result: str, shown: Mapping[str, str]) -> str:
    """From the folder of evidence pages to addresses of one file, lit; empty where that table has no page.

    `shown` has the name of the page of each raw table, by its file.
    """
    page = shown.get(cells[0].partition("#")[0])
    return f"{page}.html#{fragment(cells)}&result={result}" if page else ""


def to_summary(report: str, name: str) -> str:
    """From the folder of evidence pages to what the summary of a report says of a result or of a row."""
    return f"{report}.html#{name}"


def of(report: str, name: str, cells: list[str], shown: Mapping[str, str], most: int = CHARACTERS) -> str:
    """From a report to the evidence of a result (NAME) or of a row that it prints (FRAME/ROW); `shown` as above.

    An address of more than `most` characters leads to the summary instead.
    """
    files = by_file(cells)
    if len(files) == 1 and counted(cells) <= CELLS:
        there = to_cells(cells, f"{report}/{name}", shown)
        if there and len(there) <= most:
            return f"evidence/{there}"
    return f"evidence/{to_summary(report, name)}"
