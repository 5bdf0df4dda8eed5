"""Adapter: the rule's wildcards and files, to the package."""

from compendium.build.run_job import run
from compendium.check.job import write

run(snakemake, "check", write)  # noqa: F821
