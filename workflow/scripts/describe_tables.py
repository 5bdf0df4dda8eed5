"""Adapter: the rule's wildcards and files, to the package."""

from compendium.build.run_job import run
from compendium.report.data_package import write

run(snakemake, "describe_tables", write)  # noqa: F821
