"""What an archive says of itself: crate, packages, results, cells and versions, held against its files."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from typing import Iterator  # noqa: UP035  (Python 3.9)

from compendium.archive.manifests import DATA, Files, Problem
from compendium.archive.paths import MOST_BYTES

SHOWN = 40  # problems of one kind in the evidence that are told one by one
LONG = 200  # characters from which on a cell is recorded by its digest
MOST_CELLS = 20_000_000  # that results may rest on, counted as often as they are named
ADDRESS = re.compile(r"(.+)#cell=([0-9]{1,9}),([0-9]{1,9})(?:-([0-9]{1,9}),([0-9]{1,9}))?")


def _json(files: Files, name: str) -> dict:
    """A descriptor. Numbers of many digits stay text: older Pythons take hours to read one."""
    return json.loads(files.text(name), parse_int=lambda text: int(text) if len(text) < 20 else text)


def crate(files: Files) -> Iterator[Problem]:
    """Every reference within the crate resolves, and every file is as it is described."""
    name = f"{DATA}ro-crate-metadata.json"
    graph = {entity["@id"]: entity for entity in _json(files, name)["@graph"]}
    folders = {path[: place + 1] for path in files.readers for place, letter in enumerate(path) if letter == "/"}
    for identifier, entity in graph.items():
        for key, value in entity.items():
            for item in value if isinstance(value, list) else [value]:
                target = item.get("@id") if isinstance(item, dict) else None
                if target and target not in graph and not target.startswith(("http:", "https:")):
                    yield name, f"{identifier}, {key}: {target} is not described"
        kinds = entity["@type"] if isinstance(entity["@type"], list) else [entity["@type"]]
        path = DATA + identifier
        if "File" in kinds and path not in files.readers:
            yield path, f"is missing; {name} describes it"
        elif "File" in kinds:
            size, digest = entity["contentSize"], entity["sha256"]
            if size != str(files.sizes[path]) or digest != files.digests[path]["sha256"]:
                yield path, f"is not what {name} describes"
        elif "Dataset" in kinds and identifier != "./" and path not in folders:
            yield path, f"is empty; {name} describes it"


def package(files: Files) -> Iterator[Problem]:
    """Every table of both data packages is there, with its size and digest."""
    for folder in ("", "reports/data/"):
        name = f"{DATA}{folder}datapackage.json"
        for resource in _json(files, name)["resources"]:
            path = DATA + folder + resource["path"]
            if path not in files.readers:
                yield path, f"is missing; {name} describes it"
            elif (resource["bytes"], resource["hash"]) != (
                files.sizes[path],
                "sha256:" + files.digests[path]["sha256"],
            ):
                yield path, f"is not what {name} describes"


def evidence(files: Files) -> Iterator[Problem]:
    """Every cell behind a named result exists and holds what is recorded, and every result is the one listed."""
    known: set[tuple[str, int, int]] = set()
    usual = csv.field_size_limit(MOST_BYTES)
    try:
        yield from _first(_cells(files, known))
        yield from _first(_results(files, known))
        yield from _first(_pages(files))
    finally:
        csv.field_size_limit(usual)


def _first(found: Iterator[Problem]) -> Iterator[Problem]:
    """The first problems, and how many more there are: one changed table can have very many."""
    every = list(found)
    yield from every[:SHOWN]
    if len(every) > SHOWN:
        yield every[SHOWN][0], f"and {len(every) - SHOWN} more of this kind, the first in this file"


def _cells(files: Files, known: set[tuple[str, int, int]]) -> Iterator[Problem]:
    records = f"{DATA}evidence/cells.csv"
    grids: dict[str, list[list[str]]] = {}
    for row in rows(files, records):
        file, place = row["file"], (int(row["row"][:9]), int(row["column"][:9]))
        if (file, *place) in known:
            yield records, f"lists cell {place[0]},{place[1]} of {file} again"
            continue
        if file not in grids:
            grids[file] = list(csv.reader(io.StringIO(files.text(DATA + file), newline="")))
        known.add((file, *place))
        held = recorded(grids[file], *place)
        if held is None:
            yield DATA + file, f"has no cell {place[0]},{place[1]}, which named results rest on"
        elif held != row["text"]:
            yield DATA + file, f"cell {place[0]},{place[1]} holds {held[:60]!r}, recorded is {row['text'][:60]!r}"


def _results(files: Files, known: set[tuple[str, int, int]]) -> Iterator[Problem]:
    results = f"{DATA}evidence/results.csv"
    listed = {row["id"]: row for row in rows(files, f"{DATA}results.csv")}
    left = MOST_CELLS
    for row in rows(files, results):
        mine = listed.pop(row["id"], None)
        if mine is None or any(mine[c] != row[c] for c in ("value", "unit", "n")):
            yield results, f"{row['id']} is not the result that results.csv lists"
        addresses = row["cells"].split()
        left -= sum(_area(a) for a in addresses)
        if left < 0:
            yield results, f"rests on more than {MOST_CELLS:,} cells, {row['id']} and what follows was not held"
            return
        lost = [a for a in addresses if not _within(a, known)]
        if lost or not (row["cells"] or "0" in (row["value"], row["n"])):
            yield results, f"{row['id']} rests on cells that are not recorded: {' '.join(lost[:3]) or 'none'}"
    for name in listed:
        yield results, f"{name} is missing; results.csv lists it"


def _pages(files: Files) -> Iterator[Problem]:
    """Every web address stands in the cell that it is listed with, or what is printed there before a correction."""
    listed = f"{DATA}evidence/pages.csv"
    grids: dict[str, list[list[str]]] = {}
    for row in rows(files, listed):
        file, place = row["file"], (int(row["row"][:9]), int(row["column"][:9]))
        if file not in grids:
            grids[file] = list(csv.reader(io.StringIO(files.text(DATA + file), newline="")))
        grid = grids[file]
        there = 0 < place[0] <= len(grid) and 0 < place[1] <= len(grid[place[0] - 1])
        text = grid[place[0] - 1][place[1] - 1] if there else ""
        printed = row.get("printed")  # archives of earlier versions do not say it
        if not (printed == text if printed else row["address"] in text):
            yield listed, f"cell {place[0]},{place[1]} of {file} does not hold {row['address'][:80]}"


def rows(files: Files, name: str) -> list[dict[str, str]]:
    """Records of a CSV file of the archive, as texts by column."""
    return list(csv.DictReader(io.StringIO(files.text(name), newline="")))


def recorded(grid: list[list[str]], row: int, column: int) -> str | None:
    """Text of a cell, or its digest where it is long; None where there is no such cell."""
    if not (0 < row <= len(grid) and 0 < column <= len(grid[row - 1])):
        return None
    text = grid[row - 1][column - 1]
    return text if len(text) < LONG else f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def _corners(address: str) -> tuple[str, range, range] | None:
    match = ADDRESS.fullmatch(address)
    if not match:
        return None
    top, first = int(match[2]), int(match[3])
    return match[1], range(top, int(match[4] or top) + 1), range(first, int(match[5] or first) + 1)


def _area(address: str) -> int:
    """Cells of an address, which may name very many in few letters."""
    found = _corners(address)
    return len(found[1]) * len(found[2]) if found else 1


def _within(address: str, known: set[tuple[str, int, int]]) -> bool:
    """Whether an address is one, and all its cells are recorded."""
    found = _corners(address)
    return bool(found) and all((found[0], row, column) in known for row in found[1] for column in found[2])


def versions(files: Files) -> Iterator[Problem]:
    """Version and DOI are the same wherever they are given."""
    version, doi = (value_of(key, files.text(f"{DATA}metadata.yaml")) for key in ("version", "doi"))
    cff = files.text(f"{DATA}CITATION.cff")
    said = {"CITATION.cff": (value_of("version", cff), value_of("doi", cff))}
    keys = {".zenodo.json": "doi", "codemeta.json": "identifier", "ro-crate-metadata.json": "identifier"}
    for name, key in keys.items():
        found = _json(files, DATA + name)
        found = next(e for e in found["@graph"] if e["@id"] == "./") if "@graph" in found else found
        said[name] = (found["version"], found.get(key))
    for name in ("datapackage.json", "reports/data/datapackage.json"):
        said[name] = (_json(files, DATA + name)["version"], doi)
    for name, (theirs, where) in said.items():
        if theirs != version:
            yield DATA + name, f"says version {theirs}, metadata.yaml says {version}"
        if (where or "").replace("https://doi.org/", "") != (doi or ""):
            yield DATA + name, f"says DOI {where or 'none'}, metadata.yaml says {doi or 'none'}"
    agent = re.search(r"^Bag-Software-Agent: .* (\S+)$", files.text("bag-info.txt"), re.MULTILINE)
    if not agent or agent[1] != version:
        yield "bag-info.txt", f"says version {agent[1] if agent else 'none'}, metadata.yaml says {version}"


def value_of(key: str, text: str) -> str | None:
    """Value of a plain key at the top of a YAML file; null and nothing are none."""
    match = re.search(rf"^{key}:[ ]*(\S*)", text, re.MULTILINE)
    return match[1].strip("'\"") if match and match[1] not in ("", "null", "~") else None
