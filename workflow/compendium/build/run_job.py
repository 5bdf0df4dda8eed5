"""Run one job of a rule: log what it says, and record what it made."""

import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

from compendium import failure
from compendium.build import lock, record
from compendium.build.inputs import IN_PART
from compendium.paths import output, relative


def run(
    snakemake: object, kind: str, function: Callable[[dict[str, str], dict[str, str], dict[str, str]], None]
) -> None:
    """Call `function(wildcards, inputs, outputs)` and write the job's record when it returns.

    `snakemake` is the object that Snakemake gives to a script, `kind` the key of its reasons. Inputs and outputs are
    those with a name. What is printed goes to the rule's log; what failed stands there as a sentence, and its
    traceback beside it.
    """
    wildcards = dict(snakemake.wildcards.items())
    outputs = {name: str(path) for name, path in snakemake.output.items()}
    target = outputs.pop("record")
    log = Path(snakemake.log[0])
    log.with_suffix(".traceback").unlink(missing_ok=True)  # of a run before
    with open(log, "wb") as file:
        # The descriptors, not the streams: kernels and programs that the job starts write to them too.
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    try:
        lock.share()
        for name in (target, *outputs.values()):
            output(name)
        given = dict(snakemake.input.items())
        digests = record.digests(_whole(snakemake.input, given))
        function(wildcards, given, outputs)
        why = {name: str(value) for name, value in snakemake.params.items()}
        record.write(target, kind, wildcards, digests, outputs.values(), why)
    except BaseException as error:
        sys.stdout.flush()
        print(failure.sentence(error), file=sys.stderr, flush=True)
        _keep(log.with_suffix(".traceback"), traceback.format_exc())
        raise SystemExit(1) from None


def _whole(every: object, named: dict[str, object]) -> set[str]:
    """Inputs that count with all they hold, named from the root: all but the groups of which a job takes a part."""
    parts = {path for name in IN_PART for path in _paths(named.get(name, []))}
    return {relative(path) for path in _paths(every) if path not in parts}


def _paths(files: object) -> list[str]:
    return [files] if isinstance(files, str) else list(map(str, files))  # type: ignore[call-overload]


def _keep(path: Path, text: str) -> None:
    """The traceback, for who mends the code; no reason to fail once more where it cannot be kept."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError:
        path.unlink(missing_ok=True)
    else:
        print(f"traceback: {path}", file=sys.stderr, flush=True)
