"""Compendia of an invented election, put together from the machinery of this one and the files of `tests/fixture`."""

import hashlib
import shutil
from pathlib import Path

import yaml

SOURCE = Path(__file__).resolve().parents[1]
FIXTURE = SOURCE / "tests/fixture"
MACHINERY = (
    *(".gitattributes", ".gitignore", "LICENSE", "Snakefile", "environment.yml", "profiles", "pyproject.toml"),
    *("reproduce", "processed/.gitignore", "reports/.gitignore", "build-tools.in", "build-tools.lock"),
    *(f"requirements{kind}.{end}" for kind in ("", "-slurm", "-test", "-validators") for end in ("in", "lock")),
    *(f"sources{kind}.{end}" for kind in ("", "-validators") for end in ("in", "lock")),
)
SCHEMAS = (
    "*.schema.json",
    "*.yaml",
    *(
        f"{kind}/{name}.yaml"
        for kind in ("frames", "results")
        for name in ("common", "corrections", "matrix", "series")
    ),
)
CACHES = shutil.ignore_patterns(".ipynb_checkpoints")  # compiled modules are taken along, which saves a second
# What a build in the fixture itself leaves there: snakemake --directory .test
BUILT = shutil.ignore_patterns(
    "processed", "reports", "logs", ".snakemake", ".cache", ".lock", ".lock-jobs", ".gitignore"
)


def plain(target: Path) -> None:
    """Write an unbuilt compendium without a study: a matrix of counts, records, a ledger, codings, one report."""
    target.mkdir(parents=True)
    for name in MACHINERY:
        _copy(SOURCE / name, target / name)
    for path in (SOURCE / "workflow").iterdir():
        if path.name not in ("schemas", "__pycache__", _study()):
            _copy(path, target / "workflow" / path.name)
    for pattern in SCHEMAS:
        for path in (SOURCE / "workflow/schemas").glob(pattern):
            _copy(path, target / path.relative_to(SOURCE))
    shutil.copytree(FIXTURE / "plain", target, dirs_exist_ok=True, ignore=BUILT)
    freeze(target)


def with_study(target: Path) -> None:
    """Write the same with a study of two measures, claims of a text, headlines, and reports on all of it."""
    plain(target)
    shutil.copytree(FIXTURE / "study", target, dirs_exist_ok=True, ignore=CACHES)
    freeze(target)


def with_tables(target: Path) -> None:
    """Write the plain one with printed tables of values and reports on them, and still without a study."""
    plain(target)
    shutil.copytree(FIXTURE / "tables", target, dirs_exist_ok=True, ignore=CACHES)
    freeze(target)


def freeze(compendium: Path) -> None:
    """Record the raw files as they are, as `sha256sum` does."""
    files = sorted(path for kind in ("*.csv", "*.yaml") for path in (compendium / "raw").glob(f"*/{kind}"))
    lines = [f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.relative_to(compendium).as_posix()}\n" for p in files]
    (compendium / "raw/checksums.sha256").write_text("".join(lines), encoding="utf-8")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=CACHES)
    else:
        shutil.copy2(source, target)


def _study() -> str:
    """Name of the package of this compendium's study."""
    return yaml.safe_load((SOURCE / "config/config.yaml").read_text(encoding="utf-8"))["study"]
