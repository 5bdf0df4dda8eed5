"""Measure the aims of speed and memory, and write docs/performance.md, its plot and docs/scaling.md.

    ./reproduce bench [PART …] [--quick] [--repetitions N] [--against NAME …] [--to FOLDER] [--pages]

Parts that are not named keep what benchmarks/measured.json says of them. A part that fails is told, and the others
are measured. exit codes: 0 all was measured, 1 a part or a rival could not be, 2 the command was not understood,
130 and 143 ended by Ctrl-C or by a signal.
"""

import argparse
import signal
import sys
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path

import kept
import page
import plot
import scaling
import subjects
from parts import PARTS, Bench, Measured
from workshop import ROOT, Workshop

DATA = "benchmarks/measured.json"
QUICK = ".cache/bench"


def main(arguments: list[str]) -> int:
    """Measure what is asked for, and write the pages; returns the exit code."""
    parser = argparse.ArgumentParser(prog="./reproduce bench", description=__doc__.splitlines()[0])
    parser.add_argument("parts", metavar="PART", nargs="*", help=f"left out: all of {', '.join(PARTS)}")
    parser.add_argument("--quick", action="store_true", help=f"one repetition of small sizes, written into {QUICK}")
    parser.add_argument("--repetitions", type=int, default=3, metavar="N", help="of each measurement (default: 3)")
    parser.add_argument(
        "--against", nargs="*", default=list(subjects.RIVALS), choices=subjects.RIVALS, help="rivals (default: all)"
    )
    parser.add_argument("--to", type=Path, metavar="FOLDER", help="write there, not into this compendium")
    parser.add_argument("--pages", action="store_true", help="measure nothing; write the pages of what was measured")
    given = parser.parse_args(arguments)
    if unknown := [name for name in given.parts if name not in PARTS]:
        parser.error(f"no part {', '.join(unknown)}; parts: {', '.join(PARTS)}")
    if given.repetitions < 1:
        parser.error("--repetitions: a number from 1")
    target = given.to or (ROOT / QUICK if given.quick else ROOT)
    found = {} if given.quick and not given.pages else kept.read(target / DATA)
    good = True
    if not given.pages:
        command = " ".join(["./reproduce bench", *arguments])
        for name, part in _measured(given, command, 1 if given.quick else given.repetitions):
            found[name] = part
            good = good and not part.measured.failed
            kept.write(target / DATA, found)
    write(found, target)
    print(f"Written: {target / 'docs/performance.md'}")
    return 0 if good else 1


def _measured(given: argparse.Namespace, command: str, repetitions: int) -> Iterator[tuple[str, kept.Part]]:
    """Parts as they are measured, in a temporary folder that is gone afterwards."""
    versions = subjects.versions(given.against)
    with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as folder:
        bench = Bench(Workshop(Path(folder).resolve(), given.quick), repetitions, tuple(given.against))
        for name in (name for name in PARTS if name in (given.parts or PARTS)):
            print(f"{page.TITLES[name]}:", file=sys.stderr, flush=True)
            machine = kept.machine()
            try:
                found = PARTS[name](bench)
            except Exception as error:  # one part takes no other with it
                traceback.print_exc()
                found = Measured(failed={name: f"{type(error).__name__}: {error}"})
            yield name, kept.Part(found, repetitions, kept.today(), machine, versions, command, given.quick)


def write(parts: dict[str, kept.Part], target: Path) -> None:
    """Write pages and plot of what was measured."""
    docs = target / "docs"
    docs.mkdir(parents=True, exist_ok=True)
    plot.write(parts, docs / "performance.svg")
    (docs / "performance.md").write_text(page.text(parts), encoding="utf-8")
    (docs / "scaling.md").write_text(scaling.text(parts), encoding="utf-8")


def guarded(arguments: list[str]) -> int:
    """Do the same, and say in a sentence what ended it; returns the exit code."""
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))  # what was copied is removed on the way
    try:
        return main(arguments)
    except KeyboardInterrupt:
        print("Interrupted; the parts that were measured are kept.", file=sys.stderr)
        return 130
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(guarded(sys.argv[1:]))
