"""`./reproduce`: one verb a module of `crossborder.verbs`; the docstring of each is its help."""

import argparse
import importlib
import os
import sys

from crossborder.root import ROOT

VERBS = (
    "build",
    "check",
    "test",
    "status",
    "why",
    "trace",
    "correct",
    "impact",
    "diff",
    "results",
    "release",
    "archive",
    "verify",
    "rebuild",
    "lab",
)
EPILOG = """\
Without a verb: build. Arguments after -- go to Snakemake (build), pytest (test) or Jupyter Lab (lab).

exit codes:
  0  done, or nothing to do
  1  the raw material has a problem, a job failed, a test failed, or something is stale (status)
  2  the command could not be understood, or what it names does not exist
  3  another build is running in this folder
  4  no usable Python, or no virtual environment
"""


def main(arguments: list[str]) -> int:
    """Run a verb; returns the exit code."""
    own, rest = arguments, []
    if "--" in arguments:
        cut = arguments.index("--")
        own, rest = arguments[:cut], arguments[cut + 1 :]
    parser = argparse.ArgumentParser(
        prog="./reproduce",
        description="Rebuild every table and report from the printed tables.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verbs = parser.add_subparsers(dest="verb", metavar="VERB")
    own = own or ["build"]
    # Only the verb that is asked for is imported: the others may need what takes a second to load.
    modules = {
        name: importlib.import_module(f"crossborder.verbs.{name}") for name in ([own[0]] if own[0] in VERBS else VERBS)
    }
    for name, module in modules.items():
        text = module.__doc__ or ""
        module.register(
            verbs.add_parser(
                name, help=text.splitlines()[0], description=text, formatter_class=argparse.RawDescriptionHelpFormatter
            )
        )
    chosen = parser.parse_args(own)
    chosen.rest = rest
    os.chdir(ROOT)
    return modules[chosen.verb].run(chosen)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
