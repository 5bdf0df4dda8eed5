"""Run one job of a rule: log what it says, and record what it made."""

import os
import traceback
from collections.abc import Callable
from pathlib import Path

from crossborder import record


def run(
    snakemake: object, kind: str, function: Callable[[dict[str, str], dict[str, str], dict[str, str]], None]
) -> None:
    """Call `function(wildcards, inputs, outputs)` and write the job's record when it returns.

    `snakemake` is the object that Snakemake gives to a script, `kind` the key of its reasons. Inputs and outputs are those with a
    name. What is printed goes to the rule's log; so does the traceback of a failure.
    """
    wildcards = dict(snakemake.wildcards.items())
    outputs = {name: str(path) for name, path in snakemake.output.items()}
    target = outputs.pop("record")
    with open(Path(snakemake.log[0]), "wb") as log:
        # The descriptors, not the streams: kernels and programs that the job starts write to them too.
        os.dup2(log.fileno(), 1)
        os.dup2(log.fileno(), 2)
    try:
        function(wildcards, dict(snakemake.input.items()), outputs)
    except BaseException:
        traceback.print_exc()
        raise SystemExit(1) from None
    why = {name: str(value) for name, value in snakemake.params.items()}
    record.write(target, kind, wildcards, map(str, snakemake.input), outputs.values(), why)
