"""Build all tables and reports that are not current.

The raw material is checked first; with any problem nothing is built and every report is withdrawn.
Arguments after -- go to Snakemake, for example: ./reproduce build -- --dry-run
"""

import argparse
import contextlib
import fcntl
import io
import sys
import time
from typing import IO

from crossborder import check, checksums, environment, forks, plan, record
from crossborder.config import reports
from crossborder.problem import report
from crossborder.root import ROOT


def register(parser: argparse.ArgumentParser) -> None:
    """No arguments of its own."""


def run(arguments: argparse.Namespace) -> int:
    lock = _lock()
    if lock is None:
        print("Another build is running in this folder; wait for it, or end it.", file=sys.stderr)
        return 3
    environment.prepare()
    with lock, forks.serving() as server:  # its imports take as long as the check
        return _build(arguments.rest, server)


def _lock() -> IO[str] | None:
    """The folder's lock, held until the process ends, however it ends."""
    file = open(ROOT / ".lock", "w")  # noqa: SIM115  (it stays open while the build runs)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        return None
    return file


def _build(more: list[str], server: str) -> int:
    start = time.monotonic()
    problems = check.run()
    targets = plan.targets() if not problems else []
    if problems:
        print(report(problems), file=sys.stderr)
        if gone := record.remove_reports():
            print(
                f"{gone} files in reports/ were withdrawn: next to broken raw data they would look current.",
                file=sys.stderr,
            )
        return 1
    for line in checksums.notices():
        print(line, file=sys.stderr)
    if "-n" not in more and "--dry-run" not in more:
        for name in record.withdraw():
            print(f"removed, since nothing makes it any more: {name}", file=sys.stderr)
        if not more and all((ROOT / name).is_file() for name in targets):
            print(f"Nothing to build: all {len(targets)} files are current. Reports: {_where()}")
            return 0
    with forks.used(server):
        good = all(_pass(stage, more) for stage in _passes())
    if not good:
        print("The build stopped. What was finished stays; mend the cause and run ./reproduce again.", file=sys.stderr)
        return 1
    print(f"Built in {time.monotonic() - start:.0f} s. {len(reports())} reports: {_where()}")
    return 0


def _passes() -> list[plan.Stage]:
    """Each run of Snakemake: stage by stage where one may turn out the same and stop the next."""
    stages = plan.stages()
    if any((ROOT / name).is_file() for stage in stages[1:] for name in stage.targets):
        return stages
    return [plan.Stage(", ".join(stage.title for stage in stages), (), plan.targets())]


def _pass(stage: plan.Stage, more: list[str]) -> bool:
    """One run of Snakemake in this process. Its own lock is not needed: the folder's is held."""
    from snakemake.cli import args_to_api, parse_args

    print(f"{stage.title}:", file=sys.stderr)
    # What earlier stages made is there: their rules would only be asked again, which takes most of a pass.
    rules = ["--allowed-rules", *stage.rules] if stage.rules else []
    given = ["--cores", "all", "--nolock", "--logger", "progress", *more, *rules, "--", *stage.targets]
    with contextlib.redirect_stderr(io.StringIO()):  # it announces the profile each time
        parser, settings = parse_args(given)
    return args_to_api(settings, parser)


def _where() -> str:
    return (ROOT / "reports/index.html").as_uri()
