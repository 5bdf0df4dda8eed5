"""An environment from the lock of an archive: pinned wheels alone, and nothing of it is run while the network is there."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from crossborder.archive.paths import Refused

# What a lock may hold: a comment, a pinned package with an optional marker, a digest, each with its line joined or not.
PINNED = re.compile(r"[A-Za-z0-9][\w.-]*(\[[\w,.-]+\])?==[\w.!+-]+( *;[^\\#]*)? *\\?", re.ASCII)
DIGEST = re.compile(r" +--hash=sha256:[0-9a-f]{64} *\\?")
COMMENT = re.compile(r" *(#.*)?")
EXACT = ("--no-deps", "--require-hashes", "--only-binary", ":all:")


class NotMade(RuntimeError):
    """No environment could be made from the lock; the message says why."""


def refuse(lock: str, name: str) -> None:
    """Raise Refused for the text of a lock that names anything but pinned packages with their digests."""
    for number, line in enumerate(lock.split("\n"), start=1):
        if not any(kind.fullmatch(line) for kind in (PINNED, DIGEST, COMMENT)):
            expected = "expected NAME==VERSION and --hash=sha256: lines alone"
            raise Refused(f"{name}, line {number}: {line[:80]!r}; {expected}")


def make(lock: Path, folder: Path) -> None:
    """Make the environment `folder`. Raises NotMade."""
    python, uv = str(folder / "bin/python"), shutil.which("uv")
    _run([sys.executable, "-m", "venv", "--without-pip", str(folder)])
    if uv:
        _run([uv, "pip", "install", "--quiet", "--python", python, *EXACT, "--compile-bytecode", "-r", str(lock)])
    else:
        pip = [sys.executable, "-I", "-m", "pip", "--python", python, "install"]
        _run([*pip, "--quiet", "--disable-pip-version-check", "--no-input", *EXACT, "--compile", "-r", str(lock)])


def _run(command: list[str]) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run(command, env=kept, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace")
    if done.returncode:
        lines = done.stderr.strip().splitlines()
        errors = [line for line in lines if line.startswith(("ERROR", "error", "  "))]
        raise NotMade("\n".join(errors or lines) or f"{command[0]} ended with {done.returncode}")
