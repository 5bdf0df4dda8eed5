"""Build an archive anew in a fresh folder, and compare every output with the archived one, byte for byte.

The environment is made from the archive's own lock; the build itself has no network where the system
lets a program go without. It runs the code of the archive, so rebuild what you trust. exit codes: 0 all is identical, 1 something differs or the build fails,
2 the archive is refused.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from crossborder.archive import rebuild
from crossborder.archive.verify import Refused
from crossborder.root import ROOT


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("archive", metavar="ARCHIVE", help="a zip file that ./reproduce archive wrote")
    parser.add_argument(
        "--environment-here", action="store_true", help="use this folder's environment where the locks are the same"
    )
    parser.add_argument("--keep", metavar="FOLDER", help="build in this folder, which must not exist, and leave it")


def run(arguments: argparse.Namespace) -> int:
    archive = Path(arguments.archive).resolve()
    with tempfile.TemporaryDirectory(prefix="rebuild-") as temporary:
        folder = Path(arguments.keep or temporary).resolve()
        if arguments.keep and folder.exists():
            print(f"{folder} exists; name a folder that does not", file=sys.stderr)
            return 2
        try:
            found = rebuild.rebuild(archive, folder, ROOT / ".venv" if arguments.environment_here else None)
        except Refused as error:
            print(f"Refused, and nothing was written:\n{error}", file=sys.stderr)
            return 2
        except rebuild.BuildError as error:
            print(f"The build from the archive failed:\n{error}", file=sys.stderr)
            return 1
    for name, why in found.different:
        print(f"{name}: {why}")
    network = "without network" if found.offline else "with the network in reach, which this system does not let go"
    print(f"{found.same} of {found.same + len(found.different)} outputs identical; built {network}.")
    return 1 if found.different else 0
