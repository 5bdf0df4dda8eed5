"""Build all tables and reports that are not current, or the reports that are named and what they rest on.

The raw material is checked first; with any problem nothing is built and every report is withdrawn. A report that
fails to build leaves its old version out of reports/. Arguments after -- go to one plain run of Snakemake, whose
messages are shown; it knows its own targets and options: ./reproduce build -- --dry-run
"""

import argparse
import contextlib
import os
import sys
import time

from compendium import check
from compendium.build import checked, engine, environment, interfaces, job_server, lock, plan, record, rights, unchanged
from compendium.check import meanwhile
from compendium.decision.config import reports
from compendium.failure import Ended
from compendium.folder import CODE
from compendium.paths import ROOT
from compendium.problem import Problem, report
from compendium.source import cards, checksums

CLUSTER = CODE / ".venv-slurm/bin/python"  # the same packages, and what a profile for Slurm asks for; docs/cluster.md


def register(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    parser.add_argument("reports", metavar="REPORT", nargs="*", help="keys of reports; left out: everything")
    parser.add_argument("-n", "--dry-run", action="store_true", help="say what would run, and run nothing")
    parser.add_argument("-j", "--cores", default="all", metavar="N", help="cores to use at once (default: all)")
    parser.add_argument("-k", "--keep-going", action="store_true", help="go on with what does not rest on a failed job")


def run(arguments: argparse.Namespace) -> int:
    """Do what the verb says; returns the exit code."""
    if code := _refused(arguments):
        return code
    if arguments.rest:
        return _plain(arguments.rest)
    if not arguments.dry_run and not arguments.reports and (count := unchanged.files()):
        rights.require()
        return _busy() or _all_current(count)
    return _run(arguments)


def _run(arguments: argparse.Namespace) -> int:
    """Look at everything and build what is not current; returns the exit code."""
    before = unchanged.look()
    problems = check.run() if arguments.dry_run else _problems()
    notices = [*checksums.notices(), *cards.notices()]
    for line in notices:
        print(line, file=sys.stderr)
    if arguments.dry_run:
        return _stopped_by(problems, withdraw=False) if problems else _told(arguments.reports)
    rights.require()
    record.require_own()
    if code := _busy():
        return code
    if not problems:
        problems = checked.keep()
    if problems:
        return _stopped_by(problems, withdraw=True)
    for name in record.clear() if not arguments.reports else []:
        print(f"removed, since nothing makes it any more: {name}", file=sys.stderr)
    stages = plan.stages(arguments.reports)
    if not (due := _due(stages)):
        count = sum(len(stage.targets) for stage in stages)
        if not arguments.reports and not notices:  # notices are told each time
            unchanged.keep(before, count)
        return _all_current(count)
    return _build(stages, due, arguments)


def _problems() -> list[Problem]:
    """Every problem of the raw material; while it is checked, what a build asks then is found out and kept."""
    if not (waited := meanwhile.begin()):
        return check.run()
    with contextlib.suppress(Exception):  # of material with a problem nothing can be told
        if record.outdated():
            interfaces.faults()  # which loads Snakemake
    return waited()


def everything() -> int:
    """Build all that is not current, as the verb does without arguments, but read every file; returns its exit code."""
    parser = argparse.ArgumentParser()
    register(parser)
    return _run(parser.parse_args([], argparse.Namespace(rest=[])))


def _busy() -> int:
    """Exit code 3, after saying why, where another build has the folder's lock; else 0, and this one has it."""
    try:
        lock.take()
    except lock.Busy as busy:
        print(busy, file=sys.stderr)
        return 3
    return 0


def _all_current(count: int) -> int:
    print(f"Nothing to build: all {count} files are current. Reports: {_where()}")
    return 0


def _refused(arguments: argparse.Namespace) -> int:
    """Exit code 2, after saying why, for names and numbers that mean nothing; else 0."""
    if arguments.reports and (unknown := [name for name in arguments.reports if name not in reports()]):
        print(f"No report {', '.join(map(repr, unknown))}. Reports: {', '.join(reports())}", file=sys.stderr)
        return 2
    if arguments.cores != "all" and not (arguments.cores.isdigit() and int(arguments.cores)):
        print(f"--cores {arguments.cores}: a number from 1, or all", file=sys.stderr)
        return 2
    if arguments.rest and (arguments.reports or arguments.dry_run or arguments.keep_going):
        print(
            "Name reports and options before --, or targets and options of Snakemake after it, not both.",
            file=sys.stderr,
        )
        return 2
    return 0


def _plain(rest: list[str]) -> int:
    """One plain run of Snakemake, which takes the folder's lock itself once it knows what it is asked."""
    profile = any(word.startswith("--profile") for word in rest)
    python = str(CLUSTER) if profile and CLUSTER.is_file() else sys.executable
    environment.prepare()
    told = profile or any(word.startswith(("-c", "-j", "--cores", "--jobs")) for word in rest)
    os.execv(python, [python, "-m", "snakemake", *([] if told else ["--cores", "all"]), *rest])


def _stopped_by(problems: list, withdraw: bool) -> int:
    print(report(problems), file=sys.stderr)
    if withdraw and (gone := record.withdraw_reports()):
        print(
            f"{gone} files in reports/ were withdrawn: next to broken raw data they would look current.",
            file=sys.stderr,
        )
    return 1


def _due(stages: list[plan.Stage]) -> set[str]:
    """Targets of these stages that have to be made again whatever else is made."""
    return record.outdated() & {name for stage in stages for name in stage.targets}


def _told(keys: list[str]) -> int:
    """What a build would begin with; what follows from it may turn out the same."""
    stale = record.stale()
    for stage in plan.stages(keys):
        due = [name for name in stage.targets if name in stale]
        print(f"{stage.title:9} {len(due):4} of {len(stage.targets):4} files would be made again, or turn out the same")
    return 0


def _build(stages: list[plan.Stage], due: set[str], arguments: argparse.Namespace) -> int:
    start = time.monotonic()
    environment.prepare()
    options = ["--cores", arguments.cores, *(["--keep-going"] if arguments.keep_going else [])]
    before = set(_published())
    good = True
    try:
        with job_server.serving() as server, engine.served(server), engine.ending():
            waiting = plan.passes(stages)
            while waiting and (good or (arguments.keep_going and not waiting[0].last)):
                stage = waiting.pop(0)
                if due.isdisjoint(stage.targets):
                    continue
                if waiting and waiting[0].last and not due.isdisjoint(waiting[0].targets):
                    stage += waiting.pop()  # it is made again in any case, so a pass of its own would spare nothing
                print(f"{stage.title}:", file=sys.stderr)
                good = engine.run(stage, options) and good
                due = record.outdated() if waiting else set()
    except (KeyboardInterrupt, Ended):
        print("What was finished stays; ./reproduce goes on from there.", file=sys.stderr)
        raise
    finally:
        _say_withdrawn(before)
    if not good:
        cause = rights.full_disk() or "Mend the cause and run ./reproduce again."
        print(f"The build stopped; what was finished stays. {cause}", file=sys.stderr)
        return 1
    count = len(arguments.reports or reports())
    print(f"Built in {time.monotonic() - start:.0f} s. {count} report{'s' if count != 1 else ''}: {_where()}")
    return 0


def _published() -> list[str]:
    return [name for name in plan.published() if name.startswith("reports/") and (ROOT / name).exists()]


def _say_withdrawn(before: set[str]) -> None:
    """Name the files of reports that a job took away and did not bring back."""
    if gone := sorted(before - set(_published())):
        print(f"No longer in reports/, since what makes them did not finish: {', '.join(gone)}", file=sys.stderr)


def _where() -> str:
    return (ROOT / "reports/index.html").as_uri()
