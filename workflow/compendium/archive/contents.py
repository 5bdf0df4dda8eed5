"""Which files of the compendium belong to an archive."""

import os
from fnmatch import fnmatch
from pathlib import Path

from compendium.archive.paths import doubled, name_fault
from compendium.build import plan, record
from compendium.decision.config import metadata
from compendium.paths import ROOT
from compendium.source.leavings import is_leaving

KEPT = (
    *(".ci", ".devcontainer", ".gitattributes", ".github", ".gitignore", ".snakemake-workflow-catalog.yml"),
    *(".zenodo.json", "CHANGELOG.md", "CODE_OF_CONDUCT.md", "CONTRIBUTING.md", "postBuild"),
    *("CITATION.cff", "LICENSE", "LICENSES", "README.md", "REUSE.toml", "benchmarks"),
    "bill.cdx.json",
    *("Snakefile", "checksums.sha256", "codemeta.json", "config", "docs", "environment.yml", "metadata.yaml"),
    *("notebooks", "processed/.gitignore", "profiles", "pyproject.toml", "raw", "reports/.gitignore", "reproduce"),
    *("requirements.in", "requirements.lock", "requirements-test.in", "requirements-test.lock"),
    *("requirements-slurm.in", "requirements-slurm.lock"),
    *("requirements-validators.in", "requirements-validators.lock", "results.csv", "sources.in", "sources.lock"),
    *("sources-validators.in", "sources-validators.lock", "build-tools.in", "build-tools.lock", "tests", "workflow"),
)
# Not every compendium has them; nothing is built of them.
OPTIONAL = {
    *(".ci", ".devcontainer", ".github", ".snakemake-workflow-catalog.yml", "CHANGELOG.md", "CODE_OF_CONDUCT.md"),
    *("CONTRIBUTING.md", "LICENSES", "benchmarks", "bill.cdx.json", "docs", "postBuild", "tests"),
    *("requirements-slurm.in", "requirements-slurm.lock"),
}
CACHES = {"__pycache__", ".ipynb_checkpoints", ".hypothesis", ".pytest_cache", ".ruff_cache", ".snakemake"}
# Hidden files that belong to the compendium; any other is a setting or a secret of whoever works here.
HIDDEN = {
    *(".ci", ".devcontainer", ".gitattributes", ".github", ".gitignore", ".snakemake-workflow-catalog.yml"),
    ".zenodo.json",
}
# What keys and passwords are usually kept in.
SECRET = (
    *("*.key", "*.pem", "*.p12", "*.pfx", "*.kdbx", "*.keystore", "*.jks", "*.ppk", "*.gpg", "*.asc", "*.env"),
    *("id_rsa*", "id_dsa*", "id_ecdsa*", "id_ed25519*", "credentials", "credentials.*", "password*.txt"),
    *("secret.*", "secrets.*", "token", "token.*", "tokens.*", "htpasswd"),
)


class NotArchived(ValueError):
    """Files that are missing, or that an archive cannot hold; all of them are named."""


def name() -> str:
    """Name of this version, without a suffix."""
    about = metadata()
    return f"{about['short_title']}-{about['version']}"


def files() -> list[str]:
    """Paths of everything that is archived, sorted: what is given and decided, and what is built of it.

    What a build makes twice is archived once. Raises NotArchived with all that is missing, is a link or no plain file,
    or has a name that not every system holds.
    """
    given, _ = _given()
    found = sorted({*given, *map(plan.archived_as, record.files())})
    missing = [f"{top}: is missing" for top in KEPT if top not in OPTIONAL and not os.path.lexists(ROOT / top)]
    faults = [f"{name}: {why}" for name in found if (why := name_fault(name) or _fault(ROOT / name))]
    faults += [f"{name}: cannot lie beside {other} on every system" for name, other in doubled(found)]
    if missing or faults:
        raise NotArchived("\n".join([*missing, *faults]))
    return found


def left_out() -> list[str]:
    """Files beside those that are archived which are not taken along: leavings, hidden ones, keys and passwords."""
    return _given()[1]


def _given() -> tuple[list[str], list[str]]:
    """Files of the compendium that are archived, and those that are not, caches aside."""
    kept, left = [], []
    for top in KEPT:
        for file in _below(ROOT / top):
            (left if _is_own(file, top) else kept).append(file)
    return kept, sorted(left)


def _is_own(file: str, top: str) -> bool:
    """Whether a file is none of the compendium's but one of a program or a person here."""
    parts = file.removeprefix(top).strip("/").split("/") if file != top else []
    hidden = any(part.startswith(".") and part not in HIDDEN for part in parts)
    return hidden or is_leaving("/".join(parts)) or any(fnmatch(p.lower(), s) for p in parts for s in SECRET)


def _below(path: Path) -> list[str]:
    """Everything at or below a path that is no folder and in no cache; links are not followed."""
    if path.is_symlink() or not path.is_dir():
        return [path.relative_to(ROOT).as_posix()] if os.path.lexists(path) else []
    return [file for entry in sorted(path.iterdir()) if entry.name not in CACHES for file in _below(entry)]


def _fault(path: Path) -> str | None:
    """Why a path below the root is no file to archive, or None."""
    for above in (path, *path.parents):
        if above == ROOT:
            break
        if above.is_symlink():
            return (
                f"a link ({above.relative_to(ROOT)}), which would carry what lies elsewhere; put the file itself there"
            )
    if not path.exists():
        return "is missing"
    return None if path.is_file() else "no plain file"
