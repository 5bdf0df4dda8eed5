"""Where the compendium lies, and paths relative to it."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def relative(path: Path | str) -> str:
    """Path below the root with forward slashes, as cell addresses write it."""
    return Path(path).resolve().relative_to(ROOT).as_posix()
