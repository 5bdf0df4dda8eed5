"""Adapter: the rule's wildcards and files, to the package."""

from compendium.build.run_job import run
from compendium.table.claims import write

run(snakemake, "evaluate", write)  # noqa: F821
