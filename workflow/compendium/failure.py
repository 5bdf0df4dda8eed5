"""What went wrong, as a sentence for a researcher: errors of the system, and of the code."""

import errno
import os
import re
import shutil
from pathlib import Path

from compendium import escape
from compendium.paths import ROOT

MEGABYTE = 1_000_000
# How Python prints an error of the system.
SYSTEM = re.compile(r"\w+: \[Errno (?P<number>\d+)\] [^:]*(?:: '(?P<file>.*)')?")


class Ended(BaseException):
    """The program was told to end (SIGTERM)."""


class Refused(ValueError):
    """Something given that cannot be used; the message is written for who gave it, and needs no traceback."""


def sentence(error: BaseException) -> str:
    """One or a few lines for a terminal that say what failed and, where that is known, what to do."""
    return "\n".join(map(escape.terminal, _said(error).split("\n")))


def _said(error: BaseException) -> str:
    if isinstance(error, OSError) and error.errno is not None:
        return _of_system(error)
    if isinstance(error, Refused):
        return str(error)
    if isinstance(error, KeyboardInterrupt):
        return "Interrupted."
    text = str(error).strip()
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def of_traceback(text: str) -> str:
    """The sentence for an error that another program printed with its traceback; other text as it is."""
    if not text.lstrip().startswith("Traceback (most recent call last)"):
        return text
    last = text.rstrip().rpartition("\n")[2]
    if found := SYSTEM.fullmatch(last):
        return _of_system(OSError(int(found["number"]), "", found["file"]))
    return last


def _of_system(error: OSError) -> str:
    named = f"{error.filename}: " if error.filename is not None else ""
    why = os.strerror(error.errno or 0)
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        place = Path(os.fsdecode(error.filename)).parent if error.filename else ROOT
        free = shutil.disk_usage(place if place.is_dir() else ROOT).free / MEGABYTE
        return f"{named}{why}: {free:,.1f} MB are free there. Make room and run ./reproduce again; what was finished stays."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"{named}{why}. Change its rights, or work in a copy of the compendium that is yours."
    return f"{named}{why}."
