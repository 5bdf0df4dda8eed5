"""`./reproduce`: one verb a module of `compendium.verbs`; the docstring of each is its help."""

import argparse
import csv
import difflib
import importlib
import io
import os
import signal
import sys
import tempfile
import traceback
from collections.abc import Iterable
from types import ModuleType

from compendium import failure
from compendium.paths import ROOT

VERBS = (
    "build",
    "check",
    "test",
    "bench",
    "status",
    "why",
    "trace",
    "correct",
    "new",
    "edit",
    "import",
    "reconcile",
    "freeze",
    "impact",
    "diff",
    "results",
    "release",
    "archive",
    "verify",
    "rebuild",
    "lab",
)
PASSING = ("build", "test", "lab")  # verbs that pass on what stands behind --
EPILOG = """\
Without a verb: build. A key of a report in place of a verb builds that report. Arguments after -- go to Snakemake
(build), pytest (test) or Jupyter Lab (lab).

exit codes:
  0  done, or nothing to do
  1  the raw material has a problem, a job failed, a test failed, or something is stale (status)
  2  the command could not be understood, or what it names does not exist
  3  another build is running in this folder
  4  no usable Python, or no virtual environment
  130, 143  ended by Ctrl-C or by a signal; what was finished stays
"""


def main(arguments: list[str]) -> int:
    """Run a verb; returns the exit code."""
    own, rest = arguments, []
    if "--" in arguments:
        cut = arguments.index("--")
        own, rest = arguments[:cut], arguments[cut + 1 :]
    os.chdir(ROOT)
    own = _with_verb(own)
    # Only the verb that is asked for is imported: the others may need what takes a second to load.
    modules = imported([own[0]] if own[0] in VERBS else VERBS)
    understands = parser(modules)
    chosen = understands.parse_args(own)
    chosen.rest = rest
    if rest and chosen.verb not in PASSING:
        understands.error(f"{chosen.verb} passes nothing on: there is nothing to put behind --")
    return modules[chosen.verb].run(chosen)


def imported(names: Iterable[str]) -> dict[str, ModuleType]:
    """Modules of verbs by their names."""
    return {name: importlib.import_module(f"compendium.verbs.{name}") for name in names}


def parser(modules: dict[str, ModuleType], prog: str = "./reproduce") -> argparse.ArgumentParser:
    """What understands the arguments of verbs; completion for shells is made of it too."""
    made = argparse.ArgumentParser(
        prog=prog,
        description="Rebuild every table and report from the printed tables.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    made.add_argument("--version", action=_Version, nargs=0, help="print the version, and stop")
    verbs = made.add_subparsers(dest="verb", metavar="VERB")
    for name, module in modules.items():
        text = module.__doc__ or name  # a Python that optimises leaves docstrings out
        module.register(
            verbs.add_parser(
                name,
                help=text.splitlines()[0],
                description=text,
                formatter_class=argparse.RawDescriptionHelpFormatter,
                allow_abbrev=False,
            )
        )
    return made


class _Version(argparse.Action):
    """Print name and version, by metadata.yaml, which nothing else needs to be read for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from compendium.decision.config import metadata

        about = metadata()
        print(f"{about['short_title']} {about['version']}, {about['released'].isoformat()}")
        parser.exit()


def _with_verb(own: list[str]) -> list[str]:
    """The arguments with a verb in front: build where there is none, or where the key of a report stands."""
    if not own:
        return ["build"]
    first = own[0]
    if first in VERBS or first in ("-h", "--help", "--version"):
        return own
    if first.startswith("-"):
        return ["build", *own]
    from compendium.decision.config import reports  # a broken configuration is no reason to refuse another verb

    keys = list(reports())
    if first in keys:
        return ["build", *own]
    near = difflib.get_close_matches(first, [*VERBS, *keys], n=3)
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    print(
        f"./reproduce: {first!r} is neither a verb nor a report.{hint}\nVerbs: {', '.join(VERBS)}\nReports: {', '.join(keys)}",
        file=sys.stderr,
    )
    raise SystemExit(2)


def guarded(arguments: list[str]) -> int:
    """Run a verb; whatever goes wrong is said in a sentence, with the exit code that fits."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal may know fewer letters than the tables
    signal.signal(signal.SIGTERM, _end)
    signal.signal(signal.SIGINT, _end)
    try:
        code = main(arguments)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # Who read has seen enough. Python would complain once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)
        return 130
    except failure.Ended:
        print("Ended by a signal.", file=sys.stderr)
        return 143
    except (failure.Refused, OSError) as error:
        print(failure.sentence(error), file=sys.stderr)
        return 1
    except (UnicodeError, csv.Error) as error:
        print(
            f"A file cannot be read as it stands ({error}); ./reproduce check says which, and where.", file=sys.stderr
        )
        return 1
    except Exception as error:
        print(f"An error of the program, not of your material: {failure.sentence(error)}\n{_kept()}", file=sys.stderr)
        return 1


def _end(number: int, _frame: object) -> None:
    """End at once: an exception in the middle of an import would be told as a fault of what is imported.

    A build, which has something to leave in order, sets handlers of its own.
    """
    os.write(2, b"Ended by a signal; what was finished stays.\n" if number == signal.SIGTERM else b"Interrupted.\n")
    os._exit(128 + number)


def _kept() -> str:
    """Where the traceback of the current error was written, for who mends the code."""
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="reproduce-", suffix=".txt", delete=False, encoding="utf-8"
        ) as file:
            traceback.print_exc(file=file)
    except OSError:
        return "Its traceback could not be kept."
    return f"Please report it with {file.name}, which says where it happened."


if __name__ == "__main__":
    sys.exit(guarded(sys.argv[1:]))
