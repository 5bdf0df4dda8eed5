"""Check the raw material: all problems at once, or one line of silence.

With --fix, what is safe to mend in the raw tables is mended first: spaces at the ends of cells, line ends,
byte order marks, composed letters, empty lines at the end. With --documents, each fact is also looked for in its
paragraph of the source documents in a folder.
"""

import argparse
import sys
from pathlib import Path

from compendium import check
from compendium.check import mend, records
from compendium.paths import relative
from compendium.problem import Problem, report
from compendium.source import cards, checksums, documents, leavings
from compendium.source.cards import tables
from compendium.verbs import answer


def register(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    parser.add_argument("--fix", action="store_true", help="mend what is safe in the raw tables, then check")
    parser.add_argument("--documents", type=Path, metavar="FOLDER", help="folder with the texts of the sources")
    answer.register(parser)


def run(arguments: argparse.Namespace) -> int:
    """Do what the verb says; returns the exit code."""
    if arguments.json and (arguments.fix or arguments.documents):
        print("--json tells what the check finds alone: leave out --fix and --documents.", file=sys.stderr)
        return 2
    if arguments.fix:
        print("\n".join(mend.all_tables()))
    problems = check.run()
    if said := leavings.notice(relative(path) for path in leavings.below(cards.RAW)):
        print(said, file=sys.stderr)
    for line in (*checksums.notices(), *cards.notices()):
        print(line, file=sys.stderr)
    if clock := records.notice():
        print(clock, file=sys.stderr)
    if arguments.json:
        return answer.give("check", 1 if problems else 0, map(_told, problems))
    if problems:
        print(report(problems), file=sys.stderr)
        return 1
    print(f"No problem in {len(tables())} raw tables, the ledger and the codings.")
    return _search(arguments.documents) if arguments.documents else 0


def _told(problem: Problem) -> dict:
    told = {name: getattr(problem, name) for name in ("file", "line", "row", "column", "column_name", "printed")}
    words = {"found": problem.found, "expected": problem.expected, "todo": problem.todo}
    return {"what": problem.kind, **told, **words, "mended_by_fix": problem.safe}


def _search(folder: Path) -> int:
    """Exit code of the search for every transcribed statement."""
    missing = 0
    for table in documents.documented():
        try:
            found = documents.search(folder, table)
        except documents.DocumentError as error:
            print(error, file=sys.stderr)
            missing += 1
            continue
        known = found.looked_for - len(found.missing) - len(found.inferred)
        print(f"{found.table}: {known} of {found.looked_for} found in their paragraphs.")
        for line in found.inferred:
            print(f"  inferred    {line}")
        for line in found.missing:
            print(f"  not found   {line}", file=sys.stderr)
        missing += len(found.missing)
    return 1 if missing else 0
