"""A vote or an elector more, and what would run again of its own."""

import json
import sys

VOTES, ELECTORS = "raw/returns/table1", "raw/returns/table2"


TOLD = """
import json
from compendium.build import record
stale = record.stale()
own = {name for name, changes in stale.items() if any(change.kind != "follows" for change in changes)}
print(json.dumps(sorted(name.rpartition("/")[2].removesuffix(".json") for name in own if "/records/" in name)))
"""


def own(compendium) -> set[str]:
    """Jobs that would run again for a reason of their own."""
    told = compendium.call([sys.executable, "-c", TOLD])
    assert told.returncode == 0, told.stderr
    return set(json.loads(told.stdout))


def set_electors(compendium, county_row: int, electors: str):
    """In both keyings."""
    for name in (f"{ELECTORS}.csv", f"{ELECTORS}.second.csv"):
        compendium.set_cell(name, county_row, 2, electors)


def one_vote_more(compendium):
    """Elm and Adams: in both keyings and in the printed total."""
    for name in (f"{VOTES}.csv", f"{VOTES}.second.csv"):
        compendium.set_cell(name, 6, 2, "231")
        compendium.set_cell(name, 7, 2, "1944")
