"""What git keeps of this folder; nothing where git is missing, this is no repository, or git refuses to read it."""

import os
import shutil
import subprocess
from collections.abc import Iterable

from compendium.paths import ROOT

KEPT = ("GIT_CONFIG", "GIT_CEILING_DIRECTORIES")  # what else begins with GIT_ may name another repository
# No network, no lock and no program that the configuration of a repository names.
QUIET = {"GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
PLAIN = ("-c", "core.fsmonitor=false", "-c", "core.quotePath=false")
SECONDS = 60


def installed() -> bool:
    """Whether there is a git to ask."""
    return shutil.which("git") is not None


def show(rev: str, path: str) -> bytes | None:
    """Content of a file below the root as a commit holds it, or None where there is no such commit or file."""
    if not rev or rev.startswith("-") or not rev.isprintable():
        return None
    commit = _ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{rev}^{{commit}}")
    return _ask("cat-file", "blob", f"{commit.decode().strip()}:./{path}") if commit else None


def uncommitted(paths: Iterable[str]) -> list[str]:
    """Files below the root that differ from the last commit, as git states them."""
    found = _ask("status", "--porcelain", "--", *(f":(literal){path}" for path in paths))
    return found.decode(errors="replace").splitlines() if found else []


def commit() -> str | None:
    """Digest of the last commit of this folder, or None where it is in none, as in an unpacked archive."""
    if show("HEAD", "Snakefile") is None:  # the folder may lie in another's repository
        return None
    found = _ask("rev-parse", "--verify", "HEAD^{commit}")
    return found.decode().strip() if found else None


def _ask(*command: str) -> bytes | None:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("GIT_") or k.startswith(KEPT)}
    try:
        done = subprocess.run(
            ["git", *PLAIN, *command],
            cwd=ROOT,
            env=kept | QUIET,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
        )
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
