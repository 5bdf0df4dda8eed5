"""Compendia of an invented election, put together from the machinery of this one and the files of `tests/fixture`."""

import hashlib
import shutil
from pathlib import Path

from compendia import CACHES, SOURCE

from compendium.author import compendium as new

FIXTURE = SOURCE / "tests/fixture"


def plain(target: Path) -> None:
    """Write an unbuilt compendium without a study: a matrix of counts, records, a ledger, codings, one report."""
    new.fill(target)


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
