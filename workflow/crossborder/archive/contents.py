"""Which files of the compendium belong to an archive."""

from pathlib import Path

from crossborder import plan
from crossborder.config import metadata
from crossborder.root import ROOT

KEPT = (
    *(".ci", ".gitignore", ".zenodo.json", "CHANGELOG.md", "CITATION.cff", "LICENSE", "README.md", "Snakefile"),
    *("checksums.sha256", "codemeta.json", "config", "docs", "environment.yml", "metadata.yaml", "notebooks"),
    *("processed/.gitignore", "profiles", "pyproject.toml", "raw", "reports/.gitignore", "reproduce"),
    *("requirements.in", "requirements.lock", "requirements-test.in", "requirements-test.lock"),
    *("requirements-validators.in", "requirements-validators.lock", "results.csv", "tests", "workflow"),
)
CACHES = {"__pycache__", ".ipynb_checkpoints", ".hypothesis", ".pytest_cache", ".ruff_cache", ".snakemake"}


def name() -> str:
    """Name of this version, without a suffix."""
    about = metadata()
    return f"{about['short_title']}-{about['version']}"


def files() -> list[str]:
    """Paths of everything that is archived, sorted: what is given and decided, and what is built of it.

    Raises FileNotFoundError with all that is missing.
    """
    given = [name for top in KEPT for name in _below(ROOT / top)]
    missing = [top for top in KEPT if not (ROOT / top).exists()]
    missing += [name for name in plan.targets() if not (ROOT / name).is_file()]
    if missing:
        raise FileNotFoundError("\n".join(missing))
    return sorted({*given, *plan.targets()})


def _below(path: Path) -> list[str]:
    if path.is_file():
        return [path.relative_to(ROOT).as_posix()]
    return [
        file.relative_to(ROOT).as_posix()
        for file in path.rglob("*")
        if file.is_file() and not CACHES & set(file.relative_to(ROOT).parts)
    ]
