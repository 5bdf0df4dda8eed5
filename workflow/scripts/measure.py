"""Adapter: the rule's wildcards and files, to the package."""

from compendium.build.run_job import run
from compendium.result.job import write

run(snakemake, "measure", write)  # noqa: F821
