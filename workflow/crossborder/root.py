"""Where the compendium lies, and paths relative to it."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def relative(path: Path | str) -> str:
    """Path below the root with forward slashes, as cell addresses write it; a link is named, not followed."""
    named = Path(os.path.abspath(path))
    return (named if named.is_relative_to(ROOT) else named.resolve()).relative_to(ROOT).as_posix()
