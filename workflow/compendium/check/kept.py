"""That a state of the material has no problem, kept on disk by all that the check goes by."""

import contextlib
import datetime
import os
import stat
import sys

from compendium import atomic, study
from compendium.decision.checked_files import FOLDERS, LOCK, SCHEMAS, single_files
from compendium.paths import ROOT, path_of
from compendium.source import fingerprint, limits

PATH = ".cache/checked"  # the key of what was last found to have no problem


def code() -> str:
    """Fingerprints of the code that checks: the study's own checks and what judges its vocabularies are named to it."""
    own = {fingerprint.file_of(study.module_of(d)) for what in ("CHECKS", "JUDGES") for d in study.adds(what).values()}
    return fingerprint.of_code("workflow/scripts/check.py", *sorted(own))


def key() -> str:
    """Fingerprint of content and rights of all that is checked, of the code that checks, of Python, and of the day.

    Empty where something is no plain file, cannot be read or is beyond what a check reads: then there is a problem.
    """
    found: list[tuple[str, int, str]] = []
    try:
        for name in (*FOLDERS, SCHEMAS, LOCK, *single_files()):
            found += _below(name)
        day = datetime.date.today().isoformat()  # by which the dates of decisions are judged
        return fingerprint.of_value([found, code(), sys.version, day])
    except OSError:
        return ""


def _below(name: str) -> list[tuple[str, int, str]]:
    """Each file and folder from a name on: its name, its rights, and the SHA-256 of a file. Raises OSError."""
    top = path_of(name)
    if not os.path.lexists(top):
        return [(name, 0, "")]
    found, waiting = [], [top]
    while waiting:
        path = waiting.pop()
        seen = path.lstat()
        known = ""
        if stat.S_ISDIR(seen.st_mode):
            waiting += sorted(path.iterdir())
        elif not stat.S_ISREG(seen.st_mode) or seen.st_size > limits.FILE_BYTES:
            raise OSError(f"{path} is no file that a check reads")
        elif len(found) > limits.FILES:
            raise OSError(f"{name} holds more files than a check reads")
        else:
            known = fingerprint.of_file(path)
        found.append((f"{name}/{path.relative_to(top).as_posix()}", seen.st_mode, known))
    return found


def is_sound(state: str) -> bool:
    """Whether a state was found to have no problem."""
    try:
        return (ROOT / PATH).read_text(encoding="utf-8") == state
    except (OSError, UnicodeError):
        return False


def keep(state: str) -> None:
    """Keep that a state has no problem; no reason to fail where it cannot be kept."""
    with contextlib.suppress(OSError):
        atomic.write_bytes(ROOT / PATH, state.encode())
