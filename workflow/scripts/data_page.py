"""Adapter: the rule's wildcards and files, to the package."""

from compendium.build.run_job import run
from compendium.report.data_page import write

run(snakemake, "data_page", write)  # noqa: F821
