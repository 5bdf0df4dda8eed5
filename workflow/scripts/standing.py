"""Adapter: the rule's wildcards and files, to the package."""

from compendium.build.run_job import run
from compendium.report.evidence.standing import write

run(snakemake, "standing", write)  # noqa: F821
