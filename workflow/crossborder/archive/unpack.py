"""Unpack an archive, after everything about it that could do harm was refused."""

import zipfile
from pathlib import Path

from crossborder.archive.verify import Refused, refusals


def unpack(archive: Path, folder: Path) -> Path:
    """Write the files of a zip file below a folder, programs as programs; returns its top folder.

    Raises Refused before anything is written.
    """
    try:
        packed = zipfile.ZipFile(archive)
    except (OSError, zipfile.BadZipFile) as error:
        raise Refused(f"{archive}: no zip file that opens: {error}") from error
    with packed:
        if faults := refusals(packed):
            raise Refused("\n".join(faults))
        packed.extractall(folder)
        for info in packed.infolist():
            if info.external_attr >> 16 & 0o100:
                (folder / info.filename).chmod(0o755)
        return folder / packed.namelist()[0].partition("/")[0]
