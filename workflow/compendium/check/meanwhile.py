"""The check in a process of its own: who builds finds out meanwhile what is current, which takes as long."""

import os
import pickle
import signal
from collections.abc import Callable

from compendium import check
from compendium.check import kept
from compendium.problem import Problem


def begin() -> Callable[[], list[Problem]] | None:
    """Begin to check the raw material; returns what waits for every problem of it.

    None where that spares nothing, or what there is should not be read before it is checked: what was found to have no
    problem, files that are none, files beyond what a check reads. Where the process is killed, the check is made here.
    """
    if not (key := kept.key()) or kept.is_sound(key):
        return None
    reading, writing = os.pipe()
    if not (child := os.fork()):
        try:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # who began it says that it was interrupted
            with os.fdopen(writing, "wb") as file:
                pickle.dump(check.run(), file)
        finally:
            os._exit(0)
    os.close(writing)

    def problems() -> list[Problem]:
        with os.fdopen(reading, "rb") as file:
            told = file.read()
        os.waitpid(child, 0)
        try:
            return pickle.loads(told)
        except (EOFError, pickle.UnpicklingError):
            return check.run()

    return problems
