"""Adapter: the rule's wildcards and files, to the package."""

from compendium.build.run_job import run
from compendium.report.job import write

run(snakemake, "report", write)  # noqa: F821
