"""Adapter: the rule's wildcards and files, to the package."""

from compendium.build.run_job import run
from compendium.report.index import write

run(snakemake, "index", write)  # noqa: F821
