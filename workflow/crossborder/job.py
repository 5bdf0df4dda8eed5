"""Run one job of a rule: log what it says, and record what it made."""

import contextlib
import traceback
from collections.abc import Callable
from pathlib import Path

from crossborder import record


def run(snakemake: object, kind: str, function: Callable[[dict[str, str], dict[str, str], dict[str, str]], None]) -> None:
    """Call `function(wildcards, inputs, outputs)` and write the job's record when it returns.

    `snakemake` is the object that Snakemake gives to a script, `kind` the key of its reasons. Inputs and outputs are those with a
    name. What is printed goes to the rule's log; so does the traceback of a failure.
    """
    wildcards = dict(snakemake.wildcards.items())
    outputs = {name: str(path) for name, path in snakemake.output.items()}
    target = outputs.pop("record")
    with open(Path(snakemake.log[0]), "w", encoding="utf-8") as log, contextlib.redirect_stdout(log), contextlib.redirect_stderr(log):
        try:
            function(wildcards, dict(snakemake.input.items()), outputs)
        except BaseException:
            traceback.print_exc()
            raise
    why = {name: str(value) for name, value in snakemake.params.items()}
    record.write(target, kind, wildcards, map(str, snakemake.input), outputs.values(), why)
