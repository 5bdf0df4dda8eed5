"""Adapter: the rule's wildcards and files, to the package."""

from compendium.build.run_job import run
from compendium.table.job import write

run(snakemake, "tabulate", write)  # noqa: F821
