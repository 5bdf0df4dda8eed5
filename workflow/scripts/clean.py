"""Adapter: the rule's wildcards and files, to the package."""

from compendium.build.run_job import run
from compendium.table.job import write

run(snakemake, "clean", write)  # noqa: F821
