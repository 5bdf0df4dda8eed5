"""Where the compendium lies, paths relative to it, and the folders that a build may write to.

The code lies in one folder, and what is built in another where Snakemake is told so (`--directory`, or a Snakefile
that uses this one as a module). What that folder does not hold, such as `raw/` or `config/`, is read beside the code.
"""

import os
from pathlib import Path, PurePosixPath

from compendium.folder import CODE, used

ROOT = used()
IN_PLACE = ROOT == CODE
BUILT = ("processed", "reports")
DESCRIBED = tuple(f"workflow/schemas/{part}" for part in ("tables", "codes", "frames", "results", "labels"))


def _here() -> Path:
    try:
        return Path.cwd()
    except FileNotFoundError:  # it was removed meanwhile
        return ROOT


STARTED = _here()  # where the user stands, whose paths are relative to it; a verb itself works in the root


class OutsideError(ValueError):
    """A path that leads out of the folders that a build may write to."""


def path_of(name: str) -> Path:
    """Where a file lies that is named from the root: in the folder of the build, or beside the code.

    Whole folders count: a build folder with a `raw/` of its own takes nothing from that of another. Of `workflow/`
    these are the folders that describe tables, codes, frames and results, with their labels; all else there is code.
    """
    if IN_PLACE:
        return ROOT / name
    parts = name.split("/")
    top = "/".join(parts[:3]) if parts[0] == "workflow" else parts[0]
    own = top in BUILT or (os.path.lexists(ROOT / top) and (parts[0] != "workflow" or top in DESCRIBED))
    return (ROOT if own else CODE) / name


def located(name: str) -> str:
    """The name of a file as Snakemake takes it in the folder of the build: as it is, or absolute where it lies elsewhere."""
    path = path_of(name)
    return name if path == ROOT / name else str(path)


def relative(path: Path | str) -> str:
    """Path below the root, or beside the code, with forward slashes, as cell addresses write it.

    A link is named, not followed. Raises ValueError where it lies elsewhere.
    """
    named = Path(os.path.abspath(ROOT / path))
    for folder in sorted((ROOT, CODE), key=lambda folder: -len(folder.parts)):  # one may lie in the other
        for way in (named, named.resolve()):
            if way.is_relative_to(folder):
                return way.relative_to(folder).as_posix()
    raise ValueError(f"{path} lies outside {ROOT}")


def unformatted(path: Path) -> str:
    """A path for those that put parameters into the braces of what they are given: every brace stands twice."""
    return str(path).replace("{", "{{").replace("}", "}}")


def is_output(name: str) -> bool:
    """Whether a relative path lies below a folder of outputs, without climbing, as it is written."""
    path = PurePosixPath(name)
    return len(path.parts) > 1 and path.parts[0] in BUILT and ".." not in path.parts and "\0" not in name


def output(name: str) -> Path:
    """Absolute path of an output. Raises OutsideError where the name or a link on the way leads elsewhere."""
    path = ROOT / name
    if not is_output(name) or os.path.realpath(path.parent) != str(path.parent):
        raise OutsideError(
            f"{name!r} is not below {' or '.join(BUILT)} of this folder: it is neither written nor removed"
        )
    return path
