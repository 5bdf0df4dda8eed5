"""Check or clean a compendium whose tables are beyond the limits, in one process, without Snakemake.

    python records.py check
    python records.py clean TABLE

The working directory is the compendium, its `workflow/` is in PYTHONPATH. The limits of raw material are lifted here
alone: what a million records cost is measured, though a table of so many is refused.
"""

import json
import sys
import tempfile
from pathlib import Path

from compendium.source import limits

for name, value in vars(limits).items():
    if name.isupper() and isinstance(value, int):
        setattr(limits, name, value * 1000)

sys.path.append(str(Path(__file__).parent))  # behind all else: nothing of the compendium is hidden by a name here
import jobs  # noqa: E402

from compendium.build import environment  # noqa: E402


def main(rule: str, value: str = "") -> None:
    """Run one job, and leave nothing."""
    environment.prepare()
    job = next(job for job in jobs.jobs() if (job.rule, job.value) == (rule, value))
    with tempfile.TemporaryDirectory(dir="processed") as folder:
        made = {name: f"{folder}/{Path(path).name}" for name, path in job.outputs.items()}
        jobs.function_of(rule)(job.wildcards, job.inputs, made)
        print(json.dumps({name: Path(path).stat().st_size for name, path in made.items()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
