"""Measure a build from nothing, a build of nothing, and a build after one correction, in one run."""

import csv
import sys
import tempfile
import time
from pathlib import Path

from conftest import Compendium, copy

LEDGER = "raw/corrections.csv"
ENTRY = ("C900", "raw/sanchez-2021/table1.csv#cell=10,4", "x", "0", "misprint", "accepted")


def seconds(compendium: Compendium, *verb: str) -> float:
    """Seconds of a verb that must succeed."""
    start = time.monotonic()
    done = compendium.run(*verb)
    if done.returncode:
        sys.exit(done.stderr)
    return time.monotonic() - start


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        compendium = copy(Path(folder) / "benchmark")
        cold = seconds(compendium)
        found = {
            "build from nothing": cold,
            "build of nothing": seconds(compendium),
            "status": seconds(compendium, "status"),
        }
        with (compendium / LEDGER).open("a", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerow([*ENTRY, "Benchmark.", "none", "maintainers", "2026-01-01"])
        found["build after one correction"] = seconds(compendium)
        for name, took in found.items():
            print(f"{name:28} {took:6.1f} s   {took / cold:5.2f} of a build from nothing")


if __name__ == "__main__":
    main()
