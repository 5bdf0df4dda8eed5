"""Check an archive with nothing but Python 3.9 or later: python verify.py [FOLDER OR ZIP FILE].

Every file is held against both manifests, every reference of the descriptors against what is there,
every named result against the cells that are recorded behind it, and every version against the others.
exit codes: 0 all is as archived, 1 something differs, 2 this is no archive or it is refused.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import stat
import sys
import zipfile
from pathlib import Path, PurePosixPath
from typing import Callable, Iterator  # noqa: UP035  (Python 3.9)

DATA = "data/"
ALGORITHMS = ("sha256", "sha512")
MOST_FILES, MOST_BYTES, MOST_TIMES = 20_000, 1 << 30, 200  # of an archive that is opened; times: expanded over packed
SMALL = 1 << 20  # bytes below which a file may expand as much as it likes
SHOWN = 40  # problems that are printed one by one
LONG = 200  # characters from which on a cell is recorded by its digest
ADDRESS = re.compile(r"(.+)#cell=(\d+),(\d+)(?:-(\d+),(\d+))?")
LINE = re.compile(r"([0-9a-f]+)  (\S.*)")
Problem = tuple[str, str]  # file, what is wrong with it


class Refused(Exception):
    """Something that is not opened; the message says why."""


class Files:
    """Files of an archive by path, each read when it is asked for."""

    def __init__(self, readers: dict[str, Callable[[], bytes]]):
        self.readers = readers
        self.sizes: dict[str, int] = {}
        self.digests: dict[str, dict[str, str]] = {}
        self.broken: dict[str, str] = {}
        for name, read in sorted(readers.items()):
            try:
                content = read()
            except Exception as error:  # a flipped bit in packed data raises what the decompressor likes
                content, self.broken[name] = b"", f"{type(error).__name__}: {error}"
            self.sizes[name] = len(content)
            self.digests[name] = {a: hashlib.new(a, content).hexdigest() for a in ALGORITHMS}

    def text(self, name: str) -> str:
        """Text of a file, or nothing where it is missing or unreadable: the manifests tell of that."""
        if name not in self.readers or name in self.broken:
            return ""
        return self.readers[name]().decode("utf-8", errors="replace")


def opened(path: Path) -> Files:
    """Files of an archive, a folder or a zip file. Raises Refused."""
    if path.is_dir():
        if links := sorted(str(p) for p in path.rglob("*") if p.is_symlink()):
            raise Refused("\n".join(f"{name}: a link; an archive has none" for name in links))
        readers = {p.relative_to(path).as_posix(): p.read_bytes for p in path.rglob("*") if p.is_file()}
    else:
        packed = unpackable(path)
        names = [info.filename for info in packed.infolist() if not info.is_dir()]
        top = packed.namelist()[0].partition("/")[0] + "/"
        readers = {name[len(top) :]: (lambda name=name: packed.read(name)) for name in names}
    if "bagit.txt" not in readers:
        raise Refused(f"{path}: no bag: bagit.txt is not at its top")
    return Files(readers)


def unpackable(path: Path) -> zipfile.ZipFile:
    """A zip file that is safe to unpack. Raises Refused."""
    try:
        packed = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile) as error:
        raise Refused(f"{path}: no zip file that opens: {error}") from error
    if faults := refusals(packed):
        raise Refused("\n".join(faults))
    return packed


def refusals(packed: zipfile.ZipFile) -> list[str]:
    """Why a zip file is not opened: paths that lead out, links, sizes; nothing where it is safe."""
    found, seen, total = [], set(), 0
    every = packed.infolist()
    tops = {info.filename.partition("/")[0] for info in every}
    if len(tops) != 1 or any("/" not in info.filename for info in every):
        found.append(f"{len(tops)} files or folders at the top, expected one folder")
    if len(every) > MOST_FILES:
        found.append(f"{len(every)} files, expected at most {MOST_FILES}")
    for info in every:
        name, parts, mode = info.filename, PurePosixPath(info.filename).parts, info.external_attr >> 16
        total += info.file_size
        if name.startswith("/") or "\\" in name or ":" in name or ".." in parts or "\0" in info.orig_filename:
            found.append(f"{name!r}: a path that leads out of the folder")
        if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):  # a zip need not say what a file is
            found.append(f"{name!r}: a link or a device, expected files")
        if name.lower() in seen:
            found.append(f"{name!r}: twice in the archive")
        if info.flag_bits & 1:
            found.append(f"{name!r}: encrypted")
        if info.file_size > SMALL and info.file_size > MOST_TIMES * max(info.compress_size, 1):
            found.append(f"{name!r}: expands to {info.file_size} bytes, over {MOST_TIMES} times what is packed")
        seen.add(name.lower())
    if total > MOST_BYTES:
        found.append(f"expands to {total} bytes, expected at most {MOST_BYTES}")
    return found


def problems(files: Files) -> list[Problem]:
    """Everything that is not as archived; what the manifests find comes first, by path."""
    found = sorted(_manifests(files))
    for check in (_crate, _package, _evidence, _versions):
        try:
            found += check(files)
        except Exception as error:  # a descriptor that was changed can be wrong in any way
            found.append((check.__name__.strip("_"), f"cannot be read: {type(error).__name__}: {error}"))
    return list(dict.fromkeys(found))


def _manifests(files: Files) -> Iterator[Problem]:
    """Every file is listed in both manifests of its kind, is there, and has both digests."""
    for name, why in files.broken.items():
        yield name, f"cannot be read: {why}"
    for kind in ("manifest", "tagmanifest"):
        listed: dict[str, dict[str, str]] = {}
        for algorithm in ALGORITHMS:
            lines = f"{kind}-{algorithm}.txt"
            if lines not in files.readers:
                yield lines, "is missing"
            for number, line in enumerate(files.text(lines).splitlines(), start=1):
                if match := LINE.fullmatch(line):
                    listed.setdefault(match[2], {})[algorithm] = match[1]
                else:
                    yield lines, f"line {number} is no digest and path: {line[:80]!r}"
        mine = [n for n in files.readers if n.startswith(DATA) == (kind == "manifest")]
        there = {n for n in mine if not n.startswith("tagmanifest-")}
        yield from _compared(files, kind, listed, there)


def _compared(files: Files, kind: str, listed: dict[str, dict[str, str]], there: set[str]) -> Iterator[Problem]:
    owners = {known.get("sha512"): name for name, known in listed.items()}
    for name in sorted(there | set(listed)):
        known = listed.get(name, {})
        other = owners.get(files.digests.get(name, {}).get("sha512", "none"))
        if name not in listed:
            yield name, f"is not listed in the {kind}s" + (f"; it is what was archived as {other}" if other else "")
        elif name not in there:
            yield name, f"is missing; {', '.join(f'{kind}-{a}.txt' for a in known)} lists it"
        else:
            wrong = [a for a in ALGORITHMS if known.get(a) != files.digests[name][a]]
            if len(wrong) == len(ALGORITHMS):
                yield name, "is not as archived" + (f"; it holds what belongs to {other}" if other else "")
            for algorithm in wrong if len(wrong) < len(ALGORITHMS) else []:
                yield f"{kind}-{algorithm}.txt", f"says otherwise of {name} than the file and the other manifest"


def _crate(files: Files) -> Iterator[Problem]:
    """Every reference within the crate resolves, and every file is as it is described."""
    name = f"{DATA}ro-crate-metadata.json"
    graph = {entity["@id"]: entity for entity in json.loads(files.text(name))["@graph"]}
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
        elif "Dataset" in kinds and identifier != "./" and not any(n.startswith(path) for n in files.readers):
            yield path, f"is empty; {name} describes it"


def _package(files: Files) -> Iterator[Problem]:
    """Every table of both data packages is there, with its size and digest."""
    for folder in ("", "processed/tables/"):
        name = f"{DATA}{folder}datapackage.json"
        for resource in json.loads(files.text(name))["resources"]:
            path = DATA + folder + resource["path"]
            if path not in files.readers:
                yield path, f"is missing; {name} describes it"
            elif (resource["bytes"], resource["hash"]) != (
                files.sizes[path],
                "sha256:" + files.digests[path]["sha256"],
            ):
                yield path, f"is not what {name} describes"


def _evidence(files: Files) -> Iterator[Problem]:
    """Every cell behind a named result exists and holds what is recorded, and every result is the one listed."""
    records, results = f"{DATA}evidence/cells.csv", f"{DATA}evidence/results.csv"
    csv.field_size_limit(MOST_BYTES)
    grids: dict[str, list[list[str]]] = {}
    known = set()
    for row in _rows(files, records):
        file, place = row["file"], (int(row["row"]), int(row["column"]))
        if file not in grids:
            grids[file] = list(csv.reader(io.StringIO(files.text(DATA + file), newline="")))
        known.add((file, *place))
        held = recorded(grids[file], *place)
        if held is None:
            yield DATA + file, f"has no cell {place[0]},{place[1]}, which named results rest on"
        elif held != row["text"]:
            yield DATA + file, f"cell {place[0]},{place[1]} holds {held[:60]!r}, recorded is {row['text'][:60]!r}"
    listed = {row["id"]: row for row in _rows(files, f"{DATA}results.csv")}
    for row in _rows(files, results):
        mine = listed.pop(row["id"], None)
        if mine is None or any(mine[c] != row[c] for c in ("value", "unit", "n")):
            yield results, f"{row['id']} is not the result that results.csv lists"
        lost = [a for a in row["cells"].split() if not _within(a, known)]
        if lost or not (row["cells"] or row["value"] == "0"):
            yield results, f"{row['id']} rests on cells that are not recorded: {' '.join(lost[:3]) or 'none'}"
    for name in listed:
        yield results, f"{name} is missing; results.csv lists it"


def _rows(files: Files, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files.text(name), newline="")))


def recorded(grid: list[list[str]], row: int, column: int) -> str | None:
    """Text of a cell, or its digest where it is long; None where there is no such cell."""
    if not (0 < row <= len(grid) and 0 < column <= len(grid[row - 1])):
        return None
    text = grid[row - 1][column - 1]
    return text if len(text) < LONG else f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def _within(address: str, known: set) -> bool:
    """Whether an address is one, and all its cells are recorded."""
    match = ADDRESS.fullmatch(address)
    if not match:
        return False
    top, first = int(match[2]), int(match[3])
    rows, columns = range(top, int(match[4] or top) + 1), range(first, int(match[5] or first) + 1)
    return all((match[1], row, column) in known for row in rows for column in columns)


def _versions(files: Files) -> Iterator[Problem]:
    """Version and DOI are the same wherever they are given."""
    version, doi = (_value(key, files.text(f"{DATA}metadata.yaml")) for key in ("version", "doi"))
    cff = files.text(f"{DATA}CITATION.cff")
    said = {"CITATION.cff": (_value("version", cff), _value("doi", cff))}
    keys = {".zenodo.json": "doi", "codemeta.json": "identifier", "ro-crate-metadata.json": "identifier"}
    for name, key in keys.items():
        found = json.loads(files.text(DATA + name))
        found = next(e for e in found["@graph"] if e["@id"] == "./") if "@graph" in found else found
        said[name] = (found["version"], found.get(key))
    for name in ("datapackage.json", "processed/tables/datapackage.json"):
        said[name] = (json.loads(files.text(DATA + name))["version"], doi)
    for name, (theirs, where) in said.items():
        if theirs != version:
            yield DATA + name, f"says version {theirs}, metadata.yaml says {version}"
        if (where or "").replace("https://doi.org/", "") != (doi or ""):
            yield DATA + name, f"says DOI {where or 'none'}, metadata.yaml says {doi or 'none'}"
    agent = re.search(r"^Bag-Software-Agent: .* (\S+)$", files.text("bag-info.txt"), re.MULTILINE)
    if not agent or agent[1] != version:
        yield "bag-info.txt", f"says version {agent[1] if agent else 'none'}, metadata.yaml says {version}"


def _value(key: str, text: str) -> str | None:
    """Value of a plain key at the top of a YAML file; null and nothing are none."""
    match = re.search(rf"^{key}:[ ]*(\S*)", text, re.MULTILINE)
    return match[1].strip("'\"") if match and match[1] not in ("", "null", "~") else None


def main(arguments: list[str]) -> int:
    path = Path(arguments[0]) if arguments else Path(__file__).resolve().parent
    try:
        files = opened(path)
    except Refused as error:
        print(f"Refused, and nothing was written:\n{error}", file=sys.stderr)
        return 2
    found = problems(files)
    for name, why in found[:SHOWN]:
        print(f"{name}: {why}")
    if found:
        print(f"{len(found)} problems, {min(len(found), SHOWN)} shown. The first file that differs: {found[0][0]}")
        return 1
    results, cells = (len(_rows(files, f"{DATA}evidence/{name}.csv")) for name in ("results", "cells"))
    print(
        f"Version {_value('version', files.text(DATA + 'metadata.yaml'))}: {len(files.readers)} files are as archived, none is missing and none was added."
        f" {results} named results rest on {cells} cells, and all hold what is recorded."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
