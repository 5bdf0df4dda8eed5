"""Adapter: the rule's wildcards and files, to the package."""

from compendium.build.run_job import run
from compendium.report.downloads import write

run(snakemake, "downloads", write)  # noqa: F821
