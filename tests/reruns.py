"""A vote or an elector more, and what would run again of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from conftest import Compendium

VOTES, ELECTORS = "raw/returns/table1", "raw/returns/table2"


# Each question is answered by a fork, which has the imports behind it and no answer to an earlier one.
TOLD = """
import json, os, sys
from compendium.build import record
for _ in sys.stdin:
    if not os.fork():
        stale = record.stale()
        own = {name for name, changes in stale.items() if any(change.kind != "follows" for change in changes)}
        records = (name.rpartition("/")[2].removesuffix(".json") for name in own if "/records/" in name)
        print(json.dumps(sorted(records)), flush=True)
        os._exit(0)
    os.wait()
"""


@contextmanager
def asking(compendium: Compendium) -> Iterator[Callable[[], set[str]]]:
    """Asks again and again which jobs would run again for a reason of their own."""
    env = {**os.environ, "PYTHONPATH": str(compendium / "workflow")}
    command, pipe = [sys.executable, "-c", TOLD], subprocess.PIPE
    with subprocess.Popen(command, cwd=compendium.path, env=env, stdin=pipe, stdout=pipe, text=True) as running:

        def asked() -> set[str]:
            running.stdin.write("\n")
            running.stdin.flush()
            answer = running.stdout.readline()
            assert answer, "it ended with a traceback"
            return set(json.loads(answer))

        yield asked
        running.stdin.close()


def own(compendium: Compendium) -> set[str]:
    """Jobs that would run again for a reason of their own."""
    with asking(compendium) as asked:
        return asked()


def set_electors(compendium, county_row: int, electors: str):
    """In both keyings."""
    for name in (f"{ELECTORS}.csv", f"{ELECTORS}.second.csv"):
        compendium.set_cell(name, county_row, 2, electors)


def one_vote_more(compendium):
    """Elm and Adams: in both keyings and in the printed total."""
    for name in (f"{VOTES}.csv", f"{VOTES}.second.csv"):
        compendium.set_cell(name, 6, 2, "231")
        compendium.set_cell(name, 7, 2, "1944")
