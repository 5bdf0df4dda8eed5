"""Unpack an archive, after everything about it that could do harm was refused."""

import shutil
import zipfile
from pathlib import Path

from compendium.archive.opening import content, members
from compendium.archive.paths import Refused

# What a zip file must hold to be an archive of a compendium that can be built.
NEEDED = (
    "bagit.txt",
    "data/Snakefile",
    "data/requirements.lock",
    "data/processed/.gitignore",
    "data/reports/.gitignore",
    "data/workflow/compendium/__main__.py",
)


def missing(packed: zipfile.ZipFile) -> list[str]:
    """What a zip file lacks to be an archive that can be built."""
    there = {name.partition("/")[2] for name in packed.namelist()}
    return [f"{name} is missing: no archive of a compendium" for name in NEEDED if name not in there]


def unpack(packed: zipfile.ZipFile, folder: Path) -> Path:
    """Write the files of a zip file that was found safe below an empty folder; returns its top folder.

    What desktop programs left in it stays in it. Raises Refused, and leaves nothing, where a file is damaged.
    """
    every = members(packed)
    top = folder / every[0].filename.partition("/")[0]
    try:
        for info in every:
            target = folder / info.filename
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as file:
                file.write(content(packed, info))
            if info.external_attr >> 16 & 0o100:
                target.chmod(0o755)
    except Exception as error:  # what a decompressor raises can be anything
        shutil.rmtree(top, ignore_errors=True)
        raise Refused(f"{info.filename}: {type(error).__name__}: {error}") from error
    return top
