"""Where the compendium lies, paths relative to it, and the folders that a build may write to."""

import os
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[2]
BUILT = ("processed", "reports")


def _here() -> Path:
    try:
        return Path.cwd()
    except FileNotFoundError:  # it was removed meanwhile
        return ROOT


STARTED = _here()  # where the user stands, whose paths are relative to it; a verb itself works in the root


class OutsideError(ValueError):
    """A path that leads out of the folders that a build may write to."""


def relative(path: Path | str) -> str:
    """Path below the root with forward slashes, as cell addresses write it; a link is named, not followed."""
    named = Path(os.path.abspath(path))
    return (named if named.is_relative_to(ROOT) else named.resolve()).relative_to(ROOT).as_posix()


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
