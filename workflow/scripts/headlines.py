"""Adapter: the rule's wildcards and files, to the package."""

from compendium.build.run_job import run
from compendium.report.headlines_table import write

run(snakemake, "headlines", write)  # noqa: F821
