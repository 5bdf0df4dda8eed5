"""Unpack an archive, after everything about it that could do harm was refused."""

import zipfile
from pathlib import Path

from crossborder.archive.verify import Refused, unpackable

# What a zip file must hold to be an archive of a compendium that can be built.
NEEDED = (
    "bagit.txt",
    "data/reproduce",
    "data/requirements.lock",
    "data/processed/.gitignore",
    "data/reports/.gitignore",
)


def _missing(packed: zipfile.ZipFile) -> list[str]:
    there = {name.partition("/")[2] for name in packed.namelist()}
    return [f"{name} is missing: no archive of a compendium" for name in NEEDED if name not in there]


def unpack(archive: Path, folder: Path) -> Path:
    """Write the files of a zip file below a folder, programs as programs; returns its top folder.

    Raises Refused before anything is written.
    """
    with unpackable(archive) as packed:
        if faults := _missing(packed):
            raise Refused("\n".join(faults))
        packed.extractall(folder)
        for info in packed.infolist():
            if info.external_attr >> 16 & 0o100:
                (folder / info.filename).chmod(0o755)
        return folder / packed.namelist()[0].partition("/")[0]
