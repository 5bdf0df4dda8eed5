"""One build in a folder at a time, whoever starts it: ./reproduce, plain Snakemake, a cluster's controller."""

import contextlib
import errno
import fcntl
import os
import sys
from collections.abc import Iterator
from typing import IO

from compendium.failure import Refused
from compendium.paths import ROOT

PATH = ".lock"
# What flock says where another process holds the lock; anything else means that there is no locking here.
TAKEN = {errno.EWOULDBLOCK, errno.EAGAIN}

_held: list[IO[str]] = []


class Busy(Refused):
    """Another build is running in this folder."""

    def __init__(self) -> None:
        super().__init__("Another build is running in this folder; wait for it, or end it.")


def is_held() -> bool:
    """Whether this process has the folder's lock."""
    return bool(_held)


def take() -> None:
    """Take the folder's lock for as long as this process lives; nothing where it has it. Raises Busy and OSError."""
    if is_held():
        return
    file = open(ROOT / PATH, "a")  # noqa: SIM115  (it stays open while the process lives)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in TAKEN:
            file.close()
            raise Busy from None
        print(
            f"This file system has no locks ({os.strerror(error.errno or 0)}): start no second build in this folder.",
            file=sys.stderr,
        )
    _held.append(file)


@contextlib.contextmanager
def lent() -> Iterator[None]:
    """Leave the folder's lock to a process that takes it within, and take it again. Raises Busy and OSError."""
    while _held:
        _held.pop().close()
    try:
        yield
    finally:
        take()
