"""Run a command, and tell what it cost: wall time, processor time, and the memory of its largest process."""

import contextlib
import ctypes
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER of prctl(2)
ORPHANS = 10.0  # seconds that processes may outlive the command that started them
KIBIBYTE = 1024 if sys.platform != "darwin" else 1  # unit of ru_maxrss, getrusage(2)
DIRECTORY = re.compile(r"(?<![\w./])/(?:[^\s/:'\"]+/)+")  # of an absolute path: a page names no folder of a machine
TOLD = 12  # last lines of a failed command that are shown


class Broke(RuntimeError):
    """A command failed, or a part cannot be measured here; the message says which and why."""


@dataclass(frozen=True)
class Cost:
    """Seconds of wall and processor time (user and system, of all processes), bytes of the largest process."""

    wall: float
    processor: float
    memory: int


def median(costs: Iterable[Cost]) -> Cost:
    """The median of each, for itself."""
    found = list(costs)
    wall, processor, memory = (
        statistics.median(getattr(cost, name) for cost in found) for name in ("wall", "processor", "memory")
    )
    return Cost(wall, processor, int(memory))


def run(command: Iterable[str | Path], folder: Path, variables: Mapping[str, str], log: Path, good: int = 0) -> Cost:
    """Run a command in a folder to its end, with what it started. Raises Broke where its exit code is not `good`.

    Processes that outlive the command are counted too where the system gives them to this one (Linux).
    """
    _adopt()
    words = [str(word) for word in command]
    with log.open("w", encoding="utf-8") as said:
        start = time.monotonic()
        child = subprocess.Popen(
            words, cwd=folder, env=dict(variables), stdin=subprocess.DEVNULL, stdout=said, stderr=said
        )
        try:
            _, status, usage = os.wait4(child.pid, 0)
        except BaseException:  # this process is told to end, and what it started with it
            child.terminate()
            child.wait()
            raise
        wall = time.monotonic() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    used = [usage, *_orphans()]
    if child.returncode != good:
        lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-TOLD:]
        last = f": {lines[-1].strip()}" if lines else ""
        said = [f"{' '.join(words)} ended with {child.returncode}{last}", *(f"    {line}" for line in lines[:-1])]
        raise Broke(DIRECTORY.sub("", "\n".join(said)))
    return Cost(
        round(wall, 3),
        round(sum(one.ru_utime + one.ru_stime for one in used), 3),
        max(one.ru_maxrss for one in used) * KIBIBYTE,
    )


def _adopt() -> None:
    """Have orphans of what is started given to this process, which else would not learn what they cost."""
    if sys.platform == "linux":
        with contextlib.suppress(AttributeError, OSError):
            ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)


def _orphans() -> list:
    """What processes cost that were still there when the command ended."""
    found, until = [], time.monotonic() + ORPHANS
    while time.monotonic() < until:
        try:
            number, _, usage = os.wait4(-1, os.WNOHANG)
        except ChildProcessError:
            break
        if number:
            found.append(usage)
        else:
            time.sleep(0.01)
    return found
