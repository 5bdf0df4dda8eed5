"""Build an archive anew in a fresh folder, and compare every output with the archived one, byte for byte.

An archive that is not as its manifests say is refused. The environment is made from the archive's own locks, of
pinned packages alone. The build runs the code of the archive, cut off: without network, with a home and a temporary
folder of its own, and able to write nothing else, as far as this system allows it; what it does not allow is said
before the build. exit codes: 0 all is identical, 1 something differs or the build fails, 2 the archive is refused.
"""

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from installer import Failed

from compendium.archive import cutoff, rebuild
from compendium.archive.paths import Refused
from compendium.escape import terminal
from compendium.paths import STARTED


def register(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    parser.add_argument("archive", metavar="ARCHIVE", help="a zip file that ./reproduce archive wrote")
    parser.add_argument(
        "--environment-here", action="store_true", help="use this environment where the locks are the same"
    )
    parser.add_argument("--keep", metavar="FOLDER", help="build in this folder, which must not exist, and leave it")
    parser.add_argument(
        "--force", action="store_true", help="build also what is not as its manifests say, and packages from source"
    )


def run(arguments: argparse.Namespace) -> int:
    """Do what the verb says; returns the exit code."""
    archive = (STARTED / arguments.archive).resolve()
    if arguments.keep and os.path.lexists(kept := STARTED / arguments.keep):
        _say(f"{kept} exists; name a folder that does not")
        return 2
    if arguments.keep:
        return _rebuilt(archive, kept.resolve(), arguments)
    folder = Path(tempfile.mkdtemp(prefix="rebuild-")).resolve()
    try:
        return _rebuilt(archive, folder, arguments)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _rebuilt(archive: Path, folder: Path, arguments: argparse.Namespace) -> int:
    try:
        top = rebuild.unpacked(archive, folder, arguments.force)
    except Refused as error:
        _say(f"Refused, and nothing was written:\n{error}")
        return 2
    limits = rebuild.cut_off()
    if limits.level != cutoff.ALL:
        _say(f"The archive's code runs {limits}")
    try:
        here = Path(sys.prefix) if arguments.environment_here else None
        found = rebuild.rebuild(top, limits, here, arguments.force)
    except Failed as error:
        _say(
            f"No environment was made from the archive's locks: {error}\n"
            "Where this folder's locks are the same, --environment-here takes this environment; --keep leaves the log."
        )
        return 1
    except rebuild.BuildError as error:
        _say(f"The build from the archive failed:\n{error}")
        return 1
    for name, why in found.different:
        print(terminal(f"{name}: {why}"))
    print(f"{found.same} of {found.same + len(found.different)} outputs identical; built {limits}.")
    return 1 if found.different else 0


def _say(text: str) -> None:
    for line in text.split("\n"):
        print(terminal(line), file=sys.stderr)
