"""One build in a folder at a time, whoever starts it: ./reproduce, plain Snakemake, a cluster's controller.

A build holds `.lock` while it lives. Its jobs may outlive it: those of a killed controller run on in the cluster. So
each job shares `.lock-jobs` while it lives, a build begins only where no job has it, and writes its own name into it:
a job that was still queued then finds another name there, and does nothing.
"""

import contextlib
import errno
import fcntl
import os
import sys
import time
import uuid
from collections.abc import Iterator
from functools import cache
from typing import IO

from compendium.failure import Refused
from compendium.paths import ROOT

PATH = ".lock"
JOBS = ".lock-jobs"
BUILD = "COMPENDIUM_BUILD"  # the variable that tells a job the name of its build
PATIENCE = 10.0  # seconds that a build waits for the jobs of an ended one: those of ./reproduce end within one
POLL = 0.1
# What flock says where another process holds the lock; anything else means that there is no locking here.
TAKEN = {errno.EWOULDBLOCK, errno.EAGAIN}

_held: list[IO[str]] = []
_shared: list[IO[str]] = []


class Busy(Refused):
    """Another build is running in this folder, or jobs of one that was ended are."""

    def __init__(self, what: str = "Another build is running in this folder; wait for it, or end it.") -> None:
        super().__init__(what)


class Abandoned(Refused):
    """The build that a job belongs to has ended, and another has begun."""

    def __init__(self) -> None:
        super().__init__("The build that this job belongs to has ended, and another has begun; the job did nothing.")


def is_held() -> bool:
    """Whether this process has the folder's lock."""
    return bool(_held)


def take() -> None:
    """Take the folder's lock for as long as this process lives; nothing where it has it. Raises Busy and OSError."""
    if is_held():
        return
    file = open(ROOT / PATH, "a")  # noqa: SIM115  (it stays open while the process lives)
    try:
        if not _locked(file, fcntl.LOCK_EX):
            raise Busy
        _begin()
    except BaseException:
        file.close()
        raise
    _held.append(file)


def _begin() -> None:
    """Give this build a name that its jobs know, once no job of another runs. Raises Busy and OSError."""
    name, until = uuid.uuid4().hex, time.monotonic() + PATIENCE
    with open(ROOT / JOBS, "a") as file:
        while not _locked(file, fcntl.LOCK_EX):
            if time.monotonic() > until:
                raise Busy(
                    "Jobs of a build that was ended are still running in this folder; wait for them, or end them"
                    " (on a cluster, squeue --me names them and scancel ends them)."
                )
            time.sleep(POLL)
        file.truncate(0)
        file.write(name)
    os.environ[BUILD] = name


def _locked(file: IO[str], kind: int) -> bool:
    """Whether a lock was taken, or there are none here, which is said."""
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in TAKEN:
            return False
        _say(f"This file system has no locks ({os.strerror(error.errno or 0)}): start no second build in this folder.")
    return True


@cache
def _say(text: str) -> None:
    """Say it once."""
    print(text, file=sys.stderr)


def forget() -> None:
    """Leave out the name of another build that this process was started by: it is one of its own."""
    if not is_held():
        os.environ.pop(BUILD, None)


def share() -> None:
    """Count this process among the jobs of its build while it lives; nothing where no build started it.

    Raises Abandoned, before the job has touched anything, and OSError.
    """
    if (name := os.environ.get(BUILD)) is None:
        return
    try:
        file = open(ROOT / JOBS)  # noqa: SIM115  (it stays open while the process lives)
    except FileNotFoundError:
        raise Abandoned from None
    with contextlib.suppress(OSError):  # no locks here, which the build has said
        fcntl.flock(file, fcntl.LOCK_SH)  # a build that begins has it for a moment
    if file.read() != name:
        file.close()
        raise Abandoned
    _shared.append(file)


@contextlib.contextmanager
def lent() -> Iterator[None]:
    """Leave the folder's lock to a process that takes it within, and take it again. Raises Busy and OSError."""
    while _held:
        _held.pop().close()
    try:
        yield
    finally:
        take()
