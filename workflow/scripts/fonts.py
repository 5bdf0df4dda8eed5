"""Adapter: the rule's wildcards and files, to the package."""

from compendium.build.run_job import run
from compendium.report.fonts import write

run(snakemake, "fonts", write)  # noqa: F821
